/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-plain.h"

#include <sqlite3.h>

struct _BenchPlain
{
  sqlite3 *handle;
  sqlite3_stmt *append, *touch, *update;
  guint n_rows, n_commits;
};

static void
exec (BenchPlain *self, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (self->handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static sqlite3_stmt *
prepare (BenchPlain *self, const char *sql)
{
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (self->handle, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  return stmt;
}

BenchPlain *
bench_plain_open (const char *path, guint n_rows)
{
  BenchPlain *self = g_new0 (BenchPlain, 1);
  g_autofree char *fill = NULL;

  self->n_rows = n_rows;
  g_assert_cmpint (sqlite3_open (path, &self->handle), ==, SQLITE_OK);
  exec (self, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;"
              "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;"
              "PRAGMA cache_size = -131072");
  exec (self, "CREATE TABLE journal (n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, line BLOB);"
              "CREATE TABLE touch (rec BLOB NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (rec, n))"
              " WITHOUT ROWID;"
              "CREATE TABLE person (id INTEGER PRIMARY KEY, n INTEGER, ward TEXT)");
  fill = g_strdup_printf ("WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE "
                          "i < %u) INSERT INTO person SELECT i, 1, hex (randomblob (150)) FROM c",
                          n_rows);
  exec (self, fill);
  self->append = prepare (self, "INSERT INTO journal (id, line) VALUES (randomblob (32), "
                                "randomblob (600))");
  self->touch = prepare (self, "INSERT INTO touch VALUES (randomblob (16), ?1)");
  self->update = prepare (self, "UPDATE person SET n = n + 1, ward = ?1 WHERE id = ?2");
  return self;
}

void
bench_plain_close (BenchPlain *self)
{
  sqlite3_finalize (self->append);
  sqlite3_finalize (self->touch);
  sqlite3_finalize (self->update);
  sqlite3_close (self->handle);
  g_free (self);
}

static void
run (sqlite3_stmt *stmt)
{
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
  sqlite3_reset (stmt);
}

void
bench_plain_commit (BenchPlain *self)
{
  const guint n = ++self->n_commits;

  exec (self, "BEGIN");
  run (self->append);
  sqlite3_bind_int64 (self->touch, 1, n);
  run (self->touch);
  sqlite3_bind_int64 (self->update, 1, n);
  sqlite3_bind_int64 (self->update, 2, 1 + n * 7919 % self->n_rows);
  run (self->update);
  exec (self, "COMMIT");
}

static const char steps_schema[] =
    "CREATE TABLE step (id INTEGER PRIMARY KEY, rec BLOB NOT NULL UNIQUE, case_id BLOB, n INTEGER,"
    " gone INTEGER NOT NULL DEFAULT 0, template TEXT, track TEXT, state TEXT, due TEXT, owner TEXT,"
    " made_on TEXT);"
    "CREATE INDEX step_of_case ON step (case_id, gone, track, state, due);"
    "CREATE INDEX step_open_due ON step (gone, due, track, owner, case_id);"
    "CREATE INDEX step_open_owner ON step (owner, due, track, case_id);"
    "CREATE INDEX step_open_case ON step (case_id, due);"
    "CREATE INDEX step_owed ON step (case_id) WHERE track = 'compensation'";

static void
import_steps (
    sqlite3_stmt *touch, sqlite3_stmt *step, guint n, guint n_steps, const guint8 *case_id)
{
  for (guint i = 0; i < n_steps; i++)
    {
      guint32 rec[4] = { g_random_int (), g_random_int (), g_random_int (), g_random_int () };

      sqlite3_bind_blob (touch, 1, rec, sizeof rec, SQLITE_STATIC);
      sqlite3_bind_int64 (touch, 2, n);
      run (touch);
      sqlite3_bind_blob (step, 1, rec, sizeof rec, SQLITE_STATIC);
      sqlite3_bind_blob (step, 2, case_id, sizeof rec, SQLITE_STATIC);
      sqlite3_bind_int64 (step, 3, n);
      sqlite3_bind_text (step, 4, i % 4 == 0 ? "compensation" : "medical", -1, SQLITE_STATIC);
      sqlite3_bind_int64 (step, 5, i % 28 + 1);
      run (step);
    }
}

void
bench_plain_import (BenchPlain *self, guint n_people, guint n_steps, gsize line_bytes)
{
  sqlite3_stmt *line, *touch, *step;

  exec (self, steps_schema);
  line = prepare (self, "INSERT INTO journal (id, line) VALUES (randomblob (32), zeroblob (?1))");
  touch = prepare (self, "INSERT INTO touch VALUES (?1, ?2)");
  step = prepare (self, "INSERT INTO step (rec, case_id, n, template, track, state, due, made_on) "
                        "VALUES (?1, ?2, ?3, 'medical-first-look', ?4, 'planned', "
                        "'2025-06-' || ?5, '2025-06-11')");
  exec (self, "BEGIN");
  for (guint n = 1; n <= n_people; n++)
    {
      guint32 case_id[4] = { g_random_int (), g_random_int (), g_random_int (), g_random_int () };

      sqlite3_bind_int64 (line, 1, (sqlite3_int64) line_bytes);
      run (line);
      import_steps (touch, step, n, n_steps, (const guint8 *) case_id);
    }
  exec (self, "COMMIT");
  sqlite3_finalize (line);
  sqlite3_finalize (touch);
  sqlite3_finalize (step);
}
