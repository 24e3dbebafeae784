/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An attachment on its way out: only chunks whose tag is right are given, and the end only if the hash of
 * the whole is right (vault 8). */
#include "config.h"

#include "hearth-blob-private.h"

#include "hearth-age-stream.h"
#include "hearth-vault-error-private.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

#define SEALED_CHUNK_SIZE (HEARTH_AGE_CHUNK_SIZE + HEARTH_AGE_TAG_SIZE)

struct _HearthBlobReader
{
  HearthBlobStore *store; /* NULL: not from a vault */
  int fd;
  HearthBlobReadFunc read;
  gpointer data;
  HearthBlob *blob;
  guint64 sealed_size;
  gint64 offset;
  guint64 n_given;
  HearthHash hash;
  HearthAgeStream stream;
  guint8 *plain;
  guint8 *sealed;
  gboolean is_at_end; /* and the hash was right */
};

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_BLOB_DAMAGED, message);
  return FALSE;
}

static gssize
read_file (gpointer data, gpointer buffer, gsize length, gint64 offset, GError **error)
{
  HearthBlobReader *self = data;
  const HearthFs *fs = self->store->fs;
  gssize n;

  if (_hearth_blob_store_refuse_if_stopped (self->store, error))
    return -1;
  n = fs->read (fs->data, self->fd, buffer, length, offset);
  if (n < 0)
    _hearth_vault_set_errno_error (error, (int) -n, "read attachment");
  return n;
}

static gboolean
open_file (HearthBlobReader *self, HearthCompartment cmp, GError **error)
{
  const HearthFs *fs = self->store->fs;
  g_auto (HearthBlobPlace) place = HEARTH_BLOB_PLACE_NONE;
  int result = _hearth_blob_place_open (&place, self->store, cmp, &self->blob->id, FALSE);
  gint64 size;

  if (result == 0)
    self->fd = result = fs->open (fs->data, place.folder, place.name, HEARTH_FS_READ);
  if (result == -ENOENT)
    return fail (error, "the file of an attachment is missing");
  if (result < 0)
    {
      _hearth_vault_set_errno_error (error, -result, "open attachment");
      return FALSE;
    }
  size = fs->size (fs->data, self->fd);
  if (size < 0)
    {
      _hearth_vault_set_errno_error (error, (int) -size, "size of attachment");
      return FALSE;
    }
  self->sealed_size = (guint64) size;
  return TRUE;
}

/* Checks the length before anything else is done: it follows from the row. */
static gboolean
begin (HearthBlobReader *self, GError **error)
{
  guint8 nonce[HEARTH_AGE_NONCE_SIZE];
  gssize n;

  if (self->sealed_size != hearth_blob_get_sealed_size (self->blob->size))
    return fail (error, "the file of an attachment has not the right length");
  n = self->read (self->data, nonce, sizeof nonce, 0, error);
  if (n < 0)
    return FALSE;
  if (n != sizeof nonce)
    return fail (error, "the file of an attachment is cut");
  self->offset = n;
  hearth_age_stream_init (&self->stream, self->blob->key, nonce);
  return TRUE;
}

static HearthBlobReader *
new_reader (const HearthBlob *blob)
{
  HearthBlobReader *self = g_new0 (HearthBlobReader, 1);

  self->fd = -1;
  self->blob = hearth_blob_copy (blob);
  self->plain = g_malloc (HEARTH_AGE_CHUNK_SIZE);
  self->sealed = g_malloc (SEALED_CHUNK_SIZE);
  hearth_hash_init (&self->hash);
  return self;
}

/**
 * hearth_blob_reader_new:
 * @blob: its row
 *
 * Returns: (transfer full): a reader at the beginning, or %NULL with %HEARTH_VAULT_ERROR_BLOB_DAMAGED if
 *   the file is missing or has another length, %G_IO_ERROR_CLOSED, or an input/output error. Thread:
 *   any that may wait.
 */
HearthBlobReader *
hearth_blob_reader_new (HearthBlobStore *store,
                        HearthCompartment cmp,
                        const HearthBlob *blob,
                        GError **error)
{
  g_autoptr (HearthBlobReader) self = NULL;

  g_return_val_if_fail (store != NULL && blob != NULL, NULL);

  if (_hearth_blob_store_refuse_if_stopped (store, error))
    return NULL;
  self = new_reader (blob);
  self->store = hearth_blob_store_ref (store);
  self->read = read_file;
  self->data = self;
  if (!open_file (self, cmp, error) || !begin (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * hearth_blob_reader_new_from:
 * @sealed_size: bytes that @read can give
 * @read: is asked for the bytes in order, once each
 *
 * As hearth_blob_reader_new() for bytes that lie elsewhere.
 */
HearthBlobReader *
hearth_blob_reader_new_from (const HearthBlob *blob,
                             guint64 sealed_size,
                             HearthBlobReadFunc read,
                             gpointer data,
                             GError **error)
{
  g_autoptr (HearthBlobReader) self = NULL;

  g_return_val_if_fail (blob != NULL && read != NULL, NULL);

  self = new_reader (blob);
  self->sealed_size = sealed_size;
  self->read = read;
  self->data = data;
  if (!begin (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/** hearth_blob_reader_free: wipes the chunk at hand. Thread: any. */
void
hearth_blob_reader_free (HearthBlobReader *self)
{
  g_return_if_fail (self != NULL);

  if (self->fd >= 0)
    self->store->fs->close (self->store->fs->data, self->fd);
  hearth_age_stream_clear (&self->stream);
  sodium_memzero (self->plain, HEARTH_AGE_CHUNK_SIZE);
  sodium_memzero (&self->hash, sizeof self->hash);
  g_clear_pointer (&self->blob, hearth_blob_free);
  g_clear_pointer (&self->store, hearth_blob_store_unref);
  g_free (self->plain);
  g_free (self->sealed);
  g_free (self);
}

/* The next chunk of content and padding; *n is its length. */
static gboolean
open_chunk (HearthBlobReader *self, gsize *n, GError **error)
{
  guint64 left = self->sealed_size - (guint64) self->offset;
  gsize length = (gsize) MIN (left, SEALED_CHUNK_SIZE);
  gssize n_read = self->read (self->data, self->sealed, length, self->offset, error);

  if (n_read < 0)
    return FALSE;
  if ((gsize) n_read != length || length <= HEARTH_AGE_TAG_SIZE ||
      !hearth_age_stream_open (&self->stream, self->sealed, length, length == left, self->plain))
    {
      sodium_memzero (self->plain, HEARTH_AGE_CHUNK_SIZE);
      return fail (error, "an attachment is damaged");
    }
  self->offset += n_read;
  *n = length - HEARTH_AGE_TAG_SIZE;
  return TRUE;
}

static gboolean
check_end (HearthBlobReader *self, GError **error)
{
  guint8 hash[HEARTH_HASH_SIZE];

  hearth_hash_final (&self->hash, hash);
  if (sodium_memcmp (hash, self->blob->hash, sizeof hash) != 0)
    return fail (error, "an attachment is not the one that was stored");
  self->is_at_end = TRUE;
  return TRUE;
}

/**
 * hearth_blob_reader_next:
 * @bytes: (out) (transfer none): the next of the content, whose tag is right; valid until the next call
 * @length: (out): how many, at most 64 KiB; 0 at the end, which says that the whole hash is right
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_BLOB_DAMAGED, %G_IO_ERROR_CLOSED, or an input/output error;
 *   what was given before must then be thrown away. Thread: one at a time, that may wait.
 */
gboolean
hearth_blob_reader_next (HearthBlobReader *self,
                         const guint8 **bytes,
                         gsize *length,
                         GError **error)
{
  gsize n;

  g_return_val_if_fail (self != NULL && bytes != NULL && length != NULL, FALSE);

  *bytes = self->plain;
  *length = 0;
  while (*length == 0 && (guint64) self->offset < self->sealed_size)
    {
      if (!open_chunk (self, &n, error))
        return FALSE;
      /* Whole chunks may be padding; they are opened all the same. */
      *length = (gsize) MIN (n, self->blob->size - self->n_given);
      hearth_hash_update (&self->hash, self->plain, *length);
      self->n_given += *length;
    }
  return *length > 0 || self->is_at_end || check_end (self, error);
}

typedef struct
{
  guint8 *bytes;
  gsize size;
} Content;

static void
free_content (gpointer data)
{
  Content *content = data;

  sodium_memzero (content->bytes, content->size);
  g_free (content->bytes);
  g_free (content);
}

/**
 * hearth_blob_reader_read_all:
 *
 * The whole content in memory, for showing it. The bytes are wiped with the last reference.
 *
 * Returns: (transfer full): the content, verified whole; %NULL with an error as
 *   hearth_blob_reader_next(), %HEARTH_VAULT_ERROR_NO_MEMORY or %G_IO_ERROR_CANCELLED.
 */
GBytes *
hearth_blob_reader_read_all (HearthBlobReader *self, GCancellable *cancellable, GError **error)
{
  Content *content;
  const guint8 *bytes;
  gsize length, at = 0;

  g_return_val_if_fail (self != NULL && self->n_given == 0, NULL);

  content = g_new0 (Content, 1);
  content->size = (gsize) self->blob->size;
  content->bytes = g_try_malloc0 (content->size);
  if (content->bytes == NULL)
    {
      g_free (content);
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NO_MEMORY,
                           "no memory for an attachment");
      return NULL;
    }
  do
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !hearth_blob_reader_next (self, &bytes, &length, error))
        {
          free_content (content);
          return NULL;
        }
      memcpy (content->bytes + at, bytes, length);
      at += length;
    }
  while (length > 0);
  return g_bytes_new_with_free_func (content->bytes, content->size, free_content, content);
}

/**
 * hearth_blob_reader_write_to:
 * @sink: gets the content, in the clear; neither flushed nor closed
 *
 * Returns: %FALSE with an error as hearth_blob_reader_next() or of @sink; what @sink got is then of no
 *   use.
 */
gboolean
hearth_blob_reader_write_to (HearthBlobReader *self,
                             GOutputStream *sink,
                             GCancellable *cancellable,
                             GError **error)
{
  const guint8 *bytes;
  gsize length;

  g_return_val_if_fail (self != NULL && G_IS_OUTPUT_STREAM (sink), FALSE);

  do
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !hearth_blob_reader_next (self, &bytes, &length, error) ||
          !g_output_stream_write_all (sink, bytes, length, NULL, cancellable, error))
        return FALSE;
    }
  while (length > 0);
  return TRUE;
}

/**
 * hearth_blob_store_verify:
 *
 * Reads the whole attachment and forgets it.
 *
 * Returns: %FALSE with an error as hearth_blob_reader_next() or %G_IO_ERROR_CANCELLED. Thread: any that
 *   may wait.
 */
gboolean
hearth_blob_store_verify (HearthBlobStore *self,
                          HearthCompartment cmp,
                          const HearthBlob *blob,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (HearthBlobReader) reader = hearth_blob_reader_new (self, cmp, blob, error);
  const guint8 *bytes;
  gsize length;

  if (reader == NULL)
    return FALSE;
  do
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !hearth_blob_reader_next (reader, &bytes, &length, error))
        return FALSE;
    }
  while (length > 0);
  return TRUE;
}
