/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-db.h"
#include "hearth-stmt.h"

typedef struct
{
  HearthDb *db;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  GError *error = NULL;

  self->db = hearth_db_open_in_memory (&error);
  g_assert_no_error (error);
  g_assert_true (hearth_db_exec (self->db,
                                 "CREATE TABLE core.t (a INTEGER PRIMARY KEY, b TEXT);"
                                 "CREATE TABLE medical.t (a INTEGER PRIMARY KEY, b TEXT);",
                                 &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_db_close (self->db);
}

static gint64
query_int (HearthDb *db, const char *sql)
{
  GError *error = NULL;
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, &error);
  gboolean has_row = FALSE;

  g_assert_no_error (error);
  g_assert_true (hearth_stmt_step (stmt, &has_row, &error));
  g_assert_no_error (error);
  g_assert_true (has_row);
  return hearth_stmt_get_int (stmt, 0);
}

static void
exec (HearthDb *db, const char *sql)
{
  GError *error = NULL;

  hearth_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static void
test_every_compartment_is_attached (Fixture *self, gconstpointer data)
{
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    g_assert_true (hearth_db_has (self->db, (HearthCompartment) i));
  g_assert_false (hearth_db_has (self->db, HEARTH_COMPARTMENT_IDENTITY));
}

static void
test_a_commit_keeps_and_a_rollback_drops (Fixture *self, gconstpointer data)
{
  GError *error = NULL;

  g_assert_true (hearth_db_begin (self->db, &error));
  exec (self->db, "INSERT INTO core.t VALUES (1, 'kept')");
  g_assert_true (hearth_db_in_transaction (self->db));
  g_assert_true (hearth_db_commit (self->db, &error));
  g_assert_no_error (error);
  g_assert_false (hearth_db_in_transaction (self->db));

  g_assert_true (hearth_db_begin (self->db, &error));
  exec (self->db, "INSERT INTO core.t VALUES (2, 'dropped')");
  hearth_db_rollback (self->db);
  g_assert_false (hearth_db_in_transaction (self->db));
  g_assert_cmpint (query_int (self->db, "SELECT count (*) FROM core.t"), ==, 1);
}

static void
test_a_transaction_writes_one_file_only (Fixture *self, gconstpointer data)
{
  GError *error = NULL;

  g_assert_true (hearth_db_begin (self->db, &error));
  exec (self->db, "INSERT INTO core.t VALUES (1, 'a')");
  exec (self->db, "INSERT INTO medical.t VALUES (1, 'a')");
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*several compartments*");
  g_assert_false (hearth_db_commit (self->db, &error));
  g_test_assert_expected_messages ();
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_MISUSE);
  g_clear_error (&error);
  g_assert_false (hearth_db_in_transaction (self->db));
  g_assert_cmpint (query_int (self->db, "SELECT count (*) FROM core.t"), ==, 0);
  g_assert_cmpint (query_int (self->db, "SELECT count (*) FROM medical.t"), ==, 0);
}

static void
test_a_snapshot_without_a_write_commits (Fixture *self, gconstpointer data)
{
  GError *error = NULL;

  g_assert_true (hearth_db_begin (self->db, &error));
  g_assert_cmpint (query_int (self->db, "SELECT count (*) FROM core.t"), ==, 0);
  g_assert_true (hearth_db_commit (self->db, &error));
  g_assert_no_error (error);
}

static void
test_dangerous_statements_are_refused (Fixture *self, gconstpointer data)
{
  const char *const refused[] = {
    "ATTACH ':memory:' AS export",
    "DETACH core",
    "PRAGMA core.journal_mode = DELETE",
    "PRAGMA core.user_version = 9",
    "PRAGMA core.synchronous = OFF",
    "PRAGMA writable_schema = ON",
    "PRAGMA core.wal_checkpoint",
    "PRAGMA trusted_schema",
    "SELECT load_extension ('x')",
    "SELECT fts3_tokenizer ('simple')",
    "VACUUM core INTO 'x'",
    "SELECT \"no such column\" FROM core.t",
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (hearth_db_exec (self->db, refused[i], &error));
      g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_MISUSE);
    }
}

static void
test_harmless_pragmas_are_read (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (query_int (self->db, "PRAGMA core.user_version"), ==, 0);
  g_assert_cmpint (query_int (self->db, "PRAGMA core.page_count"), >, 0);
}

static void
test_full_text_search_works_under_the_authorizer (Fixture *self, gconstpointer data)
{
  exec (self->db, "CREATE VIRTUAL TABLE core.s USING fts5 (x, content='', tokenize='unicode61')");
  exec (self->db, "INSERT INTO core.s (rowid, x) VALUES (7, 'Марічка Вигадана')");
  g_assert_cmpint (query_int (self->db, "SELECT rowid FROM core.s WHERE s MATCH 'мар*'"), ==, 7);
}

static void
test_values_beyond_the_limit_are_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      hearth_db_exec (self->db, "INSERT INTO core.t VALUES (1, zeroblob (9000000))", &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT);
}

static void
test_errors_quote_no_values (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  exec (self->db, "CREATE TABLE core.u (a TEXT UNIQUE CHECK (a <> 'marker'))");
  g_assert_false (hearth_db_exec (self->db, "INSERT INTO core.u VALUES ('marker')", &error));
  g_assert_nonnull (error);
  g_assert_null (strstr (error->message, "marker"));
}

static void
test_a_cancelled_statement_says_so (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const char *endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                        "SELECT count (*) FROM n";

  hearth_db_set_cancellable (self->db, cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_false (hearth_db_exec (self->db, endless, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  hearth_db_set_cancellable (self->db, NULL);
  g_assert_cmpint (query_int (self->db, "SELECT 5"), ==, 5);
}

static void
test_a_cancelled_transaction_is_rolled_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (hearth_db_begin (self->db, &error));
  exec (self->db, "INSERT INTO core.t VALUES (1, 'a')");
  hearth_db_set_cancellable (self->db, cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_false (hearth_db_commit (self->db, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  hearth_db_set_cancellable (self->db, NULL);
  g_assert_cmpint (query_int (self->db, "SELECT count (*) FROM core.t"), ==, 0);
}

#define ADD(name, func) g_test_add ("/vault/db/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("every-compartment-is-attached", test_every_compartment_is_attached);
  ADD ("a-commit-keeps-and-a-rollback-drops", test_a_commit_keeps_and_a_rollback_drops);
  ADD ("a-transaction-writes-one-file-only", test_a_transaction_writes_one_file_only);
  ADD ("a-snapshot-without-a-write-commits", test_a_snapshot_without_a_write_commits);
  ADD ("dangerous-statements-are-refused", test_dangerous_statements_are_refused);
  ADD ("harmless-pragmas-are-read", test_harmless_pragmas_are_read);
  ADD ("full-text-search-works-under-the-authorizer",
       test_full_text_search_works_under_the_authorizer);
  ADD ("values-beyond-the-limit-are-refused", test_values_beyond_the_limit_are_refused);
  ADD ("errors-quote-no-values", test_errors_quote_no_values);
  ADD ("a-cancelled-statement-says-so", test_a_cancelled_statement_says_so);
  ADD ("a-cancelled-transaction-is-rolled-back", test_a_cancelled_transaction_is_rolled_back);
  return g_test_run ();
}
