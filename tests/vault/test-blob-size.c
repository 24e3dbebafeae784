/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A long attachment takes no more memory than a short one. The argument of the slow suite: how many
 * mebibytes, 2048 standing for the longest that there may be. */
#include "config.h"

#include "blob-fixture.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#define CMP HEARTH_COMPARTMENT_MEDICAL
#define PIECE (1024 * 1024 - 7)
/* What a stream may add to the memory of the process, in KiB: buffers, not content. */
#define MAX_GROWTH_KIB 4096

static guint64 size = G_GUINT64_CONSTANT (48) << 20;

static glong
peak_kib (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

static HearthBlob *
write_long (Blobs *self)
{
  g_autofree guint8 *piece = blobs_make_bytes (PIECE, 1);
  GError *error = NULL;
  g_autoptr (HearthBlobWriter) writer = NULL;
  HearthBlob *blob;
  guint64 left = size;

  hearth_blob_store_set_max_size (self->blobs, HEARTH_BLOB_MAX_SIZE);
  writer = hearth_blob_writer_new (self->blobs, CMP, 0, &error);
  g_assert_no_error (error);
  while (left > 0)
    {
      gsize n = (gsize) MIN (left, PIECE);

      memcpy (piece, &left, sizeof left);
      hearth_blob_writer_write (writer, piece, n, &error);
      g_assert_no_error (error);
      left -= n;
    }
  blob = hearth_blob_writer_finish (writer, &error);
  g_assert_no_error (error);
  return blob;
}

static void
test_memory_does_not_grow_with_the_content (Blobs *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *little = blobs_make_bytes (3 * PIECE, 2);
  g_autoptr (HearthBlob) first = blobs_put (self, CMP, little, 3 * PIECE);
  g_autoptr (HearthBlob) blob = NULL;
  glong before, written, read;

  g_assert_true (hearth_blob_store_verify (self->blobs, CMP, first, NULL, &error));
  before = peak_kib ();
  blob = write_long (self);
  written = peak_kib ();
  hearth_blob_store_verify (self->blobs, CMP, blob, NULL, &error);
  g_assert_no_error (error);
  read = peak_kib ();
  g_test_message ("%" G_GUINT64_FORMAT " bytes in: %ld KiB more, out: %ld KiB more", blob->size,
                  written - before, read - written);
  g_assert_cmpuint (blob->size, ==, size);
  g_assert_cmpint (read - before, <=, MAX_GROWTH_KIB);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  hearth_vault_global_init ();
  if (argc > 1)
    size = MIN (g_ascii_strtoull (argv[1], NULL, 10) << 20, HEARTH_BLOB_MAX_SIZE);
  g_test_add ("/blob-size/memory-does-not-grow-with-the-content", Blobs, NULL,
              (void (*) (Blobs *, gconstpointer)) blobs_init,
              test_memory_does_not_grow_with_the_content,
              (void (*) (Blobs *, gconstpointer)) blobs_clear);
  return g_test_run ();
}
