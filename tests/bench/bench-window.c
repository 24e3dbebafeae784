/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window over a vault of many cases: how soon it is drawn, and how long the main loop is busy at a
 * time while the list is scrolled by pages as with a held key. Needs a display. */
#include "config.h"

#include "hearth-application.h"
#include "hearth-case-list.h"
#include "hearth-test-rows.h"
#include "hearth-test-ui.h"
#include "hearth-test.h"
#include "hearth-window.h"

#include <time.h>

#define FRAME_MS 16
#define N_PAGES 300
#define ROWS_PER_PAGE 9

static int n_cases = 10000;
static gboolean as_json = FALSE;

static const GOptionEntry options[] = {
  { "cases", 0, 0, G_OPTION_ARG_INT, &n_cases, "How many cases", "N" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "One JSON document", NULL },
  { NULL },
};

/* Between two calls of poll the main loop is busy and no key is seen. Processor time of the main thread
 * is kept beside the clock's: it does not count what else the machine does. */
static struct
{
  gint64 begin_us, begin_cpu_us;
  gint64 longest_us, longest_cpu_us;
  guint n_turns, n_long_turns; /* by processor time, over a frame */
} loop;

static gint64
thread_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gint
measure_poll (GPollFD *fds, guint n_fds, gint timeout_ms)
{
  const gint64 busy_us = g_get_monotonic_time () - loop.begin_us;
  const gint64 busy_cpu_us = thread_us () - loop.begin_cpu_us;
  gint result;

  if (loop.begin_us > 0)
    {
      loop.n_turns++;
      loop.n_long_turns += busy_cpu_us > FRAME_MS * 1000;
      loop.longest_us = MAX (loop.longest_us, busy_us);
      loop.longest_cpu_us = MAX (loop.longest_cpu_us, busy_cpu_us);
    }
  result = g_poll (fds, n_fds, timeout_ms);
  loop.begin_us = g_get_monotonic_time ();
  loop.begin_cpu_us = thread_us ();
  return result;
}

static void
forget_turns (void)
{
  loop.longest_us = loop.longest_cpu_us = 0;
  loop.n_turns = loop.n_long_turns = 0;
}

static void
report (json_t *results, const char *name, double value)
{
  json_object_set_new (results, name, json_real (value));
  if (!as_json)
    g_print ("%-44s %9.2f\n", name, value);
}

static void
report_turns (json_t *results, const char *what)
{
  g_autofree char *longest = g_strdup_printf ("%s: longest turn, ms", what);
  g_autofree char *longest_cpu = g_strdup_printf ("%s: longest turn, ms of processor", what);
  g_autofree char *n_long = g_strdup_printf ("%s: turns over %d ms of processor", what, FRAME_MS);

  report (results, longest, (double) loop.longest_us / 1000);
  report (results, longest_cpu, (double) loop.longest_cpu_us / 1000);
  report (results, n_long, loop.n_long_turns);
  forget_turns ();
}

static void
fill_on_writer (gpointer vault)
{
  hearth_test_rows_fill (hearth_vault_get_writer (vault), (guint) n_cases, 4);
}

static void
on_painted_cb (GdkFrameClock *clock, gboolean *is_painted)
{
  *is_painted = TRUE;
}

static gboolean
is_true (gpointer flag)
{
  return *(gboolean *) flag;
}

static void
wait_for_frame (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean is_painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted_cb), &is_painted);

  gtk_widget_queue_draw (window);
  hearth_test_wait (is_true, &is_painted);
  g_signal_handler_disconnect (clock, handler);
}

/* Drop-downs have list views too. */
static GtkListView *
find_list (GtkWidget *window)
{
  GtkListView *view;

  for (guint n = 0; (view = hearth_test_find_nth (window, GTK_TYPE_LIST_VIEW, n)) != NULL; n++)
    {
      GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (view));
      g_autoptr (GObject) item = model != NULL ? g_list_model_get_item (model, 0) : NULL;

      if (item != NULL && HEARTH_IS_CASE_ITEM (item))
        return view;
    }
  return NULL;
}

static gboolean
shows_people (gpointer window)
{
  GtkListView *view = find_list (window);
  g_autoptr (HearthCaseItem) item = NULL;

  if (view == NULL)
    return FALSE;
  item = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (view)), 0);
  return hearth_case_item_is_loaded (item);
}

static void
scroll_to (GtkWidget *window, GtkWidget *view, guint page)
{
  g_assert_true (gtk_widget_activate_action (view, "list.scroll-to-item", "u",
                                             page * ROWS_PER_PAGE % (guint) n_cases));
  wait_for_frame (window);
}

/* With the first page GTK makes the rest of the 200 rows that it keeps; from then on it moves them. */
static void
measure_scrolling (GtkWidget *window, json_t *results)
{
  GtkWidget *view = GTK_WIDGET (find_list (window));
  gint64 start;

  scroll_to (window, view, 1);
  report_turns (results, "first page");
  start = g_get_monotonic_time ();
  for (guint page = 2; page <= N_PAGES; page++)
    scroll_to (window, view, page);
  report (results, "scrolling: pages a second",
          (N_PAGES - 1) * 1e6 / (double) (g_get_monotonic_time () - start));
  report_turns (results, "scrolling");
}

int
main (int argc, char *argv[])
{
  const gint64 start = g_get_monotonic_time ();
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *folder = NULL;
  json_auto_t *results = json_object ();
  HearthDesk *desk;
  GtkWidget *window;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || n_cases < 100)
    return 1;
  hearth_vault_global_init ();
  hearth_ui_init ();
  adw_init ();
  desk = hearth_test_desk_new ();
  window = GTK_WIDGET (hearth_window_new (NULL, desk, NULL));
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 700);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_frame (window);
  report (results, "start to the first frame, ms",
          (double) (g_get_monotonic_time () - start) / 1000);
  gtk_window_destroy (GTK_WINDOW (window));

  folder = hearth_test_make_folder ();
  hearth_test_desk_create_vault (desk, folder);
  hearth_worker_call_sync (
      hearth_vault_get_writer_worker (hearth_context_get_vault (hearth_desk_get_context (desk))),
      fill_on_writer, hearth_context_get_vault (hearth_desk_get_context (desk)));
  g_main_context_set_poll_func (NULL, measure_poll);
  window = GTK_WIDGET (hearth_window_new (NULL, desk, NULL));
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 700);
  gtk_window_present (GTK_WINDOW (window));
  hearth_test_wait (shows_people, window);
  wait_for_frame (window);
  report_turns (results, "first show of the list");
  measure_scrolling (window, results);
  g_main_context_set_poll_func (NULL, NULL);

  hearth_desk_lock (desk);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (desk);
  hearth_test_remove_folder (folder);
  if (as_json)
    {
      g_autofree char *text = json_dumps (results, JSON_INDENT (1));

      g_print ("%s\n", text);
    }
  return 0;
}
