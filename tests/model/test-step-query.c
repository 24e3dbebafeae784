/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-benefit-facts.h"
#include "hearth-outstanding.h"
#include "hearth-test-rows.h"

static HearthDate
day (const char *text)
{
  HearthDate date;

  g_assert_true (hearth_date_parse (text, &date));
  return date;
}

static void
add_step (HearthDb *db,
          guint index,
          const char *template,
          const char *track,
          const char *state,
          const char *due,
          const char *owner)
{
  hearth_test_rows_add (db, "step", index, "template", template, "track", track, "occurrence", "1",
                        "state", state, "due", due, "owner", owner, NULL);
}

static HearthDb *
open_db (void)
{
  HearthDb *db = hearth_test_rows_open ();

  hearth_test_rows_add (db, "person", 1, "number", "25-0001-1", "surname", "Яворенко", "unit", "А1",
                        NULL);
  hearth_test_rows_add (db, "person", 2, "number", "25-0002-2", "surname", "Ганкенко", "unit", "А2",
                        NULL);
  hearth_test_rows_add (db, "person", 3, "number", "25-0003-3", "surname", "Вигаданко", NULL);
  hearth_test_rows_add (db, "person", 4, "number", "25-0004-4", "surname", "Прибраний", NULL);
  hearth_test_rows_exec (db, "UPDATE core.person SET gone = 1 WHERE number = '25-0004-4'");
  hearth_test_rows_add (db, "captivity", 1, "released", "2025-06-09", NULL);
  hearth_test_rows_add (db, "captivity", 2, "released", "2025-05", NULL);

  add_step (db, 1, "passport", "documents", "planned", "2025-06-20", "demo");
  add_step (db, 1, "pay", "compensation", "waiting", "2025-06-10", "demo");
  add_step (db, 1, "blood", "medical", "planned", "2025-06-10", NULL);
  add_step (db, 2, "pay", "compensation", "planned", NULL, NULL);
  add_step (db, 2, "blood", "medical", "done", "2025-06-10", NULL);
  add_step (db, 2, "gone", "documents", "planned", "2025-06-01", NULL);
  hearth_test_rows_exec (db, "UPDATE core.step SET gone = 1 WHERE template = 'gone'");
  hearth_test_rows_add (db, "step", 3, "template", "passport", "track", "documents", "state",
                        "planned", "made_on", "2025-06-15", "blocker", "no-document", NULL);
  add_step (db, 3, "refused", "documents", "refused", "2025-06-01", NULL);
  add_step (db, 4, "pay", "compensation", "planned", "2025-06-01", NULL);
  return db;
}

/* "1passport 2pay": case and template of every row. */
static char *
describe (GPtrArray *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const HearthStepRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (text, "%s%c%s", i > 0 ? " " : "", row->case_number[8],
                              row->template_id);
    }
  return g_string_free (text, FALSE);
}

static void
assert_steps (const HearthStepFilter *filter, const char *expected)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = hearth_step_query_run (db, filter, day ("2025-06-20"), &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = describe (rows);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_open_steps_come_by_due_date_then_name_and_undated_last (void)
{
  const HearthStepFilter filter = { .due_before = HEARTH_DATE_NONE, .open_only = TRUE };

  assert_steps (&filter, "1blood 1pay 1passport 3passport 2pay");
}

static void
test_all_steps_include_those_that_are_closed (void)
{
  const HearthStepFilter filter = { .due_before = HEARTH_DATE_NONE };

  assert_steps (&filter, "3refused 2blood 1blood 1pay 1passport 3passport 2pay");
}

static void
test_filters_of_steps_hold_together (void)
{
  const HearthId second = hearth_test_rows_case (2);
  const HearthStepFilter due = { .due_before = day ("2025-06-20"), .open_only = TRUE };
  const HearthStepFilter of_case = { .due_before = HEARTH_DATE_NONE, .case_id = &second };
  const HearthStepFilter of_owner = { .due_before = HEARTH_DATE_NONE,
                                      .owner = "demo",
                                      .open_only = TRUE };
  const HearthStepFilter of_track = { .due_before = HEARTH_DATE_NONE,
                                      .track = "compensation",
                                      .owner = "demo" };

  assert_steps (&due, "1blood 1pay");
  assert_steps (&of_case, "2blood 2pay");
  assert_steps (&of_owner, "1pay 1passport");
  assert_steps (&of_track, "1pay");
}

static void
test_steps_without_a_responsible_are_the_caseworkers (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GError) error = NULL;
  const HearthStepFilter mine = { .due_before = HEARTH_DATE_NONE,
                                  .owner = "zoriana",
                                  .open_only = TRUE };
  const HearthStepFilter mine_all = { .due_before = HEARTH_DATE_NONE, .owner = "zoriana" };
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *found_open = NULL;
  g_autofree char *found_all = NULL;

  hearth_test_rows_exec (db, "UPDATE core.person SET owner = 'zoriana' WHERE number < '25-0003'");
  hearth_test_rows_exec (db,
                         "UPDATE core.step SET owner = 'zoriana' WHERE blocker = 'no-document'");
  open = hearth_step_query_run (db, &mine, day ("2025-06-20"), &error);
  g_assert_no_error (error);
  all = hearth_step_query_run (db, &mine_all, day ("2025-06-20"), &error);
  g_assert_no_error (error);
  found_open = describe (open);
  found_all = describe (all);
  g_assert_cmpstr (found_open, ==, "1blood 3passport 2pay");
  g_assert_cmpstr (found_all, ==, "2blood 1blood 3passport 2pay");
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpstr (((HearthStepRow *) g_ptr_array_index (all, i))->owner, ==, "zoriana");
}

static void
test_a_limit_takes_the_first_in_order (void)
{
  const HearthStepFilter open = { .due_before = HEARTH_DATE_NONE, .open_only = TRUE, .limit = 2 };
  const HearthStepFilter due = { .due_before = day ("2025-06-21"), .open_only = TRUE, .limit = 1 };
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = hearth_step_query_run (db, &due, day ("2025-06-21"), &error);

  assert_steps (&open, "1blood 1pay");
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (((HearthStepRow *) g_ptr_array_index (rows, 0))->age_days, ==, 11);
}

static HearthPackSet *
load_packs (void)
{
  g_autofree char *dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  g_autoptr (GError) error = NULL;
  HearthPackSet *packs = hearth_pack_set_load (dir, &error);

  g_assert_no_error (error);
  return packs;
}

static GPtrArray *
ask_outstanding (HearthDb *db, const char *as_of, GError **error)
{
  g_autoptr (HearthPackSet) packs = load_packs ();
  const HearthOutstandingQuestion question = { day (as_of), packs, TRUE };

  return hearth_step_query_outstanding (db, &question, error);
}

static void
owe (HearthDb *db, guint index, const char *benefit, int kop)
{
  const HearthId case_id = hearth_test_rows_case (index);
  char hex[HEARTH_ID_HEX_SIZE];
  g_autofree char *sql = NULL;

  hearth_id_format (&case_id, hex);
  sql = g_strdup_printf ("INSERT INTO benefits.owed (case_id, benefit, owed_kop) "
                         "VALUES (x'%s', '%s', %d)",
                         hex, benefit, kop);
  hearth_test_rows_exec (db, sql);
}

static void
test_outstanding_comes_oldest_first_with_its_age (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = ask_outstanding (db, "2025-06-20", &error);
  g_autofree char *found = NULL;
  static const gint64 ages[] = { 20, 11, 11, 5 };

  g_assert_no_error (error);
  found = describe (rows);
  g_assert_cmpstr (found, ==, "2pay 1passport 1pay 3passport");
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpint (((HearthStepRow *) g_ptr_array_index (rows, i))->age_days, ==, ages[i]);
}

static void
test_outstanding_as_of_a_past_day_has_what_was_done_since (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *found_before = NULL;
  g_autofree char *found_after = NULL;

  hearth_test_rows_exec (db, "UPDATE core.step SET state = 'done', done_on = '2025-06-18' "
                             "WHERE template = 'pay' AND due = '2025-06-10'");
  before = ask_outstanding (db, "2025-06-17", &error);
  g_assert_no_error (error);
  after = ask_outstanding (db, "2025-06-18", &error);
  g_assert_no_error (error);
  found_before = describe (before);
  found_after = describe (after);
  g_assert_cmpstr (found_before, ==, "2pay 1passport 1pay 3passport");
  g_assert_cmpstr (found_after, ==, "2pay 1passport 3passport");
}

static void
test_who_is_released_later_has_nothing_outstanding_yet (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = ask_outstanding (db, "2025-05-20", &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = describe (rows);
  g_assert_cmpstr (found, ==, "3passport 2pay");
  g_assert_cmpint (((HearthStepRow *) g_ptr_array_index (rows, 0))->age_days, ==, 0);
  g_assert_cmpint (((HearthStepRow *) g_ptr_array_index (rows, 1))->age_days, ==, 0);
}

/* A person of whom nothing is left to do but who still waits for money is not forgotten. */
static void
test_who_is_owed_money_stands_there_without_an_open_step (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *found = NULL;
  HearthOutstandingFigures total;
  const HearthStepRow *row;
  HearthCounts counts;

  hearth_test_rows_exec (db, "UPDATE core.step SET state = 'done', done_on = '2025-06-01'");
  owe (db, 1, "ONE_OFF_RELEASE", 700);
  owe (db, 1, "ANNUAL_CAPTIVITY", -300);
  rows = ask_outstanding (db, "2025-06-20", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  row = rows->pdata[1];
  g_assert_cmpstr (row->surname, ==, "Яворенко");
  g_assert_cmpstr (row->unit, ==, "А1");
  g_assert_cmpstr (row->benefit, ==, "ONE_OFF_RELEASE");
  g_assert_cmpint (row->owed_kop, ==, 700);
  g_assert_cmpint (row->age_days, ==, 11);
  g_assert_true (hearth_id_is_zero (&row->step_id));
  total = hearth_outstanding_total (rows, day ("2025-06-20"));
  g_assert_cmpuint (total.n_people, ==, 1);
  g_assert_cmpint (total.owed_kop, ==, 700);
  g_assert_cmpint (total.overpaid_kop, ==, 300);
  hearth_step_query_counts (db, day ("2025-06-20"), &counts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts.n_outstanding_people, ==, 1);
}

static void
test_money_is_told_at_the_step_that_settles_it (void)
{
  g_autoptr (HearthPackSet) packs = load_packs ();
  const HearthPackEntry *benefit = hearth_benefit_find (packs, "ONE_OFF_RELEASE");
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  HearthOutstandingQuestion question = { day ("2025-06-20"), packs, FALSE };
  g_autoptr (GPtrArray) silent = NULL;
  guint n_owed = 0;

  add_step (db, 1, hearth_pack_entry_get_text (benefit, "SettleStep", NULL), "compensation",
            "planned", "2025-06-10", NULL);
  owe (db, 1, "ONE_OFF_RELEASE", 700);
  owe (db, 4, "ONE_OFF_RELEASE", 900); /* gone */
  rows = ask_outstanding (db, "2025-06-20", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 5);
  for (guint i = 0; i < rows->len; i++)
    {
      const HearthStepRow *row = rows->pdata[i];

      if (row->owed_kop == 0)
        continue;
      n_owed++;
      g_assert_cmpstr (row->benefit, ==, "ONE_OFF_RELEASE");
      g_assert_false (hearth_id_is_zero (&row->step_id));
      g_assert_cmpint (row->owed_kop, ==, 700);
    }
  g_assert_cmpuint (n_owed, ==, 1);
  silent = hearth_step_query_outstanding (db, &question, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (silent->len, ==, 5);
  for (guint i = 0; i < silent->len; i++)
    g_assert_false (((HearthStepRow *) silent->pdata[i])->is_owed_known);
}

static void
test_counts_agree_with_the_lists (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GError) error = NULL;
  HearthCounts counts;

  g_assert_true (hearth_step_query_counts (db, day ("2025-06-20"), &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.n_cases, ==, 3);
  g_assert_cmpuint (counts.n_due_today, ==, 1);
  g_assert_cmpuint (counts.n_overdue, ==, 2);
  g_assert_cmpuint (counts.n_outstanding_people, ==, 3);
}

static void
test_groups_count_people_once_and_put_the_keyless_last (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = ask_outstanding (db, "2025-06-20", &error);
  g_autoptr (GPtrArray) groups = NULL;
  HearthOutstandingFigures total;
  const HearthOutstandingGroup *group;

  g_assert_no_error (error);
  groups = hearth_outstanding_group (rows, HEARTH_OUTSTANDING_BY_UNIT, day ("2025-06-20"));
  g_assert_cmpuint (groups->len, ==, 3);
  group = g_ptr_array_index (groups, 0);
  g_assert_cmpstr (group->key, ==, "А1");
  g_assert_cmpuint (group->figures.n_people, ==, 1);
  g_assert_cmpuint (group->figures.n_rows, ==, 2);
  g_assert_cmpuint (group->figures.n_overdue, ==, 1);
  g_assert_cmpint (group->figures.oldest_age_days, ==, 11);
  group = g_ptr_array_index (groups, 2);
  g_assert_null (group->key);
  g_assert_cmpuint (group->figures.n_blocked, ==, 1);

  total = hearth_outstanding_total (rows, day ("2025-06-20"));
  g_assert_cmpuint (total.n_people, ==, 3);
  g_assert_cmpuint (total.n_rows, ==, 4);
  g_assert_cmpint (total.oldest_age_days, ==, 20);
}

static void
test_every_grouping_has_a_name_that_leads_back (void)
{
  HearthOutstandingGrouping found;

  for (guint by = 0; by < HEARTH_N_OUTSTANDING_GROUPINGS; by++)
    {
      const char *name = hearth_outstanding_grouping_get_name ((HearthOutstandingGrouping) by);

      g_assert_true (hearth_outstanding_grouping_from_name (name, &found));
      g_assert_cmpuint (found, ==, by);
    }
  g_assert_false (hearth_outstanding_grouping_from_name ("hospital", &found));
}

static void
test_nothing_outstanding_has_no_groups (void)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GPtrArray) groups =
      hearth_outstanding_group (rows, HEARTH_OUTSTANDING_BY_BENEFIT, day ("2025-06-20"));

  g_assert_cmpuint (groups->len, ==, 0);
  g_assert_cmpuint (hearth_outstanding_total (rows, day ("2025-06-20")).n_people, ==, 0);
}

static void
test_damaged_steps_are_left_out (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *found = NULL;
  const HearthStepFilter filter = { .due_before = HEARTH_DATE_NONE, .open_only = TRUE };

  hearth_test_rows_exec (db, "UPDATE core.step SET rec = x'00' WHERE template = 'blood'"
                             " AND state = 'planned'");
  hearth_test_rows_exec (db, "UPDATE core.step SET due = 'soon' WHERE template = 'pay'");
  rows = hearth_step_query_run (db, &filter, day ("2025-06-20"), &error);
  g_assert_no_error (error);
  found = describe (rows);
  g_assert_cmpstr (found, ==, "1passport 3passport 2pay 1pay");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model/step-query/open-steps-come-by-due-date-then-name-and-undated-last",
                   test_open_steps_come_by_due_date_then_name_and_undated_last);
  g_test_add_func ("/model/step-query/all-steps-include-those-that-are-closed",
                   test_all_steps_include_those_that_are_closed);
  g_test_add_func ("/model/step-query/filters-of-steps-hold-together",
                   test_filters_of_steps_hold_together);
  g_test_add_func ("/model/step-query/steps-without-a-responsible-are-the-caseworkers",
                   test_steps_without_a_responsible_are_the_caseworkers);
  g_test_add_func ("/model/step-query/a-limit-takes-the-first-in-order",
                   test_a_limit_takes_the_first_in_order);
  g_test_add_func ("/model/step-query/outstanding-comes-oldest-first-with-its-age",
                   test_outstanding_comes_oldest_first_with_its_age);
  g_test_add_func ("/model/step-query/outstanding-as-of-a-past-day-has-what-was-done-since",
                   test_outstanding_as_of_a_past_day_has_what_was_done_since);
  g_test_add_func ("/model/step-query/who-is-released-later-has-nothing-outstanding-yet",
                   test_who_is_released_later_has_nothing_outstanding_yet);
  g_test_add_func ("/model/step-query/who-is-owed-money-stands-there-without-an-open-step",
                   test_who_is_owed_money_stands_there_without_an_open_step);
  g_test_add_func ("/model/step-query/money-is-told-at-the-step-that-settles-it",
                   test_money_is_told_at_the_step_that_settles_it);
  g_test_add_func ("/model/step-query/counts-agree-with-the-lists",
                   test_counts_agree_with_the_lists);
  g_test_add_func ("/model/step-query/groups-count-people-once-and-put-the-keyless-last",
                   test_groups_count_people_once_and_put_the_keyless_last);
  g_test_add_func ("/model/step-query/every-grouping-has-a-name-that-leads-back",
                   test_every_grouping_has_a_name_that_leads_back);
  g_test_add_func ("/model/step-query/nothing-outstanding-has-no-groups",
                   test_nothing_outstanding_has_no_groups);
  g_test_add_func ("/model/step-query/damaged-steps-are-left-out", test_damaged_steps_are_left_out);
  return g_test_run ();
}
