/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases of the demo opened one after another as with the Down key: how long until the header of each is
 * drawn, what it costs the main thread, and how long the loop is busy at a time, until everything of the
 * page in sight is there. The baseline is the window drawn anew with nothing changed. Needs a display. */
#include "config.h"

#include "bench-turns.h"
#include "hearth-application.h"
#include "hearth-case-header.h"
#include "hearth-case-item.h"
#include "hearth-case-pages.h"
#include "hearth-cases-page.h"
#include "hearth-demo.h"
#include "hearth-test-ui.h"
#include "hearth-test.h"
#include "hearth-window.h"

#define N_OPENED 40
#define QUIET_MS 400

typedef struct
{
  double shown_ms, longest_ms;              /* by the clock */
  double cpu_ms, frame_cpu_ms, turn_cpu_ms; /* of the main thread */
  guint n_long_turns, n_cases;
} Sum;

/* What comes in slices after the first frame is counted too. */
static void
wait_for_quiet (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_timeout_add (QUIET_MS, (GSourceFunc) G_CALLBACK (g_main_loop_quit), loop);
  g_main_loop_run (loop);
}

static GtkListView *
find_list (GtkWidget *window)
{
  GtkWidget *view;

  for (guint n = 0; (view = hearth_test_find_nth (window, GTK_TYPE_LIST_VIEW, n)) != NULL; n++)
    if (gtk_widget_has_css_class (view, "people"))
      return GTK_LIST_VIEW (view);
  return NULL;
}

static gboolean
shows_people (gpointer window)
{
  GtkListView *view = find_list (window);
  GtkSelectionModel *model = view != NULL ? gtk_list_view_get_model (view) : NULL;
  g_autoptr (HearthCaseItem) item = NULL;

  /* The list is there before what it lists. */
  if (model == NULL || g_list_model_get_n_items (G_LIST_MODEL (model)) == 0)
    return FALSE;
  item = g_list_model_get_item (G_LIST_MODEL (model), 0);
  return hearth_case_item_is_loaded (item);
}

typedef struct
{
  GtkWidget *header;
  char *name;
} Opened;

static gboolean
shows_name (gpointer data)
{
  const Opened *opened = data;

  return hearth_test_shows (opened->header, opened->name);
}

static gboolean
has_header (gpointer window)
{
  GtkWidget *header = hearth_test_find (window, HEARTH_TYPE_CASE_HEADER);

  return header != NULL && gtk_widget_get_mapped (header);
}

static void
add_case (GtkWidget *window, guint position, Sum *sum)
{
  GtkSelectionModel *model = gtk_list_view_get_model (find_list (window));
  g_autoptr (HearthCaseItem) item = g_list_model_get_item (G_LIST_MODEL (model), position);
  Opened opened = { hearth_test_find (window, HEARTH_TYPE_CASE_HEADER), NULL };
  gint64 start, frame_cpu_us;

  if (!hearth_case_item_is_loaded (item))
    return;
  opened.name = hearth_case_row_dup_name (hearth_case_item_get_row (item));
  bench_turns_forget ();
  start = g_get_monotonic_time ();
  gtk_selection_model_select_item (model, position, TRUE);
  hearth_test_wait (shows_name, &opened);
  hearth_test_wait_for_frame (window);
  sum->shown_ms += (double) (g_get_monotonic_time () - start) / 1000;
  wait_for_quiet ();
  sum->n_cases++;
  sum->cpu_ms += (double) bench_turns_get ()->cpu_us / 1000;
  sum->n_long_turns += bench_turns_get ()->n_long_turns;
  sum->turn_cpu_ms = MAX (sum->turn_cpu_ms, (double) bench_turns_get ()->longest_cpu_us / 1000);
  sum->longest_ms = MAX (sum->longest_ms, (double) bench_turns_get ()->longest_us / 1000);
  frame_cpu_us = bench_turns_thread_us ();
  hearth_test_wait_for_frame (window);
  sum->frame_cpu_ms += (double) (bench_turns_thread_us () - frame_cpu_us) / 1000;
  g_free (opened.name);
}

static void
report (const char *page, const Sum *sum)
{
  g_print (
      "%-10s %6.1f ms to the case shown; %6.1f ms of processor, %4.1f frames' worth; longest turn "
      "%5.1f ms of processor, %u turns over %d ms in %u cases\n",
      page, sum->shown_ms / sum->n_cases, sum->cpu_ms / sum->n_cases,
      sum->cpu_ms / sum->frame_cpu_ms, sum->turn_cpu_ms, sum->n_long_turns, BENCH_FRAME_MS,
      sum->n_cases);
}

static void
measure_page (GtkWidget *window, const char *page)
{
  Sum sum = { 0 };

  g_assert_true (hearth_test_turn_to (window, page));
  wait_for_quiet ();
  for (guint i = 1; i <= N_OPENED; i++)
    add_case (window, i, &sum);
  report (page, &sum);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  HearthDesk *desk;
  GtkWidget *window;

  hearth_vault_global_init ();
  hearth_ui_init ();
  adw_init ();
  desk = hearth_test_desk_new ();
  folder = hearth_test_make_folder ();
  hearth_test_desk_create_vault (desk, folder);
  g_assert_true (hearth_demo_fill (hearth_desk_get_context (desk), &error));
  hearth_desk_lock (desk);
  window = GTK_WIDGET (hearth_window_new (NULL, desk, NULL));
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_present (GTK_WINDOW (window));
  hearth_test_desk_unlock_vault (desk, folder);
  hearth_test_wait (shows_people, window);
  hearth_test_wait (has_header, window);
  bench_turns_begin ();
  for (int i = 1; i < MAX (argc, 2); i++)
    measure_page (window, argc > 1 ? argv[i] : "overview");
  bench_turns_end ();
  hearth_desk_lock (desk);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (desk);
  hearth_test_remove_folder (folder);
  return 0;
}
