/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing what is known of a person; the plan follows. */
#include "config.h"

#include "hearth-case-acts-private.h"

#include "hearth-json.h"
#include "hearth-random.h"

#include <string.h>

typedef struct
{
  HearthActEnv env;
  HearthId case_id;
  gint64 expected_revision;
  json_t *fields;
} CaseSet;

static CaseSet *
case_set_new (HearthContext *context,
              const HearthId *case_id,
              gint64 expected_revision,
              const json_t *fields)
{
  CaseSet *self = g_new0 (CaseSet, 1);

  _hearth_act_env_init (&self->env, context);
  self->case_id = *case_id;
  self->expected_revision = expected_revision;
  self->fields = json_deep_copy (fields);
  return self;
}

static void
case_set_free (CaseSet *self)
{
  _hearth_act_env_clear (&self->env);
  json_decref (self->fields);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CaseSet, case_set_free)

static void
replace_person (HearthCaseRecords *records, const json_t *set)
{
  HearthRecord *person = _hearth_record_overlay (records->person, set);

  hearth_record_unref (records->person);
  records->person = person;
}

/* The period that was written down first, which is the one with the derived id where it exists. */
static guint
find_first_captivity (const HearthCaseRecords *records)
{
  HearthId derived = _hearth_case_first_captivity_id (&records->case_id);

  for (guint i = 0; i < records->captivity->len; i++)
    if (hearth_id_equal (hearth_record_get_id (records->captivity->pdata[i]), &derived))
      return i;
  return 0;
}

static gboolean
find_deleted_captivity (HearthDb *db, const HearthId *rec, HearthRecord **deleted, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  *deleted =
      hearth_store_get_record (db, hearth_registry_find_kind ("captivity"), rec, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
set_captivity (
    HearthCommand *command, HearthDb *db, HearthCaseRecords *records, json_t *set, GError **error)
{
  const HearthKind *kind = hearth_registry_find_kind ("captivity");
  g_autoptr (HearthRecord) present = NULL;
  HearthId rec;

  if (records->captivity->len > 0)
    {
      guint first = find_first_captivity (records);

      present = hearth_record_ref (records->captivity->pdata[first]);
      rec = *hearth_record_get_id (present);
      g_ptr_array_remove_index (records->captivity, first);
    }
  else
    {
      rec = _hearth_case_first_captivity_id (&records->case_id);
      if (!find_deleted_captivity (db, &rec, &present, error))
        return FALSE;
      if (present != NULL)
        json_object_set_new (set, "gone", json_false ());
      else
        present = hearth_record_new (kind, &rec, &records->case_id, 0, json_object ());
    }
  g_ptr_array_add (records->captivity, _hearth_record_overlay (present, set));
  hearth_command_set (command, kind, &records->case_id, &rec, HEARTH_REVISION_ANY,
                      json_incref (set));
  return TRUE;
}

/* A stage does not simply become another one: that is a decision, which stands in the case with its day and
 * its reason (domain 1.4). The first stage of a case ends none. */
static void
add_decision (HearthCommand *command,
              const HearthActEnv *env,
              const HearthRecord *person,
              const json_t *set,
              const char *reason)
{
  const HearthKind *kind = hearth_registry_find_kind ("decision");
  const char *present = hearth_record_get_text (person, "stage");
  const char *next = hearth_json_get_string (set, "stage");
  HearthId rec = hearth_random_id ();
  g_autofree char *today = hearth_date_to_string (env->today);
  json_t *decision;

  if (present == NULL || next == NULL || strcmp (present, next) == 0)
    return;
  decision = json_pack ("{s:s, s:s, s:s}", "stage", present, "next", next, "decided_on", today);
  if (reason != NULL && *reason != '\0')
    json_object_set_new (decision, "reason", json_string (reason));
  hearth_command_set (command, kind, hearth_record_get_case (person), &rec, HEARTH_REVISION_NEW,
                      decision);
}

gboolean
_hearth_case_set_add (HearthCommand *command,
                      const HearthActEnv *env,
                      HearthDb *db,
                      const HearthId *case_id,
                      gint64 expected_revision,
                      const json_t *fields,
                      GError **error)
{
  const char *reason = hearth_json_get_string (fields, HEARTH_CASE_STAGE_REASON);
  g_auto (HearthCaseRecords) records = { 0 };
  HearthPlanRefresh counts = { 0 };
  json_auto_t *person = NULL;
  json_auto_t *captivity = NULL;

  if (!_hearth_case_fields_split (fields, env->packs, &person, &captivity, error) ||
      !_hearth_case_records_load (&records, db, case_id, error))
    return FALSE;
  _hearth_case_fields_derive (person, records.person);
  add_decision (command, env, records.person, person, reason);
  /* Without a field there is still the revision to be held against the record. */
  hearth_command_set (command, hearth_registry_find_kind ("person"), case_id,
                      hearth_record_get_id (records.person), expected_revision,
                      json_incref (person));
  replace_person (&records, person);
  if (json_object_size (captivity) > 0 && !set_captivity (command, db, &records, captivity, error))
    return FALSE;
  if (!_hearth_case_fields_check_dates (&records, person, captivity, env->today, error))
    return FALSE;
  return !_hearth_plan_depends_on (person, captivity) ||
         _hearth_plan_add_operations (command, env, db, &records, &counts, error);
}

static HearthCommand *
decide_case_set (HearthDb *db, gpointer data, GError **error)
{
  const CaseSet *self = data;
  g_autoptr (HearthCommand) command = hearth_command_new ("case-set");

  if (!_hearth_case_set_add (command, &self->env, db, &self->case_id, self->expected_revision,
                             self->fields, error))
    return NULL;
  return g_steal_pointer (&command);
}

/**
 * hearth_case_set:
 * @expected_revision: of the person's record as it was read, or %HEARTH_REVISION_ANY
 * @fields: as for hearth_case_open(); null or an empty text clears
 *
 * Changes fields of the person and of the first captivity period. A stage that ends leaves a decision, with
 * %HEARTH_CASE_STAGE_REASON of @fields as its reason. If facts that plans depend on change,
 * the plan is brought up to date in the same act. Blocks.
 *
 * Returns: (transfer full): the answer; %NULL with an error as hearth_case_open(), _UNKNOWN also if there
 *   is no such case.
 */
HearthChangeSet *
hearth_case_set (HearthContext *context,
                 const HearthId *case_id,
                 gint64 expected_revision,
                 const json_t *fields,
                 GError **error)
{
  g_autoptr (CaseSet) self = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (case_id != NULL && json_is_object (fields), NULL);

  self = case_set_new (context, case_id, expected_revision, fields);
  return hearth_store_decide (hearth_context_get_store (context), decide_case_set, self, error);
}

/** hearth_case_set_async: as hearth_case_set(), without blocking; hearth_case_act_finish(). Thread: main. */
void
hearth_case_set_async (HearthContext *context,
                       const HearthId *case_id,
                       gint64 expected_revision,
                       const json_t *fields,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_CONTEXT (context));
  g_return_if_fail (case_id != NULL && json_is_object (fields));

  hearth_store_decide_async (hearth_context_get_store (context), decide_case_set,
                             case_set_new (context, case_id, expected_revision, fields),
                             (GDestroyNotify) case_set_free, cancellable, callback, user_data);
}

/** hearth_case_act_finish: (transfer full): the answer of hearth_case_set_async() or hearth_step_set_async(). */
HearthChangeSet *
hearth_case_act_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GObject) store = g_async_result_get_source_object (result);

  return hearth_store_decide_finish (HEARTH_STORE (store), result, error);
}
