/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-roster.h"

#include "hearth-roster-acts.h"
#include "hearth-roster-compare.h"
#include "hearth-test-vault.h"

typedef struct
{
  HearthGivenNames *names;
  GPtrArray *people;
} Looking;

static gpointer
find_on_reader (HearthDb *db, gpointer data, GError **error)
{
  const Looking *looking = data;

  return hearth_roster_find_duplicates (db, looking->names, looking->people, error);
}

static guint
count_duplicates (HearthTestVault *vault, const char *person)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  const Looking looking = { hearth_context_get_given_names (vault->context), people };

  g_ptr_array_add (people, hearth_test_vault_json ("{'surname':'Інший','given':'Хтось'}"));
  g_ptr_array_add (people, hearth_test_vault_json (person));
  found = hearth_store_read (vault->store, find_on_reader, (gpointer) &looking, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      const HearthRosterDuplicate *duplicate = g_ptr_array_index (found, i);

      g_test_message ("%.2f", duplicate->match.score);
      for (guint j = 0; j < duplicate->match.n_reasons; j++)
        g_test_message ("  %s %.2f", duplicate->match.reasons[j].id,
                        duplicate->match.reasons[j].points);
      g_assert_cmpuint (duplicate->index, ==, 1);
      g_assert_nonnull (duplicate->case_number);
    }
  return found->len;
}

static const struct
{
  const char *person;
  guint n_duplicates;
} rows[] = {
  /* clang-format off */
  { "{'surname':'Знамʼянський','given':'Лукʼян','birth':'2000-06-09'}", 1 },
  { "{'surname':'ЗНАМ`ЯНСЬКИЙ','given':'лукян','birth':'2000'}", 1 },
  { "{'surname':'Знамянский','birth':'2000-06'}", 1 },
  { "{'surname':'Знамянський'}", 1 },
  { "{'surname':'Znamianskyi','given':'Lukian'}", 1 },
  { "{'surname':'Лук’ян','given':'Знам’янський'}", 1 },
  { "{'surname':'Знамянський','given':'Лукян','birth':'2000-06-10'}", 1 },
  { "{'surname':'Знаменський','given':'Лукян','birth':'2000-06-09'}", 1 },
  { "{'surname':'Знамянський','given':'Іван','birth':'2000-06-09'}", 0 },
  { "{'surname':'Знамянський','given':'Лукян','birth':'1970-06-10'}", 0 },
  { "{'surname':'Знамянський','given':'Лукян','patronymic':'Іванович','birth':'1999-06-09'}", 0 },
  { "{'surname':'Знам','birth':'2000-06-09'}", 0 },
  { "{'surname':'Вигаданий','given':'Лукян','birth':'2000-06-09'}", 0 },
  /* clang-format on */
};

static void
duplicates_have_a_like_name_and_a_birth_that_fits (void)
{
  HearthTestVault *vault = hearth_test_vault_new ("2025-06-20");

  hearth_test_vault_open_case (vault, "{'surname':'Знам’янський','given':'Лук’ян',"
                                      "'patronymic':'Петрович','birth':'2000-06-09'}");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmpuint (count_duplicates (vault, rows[i].person), ==, rows[i].n_duplicates);
    }
  hearth_test_vault_free (vault);
}

static gpointer
read_present (HearthDb *db, gpointer case_id, GError **error)
{
  return hearth_roster_read_present (db, case_id, error);
}

static json_t *
get_present (HearthTestVault *vault, const HearthId *case_id)
{
  g_autoptr (GError) error = NULL;
  json_t *present = hearth_store_read (vault->store, read_present, (gpointer) case_id, &error);

  g_assert_no_error (error);
  return present;
}

static char *
dup_differences (const json_t *present, const char *fields)
{
  json_auto_t *listed = hearth_test_vault_json (fields);
  g_autoptr (GPtrArray) differences = hearth_roster_list_differences (present, listed);

  g_ptr_array_add (differences, NULL);
  return g_strjoinv (" ", (char **) differences->pdata);
}

static void
another_spelling_and_a_less_exact_date_are_no_difference (void)
{
  HearthTestVault *vault = hearth_test_vault_new ("2025-06-20");
  HearthId case_id = hearth_test_vault_open_case (
      vault, "{'surname':'Знам’янський','given':'Лук’ян','birth':'2000-06-09','rank':'soldier',"
             "'unit':'А1234','released':'2025-06-09'}");
  json_auto_t *present = get_present (vault, &case_id);
  g_autofree char *none = dup_differences (
      present, "{'surname':'ЗНАМ`ЯНСЬКИЙ','given':'лукян','birth':'2000','unit':'а1234',"
               "'rank':'soldier','phone':'+380671234567'}");
  g_autofree char *some = dup_differences (
      present, "{'surname':'Інший','birth':'2001','rank':'sergeant','unit':'А1235',"
               "'released':'2025-06-10','phone':'+380671234567'}");

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (some, ==, "surname birth rank unit released");
  hearth_test_vault_free (vault);
}

static GPtrArray *
make_entries (const HearthId *case_id, guint n_new)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_roster_entry_free);
  json_auto_t *joined = hearth_test_vault_json (
      "{'surname':'Інший','rank':'sergeant','phone':'+380671234567','captured':'2022'}");

  g_ptr_array_add (entries, hearth_roster_entry_new (joined, case_id, "rank: sergeant"));
  for (guint i = 0; i < n_new; i++)
    {
      g_autofree char *surname = g_strdup_printf ("Вигаданко-%u", i);
      json_auto_t *fields = json_pack ("{s:s}", "surname", surname);

      g_ptr_array_add (entries, hearth_roster_entry_new (fields, NULL, NULL));
    }
  return entries;
}

static void
an_import_is_one_act_and_is_taken_back_as_one (void)
{
  HearthTestVault *vault = hearth_test_vault_new ("2025-06-20");
  HearthId case_id =
      hearth_test_vault_open_case (vault, "{'surname':'Знам’янський','rank':'soldier'}");
  json_auto_t *before = get_present (vault, &case_id);
  g_autoptr (GPtrArray) entries = make_entries (&case_id, 3);
  const HearthRosterMapping mapping = { "[\"a\"]", "[null]" };
  g_autoptr (HearthChangeSet) done = NULL;
  g_autoptr (HearthChangeSet) undone = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *remembered = NULL;
  json_auto_t *between = NULL;
  json_auto_t *after = NULL;

  done = hearth_roster_import (vault->context, entries, &mapping, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (done), ==, HEARTH_RESULT_DONE);
  g_assert_cmpuint (hearth_change_set_get_n_cases (done), ==, 4);
  between = get_present (vault, &case_id);
  g_assert_cmpstr (json_string_value (json_object_get (between, "surname")), ==, "Знам’янський");
  g_assert_cmpstr (json_string_value (json_object_get (between, "rank")), ==, "soldier");
  g_assert_cmpstr (json_string_value (json_object_get (between, "phone")), ==, "+380671234567");
  g_assert_cmpstr (json_string_value (json_object_get (between, "captured")), ==, "2022");
  g_assert_cmpint (
      hearth_test_vault_query_int (vault, "SELECT count (*) FROM core.note WHERE gone = 0"), ==, 1);
  hearth_test_vault_assert_projection (vault);

  undone = hearth_store_execute (vault->store, hearth_change_set_get_inverse (done), &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (undone), ==, HEARTH_RESULT_DONE);
  after = get_present (vault, &case_id);
  g_assert_true (json_equal (before, after));
  g_assert_cmpint (
      hearth_test_vault_query_int (vault, "SELECT count (*) FROM core.person WHERE gone = 0"), ==,
      1);
  g_assert_cmpint (
      hearth_test_vault_query_int (vault, "SELECT count (*) FROM core.note WHERE gone = 0"), ==, 0);
  hearth_test_vault_assert_projection (vault);

  remembered = hearth_roster_recall_mapping (vault->context, mapping.headings, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (remembered, ==, mapping.fields);
  hearth_test_vault_free (vault);
}

static void
who_stands_twice_is_found_in_any_spelling (void)
{
  HearthTestVault *vault = hearth_test_vault_new ("2025-06-20");
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  g_autoptr (GPtrArray) repeated = NULL;
  const HearthRosterDuplicate *duplicate;

  g_ptr_array_add (people, hearth_test_vault_json ("{'surname':'Знам’янський','given':'Лук’ян',"
                                                   "'birth':'2000-06-09'}"));
  g_ptr_array_add (people, hearth_test_vault_json ("{'surname':'Інший','given':'Хтось'}"));
  g_ptr_array_add (people, hearth_test_vault_json ("{'surname':'Знаменский','given':'Лукьян',"
                                                   "'birth':'2000-06-09'}"));
  repeated = hearth_roster_find_repeated (hearth_context_get_given_names (vault->context), people);
  g_assert_cmpuint (repeated->len, ==, 1);
  duplicate = repeated->pdata[0];
  g_assert_true (duplicate->is_in_list);
  g_assert_cmpuint (duplicate->index, ==, 2);
  g_assert_cmpuint (duplicate->other_index, ==, 0);
  g_assert_true (duplicate->present == people->pdata[0]);
  hearth_test_vault_free (vault);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  hearth_vault_global_init ();
  g_test_add_func ("/roster-query/duplicates-have-a-like-name-and-a-birth-that-fits",
                   duplicates_have_a_like_name_and_a_birth_that_fits);
  g_test_add_func ("/roster-query/another-spelling-and-a-less-exact-date-are-no-difference",
                   another_spelling_and_a_less_exact_date_are_no_difference);
  g_test_add_func ("/roster-query/an-import-is-one-act-and-is-taken-back-as-one",
                   an_import_is_one_act_and_is_taken_back_as_one);
  g_test_add_func ("/roster-query/who-stands-twice-is-found-in-any-spelling",
                   who_stands_twice_is_found_in_any_spelling);
  return g_test_run ();
}
