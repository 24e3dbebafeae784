/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file comes in. The content is on the disk before the writer hears of it: minutes of
 * streaming must not keep others from saving. */
#include "config.h"

#include "hearth-file-acts.h"

#include "hearth-blob-store.h"
#include "hearth-case-acts-private.h"
#include "hearth-command-private.h"
#include "hearth-json.h"
#include "hearth-policy.h"
#include "hearth-random.h"
#include "hearth-text.h"

#include <string.h>

#define MAX_NAME_SIZE 255

/* One file on its way. Made and freed on main; the thread that streams has it to itself meanwhile. */
typedef struct
{
  HearthBlobStore *blobs;
  const HearthKind *kind;
  HearthId case_id;
  HearthId rec;
  json_t *set;
  GInputStream *content;
  guint64 max_size;
  HearthBlob *blob;         /* once it is on the disk */
  HearthChangeSet *changes; /* the writer's answer, while a refused file is removed */
  GError *error;
} Attach;

static void
attach_free (gpointer data)
{
  Attach *self = data;

  g_clear_pointer (&self->blob, hearth_blob_free);
  g_clear_pointer (&self->changes, hearth_change_set_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->set, json_decref);
  g_clear_object (&self->content);
  hearth_blob_store_unref (self->blobs);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attach, attach_free)

static gpointer
refuse (HearthModelError code, const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, (gint) code, message);
  return NULL;
}

/**
 * hearth_file_may_attach:
 *
 * Returns: whether this login may add files to @cmp: for greyed buttons. Thread: main.
 */
gboolean
hearth_file_may_attach (HearthContext *context, HearthCompartment cmp)
{
  HearthVault *vault;
  const HearthKind *kind = hearth_file_find_kind (cmp);

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);

  vault = hearth_context_get_vault (context);
  return kind != NULL && hearth_vault_has (vault, cmp) &&
         hearth_policy_may_write (hearth_vault_get_roles (vault), kind);
}

/* A name from outside may be anything; what cannot be a text of a record is left out. */
static char *
clean_name (const char *name)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *valid = g_utf8_make_valid (base, -1);
  g_autofree char *clean = NULL;
  char *end;

  for (char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    if ((guchar) *c < 0x20 || *c == 0x7f)
      *c = ' ';
  clean = hearth_text_clean (valid);
  if (clean == NULL ||
      hearth_text_check (clean, G_MAXSIZE, HEARTH_TEXT_ONE_LINE) != HEARTH_TEXT_FINE)
    return g_strdup ("");
  if (strlen (clean) <= MAX_NAME_SIZE)
    return g_steal_pointer (&clean);
  end = g_utf8_find_prev_char (clean, clean + MAX_NAME_SIZE + 1);
  return g_strndup (clean, (gsize) (end - clean));
}

static void
set_names (json_t *set, const char *name)
{
  g_autofree char *clean = clean_name (name);
  char *dot;

  if (clean[0] == '\0')
    return;
  json_object_set_new (set, "name", json_string (clean));
  if (json_object_get (set, "title") != NULL)
    return;
  dot = strrchr (clean, '.');
  if (dot != NULL && dot != clean)
    *dot = '\0';
  json_object_set_new (set, "title", json_string (clean));
}

static Attach *
attach_new (HearthContext *context,
            const HearthFileRequest *request,
            GInputStream *content,
            GError **error)
{
  HearthVault *vault = hearth_context_get_vault (context);
  const HearthKind *kind = hearth_file_find_kind (request->cmp);
  json_auto_t *set = NULL;
  Attach *self;

  if (!hearth_vault_is_unlocked (vault))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the vault is locked");
      return NULL;
    }
  if (kind == NULL)
    return refuse (HEARTH_MODEL_ERROR_INVALID, "this compartment has no files", error);
  if (!hearth_vault_has (vault, request->cmp))
    return refuse (HEARTH_MODEL_ERROR_NO_ACCESS, "the compartment is not attached", error);
  set = request->fields == NULL
            ? json_object ()
            : _hearth_fields_convert (kind, request->fields, hearth_context_get_packs (context),
                                      error);
  if (set == NULL)
    return NULL;
  if (request->name != NULL)
    set_names (set, request->name);
  self = g_new0 (Attach, 1);
  self->blobs = hearth_blob_store_ref (hearth_vault_get_blob_store (vault));
  self->kind = kind;
  self->case_id = request->case_id;
  self->rec = hearth_random_id ();
  self->set = g_steal_pointer (&set);
  self->content = g_object_ref (content);
  self->max_size = request->max_size;
  return self;
}

/* What the content says of itself goes into the record. */
static void
describe_content (Attach *self, const char *media)
{
  char hex[HEARTH_ID_HEX_SIZE];
  g_autofree char *hash = hearth_hex_encode (self->blob->hash, sizeof self->blob->hash);

  hearth_id_format (&self->blob->id, hex);
  json_object_set_new (self->set, "media_type", json_string (media));
  json_object_set_new (self->set, "size", json_integer ((json_int_t) self->blob->size));
  json_object_set_new (self->set, "hash", json_string (hash));
  json_object_set_new (self->set, "blob", json_string (hex));
}

/* What a person can do about it is known here: split the file, not make room. */
static void
tell_limit (GError **error)
{
  if (error == NULL || !g_error_matches (*error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT))
    return;
  g_clear_error (error);
  refuse (HEARTH_MODEL_ERROR_LIMIT, "the file is too long, or there are too many", error);
}

/* The first bytes decide before anything is written. */
static gboolean
stream_content (Attach *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (HearthBlobWriter) writer = NULL;
  guint8 head[HEARTH_FILE_MAGIC_SIZE];
  const char *media;
  gsize n_head;

  if (!g_input_stream_read_all (self->content, head, sizeof head, &n_head, cancellable, error))
    return FALSE;
  media = hearth_file_detect_media (head, n_head);
  if (media == NULL)
    return refuse (HEARTH_MODEL_ERROR_MEDIA, "neither PNG nor JPEG nor PDF", error) != NULL;
  writer = hearth_blob_writer_new (self->blobs, self->kind->cmp, self->max_size, error);
  if (writer == NULL || !hearth_blob_writer_write (writer, head, n_head, error) ||
      !hearth_blob_writer_write_stream (writer, self->content, cancellable, error))
    return FALSE;
  self->blob = hearth_blob_writer_finish (writer, error);
  if (self->blob == NULL)
    return FALSE;
  describe_content (self, media);
  return TRUE;
}

static gboolean
stream_in (Attach *self, GCancellable *cancellable, GError **error)
{
  GError *local_error = NULL;

  if (stream_content (self, cancellable, &local_error))
    return TRUE;
  tell_limit (&local_error);
  g_propagate_error (error, local_error);
  return FALSE;
}

static HearthCommand *
decide_attach (HearthDb *db, gpointer data, GError **error)
{
  const Attach *self = data;
  g_autoptr (HearthCommand) command = hearth_command_new ("file-attach");
  g_auto (HearthCaseRecords) records = { 0 };

  if (!_hearth_case_records_load (&records, db, &self->case_id, error))
    return NULL;
  hearth_command_set (command, self->kind, &self->case_id, &self->rec, HEARTH_REVISION_NEW,
                      json_incref (self->set));
  _hearth_command_add_blob (command, self->kind->cmp, self->blob);
  return g_steal_pointer (&command);
}

/* What was refused leaves no file. After an error of the vault nobody knows what is on the disk: then
 * the sweep decides, by the row. */
static gboolean
is_refused (HearthChangeSet *changes, const GError *error)
{
  return changes != NULL ? hearth_change_set_get_result (changes) != HEARTH_RESULT_DONE
                         : error->domain != HEARTH_VAULT_ERROR;
}

static void
discard (const Attach *self)
{
  hearth_blob_store_discard (self->blobs, self->kind->cmp, &self->blob->id);
}

/**
 * hearth_file_attach:
 * @content: read to its end, not closed
 * @rec: (out) (optional): the new record
 *
 * Puts a PNG, a JPEG or a PDF, told by its first bytes, into the vault. Metadata are the caller's to
 * strip. Blocks.
 *
 * Returns: (transfer full): the answer; its inverse removes the file. %NULL with
 *   %HEARTH_MODEL_ERROR_MEDIA for any other content, _NO_ACCESS, _UNKNOWN for the case, _INVALID for a
 *   field, _LIMIT for a content that is too long, %HEARTH_VAULT_ERROR_DISK_FULL, an error of @content,
 *   or as hearth_store_execute(). No record is left behind then, and no file but for the sweep.
 */
HearthChangeSet *
hearth_file_attach (HearthContext *context,
                    const HearthFileRequest *request,
                    GInputStream *content,
                    HearthId *rec,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (Attach) self = NULL;
  g_autoptr (GError) local_error = NULL;
  HearthChangeSet *changes;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && request != NULL, NULL);
  g_return_val_if_fail (G_IS_INPUT_STREAM (content), NULL);

  self = attach_new (context, request, content, error);
  if (self == NULL || !stream_in (self, cancellable, error))
    return NULL;
  changes =
      hearth_store_decide (hearth_context_get_store (context), decide_attach, self, &local_error);
  if (is_refused (changes, local_error))
    discard (self);
  if (changes == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (rec != NULL)
    *rec = self->rec;
  return changes;
}

static void
discard_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  discard (data);
  g_task_return_boolean (task, TRUE);
}

/* The answer waits for it: who asks again has the room that the file took. */
static void
on_discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Attach *self = g_task_get_task_data (task);

  if (self->changes == NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&self->changes),
                           (GDestroyNotify) hearth_change_set_unref);
}

static void
on_attached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Attach *self = g_task_get_task_data (task);
  g_autoptr (GTask) discarding = NULL;

  self->changes = hearth_store_decide_finish (HEARTH_STORE (source), result, &self->error);
  if (!is_refused (self->changes, self->error))
    {
      on_discarded_cb (NULL, NULL, task);
      return;
    }
  discarding = g_task_new (NULL, NULL, on_discarded_cb, task);
  g_task_set_task_data (discarding, self, NULL);
  g_task_run_in_thread (discarding, discard_in_thread);
}

static void
stream_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (stream_in (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_streamed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HearthContext *context = g_task_get_source_object (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  hearth_store_decide_async (hearth_context_get_store (context), decide_attach,
                             g_task_get_task_data (task), NULL, g_task_get_cancellable (task),
                             on_attached_cb, g_object_ref (task));
}

/** hearth_file_attach_async: as hearth_file_attach(), without blocking. Thread: main. */
void
hearth_file_attach_async (HearthContext *context,
                          const HearthFileRequest *request,
                          GInputStream *content,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (context, cancellable, callback, user_data);
  g_autoptr (GTask) stream = NULL;
  GError *error = NULL;
  Attach *self;

  g_return_if_fail (HEARTH_IS_CONTEXT (context) && request != NULL);
  g_return_if_fail (G_IS_INPUT_STREAM (content));

  g_task_set_source_tag (task, hearth_file_attach_async);
  /* What was committed is never reported as cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  self = attach_new (context, request, content, &error);
  if (self == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, self, attach_free);
  stream = g_task_new (NULL, cancellable, on_streamed_cb, g_object_ref (task));
  g_task_set_check_cancellable (stream, FALSE);
  g_task_set_task_data (stream, self, NULL);
  g_task_run_in_thread (stream, stream_in_thread);
}

/** hearth_file_attach_finish: (transfer full): the answer of hearth_file_attach_async(). */
HearthChangeSet *
hearth_file_attach_finish (GAsyncResult *result, HearthId *rec, GError **error)
{
  const Attach *self;
  HearthChangeSet *changes;

  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_file_attach_async), NULL);

  self = g_task_get_task_data (G_TASK (result));
  changes = g_task_propagate_pointer (G_TASK (result), error);
  if (changes != NULL && rec != NULL)
    *rec = self->rec;
  return changes;
}
