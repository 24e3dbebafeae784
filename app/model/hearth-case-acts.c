/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening cases: the person, the first captivity period and the plan, in one commit per case. */
#include "config.h"

#include "hearth-case-acts-private.h"

#include "hearth-case-number.h"
#include "hearth-random.h"
#include "hearth-roster-acts.h"

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
build_records (const HearthActEnv *env,
               gint64 serial,
               const HearthId *case_id,
               HearthCaseRecords *records,
               json_t *person,
               json_t *captivity)
{
  g_autofree char *number = hearth_case_number_format (env->today, (guint) serial);
  HearthId person_id = hearth_record_derive_id (case_id, "person", "");
  HearthId captivity_id = _hearth_case_first_captivity_id (case_id);

  _hearth_case_fields_derive (person, NULL);
  json_object_set_new (person, "number", json_string (number));
  records->case_id = *case_id;
  records->person = new_record ("person", case_id, &person_id, person);
  records->captivity = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
  records->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
  if (has_value (captivity))
    g_ptr_array_add (records->captivity,
                     new_record ("captivity", case_id, &captivity_id, captivity));
}

HearthCommand *
_hearth_case_open_command (const HearthActEnv *env,
                           gint64 serial,
                           const json_t *fields,
                           const HearthId *case_id,
                           GError **error)
{
  g_autoptr (HearthCommand) command = hearth_command_new ("case-open");
  g_auto (HearthCaseRecords) records = { 0 };
  HearthPlanRefresh counts = { 0 };
  json_auto_t *person = NULL;
  json_auto_t *captivity = NULL;

  if (!_hearth_case_fields_split (fields, env->packs, &person, &captivity, error))
    return NULL;
  if (!has_value (person))
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                           "nothing is known of the person");
      return NULL;
    }
  build_records (env, serial, case_id, &records, person, captivity);
  if (!_hearth_case_fields_check_dates (&records, person, captivity, env->today, error))
    return NULL;
  add_record (command, records.person);
  if (records.captivity->len > 0)
    add_record (command, records.captivity->pdata[0]);
  if (!_hearth_plan_add_operations (command, env, NULL, &records, &counts, error))
    return NULL;
  return g_steal_pointer (&command);
}

/* What one opening needs on the writer. */
typedef struct
{
  HearthActEnv env;
  const json_t *fields;
  HearthId case_id;
} Opening;

static HearthCommand *
decide_open (HearthDb *db, gpointer data, GError **error)
{
  Opening *self = data;
  gint64 greatest = hearth_case_number_get_greatest (db, error);

  self->case_id = hearth_random_id ();
  return greatest < 0 ? NULL
                      : _hearth_case_open_command (&self->env, greatest + 1, self->fields,
                                                   &self->case_id, error);
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
  Opening self = { .fields = fields };
  HearthChangeSet *changes;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (json_is_object (fields), NULL);

  _hearth_act_env_init (&self.env, context);
  changes = hearth_store_decide (hearth_context_get_store (context), decide_open, &self, error);
  _hearth_act_env_clear (&self.env);
  if (changes != NULL && case_id != NULL)
    *case_id = self.case_id;
  return changes;
}

static GPtrArray *
make_entries (GPtrArray *fields)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_roster_entry_free);

  for (guint i = 0; i < fields->len; i++)
    g_ptr_array_add (entries, hearth_roster_entry_new (fields->pdata[i], NULL, NULL));
  return entries;
}

/**
 * hearth_case_open_many:
 * @fields: (element-type json_t): one object per case
 *
 * Returns: (transfer full): as hearth_roster_import() of people who are all new. Blocks.
 */
HearthChangeSet *
hearth_case_open_many (HearthContext *context,
                       GPtrArray *fields,
                       HearthProgressFunc progress,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;

  g_return_val_if_fail (fields != NULL, NULL);

  entries = make_entries (fields);
  return hearth_roster_import (context, entries, NULL, progress, data, cancellable, error);
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
  g_autoptr (GPtrArray) entries = NULL;

  g_return_if_fail (fields != NULL);

  entries = make_entries (fields);
  hearth_roster_import_async (context, entries, NULL, progress, progress_data, cancellable,
                              callback, user_data);
}

/** hearth_case_open_many_finish: (transfer full): the answer, or %NULL with an error. */
HearthChangeSet *
hearth_case_open_many_finish (GAsyncResult *result, GError **error)
{
  return hearth_roster_import_finish (result, error);
}
