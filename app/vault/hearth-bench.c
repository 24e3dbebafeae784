/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two stores with the same rows under the same settings, one of them plain, asked the same in turns;
 * medians of ratios. Everything lies in a folder of its own that is removed afterwards. */
#include "config.h"

#include "hearth-bench.h"

#include "hearth-db-private.h"
#include "hearth-hash.h"
#include "hearth-vfs-private.h"

#include <sodium.h>
#include <string.h>
#include <time.h>

#define N_CIPHER_PAGES 20000
#define N_SMALL_LOOKUPS 4000
#define N_HOT_CASES 200
#define N_HOT_ROUNDS 20
#define CASES_PER_COMMIT 500
#define COPY_SIZE (1 << 20)
#define CACHE_KIB 65536
#define SMALL_CACHE_KIB 2048

typedef struct
{
  double cpu_s;
  double wall_s;
} Time;

typedef struct
{
  gboolean is_plain;
  char *folder;
  sqlite3 *handle;
  HearthVfs *vfs; /* NULL: plain */
  HearthDb *db;
  HearthSecret *key;
  const HearthBenchSize *size;
  GArray *commits_s; /* double, by the clock */
  int result;        /* the first failure of SQLite */
} Side;

typedef struct
{
  const char *name;
  void (*run) (Side *side);
  gint64 cache_kib; /* not 0: opened anew before, with so much */
  gboolean is_warm; /* run once before it is measured */
} Measure;

static Time
now (void)
{
  struct timespec cpu, wall;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &cpu);
  clock_gettime (CLOCK_MONOTONIC, &wall);
  return (Time){ (double) cpu.tv_sec + (double) cpu.tv_nsec / 1e9,
                 (double) wall.tv_sec + (double) wall.tv_nsec / 1e9 };
}

static void
note (Side *self, int result)
{
  if (self->result == SQLITE_OK && result != SQLITE_OK && result != SQLITE_ROW &&
      result != SQLITE_DONE)
    self->result = result;
}

static void
exec (Side *self, const char *sql)
{
  note (self, sqlite3_exec (self->handle, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *
prepare (Side *self, const char *sql)
{
  sqlite3_stmt *stmt = NULL;

  note (self, sqlite3_prepare_v2 (self->handle, sql, -1, &stmt, NULL));
  return stmt;
}

/* All rows, whose values are looked at so that they are really read. */
static void
step_all (Side *self, sqlite3_stmt *stmt)
{
  int result;

  while ((result = sqlite3_step (stmt)) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      sqlite3_column_bytes (stmt, i);
  note (self, result);
  sqlite3_reset (stmt);
}

static void
ask_once (Side *self, const char *sql)
{
  sqlite3_stmt *stmt = prepare (self, sql);

  step_all (self, stmt);
  sqlite3_finalize (stmt);
}

/* --- The two sides --- */

static void
open_plain (Side *self, int flags)
{
  g_autofree char *path = g_build_filename (self->folder, "core.db", NULL);
  sqlite3_stmt *attach;

  note (self, sqlite3_open_v2 (":memory:", &self->handle, flags, "unix-excl"));
  attach = prepare (self, "ATTACH ?1 AS core");
  sqlite3_bind_text (attach, 1, path, -1, SQLITE_TRANSIENT);
  note (self, sqlite3_step (attach));
  sqlite3_finalize (attach);
  /* What hearth_db_attach () sets. */
  exec (self, "PRAGMA core.page_size = 4096; PRAGMA core.journal_mode = WAL;"
              "PRAGMA core.synchronous = FULL; PRAGMA core.secure_delete = ON;"
              "PRAGMA core.cell_size_check = ON; PRAGMA core.cache_spill = OFF;"
              "PRAGMA core.journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 4000;"
              "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON");
}

static void
open_vault (Side *self, HearthVfsFlags flags)
{
  static const guint8 id[16] = { 7 };

  self->vfs = hearth_vfs_new (id, hearth_fs_get_default (), self->folder, NULL, NULL, NULL, NULL);
  if (self->vfs == NULL)
    {
      note (self, SQLITE_CANTOPEN);
      return;
    }
  hearth_vfs_add_key (self->vfs, HEARTH_COMPARTMENT_CORE, 1, self->key);
  if (hearth_vfs_add_file (self->vfs, HEARTH_COMPARTMENT_CORE, flags, NULL))
    self->db = hearth_db_open (
        self->vfs, flags == HEARTH_VFS_CREATE ? HEARTH_DB_CREATOR : HEARTH_DB_WRITER, NULL);
  if (self->db == NULL || !hearth_db_attach (self->db, HEARTH_COMPARTMENT_CORE, NULL))
    {
      note (self, SQLITE_CANTOPEN);
      return;
    }
  _hearth_db_begin_unrestricted (self->db);
  self->handle = self->db->handle;
}

static void
open_side (Side *self, gboolean is_new, gint64 cache_kib)
{
  g_autofree char *cache =
      g_strdup_printf ("PRAGMA core.cache_size = -%" G_GINT64_FORMAT, cache_kib);

  if (self->is_plain)
    open_plain (self, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX);
  else
    open_vault (self, is_new ? HEARTH_VFS_CREATE : HEARTH_VFS_NONE);
  if (self->result == SQLITE_OK)
    exec (self, cache);
}

static void
close_side (Side *self)
{
  if (self->is_plain)
    sqlite3_close (self->handle);
  g_clear_pointer (&self->db, hearth_db_close);
  g_clear_pointer (&self->vfs, hearth_vfs_free);
  self->handle = NULL;
}

static void
begin_side (Side *self, const char *folder, const HearthBenchSize *size, gboolean is_plain)
{
  const HearthFs *fs = hearth_fs_get_default ();
  int parent = fs->open_folder (fs->data, -1, folder);
  const char *name = is_plain ? "plain" : "vault";

  self->is_plain = is_plain;
  self->size = size;
  self->folder = g_build_filename (folder, name, NULL);
  self->key = hearth_secret_new_random (32);
  self->commits_s = g_array_new (FALSE, FALSE, sizeof (double));
  if (parent < 0 || fs->make_folder (fs->data, parent, name) < 0)
    note (self, SQLITE_CANTOPEN);
  if (parent >= 0)
    fs->close (fs->data, parent);
  if (self->result != SQLITE_OK)
    return;
  open_side (self, TRUE, CACHE_KIB);
  if (self->result == SQLITE_OK)
    exec (self,
          "CREATE TABLE core.person (id INTEGER PRIMARY KEY, surname TEXT, given TEXT, ward TEXT,"
          " arrived INTEGER, note TEXT);"
          "CREATE INDEX core.person_list ON person (surname, given, id);"
          "CREATE TABLE core.step (id INTEGER PRIMARY KEY, person INTEGER, kind TEXT,"
          " due INTEGER, state INTEGER, note TEXT);"
          "CREATE INDEX core.step_person ON step (person, due);"
          "CREATE INDEX core.step_due ON step (state, due)");
}

static void
end_side (Side *self)
{
  const HearthFs *fs = hearth_fs_get_default ();
  g_autofree char *parent_path = g_path_get_dirname (self->folder);
  int parent = fs->open_folder (fs->data, -1, parent_path);

  close_side (self);
  if (parent >= 0)
    {
      hearth_fs_remove_tree (fs, parent, self->is_plain ? "plain" : "vault");
      fs->close (fs->data, parent);
    }
  hearth_secret_unref (self->key);
  g_array_unref (self->commits_s);
  g_free (self->folder);
}

/* --- What is measured --- */

static void
insert_case (Side *self, sqlite3_stmt *person, sqlite3_stmt *step, guint i)
{
  char surname[32], text[64];

  g_snprintf (surname, sizeof surname, "Вигаданенко %05u", i * 7919 % 100003);
  g_snprintf (text, sizeof text, "палата %u, друге ліжко від вікна", i % 90);
  sqlite3_bind_int64 (person, 1, i);
  sqlite3_bind_text (person, 2, surname, -1, SQLITE_STATIC);
  sqlite3_bind_text (person, 3, "Оксана", -1, SQLITE_STATIC);
  sqlite3_bind_text (person, 4, text, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (person, 5, 20000 + i % 900);
  step_all (self, person);
  for (guint k = 0; k < self->size->n_steps; k++)
    {
      sqlite3_bind_int64 (step, 1, i);
      sqlite3_bind_int64 (step, 2, 20000 + (i * 31 + k * 7) % 700);
      sqlite3_bind_int64 (step, 3, (i + k) % 5);
      sqlite3_bind_text (step, 4, text, -1, SQLITE_STATIC);
      step_all (self, step);
    }
}

static void
run_bulk_insert (Side *self)
{
  sqlite3_stmt *person = prepare (self, "INSERT INTO core.person VALUES (?1, ?2, ?3, ?4, ?5, ?4)");
  sqlite3_stmt *step = prepare (
      self,
      "INSERT INTO core.step (person, kind, due, state, note) VALUES (?1, 'огляд', ?2, ?3, ?4)");

  for (guint i = 1; i <= self->size->n_cases; i++)
    {
      if (i % CASES_PER_COMMIT == 1)
        exec (self, "BEGIN");
      insert_case (self, person, step, i);
      if (i % CASES_PER_COMMIT == 0 || i == self->size->n_cases)
        exec (self, "COMMIT");
    }
  sqlite3_finalize (person);
  sqlite3_finalize (step);
}

static void
run_checkpoint (Side *self)
{
  exec (self, "PRAGMA core.wal_checkpoint (TRUNCATE)");
}

static void
run_first_page (Side *self)
{
  close_side (self);
  open_side (self, FALSE, CACHE_KIB);
  ask_once (self, "SELECT id, surname, given, ward FROM core.person ORDER BY surname, given, id "
                  "LIMIT 50");
}

static void
run_overdue (Side *self)
{
  sqlite3_stmt *stmt =
      prepare (self, "SELECT s.id, s.due, p.surname, p.given FROM core.step s "
                     "JOIN core.person p ON p.id = s.person "
                     "WHERE s.state = 1 AND s.due < 20400 ORDER BY s.due LIMIT 2000");

  step_all (self, stmt);
  sqlite3_finalize (stmt);
}

static void
run_scan (Side *self)
{
  ask_once (self, "SELECT sum (length (note)), sum (due) FROM core.step");
}

static void
look_up (Side *self, sqlite3_stmt *stmt, guint id)
{
  sqlite3_bind_int64 (stmt, 1, id);
  step_all (self, stmt);
}

static const char lookup_sql[] = "SELECT p.surname, p.note, s.kind, s.due, s.state, s.note "
                                 "FROM core.person p JOIN core.step s ON s.person = p.id "
                                 "WHERE p.id = ?1 ORDER BY s.due";

static void
run_random_cases (Side *self)
{
  sqlite3_stmt *stmt = prepare (self, lookup_sql);

  for (guint i = 0; i < N_SMALL_LOOKUPS; i++)
    look_up (self, stmt, 1 + i * 7919 % self->size->n_cases);
  sqlite3_finalize (stmt);
}

static void
run_hot_cases (Side *self)
{
  sqlite3_stmt *stmt = prepare (self, lookup_sql);

  for (guint i = 0; i < N_HOT_CASES * N_HOT_ROUNDS; i++)
    look_up (self, stmt, 1 + i % N_HOT_CASES * 97 % self->size->n_cases);
  sqlite3_finalize (stmt);
}

static void
run_commits (Side *self)
{
  sqlite3_stmt *stmt =
      prepare (self, "UPDATE core.step SET due = due + 1, note = ?2 WHERE id = ?1");

  for (guint i = 0; i < self->size->n_commits; i++)
    {
      double begin_s = now ().wall_s;
      double taken_s;

      sqlite3_bind_int64 (stmt, 1, 1 + i * 7919 % (self->size->n_cases * self->size->n_steps));
      sqlite3_bind_text (stmt, 2, i % 2 ? "зроблено сьогодні" : "перенесено на завтра", -1,
                         SQLITE_STATIC);
      step_all (self, stmt);
      taken_s = now ().wall_s - begin_s;
      g_array_append_val (self->commits_s, taken_s);
    }
  sqlite3_finalize (stmt);
}

static void
run_vacuum (Side *self)
{
  exec (self, "VACUUM core");
}

/* As a backup does: every byte read, hashed, written and synced. */
static void
copy_file (Side *self, int folder, const char *name, int out, gint64 *at)
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
        note (self, SQLITE_IOERR);
      *at += n;
    }
  fs->close (fs->data, fd);
}

static void
run_backup (Side *self)
{
  static const char *const names[] = { "core.db", "core.fresh0", "core.fresh1" };
  const HearthFs *fs = hearth_fs_get_default ();
  int folder = fs->open_folder (fs->data, -1, self->folder);
  int out = folder >= 0 ? fs->open (fs->data, folder, "backup", HEARTH_FS_CREATE) : -1;
  gint64 at = 0;

  if (out < 0)
    {
      note (self, SQLITE_IOERR);
      return;
    }
  run_checkpoint (self);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    copy_file (self, folder, names[i], out, &at);
  if (fs->sync (fs->data, out) < 0)
    note (self, SQLITE_IOERR);
  fs->close (fs->data, out);
  fs->close (fs->data, folder);
}

static const Measure measures[] = {
  { "bulk-insert", run_bulk_insert, 0, FALSE },
  { "checkpoint", run_checkpoint, 0, FALSE },
  { "open-first-page", run_first_page, 0, FALSE },
  { "overdue-query", run_overdue, CACHE_KIB, TRUE },
  { "full-scan-cold", run_scan, CACHE_KIB, FALSE },
  { "random-case-small-cache", run_random_cases, SMALL_CACHE_KIB, FALSE },
  { "random-case-cached", run_hot_cases, CACHE_KIB, TRUE },
  { "commit-one-row", run_commits, CACHE_KIB, FALSE },
  { "vacuum", run_vacuum, CACHE_KIB, FALSE },
  { "backup", run_backup, 0, FALSE },
};

/* --- The cipher alone --- */

static double
measure_cipher (gboolean is_opening)
{
  g_autofree guint8 *page = g_malloc0 (2 * HEARTH_VFS_PAGE);
  guint8 key[32] = { 1 };
  guint8 nonce[HEARTH_VFS_NONCE] = { 2 };
  guint8 aad[HEARTH_VFS_PREFIX] = { 3 };
  guint8 *sealed = page + HEARTH_VFS_PAGE;
  guint8 tag[HEARTH_VFS_TAG];
  double begin_s;

  crypto_aead_xchacha20poly1305_ietf_encrypt_detached (sealed, tag, NULL, page, HEARTH_VFS_CONTENT,
                                                       aad, sizeof aad, NULL, nonce, key);
  begin_s = now ().cpu_s;
  for (guint i = 0; i < N_CIPHER_PAGES; i++)
    {
      if (is_opening)
        g_assert (crypto_aead_xchacha20poly1305_ietf_decrypt_detached (
                      page, NULL, sealed, HEARTH_VFS_CONTENT, tag, aad, sizeof aad, nonce, key) ==
                  0);
      else
        crypto_aead_xchacha20poly1305_ietf_encrypt_detached (
            sealed, tag, NULL, page, HEARTH_VFS_CONTENT, aad, sizeof aad, NULL, nonce, key);
    }
  return (now ().cpu_s - begin_s) / N_CIPHER_PAGES;
}

/* --- Rounds --- */

typedef struct
{
  Time *times[2]; /* plain, vault: one per round */
  double *cipher_s;
} Series;

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
find_quantile (double *values, guint n, double part)
{
  if (n == 0)
    return 0;
  qsort (values, n, sizeof *values, compare_doubles);
  return values[MIN ((guint) (part * n), n - 1)];
}

static Time
measure (Side *self, const Measure *what)
{
  Time begin, end;

  if (what->cache_kib != 0)
    {
      close_side (self);
      open_side (self, FALSE, what->cache_kib);
    }
  if (what->is_warm && self->result == SQLITE_OK)
    what->run (self);
  begin = now ();
  if (self->result == SQLITE_OK)
    what->run (self);
  end = now ();
  return (Time){ end.cpu_s - begin.cpu_s, end.wall_s - begin.wall_s };
}

static void
count_pages (Side *self, guint64 *n_sealed, guint64 *n_opened)
{
  *n_sealed = self->vfs != NULL ? self->vfs->n_sealed : 0;
  *n_opened = self->vfs != NULL ? self->vfs->n_opened : 0;
}

/* The vault's side, and what its cipher alone takes for as many pages. */
static Time
measure_vault (Side *self, const Measure *what, const double cipher_us[2], double *cipher_s)
{
  guint64 before[2] = { 0, 0 };
  guint64 after[2];
  Time time;

  /* Opened anew it counts from nothing; what runs once before counts half. */
  if (what->cache_kib == 0)
    count_pages (self, &before[0], &before[1]);
  time = measure (self, what);
  count_pages (self, &after[0], &after[1]);
  for (guint i = 0; i < 2; i++)
    if (after[i] < before[i])
      before[i] = 0;
  *cipher_s = what->is_warm ? 0
                            : ((double) (after[0] - before[0]) * cipher_us[0] +
                               (double) (after[1] - before[1]) * cipher_us[1]) /
                                  1e6;
  return time;
}

static void
run_round (Side sides[2], Series *series, guint round, const double cipher_us[2])
{
  for (guint m = 0; m < G_N_ELEMENTS (measures); m++)
    {
      /* Whoever comes second finds a warmer machine: in turns. */
      for (guint i = 0; i < 2; i++)
        {
          guint which = (i + round) % 2;

          if (which == 0)
            series[m].times[0][round] = measure (&sides[0], &measures[m]);
          else
            series[m].times[1][round] =
                measure_vault (&sides[1], &measures[m], cipher_us, &series[m].cipher_s[round]);
        }
    }
}

static HearthBenchFigure
sum_up (const Measure *what, const Series *series, guint n_rounds)
{
  g_autofree double *values = g_new (double, n_rounds);
  HearthBenchFigure figure = { .name = what->name };

  for (guint side = 0; side < 2; side++)
    {
      for (guint i = 0; i < n_rounds; i++)
        values[i] = series->times[side][i].cpu_s;
      *(side == 0 ? &figure.plain_s : &figure.vault_s) = find_quantile (values, n_rounds, 0.5);
    }
  for (guint i = 0; i < n_rounds; i++)
    values[i] = series->times[1][i].cpu_s / MAX (series->times[0][i].cpu_s, 1e-9);
  figure.cpu_ratio = find_quantile (values, n_rounds, 0.5);
  for (guint i = 0; i < n_rounds; i++)
    values[i] = series->times[1][i].wall_s / MAX (series->times[0][i].wall_s, 1e-9);
  figure.wall_ratio = find_quantile (values, n_rounds, 0.5);
  for (guint i = 0; i < n_rounds; i++)
    {
      double more_s = series->times[1][i].cpu_s - series->times[0][i].cpu_s;

      values[i] = more_s > 0 ? series->cipher_s[i] / more_s : 0;
    }
  figure.cipher_share = find_quantile (values, n_rounds, 0.5);
  return figure;
}

static void
sum_up_commits (HearthBenchReport *self, const GArray *plain, const GArray *vault)
{
  const GArray *sides[2] = { plain, vault };

  for (guint i = 0; i < 2; i++)
    {
      self->commit_us[2 * i] =
          1e6 * find_quantile ((double *) (void *) sides[i]->data, sides[i]->len, 0.50);
      self->commit_us[2 * i + 1] =
          1e6 * find_quantile ((double *) (void *) sides[i]->data, sides[i]->len, 0.99);
    }
}

static void
free_series (Series *series)
{
  for (guint m = 0; m < G_N_ELEMENTS (measures); m++)
    {
      g_free (series[m].times[0]);
      g_free (series[m].times[1]);
      g_free (series[m].cipher_s);
    }
}

static int
run_all (HearthBenchReport *self, const char *folder, const HearthBenchSize *size)
{
  Series series[G_N_ELEMENTS (measures)];
  GArray *commits[2];
  int result = SQLITE_OK;

  for (guint i = 0; i < 2; i++)
    commits[i] = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint m = 0; m < G_N_ELEMENTS (measures); m++)
    series[m] = (Series){ { g_new0 (Time, size->n_rounds), g_new0 (Time, size->n_rounds) },
                          g_new0 (double, size->n_rounds) };
  for (guint round = 0; round < size->n_rounds && result == SQLITE_OK; round++)
    {
      Side sides[2] = { 0 };

      for (guint i = 0; i < 2; i++)
        begin_side (&sides[i], folder, size, i == 0);
      if (sides[0].result == SQLITE_OK && sides[1].result == SQLITE_OK)
        run_round (sides, series, round, self->cipher_us);
      for (guint i = 0; i < 2; i++)
        {
          result = result != SQLITE_OK ? result : sides[i].result;
          g_array_append_vals (commits[i], sides[i].commits_s->data, sides[i].commits_s->len);
          end_side (&sides[i]);
        }
    }
  for (guint m = 0; m < G_N_ELEMENTS (measures); m++)
    {
      HearthBenchFigure figure = sum_up (&measures[m], &series[m], size->n_rounds);

      g_array_append_val (self->figures, figure);
    }
  sum_up_commits (self, commits[0], commits[1]);
  for (guint i = 0; i < 2; i++)
    g_array_unref (commits[i]);
  free_series (series);
  return result;
}

/**
 * hearth_bench_run:
 * @folder: absolute; an empty folder, into which some hundreds of megabytes go and are removed again
 * @size: all numbers from 1
 *
 * Returns: (transfer full): what was measured, or %NULL with an input/output error. Thread: any, for
 *   as long as it takes.
 */
HearthBenchReport *
hearth_bench_run (const char *folder, const HearthBenchSize *size, GError **error)
{
  g_autoptr (HearthBenchReport) self = NULL;
  int result;

  g_return_val_if_fail (g_path_is_absolute (folder), NULL);
  g_return_val_if_fail (size != NULL && size->n_rounds > 0 && size->n_cases > 0, NULL);
  g_return_val_if_fail (size->n_steps > 0, NULL);

  self = g_new0 (HearthBenchReport, 1);
  self->figures = g_array_new (FALSE, FALSE, sizeof (HearthBenchFigure));
  for (guint i = 0; i < 2; i++)
    self->cipher_us[i] = 1e6 * measure_cipher (i == 1);
  result = run_all (self, folder, size);
  if (result == SQLITE_OK)
    return g_steal_pointer (&self);
  g_set_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO, "bench: SQLite result %d", result);
  return NULL;
}

void
hearth_bench_report_free (HearthBenchReport *self)
{
  g_array_unref (self->figures);
  g_free (self);
}
