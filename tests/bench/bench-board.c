/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of what is outstanding over many rows: how long the main loop is busy at a time while it opens, is grouped,
 * sorted, filtered and scrolled, and while all of it is chosen; and while each report is shown. Needs a display. */
#include "config.h"

#include "hearth-application.h"
#include "hearth-bench-fill-store.h"
#include "hearth-line-table.h"
#include "hearth-main-page.h"
#include "hearth-outstanding-page.h"
#include "hearth-report-view.h"
#include "hearth-reports-page.h"
#include "hearth-test-ui.h"
#include "hearth-test.h"
#include "hearth-text-row.h"
#include "hearth-window.h"

#include "bench-turns.h"

#define N_PAGES 100
#define ROWS_PER_PAGE 9
#define SETTLE_MS 5000

static int n_cases = 20000;
static int n_steps = 40;

static const GOptionEntry options[] = {
  { "cases", 0, 0, G_OPTION_ARG_INT, &n_cases, "How many cases", "N" },
  { "steps", 0, 0, G_OPTION_ARG_INT, &n_steps, "Steps of each", "N" },
  { NULL },
};

static void
fill_on_writer (gpointer data)
{
  HearthDesk *desk = data;
  HearthContext *context = hearth_desk_get_context (desk);
  const HearthBenchFill size = { .n_cases = (guint) n_cases,
                                 .n_steps = (guint) n_steps,
                                 .today = hearth_clock_today (hearth_desk_get_clock (desk)),
                                 .packs = hearth_context_get_packs (context) };
  g_autoptr (GError) error = NULL;

  hearth_bench_fill (hearth_vault_get_writer (hearth_context_get_vault (context)), &size, &error);
  g_assert_no_error (error);
}

static GtkSelectionModel *
get_model (GtkWidget *page)
{
  HearthLineTable *table = hearth_test_find (page, HEARTH_TYPE_LINE_TABLE);

  return hearth_line_table_get_model (table);
}

/* The lines of another arrangement are another model. */
typedef struct
{
  GtkWidget *page;
  GtkSelectionModel *before;
} Wait;

static gboolean
is_arranged (gpointer data)
{
  const Wait *wait = data;
  GtkSelectionModel *model = get_model (wait->page);

  return model != NULL && model != wait->before;
}

static void
report (const char *what)
{
  const BenchTurns *turns = bench_turns_get ();

  g_print ("%-24s turns over %d ms of processor: %u, longest %.1f ms, without drawing %.1f ms, all "
           "%.1f ms\n",
           what, BENCH_FRAME_MS, turns->n_long_turns, (double) turns->longest_cpu_us / 1000,
           (double) turns->longest_undrawn_us / 1000, (double) turns->cpu_us / 1000);
  bench_turns_forget ();
}

static void
measure_look (GtkWidget *window, GtkWidget *page, const char *property, const char *value)
{
  g_autoptr (GtkSelectionModel) before = g_object_ref (get_model (page));
  Wait wait = { page, before };
  g_autofree char *what = g_strdup_printf ("%s: %s", property, value);

  bench_turns_forget ();
  g_object_set (page, property, value, NULL);
  hearth_test_wait (is_arranged, &wait);
  hearth_test_wait_for_frame (window);
  report (what);
}

static void
measure_scrolling (GtkWidget *window, GtkWidget *page)
{
  GtkWidget *table = hearth_test_find (page, HEARTH_TYPE_LINE_TABLE);
  GtkWidget *list = hearth_test_find (table, GTK_TYPE_LIST_VIEW);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (get_model (page)));

  for (guint i = 1; i <= N_PAGES; i++)
    {
      g_assert_true (gtk_widget_activate_action (list, "list.scroll-to-item", "u",
                                                 i * ROWS_PER_PAGE % n_rows));
      hearth_test_wait_for_frame (window);
    }
  report ("scrolling");
}

static void
measure_choosing (GtkWidget *window, GtkWidget *page)
{
  gtk_selection_model_select_all (get_model (page));
  hearth_test_wait_for_frame (window);
  report ("all are chosen");
  gtk_selection_model_unselect_all (get_model (page));
  hearth_test_wait_for_frame (window);
  report ("nothing is chosen");
}

static gboolean
on_settled_cb (gpointer is_settled)
{
  *(gboolean *) is_settled = TRUE;
  return G_SOURCE_REMOVE;
}

static void
settle (void)
{
  gboolean is_settled = FALSE;

  g_timeout_add (SETTLE_MS, on_settled_cb, &is_settled);
  while (!is_settled)
    g_main_context_iteration (NULL, TRUE);
}

/* The rows that were shown before are let go. */
static void
measure_reading (GtkWidget *window, GtkWidget *page)
{
  HearthMainPage *places = hearth_test_find (window, HEARTH_TYPE_MAIN_PAGE);
  g_autoptr (GtkSelectionModel) before = g_object_ref (get_model (page));
  Wait wait = { page, before };

  /* The other place has its own answer to show, which is none of ours. */
  hearth_main_page_go (places, "today");
  hearth_test_wait_for_frame (window);
  settle ();
  bench_turns_forget ();
  hearth_main_page_go (places, "outstanding");
  hearth_test_wait (is_arranged, &wait);
  hearth_test_wait_for_frame (window);
  report ("read anew");
}

/* "result", "empty" or "failed": what was asked for is there. */
static gboolean
is_made (gpointer data)
{
  GtkWidget *table = hearth_test_find (data, HEARTH_TYPE_LINE_TABLE);
  GtkWidget *stack = gtk_widget_get_ancestor (table, GTK_TYPE_STACK);
  const char *name = gtk_stack_get_visible_child_name (GTK_STACK (stack));

  g_assert_cmpstr (name, !=, "failed");
  return g_str_equal (name, "result") || g_str_equal (name, "empty");
}

/* Opened a second time, the table that was shown before is let go while the new one is waited for. */
static void
measure_report (GtkWidget *window, GtkWidget *page, guint index)
{
  GtkWidget *list = hearth_test_find (page, GTK_TYPE_LIST_BOX);
  GtkWidget *view = hearth_test_find (page, HEARTH_TYPE_REPORT_VIEW);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) index);
  GtkSelectionModel *model;
  g_autofree char *what = NULL;

  bench_turns_forget ();
  g_signal_emit_by_name (list, "row-activated", row);
  hearth_test_wait (is_made, view);
  hearth_test_wait_for_frame (window);
  model = get_model (view);
  what = g_strdup_printf ("%s, %u rows:", hearth_text_row_get_title (HEARTH_TEXT_ROW (row)),
                          model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0);
  g_print ("%s\n", what);
  report ("  shown");
  gtk_widget_activate_action (view, "report.show", NULL);
  hearth_test_wait (is_made, view);
  hearth_test_wait_for_frame (window);
  report ("  shown anew");
  gtk_widget_activate_action (page, "reports.back", NULL);
  hearth_test_wait_for_frame (window);
  report ("  left");
}

static void
measure_reports (GtkWidget *window)
{
  GtkWidget *page;
  GtkListBox *list;

  bench_turns_forget ();
  hearth_main_page_go (hearth_test_find (window, HEARTH_TYPE_MAIN_PAGE), "reports");
  settle ();
  report ("list of reports");
  page = hearth_test_find (window, HEARTH_TYPE_REPORTS_PAGE);
  g_assert_nonnull (page);
  list = hearth_test_find (page, GTK_TYPE_LIST_BOX);
  for (guint i = 0; gtk_list_box_get_row_at_index (list, (int) i) != NULL; i++)
    measure_report (window, page, i);
}

static void
measure_board (GtkWidget *window)
{
  static const char *const looks[][2] = {
    { "grouping", "benefit" }, { "grouping", "unit" }, { "grouping", "none" },
    { "sort", "person" },      { "sort", "due" },      { "sort", "age" },
    { "filter", "overdue" },   { "filter", "people" }, { "filter", "all" },
  };
  GtkWidget *page;
  Wait wait = { 0 };

  hearth_main_page_go (hearth_test_find (window, HEARTH_TYPE_MAIN_PAGE), "outstanding");
  page = hearth_test_find (window, HEARTH_TYPE_OUTSTANDING_PAGE);
  g_assert_nonnull (page);
  wait.page = page;
  hearth_test_wait (is_arranged, &wait);
  hearth_test_wait_for_frame (window);
  g_print ("rows: %u\n", g_list_model_get_n_items (G_LIST_MODEL (get_model (page))));
  report ("open");
  measure_scrolling (window, page);
  measure_choosing (window, page);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    measure_look (window, page, looks[i][0], looks[i][1]);
  measure_reading (window, page);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *folder = NULL;
  HearthDesk *desk;
  GtkWidget *window;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || n_cases < 10 || n_steps < 1)
    return 1;
  hearth_vault_global_init ();
  hearth_ui_init ();
  adw_init ();
  desk = hearth_test_desk_new ();
  folder = hearth_test_make_folder ();
  hearth_test_desk_create_vault (desk, folder);
  hearth_worker_call_sync (
      hearth_vault_get_writer_worker (hearth_context_get_vault (hearth_desk_get_context (desk))),
      fill_on_writer, desk);
  window = GTK_WIDGET (hearth_window_new (NULL, desk, NULL));
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 700);
  gtk_window_present (GTK_WINDOW (window));
  hearth_test_wait_for_frame (window);
  bench_turns_begin ();
  bench_turns_watch_drawing (window);
  measure_board (window);
  measure_reports (window);
  bench_turns_end ();
  hearth_desk_lock (desk);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (desk);
  hearth_test_remove_folder (folder);
  return 0;
}
