/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any record of the registry, for scripts. Each goes the way of the window's own acts, so that nothing that
 * follows from it is left behind: the plan, the stage, the other first contact. */
#include "config.h"

#include "hearth-case-acts-private.h"

#include "hearth-json.h"
#include "hearth-overlays.h"
#include "hearth-random.h"
#include "hearth-record-edit.h"

static HearthChangeSet *
refuse (HearthModelError code, const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, (gint) code, message);
  return NULL;
}

static HearthChangeSet *
save (HearthContext *context,
      const HearthKind *kind,
      const HearthId *case_id,
      const HearthId *rec,
      gint64 expected_revision,
      const json_t *fields,
      GError **error)
{
  const HearthRecordEdit edit = { kind, *case_id, *rec, expected_revision, fields };

  return hearth_record_save (context, &edit, error);
}

/* What has no consequences: shared records, and those that are fixed once they are written. */
typedef struct
{
  const HearthKind *kind;
  HearthId case_id; /* zero: shared */
  HearthId rec;
  json_t *set;
} RecordAdd;

static HearthCommand *
decide_add (HearthDb *db, gpointer data, GError **error)
{
  const RecordAdd *self = data;
  g_autoptr (HearthCommand) command = hearth_command_new ("record-add");
  g_auto (HearthCaseRecords) records = { 0 };

  if ((self->kind->flags & HEARTH_KIND_SHARED) == 0 &&
      !_hearth_case_records_load (&records, db, &self->case_id, error))
    return NULL;
  hearth_command_set (command, self->kind, &self->case_id, &self->rec, HEARTH_REVISION_NEW,
                      json_incref (self->set));
  return g_steal_pointer (&command);
}

/* A step is made from its template and nothing else; the rest is set afterwards. */
static HearthChangeSet *
add_planned (HearthContext *context,
             const HearthId *case_id,
             const json_t *fields,
             HearthId *rec,
             GError **error)
{
  const char *template_id = hearth_json_get_string (fields, "template");

  if (template_id == NULL || json_object_size (fields) != 1)
    return refuse (HEARTH_MODEL_ERROR_INVALID, "a step is added by its template alone", error);
  return hearth_step_add (context, case_id, template_id, rec, error);
}

/* A pack is checked before anything reckons with it. */
static HearthChangeSet *
add_overlay (HearthContext *context, const json_t *fields, HearthId *rec, GError **error)
{
  HearthId id = { { 0 } };
  HearthChangeSet *changes = hearth_overlay_save (context, &id, fields, error);

  if (rec != NULL)
    *rec = id;
  return changes;
}

/**
 * hearth_record_add:
 * @case_id: (nullable): %NULL for shared kinds
 * @fields: texts are accepted for all types, titles for enums
 * @rec: (out) (optional): the new record
 *
 * Returns: (transfer full): the answer; %NULL with %HEARTH_MODEL_ERROR_INVALID if records of @kind are
 *   not made this way or a value does not fit, _UNKNOWN, or as hearth_store_execute(). Blocks.
 */
HearthChangeSet *
hearth_record_add (HearthContext *context,
                   const HearthKind *kind,
                   const HearthId *case_id,
                   const json_t *fields,
                   HearthId *rec,
                   GError **error)
{
  RecordAdd self = { .kind = kind };
  HearthChangeSet *changes;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (kind != NULL && json_is_object (fields), NULL);

  if (kind->flags & HEARTH_KIND_PLANNED && case_id != NULL)
    return add_planned (context, case_id, fields, rec, error);
  if (kind->flags & (HEARTH_KIND_SINGLE | HEARTH_KIND_PLANNED))
    return refuse (HEARTH_MODEL_ERROR_INVALID, "records of this kind come with their case", error);
  if ((kind->flags & HEARTH_KIND_SHARED) == 0 && case_id == NULL)
    return refuse (HEARTH_MODEL_ERROR_INVALID, "records of this kind belong to a case", error);
  if (kind->flags & HEARTH_KIND_SHARED && case_id != NULL)
    return refuse (HEARTH_MODEL_ERROR_INVALID, "records of this kind belong to no case", error);
  if (json_object_size (fields) == 0)
    return refuse (HEARTH_MODEL_ERROR_INVALID, "a record without any field", error);

  self.rec = hearth_random_id ();
  if (rec != NULL)
    *rec = self.rec;
  if (hearth_record_can_be_edited (kind))
    return save (context, kind, case_id, &self.rec, HEARTH_REVISION_NEW, fields, error);
  if (g_str_equal (kind->id, "overlay"))
    return add_overlay (context, fields, rec, error);
  self.set = _hearth_fields_convert (kind, fields, hearth_context_get_packs (context), error);
  if (self.set == NULL)
    return NULL;
  if (case_id != NULL)
    self.case_id = *case_id;
  changes = hearth_store_decide (hearth_context_get_store (context), decide_add, &self, error);
  json_decref (self.set);
  return changes;
}

static gpointer
read_record (HearthDb *db, gpointer data, GError **error)
{
  const RecordAdd *self = data;

  return hearth_store_get_record (db, self->kind, &self->rec, error);
}

/* What the acts of persons and steps do not take: deleting and bringing back. */
static gboolean
is_about_gone (const json_t *fields)
{
  return json_object_get (fields, "gone") != NULL;
}

static HearthChangeSet *
set_record (HearthContext *context,
            const HearthRecord *record,
            const json_t *fields,
            GError **error)
{
  const HearthKind *kind = hearth_record_get_kind (record);
  const HearthId *case_id = hearth_record_get_case (record);
  g_autoptr (HearthCommand) command = hearth_command_new ("record-set");
  json_t *set;

  if (kind->flags & HEARTH_KIND_SINGLE && !is_about_gone (fields))
    return hearth_case_set (context, case_id, HEARTH_REVISION_ANY, fields, error);
  if (kind->flags & HEARTH_KIND_PLANNED && !is_about_gone (fields))
    return hearth_step_set (context, hearth_record_get_id (record), HEARTH_REVISION_ANY, fields,
                            error);
  if (hearth_record_can_be_edited (kind))
    return save (context, kind, case_id, hearth_record_get_id (record), HEARTH_REVISION_ANY, fields,
                 error);
  if (g_str_equal (kind->id, "overlay"))
    {
      HearthId rec = *hearth_record_get_id (record);

      return hearth_overlay_save (context, &rec, fields, error);
    }
  set = _hearth_fields_convert (kind, fields, hearth_context_get_packs (context), error);
  if (set == NULL)
    return NULL;
  hearth_command_set (command, kind, case_id, hearth_record_get_id (record), HEARTH_REVISION_ANY,
                      set);
  return hearth_store_execute (hearth_context_get_store (context), command, error);
}

/**
 * hearth_record_set:
 * @fields: as for hearth_record_add(); "gone" deletes and brings back
 *
 * Returns: (transfer full): the answer; %NULL with an error as hearth_record_add(). Blocks.
 */
HearthChangeSet *
hearth_record_set (HearthContext *context,
                   const HearthKind *kind,
                   const HearthId *rec,
                   const json_t *fields,
                   GError **error)
{
  RecordAdd self = { .kind = kind };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (HearthRecord) record = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (kind != NULL && rec != NULL && json_is_object (fields), NULL);

  self.rec = *rec;
  record = hearth_store_read (hearth_context_get_store (context), read_record, &self, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (record == NULL)
    return refuse (HEARTH_MODEL_ERROR_UNKNOWN, "there is no such record", error);
  return set_record (context, record, fields, error);
}
