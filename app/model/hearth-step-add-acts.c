/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps that the plan makes only when a person asks for them. */
#include "config.h"

#include "hearth-case-acts-private.h"

typedef struct
{
  HearthActEnv env;
  HearthId case_id;
  const HearthPlanTemplate *template; /* of env.templates */
  HearthId rec;
} StepAdd;

static int
first_occurrence (const HearthPlanTemplate *template)
{
  return template->n_repeats > 0 ? template->repeats[0] : 1;
}

static gboolean
is_planned_already (const HearthCaseRecords *records, const HearthId *rec)
{
  for (guint i = 0; i < records->steps->len; i++)
    if (hearth_id_equal (hearth_record_get_id (records->steps->pdata[i]), rec))
      return TRUE;
  return FALSE;
}

static HearthCommand *
decide_step_add (HearthDb *db, gpointer data, GError **error)
{
  StepAdd *self = data;
  int occurrence = first_occurrence (self->template);
  g_autoptr (HearthCommand) command = hearth_command_new ("step-add");
  g_auto (HearthCaseRecords) records = { 0 };
  HearthPlanRefresh counts = { 0 };
  json_auto_t *set = _hearth_plan_new_step (self->template, occurrence, self->env.today);

  if (!_hearth_case_records_load (&records, db, &self->case_id, error))
    return NULL;
  if (is_planned_already (&records, &self->rec))
    return NULL;
  g_ptr_array_add (records.steps,
                   hearth_record_new (hearth_registry_find_kind ("step"), &self->rec,
                                      &self->case_id, HEARTH_REVISION_NEW, json_copy (set)));
  if (!_hearth_plan_add_step (command, db, &self->case_id, &self->rec, json_incref (set), error) ||
      !_hearth_plan_add_operations (command, &self->env, db, &records, &counts, error))
    return NULL;
  return g_steal_pointer (&command);
}

/**
 * hearth_step_add:
 * @template_id: a step kind of the packs, mostly one that is made on request only
 * @rec: (out) (optional): the step
 *
 * Adds a step to the plan of a case, with its due date. Blocks.
 *
 * Returns: (transfer full): the answer, %HEARTH_RESULT_NOTHING if the case has that step; %NULL with
 *   %HEARTH_MODEL_ERROR_UNKNOWN for the case or the kind, or as hearth_store_execute().
 */
HearthChangeSet *
hearth_step_add (HearthContext *context,
                 const HearthId *case_id,
                 const char *template_id,
                 HearthId *rec,
                 GError **error)
{
  StepAdd self = { .template = NULL };
  HearthChangeSet *changes;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (case_id != NULL && template_id != NULL, NULL);

  self.template =
      hearth_plan_templates_lookup (hearth_context_get_templates (context), template_id);
  if (self.template == NULL)
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN,
                           "there is no step of that kind");
      return NULL;
    }
  _hearth_act_env_init (&self.env, context);
  self.case_id = *case_id;
  self.rec = _hearth_plan_step_id (case_id, template_id, first_occurrence (self.template));
  changes = hearth_store_decide (hearth_context_get_store (context), decide_step_add, &self, error);
  if (changes != NULL && rec != NULL)
    *rec = self.rec;
  _hearth_act_env_clear (&self.env);
  return changes;
}
