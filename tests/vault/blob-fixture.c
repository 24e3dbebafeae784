/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "blob-fixture.h"

#include <string.h>

static void
open_store (Blobs *self)
{
  GError *error = NULL;

  self->blobs = hearth_blob_store_new (self->store.fs, self->folder, &error);
  g_assert_no_error (error);
}

void
blobs_init (Blobs *self)
{
  GError *error = NULL;

  store_init (&self->store);
  store_create (&self->store);
  hearth_blob_table_create (self->store.db, HEARTH_COMPARTMENT_CORE, &error);
  g_assert_no_error (error);
  hearth_blob_table_create (self->store.db, HEARTH_COMPARTMENT_MEDICAL, &error);
  g_assert_no_error (error);
  self->folder = self->store.fs->open_folder (self->store.fs->data, -1, self->store.folder);
  g_assert_cmpint (self->folder, >=, 0);
  open_store (self);
}

void
blobs_clear (Blobs *self)
{
  g_clear_pointer (&self->blobs, hearth_blob_store_unref);
  hearth_fs_remove_tree (self->store.fs, self->folder, "files");
  self->store.fs->close (self->store.fs->data, self->folder);
  store_clear (&self->store);
}

void
blobs_reopen_store (Blobs *self)
{
  hearth_blob_store_stop (self->blobs);
  hearth_blob_store_unref (self->blobs);
  open_store (self);
}

HearthBlob *
blobs_write (Blobs *self, HearthCompartment cmp, const guint8 *bytes, gsize size, GError **error)
{
  g_autoptr (HearthBlobWriter) writer = hearth_blob_writer_new (self->blobs, cmp, 0, error);

  if (writer == NULL || !hearth_blob_writer_write (writer, bytes, size, error))
    return NULL;
  return hearth_blob_writer_finish (writer, error);
}

gboolean
blobs_commit (Blobs *self, HearthCompartment cmp, const HearthBlob *blob, GError **error)
{
  if (!hearth_db_begin (self->store.db, error))
    return FALSE;
  if (hearth_blob_table_insert (self->store.db, cmp, blob, error) &&
      hearth_db_commit (self->store.db, error))
    return TRUE;
  if (hearth_db_in_transaction (self->store.db))
    hearth_db_rollback (self->store.db);
  return FALSE;
}

HearthBlob *
blobs_put (Blobs *self, HearthCompartment cmp, const guint8 *bytes, gsize size)
{
  GError *error = NULL;
  HearthBlob *blob = blobs_write (self, cmp, bytes, size, &error);

  g_assert_no_error (error);
  blobs_commit (self, cmp, blob, &error);
  g_assert_no_error (error);
  return blob;
}

GBytes *
blobs_read (Blobs *self, HearthCompartment cmp, const HearthBlob *blob, GError **error)
{
  g_autoptr (HearthBlobReader) reader = hearth_blob_reader_new (self->blobs, cmp, blob, error);

  return reader != NULL ? hearth_blob_reader_read_all (reader, NULL, error) : NULL;
}

void
blobs_assert_damaged (Blobs *self, HearthCompartment cmp, const HearthBlob *blob)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = blobs_read (self, cmp, blob, &error);

  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_BLOB_DAMAGED);
  g_assert_null (content);
}

guint8 *
blobs_make_bytes (gsize size, guint32 seed)
{
  guint8 *bytes = g_malloc (size + 1);
  guint32 state = seed * 2654435761u + 1;

  for (gsize i = 0; i < size; i++)
    {
      state ^= state << 13;
      state ^= state >> 17;
      state ^= state << 5;
      bytes[i] = (guint8) state;
    }
  return bytes;
}

char *
blobs_get_path (Blobs *self, HearthCompartment cmp, const HearthBlob *blob)
{
  g_autofree char *inner = hearth_blob_get_path (cmp, &blob->id);

  return g_build_filename (self->store.folder, inner, NULL);
}

static guint
count_files (const HearthFs *fs, int folder)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  g_assert_cmpint (fs->list (fs->data, folder, names), ==, 0);
  for (guint i = 0; i < names->len; i++)
    {
      int inner = fs->open_folder (fs->data, folder, g_ptr_array_index (names, i));

      n += inner >= 0 ? count_files (fs, inner) : 1;
      if (inner >= 0)
        fs->close (fs->data, inner);
    }
  return n;
}

guint
blobs_count_files (Blobs *self)
{
  const HearthFs *fs = self->store.fs;
  int files = fs->open_folder (fs->data, self->folder, "files");
  guint n;

  g_assert_cmpint (files, >=, 0);
  n = count_files (fs, files);
  fs->close (fs->data, files);
  return n;
}
