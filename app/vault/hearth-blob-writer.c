/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An attachment on its way into the vault: "<id>.part", sealed chunk by chunk, then padded, synced and
 * renamed (vault 8). What is not finished is removed. */
#include "config.h"

#include "hearth-blob-private.h"

#include "hearth-age-stream.h"
#include "hearth-mutant.h"
#include "hearth-random.h"
#include "hearth-ustar.h"
#include "hearth-vault-error-private.h"

#include <sodium.h>
#include <string.h>

#define LEAST_PADDED_SIZE 256
#define SEALED_CHUNK_SIZE (HEARTH_AGE_CHUNK_SIZE + HEARTH_AGE_TAG_SIZE)

struct _HearthBlobWriter
{
  HearthBlobStore *store;
  HearthCompartment cmp;
  HearthBlobPlace place;
  HearthBlob *blob;
  char *part_name; /* NULL once the file has its own name, or was never made */
  int fd;
  gint64 offset;
  guint64 max_size;
  HearthHash hash;
  HearthAgeStream stream;
  guint8 *plain;
  guint8 *sealed;
  gsize n_plain;
};

static guint64
get_padded_size (guint64 size)
{
  return hearth_padme (MAX (size, LEAST_PADDED_SIZE));
}

/** hearth_blob_get_sealed_size: Returns: bytes of the file of an attachment of @size. Thread: any. */
guint64
hearth_blob_get_sealed_size (guint64 size)
{
  guint64 padded = get_padded_size (size);
  guint64 n_chunks = (padded + HEARTH_AGE_CHUNK_SIZE - 1) / HEARTH_AGE_CHUNK_SIZE;

  return HEARTH_AGE_NONCE_SIZE + padded + n_chunks * HEARTH_AGE_TAG_SIZE;
}

static gboolean
fail (GError **error, int number, const char *act)
{
  _hearth_vault_set_errno_error (error, number, act);
  return FALSE;
}

static gboolean
append (HearthBlobWriter *self, gconstpointer bytes, gsize length, GError **error)
{
  const HearthFs *fs = self->store->fs;
  int result = fs->write (fs->data, self->fd, bytes, length, self->offset);

  if (result < 0)
    return fail (error, -result, "write attachment");
  self->offset += (gint64) length;
  return TRUE;
}

/* The file, empty but for its nonce. */
static gboolean
create_part (HearthBlobWriter *self, GError **error)
{
  const HearthFs *fs = self->store->fs;
  guint8 nonce[HEARTH_AGE_NONCE_SIZE];
  int result =
      _hearth_blob_place_open (&self->place, self->store, self->cmp, &self->blob->id, TRUE);

  if (result < 0)
    return fail (error, -result, "open folder of attachment");
  self->part_name = g_strconcat (self->place.name, HEARTH_BLOB_PART_SUFFIX, NULL);
  self->fd = fs->open (fs->data, self->place.folder, self->part_name, HEARTH_FS_CREATE_NEW);
  if (self->fd < 0)
    {
      g_clear_pointer (&self->part_name, g_free);
      return fail (error, -self->fd, "create attachment");
    }
  hearth_random_bytes (nonce, sizeof nonce);
  hearth_age_stream_init (&self->stream, self->blob->key, nonce);
  return append (self, nonce, sizeof nonce, error);
}

/**
 * hearth_blob_writer_new:
 * @max_size: bytes, if that is less than the store takes; 0: as much as it takes
 *
 * Begins an attachment of @cmp. The login must hold it: nobody else could write the row.
 *
 * Returns: (transfer full): the writer, or %NULL with %HEARTH_VAULT_ERROR_LIMIT if there are too many
 *   attachments, %HEARTH_VAULT_ERROR_DISK_FULL, %HEARTH_VAULT_ERROR_READ_ONLY, another input/output
 *   error, or %G_IO_ERROR_CLOSED; nothing is left behind. Thread: any that may wait.
 */
HearthBlobWriter *
hearth_blob_writer_new (HearthBlobStore *store,
                        HearthCompartment cmp,
                        guint64 max_size,
                        GError **error)
{
  const HearthId id = hearth_random_id ();

  return hearth_blob_writer_new_as (store, cmp, &id, max_size, error);
}

/**
 * hearth_blob_writer_new_as:
 * @id: under which the content is known elsewhere already; it has no row here
 *
 * As hearth_blob_writer_new(), for an attachment that another vault sent.
 */
HearthBlobWriter *
hearth_blob_writer_new_as (HearthBlobStore *store,
                           HearthCompartment cmp,
                           const HearthId *id,
                           guint64 max_size,
                           GError **error)
{
  g_autoptr (HearthBlobWriter) self = NULL;

  g_return_val_if_fail (store != NULL && id != NULL, NULL);

  if (_hearth_blob_store_refuse_if_stopped (store, error))
    return NULL;
  if (g_atomic_int_get (&store->n_blobs) >= HEARTH_BLOB_MAX_COUNT)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT,
                           "too many attachments");
      return NULL;
    }
  self = g_new0 (HearthBlobWriter, 1);
  self->store = hearth_blob_store_ref (store);
  self->cmp = cmp;
  self->fd = -1;
  self->max_size = hearth_blob_store_get_max_size (store);
  if (max_size > 0)
    self->max_size = MIN (self->max_size, max_size);
  self->place = HEARTH_BLOB_PLACE_NONE;
  self->blob = g_new0 (HearthBlob, 1);
  self->blob->id = *id;
  self->blob->key = hearth_secret_new_random (HEARTH_BLOB_KEY_SIZE);
  self->plain = g_malloc (HEARTH_AGE_CHUNK_SIZE);
  self->sealed = g_malloc (SEALED_CHUNK_SIZE);
  hearth_hash_init (&self->hash);
  _hearth_blob_store_begin (store, &self->blob->id);
  if (!create_part (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
close_file (HearthBlobWriter *self)
{
  if (self->fd >= 0)
    self->store->fs->close (self->store->fs->data, self->fd);
  self->fd = -1;
}

/** hearth_blob_writer_free: removes what was not finished. Thread: any that may wait. */
void
hearth_blob_writer_free (HearthBlobWriter *self)
{
  const HearthFs *fs;

  g_return_if_fail (self != NULL);

  fs = self->store->fs;
  close_file (self);
  if (self->part_name != NULL)
    fs->unlink (fs->data, self->place.folder, self->part_name);
  if (self->blob != NULL)
    _hearth_blob_store_end (self->store, &self->blob->id);
  _hearth_blob_place_clear (&self->place);
  hearth_age_stream_clear (&self->stream);
  sodium_memzero (self->plain, HEARTH_AGE_CHUNK_SIZE);
  sodium_memzero (&self->hash, sizeof self->hash);
  g_clear_pointer (&self->blob, hearth_blob_free);
  g_free (self->plain);
  g_free (self->sealed);
  g_free (self->part_name);
  hearth_blob_store_unref (self->store);
  g_free (self);
}

static gboolean
put_chunk (HearthBlobWriter *self, gboolean is_last, GError **error)
{
  gsize n = self->n_plain;

  if (_hearth_blob_store_refuse_if_stopped (self->store, error))
    return FALSE;
  hearth_age_stream_seal (&self->stream, self->plain, n, is_last, self->sealed);
  self->n_plain = 0;
  return append (self, self->sealed, n + HEARTH_AGE_TAG_SIZE, error);
}

/* Room for the next bytes. A full chunk waits until more follows: the last one carries its mark. */
static gboolean
make_room (HearthBlobWriter *self, GError **error)
{
  return self->n_plain < HEARTH_AGE_CHUNK_SIZE || put_chunk (self, FALSE, error);
}

/* @length bytes have come to the end of the chunk at hand. */
static gboolean
take (HearthBlobWriter *self, gsize length, GError **error)
{
  if (length > self->max_size - self->blob->size)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT,
                           "the attachment is too long");
      return FALSE;
    }
  hearth_hash_update (&self->hash, self->plain + self->n_plain, length);
  self->n_plain += length;
  self->blob->size += length;
  return TRUE;
}

/**
 * hearth_blob_writer_write:
 * @bytes: (array length=length): the next of the content
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_LIMIT if the content is longer than allowed,
 *   %G_IO_ERROR_CLOSED if the vault was locked, or an input/output error; the writer is then good for
 *   hearth_blob_writer_free() only. Thread: one at a time, that may wait.
 */
gboolean
hearth_blob_writer_write (HearthBlobWriter *self, gconstpointer bytes, gsize length, GError **error)
{
  const guint8 *at = bytes;

  g_return_val_if_fail (self != NULL && self->fd >= 0, FALSE);
  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);

  while (length > 0)
    {
      gsize n;

      if (!make_room (self, error))
        return FALSE;
      n = MIN (length, HEARTH_AGE_CHUNK_SIZE - self->n_plain);
      memcpy (self->plain + self->n_plain, at, n);
      if (!take (self, n, error))
        return FALSE;
      at += n;
      length -= n;
    }
  return TRUE;
}

/**
 * hearth_blob_writer_write_stream:
 * @source: read to its end, not closed
 *
 * Returns: as hearth_blob_writer_write(), also %FALSE with an error of @source or
 *   %G_IO_ERROR_CANCELLED.
 */
gboolean
hearth_blob_writer_write_stream (HearthBlobWriter *self,
                                 GInputStream *source,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_return_val_if_fail (self != NULL && self->fd >= 0, FALSE);
  g_return_val_if_fail (G_IS_INPUT_STREAM (source), FALSE);

  for (;;)
    {
      gssize n;

      if (!make_room (self, error))
        return FALSE;
      n = g_input_stream_read (source, self->plain + self->n_plain,
                               HEARTH_AGE_CHUNK_SIZE - self->n_plain, cancellable, error);
      if (n <= 0)
        return n == 0;
      if (!take (self, (gsize) n, error))
        return FALSE;
    }
}

/* Zero bytes that are no part of the content, and the chunk with the final mark. */
static gboolean
put_end (HearthBlobWriter *self, GError **error)
{
  guint64 n_left = get_padded_size (self->blob->size) - self->blob->size;

  while (n_left > 0)
    {
      gsize n;

      if (!make_room (self, error))
        return FALSE;
      n = (gsize) MIN (n_left, HEARTH_AGE_CHUNK_SIZE - self->n_plain);
      memset (self->plain + self->n_plain, 0, n);
      self->n_plain += n;
      n_left -= n;
    }
  return put_chunk (self, TRUE, error);
}

/* The name only after the content, the row (the caller's) only after both are on the disk. */
static gboolean
publish (HearthBlobWriter *self, GError **error)
{
  const HearthFs *fs = self->store->fs;
  int result = HEARTH_MUTANT (BLOB_RENAMED_BEFORE_SYNC) ? 0 : fs->sync (fs->data, self->fd);

  if (result == 0)
    result = fs->rename_new (fs->data, self->place.folder, self->part_name, self->place.name);
  if (result == 0)
    {
      g_clear_pointer (&self->part_name, g_free);
      result = fs->sync_folder (fs->data, self->place.folder);
    }
  /* The folders may be as new as the file, made here or by a stream that has not synced them yet. */
  if (result == 0)
    result = fs->sync_folder (fs->data, self->place.cmp_folder);
  if (result == 0)
    result = fs->sync_folder (fs->data, self->store->folder);
  if (result < 0 && self->part_name == NULL)
    fs->unlink (fs->data, self->place.folder, self->place.name);
  return result == 0 || fail (error, -result, "publish attachment");
}

/**
 * hearth_blob_writer_finish:
 *
 * Pads, syncs and renames. The file is complete and an orphan: write the row
 * (hearth_blob_table_insert()) in the transaction of the record, or hearth_blob_store_discard() it.
 *
 * Returns: (transfer full): what the row says, or %NULL with an error as hearth_blob_writer_write(),
 *   %HEARTH_VAULT_ERROR_LIMIT also for an empty content; nothing is left behind once the writer is
 *   freed. Thread: as hearth_blob_writer_write().
 */
HearthBlob *
hearth_blob_writer_finish (HearthBlobWriter *self, GError **error)
{
  g_return_val_if_fail (self != NULL && self->fd >= 0, NULL);

  if (self->blob->size == 0)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT,
                           "the attachment is empty");
      return NULL;
    }
  hearth_hash_final (&self->hash, self->blob->hash);
  if (!put_end (self, error) || !publish (self, error))
    return NULL;
  close_file (self);
  self->blob->made_ms = g_get_real_time () / 1000;
  g_atomic_int_inc (&self->store->n_blobs);
  return hearth_blob_copy (self->blob);
}
