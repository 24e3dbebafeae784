/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-stmt.h"

#include <string.h>

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
  hearth_db_exec (self->db, "CREATE TABLE core.t (a INTEGER PRIMARY KEY, b)", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_db_close (self->db);
}

static HearthStmt *
prepare (Fixture *self, const char *sql)
{
  GError *error = NULL;
  HearthStmt *stmt = hearth_db_prepare (self->db, sql, &error);

  g_assert_no_error (error);
  return stmt;
}

static void
expect_row (HearthStmt *stmt)
{
  GError *error = NULL;
  gboolean has_row = FALSE;

  hearth_stmt_step (stmt, &has_row, &error);
  g_assert_no_error (error);
  g_assert_true (has_row);
}

static void
test_values_come_back_as_they_were_bound (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthStmt) stmt = prepare (self, "SELECT ?1, ?2, ?3, ?4, ?5, ?6");
  HearthId id = { { 1, 2, 3 } };
  HearthId seen = { { 0 } };
  gsize length;

  hearth_stmt_bind_int (stmt, 1, G_MININT64);
  hearth_stmt_bind_text (stmt, 2, "їжак");
  hearth_stmt_bind_blob (stmt, 3, "\0\1", 2);
  hearth_stmt_bind_id (stmt, 4, &id);
  hearth_stmt_bind_text (stmt, 5, NULL);
  hearth_stmt_bind_id (stmt, 6, NULL);
  expect_row (stmt);
  g_assert_cmpint (hearth_stmt_get_int (stmt, 0), ==, G_MININT64);
  g_assert_cmpstr (hearth_stmt_get_text (stmt, 1), ==, "їжак");
  g_assert_cmpmem (hearth_stmt_get_blob (stmt, 2, &length), length, "\0\1", 2);
  g_assert_true (hearth_stmt_get_id (stmt, 3, &seen));
  g_assert_true (hearth_id_equal (&seen, &id));
  g_assert_true (hearth_stmt_is_null (stmt, 4));
  g_assert_null (hearth_stmt_dup_text (stmt, 4));
  g_assert_true (hearth_stmt_is_null (stmt, 5));
}

static void
test_an_id_of_another_length_is_no_id (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthStmt) stmt = prepare (self, "SELECT x'0102', NULL");
  HearthId seen = { { 9 } };

  expect_row (stmt);
  g_assert_false (hearth_stmt_get_id (stmt, 0, &seen));
  g_assert_false (hearth_stmt_get_id (stmt, 1, &seen));
  g_assert_cmpuint (seen.bytes[0], ==, 9);
}

static void
test_a_released_statement_is_used_again_empty (Fixture *self, gconstpointer data)
{
  HearthStmt *first = prepare (self, "SELECT ?1");
  HearthStmt *second;

  hearth_stmt_bind_int (first, 1, 5);
  expect_row (first);
  hearth_stmt_release (first);
  second = prepare (self, "SELECT ?1");
  g_assert_true (second == first);
  expect_row (second);
  g_assert_true (hearth_stmt_is_null (second, 0));
  hearth_stmt_release (second);
}

static void
test_a_statement_in_use_is_not_shared (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthStmt) first = prepare (self, "SELECT 1 UNION ALL SELECT 2");
  g_autoptr (HearthStmt) second = prepare (self, "SELECT 1 UNION ALL SELECT 2");

  g_assert_true (first != second);
  expect_row (first);
  expect_row (first);
  expect_row (second);
  g_assert_cmpint (hearth_stmt_get_int (first, 0), ==, 2);
  g_assert_cmpint (hearth_stmt_get_int (second, 0), ==, 1);
}

static void
test_run_keeps_what_was_bound (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthStmt) stmt = prepare (self, "INSERT INTO core.t (b) VALUES (?1)");
  g_autoptr (HearthStmt) count = prepare (self, "SELECT count (*) FROM core.t WHERE b = 'x'");
  GError *error = NULL;

  hearth_stmt_bind_text (stmt, 1, "x");
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (hearth_stmt_run (stmt, &error));
      g_assert_cmpint (hearth_db_last_insert_id (self->db), ==, i + 1);
      g_assert_cmpint (hearth_db_n_changes (self->db), ==, 1);
    }
  expect_row (count);
  g_assert_cmpint (hearth_stmt_get_int (count, 0), ==, 3);
}

static void
test_a_bind_out_of_range_fails_at_the_step (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthStmt) stmt = prepare (self, "SELECT ?1");
  g_autoptr (GError) error = NULL;
  gboolean has_row = TRUE;

  hearth_stmt_bind_int (stmt, 2, 1);
  g_assert_false (hearth_stmt_step (stmt, &has_row, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_MISUSE);
  g_assert_false (has_row);
}

static void
test_what_is_lent_is_read_when_the_statement_runs (Fixture *self, gconstpointer data)
{
  GError *error = NULL;
  g_autoptr (HearthStmt) insert = prepare (self, "INSERT INTO core.t (b) VALUES (?1)");
  g_autoptr (HearthStmt) select = prepare (self, "SELECT b FROM core.t ORDER BY a");
  HearthId id = { { 1, 2, 3 } };
  HearthId found;
  char text[] = "before";

  hearth_stmt_lend_text (insert, 1, text);
  memcpy (text, "after!", sizeof text);
  hearth_stmt_run (insert, &error);
  g_assert_no_error (error);
  hearth_stmt_lend_id (insert, 1, &id);
  hearth_stmt_run (insert, &error);
  g_assert_no_error (error);
  hearth_stmt_lend_text (insert, 1, NULL);
  hearth_stmt_run (insert, &error);
  g_assert_no_error (error);

  expect_row (select);
  g_assert_cmpstr (hearth_stmt_get_text (select, 0), ==, "after!");
  expect_row (select);
  g_assert_true (hearth_stmt_get_id (select, 0, &found));
  g_assert_true (hearth_id_equal (&found, &id));
  expect_row (select);
  g_assert_true (hearth_stmt_is_null (select, 0));
}

static void
test_the_cache_is_bounded (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %u", i);
      g_autoptr (HearthStmt) stmt = prepare (self, sql);

      expect_row (stmt);
      g_assert_cmpint (hearth_stmt_get_int (stmt, 0), ==, i);
    }
}

#define ADD(name, func) g_test_add ("/vault/stmt/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("values-come-back-as-they-were-bound", test_values_come_back_as_they_were_bound);
  ADD ("an-id-of-another-length-is-no-id", test_an_id_of_another_length_is_no_id);
  ADD ("a-released-statement-is-used-again-empty", test_a_released_statement_is_used_again_empty);
  ADD ("a-statement-in-use-is-not-shared", test_a_statement_in_use_is_not_shared);
  ADD ("run-keeps-what-was-bound", test_run_keeps_what_was_bound);
  ADD ("what-is-lent-is-read-when-the-statement-runs",
       test_what_is_lent_is_read_when_the_statement_runs);
  ADD ("a-bind-out-of-range-fails-at-the-step", test_a_bind_out_of_range_fails_at_the_step);
  ADD ("the-cache-is-bounded", test_the_cache_is_bounded);
  return g_test_run ();
}
