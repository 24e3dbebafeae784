/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every question that is offered is asked once; then SQLite is asked how it answered each statement. A
 * temporary b-tree or a full scan is what makes a list of 100 000 slow (architecture 6). */
#include "config.h"

#include "hearth-case-query.h"
#include "hearth-duplicates.h"
#include "hearth-pair-store.h"
#include "hearth-reception-query.h"
#include "hearth-roster.h"
#include "hearth-search-query.h"
#include "hearth-step-query.h"
#include "hearth-test-rows.h"
#include "hearth-today-query.h"

#include <string.h>

static HearthDate
today (void)
{
  return hearth_date_new (2025, 6, 20);
}

static void
ask_for_cases (HearthDb *db, HearthCaseQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  hearth_case_query_set_today (query, today ());
  ids = hearth_case_query_run (db, query, &error);
  g_assert_no_error (error);
  g_assert_nonnull (ids);
}

static void
ask_every_sort (HearthDb *db)
{
  static const char *const joined[] = { "name", "released", "overdue", "owed_kop" };
  static const char *const order[] = { "navy", "army", NULL };
  guint n_sorts = 0;

  for (const HearthField *field = hearth_registry_find_kind ("person")->fields; field->id != NULL;
       field++)
    for (guint descending = 0; descending < 2; descending++)
      {
        g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();

        if (!hearth_case_query_set_sort (query, field->id, descending != 0))
          continue;
        ask_for_cases (db, query);
        hearth_case_query_set_value_order (query, order);
        ask_for_cases (db, query);
        n_sorts++;
      }
  g_assert_cmpuint (n_sorts, >=, 34);
  for (guint i = 0; i < G_N_ELEMENTS (joined); i++)
    {
      g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();

      g_assert_true (hearth_case_query_set_sort (query, joined[i], FALSE));
      ask_for_cases (db, query);
    }
}

static void
ask_every_filter (HearthDb *db)
{
  static const char *const values[] = { "", "2025-06", "true", "25",
                                        "0102030405060708090a0b0c0d0e0f10" };
  static const char *const joined[] = { "released", "captured", "captured_at", "overdue",
                                        "conflict" };
  g_autoptr (HearthCaseQuery) text = hearth_case_query_new ();

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();

      for (const HearthField *field = hearth_registry_find_kind ("person")->fields;
           field->id != NULL; field++)
        hearth_case_query_add_filter (query, field->id, values[i]);
      for (guint j = 0; j < G_N_ELEMENTS (joined); j++)
        hearth_case_query_add_filter (query, joined[j], values[i]);
      ask_for_cases (db, query);
    }
  hearth_case_query_set_text (text, "макет арт");
  ask_for_cases (db, text);
}

static void
ask_every_facet (HearthDb *db)
{
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
  guint n_found = 0;

  hearth_case_query_set_today (query, today ());
  for (const HearthField *field = hearth_registry_find_kind ("person")->fields; field->id != NULL;
       field++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) facets = hearth_case_query_facets (db, query, field->id, &error);

      g_assert_no_error (error);
      n_found += facets->len > 0;
    }
  g_assert_cmpuint (n_found, >=, 6);
}

static void
ask_for_rows_and_keys (HearthDb *db)
{
  static const char *const words[] = { "25-0001-0", "0000000100" };
  g_autoptr (GError) error = NULL;
  const gint64 id = 1;
  g_autoptr (GPtrArray) rows = hearth_case_query_rows (db, &id, 1, today (), &error);
  g_autoptr (GArray) keys = hearth_case_query_all (db, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpuint (keys->len, >, 0);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      HearthId found;

      g_assert_true (hearth_case_query_find (db, words[i], &found, &error));
      g_assert_no_error (error);
    }
}

static void
ask_for_steps (HearthDb *db)
{
  const HearthId case_id = hearth_test_rows_case (1);
  g_autoptr (GPtrArray) no_packs = g_ptr_array_new (), problems = hearth_pack_problems_new ();
  g_autoptr (HearthPackSet) packs = hearth_pack_set_new (no_packs, NULL, problems);
  const HearthOutstandingQuestion asked = { today (), packs, TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outstanding = NULL;
  HearthCounts counts;

  for (guint bits = 0; bits < 64; bits++)
    {
      const HearthStepFilter filter = {
        .track = bits & 1 ? "medical" : NULL,
        .case_id = bits & 2 ? &case_id : NULL,
        .owner = bits & 4 ? "demo" : NULL,
        .due_before = bits & 8 ? today () : HEARTH_DATE_NONE,
        .open_only = (bits & 16) != 0,
        .limit = bits & 32 ? 10 : 0,
      };
      g_autoptr (GPtrArray) rows = hearth_step_query_run (db, &filter, today (), &error);

      g_assert_no_error (error);
      g_assert_nonnull (rows);
    }
  for (guint bits = 0; bits < 4; bits++)
    {
      const HearthTodayQuestion question = { bits & 1 ? "demo" : NULL, bits & 2 ? "medical" : NULL,
                                             today (), 7, 100 };
      g_autoptr (HearthToday) answer = hearth_today_query_run (db, &question, &error);

      g_assert_no_error (error);
      g_assert_nonnull (answer);
    }
  outstanding = hearth_step_query_outstanding (db, &asked, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outstanding->len, >, 0);
  hearth_step_query_counts (db, today (), &counts, &error);
  g_assert_no_error (error);
}

static void
ask_who_is_here_already (HearthDb *db)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  g_autoptr (GPtrArray) duplicates = NULL, pairs = NULL, hits = NULL;
  g_autoptr (GArray) same = NULL;
  const HearthId some_case = hearth_test_rows_case (7);
  g_autoptr (GPtrArray) no_packs = g_ptr_array_new (), problems = hearth_pack_problems_new ();
  g_autoptr (HearthPackSet) packs = hearth_pack_set_new (no_packs, NULL, problems);
  g_autoptr (HearthGivenNames) names = hearth_given_names_new (packs);
  g_autoptr (HearthSearch) search = hearth_search_new ("Макет", names);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (people, json_pack ("{s:s, s:s}", "surname", "Макетенко", "birth", "2000-01-02"));
  duplicates = hearth_roster_find_duplicates (db, names, people, &error);
  g_assert_no_error (error);
  g_assert_nonnull (duplicates);
  pairs = hearth_duplicates_sweep (db, names, &error);
  g_assert_no_error (error);
  g_assert_nonnull (pairs);
  same = hearth_pair_store_list_same (db, &some_case, &error);
  g_assert_no_error (error);
  g_assert_nonnull (same);
  hits = hearth_search_query_run (db, search, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, >, 0);
}

/* The board of arrivals: of an event, and of those without one. */
static void
ask_who_came (HearthDb *db)
{
  const HearthId event = hearth_test_rows_case (7);
  g_autoptr (GPtrArray) no_packs = g_ptr_array_new (), problems = hearth_pack_problems_new ();
  g_autoptr (HearthPackSet) packs = hearth_pack_set_new (no_packs, NULL, problems);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) of_event = hearth_reception_query_run (db, packs, &event, today (), &error);
  g_autoptr (GPtrArray) without =
      hearth_reception_query_run (db, packs, NULL, HEARTH_DATE_NONE + 1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (of_event);
  g_assert_nonnull (without);
}

/* The tables of FTS5 are walked by FTS5 itself, along its own index; but not with the words looked up anew
 * for each row of another table, which shows as a row id that is given ("="). */
static gboolean
is_bad_line (const char *line)
{
  if (strstr (line, "TEMP B-TREE") != NULL)
    return TRUE;
  if (strstr (line, "VIRTUAL TABLE INDEX") != NULL)
    return strchr (line, '=') != NULL;
  return g_str_has_prefix (line, "SCAN");
}

/* The first so many steps of one caseworker: a sort that holds no more than those, of a walk through their
 * cases alone. No index has the owner of a case beside the day of a step. */
static gboolean
is_bounded_sort (const char *line, const char *sql)
{
  return strcmp (line, "USE TEMP B-TREE FOR ORDER BY") == 0 &&
         strstr (sql, "INDEXED BY person_by_owner CROSS JOIN") != NULL &&
         g_str_has_suffix (sql, " LIMIT ?5");
}

static void
assert_plan_is_good (HearthDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, explain, &error);
  gboolean has_row = TRUE;

  g_assert_no_error (error);
  while (hearth_stmt_step (stmt, &has_row, &error) && has_row)
    {
      const char *line = hearth_stmt_get_text (stmt, 3);

      if (is_bounded_sort (line, sql))
        continue;
      if (is_bad_line (line))
        g_test_message ("%s: %s", line, sql);
      g_assert_false (is_bad_line (line));
    }
  g_assert_no_error (error);
}

static void
assert_plans_are_good (HearthDb *db, guint n_least)
{
  g_auto (GStrv) texts = hearth_db_dup_statement_texts (db);
  guint n_selects = 0;

  for (guint i = 0; texts[i] != NULL; i++)
    {
      if (!g_str_has_prefix (texts[i], "SELECT"))
        continue;
      assert_plan_is_good (db, texts[i]);
      n_selects++;
    }
  g_assert_cmpuint (n_selects, >=, n_least);
}

static void
test_no_question_about_cases_scans_or_sorts (void)
{
  g_autoptr (HearthDb) db = hearth_test_rows_open ();

  hearth_test_rows_fill (db, 20, 4);
  ask_every_sort (db);
  ask_every_filter (db);
  ask_every_facet (db);
  ask_for_rows_and_keys (db);
  ask_who_is_here_already (db);
  ask_who_came (db);
  assert_plans_are_good (db, 110);
}

static void
test_no_question_about_steps_scans_or_sorts (void)
{
  g_autoptr (HearthDb) db = hearth_test_rows_open ();

  hearth_test_rows_fill (db, 20, 4);
  ask_for_steps (db);
  assert_plans_are_good (db, 20);
}

static void
test_the_check_itself_sees_scans_and_sorts (void)
{
  g_assert_true (is_bad_line ("SCAN person"));
  g_assert_true (is_bad_line ("SCAN p USING COVERING INDEX person_present"));
  g_assert_true (is_bad_line ("USE TEMP B-TREE FOR ORDER BY"));
  g_assert_false (is_bad_line ("SEARCH p USING INDEX person_present (gone=?)"));
  g_assert_false (is_bad_line ("SCAN search VIRTUAL TABLE INDEX 0:M11"));
  g_assert_true (is_bad_line ("SCAN search VIRTUAL TABLE INDEX 0:=M11"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model/query-plans/no-question-about-cases-scans-or-sorts",
                   test_no_question_about_cases_scans_or_sorts);
  g_test_add_func ("/model/query-plans/no-question-about-steps-scans-or-sorts",
                   test_no_question_about_steps_scans_or_sorts);
  g_test_add_func ("/model/query-plans/the-check-itself-sees-scans-and-sorts",
                   test_the_check_itself_sees_scans_and_sorts);
  return g_test_run ();
}
