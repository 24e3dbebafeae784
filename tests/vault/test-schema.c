/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-schema.h"
#include "hearth-stmt.h"

typedef struct
{
  guint n_calls;
  guint fail_at; /* the version whose step fails; 0: none */
} Steps;

static gboolean
migrate_cb (HearthDb *db, HearthCompartment cmp, guint to_version, gpointer data, GError **error)
{
  Steps *steps = data;

  steps->n_calls++;
  g_assert_true (hearth_db_in_transaction (db));
  if (to_version == 1 && !hearth_db_exec (db, "CREATE TABLE core.t (a)", error))
    return FALSE;
  if (to_version == 2 && !hearth_db_exec (db, "INSERT INTO core.t VALUES (2)", error))
    return FALSE;
  if (to_version == steps->fail_at)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO, "as arranged");
      return FALSE;
    }
  return TRUE;
}

static gint64
query_int (HearthDb *db, const char *sql)
{
  GError *error = NULL;
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, &error);
  gboolean has_row = FALSE;

  g_assert_no_error (error);
  hearth_stmt_step (stmt, &has_row, &error);
  g_assert_no_error (error);
  return hearth_stmt_get_int (stmt, 0);
}

static void
test_only_missing_steps_run (void)
{
  g_autoptr (HearthDb) db = hearth_db_open_in_memory (NULL);
  Steps steps = { 0 };
  HearthSchema schema = { .version = 1, .migrate = migrate_cb, .data = &steps };
  GError *error = NULL;

  g_assert_true (hearth_schema_run (&schema, db, HEARTH_COMPARTMENT_CORE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (steps.n_calls, ==, 1);
  schema.version = 3;
  g_assert_true (hearth_schema_run (&schema, db, HEARTH_COMPARTMENT_CORE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (steps.n_calls, ==, 3);
  g_assert_true (hearth_schema_run (&schema, db, HEARTH_COMPARTMENT_CORE, &error));
  g_assert_cmpuint (steps.n_calls, ==, 3);
  g_assert_cmpint (query_int (db, "PRAGMA core.user_version"), ==, 3);
  g_assert_cmpint (query_int (db, "PRAGMA core.application_id"), ==, 0x48525448);
  g_assert_cmpint (query_int (db, "PRAGMA medical.user_version"), ==, 0);
}

static void
test_a_failed_step_leaves_the_version_before (void)
{
  g_autoptr (HearthDb) db = hearth_db_open_in_memory (NULL);
  Steps steps = { .fail_at = 2 };
  HearthSchema schema = { .version = 3, .migrate = migrate_cb, .data = &steps };
  g_autoptr (GError) error = NULL;

  g_assert_false (hearth_schema_run (&schema, db, HEARTH_COMPARTMENT_CORE, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO);
  g_assert_false (hearth_db_in_transaction (db));
  g_assert_cmpint (query_int (db, "PRAGMA core.user_version"), ==, 1);
  g_assert_cmpint (query_int (db, "SELECT count (*) FROM core.t"), ==, 0);
}

static void
test_a_later_version_is_refused (void)
{
  g_autoptr (HearthDb) db = hearth_db_open_in_memory (NULL);
  Steps steps = { 0 };
  HearthSchema schema = { .version = 2, .migrate = migrate_cb, .data = &steps };
  g_autoptr (GError) error = NULL;

  g_assert_true (hearth_schema_run (&schema, db, HEARTH_COMPARTMENT_CORE, NULL));
  schema.version = 1;
  g_assert_false (hearth_schema_run (&schema, db, HEARTH_COMPARTMENT_CORE, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TOO_NEW);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/vault/schema/only-missing-steps-run", test_only_missing_steps_run);
  g_test_add_func ("/vault/schema/a-failed-step-leaves-the-version-before",
                   test_a_failed_step_leaves_the_version_before);
  g_test_add_func ("/vault/schema/a-later-version-is-refused", test_a_later_version_is_refused);
  return g_test_run ();
}
