/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store beside plain SQLite, the same statements in turns, medians of CPU and wall time.
 * The goals are in vault 14.2. Prints one line per measure: name, CPU ratio, wall ratio. */
#include "config.h"

#include "hearth-db-private.h"
#include "hearth-vault.h"

#include <string.h>
#include <time.h>

#define N_ROUNDS 5
#define N_ROWS 20000
#define N_COMMITS 300
#define N_LOOKUPS 20000

typedef struct
{
  const char *name;
  const char *sql;
  guint n_times;
  gboolean is_cold;  /* the connection is opened anew before it */
  gboolean is_small; /* with a cache of 2 MB then, and not the writer's 16 */
} Measure;

typedef struct
{
  char *folder;
  gboolean is_plain;
  HearthSecret *key;
  HearthVfs *vfs;
  sqlite3 *handle;
  HearthDb *db;
} Side;

typedef struct
{
  double cpu;
  double wall;
} Time;

static const Measure measures[] = {
  { "bulk-insert",
    "BEGIN; WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
    "INSERT INTO core.t (b, c) SELECT hex (randomblob (40)), hex (randomblob (400)) FROM n; COMMIT",
    1, FALSE },
  { "scan-cold", "SELECT sum (length (c)) FROM core.t", 1, TRUE },
  { "lookup-small-cache", "SELECT c FROM core.t WHERE a = abs (random () % 20000) + 1", N_LOOKUPS,
    TRUE },
  { "commit-one-row",
    "UPDATE core.t SET b = hex (randomblob (40)) WHERE a = abs (random () % 20000)", N_COMMITS,
    FALSE },
  { "checkpoint", "PRAGMA core.wal_checkpoint (TRUNCATE)", 1, FALSE },
  { "vacuum", "VACUUM core", 1, FALSE },
};

static double
seconds_of (clockid_t id)
{
  struct timespec now;

  clock_gettime (id, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
exec (Side *self, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (self->handle, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

static void
open_plain (Side *self)
{
  g_autofree char *path = g_build_filename (self->folder, "plain.db", NULL);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS core", path);

  sqlite3_open_v2 (":memory:", &self->handle,
                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, "unix-excl");
  exec (self, attach);
  exec (self, "PRAGMA core.journal_mode = WAL; PRAGMA core.synchronous = FULL;"
              "PRAGMA core.secure_delete = ON; PRAGMA temp_store = MEMORY;"
              "PRAGMA core.wal_autocheckpoint = 4000");
}

static void
open_vault (Side *self, HearthVfsFlags flags)
{
  static const guint8 id[16] = { 7 };
  GError *error = NULL;

  self->vfs = hearth_vfs_new (id, hearth_fs_get_default (), self->folder, NULL, NULL, NULL, &error);
  hearth_vfs_add_key (self->vfs, HEARTH_COMPARTMENT_CORE, 1, self->key);
  hearth_vfs_add_file (self->vfs, HEARTH_COMPARTMENT_CORE, flags, &error);
  self->db = hearth_db_open (
      self->vfs, flags == HEARTH_VFS_CREATE ? HEARTH_DB_CREATOR : HEARTH_DB_WRITER, &error);
  if (error != NULL || !hearth_db_attach (self->db, HEARTH_COMPARTMENT_CORE, &error))
    g_error ("%s", error->message);
  _hearth_db_begin_unrestricted (self->db);
  self->handle = self->db->handle;
}

static void
open_side (Side *self, HearthVfsFlags flags, gboolean is_small)
{
  if (self->is_plain)
    open_plain (self);
  else
    open_vault (self, flags);
  exec (self, is_small ? "PRAGMA core.cache_size = -2000" : "PRAGMA core.cache_size = -16384");
}

static void
close_side (Side *self)
{
  if (self->is_plain)
    sqlite3_close (self->handle);
  else
    {
      hearth_db_close (self->db);
      hearth_vfs_free (self->vfs);
    }
}

static Time
run (Side *self, const Measure *measure)
{
  sqlite3_stmt *stmt = NULL;
  Time begin, end;

  if (measure->is_cold)
    {
      close_side (self);
      open_side (self, HEARTH_VFS_NONE, measure->is_small);
    }
  begin.cpu = seconds_of (CLOCK_PROCESS_CPUTIME_ID);
  begin.wall = seconds_of (CLOCK_MONOTONIC);
  if (measure->n_times == 1)
    exec (self, measure->sql);
  else
    {
      sqlite3_prepare_v2 (self->handle, measure->sql, -1, &stmt, NULL);
      for (guint i = 0; i < measure->n_times; i++)
        {
          while (sqlite3_step (stmt) == SQLITE_ROW)
            ;
          sqlite3_reset (stmt);
        }
      sqlite3_finalize (stmt);
    }
  end.cpu = seconds_of (CLOCK_PROCESS_CPUTIME_ID) - begin.cpu;
  end.wall = seconds_of (CLOCK_MONOTONIC) - begin.wall;
  return end;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
run_round (double cpu[][N_ROUNDS], double wall[][N_ROUNDS], guint round)
{
  Side sides[2] = { { .is_plain = TRUE }, { .is_plain = FALSE } };
  const HearthFs *fs = hearth_fs_get_default ();
  int root = fs->open_folder (fs->data, -1, "/");

  for (guint i = 0; i < 2; i++)
    {
      sides[i].folder = g_dir_make_tmp ("hearth-bench-XXXXXX", NULL);
      sides[i].key = hearth_secret_new_random (32);
      open_side (&sides[i], HEARTH_VFS_CREATE, FALSE);
      exec (&sides[i], "CREATE TABLE core.t (a INTEGER PRIMARY KEY, b TEXT, c TEXT);"
                       "CREATE INDEX core.t_b ON t (b)");
    }
  for (guint m = 0; m < G_N_ELEMENTS (measures); m++)
    {
      Time plain = run (&sides[0], &measures[m]);
      Time sealed = run (&sides[1], &measures[m]);

      cpu[m][round] = sealed.cpu / plain.cpu;
      wall[m][round] = sealed.wall / plain.wall;
    }
  for (guint i = 0; i < 2; i++)
    {
      close_side (&sides[i]);
      hearth_fs_remove_tree (fs, root, sides[i].folder + 1);
      g_free (sides[i].folder);
      hearth_secret_unref (sides[i].key);
    }
  fs->close (fs->data, root);
}

int
main (int argc, char *argv[])
{
  double cpu[G_N_ELEMENTS (measures)][N_ROUNDS];
  double wall[G_N_ELEMENTS (measures)][N_ROUNDS];

  hearth_vault_global_init ();
  for (guint round = 0; round < N_ROUNDS; round++)
    run_round (cpu, wall, round);
  for (guint m = 0; m < G_N_ELEMENTS (measures); m++)
    {
      qsort (cpu[m], N_ROUNDS, sizeof (double), compare);
      qsort (wall[m], N_ROUNDS, sizeof (double), compare);
      g_print ("%-20s cpu %.2f wall %.2f\n", measures[m].name, cpu[m][N_ROUNDS / 2],
               wall[m][N_ROUNDS / 2]);
    }
  return 0;
}
