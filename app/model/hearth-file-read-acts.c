/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file goes out: to memory, to be shown, or to a stream, in the clear. The reader's thread finds the
 * key, another one does the work. */
#include "config.h"

#include "hearth-file-acts-private.h"

#include "hearth-blob-store.h"
#include "hearth-json.h"
#include "hearth-model-error.h"

#include <string.h>

/* One content on its way; made and freed on main. */
typedef struct
{
  HearthBlobStore *blobs;
  HearthRecord *file;
  HearthCompartment cmp;
  GOutputStream *sink; /* NULL: to memory */
  HearthBlob *blob;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->blob, hearth_blob_free);
  g_clear_pointer (&self->file, hearth_record_unref);
  g_clear_object (&self->sink);
  hearth_blob_store_unref (self->blobs);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static Reading *
reading_new (HearthContext *context, const HearthRecord *file, GOutputStream *sink, GError **error)
{
  HearthVault *vault = hearth_context_get_vault (context);
  Reading *self;

  if (!hearth_vault_is_unlocked (vault))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the vault is locked");
      return NULL;
    }
  self = g_new0 (Reading, 1);
  self->blobs = hearth_blob_store_ref (hearth_vault_get_blob_store (vault));
  self->file = hearth_record_ref ((HearthRecord *) file);
  self->cmp = hearth_record_get_kind (file)->cmp;
  self->sink = sink != NULL ? g_object_ref (sink) : NULL;
  return self;
}

/* The row is this vault's own; the record may have come from elsewhere. They must mean the same. */
static gboolean
check_same (const HearthRecord *file, const HearthBlob *blob, GError **error)
{
  g_autofree char *hash = hearth_hex_encode (blob->hash, sizeof blob->hash);

  if (g_strcmp0 (hearth_record_get_text (file, "hash"), hash) == 0)
    return TRUE;
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_BLOB_DAMAGED,
                       "the record means another content");
  return FALSE;
}

static gpointer
find_on_reader (HearthDb *db, gpointer data, GError **error)
{
  const Reading *self = data;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (HearthBlob) blob = NULL;
  HearthId id;

  if (!hearth_db_has (db, self->cmp))
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_NO_ACCESS,
                           "the compartment is not attached");
      return NULL;
    }
  if (hearth_id_parse (hearth_record_get_text (self->file, "blob"), &id))
    blob = hearth_blob_table_find (db, self->cmp, &id, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (blob == NULL)
    g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN,
                         "the content of the file is not in this vault");
  else if (check_same (self->file, blob, error))
    return g_steal_pointer (&blob);
  return NULL;
}

/* Memory, or TRUE as a pointer for a stream. */
static gpointer
stream_out (const Reading *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (HearthBlobReader) reader =
      hearth_blob_reader_new (self->blobs, self->cmp, self->blob, error);

  if (reader == NULL)
    return NULL;
  if (self->sink == NULL)
    return hearth_blob_reader_read_all (reader, cancellable, error);
  return GINT_TO_POINTER (hearth_blob_reader_write_to (reader, self->sink, cancellable, error));
}

static gpointer
run (HearthContext *context,
     const HearthRecord *file,
     GOutputStream *sink,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (Reading) self = reading_new (context, file, sink, error);

  if (self == NULL)
    return NULL;
  self->blob = hearth_store_read (hearth_context_get_store (context), find_on_reader, self, error);
  return self->blob != NULL ? stream_out (self, cancellable, error) : NULL;
}

static void
stream_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Reading *self = data;
  GError *error = NULL;
  gpointer content = stream_out (self, cancellable, &error);

  if (content == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, content,
                           self->sink == NULL ? (GDestroyNotify) g_bytes_unref : NULL);
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->blob = hearth_store_read_finish (HEARTH_STORE (source), result, &error);
  if (self->blob == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, stream_in_thread);
}

static void
start (HearthContext *context,
       const HearthRecord *file,
       GOutputStream *sink,
       gpointer tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GError *error = NULL;
  Reading *self = reading_new (context, file, sink, &error);

  g_task_set_source_tag (task, tag);
  if (self == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, self, reading_free);
  hearth_store_read_async (hearth_context_get_store (context), find_on_reader, self, NULL,
                           (GDestroyNotify) hearth_blob_free, cancellable, on_found_cb,
                           g_object_ref (task));
}

/**
 * hearth_file_read:
 * @file: a record of a kind of files
 *
 * The whole content in memory, each piece and the whole verified. Blocks.
 *
 * Returns: (transfer full): the content, wiped with the last reference; %NULL with
 *   %HEARTH_MODEL_ERROR_UNKNOWN if it has not come to this vault or was removed for good,
 *   %HEARTH_VAULT_ERROR_BLOB_DAMAGED if it is missing or not what was stored, _NO_MEMORY, _IO,
 *   %G_IO_ERROR_CLOSED or %G_IO_ERROR_CANCELLED.
 */
GBytes *
hearth_file_read (HearthContext *context,
                  const HearthRecord *file,
                  GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && file != NULL, NULL);
  g_return_val_if_fail (hearth_file_is_kind (hearth_record_get_kind (file)), NULL);

  return run (context, file, NULL, cancellable, error);
}

/** hearth_file_read_async: as hearth_file_read(), without blocking. Thread: main. */
void
hearth_file_read_async (HearthContext *context,
                        const HearthRecord *file,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_CONTEXT (context) && file != NULL);
  g_return_if_fail (hearth_file_is_kind (hearth_record_get_kind (file)));

  start (context, file, NULL, hearth_file_read_async, cancellable, callback, user_data);
}

/** hearth_file_read_finish: (transfer full): the answer of hearth_file_read_async(). */
GBytes *
hearth_file_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_file_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
_hearth_file_write_to (HearthContext *context,
                       const HearthRecord *file,
                       GOutputStream *sink,
                       GCancellable *cancellable,
                       GError **error)
{
  return run (context, file, sink, cancellable, error) != NULL;
}

void
_hearth_file_write_to_async (HearthContext *context,
                             const HearthRecord *file,
                             GOutputStream *sink,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  start (context, file, sink, _hearth_file_write_to_async, cancellable, callback, user_data);
}

gboolean
_hearth_file_write_to_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
