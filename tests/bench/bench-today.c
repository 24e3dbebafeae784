/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Today of a caseworker with many cases among those of others: what the questions cost beside reading the
 * same steps by one plain statement, and how long until the page of the window is filled and drawn, beside
 * drawing it anew with nothing changed. Needs a display. Usage: bench-today CASES. */
#include "config.h"

#include "bench-turns.h"
#include "hearth-application.h"
#include "hearth-case-acts.h"
#include "hearth-query-schema.h"
#include "hearth-step-schema.h"
#include "hearth-stmt.h"
#include "hearth-test-ui.h"
#include "hearth-test.h"
#include "hearth-today-page.h"
#include "hearth-today-query.h"
#include "hearth-window.h"

#include <stdlib.h>

#define USER "tester"
#define OTHERS 3 /* as many cases of others for each of the caseworker's */
#define DAYS_AHEAD 7
#define MAX_STEPS 2000
#define N_TIMES 10
#define QUIET_MS 400

static json_t *
make_person (guint i)
{
  g_autofree char *surname = g_strdup_printf ("Вигаданко-%u", i);
  HearthDate today;
  g_autofree char *released = NULL;

  g_assert_true (hearth_date_parse (HEARTH_TEST_TODAY, &today));
  released = hearth_date_to_string (today - (HearthDate) (i % 500));
  return json_pack ("{s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "surname", surname, "given", "Артем", "birth",
                    "2004-12-08", "rank", "soldier", "branch", "navy", "released", released,
                    "owner", i % (OTHERS + 1) == 0 ? USER : "somebody");
}

static void
open_cases (HearthDesk *desk, guint n)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = NULL;

  for (guint i = 0; i < n * (OTHERS + 1); i++)
    g_ptr_array_add (people, make_person (i));
  hearth_case_open_many_async (hearth_desk_get_context (desk), people, NULL, NULL, NULL,
                               hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  done = hearth_case_open_many_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (done), ==, HEARTH_RESULT_DONE);
}

/* --- The questions alone --- */

/* Of the reader's own thread. */
typedef struct
{
  HearthDate today;
  double asked_ms, plain_ms;
  guint n_due, n_rows;
} Asked;

static gpointer
ask (HearthDb *db, gpointer data, GError **error)
{
  Asked *asked = data;
  const HearthTodayQuestion question = {
    .owner = USER, .today = asked->today, .days_ahead = DAYS_AHEAD, .limit = MAX_STEPS
  };
  gint64 since = bench_turns_thread_us ();
  g_autoptr (HearthToday) today = hearth_today_query_run (db, &question, error);

  asked->asked_ms += (double) (bench_turns_thread_us () - since) / 1000;
  asked->n_due = today != NULL ? today->due->len : 0;
  return today != NULL ? GUINT_TO_POINTER (TRUE) : NULL;
}

/* The baseline: every open step of these cases that is due, by one statement and with nothing made of it. */
static gpointer
ask_plainly (HearthDb *db, gpointer data, GError **error)
{
  Asked *asked = data;
  g_autofree char *until = hearth_date_to_string (asked->today + DAYS_AHEAD + 1);
  gint64 since = bench_turns_thread_us ();
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db,
                         "SELECT s.*, p.number, p.surname, p.given FROM core.person p INDEXED BY "
                         "person_by_owner CROSS JOIN core.step s INDEXED BY step_open_case ON "
                         "s.case_id = p.case_id WHERE p.owner = ?1 AND p.gone = 0 AND s.due < ?2 "
                         "AND " HEARTH_STEP_OPEN_SQL ("s."),
                         error);
  gboolean has_row = TRUE;

  g_assert_nonnull (stmt);
  hearth_stmt_bind_text (stmt, 1, USER);
  hearth_stmt_bind_text (stmt, 2, until);
  for (asked->n_rows = 0; has_row; asked->n_rows += has_row)
    g_assert_true (hearth_stmt_step (stmt, &has_row, error));
  asked->plain_ms += (double) (bench_turns_thread_us () - since) / 1000;
  return GUINT_TO_POINTER (TRUE);
}

static void
measure_questions (HearthDesk *desk)
{
  HearthStore *store = hearth_desk_get_store (desk);
  Asked asked = { .today = hearth_clock_today (hearth_desk_get_clock (desk)) };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_TIMES; i++)
    g_assert_true (hearth_store_read (store, ask, &asked, &error) != NULL &&
                   hearth_store_read (store, ask_plainly, &asked, &error) != NULL);
  g_print ("questions  %6.1f ms of processor for %u steps; %5.2f times one plain statement of %u\n",
           asked.asked_ms / N_TIMES, asked.n_due, asked.asked_ms / asked.plain_ms, asked.n_rows);
}

/* --- The page of the window --- */

static HearthTodayPage *
find_page (GtkWidget *window)
{
  return hearth_test_find (window, HEARTH_TYPE_TODAY_PAGE);
}

static void
on_items_changed_cb (guint *n_fills)
{
  (*n_fills)++;
}

static gboolean
is_filled (gpointer n_fills)
{
  return *(guint *) n_fills > 0;
}

static gboolean
has_list (gpointer window)
{
  HearthTodayPage *page = find_page (window);
  GtkListView *list =
      page != NULL ? hearth_test_find (GTK_WIDGET (page), GTK_TYPE_LIST_VIEW) : NULL;

  return list != NULL &&
         g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list))) > 0;
}

static void
wait_for_quiet (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_timeout_add (QUIET_MS, (GSourceFunc) G_CALLBACK (g_main_loop_quit), loop);
  g_main_loop_run (loop);
}

static double
frame_ms (GtkWidget *window)
{
  gint64 since = g_get_monotonic_time ();

  hearth_test_wait_for_frame (window);
  return (double) (g_get_monotonic_time () - since) / 1000;
}

/* Once, from a list with nothing in common to the first frame of this one. What follows it in slices is left
 * to the turns. */
static double
fill_once (GtkWidget *window, const char *whose)
{
  HearthTodayPage *page = find_page (window);
  GtkListView *list = hearth_test_find (GTK_WIDGET (page), GTK_TYPE_LIST_VIEW);
  GtkSelectionModel *model = gtk_list_view_get_model (list);
  guint n_fills = 0;
  gulong handler;
  gint64 since = g_get_monotonic_time ();
  double spent;

  handler =
      g_signal_connect_swapped (model, "items-changed", G_CALLBACK (on_items_changed_cb), &n_fills);
  g_object_set (page, "whose", whose, NULL);
  hearth_test_wait (is_filled, &n_fills);
  hearth_test_wait_for_frame (window);
  spent = (double) (g_get_monotonic_time () - since) / 1000;
  g_signal_handler_disconnect (model, handler);
  wait_for_quiet ();
  return spent;
}

static void
measure_page (GtkWidget *window)
{
  double mine = 0, all = 0, baseline = 0;

  wait_for_quiet ();
  bench_turns_forget ();
  for (guint i = 0; i < N_TIMES; i++)
    {
      all += fill_once (window, "all");
      mine += fill_once (window, "mine");
      baseline += frame_ms (window);
    }
  g_print (
      "page       %6.1f ms until the caseworker's are asked for, filled and drawn, %4.1f frames' "
      "worth; everyone's %.1f ms; longest turn %.1f ms of processor, %u turns over %d ms\n",
      mine / N_TIMES, mine / baseline, all / N_TIMES,
      (double) bench_turns_get ()->longest_cpu_us / 1000, bench_turns_get ()->n_long_turns,
      BENCH_FRAME_MS);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = NULL;
  HearthDesk *desk;
  GtkWidget *window;

  hearth_vault_global_init ();
  hearth_ui_init ();
  adw_init ();
  desk = hearth_test_desk_new ();
  folder = hearth_test_make_folder ();
  hearth_test_desk_create_vault (desk, folder);
  open_cases (desk, argc > 1 ? (guint) atoi (argv[1]) : 400);
  measure_questions (desk);
  hearth_desk_lock (desk);
  window = GTK_WIDGET (hearth_window_new (NULL, desk, NULL));
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_present (GTK_WINDOW (window));
  hearth_test_desk_unlock_vault (desk, folder);
  gtk_widget_activate_action (window, "win.place", "s", "today");
  hearth_test_wait (has_list, window);
  bench_turns_begin ();
  measure_page (window);
  bench_turns_end ();
  hearth_desk_lock (desk);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (desk);
  hearth_test_remove_folder (folder);
  return 0;
}
