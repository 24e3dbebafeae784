/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-search-query.h"
#include "hearth-test-rows.h"

static HearthDb *
open_db (void)
{
  HearthDb *db = hearth_test_rows_open ();

  hearth_test_rows_add (db, "person", 1, "number", "25-0001-1", "surname", "Макетенко", "given",
                        "Віталій", "name_latin", "Maketenko Vitalii", NULL);
  hearth_test_rows_add (db, "person", 2, "number", "25-0002-2", "surname", "Макет", "given",
                        "Артем", "call_sign", "Віталій", NULL);
  hearth_test_rows_add (db, "person", 3, "number", "25-0003-3", "surname", "Інший", "unit", "А1234",
                        NULL);
  hearth_test_rows_add (db, "person", 4, "number", "25-0004-4", "surname", "Макетний", NULL);
  hearth_test_rows_exec (db, "UPDATE core.person SET gone = 1 WHERE number = '25-0004-4'");
  return db;
}

static GPtrArray *
run (HearthDb *db, const char *text, guint limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *hits = hearth_search_query_run (db, text, limit, &error);

  g_assert_no_error (error);
  return hits;
}

static const HearthSearchHit *
get (GPtrArray *hits, guint index)
{
  g_assert_cmpuint (index, <, hits->len);
  return g_ptr_array_index (hits, index);
}

static void
test_a_whole_word_comes_before_a_beginning (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GPtrArray) hits = run (db, "макет", 0);

  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpstr (get (hits, 0)->name, ==, "Макет Артем");
  g_assert_cmpfloat (get (hits, 0)->score, ==, 1);
  g_assert_cmpstr (get (hits, 1)->number, ==, "25-0001-1");
  g_assert_cmpfloat (get (hits, 1)->score, <, 1);
  g_assert_cmpfloat (get (hits, 1)->score, >=, 0.5);
}

static void
test_a_hit_says_in_which_field_it_was_found (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GPtrArray) latin = run (db, "maketenko", 0);
  g_autoptr (GPtrArray) unit = run (db, "А1234", 0);
  g_autoptr (GPtrArray) number = run (db, "25-0002-2", 0);

  g_assert_cmpstr (get (latin, 0)->matched, ==, "name_latin");
  g_assert_cmpstr (get (unit, 0)->matched, ==, "unit");
  g_assert_cmpstr (get (number, 0)->matched, ==, "number");
  g_assert_cmpfloat (get (number, 0)->score, ==, 1);
}

static void
test_all_words_must_be_found_and_a_limit_holds (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GPtrArray) both = run (db, "віт мак", 0);
  g_autoptr (GPtrArray) first = run (db, "макет", 1);
  g_autoptr (GPtrArray) none = run (db, "макет немає", 0);

  g_assert_cmpuint (both->len, ==, 2);
  g_assert_cmpuint (first->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_text_without_words_finds_nothing (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GPtrArray) empty = run (db, "", 0);
  g_autoptr (GPtrArray) signs = run (db, " \"*-( ", 0);

  g_assert_cmpuint (empty->len, ==, 0);
  g_assert_cmpuint (signs->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model/search-query/a-whole-word-comes-before-a-beginning",
                   test_a_whole_word_comes_before_a_beginning);
  g_test_add_func ("/model/search-query/a-hit-says-in-which-field-it-was-found",
                   test_a_hit_says_in_which_field_it_was_found);
  g_test_add_func ("/model/search-query/all-words-must-be-found-and-a-limit-holds",
                   test_all_words_must_be_found_and_a_limit_holds);
  g_test_add_func ("/model/search-query/text-without-words-finds-nothing",
                   test_text_without_words_finds_nothing);
  return g_test_run ();
}
