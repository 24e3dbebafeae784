/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record and what follows from it, as one decision: a period of captivity changes the plan, a decision
 * begins the next stage, a first contact takes the place of another, answers come to a score and an alarm. */
#include "config.h"

#include "hearth-record-edit.h"

#include "hearth-answers-private.h"
#include "hearth-answers.h"
#include "hearth-case-acts-private.h"
#include "hearth-claim-acts-private.h"
#include "hearth-document-acts-private.h"
#include "hearth-field-number.h"
#include "hearth-injury-acts-private.h"
#include "hearth-json.h"
#include "hearth-ledger-acts-private.h"
#include "hearth-ledger.h"
#include "hearth-medical-acts-private.h"
#include "hearth-rehabilitation-acts-private.h"

#include <string.h>

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

static HearthRecord *
overlay (const Edit *self, const HearthRecord *present, const json_t *set)
{
  g_autoptr (HearthRecord) none = NULL;

  if (present == NULL)
    present = none = hearth_record_new (self->kind, &self->rec, &self->case_id, 0, json_object ());
  return _hearth_record_overlay (present, set);
}

static void
drop_record (GPtrArray *records, const HearthId *rec)
{
  for (guint i = 0; i < records->len; i++)
    if (hearth_id_equal (hearth_record_get_id (records->pdata[i]), rec))
      {
        g_ptr_array_remove_index (records, i);
        return;
      }
}

/* Only the period that is edited is looked at: what another one holds does not stop this. */
static gboolean
check_period (const Edit *self,
              const HearthCaseRecords *records,
              HearthRecord *period,
              const json_t *set,
              GError **error)
{
  g_autoptr (GPtrArray) alone = g_ptr_array_new ();
  HearthCaseRecords around = { records->case_id, records->person, alone, records->steps };

  g_ptr_array_add (alone, period);
  return _hearth_case_fields_check_dates (&around, NULL, set, self->env.today, error);
}

static gboolean
follow_captivity (HearthCommand *command,
                  const Edit *self,
                  HearthDb *db,
                  HearthCaseRecords *records,
                  const HearthRecord *present,
                  const json_t *set,
                  GError **error)
{
  HearthPlanRefresh counts = { 0 };
  gboolean is_gone = json_is_true (json_object_get (set, "gone"));
  g_autoptr (HearthRecord) period = overlay (self, present, set);

  if (!is_gone && !check_period (self, records, period, set, error))
    return FALSE;
  drop_record (records->captivity, &self->rec);
  if (!is_gone)
    g_ptr_array_add (records->captivity, g_steal_pointer (&period));
  return _hearth_plan_add_operations (command, &self->env, db, records, &counts, error);
}

/* The stage that was seen when it was decided must still be the one that there is. */
static gboolean
follow_decision (HearthCommand *command,
                 const Edit *self,
                 HearthDb *db,
                 HearthCaseRecords *records,
                 json_t *set,
                 GError **error)
{
  const char *present = hearth_record_get_text (records->person, "stage");
  const char *next = hearth_json_get_string (set, "next");
  HearthPlanRefresh counts = { 0 };
  json_auto_t *person = NULL;
  HearthRecord *staged;
  gboolean is_same;

  if (next == NULL)
    return TRUE;
  /* Who does not say which stage ends means the one that there is. */
  if (json_object_get (set, "stage") == NULL && present != NULL)
    json_object_set_new (set, "stage", json_string (present));
  is_same = g_strcmp0 (present, hearth_json_get_string (set, "stage")) == 0;
  person = json_pack ("{s:s}", "stage", next);
  hearth_command_set (command, hearth_registry_find_kind ("person"), &self->case_id,
                      hearth_record_get_id (records->person),
                      is_same ? hearth_record_get_revision (records->person) : HEARTH_REVISION_NEW,
                      json_incref (person));
  staged = _hearth_record_overlay (records->person, person);
  hearth_record_unref (records->person);
  records->person = staged;
  return _hearth_plan_add_operations (command, &self->env, db, records, &counts, error);
}

/* The steps of the plan say what the document says. */
static gboolean
follow_document (HearthCommand *command,
                 const Edit *self,
                 HearthDb *db,
                 HearthCaseRecords *records,
                 const HearthRecord *present,
                 json_t *set,
                 GError **error)
{
  HearthPlanRefresh counts = { 0 };
  g_autoptr (HearthRecord) before = overlay (self, present, NULL);
  g_autoptr (HearthRecord) next = NULL;

  if (!json_is_true (json_object_get (set, "gone")) &&
      !_hearth_document_complete (&self->env, before, set, error))
    return FALSE;
  next = overlay (self, present, set);
  _hearth_document_move_steps (command, &self->env, records, present, next);
  return _hearth_plan_add_operations (command, &self->env, db, records, &counts, error);
}

static gboolean
follow_claim (HearthCommand *command,
              const Edit *self,
              HearthDb *db,
              HearthCaseRecords *records,
              const HearthRecord *present,
              json_t *set,
              GError **error)
{
  HearthPlanRefresh counts = { 0 };
  g_autoptr (HearthRecord) before = overlay (self, present, NULL);
  g_autoptr (HearthRecord) next = NULL;

  if (!json_is_true (json_object_get (set, "gone")) &&
      !_hearth_claim_complete (&self->env, before, set, self->user, error))
    return FALSE;
  next = overlay (self, present, set);
  _hearth_claim_move_steps (command, &self->env, records, before, next);
  return _hearth_plan_add_operations (command, &self->env, db, records, &counts, error);
}

static gboolean
leave_others (HearthCommand *command,
              const Edit *self,
              HearthDb *db,
              const HearthField *field,
              GError **error)
{
  g_autoptr (GPtrArray) others = hearth_store_list_records (db, self->kind, &self->case_id, error);

  if (others == NULL)
    return FALSE;
  for (guint i = 0; i < others->len; i++)
    {
      const HearthRecord *other = others->pdata[i];

      if (!hearth_id_equal (hearth_record_get_id (other), &self->rec) &&
          json_is_true (json_object_get (hearth_record_get_values (other), field->id)))
        hearth_command_set (command, self->kind, &self->case_id, hearth_record_get_id (other),
                            hearth_record_get_revision (other),
                            json_pack ("{s:b}", field->id, FALSE));
    }
  return TRUE;
}

static gboolean
leave_all_others (
    HearthCommand *command, const Edit *self, HearthDb *db, const json_t *set, GError **error)
{
  for (const HearthField *field = self->kind->fields; field->id != NULL; field++)
    if ((field->flags & HEARTH_FIELD_ONE_OF) != 0 &&
        json_is_true (json_object_get (set, field->id)) &&
        !leave_others (command, self, db, field, error))
      return FALSE;
  return TRUE;
}

static gboolean
follow_filled (HearthCommand *command,
               const Edit *self,
               HearthDb *db,
               HearthCaseRecords *records,
               const HearthRecord *present,
               json_t *set,
               GError **error)
{
  g_autoptr (HearthRecord) after = overlay (self, present, set);
  const HearthAnswersEdit edit = { &self->env, db, records, present, after };
  HearthMedicalAct act = { command, &self->env, db, records, present, after, set };

  return _hearth_answers_follow (command, &edit, set, error) &&
         _hearth_check_follow_result (&act, error);
}

static gboolean
follow_injury (HearthCommand *command,
               Edit *self,
               HearthDb *db,
               HearthCaseRecords *records,
               const HearthRecord *present,
               json_t *set,
               GError **error)
{
  g_autoptr (HearthRecord) after = overlay (self, present, set);
  const HearthInjuryEdit edit = { self->env.packs, db, present, after, &self->photo };
  HearthMedicalAct act = { command, &self->env, db, records, present, after, set };

  return _hearth_injury_follow (command, &edit, set, error) &&
         _hearth_check_follow_result (&act, error);
}

static gboolean
follow_medical (HearthCommand *command,
                const Edit *self,
                HearthDb *db,
                HearthCaseRecords *records,
                const HearthRecord *present,
                json_t *set,
                GError **error)
{
  g_autoptr (HearthRecord) after = overlay (self, present, set);
  HearthMedicalAct act = { command, &self->env, db, records, present, after, set };

  return _hearth_medical_follow (&act, error);
}

/* Every kind that tells of a time calls its ends the same. */
static gboolean
check_time (const Edit *self, const HearthRecord *present, const json_t *set, GError **error)
{
  g_autoptr (HearthRecord) after = NULL;
  HearthDate from, until;

  if (json_object_get (set, "from_on") == NULL && json_object_get (set, "until_on") == NULL)
    return TRUE;
  after = overlay (self, present, set);
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

static gboolean
add_consequences (HearthCommand *command,
                  Edit *self,
                  HearthDb *db,
                  HearthCaseRecords *records,
                  const HearthRecord *present,
                  json_t *set,
                  GError **error)
{
  if (strcmp (self->kind->id, "captivity") == 0)
    return follow_captivity (command, self, db, records, present, set, error);
  if (hearth_ledger_is_kind (self->kind))
    return _hearth_ledger_follow (command, &self->env, db, &self->case_id, self->kind, present, set,
                                  error);
  if (strcmp (self->kind->id, "decision") == 0 && present == NULL)
    return follow_decision (command, self, db, records, set, error);
  if (hearth_answers_is_kind (self->kind))
    return follow_filled (command, self, db, records, present, set, error);
  if (hearth_injury_is_kind (self->kind))
    return follow_injury (command, self, db, records, present, set, error);
  if (_hearth_medical_is_followed (self->kind))
    return follow_medical (command, self, db, records, present, set, error);
  if (_hearth_claim_is_kind (self->kind))
    return follow_claim (command, self, db, records, present, set, error);
  if (strcmp (self->kind->id, "document") == 0)
    return follow_document (command, self, db, records, present, set, error);
  return _hearth_rehabilitation_follow (command, &self->env, db, records, self->kind, present, set,
                                        error) &&
         leave_all_others (command, self, db, set, error);
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

  if (!_hearth_case_records_load (&records, db, &self->case_id, error))
    return NULL;
  present = find_present (db, self, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  set = convert (self, present, error);
  if (set == NULL || !check_numbers (self, set, error) || !check_time (self, present, set, error))
    return NULL;
  hearth_command_set (command, self->kind, &self->case_id, &self->rec, self->expected_revision,
                      json_incref (set));
  if (!add_consequences (command, self, db, &records, present, set, error))
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
