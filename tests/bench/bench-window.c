/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window over a vault of many cases: how soon it is drawn and its list is there, how long another sort,
 * filter and case take, and how long the main loop is busy at a time meanwhile, and while the list is scrolled
 * by pages as with a held key. Needs a display. */
#include "config.h"

#include "hearth-application.h"
#include "hearth-case-list.h"
#include "hearth-case-view.h"
#include "hearth-cases-page.h"
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
static gboolean as_table = FALSE;
static gboolean with_turns = FALSE;

static const GOptionEntry options[] = {
  { "cases", 0, 0, G_OPTION_ARG_INT, &n_cases, "How many cases", "N" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "One JSON document", NULL },
  { "turns", 0, 0, G_OPTION_ARG_NONE, &with_turns,
    "Begin and end of every long turn, for perf script --time after perf record -k CLOCK_MONOTONIC",
    NULL },
  { "table", 0, 0, G_OPTION_ARG_NONE, &as_table, "Lines of the table instead of tiles", NULL },
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
      if (with_turns && busy_cpu_us > FRAME_MS * 1000)
        g_printerr ("turn of %.1f ms: %.6f,%.6f\n", (double) busy_cpu_us / 1000,
                    (double) loop.begin_us / 1e6, (double) (loop.begin_us + busy_us) / 1e6);
    }
  result = g_poll (fds, n_fds, timeout_ms);
  loop.begin_us = g_get_monotonic_time ();
  loop.begin_cpu_us = thread_us ();
  return result;
}

/* Of all threads: what the window and the reader do, whatever else the machine does. */
static gint64
processor_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* What people wait for, from begin () to report_time (). */
static struct
{
  gint64 clock_us, processor_us;
} begun;

static void
begin (void)
{
  begun.clock_us = g_get_monotonic_time ();
  begun.processor_us = processor_us ();
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

/* The baseline: GTK alone, with a list of as many plain labels. */
static double plain_ms;

static void
report_time (json_t *results, const char *what)
{
  const double clock_ms = (double) (g_get_monotonic_time () - begun.clock_us) / 1000;
  const double used_ms = (double) (processor_us () - begun.processor_us) / 1000;
  g_autofree char *clock = g_strdup_printf ("%s, ms", what);
  g_autofree char *used = g_strdup_printf ("%s, ms of processor", what);
  g_autofree char *ratio = g_strdup_printf ("%s, of a list of plain labels", what);

  report (results, clock, clock_ms);
  report (results, used, used_ms);
  if (plain_ms > 0)
    report (results, ratio, used_ms / plain_ms);
}

static void
fill_on_writer (gpointer vault)
{
  hearth_test_rows_fill (hearth_vault_get_writer (vault), (guint) n_cases, 4);
}

static void
on_plain_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
on_plain_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
measure_plain_list (json_t *results)
{
  GtkWidget *window = gtk_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  gint64 start;

  for (int i = 0; i < n_cases; i++)
    gtk_string_list_append (names, "Макетенко Віталій");
  g_signal_connect (factory, "setup", G_CALLBACK (on_plain_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_plain_bind_cb), NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 700);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_present (GTK_WINDOW (window));
  hearth_test_wait_for_frame (window);
  start = processor_us ();
  gtk_scrolled_window_set_child (
      GTK_SCROLLED_WINDOW (scroller),
      gtk_list_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (names))),
                         factory));
  hearth_test_wait_for_frame (window);
  plain_ms = (double) (processor_us () - start) / 1000;
  report (results, "a list of plain labels, ms of processor", plain_ms);
  gtk_window_destroy (GTK_WINDOW (window));
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

/* Looking for it goes over all widgets, which would count as work of the window. */
static GtkListView *
get_list (GtkWidget *window)
{
  static GtkListView *found;

  if (found == NULL || gtk_widget_get_root (GTK_WIDGET (found)) != GTK_ROOT (window))
    g_set_weak_pointer (&found, find_list (window));
  return found;
}

static gboolean
shows_people (gpointer window)
{
  GtkListView *view = get_list (window);
  g_autoptr (HearthCaseItem) item = NULL;

  if (view == NULL)
    return FALSE;
  item = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (view)), 0);
  return item != NULL && hearth_case_item_is_loaded (item);
}

static void
scroll_to (GtkWidget *window, GtkWidget *view, guint page)
{
  g_assert_true (gtk_widget_activate_action (view, "list.scroll-to-item", "u",
                                             page * ROWS_PER_PAGE % (guint) n_cases));
  hearth_test_wait_for_frame (window);
}

/* With the first page GTK makes the rest of the 200 rows that it keeps; from then on it moves them. */
static void
measure_scrolling (GtkWidget *window, json_t *results)
{
  GtkWidget *view = GTK_WIDGET (get_list (window));
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

/* --- Another sort, filter, case --- */

static HearthCaseList *
get_cases (GtkWidget *window)
{
  GtkSelectionModel *model = gtk_list_view_get_model (get_list (window));

  return HEARTH_CASE_LIST (gtk_multi_selection_get_model (GTK_MULTI_SELECTION (model)));
}

static gboolean
is_settled (gpointer window)
{
  return !hearth_case_list_is_loading (get_cases (window)) && shows_people (window);
}

/* From the click to the frame that shows the first row of the answer. */
static void
measure_look (GtkWidget *window, json_t *results, const char *action, const char *sort)
{
  GtkWidget *page = hearth_test_find (window, HEARTH_TYPE_CASES_PAGE);
  g_autofree char *what = sort != NULL ? g_strdup_printf ("sort by %s", sort) : g_strdup (action);

  forget_turns ();
  begin ();
  if (sort != NULL)
    gtk_widget_activate_action (page, action, "s", sort);
  else
    gtk_widget_activate_action (page, action, NULL);
  g_assert_true (hearth_case_list_is_loading (get_cases (window)));
  hearth_test_wait (is_settled, window);
  hearth_test_wait_for_frame (window);
  report_time (results, what);
  report_turns (results, what);
}

static void
measure_filter (GtkWidget *window, json_t *results)
{
  HearthCaseList *cases = get_cases (window);
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();

  forget_turns ();
  begin ();
  hearth_case_query_add_filter (query, "category", "wounded");
  hearth_case_list_set_query (cases, query);
  hearth_test_wait (is_settled, window);
  hearth_test_wait_for_frame (window);
  report_time (results, "filter by category");
  report_turns (results, "filter by category");
}

/* Each key of a name, with the search entry's own delay left out: it is a setting. */
static void
measure_search (GtkWidget *window, json_t *results)
{
  HearthCaseList *cases = get_cases (window);
  g_autoptr (GString) typed = g_string_new (NULL);

  for (const char *c = "макет арт"; *c != '\0'; c = g_utf8_next_char (c))
    {
      g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
      g_autofree char *what = NULL;

      g_string_append_len (typed, c, g_utf8_next_char (c) - c);
      what = g_strdup_printf ("search “%s”", typed->str);
      forget_turns ();
      begin ();
      hearth_case_query_set_text (query, typed->str);
      hearth_case_list_set_query (cases, query);
      hearth_test_wait (is_settled, window);
      hearth_test_wait_for_frame (window);
      report_time (results, what);
      report_turns (results, what);
    }
  {
    g_autoptr (HearthCaseQuery) everybody = hearth_case_query_new ();

    hearth_case_list_set_query (cases, everybody);
    hearth_test_wait (is_settled, window);
  }
}

typedef struct
{
  GtkWidget *window;
  char *title;
} Opened;

static gboolean
shows_case (gpointer data)
{
  const Opened *opened = data;

  return hearth_test_shows (opened->window, opened->title);
}

static void
measure_opening (GtkWidget *window, json_t *results)
{
  GtkSelectionModel *model = gtk_list_view_get_model (get_list (window));
  g_autoptr (HearthCaseItem) item = g_list_model_get_item (G_LIST_MODEL (model), 3);
  Opened opened = { window, g_strdup_printf ("Case %s", hearth_case_item_get_row (item)->number) };

  forget_turns ();
  begin ();
  gtk_selection_model_select_item (model, 3, TRUE);
  g_signal_emit_by_name (get_list (window), "activate", 3);
  hearth_test_wait (shows_case, &opened);
  hearth_test_wait_for_frame (window);
  report_time (results, "open a case");
  report_turns (results, "open a case");
  g_free (opened.title);
}

static void
measure_looks (GtkWidget *window, json_t *results)
{
  static const char *const sorts[] = { "rank", "unit", "released", "overdue", "category", "name" };

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    measure_look (window, results, "cases.sort", sorts[i]);
  measure_look (window, results, "cases.descending", NULL);
  measure_look (window, results, "cases.descending", NULL);
  measure_filter (window, results);
  measure_search (window, results);
}

/* As a person opens it in the morning: what unlocking takes stands beside it, for most of it is the
 * derivation of the key. */
static GtkWidget *
open_again (HearthDesk *desk, const char *folder, json_t *results)
{
  GtkWidget *window = GTK_WIDGET (hearth_window_new (NULL, desk, NULL));
  gint64 start, unlocked;

  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 700);
  gtk_window_present (GTK_WINDOW (window));
  hearth_test_wait_for_frame (window);
  forget_turns ();
  start = g_get_monotonic_time ();
  hearth_test_desk_unlock_vault (desk, folder);
  unlocked = g_get_monotonic_time ();
  begin ();
  hearth_test_wait (shows_people, window);
  hearth_test_wait_for_frame (window);
  report (results, "unlocking with the key's derivation, ms", (double) (unlocked - start) / 1000);
  report_time (results, "unlocked to the list");
  report_turns (results, "unlocked to the list");
  return window;
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
  hearth_test_wait_for_frame (window);
  report (results, "start to the first frame, ms",
          (double) (g_get_monotonic_time () - start) / 1000);
  gtk_window_destroy (GTK_WINDOW (window));

  measure_plain_list (results);
  folder = hearth_test_make_folder ();
  hearth_test_desk_create_vault (desk, folder);
  hearth_worker_call_sync (
      hearth_vault_get_writer_worker (hearth_context_get_vault (hearth_desk_get_context (desk))),
      fill_on_writer, hearth_context_get_vault (hearth_desk_get_context (desk)));
  hearth_desk_lock (desk);
  g_main_context_set_poll_func (NULL, measure_poll);
  window = open_again (desk, folder, results);
  if (as_table)
    {
      gtk_widget_activate_action (hearth_test_find (window, HEARTH_TYPE_CASES_PAGE), "cases.table",
                                  NULL);
      hearth_test_wait (is_settled, window);
      hearth_test_wait_for_frame (window);
      report_turns (results, "tiles become lines");
    }
  measure_scrolling (window, results);
  measure_looks (window, results);
  measure_opening (window, results);
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
