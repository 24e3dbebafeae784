/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-query.h"
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

static HearthGivenNames *names;

static GPtrArray *
run (HearthDb *db, const char *text, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthSearch) search = hearth_search_new (text, names);
  GPtrArray *hits;

  g_assert_nonnull (search);
  hits = hearth_search_query_run (db, search, limit, &error);
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
test_text_without_words_is_no_search (void)
{
  g_assert_null (hearth_search_new ("", names));
  g_assert_null (hearth_search_new (" \"*-( ", names));
}

static HearthDb *
open_people (void)
{
  HearthDb *db = hearth_test_rows_open ();

  hearth_test_rows_add (db, "person", 1, "number", "25-0001-1", "surname", "Вигаданко", "given",
                        "Олександр", "patronymic", "Миколайович", "phone", "+38 (067) 000-11-22",
                        "unit", "в/ч А 1234", NULL);
  hearth_test_rows_add (db, "person", 2, "number", "25-0002-2", "surname", "Щедрівський", "given",
                        "Юрій", "call_sign", "Тиша", "unit", "А4321", "wristband", "0117", NULL);
  hearth_test_rows_add (db, "person", 3, "number", "25-0003-3", "surname", "Корольов", "given",
                        "Мар'яна", "name_source", "КОРОЛЕВА Марьяна", "phone", "0500003344", NULL);
  return db;
}

/* Who is found first, by number of the case, as what and how. */
static const struct
{
  const char *text;
  guint found;
  const char *matched;
  HearthSearchHow how;
} found_rows[] = {
  /* clang-format off */
  { "вигаданко", 1, "surname", HEARTH_SEARCH_HOW_TYPED },
  { "Выгаданко", 1, "surname", HEARTH_SEARCH_HOW_TYPED },
  { "Vyhadanko", 1, "surname", HEARTH_SEARCH_HOW_SPELT },
  { "vigada", 1, "surname", HEARTH_SEARCH_HOW_SPELT },
  { "Александр", 1, "given", HEARTH_SEARCH_HOW_FORM },
  { "Alexander Wyhadanko", 1, "surname", HEARTH_SEARCH_HOW_SPELT },
  { "сашко", 1, "given", HEARTH_SEARCH_HOW_FORM },
  { "саш", 1, "given", HEARTH_SEARCH_HOW_FORM },
  { "Вигаданка", 1, "surname", HEARTH_SEARCH_HOW_SPELT },
  { "Вигоданко", 1, "surname", HEARTH_SEARCH_HOW_SIMILAR },
  { "Виганко", 1, "surname", HEARTH_SEARCH_HOW_SIMILAR },
  { "Bигaдaнкo", 1, "surname", HEARTH_SEARCH_HOW_TYPED },
  { "Shchedr", 2, "surname", HEARTH_SEARCH_HOW_SPELT },
  { "Schtschedriwskyj", 2, "surname", HEARTH_SEARCH_HOW_SPELT },
  { "Yury", 2, "given", HEARTH_SEARCH_HOW_SPELT },
  { "Tysha", 2, "call_sign", HEARTH_SEARCH_HOW_SPELT },
  { "0117", 2, "wristband", HEARTH_SEARCH_HOW_TYPED },
  { "4321", 2, "unit", HEARTH_SEARCH_HOW_TYPED },
  { "А1234", 1, "unit", HEARTH_SEARCH_HOW_TYPED },
  { "A-1234", 1, "unit", HEARTH_SEARCH_HOW_TYPED },
  { "067 000", 1, "phone", HEARTH_SEARCH_HOW_TYPED },
  { "0670001122", 1, "phone", HEARTH_SEARCH_HOW_TYPED },
  { "+380670001122", 1, "phone", HEARTH_SEARCH_HOW_TYPED },
  { "38050 000 33 44", 3, "phone", HEARTH_SEARCH_HOW_TYPED },
  { "25-0002-2", 2, "number", HEARTH_SEARCH_HOW_TYPED },
  { "2500022", 2, "number", HEARTH_SEARCH_HOW_TYPED },
  { "Королёв", 3, "surname", HEARTH_SEARCH_HOW_SPELT },
  { "Королева", 3, "name_source", HEARTH_SEARCH_HOW_TYPED },
  { "Mariana Korolova", 3, "given", HEARTH_SEARCH_HOW_SPELT },
  /* clang-format on */
};

static void
test_people_are_found_in_every_spelling (void)
{
  g_autoptr (HearthDb) db = open_people ();

  for (guint i = 0; i < G_N_ELEMENTS (found_rows); i++)
    {
      g_autoptr (GPtrArray) hits = run (db, found_rows[i].text, 0);
      const HearthSearchHit *hit = hits->len > 0 ? get (hits, 0) : NULL;
      const HearthId expected = hearth_test_rows_case (found_rows[i].found);

      if (hit == NULL || !hearth_id_equal (&hit->case_id, &expected) ||
          g_strcmp0 (hit->matched, found_rows[i].matched) != 0 || hit->how != found_rows[i].how)
        g_test_fail_printf ("%s: %s %s %d", found_rows[i].text, hit != NULL ? hit->number : "none",
                            hit != NULL ? hit->matched : "", hit != NULL ? (int) hit->how : -1);
    }
}

static void
test_a_hit_shows_what_was_found (void)
{
  g_autoptr (HearthDb) db = open_people ();
  g_autoptr (GPtrArray) phone = run (db, "0670001122", 0);
  g_autoptr (GPtrArray) source = run (db, "Королева", 0);
  g_autoptr (GPtrArray) form = run (db, "Саня", 0);

  g_assert_cmpstr (get (phone, 0)->variant, ==, "+38 (067) 000-11-22");
  g_assert_cmpstr (get (source, 0)->variant, ==, "КОРОЛЕВА Марьяна");
  g_assert_cmpstr (get (form, 0)->variant, ==, "Олександр");
}

/* What a tile shows beside the name. */
static void
test_a_row_says_where_it_was_found (void)
{
  g_autoptr (HearthDb) db = open_people ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthSearch) search = hearth_search_new ("Tysha", names);
  g_auto (HearthSearchMatch) here = { NULL };
  g_auto (HearthSearchMatch) elsewhere = { NULL };

  g_assert_true (hearth_search_query_match (db, search, 2, &here, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (here.field, ==, "call_sign");
  g_assert_cmpstr (here.variant, ==, "Тиша");
  g_assert_cmpint (here.how, ==, HEARTH_SEARCH_HOW_SPELT);
  g_assert_true (hearth_search_query_match (db, search, 1, &elsewhere, &error));
  g_assert_no_error (error);
  g_assert_null (elsewhere.field);
}

static void
test_lists_find_the_same (void)
{
  g_autoptr (HearthDb) db = open_people ();

  for (guint i = 0; i < G_N_ELEMENTS (found_rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HearthSearch) search = hearth_search_new (found_rows[i].text, names);
      g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
      g_autoptr (GArray) rows = NULL;

      hearth_case_query_set_search (query, search);
      rows = hearth_case_query_run (db, query, &error);
      g_assert_no_error (error);
      if (rows->len != 1 || g_array_index (rows, gint64, 0) != found_rows[i].found)
        g_test_fail_printf ("%s: %u rows", found_rows[i].text, rows->len);
    }
}

/* Neither the limit of what is looked at, nor the order of the rows, hides who has the whole word. */
static void
test_who_has_the_whole_word_is_never_lost (void)
{
  g_autoptr (HearthDb) db = hearth_test_rows_open ();
  g_autoptr (GPtrArray) hits = NULL;

  hearth_test_rows_exec (db, "BEGIN");
  for (guint i = 1; i <= 2500; i++)
    hearth_test_rows_add (db, "person", i, "surname", "Макетовий", NULL);
  hearth_test_rows_add (db, "person", 2501, "surname", "Макет", NULL);
  hearth_test_rows_exec (db, "COMMIT");
  hits = run (db, "макет", 10);
  g_assert_cmpuint (hits->len, ==, 10);
  g_assert_cmpstr (get (hits, 0)->name, ==, "Макет");
}

static void
load_names (void)
{
  g_autofree char *dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthPackSet) packs = hearth_pack_set_load (dir, &error);

  g_assert_no_error (error);
  names = hearth_given_names_new (packs);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  load_names ();

  g_test_add_func ("/model/search-query/a-whole-word-comes-before-a-beginning",
                   test_a_whole_word_comes_before_a_beginning);
  g_test_add_func ("/model/search-query/a-hit-says-in-which-field-it-was-found",
                   test_a_hit_says_in_which_field_it_was_found);
  g_test_add_func ("/model/search-query/all-words-must-be-found-and-a-limit-holds",
                   test_all_words_must_be_found_and_a_limit_holds);
  g_test_add_func ("/model/search-query/text-without-words-is-no-search",
                   test_text_without_words_is_no_search);
  g_test_add_func ("/model/search-query/people-are-found-in-every-spelling",
                   test_people_are_found_in_every_spelling);
  g_test_add_func ("/model/search-query/a-hit-shows-what-was-found",
                   test_a_hit_shows_what_was_found);
  g_test_add_func ("/model/search-query/a-row-says-where-it-was-found",
                   test_a_row_says_where_it_was_found);
  g_test_add_func ("/model/search-query/lists-find-the-same", test_lists_find_the_same);
  g_test_add_func ("/model/search-query/who-has-the-whole-word-is-never-lost",
                   test_who_has_the_whole_word_is_never_lost);
  result = g_test_run ();
  hearth_given_names_unref (names);
  return result;
}
