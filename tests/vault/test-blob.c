/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-age-header.h"
#include "hearth-age-stream.h"
#include "hearth-blob-store.h"

#include "blob-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
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
  g_autoptr (HearthBlobWriter) more = NULL;
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
  g_clear_error (&error);
  /* Nobody asks for more than the store takes. */
  hearth_blob_store_set_max_size (self->blobs, 60000);
  more = hearth_blob_writer_new (self->blobs, CMP, 70000, &error);
  g_assert_no_error (error);
  g_assert_false (hearth_blob_writer_write (more, bytes, 60001, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT);
  g_assert_cmpuint (blobs_count_files (self), ==, 3);
  g_clear_pointer (&more, hearth_blob_writer_free);
  g_clear_pointer (&empty, hearth_blob_writer_free);
  g_clear_pointer (&longer, hearth_blob_writer_free);
  g_assert_cmpuint (blobs_count_files (self), ==, 0);
}

/* --- Damage --- */

typedef struct
{
  HearthBlob *blob;
  char *path;
  guint8 *sealed;
  gsize size;
} OnDisk;

static void
on_disk_init (OnDisk *self, Blobs *blobs, gsize size, guint32 seed)
{
  g_autofree guint8 *bytes = blobs_make_bytes (size, seed);
  GError *error = NULL;

  self->blob = blobs_put (blobs, CMP, bytes, size);
  self->path = blobs_get_path (blobs, CMP, self->blob);
  g_file_get_contents (self->path, (char **) &self->sealed, &self->size, &error);
  g_assert_no_error (error);
}

static void
on_disk_write (const OnDisk *self, const guint8 *bytes, gsize size)
{
  GError *error = NULL;

  g_file_set_contents_full (self->path, (const char *) bytes, (gssize) size,
                            G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
}

static void
on_disk_clear (OnDisk *self)
{
  hearth_blob_free (self->blob);
  g_free (self->path);
  g_free (self->sealed);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OnDisk, on_disk_clear)

static void
test_every_bit_counts (Blobs *self, gconstpointer data)
{
  g_auto (OnDisk) file = { NULL };

  on_disk_init (&file, self, 100, 1);
  g_assert_cmpuint (file.size, ==, 288);
  for (gsize i = 0; i < file.size * 8; i++)
    {
      file.sealed[i / 8] ^= (guint8) (1u << i % 8);
      on_disk_write (&file, file.sealed, file.size);
      blobs_assert_damaged (self, CMP, file.blob);
      file.sealed[i / 8] ^= (guint8) (1u << i % 8);
    }
  on_disk_write (&file, file.sealed, file.size);
  g_assert_true (hearth_blob_store_verify (self->blobs, CMP, file.blob, NULL, NULL));
}

static void
test_cut_or_longer_file_is_refused (Blobs *self, gconstpointer data)
{
  g_auto (OnDisk) file = { NULL };
  g_autofree guint8 *longer = NULL;

  on_disk_init (&file, self, 150000, 2);
  for (gsize size = 0; size < file.size; size += 512)
    {
      on_disk_write (&file, file.sealed, size);
      blobs_assert_damaged (self, CMP, file.blob);
    }
  on_disk_write (&file, file.sealed, file.size - 1);
  blobs_assert_damaged (self, CMP, file.blob);
  longer = g_malloc0 (file.size + 1);
  memcpy (longer, file.sealed, file.size);
  on_disk_write (&file, longer, file.size + 1);
  blobs_assert_damaged (self, CMP, file.blob);
}

static void
test_swapped_files_and_chunks_are_refused (Blobs *self, gconstpointer data)
{
  enum
  {
    SEALED = 65536 + 16
  };
  g_auto (OnDisk) a = { NULL };
  g_auto (OnDisk) b = { NULL };
  g_autofree guint8 *mixed = NULL;

  on_disk_init (&a, self, 180000, 3);
  on_disk_init (&b, self, 180000, 4);
  on_disk_write (&a, b.sealed, b.size);
  blobs_assert_damaged (self, CMP, a.blob);
  mixed = g_memdup2 (a.sealed, a.size);
  memcpy (mixed + 16, a.sealed + 16 + SEALED, SEALED);
  memcpy (mixed + 16 + SEALED, a.sealed + 16, SEALED);
  on_disk_write (&a, mixed, a.size);
  blobs_assert_damaged (self, CMP, a.blob);
  memcpy (mixed, a.sealed, a.size);
  memcpy (mixed + 16 + SEALED, b.sealed + 16 + SEALED, SEALED);
  on_disk_write (&a, mixed, a.size);
  blobs_assert_damaged (self, CMP, a.blob);
  g_assert_cmpint (g_remove (a.path), ==, 0);
  blobs_assert_damaged (self, CMP, a.blob);
}

/* Who had the key once can seal something else with it: the row's hash refuses that too. */
static void
test_other_content_under_the_same_key_is_refused (Blobs *self, gconstpointer data)
{
  g_auto (OnDisk) file = { NULL };
  g_autofree guint8 *other = blobs_make_bytes (256, 99);
  HearthAgeStream stream = { NULL };
  guint8 sealed[16 + 256 + 16];

  on_disk_init (&file, self, 256, 5);
  memcpy (sealed, file.sealed, 16);
  hearth_age_stream_init (&stream, file.blob->key, sealed);
  hearth_age_stream_seal (&stream, other, 256, TRUE, sealed + 16);
  hearth_age_stream_clear (&stream);
  g_assert_cmpuint (file.size, ==, sizeof sealed);
  on_disk_write (&file, sealed, sizeof sealed);
  blobs_assert_damaged (self, CMP, file.blob);
}

static void
test_link_in_the_place_of_a_file_is_not_followed (Blobs *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (OnDisk) file = { NULL };
  g_autofree char *moved = NULL;

  on_disk_init (&file, self, 1000, 6);
  moved = g_strconcat (file.path, ".moved", NULL);
  g_assert_cmpint (g_rename (file.path, moved), ==, 0);
  g_assert_cmpint (symlink (moved, file.path), ==, 0);
  g_assert_false (hearth_blob_store_verify (self->blobs, CMP, file.blob, NULL, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_A_FILE);
}

/* --- The format --- */

static void
write_file (const char *folder, const char *name, GString *content)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GError *error = NULL;

  g_file_set_contents (path, content->str, (gssize) content->len, &error);
  g_assert_no_error (error);
}

static void
test_stock_age_opens_it_with_a_header_in_front (Blobs *self, gconstpointer data)
{
  const gsize size = 100001;
  g_autoptr (GError) error = NULL;
  g_auto (OnDisk) file = { NULL };
  g_autofree guint8 *bytes = blobs_make_bytes (size, 8);
  g_autoptr (HearthSecret) identity = hearth_secret_new_random (HEARTH_KEY_SIZE);
  g_autoptr (HearthSecret) text = hearth_age_identity_to_text (identity);
  g_autoptr (HearthAgeHeader) header = hearth_age_header_new ();
  g_autoptr (GString) key =
      g_string_new_len ((const char *) hearth_secret_get_bytes (text), HEARTH_AGE_IDENTITY_LENGTH);
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autofree char *head = NULL;
  g_autofree char *age = g_find_program_in_path ("age");
  const char *argv[] = { age, "-d", "-i", "key", "scan.age", NULL };
  g_autofree char *out = NULL;
  HearthAgeRecipient recipient;
  int status;

  if (age == NULL)
    {
      g_test_skip ("age is not installed");
      return;
    }
  on_disk_init (&file, self, size, 8);
  hearth_age_recipient_from_identity (identity, &recipient);
  g_ptr_array_add (header->stanzas, hearth_age_stanza_new_x25519 (&recipient, file.blob->key));
  head = hearth_age_header_to_string (header, file.blob->key);
  g_string_append (whole, head);
  g_string_append_len (whole, (const char *) file.sealed, (gssize) file.size);
  write_file (self->store.folder, "scan.age", whole);
  g_string_append_c (key, '\n');
  write_file (self->store.folder, "key", key);
  /* The padding is longer than nothing: age gives both. */
  g_assert_cmpint (file.size, >, size + 16 + 2 * 16);
  g_spawn_sync (self->store.folder, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpmem (out, size, bytes, size);
  store_remove (&self->store, "scan.age");
  store_remove (&self->store, "key");
}

static gboolean
has_marker (const char *path, const char *marker)
{
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  return memmem (content, size, marker, strlen (marker)) != NULL;
}

static void
test_content_is_not_on_the_disk (Blobs *self, gconstpointer data)
{
  static const char marker[] = "PLAINTEXT-MARKER-OF-A-SCAN";
  g_autofree guint8 *bytes = blobs_make_bytes (100000, 9);
  g_autoptr (HearthBlob) blob = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0;

  for (gsize at = 0; at + sizeof marker < 100000; at += 4096)
    memcpy (bytes + at, marker, sizeof marker);
  blob = blobs_put (self, CMP, bytes, 100000);
  path = blobs_get_path (self, CMP, blob);
  g_assert_false (has_marker (path, marker));
  dir = g_dir_open (self->store.folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *side = store_path (&self->store, name);

      if (!g_file_test (side, G_FILE_TEST_IS_DIR))
        g_assert_false (has_marker (side, marker));
      n++;
    }
  g_assert_cmpuint (n, >, 4);
}

/* --- What is left over --- */

static void
make_older (const char *path, gint64 age_s)
{
  const time_t then = (time_t) (g_get_real_time () / G_USEC_PER_SEC - age_s);
  struct utimbuf times = { then, then };

  g_assert_cmpint (utime (path, &times), ==, 0);
}

static void
sweep (Blobs *self, guint n_removed, guint n_missing)
{
  g_auto (HearthBlobSweep) found = { 0 };
  GError *error = NULL;

  hearth_blob_store_sweep (self->blobs, self->store.db, &found, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found.n_removed, ==, n_removed);
  g_assert_cmpuint (found.missing->len, ==, n_missing);
}

static void
test_sweep_takes_orphans_of_yesterday_only (Blobs *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *bytes = blobs_make_bytes (1000, 1);
  g_auto (OnDisk) kept = { NULL };
  g_autoptr (HearthBlob) young = blobs_write (self, CMP, bytes, 1000, &error);
  g_autoptr (HearthBlob) old = blobs_write (self, CMP, bytes, 1000, &error);
  g_autofree char *young_path = blobs_get_path (self, CMP, young);
  g_autofree char *old_path = blobs_get_path (self, CMP, old);
  g_autofree char *strange = g_strconcat (old_path, "~", NULL);

  on_disk_init (&kept, self, 1000, 2);
  g_file_set_contents (strange, "not ours", -1, &error);
  g_assert_no_error (error);
  make_older (kept.path, 3 * DAY_S);
  make_older (strange, 3 * DAY_S);
  make_older (young_path, DAY_S - 60);
  make_older (old_path, DAY_S + 60);
  sweep (self, 1, 0);
  g_assert_true (g_file_test (kept.path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (young_path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (strange, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (old_path, G_FILE_TEST_EXISTS));
}

static void
test_sweep_takes_parts_that_nobody_writes (Blobs *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBlobWriter) writer = hearth_blob_writer_new (self->blobs, CMP, 1000, &error);

  g_assert_no_error (error);
  sweep (self, 0, 0);
  g_assert_cmpuint (blobs_count_files (self), ==, 1);
  /* As after a crash: the next program knows nothing of the writer. */
  blobs_reopen_store (self);
  sweep (self, 1, 0);
  g_assert_cmpuint (blobs_count_files (self), ==, 0);
}

static void
test_sweep_leaves_unattached_compartments_alone (Blobs *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *bytes = blobs_make_bytes (1000, 1);
  g_autoptr (HearthBlob) scan =
      blobs_write (self, HEARTH_COMPARTMENT_RESTRICTED, bytes, 1000, &error);
  g_autofree char *path = blobs_get_path (self, HEARTH_COMPARTMENT_RESTRICTED, scan);

  make_older (path, 400 * DAY_S);
  sweep (self, 0, 0);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_sweep_tells_what_is_missing (Blobs *self, gconstpointer data)
{
  g_auto (HearthBlobSweep) found = { 0 };
  g_auto (OnDisk) lost = { NULL };
  g_auto (OnDisk) kept = { NULL };
  const HearthBlobMissing *missing;

  on_disk_init (&lost, self, 1000, 1);
  on_disk_init (&kept, self, 1000, 2);
  g_assert_cmpint (g_remove (lost.path), ==, 0);
  g_assert_true (hearth_blob_store_sweep (self->blobs, self->store.db, &found, NULL));
  g_assert_cmpuint (found.n_rows, ==, 2);
  g_assert_cmpuint (found.missing->len, ==, 1);
  missing = &g_array_index (found.missing, HearthBlobMissing, 0);
  g_assert_cmpint (missing->cmp, ==, CMP);
  g_assert_true (hearth_id_equal (&missing->id, &lost.blob->id));
}

static void
test_deleted_attachment_is_gone_unless_a_backup_is_made (Blobs *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (OnDisk) first = { NULL };
  g_auto (OnDisk) second = { NULL };
  g_autoptr (HearthBlob) row = NULL;

  on_disk_init (&first, self, 1000, 1);
  on_disk_init (&second, self, 1000, 2);
  hearth_blob_store_delete (self->blobs, self->store.db, CMP, &first.blob->id, 1, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (first.path, G_FILE_TEST_EXISTS));
  row = hearth_blob_table_find (self->store.db, CMP, &first.blob->id, &error);
  g_assert_no_error (error);
  g_assert_null (row);

  hearth_blob_store_hold_removals (self->blobs);
  hearth_blob_store_delete (self->blobs, self->store.db, CMP, &second.blob->id, 1, &error);
  g_assert_no_error (error);
  make_older (second.path, 2 * DAY_S);
  sweep (self, 0, 0);
  g_assert_true (g_file_test (second.path, G_FILE_TEST_EXISTS));
  hearth_blob_store_release_removals (self->blobs);
  sweep (self, 1, 0);
  g_assert_false (g_file_test (second.path, G_FILE_TEST_EXISTS));
}

static void
test_malformed_row_is_damage (Blobs *self, gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE medical.blob SET key = x'00'",
    "UPDATE medical.blob SET size = 0",
    "UPDATE medical.blob SET size = 2147483648",
    "UPDATE medical.blob SET hash = x'00'",
  };
  g_auto (OnDisk) file = { NULL };

  on_disk_init (&file, self, 1000, 1);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;

      store_exec (&self->store, "SAVEPOINT before");
      store_exec (&self->store, changes[i]);
      g_assert_null (hearth_blob_table_find (self->store.db, CMP, &file.blob->id, &error));
      g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_BLOB_DAMAGED);
      store_exec (&self->store, "ROLLBACK TO before; RELEASE before");
    }
}

/* --- Streams --- */

static void
test_stopped_store_gives_and_takes_nothing (Blobs *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (OnDisk) file = { NULL };
  g_autofree guint8 *bytes = blobs_make_bytes (70000, 1);
  g_autoptr (HearthBlobReader) reader = NULL;
  g_autoptr (HearthBlobWriter) writer = NULL;
  const guint8 *read;
  gsize length;

  on_disk_init (&file, self, 200000, 1);
  reader = hearth_blob_reader_new (self->blobs, CMP, file.blob, &error);
  writer = hearth_blob_writer_new (self->blobs, CMP, 70000, &error);
  g_assert_true (hearth_blob_reader_next (reader, &read, &length, &error));
  g_assert_cmpuint (length, ==, 65536);
  hearth_blob_store_stop (self->blobs);
  g_assert_false (hearth_blob_reader_next (reader, &read, &length, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (hearth_blob_writer_write (writer, bytes, 70000, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_null (hearth_blob_writer_new (self->blobs, CMP, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

typedef struct
{
  const OnDisk *file;
  gint64 at;
} Archive;

static gssize
read_archive (gpointer data, gpointer buffer, gsize length, gint64 offset, GError **error)
{
  Archive *self = data;
  gsize n = MIN (length, self->file->size - (gsize) offset);

  g_assert_cmpint (offset, ==, self->at);
  memcpy (buffer, self->file->sealed + offset, n);
  self->at += (gint64) n;
  return (gssize) n;
}

static void
test_archive_is_read_in_order (Blobs *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (OnDisk) file = { NULL };
  g_autofree guint8 *bytes = blobs_make_bytes (150000, 1);
  g_autoptr (HearthBlobReader) reader = NULL;
  g_autoptr (GBytes) content = NULL;
  Archive archive = { &file };

  on_disk_init (&file, self, 150000, 1);
  reader = hearth_blob_reader_new_from (file.blob, file.size, read_archive, &archive, &error);
  g_assert_no_error (error);
  content = hearth_blob_reader_read_all (reader, NULL, &error);
  g_assert_no_error (error);
  assert_same (content, bytes, 150000);
  g_assert_cmpint (archive.at, ==, file.size);
}

/* --- Vectors --- */

/* Made by another program from the description of the format: key 0 to 15, content i mod 251. */
static void
test_vectors_of_the_format_open (void)
{
  static const struct
  {
    const char *name;
    gsize size;
  } vectors[] = { { "one-chunk", 100 }, { "two-chunks", 65537 } };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HearthBlob) blob = g_new0 (HearthBlob, 1);
      g_autoptr (HearthBlobReader) reader = NULL;
      g_autoptr (GBytes) content = NULL;
      g_autofree guint8 *expected = g_malloc (vectors[i].size);
      g_autofree char *path = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "tests", "vectors",
                                                "blob-v1", vectors[i].name, NULL);
      OnDisk file = { NULL };
      Archive archive = { &file };
      guint8 key[HEARTH_BLOB_KEY_SIZE];

      for (gsize at = 0; at < vectors[i].size; at++)
        expected[at] = (guint8) (at % 251);
      for (guint at = 0; at < sizeof key; at++)
        key[at] = (guint8) at;
      g_file_get_contents (path, (char **) &file.sealed, &file.size, &error);
      g_assert_no_error (error);
      blob->key = hearth_secret_new (key, sizeof key);
      blob->size = vectors[i].size;
      hearth_hash (blob->hash, expected, vectors[i].size);
      reader = hearth_blob_reader_new_from (blob, file.size, read_archive, &archive, &error);
      g_assert_no_error (error);
      content = hearth_blob_reader_read_all (reader, NULL, &error);
      g_assert_no_error (error);
      assert_same (content, expected, vectors[i].size);
      g_free (file.sealed);
    }
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
  add_test ("/blob/every-bit-counts", test_every_bit_counts);
  add_test ("/blob/cut-or-longer-file-is-refused", test_cut_or_longer_file_is_refused);
  add_test ("/blob/swapped-files-and-chunks-are-refused",
            test_swapped_files_and_chunks_are_refused);
  add_test ("/blob/other-content-under-the-same-key-is-refused",
            test_other_content_under_the_same_key_is_refused);
  add_test ("/blob/link-in-the-place-of-a-file-is-not-followed",
            test_link_in_the_place_of_a_file_is_not_followed);
  add_test ("/blob/stock-age-opens-it-with-a-header-in-front",
            test_stock_age_opens_it_with_a_header_in_front);
  add_test ("/blob/content-is-not-on-the-disk", test_content_is_not_on_the_disk);
  add_test ("/blob/sweep-takes-orphans-of-yesterday-only",
            test_sweep_takes_orphans_of_yesterday_only);
  add_test ("/blob/sweep-takes-parts-that-nobody-writes",
            test_sweep_takes_parts_that_nobody_writes);
  add_test ("/blob/sweep-leaves-unattached-compartments-alone",
            test_sweep_leaves_unattached_compartments_alone);
  add_test ("/blob/sweep-tells-what-is-missing", test_sweep_tells_what_is_missing);
  add_test ("/blob/deleted-attachment-is-gone-unless-a-backup-is-made",
            test_deleted_attachment_is_gone_unless_a_backup_is_made);
  add_test ("/blob/malformed-row-is-damage", test_malformed_row_is_damage);
  add_test ("/blob/stopped-store-gives-and-takes-nothing",
            test_stopped_store_gives_and_takes_nothing);
  add_test ("/blob/archive-is-read-in-order", test_archive_is_read_in_order);
  g_test_add_func ("/blob/vectors-of-the-format-open", test_vectors_of_the_format_open);
  return g_test_run ();
}
