/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of the two stores: the plain one or the vault's, under the same settings. */
#include "config.h"

#include "hearth-bench-private.h"

#include <time.h>

HearthBenchTime
_hearth_bench_now (void)
{
  struct timespec cpu, wall;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &cpu);
  clock_gettime (CLOCK_MONOTONIC, &wall);
  return (HearthBenchTime){ (double) cpu.tv_sec + (double) cpu.tv_nsec / 1e9,
                            (double) wall.tv_sec + (double) wall.tv_nsec / 1e9 };
}

void
_hearth_bench_note (HearthBenchSide *self, int result)
{
  if (self->result == SQLITE_OK && result != SQLITE_OK && result != SQLITE_ROW &&
      result != SQLITE_DONE)
    self->result = result;
}

void
_hearth_bench_exec (HearthBenchSide *self, const char *sql)
{
  _hearth_bench_note (self, sqlite3_exec (self->handle, sql, NULL, NULL, NULL));
}

sqlite3_stmt *
_hearth_bench_prepare (HearthBenchSide *self, const char *sql)
{
  sqlite3_stmt *stmt = NULL;

  _hearth_bench_note (self, sqlite3_prepare_v2 (self->handle, sql, -1, &stmt, NULL));
  return stmt;
}

/* All rows, whose values are looked at so that they are really read. */
void
_hearth_bench_step_all (HearthBenchSide *self, sqlite3_stmt *stmt)
{
  int result;

  while ((result = sqlite3_step (stmt)) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      sqlite3_column_bytes (stmt, i);
  _hearth_bench_note (self, result);
  sqlite3_reset (stmt);
}

void
_hearth_bench_ask_once (HearthBenchSide *self, const char *sql)
{
  sqlite3_stmt *stmt = _hearth_bench_prepare (self, sql);

  _hearth_bench_step_all (self, stmt);
  sqlite3_finalize (stmt);
}

static void
open_plain (HearthBenchSide *self, int flags)
{
  g_autofree char *path = g_build_filename (self->folder, "core.db", NULL);
  sqlite3_stmt *attach;

  _hearth_bench_note (self, sqlite3_open_v2 (":memory:", &self->handle, flags, "unix-excl"));
  attach = _hearth_bench_prepare (self, "ATTACH ?1 AS core");
  sqlite3_bind_text (attach, 1, path, -1, SQLITE_TRANSIENT);
  _hearth_bench_note (self, sqlite3_step (attach));
  sqlite3_finalize (attach);
  /* What hearth_db_attach () sets. */
  _hearth_bench_exec (self,
                      "PRAGMA core.page_size = 4096; PRAGMA core.journal_mode = WAL;"
                      "PRAGMA core.synchronous = FULL; PRAGMA core.secure_delete = ON;"
                      "PRAGMA core.cell_size_check = ON; PRAGMA core.cache_spill = OFF;"
                      "PRAGMA core.journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 4000;"
                      "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON");
}

static void
open_vault (HearthBenchSide *self, HearthVfsFlags flags)
{
  static const guint8 id[16] = { 7 };

  self->vfs = hearth_vfs_new (id, hearth_fs_get_default (), self->folder, NULL, NULL, NULL, NULL);
  if (self->vfs == NULL)
    {
      _hearth_bench_note (self, SQLITE_CANTOPEN);
      return;
    }
  hearth_vfs_add_key (self->vfs, HEARTH_COMPARTMENT_CORE, 1, self->key);
  if (hearth_vfs_add_file (self->vfs, HEARTH_COMPARTMENT_CORE, flags, NULL))
    self->db = hearth_db_open (
        self->vfs, flags == HEARTH_VFS_CREATE ? HEARTH_DB_CREATOR : HEARTH_DB_WRITER, NULL);
  if (self->db == NULL || !hearth_db_attach (self->db, HEARTH_COMPARTMENT_CORE, NULL))
    {
      _hearth_bench_note (self, SQLITE_CANTOPEN);
      return;
    }
  _hearth_db_begin_unrestricted (self->db);
  self->handle = self->db->handle;
}

void
_hearth_bench_open_side (HearthBenchSide *self, gboolean is_new, gint64 cache_kib)
{
  g_autofree char *cache =
      g_strdup_printf ("PRAGMA core.cache_size = -%" G_GINT64_FORMAT, cache_kib);

  if (self->is_plain)
    open_plain (self, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX);
  else
    open_vault (self, is_new ? HEARTH_VFS_CREATE : HEARTH_VFS_NONE);
  if (self->result == SQLITE_OK)
    _hearth_bench_exec (self, cache);
}

void
_hearth_bench_close_side (HearthBenchSide *self)
{
  if (self->is_plain)
    sqlite3_close (self->handle);
  g_clear_pointer (&self->db, hearth_db_close);
  g_clear_pointer (&self->vfs, hearth_vfs_free);
  self->handle = NULL;
}

void
_hearth_bench_begin_side (HearthBenchSide *self,
                          const char *folder,
                          const HearthBenchSize *size,
                          gboolean is_plain)
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
    _hearth_bench_note (self, SQLITE_CANTOPEN);
  if (parent >= 0)
    fs->close (fs->data, parent);
  if (self->result != SQLITE_OK)
    return;
  _hearth_bench_open_side (self, TRUE, HEARTH_BENCH_CACHE_KIB);
  if (self->result == SQLITE_OK)
    _hearth_bench_exec (
        self,
        "CREATE TABLE core.person (id INTEGER PRIMARY KEY, surname TEXT, given TEXT, ward TEXT,"
        " arrived INTEGER, note TEXT);"
        "CREATE INDEX core.person_list ON person (surname, given, id);"
        "CREATE TABLE core.step (id INTEGER PRIMARY KEY, person INTEGER, kind TEXT,"
        " due INTEGER, state INTEGER, note TEXT);"
        "CREATE INDEX core.step_person ON step (person, due);"
        "CREATE INDEX core.step_due ON step (state, due)");
}

void
_hearth_bench_end_side (HearthBenchSide *self)
{
  const HearthFs *fs = hearth_fs_get_default ();
  g_autofree char *parent_path = g_path_get_dirname (self->folder);
  int parent = fs->open_folder (fs->data, -1, parent_path);

  _hearth_bench_close_side (self);
  if (parent >= 0)
    {
      hearth_fs_remove_tree (fs, parent, self->is_plain ? "plain" : "vault");
      fs->close (fs->data, parent);
    }
  hearth_secret_unref (self->key);
  g_array_unref (self->commits_s);
  g_free (self->folder);
}
