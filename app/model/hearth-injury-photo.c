/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-injury-photo-private.h"

#include "hearth-audit.h"
#include "hearth-command-private.h"
#include "hearth-file-kinds.h"
#include "hearth-injury-photo-query.h"
#include "hearth-json.h"
#include "hearth-model-error.h"
#include "hearth-random.h"
#include "hearth-store.h"

#define FROM HEARTH_COMPARTMENT_MEDICAL
#define TO HEARTH_COMPARTMENT_RESTRICTED

void
_hearth_injury_photo_move_clear (HearthInjuryPhotoMove *self)
{
  g_clear_pointer (&self->file, hearth_record_unref);
}

gboolean
_hearth_injury_photo_plan (HearthInjuryPhotoMove *self,
                           HearthDb *db,
                           const HearthId *case_id,
                           json_t *values,
                           GError **error)
{
  const char *text = hearth_json_get_string (values, "photo");
  g_autoptr (HearthRecord) file = NULL;
  g_autoptr (GError) local_error = NULL;
  char hex[HEARTH_ID_HEX_SIZE];
  HearthId id;

  _hearth_injury_photo_move_clear (self);
  if (text == NULL || !hearth_id_parse (text, &id) || !hearth_db_has (db, FROM) ||
      !hearth_db_has (db, TO))
    return TRUE;
  file = hearth_store_get_record (db, hearth_file_find_kind (FROM), &id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (file == NULL || hearth_record_is_gone (file) ||
      !hearth_id_equal (hearth_record_get_case (file), case_id))
    return TRUE;
  self->file = g_steal_pointer (&file);
  self->rec = hearth_random_id ();
  hearth_id_format (&self->rec, hex);
  json_object_set_new (values, "photo", json_string (hex));
  return TRUE;
}

/* --- The content --- */

static gboolean
get_blob_id (const HearthRecord *file, HearthId *out)
{
  const char *text = hearth_record_get_text (file, "blob");

  return text != NULL && hearth_id_parse (text, out);
}

static HearthBlob *
find_content (const HearthInjuryPhotoMove *self, const HearthWriter *writer, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  HearthBlob *blob = NULL;
  HearthId id;

  if (get_blob_id (self->file, &id))
    blob = hearth_blob_table_find (writer->db, FROM, &id, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (blob == NULL)
    g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_BLOB_DAMAGED,
                         "the content of the photo is not here");
  return blob;
}

/* Verified to its end before the copy is finished. */
static HearthBlob *
copy_content (HearthBlobStore *blobs,
              const HearthBlob *blob,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (HearthBlobReader) reader = hearth_blob_reader_new (blobs, FROM, blob, error);
  g_autoptr (HearthBlobWriter) copy = NULL;
  const guint8 *bytes;
  gsize length;

  if (reader == NULL)
    return NULL;
  copy = hearth_blob_writer_new (blobs, TO, 0, error);
  while (copy != NULL)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !hearth_blob_reader_next (reader, &bytes, &length, error))
        return NULL;
      if (length == 0)
        return hearth_blob_writer_finish (copy, error);
      if (!hearth_blob_writer_write (copy, bytes, length, error))
        return NULL;
    }
  return NULL;
}

/* --- The records --- */

static HearthCommand *
make_attachment (const HearthInjuryPhotoMove *self, const HearthBlob *copy)
{
  HearthCommand *command = hearth_command_new ("file-attach");
  json_t *set = json_deep_copy (hearth_record_get_values (self->file));
  char hex[HEARTH_ID_HEX_SIZE];

  hearth_id_format (&copy->id, hex);
  json_object_set_new (set, "blob", json_string (hex));
  json_object_del (set, "gone");
  hearth_command_set (command, hearth_file_find_kind (TO), hearth_record_get_case (self->file),
                      &self->rec, HEARTH_REVISION_NEW, set);
  _hearth_command_add_blob (command, TO, copy);
  return command;
}

static gboolean
is_done (HearthChangeSet *changes)
{
  return changes != NULL && hearth_change_set_get_result (changes) == HEARTH_RESULT_DONE;
}

static gboolean
detach (const HearthWriter *writer,
        HearthCompartment cmp,
        const HearthId *case_id,
        const HearthId *rec,
        GError **error)
{
  g_autoptr (HearthCommand) command = hearth_command_new ("file-detach");
  g_autoptr (HearthChangeSet) changes = NULL;

  hearth_command_set (command, hearth_file_find_kind (cmp), case_id, rec, HEARTH_REVISION_ANY,
                      json_pack ("{s:b}", "gone", TRUE));
  changes = hearth_writer_execute (writer, command, error);
  return changes != NULL;
}

static gboolean
erase_content (const HearthWriter *writer,
               HearthBlobStore *blobs,
               HearthCompartment cmp,
               const HearthId *blob,
               GError **error)
{
  HearthAuditEntry entry = { .event = HEARTH_AUDIT_ERASE, .cmp = cmp, .n = 1 };

  if (!hearth_audit_append (writer, &entry, error) ||
      !hearth_blob_store_delete (blobs, writer->db, cmp, blob, 1, error))
    return FALSE;
  entry.phase = HEARTH_AUDIT_DONE;
  return hearth_audit_append (writer, &entry, error);
}

/* The record goes and its content with the key, at once: unlike a file that a person removes, this one is not to come
 * back. */
static gboolean
erase (const HearthWriter *writer,
       HearthBlobStore *blobs,
       HearthCompartment cmp,
       const HearthId *case_id,
       const HearthId *rec,
       const HearthId *blob,
       GError **error)
{
  return detach (writer, cmp, case_id, rec, error) &&
         erase_content (writer, blobs, cmp, blob, error);
}

static HearthChangeSet *
attach_copy (const HearthInjuryPhotoMove *self,
             const HearthWriter *writer,
             HearthBlobStore *blobs,
             HearthId *blob,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (HearthBlob) content = find_content (self, writer, error);
  g_autoptr (HearthBlob) copy = NULL;
  g_autoptr (HearthCommand) command = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;

  if (content != NULL)
    copy = copy_content (blobs, content, cancellable, error);
  if (copy == NULL)
    return NULL;
  *blob = copy->id;
  command = make_attachment (self, copy);
  changes = hearth_writer_execute (writer, command, error);
  if (changes != NULL && !is_done (changes))
    hearth_blob_store_discard (blobs, TO, blob);
  return g_steal_pointer (&changes);
}

HearthChangeSet *
_hearth_injury_photo_execute (const HearthInjuryPhotoMove *self,
                              const HearthWriter *writer,
                              HearthBlobStore *blobs,
                              HearthCommand *command,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (HearthChangeSet) attached = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  const HearthId *case_id = hearth_record_get_case (self->file);
  HearthId copy, old;

  attached = attach_copy (self, writer, blobs, &copy, cancellable, error);
  if (!is_done (attached))
    return g_steal_pointer (&attached);
  changes = hearth_writer_execute (writer, command, error);
  if (is_done (changes))
    return get_blob_id (self->file, &old) && erase (writer, blobs, FROM, case_id,
                                                    hearth_record_get_id (self->file), &old, error)
               ? g_steal_pointer (&changes)
               : NULL;
  /* Nothing moved: the copy is no second one that nobody knows of. */
  if (!erase (writer, blobs, TO, case_id, &self->rec, &copy, changes != NULL ? error : NULL))
    return NULL;
  return g_steal_pointer (&changes);
}

/* --- What a crash left --- */

gboolean
_hearth_injury_photo_tidy (const HearthWriter *writer, HearthBlobStore *blobs, GError **error)
{
  g_autoptr (GArray) left = NULL;

  if (!hearth_db_has (writer->db, FROM) || !hearth_db_has (writer->db, TO))
    return TRUE;
  left = hearth_injury_photo_query_list_left (writer->db, error);
  for (guint i = 0; left != NULL && i < left->len; i++)
    {
      const HearthInjuryPhotoLeft *file = &g_array_index (left, HearthInjuryPhotoLeft, i);

      /* The crash may also have come between the record and its content. */
      if ((!file->is_gone && !detach (writer, FROM, &file->case_id, &file->rec, error)) ||
          !erase_content (writer, blobs, FROM, &file->blob, error))
        return FALSE;
    }
  return left != NULL;
}
