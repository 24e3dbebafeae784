/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps: what a person does with one, and what follows for the others. */
#include "config.h"

#include "hearth-case-acts-private.h"

#include "hearth-json.h"

#include <string.h>

typedef struct
{
  HearthActEnv env;
  HearthId step;
  gint64 expected_revision;
  json_t *fields;
} StepSet;

static StepSet *
step_set_new (HearthContext *context,
              const HearthId *step,
              gint64 expected_revision,
              const json_t *fields)
{
  StepSet *self = g_new0 (StepSet, 1);

  _hearth_act_env_init (&self->env, context);
  self->step = *step;
  self->expected_revision = expected_revision;
  self->fields = json_deep_copy (fields);
  return self;
}

static void
step_set_free (StepSet *self)
{
  _hearth_act_env_clear (&self->env);
  json_decref (self->fields);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StepSet, step_set_free)

static gboolean
refuse (const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID, message);
  return FALSE;
}

static HearthStepState
get_state (const HearthRecord *step)
{
  const char *id = hearth_record_get_text (step, "state");
  HearthStepState state;

  return id != NULL && hearth_step_state_from_id (id, &state) ? state : HEARTH_STEP_PLANNED;
}

static gboolean
has_text (const json_t *set, const char *field)
{
  const char *text = hearth_json_get_string (set, field);

  return text != NULL && text[0] != '\0';
}

/* A step that is closed without being done tells why, at the moment when it is closed. */
static gboolean
check_reason (const json_t *set, HearthStepState to, GError **error)
{
  if (hearth_step_state_needs_reason (to) && !has_text (set, "reason"))
    return refuse ("this state needs a reason", error);
  return TRUE;
}

static gboolean
check_done_on (const json_t *set, HearthDate today, GError **error)
{
  const char *text = hearth_json_get_string (set, "done_on");
  HearthDate date;

  if (text != NULL && hearth_date_parse (text, &date) && date > today)
    return refuse ("\"done_on\" is in the future", error);
  return TRUE;
}

static void
set_date (json_t *set, const char *field, HearthDate date)
{
  g_autofree char *text = hearth_date_to_string (date);

  json_object_set_new (set, field, json_string (text));
}

/* What a change of state brings along for the other fields of the step. */
static void
complete (json_t *set, const HearthRecord *step, HearthStepState to, HearthDate today)
{
  if (to == HEARTH_STEP_DONE && !has_text (set, "done_on") &&
      hearth_record_get_text (step, "done_on") == NULL)
    set_date (set, "done_on", today);
  if (to != HEARTH_STEP_DONE && hearth_record_get_text (step, "done_on") != NULL)
    json_object_set_new (set, "done_on", json_null ());
  if (!hearth_step_state_needs_reason (to) && json_object_get (set, "reason") == NULL &&
      hearth_record_get_text (step, "reason") != NULL)
    json_object_set_new (set, "reason", json_null ());
}

static void
clear_snooze (json_t *set, const HearthRecord *step)
{
  static const char *const fields[] = { "snoozed_to", "snooze_reason" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (hearth_record_get_text (step, fields[i]) != NULL ||
        json_object_get (set, fields[i]) != NULL)
      json_object_set_new (set, fields[i], json_null ());
}

static gboolean
change_state (json_t *set, const HearthRecord *step, HearthDate today, GError **error)
{
  const char *id = hearth_json_get_string (set, "state");
  HearthStepState from = get_state (step);
  HearthStepState to;

  if (id == NULL || !hearth_step_state_from_id (id, &to))
    return refuse ("a step always has a state", error);
  /* Whether a planned step is ready follows from the others and is never stored. */
  if (to == HEARTH_STEP_READY)
    {
      to = HEARTH_STEP_PLANNED;
      json_object_set_new (set, "state", json_string (hearth_step_state_to_id (to)));
    }
  if (from != to && !hearth_step_state_can_change (from, to))
    return refuse ("the step cannot go from its state to that one", error);
  if (from != to && !check_reason (set, to, error))
    return FALSE;
  complete (set, step, to, today);
  if (!hearth_step_state_is_open (to))
    clear_snooze (set, step);
  return TRUE;
}

static gboolean
is_urgent (const HearthRecord *step)
{
  return json_is_true (json_object_get (hearth_record_get_values (step), "urgent"));
}

/* Somebody who is not named has not taken anything up: what an alarm asks for goes on only with a name. */
static gboolean
take_up (json_t *set, const HearthRecord *step, GError **error)
{
  if (!is_urgent (step) || json_object_get (set, "state") == NULL)
    return TRUE;
  if (!has_text (set, "owner"))
    return refuse ("a step that is needed at once is taken up by somebody with a name", error);
  json_object_set_new (set, "urgent", json_false ());
  return TRUE;
}

static gboolean
check_snooze (json_t *set, const HearthRecord *step, HearthDate today, GError **error)
{
  const char *text = hearth_json_get_string (set, "snoozed_to");
  HearthDate date;

  if (text == NULL || !hearth_date_parse (text, &date))
    {
      if (json_object_get (set, "snoozed_to") != NULL)
        clear_snooze (set, step);
      return TRUE;
    }
  if (date <= today)
    return refuse ("a step is put off until a day that is still to come", error);
  if (!has_text (set, "snooze_reason"))
    return refuse ("putting a step off needs a reason", error);
  if (!hearth_step_state_is_open (get_state (step)))
    return refuse ("a step that is closed is not put off", error);
  if (is_urgent (step))
    return refuse ("a step that is needed at once is not put off", error);
  return TRUE;
}

static gboolean
prepare_set (json_t *set, const HearthRecord *step, HearthDate today, GError **error)
{
  json_t *due = json_object_get (set, "due");

  if (!take_up (set, step, error) || !check_snooze (set, step, today, error))
    return FALSE;

  if (json_object_get (set, "state") != NULL && !change_state (set, step, today, error))
    return FALSE;
  if (json_object_get (set, "state") == NULL && has_text (set, "done_on") &&
      get_state (step) != HEARTH_STEP_DONE)
    return refuse ("only a step that is done has a day on which it was done", error);
  /* A date that a person set stays until they clear it. */
  if (due != NULL && json_object_get (set, "due_by_hand") == NULL)
    json_object_set_new (set, "due_by_hand", json_is_null (due) ? json_null () : json_true ());
  return check_done_on (set, today, error);
}

static void
replace_step (HearthCaseRecords *records, const HearthRecord *step, const json_t *set)
{
  for (guint i = 0; i < records->steps->len; i++)
    {
      HearthRecord *record = records->steps->pdata[i];

      if (!hearth_id_equal (hearth_record_get_id (record), hearth_record_get_id (step)))
        continue;
      records->steps->pdata[i] = _hearth_record_overlay (record, set);
      hearth_record_unref (record);
      return;
    }
}

static HearthRecord *
find_step (HearthDb *db, const HearthId *rec, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  HearthRecord *step =
      hearth_store_get_record (db, hearth_registry_find_kind ("step"), rec, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (step == NULL)
    g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN,
                         "there is no such step");
  return step;
}

static HearthCommand *
decide_step_set (HearthDb *db, gpointer data, GError **error)
{
  const StepSet *self = data;
  g_autoptr (HearthCommand) command = hearth_command_new ("step-set");
  g_auto (HearthCaseRecords) records = { 0 };
  HearthPlanRefresh counts = { 0 };
  g_autoptr (HearthRecord) step = find_step (db, &self->step, error);
  json_auto_t *set = NULL;

  if (step == NULL)
    return NULL;
  set =
      _hearth_fields_convert (hearth_record_get_kind (step), self->fields, self->env.packs, error);
  if (set == NULL || !prepare_set (set, step, self->env.today, error) ||
      !_hearth_case_records_load (&records, db, hearth_record_get_case (step), error))
    return NULL;
  hearth_command_set (command, hearth_record_get_kind (step), hearth_record_get_case (step),
                      &self->step, self->expected_revision, json_incref (set));
  replace_step (&records, step, set);
  if (!_hearth_plan_add_operations (command, &self->env, db, &records, &counts, error))
    return NULL;
  return g_steal_pointer (&command);
}

/**
 * hearth_step_set:
 * @step: record id of the step
 * @expected_revision: as it was read, or %HEARTH_REVISION_ANY
 * @fields: "state", "done_on", "due", "owner", "waiting_for", "remind_on", "blocker", "reason", "number",
 *   "note", "snoozed_to", "snooze_reason"; texts are accepted for all types
 *
 * Sets fields of one step and re-dates what hangs on it, in one act. A step that is done without a day
 * was done today. Refused, not applicable and cancelled need a reason. A due date set here stays until it
 * is cleared. Who puts a step off says why and until when; a step that an alarm asks for goes on with a name
 * only. Blocks.
 *
 * Returns: (transfer full): the answer; %NULL with %HEARTH_MODEL_ERROR_INVALID, _UNKNOWN or as
 *   hearth_store_execute().
 */
HearthChangeSet *
hearth_step_set (HearthContext *context,
                 const HearthId *step,
                 gint64 expected_revision,
                 const json_t *fields,
                 GError **error)
{
  g_autoptr (StepSet) self = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (step != NULL && json_is_object (fields), NULL);

  self = step_set_new (context, step, expected_revision, fields);
  return hearth_store_decide (hearth_context_get_store (context), decide_step_set, self, error);
}

/** hearth_step_set_async: as hearth_step_set(), without blocking; hearth_case_act_finish(). Thread: main. */
void
hearth_step_set_async (HearthContext *context,
                       const HearthId *step,
                       gint64 expected_revision,
                       const json_t *fields,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_CONTEXT (context));
  g_return_if_fail (step != NULL && json_is_object (fields));

  hearth_store_decide_async (hearth_context_get_store (context), decide_step_set,
                             step_set_new (context, step, expected_revision, fields),
                             (GDestroyNotify) step_set_free, cancellable, callback, user_data);
}
