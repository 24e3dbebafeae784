/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-age-header.h"
#include "hearth-age-stream.h"
#include "hearth-blob-store.h"

#include "blob-fixture.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#define DAY_S (24 * 60 * 60)
#define CMP HEARTH_COMPARTMENT_MEDICAL

static void
assert_same (GBytes *content, const guint8 *bytes, gsize size)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (content, &length);

  g_assert_cmpmem (data, length, bytes, size);
}

static void
test_every_size_comes_back (Blobs *self, gconstpointer data)
{
  /* Around the least padding, the chunk, two chunks, and one with whole chunks of padding. */
  static const gsize sizes[] = { 1, 255, 256, 257, 65535, 65536, 65537, 131072, 5000000, 5242881 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree guint8 *bytes = blobs_make_bytes (sizes[i], i);
      g_autoptr (HearthBlob) put = blobs_put (self, CMP, bytes, sizes[i]);
      g_autoptr (HearthBlob) row = NULL;
      g_autoptr (GBytes) content = NULL;
      g_autofree char *path = blobs_get_path (self, CMP, put);
      GStatBuf info;

      row = hearth_blob_table_find (self->store.db, CMP, &put->id, &error);
      g_assert_no_error (error);
      g_assert_nonnull (row);
      content = blobs_read (self, CMP, row, &error);
      g_assert_no_error (error);
      assert_same (content, bytes, sizes[i]);
      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpuint (info.st_size, ==, hearth_blob_get_sealed_size (sizes[i]));
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
    }
}

static void
test_the_size_on_disk_tells_a_class_only (void)
{
  /* 16 bytes of nonce, the padded content, 16 for each chunk. */
  g_assert_cmpuint (hearth_blob_get_sealed_size (1), ==, 16 + 256 + 16);
  g_assert_cmpuint (hearth_blob_get_sealed_size (256), ==, 16 + 256 + 16);
  g_assert_cmpuint (hearth_blob_get_sealed_size (257), ==, 16 + 272 + 16);
  g_assert_cmpuint (hearth_blob_get_sealed_size (65536), ==, 16 + 65536 + 16);
  g_assert_cmpuint (hearth_blob_get_sealed_size (65537), ==, 16 + 67584 + 32);
  g_assert_cmpuint (hearth_blob_get_sealed_size (HEARTH_BLOB_MAX_SIZE), ==,
                    16 + (G_GUINT64_CONSTANT (1) << 31) + 16 * 32768);
}

static void
test_pieces_of_any_length_make_the_same_content (Blobs *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *bytes = blobs_make_bytes (200000, 7);
  g_autoptr (HearthBlobWriter) writer = hearth_blob_writer_new (self->blobs, CMP, 200000, &error);
  g_autoptr (HearthBlob) blob = NULL;
  g_autoptr (GBytes) content = NULL;
  gsize at = 0;

  g_assert_no_error (error);
  for (gsize step = 1; at < 200000; step = step * 3 + 1)
    {
      gsize n = MIN (step, 200000 - at);

      g_assert_true (hearth_blob_writer_write (writer, bytes + at, n, &error));
      at += n;
    }
  blob = hearth_blob_writer_finish (writer, &error);
  g_assert_no_error (error);
  content = blobs_read (self, CMP, blob, &error);
  g_assert_no_error (error);
  assert_same (content, bytes, 200000);
}

static void
test_an_empty_or_too_long_content_leaves_nothing (Blobs *self, gconstpointer data)
{
  g_autofree guint8 *bytes = blobs_make_bytes (70001, 3);
  g_autoptr (HearthBlobWriter) empty = NULL;
  g_autoptr (HearthBlobWriter) longer = NULL;
  g_autoptr (GError) error = NULL;

  empty = hearth_blob_writer_new (self->blobs, CMP, 1, &error);
  g_assert_no_error (error);
  g_assert_null (hearth_blob_writer_finish (empty, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT);
  g_clear_error (&error);
  longer = hearth_blob_writer_new (self->blobs, CMP, 70000, &error);
  g_assert_no_error (error);
  g_assert_false (hearth_blob_writer_write (longer, bytes, 70001, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT);
  g_assert_cmpuint (blobs_count_files (self), ==, 2);
  g_clear_pointer (&empty, hearth_blob_writer_free);
  g_clear_pointer (&longer, hearth_blob_writer_free);
  g_assert_cmpuint (blobs_count_files (self), ==, 0);
}

static void
add_test (const char *path, void (*test) (Blobs *, gconstpointer))
{
  g_test_add (path, Blobs, NULL, (void (*) (Blobs *, gconstpointer)) blobs_init, test,
              (void (*) (Blobs *, gconstpointer)) blobs_clear);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  hearth_vault_global_init ();

  add_test ("/blob/every-size-comes-back", test_every_size_comes_back);
  g_test_add_func ("/blob/the-size-on-disk-tells-a-class-only",
                   test_the_size_on_disk_tells_a_class_only);
  add_test ("/blob/pieces-of-any-length-make-the-same-content",
            test_pieces_of_any_length_make_the_same_content);
  add_test ("/blob/an-empty-or-too-long-content-leaves-nothing",
            test_an_empty_or_too_long_content_leaves_nothing);
  return g_test_run ();
}
