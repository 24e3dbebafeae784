/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board: what is filtered, in which order it comes, and that its totals are those of the cases' own pages
 * whatever the vault holds. Usage: test-outstanding [TAP OPTIONS] [STATES]. */
#include "config.h"

#include "hearth-outstanding-order.h"
#include "hearth-test-rows.h"

#include <stdlib.h>

#define N_STATES 100
#define N_CASES 5
#define N_EVENTS 2
#define FIRST_EVENT 900
#define AS_OF "2025-06-20"

static guint n_states = N_STATES;

static HearthDate
day (const char *text)
{
  HearthDate date;

  g_assert_true (hearth_date_parse (text, &date));
  return date;
}

/* --- Order and filter --- */

static HearthStepRow *
make_row (guint index, const char *surname, gint64 age, gint64 owed)
{
  HearthStepRow *row = g_new0 (HearthStepRow, 1);

  row->case_id = hearth_test_rows_case (index);
  row->case_number = g_strdup_printf ("%u", index);
  row->surname = g_strdup (surname);
  row->age_days = age;
  row->owed_kop = owed;
  row->due = row->done_on = row->remind_on = row->snoozed_to = row->since = HEARTH_DATE_NONE;
  return row;
}

static GPtrArray *
make_rows (void)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_step_row_free);
  HearthStepRow *row;

  g_ptr_array_add (rows, make_row (1, "Ґанкенко", 200, 0));
  g_ptr_array_add (rows, make_row (2, "Абищенко", 90, 500));
  row = make_row (3, "Яворенко", 30, 700);
  row->blocker = g_strdup ("no-document");
  row->due = day ("2025-06-19");
  row->waiting_for = g_strdup ("частина");
  g_ptr_array_add (rows, row);
  row = make_row (1, "Ґанкенко", 10, 100);
  row->state = g_strdup ("waiting");
  row->remind_on = day (AS_OF);
  g_ptr_array_add (rows, row);
  return rows;
}

/* "1 2 3 1": cases in their order. */
static char *
describe (GPtrArray *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            ((HearthStepRow *) rows->pdata[i])->case_number);
  return g_string_free (text, FALSE);
}

static void
assert_filter (const char *filter, const char *expected)
{
  g_autoptr (GPtrArray) rows = make_rows ();
  g_autoptr (GPtrArray) found = hearth_outstanding_filter (rows, filter, day (AS_OF));
  g_autofree char *text = describe (found);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_a_figure_filters_what_it_counts (void)
{
  g_autoptr (GPtrArray) rows = make_rows ();
  HearthOutstandingFigures total = hearth_outstanding_total (rows, day (AS_OF));

  assert_filter ("all", "1 2 3 1");
  assert_filter ("people", "1 2 3 1");
  assert_filter ("owed", "2 3 1");
  assert_filter ("overdue", "3");
  assert_filter ("blocked", "3");
  assert_filter ("waiting", "3 1");
  assert_filter ("remind", "1");
  g_assert_cmpuint (total.n_overdue, ==, 1);
  g_assert_cmpuint (total.n_blocked, ==, 1);
  g_assert_cmpuint (total.n_waiting, ==, 2);
  g_assert_cmpuint (total.n_remind, ==, 1);
}

static void
test_a_person_is_as_old_as_the_oldest_of_theirs (void)
{
  g_autoptr (GPtrArray) rows = make_rows ();
  HearthOutstandingFigures total = hearth_outstanding_total (rows, day (AS_OF));

  g_assert_cmpuint (total.n_people_aged[0], ==, 1);
  g_assert_cmpuint (total.n_people_aged[1], ==, 1);
  g_assert_cmpuint (total.n_people_aged[2], ==, 0);
  g_assert_cmpuint (total.n_people_aged[3], ==, 1);
  assert_filter ("age-0", "3");
  assert_filter ("age-1", "2");
  assert_filter ("age-2", "");
  assert_filter ("age-3", "1 1");
}

static void
test_ages_end_on_their_last_day (void)
{
  static const gint64 first_days[] = { 0, 31, 91, 181 };

  for (guint i = 0; i < HEARTH_OUTSTANDING_N_AGES; i++)
    {
      g_assert_cmpuint (hearth_outstanding_get_age (first_days[i]), ==, i);
      if (i > 0)
        g_assert_cmpuint (hearth_outstanding_get_age (first_days[i] - 1), ==, i - 1);
    }
}

static void
assert_order (const char *name, gboolean is_reversed, const char *expected)
{
  g_autoptr (GPtrArray) rows = make_rows ();
  g_autoptr (GPtrArray) found = hearth_outstanding_filter (rows, "all", day (AS_OF));
  g_autofree char *text = NULL;
  HearthOutstandingSort sort;

  g_assert_true (hearth_outstanding_sort_from_name (name, &sort));
  g_assert_cmpstr (hearth_outstanding_sort_get_name (sort), ==, name);
  hearth_outstanding_sort (found, sort, is_reversed);
  text = describe (found);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_sort (const char *name, const char *expected)
{
  assert_order (name, FALSE, expected);
}

static void
test_every_sort_puts_what_has_nothing_last_and_keeps_the_rest (void)
{
  HearthOutstandingSort sort;

  assert_sort ("age", "1 2 3 1");
  assert_sort ("person", "2 1 1 3");
  assert_sort ("owed", "3 2 1 1");
  assert_sort ("blocker", "3 1 2 1");
  assert_sort ("waiting", "3 1 2 1");
  assert_sort ("remind", "1 1 2 3");
  assert_sort ("due", "3 1 2 1");
  assert_sort ("owner", "1 2 3 1");
  assert_sort ("benefit", "1 2 3 1");
  g_assert_false (hearth_outstanding_sort_from_name ("colour", &sort));
}

static void
test_the_other_way_round_what_has_nothing_is_last_all_the_same (void)
{
  assert_order ("person", TRUE, "3 1 1 2");
  assert_order ("waiting", TRUE, "3 1 2 1");
  assert_order ("remind", TRUE, "1 1 2 3");
  assert_order ("owed", TRUE, "1 1 2 3");
}

static void
test_groups_to_which_most_is_owed_come_first_if_asked (void)
{
  g_autoptr (GPtrArray) rows = make_rows ();
  g_autoptr (GPtrArray) groups = hearth_outstanding_group_people (rows, day (AS_OF));

  g_assert_cmpuint (groups->len, ==, 3);
  g_assert_cmpstr (((HearthOutstandingGroup *) groups->pdata[0])->key, ==, "1");
  g_assert_cmpuint (((HearthOutstandingGroup *) groups->pdata[0])->rows->len, ==, 2);
  hearth_outstanding_sort_groups (groups, HEARTH_OUTSTANDING_SORT_AGE, FALSE);
  g_assert_cmpstr (((HearthOutstandingGroup *) groups->pdata[0])->key, ==, "1");
  hearth_outstanding_sort_groups (groups, HEARTH_OUTSTANDING_SORT_OWED, FALSE);
  g_assert_cmpstr (((HearthOutstandingGroup *) groups->pdata[0])->key, ==, "3");
  g_assert_cmpstr (((HearthOutstandingGroup *) groups->pdata[2])->key, ==, "1");
}

/* --- The board beside the cases' own pages --- */

static const char *
choose (GRand *rand, const char *const *words, guint n)
{
  return words[g_rand_int_range (rand, 0, (gint32) n)];
}

static char *
dup_hex (guint index)
{
  const HearthId id = hearth_test_rows_case (index);

  return hearth_id_to_string (&id);
}

static void
add_random_step (HearthDb *db, GRand *rand, guint index, guint serial)
{
  static const char *const tracks[] = { "compensation", "documents", "medical" };
  static const char *const states[] = { "planned", "in-progress", "waiting",       "done",
                                        "refused", "cancelled",   "not-applicable" };
  static const char *const dues[] = { NULL, "2025-06-01", "2025-06-20", "2025-08-01" };
  static const char *const blockers[] = { NULL, "no-document" };
  static const char *const owners[] = { NULL, "demo", "zoriana" };
  g_autofree char *template = g_strdup_printf ("step-%u", serial);

  hearth_test_rows_add (
      db, "step", index, "template", template, "track",
      choose (rand, tracks, G_N_ELEMENTS (tracks)), "occurrence", "1", "state",
      choose (rand, states, G_N_ELEMENTS (states)), "due", choose (rand, dues, G_N_ELEMENTS (dues)),
      "blocker", choose (rand, blockers, G_N_ELEMENTS (blockers)), "owner",
      choose (rand, owners, G_N_ELEMENTS (owners)), "made_on", "2025-06-01", NULL);
}

static void
add_random_case (HearthDb *db, GRand *rand, guint index)
{
  static const char *const codes[] = { "ONE_OFF_RELEASE", "REWARD_CAPTIVITY" };
  static const char *const units[] = { NULL, "А0001", "А0002" };
  static const char *const released[] = { NULL, "2025-06-09", "2025-01", "2024-05-16" };
  g_autofree char *number = g_strdup_printf ("25-%04u-1", index);
  g_autofree char *surname = g_strdup_printf ("Вигаданко%u", index);
  guint n_steps = (guint) g_rand_int_range (rand, 0, 6);
  gint32 event = g_rand_int_range (rand, 0, N_EVENTS + 1);
  const HearthId event_id = hearth_test_rows_case (FIRST_EVENT + (guint) event);
  g_autofree char *event_hex = event < N_EVENTS ? hearth_id_to_string (&event_id) : NULL;
  g_autofree char *hex = dup_hex (index);

  hearth_test_rows_add (db, "person", index, "number", number, "surname", surname, "unit",
                        choose (rand, units, G_N_ELEMENTS (units)), "event", event_hex, NULL);
  hearth_test_rows_add (db, "captivity", index, "released",
                        choose (rand, released, G_N_ELEMENTS (released)), NULL);
  for (guint i = 0; i < n_steps; i++)
    add_random_step (db, rand, index, i);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_rand_boolean (rand))
      {
        g_autofree char *sql = g_strdup_printf ("INSERT INTO benefits.owed (case_id, benefit, "
                                                "owed_kop) VALUES (x'%s', '%s', %d)",
                                                hex, codes[i], g_rand_int_range (rand, -500, 5000));

        hearth_test_rows_exec (db, sql);
      }
}

/* Of both events one or none is under embargo. */
static void
fill (HearthDb *db, GRand *rand, gboolean *withheld)
{
  for (guint i = 0; i < N_EVENTS; i++)
    {
      gint64 row_id = hearth_test_rows_add (db, "event", 0, "date", "2025-06-09", NULL);
      g_autofree char *hex = dup_hex (FIRST_EVENT + i);
      g_autofree char *sql = NULL;

      withheld[i] = g_rand_int_range (rand, 0, 3) == 0;
      sql = g_strdup_printf ("UPDATE core.event SET rec = x'%s', embargo = %d WHERE id = %d", hex,
                             withheld[i], (int) row_id);
      hearth_test_rows_exec (db, sql);
    }
  for (guint i = 1; i <= N_CASES; i++)
    add_random_case (db, rand, i);
}

/* What the pages of one case tell: its open steps, and its sums. */
typedef struct
{
  guint n_steps, n_overdue, n_blocked;
  gint64 owed_kop, overpaid_kop;
} Page;

static gint64
query_int (HearthDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, &error);
  gboolean has_row;

  g_assert_no_error (error);
  g_assert_true (hearth_stmt_step (stmt, &has_row, &error));
  return has_row ? hearth_stmt_get_int (stmt, 0) : 0;
}

static Page
read_page (HearthDb *db, guint index)
{
  const HearthId case_id = hearth_test_rows_case (index);
  const HearthStepFilter filter = { .case_id = &case_id,
                                    .due_before = HEARTH_DATE_NONE,
                                    .open_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) steps = hearth_step_query_run (db, &filter, day (AS_OF), &error);
  g_autofree char *hex = dup_hex (index);
  g_autofree char *owed = g_strdup_printf (
      "SELECT total (max (owed_kop, 0)) FROM benefits.owed WHERE case_id = x'%s'", hex);
  g_autofree char *overpaid = g_strdup_printf (
      "SELECT total (max (-owed_kop, 0)) FROM benefits.owed WHERE case_id = x'%s'", hex);
  Page page = { .owed_kop = query_int (db, owed), .overpaid_kop = query_int (db, overpaid) };

  g_assert_no_error (error);
  for (guint i = 0; i < steps->len; i++)
    {
      const HearthStepRow *step = steps->pdata[i];

      if (g_str_equal (step->track, "medical"))
        continue;
      page.n_steps++;
      page.n_overdue += step->due != HEARTH_DATE_NONE && step->due < day (AS_OF);
      page.n_blocked += step->blocker != NULL;
    }
  return page;
}

static gboolean
is_withheld (HearthDb *db, guint index)
{
  g_autofree char *hex = dup_hex (index);
  g_autofree char *sql =
      g_strdup_printf ("SELECT count (*) FROM core.person p JOIN core.event e ON e.rec = p.event "
                       "WHERE p.case_id = x'%s' AND e.embargo = 1",
                       hex);

  return query_int (db, sql) > 0;
}

static void
assert_groups_add_up (GPtrArray *rows, const HearthOutstandingFigures *total)
{
  for (guint by = 0; by <= HEARTH_N_OUTSTANDING_GROUPINGS; by++)
    {
      g_autoptr (GPtrArray) groups =
          by < HEARTH_N_OUTSTANDING_GROUPINGS
              ? hearth_outstanding_group (rows, (HearthOutstandingGrouping) by, day (AS_OF))
              : hearth_outstanding_group_people (rows, day (AS_OF));
      guint n_rows = 0, n_overdue = 0, n_lent = 0;
      gint64 owed_kop = 0;

      for (guint i = 0; i < groups->len; i++)
        {
          const HearthOutstandingGroup *group = groups->pdata[i];

          n_rows += group->figures.n_rows;
          n_overdue += group->figures.n_overdue;
          owed_kop += group->figures.owed_kop;
          n_lent += group->rows->len;
        }
      g_assert_cmpuint (n_rows, ==, total->n_rows);
      g_assert_cmpuint (n_lent, ==, total->n_rows);
      g_assert_cmpuint (n_overdue, ==, total->n_overdue);
      g_assert_cmpint (owed_kop, ==, total->owed_kop);
      if (by == HEARTH_N_OUTSTANDING_GROUPINGS)
        g_assert_cmpuint (groups->len, ==, total->n_people);
    }
}

static guint
count_steps (GPtrArray *rows)
{
  const HearthId none = { { 0 } };
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += !hearth_id_equal (&((HearthStepRow *) rows->pdata[i])->step_id, &none);
  return n;
}

static void
assert_board_is_the_pages (HearthDb *db, HearthPackSet *packs)
{
  const HearthOutstandingQuestion question = { day (AS_OF), packs, TRUE };
  g_autoptr (GError) error = NULL;
  gboolean has_left_out = FALSE, is_any_withheld = FALSE;
  g_autoptr (GPtrArray) rows =
      hearth_step_query_outstanding_to_tell (db, &question, &has_left_out, &error);
  HearthOutstandingFigures total;
  HearthCounts counts;
  Page sum = { 0 };
  guint n_people = 0;

  g_assert_no_error (error);
  total = hearth_outstanding_total (rows, day (AS_OF));
  for (guint i = 1; i <= N_CASES; i++)
    {
      const Page page = read_page (db, i);
      const gboolean has_any = page.n_steps > 0 || page.owed_kop > 0 || page.overpaid_kop > 0;

      is_any_withheld |= has_any && is_withheld (db, i);
      if (is_withheld (db, i))
        continue;
      n_people += has_any;
      sum.n_steps += page.n_steps;
      sum.n_overdue += page.n_overdue;
      sum.n_blocked += page.n_blocked;
      sum.owed_kop += page.owed_kop;
      sum.overpaid_kop += page.overpaid_kop;
    }
  g_assert_cmpuint (count_steps (rows), ==, sum.n_steps);
  g_assert_cmpuint (total.n_overdue, ==, sum.n_overdue);
  g_assert_cmpuint (total.n_blocked, ==, sum.n_blocked);
  g_assert_cmpint (total.owed_kop, ==, sum.owed_kop);
  g_assert_cmpint (total.overpaid_kop, ==, sum.overpaid_kop);
  g_assert_cmpint (has_left_out, ==, is_any_withheld);
  assert_groups_add_up (rows, &total);
  g_assert_true (hearth_step_query_counts (db, day (AS_OF), &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.n_outstanding_people, ==, total.n_people);
  g_assert_cmpuint (total.n_people, ==, n_people);
}

static void
test_totals_are_the_sum_of_the_cases_own_pages (void)
{
  g_autofree char *dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthPackSet) packs = hearth_pack_set_load (dir, &error);
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  gboolean withheld[N_EVENTS];

  g_assert_no_error (error);
  for (guint i = 0; i < n_states; i++)
    {
      g_autoptr (HearthDb) db = hearth_test_rows_open ();

      fill (db, rand, withheld);
      assert_board_is_the_pages (db, packs);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    n_states = (guint) atoi (argv[1]);

  g_test_add_func ("/model/outstanding/a-figure-filters-what-it-counts",
                   test_a_figure_filters_what_it_counts);
  g_test_add_func ("/model/outstanding/a-person-is-as-old-as-the-oldest-of-theirs",
                   test_a_person_is_as_old_as_the_oldest_of_theirs);
  g_test_add_func ("/model/outstanding/ages-end-on-their-last-day",
                   test_ages_end_on_their_last_day);
  g_test_add_func ("/model/outstanding/every-sort-puts-what-has-nothing-last-and-keeps-the-rest",
                   test_every_sort_puts_what_has_nothing_last_and_keeps_the_rest);
  g_test_add_func ("/model/outstanding/the-other-way-round-what-has-nothing-is-last-all-the-same",
                   test_the_other_way_round_what_has_nothing_is_last_all_the_same);
  g_test_add_func ("/model/outstanding/groups-to-which-most-is-owed-come-first-if-asked",
                   test_groups_to_which_most_is_owed_come_first_if_asked);
  g_test_add_func ("/model/outstanding/totals-are-the-sum-of-the-cases-own-pages",
                   test_totals_are_the_sum_of_the_cases_own_pages);
  return g_test_run ();
}
