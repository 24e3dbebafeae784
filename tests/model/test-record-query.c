/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-record-query.h"

#include "hearth-test-vault.h"

typedef struct
{
  const HearthKind *kind;
  const char *text;
  const HearthKind *found_kind;
  HearthId found;
  gboolean is_found;
} Question;

static gpointer
find_on_reader (HearthDb *db, gpointer data, GError **error)
{
  Question *question = data;

  question->is_found = hearth_record_query_find (db, question->kind, question->text,
                                                 &question->found_kind, &question->found, error);
  return NULL;
}

static Question
find (HearthTestVault *vault, const char *kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  Question question = { .text = text };

  question.kind = kind != NULL ? hearth_registry_find_kind (kind) : NULL;
  hearth_store_read (vault->store, find_on_reader, &question, &error);
  g_assert_no_error (error);
  return question;
}

/* A record of a kind whose table has a name that SQL knows. */
static HearthId
add_check (HearthTestVault *vault, const HearthId *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  json_auto_t *fields = hearth_test_vault_json ("{'check':'x-ray'}");
  HearthId id;

  changes = hearth_record_add (vault->context, hearth_registry_find_kind ("check"), case_id, fields,
                               &id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (changes);
  return id;
}

static void
a_record_is_found_by_the_beginning_of_its_id (void)
{
  HearthTestVault *vault = hearth_test_vault_new ("2025-06-20");
  HearthId case_id = hearth_test_vault_open_case (vault, "{'surname':'Умовний'}");
  HearthId check = add_check (vault, &case_id);
  g_autofree char *hex = hearth_id_to_string (&check);
  g_autofree char *prefix = g_strndup (hex, HEARTH_RECORD_MIN_PREFIX);
  g_autofree char *too_short = g_strndup (hex, HEARTH_RECORD_MIN_PREFIX - 1);
  g_autofree char *too_long = g_strconcat (hex, "0", NULL);
  Question question;

  question = find (vault, NULL, hex);
  g_assert_true (question.is_found);
  g_assert_cmpstr (question.found_kind->id, ==, "check");
  g_assert_true (hearth_id_equal (&question.found, &check));
  question = find (vault, "check", prefix);
  g_assert_true (question.is_found);
  g_assert_true (hearth_id_equal (&question.found, &check));

  g_assert_false (find (vault, "payment", hex).is_found);
  g_assert_false (find (vault, NULL, too_short).is_found);
  g_assert_false (find (vault, NULL, too_long).is_found);
  g_assert_false (find (vault, NULL, "no-hex-digits").is_found);
  g_assert_false (find (vault, NULL, "").is_found);
  hearth_test_vault_free (vault);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  hearth_vault_global_init ();
  g_test_add_func ("/record-query/a-record-is-found-by-the-beginning-of-its-id",
                   a_record_is_found_by_the_beginning_of_its_id);
  return g_test_run ();
}
