/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-query-private.h"
#include "hearth-test-rows.h"

#define TODAY "2025-06-20"

static HearthDate
today (void)
{
  HearthDate date;

  g_assert_true (hearth_date_parse (TODAY, &date));
  return date;
}

/* Six people, made so that every sort has its own order. */
static HearthDb *
open_db (void)
{
  HearthDb *db = hearth_test_rows_open ();
  const char *event = "0102030405060708090a0b0c0d0e0f10";

  hearth_test_rows_add (db, "person", 1, "number", "25-0001-1", "surname", "Яворенко", "given",
                        "Артем", "patronymic", "Ігорович", "name_latin", "Yavorenko Artem",
                        "call_sign", "Кіт", "unit", "А1234", "branch", "navy", "birth",
                        "2001-04-02", "category", "under-25", "event", event, "phone",
                        "+380500000001", NULL);
  hearth_test_rows_add (db, "person", 2, "number", "25-0002-2", "surname", "Ґанкенко", "given",
                        "Олег", "unit", "А2000", "branch", "army", "birth", "1990", "ward", "7",
                        NULL);
  hearth_test_rows_add (db, "person", 3, "number", "25-0003-3", "surname", "Ганкенко", "given",
                        "Олег", "birth", "1990-05", "owner", "demo", NULL);
  hearth_test_rows_add (db, "person", 4, "number", "25-0004-4", "surname", "Їжаченко", "given",
                        "Артем", "unit", "А1234", "branch", "navy", "event", event, NULL);
  hearth_test_rows_add (db, "person", 5, "number", "25-0005-5", "given", "Невідомий", NULL);
  hearth_test_rows_add (db, "person", 6, "number", "25-0006-6", "surname", "Абетченко", NULL);
  hearth_test_rows_exec (db, "UPDATE core.person SET gone = 1 WHERE number = '25-0006-6'");

  hearth_test_rows_add (db, "captivity", 1, "captured", "2022-05-16", "released", "2025-06-09",
                        "place", "Маріуполь", NULL);
  hearth_test_rows_add (db, "captivity", 2, "captured", "2022", "released", "2023-01", NULL);
  hearth_test_rows_add (db, "captivity", 2, "captured", "2024-02", "released", "2025-06-12", NULL);
  hearth_test_rows_add (db, "captivity", 3, "released", "2025-05-31", NULL);

  hearth_test_rows_add (db, "step", 3, "template", "a", "track", "medical", "state", "planned",
                        "due", "2025-06-19", NULL);
  hearth_test_rows_add (db, "step", 4, "template", "a", "track", "medical", "state", "planned",
                        "due", "2025-06-01", NULL);
  hearth_test_rows_add (db, "step", 4, "template", "b", "track", "documents", "state", "waiting",
                        "due", "2025-06-19", NULL);
  hearth_test_rows_add (db, "step", 1, "template", "a", "track", "medical", "state", "done", "due",
                        "2025-06-01", "done_on", "2025-06-02", NULL);
  hearth_test_rows_add (db, "step", 2, "template", "a", "track", "medical", "state", "planned",
                        "due", TODAY, NULL);
  return db;
}

/* The last digits of the numbers of the cases found, in their order. */
static char *
run (HearthDb *db, HearthCaseQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GString *found = g_string_new (NULL);

  hearth_case_query_set_today (query, today ());
  ids = hearth_case_query_run (db, query, &error);
  g_assert_no_error (error);
  rows = hearth_case_query_rows (db, (const gint64 *) (gpointer) ids->data, ids->len, today (),
                                 &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, ids->len);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_c (found, ((HearthCaseRow *) g_ptr_array_index (rows, i))->number[8]);
  return g_string_free (found, FALSE);
}

static void
assert_sorted (HearthDb *db, const char *field, gboolean descending, const char *expected)
{
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
  g_autofree char *found = NULL;

  g_assert_true (hearth_case_query_set_sort (query, field, descending));
  found = run (db, query);
  if (g_strcmp0 (found, expected) != 0)
    g_test_message ("%s %s", field, descending ? "down" : "up");
  g_assert_cmpstr (found, ==, expected);
}

static void
assert_filtered (HearthDb *db, const char *field, const char *value, const char *expected)
{
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
  g_autofree char *found = NULL;

  g_assert_true (hearth_case_query_add_filter (query, field, value));
  g_assert_true (hearth_case_query_is_filtered (query));
  found = run (db, query);
  if (g_strcmp0 (found, expected) != 0)
    g_test_message ("%s %s", field, value);
  g_assert_cmpstr (found, ==, expected);
}

static void
assert_text (HearthDb *db, const char *text, const char *expected)
{
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
  g_autofree char *found = NULL;

  hearth_case_query_set_text (query, text);
  found = run (db, query);
  if (g_strcmp0 (found, expected) != 0)
    g_test_message ("%s %s", "text", text != NULL ? text : "none");
  g_assert_cmpstr (found, ==, expected);
}

static void
test_names_sort_by_the_ukrainian_alphabet_and_unknown_last (void)
{
  g_autoptr (HearthDb) db = open_db ();

  assert_sorted (db, "name", FALSE, "32415");
  assert_sorted (db, "surname", FALSE, "32415");
  assert_sorted (db, "surname", TRUE, "14235");
}

static void
test_every_sort_puts_unknown_values_last_in_both_directions (void)
{
  g_autoptr (HearthDb) db = open_db ();

  assert_sorted (db, "number", FALSE, "12345");
  assert_sorted (db, "number", TRUE, "54321");
  assert_sorted (db, "birth", FALSE, "23154");
  assert_sorted (db, "birth", TRUE, "13245");
  assert_sorted (db, "unit", FALSE, "41253");
  assert_sorted (db, "unit", TRUE, "21435");
}

static void
test_released_sorts_by_the_last_release (void)
{
  g_autoptr (HearthDb) db = open_db ();

  assert_sorted (db, "released", FALSE, "31245");
  assert_sorted (db, "released", TRUE, "21345");
}

static void
test_overdue_sorts_by_the_longest_overdue_step (void)
{
  g_autoptr (HearthDb) db = open_db ();

  assert_sorted (db, "overdue", FALSE, "43215");
  assert_sorted (db, "overdue", TRUE, "34215");
}

static void
test_sorts_that_are_not_offered_are_refused (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
  g_autofree char *found = NULL;

  g_assert_false (hearth_case_query_set_sort (query, "note", FALSE));
  g_assert_false (hearth_case_query_set_sort (query, "flags", FALSE));
  g_assert_false (hearth_case_query_set_sort (query, "id; DROP TABLE core.person", FALSE));
  found = run (db, query);
  g_assert_cmpstr (found, ==, "32415");
}

static void
test_filters_find_by_value_by_part_of_a_date_and_by_absence (void)
{
  g_autoptr (HearthDb) db = open_db ();

  assert_filtered (db, "branch", "navy", "41");
  assert_filtered (db, "unit", "а1234", "41");
  assert_filtered (db, "ward", "7", "2");
  assert_filtered (db, "ward", "", "3415");
  assert_filtered (db, "owner", "demo", "3");
  assert_filtered (db, "owner", "", "2415");
  assert_filtered (db, "birth", "1990", "32");
  assert_filtered (db, "birth", "1990-05", "3");
  assert_filtered (db, "birth", "", "45");
  assert_filtered (db, "event", "0102030405060708090a0b0c0d0e0f10", "41");
  assert_filtered (db, "event", "", "325");
  assert_filtered (db, "released", "2025-06", "21");
  assert_filtered (db, "released", "2025-06-09", "1");
  assert_filtered (db, "released", "", "45");
  assert_filtered (db, "captured", "2022", "21");
  assert_filtered (db, "captured_at", "Маріуполь", "1");
  assert_filtered (db, "overdue", "true", "34");
  assert_filtered (db, "overdue", "false", "215");
  assert_filtered (db, "stage", "no-such-stage", "");
}

static void
test_every_field_of_a_person_is_a_filter (void)
{
  g_autoptr (HearthDb) db = open_db ();

  for (const HearthField *field = hearth_registry_find_kind ("person")->fields; field->id != NULL;
       field++)
    {
      g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
      g_autofree char *found = NULL;

      g_assert_true (hearth_case_query_add_filter (query, field->id, ""));
      found = run (db, query);
      g_assert_nonnull (found);
    }
}

static void
test_filters_that_cannot_be_asked_are_refused (void)
{
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();

  g_assert_false (hearth_case_query_add_filter (query, "no_such_field", "x"));
  g_assert_false (hearth_case_query_add_filter (query, "flags", "\"x"));
  g_assert_false (hearth_case_query_add_filter (query, "birth", "sometime"));
  g_assert_false (hearth_case_query_add_filter (query, "released", "2025-13"));
  g_assert_false (hearth_case_query_add_filter (query, "event", "66"));
  g_assert_false (hearth_case_query_add_filter (query, "overdue", "maybe"));
  g_assert_false (hearth_case_query_is_filtered (query));
}

static void
test_filters_and_text_must_all_hold (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
  g_autofree char *found = NULL;

  g_assert_true (hearth_case_query_add_filter (query, "branch", "navy"));
  g_assert_true (hearth_case_query_add_filter (query, "overdue", "true"));
  hearth_case_query_set_text (query, "арт");
  g_assert_true (hearth_case_query_needs_steps (query));
  found = run (db, query);
  g_assert_cmpstr (found, ==, "4");
}

static void
test_text_finds_beginnings_of_words_in_any_order (void)
{
  g_autoptr (HearthDb) db = open_db ();

  assert_text (db, "артем яв", "1");
  assert_text (db, "ЯВОР", "1");
  assert_text (db, "yavor", "1");
  assert_text (db, "кіт", "1");
  assert_text (db, "25-0004", "4");
  assert_text (db, "а1234", "41");
  assert_text (db, "A1234", "41");
  assert_text (db, "ганк", "32");
  assert_text (db, "380500", "1");
  assert_text (db, "ворен", "");
  assert_text (db, "артем нема", "");
}

static void
test_text_without_letters_finds_all_and_operators_are_words (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autofree char *many = g_strnfill (100000, 'a');

  assert_text (db, "", "32415");
  assert_text (db, NULL, "32415");
  assert_text (db, " \"*() ", "32415");
  assert_text (db, "артем OR олег", "");
  assert_text (db, "surname:Яв", "");
  assert_text (db, "NEAR(артем)", "");
  assert_text (db, "\xff\xfe", "32415");
  assert_text (db, many, "");
}

static void
test_rows_count_rings_and_overdue_steps (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const gint64 ids[] = { 4, 1, 999, 6, 3 };
  const HearthCaseRow *row;

  hearth_test_rows_add (db, "step", 4, "template", "c", "track", "medical", "state",
                        "not-applicable", NULL);
  hearth_test_rows_add (db, "step", 4, "template", "d", "track", "medical", "state", "cancelled",
                        NULL);
  hearth_test_rows_add (db, "step", 4, "template", "e", "track", "medical", "state", "refused",
                        "due", "2025-06-01", NULL);
  hearth_test_rows_add (db, "step", 4, "template", "f", "track", "followup", "state", "planned",
                        "due", "2025-06-01", NULL);
  rows = hearth_case_query_rows (db, ids, G_N_ELEMENTS (ids), today (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 3);

  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->row_id, ==, 4);
  g_assert_cmpuint (row->ring_total[HEARTH_RING_MEDICAL], ==, 2);
  g_assert_cmpuint (row->ring_done[HEARTH_RING_MEDICAL], ==, 0);
  g_assert_cmpuint (row->ring_total[HEARTH_RING_DOCUMENTS], ==, 1);
  g_assert_cmpuint (row->ring_total[HEARTH_RING_REHABILITATION], ==, 0);
  g_assert_cmpuint (row->n_overdue, ==, 3);
  row = g_ptr_array_index (rows, 1);
  g_assert_cmpstr (row->surname, ==, "Яворенко");
  g_assert_cmpstr (row->call_sign, ==, "Кіт");
  g_assert_cmpuint (row->ring_done[HEARTH_RING_MEDICAL], ==, 1);
  g_assert_cmpuint (row->n_overdue, ==, 0);
  g_assert_cmpint (row->released.day, ==, 9);
}

static void
test_a_row_without_today_has_nothing_overdue (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GError) error = NULL;
  const gint64 id = 4;
  g_autoptr (GPtrArray) rows = hearth_case_query_rows (db, &id, 1, HEARTH_DATE_NONE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (((HearthCaseRow *) g_ptr_array_index (rows, 0))->n_overdue, ==, 0);
}

static void
test_a_name_has_the_parts_that_are_known (void)
{
  HearthCaseRow row = { 0 };
  g_autofree char *none = hearth_case_row_dup_name (&row);
  g_autofree char *some = NULL;

  g_assert_cmpstr (none, ==, "");
  row.surname = (char *) "Макетенко";
  row.patronymic = (char *) "Ігорович";
  some = hearth_case_row_dup_name (&row);
  g_assert_cmpstr (some, ==, "Макетенко Ігорович");
}

static void
assert_found (HearthDb *db, const char *text, guint expected)
{
  g_autoptr (GError) error = NULL;
  HearthId found = { { 0 } };
  const HearthId wanted = hearth_test_rows_case (expected);

  g_assert_cmpint (hearth_case_query_find (db, text, &found, &error), ==, expected != 0);
  g_assert_no_error (error);
  if (expected != 0)
    g_assert_true (hearth_id_equal (&found, &wanted));
}

static void
test_a_case_is_found_by_number_id_or_clear_prefix (void)
{
  g_autoptr (HearthDb) db = open_db ();

  assert_found (db, "25-0002-2", 2);
  assert_found (db, " 25-0002-2 ", 2);
  assert_found (db, "000000030000000000000000000000ca", 3);
  assert_found (db, "00000003", 3);
  assert_found (db, "0000000300000", 3);
  assert_found (db, "000000", 0);
  assert_found (db, "00000", 0);
  assert_found (db, "00000009", 0);
  assert_found (db, "00000006", 0);
  assert_found (db, "25-0006-6", 0);
  assert_found (db, "", 0);
  assert_found (db, "0000000300000000000000000000000000ca0", 0);
}

static void
test_keys_of_all_cases_find_rows_by_case (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys = hearth_case_query_all (db, &error);
  const HearthId third = hearth_test_rows_case (3), gone = hearth_test_rows_case (6);

  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 5);
  g_assert_cmpint (hearth_case_keys_find (keys, &third), ==, 3);
  g_assert_cmpint (hearth_case_keys_find (keys, &gone), ==, -1);
}

static void
test_keys_are_read_again_only_after_a_change (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GError) error = NULL;
  gint64 version = 0;
  g_autoptr (GArray) first = hearth_case_query_all_unless_known (db, NULL, &version, &error);
  g_autoptr (GArray) second = hearth_case_query_all_unless_known (db, first, &version, &error);
  g_autoptr (GArray) third = NULL;
  const HearthId added = hearth_test_rows_case (99);

  g_assert_no_error (error);
  g_assert_true (second == first);
  g_assert_cmpint (hearth_case_keys_find (first, &added), ==, -1);
  hearth_test_rows_add (db, "person", 99, "surname", "Новенко", NULL);
  third = hearth_case_query_all_unless_known (db, first, &version, &error);
  g_assert_no_error (error);
  g_assert_true (third != first);
  g_assert_cmpuint (third->len, ==, first->len + 1);
  g_assert_cmpint (hearth_case_keys_find (third, &added), >, 0);
}

/* The same rows in the same order as a walk of its own gives. */
static void
assert_cut (HearthDb *db, HearthCaseQuery *query, HearthCaseOrder **order)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys = hearth_case_query_all (db, &error);
  g_autoptr (GArray) walked = _hearth_case_query_run_on (db, query, keys, today (), &error);
  g_autoptr (GArray) cut =
      _hearth_case_query_run_ordered (db, query, keys, today (), order, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (cut->data, cut->len * sizeof (gint64), walked->data,
                   walked->len * sizeof (gint64));
}

static void
assert_cuts_of_sort (HearthDb *db, const char *sort, gboolean descending, HearthCaseOrder **order)
{
  static const char *const filters[][2] = { { "branch", "navy" }, { "overdue", "false" } };
  static const char *const texts[] = { NULL, "олег", "а", "нікого такого" };

  for (guint i = 0; i <= G_N_ELEMENTS (filters); i++)
    for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
      {
        g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();

        g_assert_true (hearth_case_query_set_sort (query, sort, descending));
        if (i > 0)
          g_assert_true (
              hearth_case_query_add_filter (query, filters[i - 1][0], filters[i - 1][1]));
        hearth_case_query_set_text (query, texts[j]);
        assert_cut (db, query, order);
      }
}

static void
test_a_remembered_order_is_cut_as_a_walk_would_go (void)
{
  static const char *const sorts[] = { "name", "birth", "unit", "branch", "released", "overdue" };
  g_autoptr (HearthDb) db = open_db ();
  HearthCaseOrder *order = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      assert_cuts_of_sort (db, sorts[i], FALSE, &order);
      assert_cuts_of_sort (db, sorts[i], TRUE, &order);
      g_assert_nonnull (order);
    }
  _hearth_case_order_unref (order);
}

static void
test_hostile_values_are_only_values (void)
{
  static const char *const hostile[] = {
    "' OR 1=1 --", "\"; DROP TABLE core.person; --", "%", "*", "\xff", "а\nб", "NULL", "?1"
  };
  g_autoptr (HearthDb) db = open_db ();

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (GError) error = NULL;
      HearthId found;

      assert_filtered (db, "branch", hostile[i], "");
      assert_filtered (db, "note", hostile[i], "");
      g_assert_false (hearth_case_query_find (db, hostile[i], &found, &error));
      g_assert_no_error (error);
    }
  hearth_test_rows_add (db, "person", 7, "number", "25-0007-7", "surname", "<b>O'Neil & \"Co\"</b>",
                        "branch", "' OR 1=1 --", NULL);
  assert_filtered (db, "branch", "' OR 1=1 --", "7");
  assert_text (db, "o'neil co", "7");
}

static void
test_damaged_rows_are_left_out_or_shown_without_the_damage (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const gint64 ids[] = { 1, 2, 3 };

  hearth_test_rows_exec (db, "UPDATE core.person SET case_id = x'01' WHERE id = 1");
  hearth_test_rows_exec (db,
                         "UPDATE core.person SET birth = 'long ago', surname = 42 WHERE id = 2");
  rows = hearth_case_query_rows (db, ids, 3, today (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (((HearthCaseRow *) g_ptr_array_index (rows, 0))->birth.year, ==, 0);
  g_assert_cmpstr (((HearthCaseRow *) g_ptr_array_index (rows, 0))->surname, ==, "42");
}

static void
test_flags_are_filtered_one_by_one (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (HearthCaseQuery) both = hearth_case_query_new ();
  g_autofree char *found = NULL;

  hearth_test_rows_exec (db, "UPDATE core.person SET flags = '[\"serving\",\"no-documents\"]' "
                             "WHERE number = '25-0001-1'");
  hearth_test_rows_exec (db, "UPDATE core.person SET flags = '[\"serving\"]' "
                             "WHERE number IN ('25-0003-3', '25-0006-6')");
  assert_filtered (db, "flags", "serving", "31");
  assert_filtered (db, "flags", "no-documents", "1");
  assert_filtered (db, "flags", "documents", "");
  assert_filtered (db, "flags", "", "245");
  g_assert_true (hearth_case_query_add_filter (both, "flags", "serving"));
  g_assert_true (hearth_case_query_add_filter (both, "flags", "no-documents"));
  found = run (db, both);
  g_assert_cmpstr (found, ==, "1");
}

static void
test_cases_in_conflict_are_found_by_any_of_their_records (void)
{
  g_autoptr (HearthDb) db = open_db ();

  assert_filtered (db, "conflict", "true", "");
  /* One conflict on the person of case 3, which two lines touched, and one on a step of case 4. */
  hearth_test_rows_exec (
      db,
      "INSERT INTO core.journal (n, id, dev, seq, hlc, case_id, who) SELECT l.i, randomblob (16), "
      "x'00', l.i, l.i, p.case_id, x'00' FROM (SELECT 1 AS i, '25-0003-3' AS number UNION "
      "SELECT 2, '25-0003-3' UNION SELECT 3, '25-0004-4') l JOIN core.person p USING (number)");
  hearth_test_rows_exec (db, "INSERT INTO core.touch (rec, n) SELECT rec, 1 FROM core.person "
                             "WHERE number = '25-0003-3' UNION SELECT rec, 2 FROM core.person "
                             "WHERE number = '25-0003-3' UNION SELECT x'0A', 3");
  hearth_test_rows_exec (db, "INSERT INTO core.conflict (rec, field, heads, since) SELECT rec, "
                             "'rank', '[]', 2 FROM core.person WHERE number = '25-0003-3' "
                             "UNION SELECT x'0A', 'state', '[]', 3");
  assert_filtered (db, "conflict", "true", "34");
  assert_filtered (db, "conflict", "false", "215");
}

static void
assert_ordered (HearthDb *db, const char *field, gboolean descending, const char *expected)
{
  static const char *const order[] = { "navy", "none", "army", NULL };
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
  g_autofree char *found = NULL;

  g_assert_true (hearth_case_query_set_sort (query, field, descending));
  hearth_case_query_set_value_order (query, order);
  found = run (db, query);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_ids_sort_in_the_order_that_people_know (void)
{
  g_autoptr (HearthDb) db = open_db ();

  assert_sorted (db, "branch", FALSE, "24153");
  assert_ordered (db, "branch", FALSE, "41253");
  assert_ordered (db, "branch", TRUE, "21435");
  /* What the order does not name comes after it, before the unknown. */
  hearth_test_rows_exec (db, "UPDATE core.person SET branch = 'air' WHERE number = '25-0005-5'");
  assert_ordered (db, "branch", FALSE, "41253");
  hearth_test_rows_exec (db, "UPDATE core.person SET branch = NULL");
  assert_ordered (db, "branch", FALSE, "53241");
}

/* "value count", in their order. */
static char *
facets (HearthDb *db, const char *field, const char *filter_field, const char *filter_value)
{
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  GString *text = g_string_new (NULL);

  hearth_case_query_set_today (query, today ());
  if (filter_field != NULL)
    g_assert_true (hearth_case_query_add_filter (query, filter_field, filter_value));
  found = hearth_case_query_facets (db, query, field, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      const HearthCaseFacet *facet = found->pdata[i];

      g_string_append_printf (text, "%s%s %u", i > 0 ? ", " : "", facet->value, facet->n_cases);
    }
  return g_string_free (text, FALSE);
}

static void
assert_facets (HearthDb *db,
               const char *field,
               const char *filter_field,
               const char *filter_value,
               const char *expected)
{
  g_autofree char *found = facets (db, field, filter_field, filter_value);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_facets_count_the_values_of_the_cases_at_hand (void)
{
  g_autoptr (HearthDb) db = open_db ();

  hearth_test_rows_exec (db, "UPDATE core.person SET flags = '[\"a\",\"b\"]' WHERE number = "
                             "'25-0001-1'");
  hearth_test_rows_exec (db, "UPDATE core.person SET flags = '[\"b\"]' WHERE number = "
                             "'25-0002-2'");
  assert_facets (db, "branch", NULL, NULL, "army 1, navy 2");
  assert_facets (db, "branch", "overdue", "true", "navy 1");
  assert_facets (db, "unit", NULL, NULL, "А1234 2, А2000 1");
  assert_facets (db, "ward", NULL, NULL, "7 1");
  assert_facets (db, "flags", "branch", "army", "b 1");
  assert_facets (db, "event", NULL, NULL, "0102030405060708090a0b0c0d0e0f10 2");
  assert_facets (db, "note", NULL, NULL, "");
  assert_facets (db, "nothing", NULL, NULL, "");
  {
    g_autofree char *flags = facets (db, "flags", NULL, NULL);

    g_assert_true (g_str_equal (flags, "a 1, b 2") || g_str_equal (flags, "b 2, a 1"));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model/case-query/names-sort-by-the-ukrainian-alphabet-and-unknown-last",
                   test_names_sort_by_the_ukrainian_alphabet_and_unknown_last);
  g_test_add_func ("/model/case-query/every-sort-puts-unknown-values-last-in-both-directions",
                   test_every_sort_puts_unknown_values_last_in_both_directions);
  g_test_add_func ("/model/case-query/released-sorts-by-the-last-release",
                   test_released_sorts_by_the_last_release);
  g_test_add_func ("/model/case-query/overdue-sorts-by-the-longest-overdue-step",
                   test_overdue_sorts_by_the_longest_overdue_step);
  g_test_add_func ("/model/case-query/sorts-that-are-not-offered-are-refused",
                   test_sorts_that_are_not_offered_are_refused);
  g_test_add_func ("/model/case-query/filters-find-by-value-by-part-of-a-date-and-by-absence",
                   test_filters_find_by_value_by_part_of_a_date_and_by_absence);
  g_test_add_func ("/model/case-query/every-field-of-a-person-is-a-filter",
                   test_every_field_of_a_person_is_a_filter);
  g_test_add_func ("/model/case-query/filters-that-cannot-be-asked-are-refused",
                   test_filters_that_cannot_be_asked_are_refused);
  g_test_add_func ("/model/case-query/filters-and-text-must-all-hold",
                   test_filters_and_text_must_all_hold);
  g_test_add_func ("/model/case-query/text-finds-beginnings-of-words-in-any-order",
                   test_text_finds_beginnings_of_words_in_any_order);
  g_test_add_func ("/model/case-query/text-without-letters-finds-all-and-operators-are-words",
                   test_text_without_letters_finds_all_and_operators_are_words);
  g_test_add_func ("/model/case-query/rows-count-rings-and-overdue-steps",
                   test_rows_count_rings_and_overdue_steps);
  g_test_add_func ("/model/case-query/a-row-without-today-has-nothing-overdue",
                   test_a_row_without_today_has_nothing_overdue);
  g_test_add_func ("/model/case-query/a-name-has-the-parts-that-are-known",
                   test_a_name_has_the_parts_that_are_known);
  g_test_add_func ("/model/case-query/a-case-is-found-by-number-id-or-clear-prefix",
                   test_a_case_is_found_by_number_id_or_clear_prefix);
  g_test_add_func ("/model/case-query/keys-of-all-cases-find-rows-by-case",
                   test_keys_of_all_cases_find_rows_by_case);
  g_test_add_func ("/model/case-query/keys-are-read-again-only-after-a-change",
                   test_keys_are_read_again_only_after_a_change);
  g_test_add_func ("/model/case-query/hostile-values-are-only-values",
                   test_hostile_values_are_only_values);
  g_test_add_func ("/model/case-query/damaged-rows-are-left-out-or-shown-without-the-damage",
                   test_damaged_rows_are_left_out_or_shown_without_the_damage);
  g_test_add_func ("/model/case-query/a-remembered-order-is-cut-as-a-walk-would-go",
                   test_a_remembered_order_is_cut_as_a_walk_would_go);
  g_test_add_func ("/model/case-query/flags-are-filtered-one-by-one",
                   test_flags_are_filtered_one_by_one);
  g_test_add_func ("/model/case-query/cases-in-conflict-are-found-by-any-of-their-records",
                   test_cases_in_conflict_are_found_by_any_of_their_records);
  g_test_add_func ("/model/case-query/ids-sort-in-the-order-that-people-know",
                   test_ids_sort_in_the_order_that_people_know);
  g_test_add_func ("/model/case-query/facets-count-the-values-of-the-cases-at-hand",
                   test_facets_count_the_values_of_the_cases_at_hand);
  return g_test_run ();
}
