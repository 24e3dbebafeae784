/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo in a real vault: what people see who try the program for the first time. It is filled once
 * for all tests of this file. */
#include "config.h"

#include "hearth-case-acts.h"
#include "hearth-case-list.h"
#include "hearth-case.h"
#include "hearth-demo.h"
#include "hearth-history-query.h"
#include "hearth-outstanding.h"
#include "hearth-search-query.h"
#include "hearth-test.h"

#include <string.h>

typedef struct
{
  char *folder;
  HearthVault *vault;
  HearthClock *clock;
  HearthPackSet *packs;
  HearthContext *context;
} Demo;

static Demo demo;

static void
open_demo (void)
{
  g_autofree char *packs =
      g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  g_autofree char *path = NULL;
  g_autoptr (HearthSecret) passphrase =
      hearth_secret_new ((const guint8 *) HEARTH_DEMO_PASSPHRASE, strlen (HEARTH_DEMO_PASSPHRASE));
  g_autoptr (GError) error = NULL;

  demo.folder = hearth_test_make_folder ();
  path = g_build_filename (demo.folder, HEARTH_DEMO_VAULT_NAME, NULL);
  demo.vault = hearth_vault_new (path, hearth_model_get_schema ());
  hearth_vault_create (demo.vault, HEARTH_DEMO_USER, passphrase, HEARTH_DEMO_KDF_MEMORY,
                       HEARTH_DEMO_KDF_PASSES, &error);
  g_assert_no_error (error);
  demo.clock = hearth_clock_new_fixed (hearth_date_new (2025, 7, 20));
  demo.packs = hearth_pack_set_load (packs, &error);
  g_assert_no_error (error);
  demo.context = hearth_context_new (demo.vault, demo.clock, demo.packs, &error);
  g_assert_no_error (error);
  hearth_demo_fill (demo.context, &error);
  g_assert_no_error (error);
}

static void
close_demo (void)
{
  g_clear_object (&demo.context);
  hearth_vault_lock (demo.vault, FALSE);
  g_clear_object (&demo.vault);
  g_clear_object (&demo.clock);
  g_clear_pointer (&demo.packs, hearth_pack_set_unref);
  hearth_test_remove_folder (demo.folder);
  g_clear_pointer (&demo.folder, g_free);
}

/* What a HearthReadFunc is given and gives back here: one of several questions. */
typedef struct
{
  HearthCaseQuery *query;
  const HearthId *case_id;
  const char *text;
} Question;

static gpointer
ask (HearthReadFunc func, Question *question)
{
  g_autoptr (GError) error = NULL;
  gpointer answer =
      hearth_store_read (hearth_context_get_store (demo.context), func, question, &error);

  g_assert_no_error (error);
  return answer;
}

static gpointer
read_rows (HearthDb *db, gpointer data, GError **error)
{
  const HearthDate today = hearth_date_new (2025, 7, 20);
  g_autoptr (GArray) ids = NULL;

  hearth_case_query_set_today (((Question *) data)->query, today);
  ids = hearth_case_query_run (db, ((Question *) data)->query, error);
  if (ids == NULL)
    return NULL;
  return hearth_case_query_rows (db, (const gint64 *) (gpointer) ids->data, ids->len, today, error);
}

static gpointer
read_outstanding (HearthDb *db, gpointer data, GError **error)
{
  const HearthOutstandingQuestion question = { hearth_date_new (2025, 7, 20), demo.packs, FALSE };

  return hearth_step_query_outstanding (db, &question, error);
}

static gpointer
read_history (HearthDb *db, gpointer data, GError **error)
{
  return hearth_history_query_run (db, ((Question *) data)->case_id, NULL, error);
}

static gpointer
read_hits (HearthDb *db, gpointer data, GError **error)
{
  g_autoptr (HearthSearch) search = hearth_search_new (((Question *) data)->text, NULL);

  return hearth_search_query_run (db, search, 0, error);
}

static GPtrArray *
all_rows (void)
{
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
  Question question = { .query = query };

  return ask (read_rows, &question);
}

static void
test_sixty_people_stand_in_the_list_with_rings_and_numbers (void)
{
  g_autoptr (GPtrArray) rows = all_rows ();
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_overdue = 0, n_done = 0, n_event_1 = 0;

  g_assert_cmpuint (rows->len, ==, HEARTH_DEMO_N_PEOPLE);
  for (guint i = 0; i < rows->len; i++)
    {
      const HearthCaseRow *row = g_ptr_array_index (rows, i);

      g_assert_nonnull (row->number);
      g_assert_nonnull (row->surname);
      g_assert_nonnull (row->name_latin);
      g_assert_nonnull (row->category);
      g_assert_cmpint (row->released.year, ==, 2025);
      g_assert_true (g_hash_table_add (numbers, row->number));
      for (guint ring = 0; ring < HEARTH_N_RINGS; ring++)
        g_assert_cmpuint (row->ring_total[ring], >, 0);
      n_overdue += row->n_overdue > 0;
      n_event_1 += row->released.month == 6;
      for (guint ring = 0; ring < HEARTH_N_RINGS; ring++)
        n_done += row->ring_done[ring];
    }
  g_test_message ("%u of %u have something overdue, %u steps are done", n_overdue, rows->len,
                  n_done);
  g_assert_cmpuint (n_overdue, >, 10);
  g_assert_cmpuint (n_overdue, <, 55);
  g_assert_cmpuint (n_done, >, 1000);
  g_assert_cmpuint (n_event_1, ==, 34);
}

static void
test_steps_are_in_all_states (void)
{
  g_autoptr (GPtrArray) rows = all_rows ();
  guint counts[HEARTH_STEP_N_STATES] = { 0 };

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GError) error = NULL;
      const HearthCaseRow *row = g_ptr_array_index (rows, i);
      g_autoptr (HearthCase) kase = hearth_case_load (demo.context, &row->case_id, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (hearth_case_get_n_steps (kase), >, 40);
      for (guint s = 0; s < hearth_case_get_n_steps (kase); s++)
        counts[hearth_case_get_step (kase, s)->item->state]++;
    }
  for (guint state = 0; state < HEARTH_STEP_N_STATES; state++)
    g_test_message ("%s: %u", hearth_step_state_to_id ((HearthStepState) state), counts[state]);
  g_assert_cmpuint (counts[HEARTH_STEP_PLANNED], >, 0);
  g_assert_cmpuint (counts[HEARTH_STEP_READY], >, 0);
  g_assert_cmpuint (counts[HEARTH_STEP_IN_PROGRESS], >, 0);
  g_assert_cmpuint (counts[HEARTH_STEP_WAITING], >, 0);
  g_assert_cmpuint (counts[HEARTH_STEP_DONE], >, 0);
  g_assert_cmpuint (counts[HEARTH_STEP_REFUSED], >, 0);
}

static void
test_a_plan_looked_at_again_finds_nothing_to_do (void)
{
  g_autoptr (GError) error = NULL;
  HearthPlanRefresh refresh = { 0 };

  hearth_plan_refresh (demo.context, NULL, &refresh, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (refresh.n_added, ==, 0);
  g_assert_cmpuint (refresh.n_retired, ==, 0);
  g_assert_cmpuint (refresh.n_redated, ==, 0);
}

static void
test_every_compartment_with_kinds_has_something_to_show (void)
{
  static const char *const kinds[] = { "contact", "note", "check", "payment" };
  g_autoptr (GPtrArray) rows = all_rows ();
  guint counts[G_N_ELEMENTS (kinds)] = { 0 }, n_events = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GError) error = NULL;
      const HearthCaseRow *row = g_ptr_array_index (rows, i);
      g_autoptr (HearthCase) kase = hearth_case_load (demo.context, &row->case_id, &error);

      g_assert_no_error (error);
      for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
        counts[k] += hearth_case_get_records (kase, kinds[k])->len;
      n_events += hearth_case_get_event (kase) != NULL;
    }
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    g_assert_cmpuint (counts[k], >, 0);
  g_assert_cmpuint (n_events, ==, rows->len);
}

static void
test_much_is_outstanding_by_every_grouping (void)
{
  g_autoptr (GPtrArray) rows = ask (read_outstanding, NULL);
  const HearthDate as_of = hearth_date_new (2025, 7, 20);
  const HearthOutstandingFigures total = hearth_outstanding_total (rows, as_of);

  g_assert_cmpuint (total.n_people, ==, HEARTH_DEMO_N_PEOPLE);
  g_assert_cmpuint (total.n_blocked, >, 5);
  g_assert_cmpuint (total.n_overdue, >, 5);
  g_assert_cmpint (total.oldest_age_days, ==, 40);
  for (guint by = 0; by < HEARTH_N_OUTSTANDING_GROUPINGS; by++)
    {
      g_autoptr (GPtrArray) groups =
          hearth_outstanding_group (rows, (HearthOutstandingGrouping) by, as_of);

      g_assert_cmpuint (groups->len, >, 1);
    }
}

static void
test_people_are_found_in_both_scripts_and_have_a_history (void)
{
  Question question = { .text = "шаблонюк" };
  g_autoptr (GPtrArray) ukrainian = ask (read_hits, &question);
  g_autoptr (GPtrArray) latin = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  question.text = "shabloniuk";
  latin = ask (read_hits, &question);
  g_assert_cmpuint (ukrainian->len, ==, 1);
  g_assert_cmpuint (latin->len, ==, 1);
  question.case_id = &((HearthSearchHit *) g_ptr_array_index (latin, 0))->case_id;
  changes = ask (read_history, &question);
  g_assert_cmpuint (changes->len, >, 100);
  g_assert_cmpstr (((HearthChange *) g_ptr_array_index (changes, 0))->who, ==, HEARTH_DEMO_USER);
}

static void
test_a_case_loads_without_blocking_and_none_is_an_answer (void)
{
  g_autoptr (GPtrArray) rows = all_rows ();
  const HearthCaseRow *row = g_ptr_array_index (rows, 0);
  const HearthId nobody = { { 0xAB } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GAsyncResult) none = NULL;
  g_autoptr (HearthCase) kase = NULL;

  hearth_case_load_async (demo.context, &row->case_id, NULL, hearth_test_keep_result_cb, &found);
  hearth_test_await (&found);
  kase = hearth_case_load_finish (found, &error);
  g_assert_no_error (error);
  g_assert_true (hearth_id_equal (hearth_case_get_id (kase), &row->case_id));
  g_assert_cmpstr (hearth_case_get_row (kase)->number, ==, row->number);
  g_assert_cmpint (hearth_case_get_today (kase), ==, hearth_date_new (2025, 7, 20));
  g_assert_cmpuint (hearth_case_get_records (kase, "no-such-kind")->len, ==, 0);

  hearth_case_load_async (demo.context, &nobody, NULL, hearth_test_keep_result_cb, &none);
  hearth_test_await (&none);
  g_assert_null (hearth_case_load_finish (none, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (g_steal_pointer (&kase));
}

static void
on_row_loaded_cb (HearthCaseItem *item, GParamSpec *pspec, gboolean *is_loaded)
{
  *is_loaded = TRUE;
}

/* The list over a real store, from the first question to a change that another made. */
static void
test_a_list_over_the_store_loads_and_follows_changes (void)
{
  g_autoptr (HearthCaseList) list = hearth_case_list_new (demo.context);
  g_autoptr (HearthCaseItem) item = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (GError) error = NULL;
  json_auto_t *fields = json_pack ("{s:s}", "ward", "99");
  gboolean is_loaded = FALSE;
  HearthId case_id;

  while (hearth_case_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, HEARTH_DEMO_N_PEOPLE);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_signal_connect (item, "notify::loaded", G_CALLBACK (on_row_loaded_cb), &is_loaded);
  g_assert_null (hearth_case_item_get_row (item));
  while (!is_loaded)
    g_main_context_iteration (NULL, TRUE);
  case_id = hearth_case_item_get_row (item)->case_id;
  g_assert_cmpuint (hearth_case_list_find (list, &case_id), ==, 0);

  is_loaded = FALSE;
  changes = hearth_case_set (demo.context, &case_id, HEARTH_REVISION_ANY, fields, &error);
  g_assert_no_error (error);
  while (!is_loaded)
    g_main_context_iteration (NULL, TRUE);
  while (hearth_case_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_list_model_get_item (G_LIST_MODEL (list), 0) == item);
  g_object_unref (item);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  hearth_vault_global_init ();
  open_demo ();

  g_test_add_func ("/model/demo/sixty-people-stand-in-the-list-with-rings-and-numbers",
                   test_sixty_people_stand_in_the_list_with_rings_and_numbers);
  g_test_add_func ("/model/demo/steps-are-in-all-states", test_steps_are_in_all_states);
  g_test_add_func ("/model/demo/a-plan-looked-at-again-finds-nothing-to-do",
                   test_a_plan_looked_at_again_finds_nothing_to_do);
  g_test_add_func ("/model/demo/every-compartment-with-kinds-has-something-to-show",
                   test_every_compartment_with_kinds_has_something_to_show);
  g_test_add_func ("/model/demo/much-is-outstanding-by-every-grouping",
                   test_much_is_outstanding_by_every_grouping);
  g_test_add_func ("/model/demo/people-are-found-in-both-scripts-and-have-a-history",
                   test_people_are_found_in_both_scripts_and_have_a_history);
  g_test_add_func ("/model/demo/a-case-loads-without-blocking-and-none-is-an-answer",
                   test_a_case_loads_without_blocking_and_none_is_an_answer);
  g_test_add_func ("/model/demo/a-list-over-the-store-loads-and-follows-changes",
                   test_a_list_over_the_store_loads_and_follows_changes);
  result = g_test_run ();
  close_demo ();
  return result;
}
