/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record and what follows from it, as one decision. */
#include "config.h"

#include "hearth-record-edit.h"

#include "hearth-field-number.h"
#include "hearth-injury-acts.h"
#include "hearth-json.h"
#include "hearth-ledger.h"
#include "hearth-record-consequences-private.h"

typedef struct
{
  HearthActEnv env;
  const HearthKind *kind;
  HearthId case_id;
  HearthId rec;
  gint64 expected_revision;
  json_t *fields;
  char *user;                  /* who is logged in; NULL: not known */
  HearthBlobStore *blobs;      /* NULL: the vault is locked */
  HearthInjuryPhotoMove photo; /* while the writer decides */
} Edit;

static Edit *
edit_new (HearthContext *context, const HearthRecordEdit *asked)
{
  HearthVault *vault = hearth_context_get_vault (context);
  Edit *self = g_new0 (Edit, 1);

  _hearth_act_env_init (&self->env, context);
  self->kind = asked->kind;
  if (asked->expected_revision == HEARTH_REVISION_NEW)
    self->kind = hearth_injury_choose_kind (asked->kind, asked->fields, self->env.packs);
  self->case_id = asked->case_id;
  self->rec = asked->rec;
  self->expected_revision = asked->expected_revision;
  self->fields = json_deep_copy (asked->fields);
  self->user = g_strdup (hearth_vault_get_user_name (vault));
  if (hearth_vault_is_unlocked (vault))
    self->blobs = hearth_blob_store_ref (hearth_vault_get_blob_store (vault));
  return self;
}

static void
edit_free (Edit *self)
{
  _hearth_act_env_clear (&self->env);
  json_decref (self->fields);
  g_free (self->user);
  g_clear_pointer (&self->blobs, hearth_blob_store_unref);
  _hearth_injury_photo_move_clear (&self->photo);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Edit, edit_free)

/* The record as it stands, also if it was removed meanwhile; NULL with an error, or if it is new. */
static HearthRecord *
find_present (HearthDb *db, const Edit *self, GError **error)
{
  return hearth_store_get_record (db, self->kind, &self->rec, error);
}

/* Every kind that tells of a time calls its ends the same. */
static gboolean
check_time (const HearthRecordAct *act, GError **error)
{
  g_autoptr (HearthRecord) after = NULL;
  HearthDate from, until;

  if (json_object_get (act->set, "from_on") == NULL &&
      json_object_get (act->set, "until_on") == NULL)
    return TRUE;
  after = _hearth_record_act_overlay (act, act->set);
  from = hearth_record_get_date (after, "from_on");
  until = hearth_record_get_date (after, "until_on");
  if (from == HEARTH_DATE_NONE || until == HEARTH_DATE_NONE || from <= until)
    return TRUE;
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                       "\"until_on\" is before \"from_on\"");
  return FALSE;
}

/* A form asks again when a number is a slip; nobody asks a script. */
static gboolean
check_numbers (const Edit *self, const json_t *set, GError **error)
{
  const char *key;
  json_t *value;

  json_object_foreach ((json_t *) set, key, value)
  {
    const HearthField *field = hearth_kind_find_field (self->kind, key);

    if (field == NULL || !json_is_integer (value) ||
        hearth_field_number_is_likely (field, json_integer_value (value)))
      continue;
    g_set_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                 "\"%s\" takes a number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, field->id,
                 field->low, field->high);
    return FALSE;
  }
  return TRUE;
}

static json_t *
convert (const Edit *self, const HearthRecord *present, GError **error)
{
  json_t *set = _hearth_fields_convert (self->kind, self->fields, self->env.packs, error);

  /* Who saves a record that somebody removed meanwhile has seen that, and wants it back; a script that
   * does not say what it saw has not. */
  if (set != NULL && self->expected_revision != HEARTH_REVISION_ANY && present != NULL &&
      hearth_record_is_gone (present) && json_object_get (set, "gone") == NULL)
    json_object_set_new (set, "gone", json_false ());
  return set;
}

static HearthCommand *
begin_command (const Edit *self)
{
  const gboolean is_new = self->expected_revision == HEARTH_REVISION_NEW;
  const gboolean is_correction = hearth_json_get_string (self->fields, "corrects") != NULL;

  if (!hearth_ledger_is_kind (self->kind))
    return hearth_command_new (is_new ? "record-add" : "record-set");
  if (!is_new)
    return hearth_command_new ("ledger-void");
  return hearth_command_new (is_correction ? "ledger-correct" : "ledger-enter");
}

static HearthCommand *
decide_edit (HearthDb *db, gpointer data, GError **error)
{
  Edit *self = data;
  g_autoptr (HearthCommand) command = begin_command (self);
  g_auto (HearthCaseRecords) records = { 0 };
  g_autoptr (HearthRecord) present = NULL;
  g_autoptr (GError) local_error = NULL;
  json_auto_t *set = NULL;
  HearthRecordAct act;

  if (!_hearth_case_records_load (&records, db, &self->case_id, error))
    return NULL;
  present = find_present (db, self, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  set = convert (self, present, error);
  if (set == NULL)
    return NULL;
  act = (HearthRecordAct){ &self->env, self->kind, &self->case_id,
                           &self->rec, self->user, &self->photo,
                           command,    db,         &records,
                           present,    set };
  if (!check_numbers (self, set, error) || !check_time (&act, error))
    return NULL;
  hearth_command_set (command, self->kind, &self->case_id, &self->rec, self->expected_revision,
                      json_incref (set));
  if (!_hearth_record_follow (&act, error))
    return NULL;
  return g_steal_pointer (&command);
}

static HearthChangeSet *
save_on_writer (const HearthWriter *writer,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  Edit *self = data;
  g_autoptr (HearthCommand) command = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  command = decide_edit (writer->db, self, error);
  if (command == NULL)
    return NULL;
  if (self->photo.file == NULL || self->blobs == NULL)
    return hearth_writer_execute (writer, command, error);
  return _hearth_injury_photo_execute (&self->photo, writer, self->blobs, command, cancellable,
                                       error);
}

/** hearth_record_can_be_edited: whether records of @kind are saved this way. Thread: any. */
gboolean
hearth_record_can_be_edited (const HearthKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  /* An entry of the ledger is made this way and voided; the store refuses the rest. */
  return hearth_ledger_is_kind (kind) ||
         (kind->flags &
          (HEARTH_KIND_SHARED | HEARTH_KIND_SINGLE | HEARTH_KIND_PLANNED | HEARTH_KIND_FIXED)) == 0;
}

/**
 * hearth_record_save:
 *
 * Makes or changes one record of a case and whatever follows from it: the plan after a period of captivity,
 * the stage after a new decision, the steps of a document, the place of a first contact. Blocks.
 *
 * Returns: (transfer full): the answer, stale also if the stage that a decision ends is not the present
 *   one; %NULL with %HEARTH_MODEL_ERROR_INVALID or _UNKNOWN, or as hearth_store_execute().
 */
HearthChangeSet *
hearth_record_save (HearthContext *context, const HearthRecordEdit *edit, GError **error)
{
  g_autoptr (Edit) self = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (hearth_record_can_be_edited (edit->kind) && json_is_object (edit->fields),
                        NULL);

  self = edit_new (context, edit);
  return hearth_store_write (hearth_context_get_store (context), save_on_writer, self, NULL, error);
}

/** hearth_record_save_async: as hearth_record_save(), without blocking. Thread: main. */
void
hearth_record_save_async (HearthContext *context,
                          const HearthRecordEdit *edit,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_CONTEXT (context));
  g_return_if_fail (hearth_record_can_be_edited (edit->kind) && json_is_object (edit->fields));

  hearth_store_write_async (hearth_context_get_store (context), save_on_writer,
                            edit_new (context, edit), (GDestroyNotify) edit_free, cancellable,
                            callback, user_data);
}

static HearthRecordEdit
removal_of (const HearthRecord *record, const json_t *fields)
{
  return (HearthRecordEdit){
    .kind = hearth_record_get_kind (record),
    .case_id = *hearth_record_get_case (record),
    .rec = *hearth_record_get_id (record),
    .expected_revision = hearth_record_get_revision (record),
    .fields = fields,
  };
}

/**
 * hearth_record_remove:
 * @record: as it was read
 *
 * Returns: (transfer full): the answer; %NULL with an error as hearth_record_save(). Blocks.
 */
HearthChangeSet *
hearth_record_remove (HearthContext *context, const HearthRecord *record, GError **error)
{
  json_auto_t *gone = json_pack ("{s:b}", "gone", TRUE);
  HearthRecordEdit edit;

  g_return_val_if_fail (record != NULL, NULL);

  edit = removal_of (record, gone);
  return hearth_record_save (context, &edit, error);
}

/** hearth_record_remove_async: as hearth_record_remove(), without blocking. Thread: main. */
void
hearth_record_remove_async (HearthContext *context,
                            const HearthRecord *record,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  json_auto_t *gone = json_pack ("{s:b}", "gone", TRUE);
  HearthRecordEdit edit;

  g_return_if_fail (record != NULL);

  edit = removal_of (record, gone);
  hearth_record_save_async (context, &edit, cancellable, callback, user_data);
}

/** hearth_record_edit_finish: (transfer full): the answer of one of the two. Thread: main. */
HearthChangeSet *
hearth_record_edit_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GObject) store = g_async_result_get_source_object (result);

  return hearth_store_write_finish (HEARTH_STORE (store), result, error);
}
