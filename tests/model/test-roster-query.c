/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-roster.h"

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  hearth_vault_global_init ();
  g_test_add_func ("/roster-query/duplicates-have-a-like-name-and-a-birth-that-fits",
                   duplicates_have_a_like_name_and_a_birth_that_fits);
  return g_test_run ();
}
