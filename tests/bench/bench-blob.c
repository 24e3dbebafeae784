/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attachments in and out beside the cipher and the hash alone, in turns, medians of CPU and wall time.
 * The goals are in vault 14.2: in 150 MB/s, out 250 MB/s. One line per measure: name, MB/s of CPU
 * time, MB/s of wall time, CPU time as a ratio to the primitives. */
#include "config.h"

#include "hearth-age-stream.h"
#include "hearth-blob-store.h"
#include "hearth-random.h"

#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

#define SIZE (G_GUINT64_CONSTANT (64) << 20)
#define N_ROUNDS 5
#define MEGABYTE 1e6

typedef enum
{
  PRIMITIVES, /* ChaCha20-Poly1305 and BLAKE2b over the same bytes, in memory */
  IN,
  OUT,
  N_MEASURES,
} Measure;

typedef struct
{
  char *path;
  const HearthFs *fs;
  int folder;
  HearthBlobStore *store;
  guint8 *content;
  HearthBlob *blob;
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

static void
run_primitives (Bench *self)
{
  g_autoptr (HearthSecret) key = hearth_secret_new_random (HEARTH_BLOB_KEY_SIZE);
  g_autofree guint8 *sealed = g_malloc (HEARTH_AGE_CHUNK_SIZE + HEARTH_AGE_TAG_SIZE);
  HearthAgeStream stream = { NULL };
  guint8 nonce[HEARTH_AGE_NONCE_SIZE] = { 0 };
  guint8 hash[HEARTH_HASH_SIZE];
  HearthHash state;

  hearth_age_stream_init (&stream, key, nonce);
  hearth_hash_init (&state);
  for (guint64 at = 0; at < SIZE; at += HEARTH_AGE_CHUNK_SIZE)
    {
      hearth_hash_update (&state, self->content + at, HEARTH_AGE_CHUNK_SIZE);
      hearth_age_stream_seal (&stream, self->content + at, HEARTH_AGE_CHUNK_SIZE, FALSE, sealed);
    }
  hearth_hash_final (&state, hash);
  hearth_age_stream_clear (&stream);
}

static void
run_in (Bench *self)
{
  GError *error = NULL;
  g_autoptr (HearthBlobWriter) writer = NULL;

  if (self->blob != NULL)
    hearth_blob_store_discard (self->store, HEARTH_COMPARTMENT_CORE, &self->blob->id);
  g_clear_pointer (&self->blob, hearth_blob_free);
  writer = hearth_blob_writer_new (self->store, HEARTH_COMPARTMENT_CORE, SIZE, &error);
  fail_on (error);
  hearth_blob_writer_write (writer, self->content, SIZE, &error);
  fail_on (error);
  self->blob = hearth_blob_writer_finish (writer, &error);
  fail_on (error);
}

static void
run_out (Bench *self)
{
  GError *error = NULL;

  hearth_blob_store_verify (self->store, HEARTH_COMPARTMENT_CORE, self->blob, NULL, &error);
  fail_on (error);
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

static void
set_up (Bench *self)
{
  GError *error = NULL;

  self->path = g_dir_make_tmp ("hearth-bench-XXXXXX", &error);
  fail_on (error);
  self->fs = hearth_fs_get_default ();
  self->folder = self->fs->open_folder (self->fs->data, -1, self->path);
  self->store = hearth_blob_store_new (self->fs, self->folder, &error);
  fail_on (error);
  self->content = g_malloc (SIZE);
  hearth_random_bytes (self->content, SIZE);
}

static void
tear_down (Bench *self)
{
  hearth_blob_store_unref (self->store);
  hearth_fs_remove_tree (self->fs, self->folder, "files");
  self->fs->close (self->fs->data, self->folder);
  g_rmdir (self->path);
  hearth_blob_free (self->blob);
  g_free (self->content);
  g_free (self->path);
}

int
main (int argc, char *argv[])
{
  static void (*const runs[N_MEASURES]) (Bench *) = { run_primitives, run_in, run_out };
  static const char *const names[N_MEASURES] = { "primitives", "attachment-in", "attachment-out" };
  static double cpu[N_MEASURES][N_ROUNDS], wall[N_MEASURES][N_ROUNDS];
  double base;
  Bench bench = { NULL };

  hearth_vault_global_init ();
  set_up (&bench);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      for (guint i = 0; i < N_MEASURES; i++)
        {
          double cpu_before = seconds_of (CLOCK_PROCESS_CPUTIME_ID);
          double wall_before = seconds_of (CLOCK_MONOTONIC);

          runs[i](&bench);
          cpu[i][round] = seconds_of (CLOCK_PROCESS_CPUTIME_ID) - cpu_before;
          wall[i][round] = seconds_of (CLOCK_MONOTONIC) - wall_before;
        }
    }
  base = median (cpu[PRIMITIVES]);
  for (guint i = 0; i < N_MEASURES; i++)
    {
      double time = median (cpu[i]);

      g_print ("%-16s %8.0f MB/s cpu %8.0f MB/s wall %6.2f\n", names[i],
               (double) SIZE / time / MEGABYTE, (double) SIZE / median (wall[i]) / MEGABYTE,
               time / base);
    }
  tear_down (&bench);
  return 0;
}
