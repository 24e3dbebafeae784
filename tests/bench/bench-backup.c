/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A backup of 40 MB made and opened, beside a plain copy with a hash of the same bytes, in turns, medians
 * of CPU and wall time. The goal is in vault 14.2: 150 MB/s. One line per measure: name, MB/s of CPU
 * time, MB/s of wall time, CPU time as a ratio to the copy; then how long writer and reader stood still. */
#include "config.h"

#include "hearth-backup.h"
#include "hearth-hash.h"

#include <stdlib.h>
#include <time.h>

#define USER "bench"
#define N_ROWS 10    /* of 4 MiB */
#define N_COMMITS 20 /* between two backups */
#define N_ROUNDS 5
#define PIECE (256 << 10)
#define MEGABYTE 1e6

typedef enum
{
  COPY,
  CREATE,
  VERIFY,
  N_MEASURES,
} Measure;

typedef struct
{
  char *parent;
  char *path;
  char *backup;
  HearthVault *vault;
  guint64 size;
  double pause_s[N_ROUNDS];
  guint n_pauses;
} Bench;

static double
seconds_of (clockid_t id)
{
  struct timespec now;

  clock_gettime (id, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
fail_on (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

/* Rows of @size bytes, each a commit. */
typedef struct
{
  HearthVault *vault;
  guint n_rows;
  guint size;
} Filling;

static void
fill_on_writer (gpointer data)
{
  const Filling *filling = data;
  HearthDb *db = hearth_vault_get_writer (filling->vault);
  g_autofree char *sql =
      g_strdup_printf ("INSERT INTO core.t (b) VALUES (zeroblob (%u))", filling->size);
  GError *error = NULL;

  for (guint i = 0; i < filling->n_rows && error == NULL; i++)
    if (hearth_db_begin (db, &error) && hearth_db_exec (db, sql, &error))
      hearth_db_commit (db, &error);
  fail_on (error);
}

static void
fill (Bench *self, guint n_rows, guint size)
{
  Filling filling = { self->vault, n_rows, size };

  hearth_worker_call_sync (hearth_vault_get_writer_worker (self->vault), fill_on_writer, &filling);
}

static void
run_create (Bench *self)
{
  g_autoptr (HearthBackupReport) report = NULL;
  GError *error = NULL;

  /* Somebody is at work: the journal is not empty. */
  fill (self, N_COMMITS, 1000);
  report = hearth_backup_create (self->vault, self->backup, NULL, NULL, &error);
  fail_on (error);
  self->size = report->size_bytes;
  if (self->n_pauses < N_ROUNDS)
    self->pause_s[self->n_pauses++] = (double) report->pause_us / 1e6;
}

static void
run_verify (Bench *self)
{
  GError *error = NULL;
  g_autoptr (HearthBackupReport) report =
      hearth_backup_verify (self->vault, self->backup, NULL, NULL, NULL, &error);

  fail_on (error);
}

/* With the flush that a backup ends with too. */
static void
run_copy (Bench *self)
{
  const HearthFs *fs = hearth_fs_get_default ();
  int folder = fs->open_folder (fs->data, -1, self->parent);
  int in = fs->open (fs->data, folder, "b.tar", HEARTH_FS_READ);
  int out = fs->open (fs->data, folder, "copy", HEARTH_FS_CREATE);
  g_autofree guint8 *piece = g_malloc (PIECE);
  guint8 digest[HEARTH_HASH_SIZE];
  HearthHash hash;
  gint64 at = 0;
  gssize n;

  if (in < 0 || out < 0)
    g_error ("the backup or its copy cannot be opened");
  hearth_hash_init (&hash);
  while ((n = fs->read (fs->data, in, piece, PIECE, at)) > 0)
    {
      hearth_hash_update (&hash, piece, (gsize) n);
      if (fs->write (fs->data, out, piece, (gsize) n, at) != 0)
        g_error ("a piece was not written");
      at += n;
    }
  hearth_hash_final (&hash, digest);
  fs->sync (fs->data, out);
  fs->close (fs->data, out);
  fs->close (fs->data, in);
  fs->unlink (fs->data, folder, "copy");
  fs->close (fs->data, folder);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static double
median (double times[N_ROUNDS])
{
  qsort (times, N_ROUNDS, sizeof *times, compare_doubles);
  return times[N_ROUNDS / 2];
}

static gboolean
migrate_cb (HearthDb *db, HearthCompartment cmp, guint to_version, gpointer data, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("CREATE TABLE %s.t (n INTEGER PRIMARY KEY, b BLOB)",
                                          hearth_compartment_get_name (cmp));

  return hearth_db_exec (db, sql, error);
}

static void
set_up (Bench *self)
{
  static const HearthSchema schema = { .version = 1, .migrate = migrate_cb };
  static const guint8 words[] = "measure";
  g_autoptr (HearthSecret) passphrase = hearth_secret_new (words, sizeof words - 1);
  GError *error = NULL;

  self->parent = g_dir_make_tmp ("hearth-bench-XXXXXX", &error);
  fail_on (error);
  self->path = g_build_filename (self->parent, "bench.hearth", NULL);
  self->backup = g_build_filename (self->parent, "b.tar", NULL);
  self->vault = hearth_vault_new (self->path, &schema);
  hearth_vault_create (self->vault, USER, passphrase, HEARTH_VAULT_KDF_MEMORY_MIN, 1, &error);
  fail_on (error);
  fill (self, N_ROWS, 4 << 20);
  /* The first one empties the journals, and gives the others something to copy. */
  run_create (self);
  self->n_pauses = 0;
}

static void
tear_down (Bench *self)
{
  const HearthFs *fs = hearth_fs_get_default ();
  int root = fs->open_folder (fs->data, -1, "/");

  hearth_vault_lock (self->vault, FALSE);
  g_object_unref (self->vault);
  hearth_fs_remove_tree (fs, root, self->parent + 1);
  fs->close (fs->data, root);
  g_free (self->parent);
  g_free (self->path);
  g_free (self->backup);
}

int
main (int argc, char *argv[])
{
  static void (*const runs[N_MEASURES]) (Bench *) = { run_copy, run_create, run_verify };
  static const char *const names[N_MEASURES] = { "copy-and-hash", "backup-create",
                                                 "backup-verify" };
  static double cpu[N_MEASURES][N_ROUNDS], wall[N_MEASURES][N_ROUNDS];
  Bench bench = { NULL };
  double base;

  hearth_vault_global_init ();
  set_up (&bench);
  for (guint round = 0; round < N_ROUNDS; round++)
    for (guint i = 0; i < N_MEASURES; i++)
      {
        double cpu_before = seconds_of (CLOCK_PROCESS_CPUTIME_ID);
        double wall_before = seconds_of (CLOCK_MONOTONIC);

        runs[i](&bench);
        cpu[i][round] = seconds_of (CLOCK_PROCESS_CPUTIME_ID) - cpu_before;
        wall[i][round] = seconds_of (CLOCK_MONOTONIC) - wall_before;
      }
  base = median (cpu[COPY]);
  for (guint i = 0; i < N_MEASURES; i++)
    {
      double time = median (cpu[i]);

      g_print ("%-16s %8.0f MB/s cpu %8.0f MB/s wall %6.2f\n", names[i],
               (double) bench.size / time / MEGABYTE,
               (double) bench.size / median (wall[i]) / MEGABYTE, time / base);
    }
  g_print ("writer and reader stood still for %.1f ms\n", median (bench.pause_s) * 1000);
  tear_down (&bench);
  return 0;
}
