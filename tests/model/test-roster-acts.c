/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list that is long enough for the shortcuts of long acts leaves what a short one leaves. */
#include "config.h"

#include "hearth-commit.h"
#include "hearth-roster-acts.h"
#include "hearth-stmt.h"
#include "hearth-test-vault.h"

/* More than that for which indexes are made anew. */
#define N_NEW 260

#define PEOPLE "SELECT count (*) FROM core.person WHERE gone = 0"
#define OPEN_STEPS                                                                                 \
  "SELECT count (*) FROM core.step INDEXED BY step_open_case WHERE gone = 0"                       \
  " AND (state = 'planned' OR state = 'ready' OR state = 'in-progress' OR state = 'waiting')"

static void
add_new (GPtrArray *entries, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      g_autofree char *surname = g_strdup_printf ("Вигаданко-%u", i);
      json_auto_t *fields =
          json_pack ("{s:s, s:s, s:s}", "surname", surname, "captured", "2022-05-16", "released",
                     i % 2 == 0 ? "2025-06-09" : "2025-06-10");

      g_ptr_array_add (entries, hearth_roster_entry_new (fields, NULL, NULL));
    }
}

static void
add_joined (GPtrArray *entries, const HearthId *case_id, const char *fields, const char *note)
{
  json_auto_t *json = hearth_test_vault_json (fields);

  g_ptr_array_add (entries, hearth_roster_entry_new (json, case_id, note));
}

/* One person of the list is here already, and stands in it twice. */
static GPtrArray *
make_entries (const HearthId *case_id)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_roster_entry_free);

  add_new (entries, 0, N_NEW / 2);
  add_joined (entries, case_id, "{'phone':'+380671234567','rank':'sergeant'}", "rank: sergeant");
  add_joined (entries, case_id, "{'released':'2025-06-10','captured':'2022'}", NULL);
  add_new (entries, N_NEW / 2, N_NEW);
  return entries;
}

static gpointer
read_indexes (HearthDb *db, gpointer data, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (
      db, "SELECT name, sql FROM core.sqlite_schema WHERE type = 'index' ORDER BY name", error);
  GString *text = g_string_new (NULL);
  gboolean has_row = TRUE;

  g_assert_nonnull (stmt);
  while (hearth_stmt_step (stmt, &has_row, error) && has_row)
    g_string_append_printf (text, "%s: %s\n", hearth_stmt_get_text (stmt, 0),
                            hearth_stmt_get_text (stmt, 1));
  return g_string_free (text, FALSE);
}

static char *
dup_indexes (HearthTestVault *vault)
{
  g_autoptr (GError) error = NULL;
  char *text = hearth_store_read (vault->store, read_indexes, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "step_open_due"));
  return text;
}

/* Reads every line as a stranger's would be read; returns how many operations they hold. */
static gpointer
read_lines (HearthDb *db, gpointer data, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, "SELECT line FROM core.journal", error);
  gboolean has_row = TRUE;
  guint *n_operations = data;

  g_assert_nonnull (stmt);
  while (hearth_stmt_step (stmt, &has_row, error) && has_row)
    {
      g_auto (HearthCommit) commit = { NULL };
      gsize length;
      const char *line = hearth_stmt_get_blob (stmt, 0, &length);

      g_assert_true (hearth_commit_parse (&commit, line, length, error));
      *n_operations += (guint) json_array_size (commit.ops);
    }
  return NULL;
}

static void
assert_lines (HearthTestVault *vault)
{
  g_autoptr (GError) error = NULL;
  guint n_operations = 0;

  hearth_store_read (vault->store, read_lines, &n_operations, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_test_vault_query_int (vault, "SELECT count (*) FROM core.touch"), ==,
                   n_operations);
}

static HearthChangeSet *
take_back (HearthTestVault *vault, HearthChangeSet *done)
{
  g_autoptr (GError) error = NULL;
  HearthChangeSet *undone =
      hearth_store_execute (vault->store, hearth_change_set_get_inverse (done), &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (undone), ==, HEARTH_RESULT_DONE);
  return undone;
}

static void
a_long_list_leaves_what_a_short_one_leaves (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  HearthId case_id = hearth_test_vault_open_case (vault, "{'surname':'Знам’янський'}");
  gint64 n_open = hearth_test_vault_query_int (vault, OPEN_STEPS);
  g_autofree char *indexes = dup_indexes (vault);
  g_autofree char *indexes_after = NULL;
  g_autofree char *indexes_undone = NULL;
  g_autoptr (GPtrArray) entries = make_entries (&case_id);
  g_autoptr (HearthChangeSet) done = NULL;
  g_autoptr (HearthChangeSet) undone = NULL;
  g_autoptr (HearthRecord) joined = NULL;
  g_autoptr (GError) error = NULL;

  done = hearth_roster_import (vault->context, entries, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hearth_change_set_get_n_cases (done), ==, N_NEW + 1);
  g_assert_cmpint (hearth_test_vault_query_int (vault, PEOPLE), ==, N_NEW + 1);
  g_assert_cmpint (hearth_test_vault_query_int (vault, OPEN_STEPS), >, n_open + N_NEW * 10);
  joined = hearth_test_vault_get_person (vault, &case_id);
  g_assert_cmpstr (hearth_record_get_text (joined, "rank"), ==, "sergeant");
  indexes_after = dup_indexes (vault);
  g_assert_cmpstr (indexes_after, ==, indexes);
  assert_lines (vault);
  hearth_test_vault_assert_projection (vault);

  undone = take_back (vault, done);
  g_assert_cmpint (hearth_test_vault_query_int (vault, PEOPLE), ==, 1);
  g_assert_cmpint (hearth_test_vault_query_int (vault, OPEN_STEPS), ==, n_open);
  indexes_undone = dup_indexes (vault);
  g_assert_cmpstr (indexes_undone, ==, indexes);
  assert_lines (vault);
  hearth_test_vault_assert_projection (vault);
}

/* At the first message: those after it come by the clock, on a fast machine only when all is written. */
static void
cancel_cb (guint done, guint total, gpointer data)
{
  if (done < total)
    g_cancellable_cancel (data);
}

static void
a_long_list_that_is_stopped_leaves_everything_as_it_was (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  HearthId case_id = hearth_test_vault_open_case (vault, "{'surname':'Знам’янський'}");
  gint64 n_open = hearth_test_vault_query_int (vault, OPEN_STEPS);
  g_autofree char *indexes = dup_indexes (vault);
  g_autofree char *indexes_after = NULL;
  g_autoptr (GPtrArray) entries = make_entries (&case_id);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  /* The last of them names nobody: it is found out when all others are written. */
  add_joined (entries, NULL, "{'captured':'2022'}", NULL);
  g_assert_null (hearth_roster_import (vault->context, entries, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
  g_clear_error (&error);
  g_ptr_array_set_size (entries, (int) entries->len - 1);
  g_assert_null (hearth_roster_import (vault->context, entries, NULL, cancel_cb, cancellable,
                                       cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  indexes_after = dup_indexes (vault);
  g_assert_cmpstr (indexes_after, ==, indexes);
  g_assert_cmpint (hearth_test_vault_query_int (vault, PEOPLE), ==, 1);
  g_assert_cmpint (hearth_test_vault_query_int (vault, OPEN_STEPS), ==, n_open);
  assert_lines (vault);
  hearth_test_vault_assert_projection (vault);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/model/roster-acts/a-long-list-leaves-what-a-short-one-leaves",
                   a_long_list_leaves_what_a_short_one_leaves);
  g_test_add_func ("/model/roster-acts/a-long-list-that-is-stopped-leaves-everything-as-it-was",
                   a_long_list_that_is_stopped_leaves_everything_as_it_was);
  return g_test_run ();
}
