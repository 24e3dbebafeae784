/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening cases: the person, the first captivity period and the plan, in one commit per case and one act
 * for all of them. */
#include "config.h"

#include "hearth-case-acts-private.h"

#include "hearth-audit.h"
#include "hearth-case-number.h"
#include "hearth-json.h"
#include "hearth-random.h"

typedef struct
{
  HearthActEnv env;
  GPtrArray *fields; /* (element-type json_t) */
  guint next;
  gint64 serial;
  HearthId case_id; /* of the last case that was opened */

  HearthActProgress progress;
} Opening;

static Opening *
opening_new (HearthContext *context, GPtrArray *fields)
{
  Opening *self = g_new0 (Opening, 1);

  _hearth_act_env_init (&self->env, context);
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  for (guint i = 0; i < fields->len; i++)
    g_ptr_array_add (self->fields, json_deep_copy (fields->pdata[i]));
  return self;
}

static void
opening_free (Opening *self)
{
  _hearth_act_env_clear (&self->env);
  g_ptr_array_unref (self->fields);
  _hearth_act_progress_clear (&self->progress);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
tell_progress (Opening *self)
{
  _hearth_act_progress_tell (&self->progress, self->next, self->fields->len);
}

/* --- One case --- */

static gboolean
has_value (const json_t *set)
{
  for (void *i = json_object_iter ((json_t *) set); i != NULL;
       i = json_object_iter_next ((json_t *) set, i))
    if (!json_is_null (json_object_iter_value (i)))
      return TRUE;
  return FALSE;
}

static HearthRecord *
new_record (const char *kind, const HearthId *case_id, const HearthId *rec, const json_t *set)
{
  g_autoptr (HearthRecord) empty =
      hearth_record_new (hearth_registry_find_kind (kind), rec, case_id, 0, json_object ());

  return _hearth_record_overlay (empty, set);
}

static void
add_record (HearthCommand *command, const HearthRecord *record)
{
  hearth_command_set (command, hearth_record_get_kind (record), hearth_record_get_case (record),
                      hearth_record_get_id (record), HEARTH_REVISION_NEW,
                      json_incref ((json_t *) hearth_record_get_values (record)));
}

static void
build_records (const Opening *self, HearthCaseRecords *records, json_t *person, json_t *captivity)
{
  g_autofree char *number = hearth_case_number_format (self->env.today, (guint) self->serial);
  HearthId case_id = hearth_random_id ();
  HearthId person_id = hearth_record_derive_id (&case_id, "person", "");
  HearthId captivity_id = _hearth_case_first_captivity_id (&case_id);

  _hearth_case_fields_derive (person, NULL);
  json_object_set_new (person, "number", json_string (number));
  records->case_id = case_id;
  records->person = new_record ("person", &case_id, &person_id, person);
  records->captivity = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
  records->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
  if (has_value (captivity))
    g_ptr_array_add (records->captivity,
                     new_record ("captivity", &case_id, &captivity_id, captivity));
}

static HearthCommand *
open_command (Opening *self, const json_t *fields, GError **error)
{
  g_autoptr (HearthCommand) command = hearth_command_new ("case-open");
  g_auto (HearthCaseRecords) records = { 0 };
  HearthPlanRefresh counts = { 0 };
  json_auto_t *person = NULL;
  json_auto_t *captivity = NULL;

  if (!_hearth_case_fields_split (fields, self->env.packs, &person, &captivity, error))
    return NULL;
  if (!has_value (person))
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                           "nothing is known of the person");
      return NULL;
    }
  self->serial++;
  build_records (self, &records, person, captivity);
  self->case_id = records.case_id;
  if (!_hearth_case_fields_check_dates (&records, person, captivity, self->env.today, error))
    return NULL;
  add_record (command, records.person);
  if (records.captivity->len > 0)
    add_record (command, records.captivity->pdata[0]);
  if (!_hearth_plan_add_operations (command, &self->env, NULL, &records, &counts, error))
    return NULL;
  return g_steal_pointer (&command);
}

static HearthCommand *
next_case (HearthDb *db, gpointer data, GError **error)
{
  Opening *self = data;

  if (self->next == self->fields->len)
    return NULL;
  tell_progress (self);
  return open_command (self, self->fields->pdata[self->next++], error);
}

/* Many at once are a list that came from outside. */
static gboolean
note_import (const HearthWriter *writer, guint n, HearthAuditPhase phase, GError **error)
{
  const HearthAuditEntry entry = {
    .event = HEARTH_AUDIT_IMPORT, .phase = phase, .cmp = HEARTH_COMPARTMENT_CORE, .n = n
  };

  return n <= 1 || hearth_audit_append (writer, &entry, error);
}

static HearthChangeSet *
open_func (const HearthWriter *writer, gpointer data, GCancellable *cancellable, GError **error)
{
  Opening *self = data;
  HearthChangeSet *changes;

  if (!note_import (writer, self->fields->len, HEARTH_AUDIT_BEGIN, error))
    return NULL;
  self->serial = hearth_case_number_get_greatest (writer->db, error);
  if (self->serial < 0)
    return NULL;
  changes = hearth_writer_execute_stream (writer, HEARTH_COMPARTMENT_CORE, next_case, self,
                                          cancellable, error);
  if (changes != NULL)
    tell_progress (self);
  /* What was imported is there, whatever becomes of this entry. */
  note_import (writer, self->fields->len,
               changes != NULL && hearth_change_set_get_result (changes) == HEARTH_RESULT_DONE
                   ? HEARTH_AUDIT_DONE
                   : HEARTH_AUDIT_FAILED,
               NULL);
  return changes;
}

/**
 * hearth_case_open:
 * @fields: object of the field ids of hearthctl; texts are accepted for all types, titles for enums
 * @case_id: (out) (optional): the new case
 *
 * Opens a case: person with the next number and the Latin name, the first captivity period if "captured",
 * "released" or "captured_at" is given, and the plan. Blocks.
 *
 * Returns: (transfer full): the answer; %NULL with %HEARTH_MODEL_ERROR_INVALID or _UNKNOWN for a field,
 *   or as hearth_store_execute().
 */
HearthChangeSet *
hearth_case_open (HearthContext *context, const json_t *fields, HearthId *case_id, GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (Opening) self = NULL;
  HearthChangeSet *changes;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (json_is_object (fields), NULL);

  g_ptr_array_add (one, (gpointer) fields);
  self = opening_new (context, one);
  changes = hearth_store_write (hearth_context_get_store (context), open_func, self, NULL, error);
  if (changes != NULL && case_id != NULL)
    *case_id = self->case_id;
  return changes;
}

/**
 * hearth_case_open_many:
 * @fields: (element-type json_t): one object per case
 * @progress: (nullable): called on the writer's thread while this one is blocked
 * @cancellable: (nullable): stops before the commit
 *
 * As hearth_case_open() for each, all in one act and one transaction: whole or not at all.
 *
 * Returns: (transfer full): as hearth_case_open(), also %NULL with %G_IO_ERROR_CANCELLED. Blocks.
 */
HearthChangeSet *
hearth_case_open_many (HearthContext *context,
                       GPtrArray *fields,
                       HearthProgressFunc progress,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (Opening) self = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (fields != NULL, NULL);

  self = opening_new (context, fields);
  _hearth_act_progress_init (&self->progress, progress, data, FALSE);
  return hearth_store_write (hearth_context_get_store (context), open_func, self, cancellable,
                             error);
}

/** hearth_case_open_many_async: as hearth_case_open_many(), without blocking. Thread: main. */
void
hearth_case_open_many_async (HearthContext *context,
                             GPtrArray *fields,
                             HearthProgressFunc progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Opening *self;

  g_return_if_fail (HEARTH_IS_CONTEXT (context));
  g_return_if_fail (fields != NULL);

  self = opening_new (context, fields);
  _hearth_act_progress_init (&self->progress, progress, progress_data, TRUE);
  hearth_store_write_async (hearth_context_get_store (context), open_func, self,
                            (GDestroyNotify) opening_free, cancellable, callback, user_data);
}

/** hearth_case_open_many_finish: (transfer full): the answer, or %NULL with an error. */
HearthChangeSet *
hearth_case_open_many_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GObject) store = g_async_result_get_source_object (result);

  return hearth_store_write_finish (HEARTH_STORE (store), result, error);
}
