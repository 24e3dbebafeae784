/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-letter-query.h"
#include "hearth-test-rows.h"

/* The first letters of the surnames and the addressees of the letters found, in their order. */
static char *
run (HearthDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = hearth_letter_query_run (db, &error);
  GString *found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const HearthLetterRow *row = rows->pdata[i];

      g_string_append_printf (found, "%s%s→%s", i > 0 ? " " : "", row->surname,
                              row->addressee != NULL ? row->addressee : "?");
    }
  return g_string_free (found, FALSE);
}

static void
assert_found (HearthDb *db, const char *expected)
{
  g_autofree char *found = run (db);

  g_assert_cmpstr (found, ==, expected);
}

static HearthDb *
open_db (void)
{
  HearthDb *db = hearth_test_rows_open ();

  hearth_test_rows_add (db, "person", 1, "number", "25-0001-1", "surname", "Перша", "given",
                        "Ганна", "patronymic", "Іванівна", NULL);
  hearth_test_rows_add (db, "person", 2, "number", "25-0002-2", "surname", "Друга", NULL);
  return db;
}

static void
letters_come_oldest_first_those_without_a_day_last (void)
{
  g_autoptr (HearthDb) db = open_db ();

  hearth_test_rows_add (db, "letter", 1, "addressee", "А", NULL);
  hearth_test_rows_add (db, "letter", 1, "addressee", "Б", "written_on", "2025-06-10", NULL);
  hearth_test_rows_add (db, "letter", 2, "addressee", "В", "written_on", "2024-12-31", NULL);
  hearth_test_rows_add (db, "letter", 2, "addressee", "Г", "written_on", "2025-06-11", NULL);
  assert_found (db, "Друга→В Перша→Б Друга→Г Перша→А");
}

static void
letters_about_payments_stand_among_the_others (void)
{
  g_autoptr (HearthDb) db = open_db ();

  hearth_test_rows_add (db, "letter", 1, "addressee", "А", "written_on", "2025-06-10", NULL);
  hearth_test_rows_add (db, "letter", 1, "addressee", "Б", "written_on", "2025-06-12", NULL);
  hearth_test_rows_add (db, "benefit_letter", 2, "addressee", "В", "written_on", "2025-06-11",
                        NULL);
  assert_found (db, "Перша→А Друга→В Перша→Б");
}

static void
letters_of_one_day_keep_the_order_of_their_cases (void)
{
  g_autoptr (HearthDb) db = open_db ();

  hearth_test_rows_add (db, "letter", 2, "addressee", "Б", "written_on", "2025-06-10", NULL);
  hearth_test_rows_add (db, "benefit_letter", 1, "addressee", "А", "written_on", "2025-06-10",
                        NULL);
  assert_found (db, "Перша→А Друга→Б");
}

static void
every_word_of_a_letter_is_read (void)
{
  g_autoptr (HearthDb) db = open_db ();
  const HearthId kase = hearth_test_rows_case (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const HearthLetterRow *row;
  g_autofree char *written = NULL;
  g_autofree char *answered = NULL;

  hearth_test_rows_add (db, "letter", 1, "template", "unit-pay", "addressee", "Частина",
                        "written_on", "2025-06-10", "answered_on", "2025-07-01", NULL);
  hearth_test_rows_add (db, "letter", 2, NULL);
  rows = hearth_letter_query_run (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  row = rows->pdata[0];
  written = hearth_date_to_string (row->written_on);
  answered = hearth_date_to_string (row->answered_on);
  g_assert_cmpint (hearth_id_compare (&row->case_id, &kase), ==, 0);
  g_assert_cmpstr (row->case_number, ==, "25-0001-1");
  g_assert_cmpstr (row->given, ==, "Ганна");
  g_assert_cmpstr (row->patronymic, ==, "Іванівна");
  g_assert_cmpstr (row->template_id, ==, "unit-pay");
  g_assert_cmpstr (row->addressee, ==, "Частина");
  g_assert_cmpstr (written, ==, "2025-06-10");
  g_assert_cmpstr (answered, ==, "2025-07-01");
  row = rows->pdata[1];
  g_assert_null (row->template_id);
  g_assert_null (row->addressee);
  g_assert_cmpint (row->written_on, ==, HEARTH_DATE_NONE);
  g_assert_cmpint (row->answered_on, ==, HEARTH_DATE_NONE);
}

static void
what_is_deleted_is_left_out (void)
{
  g_autoptr (HearthDb) db = open_db ();

  hearth_test_rows_add (db, "letter", 1, "addressee", "А", "written_on", "2025-06-10", NULL);
  hearth_test_rows_add (db, "letter", 1, "addressee", "Б", "written_on", "2025-06-11", NULL);
  hearth_test_rows_add (db, "letter", 2, "addressee", "В", "written_on", "2025-06-12", NULL);
  hearth_test_rows_add (db, "benefit_letter", 2, "addressee", "Г", NULL);
  hearth_test_rows_exec (db, "UPDATE core.letter SET gone = 1 WHERE addressee = 'Б'");
  assert_found (db, "Перша→А Друга→В Друга→Г");
  hearth_test_rows_exec (db, "UPDATE core.person SET gone = 1 WHERE number = '25-0002-2'");
  assert_found (db, "Перша→А");
  hearth_test_rows_exec (db, "UPDATE benefits.benefit_letter SET gone = 1");
  hearth_test_rows_exec (db, "UPDATE core.person SET gone = 0");
  assert_found (db, "Перша→А Друга→В");
}

static void
damaged_rows_are_shown_without_the_damage (void)
{
  g_autoptr (HearthDb) db = open_db ();

  hearth_test_rows_add (db, "letter", 1, "addressee", "А", "written_on", "2025-06-10", NULL);
  hearth_test_rows_add (db, "letter", 2, "addressee", "Б", "written_on", "2025-06-11", NULL);
  hearth_test_rows_exec (
      db,
      "UPDATE core.letter SET written_on = 'some day', answered_on = x'00' WHERE addressee = 'А'");
  assert_found (db, "Друга→Б Перша→А");
}

static void
a_vault_without_letters_has_none (void)
{
  g_autoptr (HearthDb) db = open_db ();

  assert_found (db, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/letter-query/letters-come-oldest-first-those-without-a-day-last",
                   letters_come_oldest_first_those_without_a_day_last);
  g_test_add_func ("/model/letter-query/letters-about-payments-stand-among-the-others",
                   letters_about_payments_stand_among_the_others);
  g_test_add_func ("/model/letter-query/letters-of-one-day-keep-the-order-of-their-cases",
                   letters_of_one_day_keep_the_order_of_their_cases);
  g_test_add_func ("/model/letter-query/every-word-of-a-letter-is-read",
                   every_word_of_a_letter_is_read);
  g_test_add_func ("/model/letter-query/what-is-deleted-is-left-out", what_is_deleted_is_left_out);
  g_test_add_func ("/model/letter-query/damaged-rows-are-shown-without-the-damage",
                   damaged_rows_are_shown_without_the_damage);
  g_test_add_func ("/model/letter-query/a-vault-without-letters-has-none",
                   a_vault_without_letters_has_none);
  return g_test_run ();
}
