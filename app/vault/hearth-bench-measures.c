/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked of both stores: the work of a hospital, in the same words for either. */
#include "config.h"

#include "hearth-bench-private.h"

#include "hearth-hash.h"

#define N_SMALL_LOOKUPS 4000
#define N_HOT_CASES 200
#define N_HOT_ROUNDS 20
#define CASES_PER_COMMIT 500
#define COPY_SIZE (1 << 20)
#define SMALL_CACHE_KIB 2048

static void
insert_case (HearthBenchSide *self, sqlite3_stmt *person, sqlite3_stmt *step, guint i)
{
  char surname[32], text[64];

  g_snprintf (surname, sizeof surname, "Вигаданенко %05u", i * 7919 % 100003);
  g_snprintf (text, sizeof text, "палата %u, друге ліжко від вікна", i % 90);
  sqlite3_bind_int64 (person, 1, i);
  sqlite3_bind_text (person, 2, surname, -1, SQLITE_STATIC);
  sqlite3_bind_text (person, 3, "Оксана", -1, SQLITE_STATIC);
  sqlite3_bind_text (person, 4, text, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (person, 5, 20000 + i % 900);
  _hearth_bench_step_all (self, person);
  for (guint k = 0; k < self->size->n_steps; k++)
    {
      sqlite3_bind_int64 (step, 1, i);
      sqlite3_bind_int64 (step, 2, 20000 + (i * 31 + k * 7) % 700);
      sqlite3_bind_int64 (step, 3, (i + k) % 5);
      sqlite3_bind_text (step, 4, text, -1, SQLITE_STATIC);
      _hearth_bench_step_all (self, step);
    }
}

static void
run_bulk_insert (HearthBenchSide *self)
{
  sqlite3_stmt *person =
      _hearth_bench_prepare (self, "INSERT INTO core.person VALUES (?1, ?2, ?3, ?4, ?5, ?4)");
  sqlite3_stmt *step = _hearth_bench_prepare (
      self,
      "INSERT INTO core.step (person, kind, due, state, note) VALUES (?1, 'огляд', ?2, ?3, ?4)");

  for (guint i = 1; i <= self->size->n_cases; i++)
    {
      if (i % CASES_PER_COMMIT == 1)
        _hearth_bench_exec (self, "BEGIN");
      insert_case (self, person, step, i);
      if (i % CASES_PER_COMMIT == 0 || i == self->size->n_cases)
        _hearth_bench_exec (self, "COMMIT");
    }
  sqlite3_finalize (person);
  sqlite3_finalize (step);
}

static void
run_checkpoint (HearthBenchSide *self)
{
  _hearth_bench_exec (self, "PRAGMA core.wal_checkpoint (TRUNCATE)");
}

static void
run_first_page (HearthBenchSide *self)
{
  _hearth_bench_close_side (self);
  _hearth_bench_open_side (self, FALSE, HEARTH_BENCH_CACHE_KIB);
  _hearth_bench_ask_once (
      self, "SELECT id, surname, given, ward FROM core.person ORDER BY surname, given, id "
            "LIMIT 50");
}

static void
run_overdue (HearthBenchSide *self)
{
  sqlite3_stmt *stmt =
      _hearth_bench_prepare (self, "SELECT s.id, s.due, p.surname, p.given FROM core.step s "
                                   "JOIN core.person p ON p.id = s.person "
                                   "WHERE s.state = 1 AND s.due < 20400 ORDER BY s.due LIMIT 2000");

  _hearth_bench_step_all (self, stmt);
  sqlite3_finalize (stmt);
}

static void
run_scan (HearthBenchSide *self)
{
  _hearth_bench_ask_once (self, "SELECT sum (length (note)), sum (due) FROM core.step");
}

static void
look_up (HearthBenchSide *self, sqlite3_stmt *stmt, guint id)
{
  sqlite3_bind_int64 (stmt, 1, id);
  _hearth_bench_step_all (self, stmt);
}

static const char lookup_sql[] = "SELECT p.surname, p.note, s.kind, s.due, s.state, s.note "
                                 "FROM core.person p JOIN core.step s ON s.person = p.id "
                                 "WHERE p.id = ?1 ORDER BY s.due";

static void
run_random_cases (HearthBenchSide *self)
{
  sqlite3_stmt *stmt = _hearth_bench_prepare (self, lookup_sql);

  for (guint i = 0; i < N_SMALL_LOOKUPS; i++)
    look_up (self, stmt, 1 + i * 7919 % self->size->n_cases);
  sqlite3_finalize (stmt);
}

static void
run_hot_cases (HearthBenchSide *self)
{
  sqlite3_stmt *stmt = _hearth_bench_prepare (self, lookup_sql);

  for (guint i = 0; i < N_HOT_CASES * N_HOT_ROUNDS; i++)
    look_up (self, stmt, 1 + i % N_HOT_CASES * 97 % self->size->n_cases);
  sqlite3_finalize (stmt);
}

static void
run_commits (HearthBenchSide *self)
{
  sqlite3_stmt *stmt =
      _hearth_bench_prepare (self, "UPDATE core.step SET due = due + 1, note = ?2 WHERE id = ?1");

  for (guint i = 0; i < self->size->n_commits; i++)
    {
      double begin_s = _hearth_bench_now ().wall_s;
      double taken_s;

      sqlite3_bind_int64 (stmt, 1, 1 + i * 7919 % (self->size->n_cases * self->size->n_steps));
      sqlite3_bind_text (stmt, 2, i % 2 ? "зроблено сьогодні" : "перенесено на завтра", -1,
                         SQLITE_STATIC);
      _hearth_bench_step_all (self, stmt);
      taken_s = _hearth_bench_now ().wall_s - begin_s;
      g_array_append_val (self->commits_s, taken_s);
    }
  sqlite3_finalize (stmt);
}

static void
run_vacuum (HearthBenchSide *self)
{
  _hearth_bench_exec (self, "VACUUM core");
}

/* As a backup does: every byte read, hashed, written and synced. */
static void
copy_file (HearthBenchSide *self, int folder, const char *name, int out, gint64 *at)
{
  const HearthFs *fs = hearth_fs_get_default ();
  g_autofree guint8 *buffer = g_malloc (COPY_SIZE);
  guint8 hash[HEARTH_HASH_SIZE];
  int fd = fs->open (fs->data, folder, name, HEARTH_FS_READ);
  gssize n;

  /* The plain side has no tables. */
  if (fd < 0)
    return;
  for (gint64 from = 0; (n = fs->read (fs->data, fd, buffer, COPY_SIZE, from)) > 0; from += n)
    {
      hearth_hash (hash, buffer, (gsize) n);
      if (fs->write (fs->data, out, buffer, (gsize) n, *at) < 0)
        _hearth_bench_note (self, SQLITE_IOERR);
      *at += n;
    }
  fs->close (fs->data, fd);
}

static void
run_backup (HearthBenchSide *self)
{
  static const char *const names[] = { "core.db", "core.fresh0", "core.fresh1" };
  const HearthFs *fs = hearth_fs_get_default ();
  int folder = fs->open_folder (fs->data, -1, self->folder);
  int out = folder >= 0 ? fs->open (fs->data, folder, "backup", HEARTH_FS_CREATE) : -1;
  gint64 at = 0;

  if (out < 0)
    {
      _hearth_bench_note (self, SQLITE_IOERR);
      return;
    }
  run_checkpoint (self);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    copy_file (self, folder, names[i], out, &at);
  if (fs->sync (fs->data, out) < 0)
    _hearth_bench_note (self, SQLITE_IOERR);
  fs->close (fs->data, out);
  fs->close (fs->data, folder);
}

const HearthBenchMeasure _hearth_bench_measures[HEARTH_BENCH_N_MEASURES] = {
  { "bulk-insert", run_bulk_insert, 0, FALSE },
  { "checkpoint", run_checkpoint, 0, FALSE },
  { "open-first-page", run_first_page, 0, FALSE },
  { "overdue-query", run_overdue, HEARTH_BENCH_CACHE_KIB, TRUE },
  { "full-scan-cold", run_scan, HEARTH_BENCH_CACHE_KIB, FALSE },
  { "random-case-small-cache", run_random_cases, SMALL_CACHE_KIB, FALSE },
  { "random-case-cached", run_hot_cases, HEARTH_BENCH_CACHE_KIB, TRUE },
  { "commit-one-row", run_commits, HEARTH_BENCH_CACHE_KIB, FALSE },
  { "vacuum", run_vacuum, HEARTH_BENCH_CACHE_KIB, FALSE },
  { "backup", run_backup, 0, FALSE },
};
