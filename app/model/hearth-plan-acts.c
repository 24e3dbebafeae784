/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules say of a plan becomes operations on its steps. */
#include "config.h"

#include "hearth-case-acts-private.h"
#include "hearth-case-plan.h"
#include "hearth-json.h"

static const HearthKind *
step_kind (void)
{
  return hearth_registry_find_kind ("step");
}

static char *
dup_step_key (const char *template_id, int occurrence)
{
  return g_strdup_printf ("%s/%d", template_id, occurrence);
}

HearthId
_hearth_plan_step_id (const HearthId *case_id, const char *template_id, int occurrence)
{
  g_autofree char *key = dup_step_key (template_id, occurrence);

  return hearth_record_derive_id (case_id, "step", key);
}

json_t *
_hearth_plan_new_step (const HearthPlanTemplate *template, int occurrence, HearthDate today)
{
  json_t *set = json_object ();

  json_object_set_new (set, "template", json_string (template->id));
  json_object_set_new (set, "track", json_string (template->track));
  json_object_set_new (set, "occurrence", json_integer (occurrence));
  json_object_set_new (set, "state", json_string ("planned"));
  json_object_set_new (set, "made_on", hearth_json_new_date (today));
  return set;
}

/* The id follows from the rule: a step that was taken back stands there, deleted. */
gboolean
_hearth_plan_add_step (HearthCommand *command,
                       HearthDb *db,
                       const HearthId *case_id,
                       const HearthId *rec,
                       json_t *set,
                       GError **error)
{
  g_autoptr (HearthRecord) deleted = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 revision = HEARTH_REVISION_NEW;

  if (db != NULL)
    deleted = hearth_store_get_record (db, step_kind (), rec, &local_error);
  if (local_error != NULL)
    {
      json_decref (set);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (deleted != NULL && hearth_record_is_gone (deleted))
    {
      json_object_set_new (set, "gone", json_false ());
      revision = hearth_record_get_revision (deleted);
    }
  hearth_command_set (command, step_kind (), case_id, rec, revision, set);
  return TRUE;
}

static gboolean
add_step (HearthCommand *command,
          const HearthActEnv *env,
          HearthDb *db,
          const HearthId *case_id,
          const HearthPlanItem *item,
          GError **error)
{
  HearthId rec = _hearth_plan_step_id (case_id, item->template_id, item->occurrence);
  json_t *set = _hearth_plan_new_step (item->template, item->occurrence, env->today);

  if (item->due != HEARTH_DATE_NONE)
    json_object_set_new (set, "due", hearth_json_new_date (item->due));
  return _hearth_plan_add_step (command, db, case_id, &rec, set, error);
}

static void
change_step (HearthCommand *command, const HearthRecord *step, json_t *set)
{
  hearth_command_set (command, step_kind (), hearth_record_get_case (step),
                      hearth_record_get_id (step), hearth_record_get_revision (step), set);
}

static gboolean
add_item (HearthCommand *command,
          const HearthActEnv *env,
          HearthDb *db,
          const HearthCaseRecords *records,
          const HearthPlanItem *item,
          HearthPlanRefresh *counts,
          GError **error)
{
  const HearthRecord *step = item->step < 0 ? NULL : records->steps->pdata[item->step];

  switch (item->act)
    {
    case HEARTH_PLAN_ADD:
      counts->n_added++;
      return add_step (command, env, db, &records->case_id, item, error);
    case HEARTH_PLAN_RETIRE:
      counts->n_retired++;
      change_step (
          command, step,
          json_pack ("{s:s,s:s}", "state", "not-applicable", "reason", item->retired_reason));
      return TRUE;
    case HEARTH_PLAN_REVIVE:
      counts->n_added++;
      change_step (command, step,
                   json_pack ("{s:s,s:n,s:o}", "state", "planned", "reason", "due",
                              hearth_json_new_date (item->due)));
      return TRUE;
    case HEARTH_PLAN_KEEP:
    default:
      if (!item->is_redated)
        return TRUE;
      counts->n_redated++;
      change_step (command, step, json_pack ("{s:o}", "due", hearth_json_new_date (item->due)));
      return TRUE;
    }
}

/* A step of a case that has none yet. */
typedef struct
{
  char *key; /* from which its id is derived */
  json_t *set;
} FirstStep;

static void
first_step_free (gpointer data)
{
  FirstStep *step = data;

  g_free (step->key);
  json_decref (step->set);
  g_free (step);
}

static GPtrArray *
make_first_plan (const HearthActEnv *env, const HearthPlanFacts *facts)
{
  g_autoptr (GPtrArray) items = hearth_plan_evaluate (env->templates, facts, NULL, 0);
  GPtrArray *plan = g_ptr_array_new_with_free_func (first_step_free);

  for (guint i = 0; i < items->len; i++)
    {
      const HearthPlanItem *item = items->pdata[i];
      FirstStep *step = g_new0 (FirstStep, 1);

      step->key = dup_step_key (item->template->id, item->occurrence);
      step->set = _hearth_plan_new_step (item->template, item->occurrence, env->today);
      if (item->due != HEARTH_DATE_NONE)
        json_object_set_new (step->set, "due", hearth_json_new_date (item->due));
      g_ptr_array_add (plan, step);
    }
  return plan;
}

/* Of ten thousand people of one list, few have a plan of their own. */
static GPtrArray *
find_first_plan (const HearthActEnv *env, const HearthPlanFacts *facts)
{
  g_autofree char *key = hearth_plan_dup_key (env->templates, facts);
  GPtrArray *plan = g_hash_table_lookup (env->first_plans, key);

  if (plan == NULL)
    {
      plan = make_first_plan (env, facts);
      g_hash_table_insert (env->first_plans, g_steal_pointer (&key), plan);
    }
  return plan;
}

/* Values are shared between cases: nobody changes what a command holds. */
static void
add_first_plan (HearthCommand *command,
                const HearthActEnv *env,
                const HearthPlanFacts *facts,
                const HearthId *case_id,
                HearthPlanRefresh *counts)
{
  GPtrArray *plan = find_first_plan (env, facts);
  const HearthKind *kind = step_kind ();

  _hearth_command_reserve (command, plan->len);
  for (guint i = 0; i < plan->len; i++)
    {
      const FirstStep *step = plan->pdata[i];
      HearthId rec = hearth_record_derive_id (case_id, kind->id, step->key);

      _hearth_command_add_alike (command, kind, case_id, &rec, step->set);
    }
  counts->n_added += plan->len;
}

gboolean
_hearth_plan_add_operations (HearthCommand *command,
                             const HearthActEnv *env,
                             HearthDb *db,
                             const HearthCaseRecords *records,
                             HearthPlanRefresh *counts,
                             GError **error)
{
  g_autoptr (HearthPlanFacts) facts =
      hearth_case_plan_facts (records->person, records->captivity, env->today);
  g_autoptr (GPtrArray) items = NULL;

  if (db == NULL)
    {
      add_first_plan (command, env, facts, &records->case_id, counts);
      return TRUE;
    }
  items = hearth_case_plan_evaluate (env->templates, facts, records->steps);
  for (guint i = 0; i < items->len; i++)
    if (!add_item (command, env, db, records, items->pdata[i], counts, error))
      return FALSE;
  return TRUE;
}

gboolean
_hearth_plan_depends_on (const json_t *person_set, const json_t *captivity_set)
{
  static const char *const facts[] = { "category", "branch", "rank",  "condition", "sex",
                                       "stage",    "flags",  "birth", "arrived",   NULL };

  for (guint i = 0; facts[i] != NULL; i++)
    if (json_object_get (person_set, facts[i]) != NULL)
      return TRUE;
  return json_object_get (captivity_set, "released") != NULL ||
         json_object_get (captivity_set, "captured") != NULL;
}

/* --- Bringing plans up to date --- */

typedef struct
{
  HearthActEnv env;
  GArray *cases; /* (element-type HearthId) */
  guint next;
  HearthPlanRefresh counts;
} Refresh;

static HearthCommand *
refresh_case (Refresh *self, HearthDb *db, const HearthId *case_id, GError **error)
{
  g_autoptr (HearthCommand) command = hearth_command_new ("plan-refresh");
  g_auto (HearthCaseRecords) records = { 0 };

  if (!_hearth_case_records_load (&records, db, case_id, error) ||
      !_hearth_plan_add_operations (command, &self->env, db, &records, &self->counts, error))
    return NULL;
  return g_steal_pointer (&command);
}

static HearthCommand *
next_case (HearthDb *db, gpointer data, GError **error)
{
  Refresh *self = data;

  while (self->next < self->cases->len)
    {
      g_autoptr (HearthCommand) command =
          refresh_case (self, db, &g_array_index (self->cases, HearthId, self->next++), error);

      if (command == NULL || hearth_command_get_n_operations (command) > 0)
        return g_steal_pointer (&command);
    }
  return NULL;
}

static HearthChangeSet *
refresh_func (const HearthWriter *writer, gpointer data, GCancellable *cancellable, GError **error)
{
  Refresh *self = data;

  if (self->cases->len == 0 && !_hearth_case_list_ids (writer->db, self->cases, error))
    return NULL;
  return hearth_writer_execute_stream (writer, HEARTH_COMPARTMENT_CORE, next_case, NULL, 0, self,
                                       cancellable, error);
}

/**
 * hearth_plan_refresh:
 * @case_id: (nullable): %NULL for all cases
 * @out: (out) (optional): what was done
 *
 * Adds the steps that packs and facts ask for today, retires those that no longer apply, and moves due
 * dates that no person set. One act, whole or not at all. Blocks.
 *
 * Returns: %FALSE with %HEARTH_MODEL_ERROR_UNKNOWN, %HEARTH_MODEL_ERROR_NO_ACCESS if the policy refuses,
 *   or as hearth_store_execute().
 */
gboolean
hearth_plan_refresh (HearthContext *context,
                     const HearthId *case_id,
                     HearthPlanRefresh *out,
                     GError **error)
{
  Refresh self = { .cases = NULL };
  g_autoptr (HearthChangeSet) changes = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);

  _hearth_act_env_init (&self.env, context);
  self.cases = g_array_new (FALSE, FALSE, sizeof (HearthId));
  if (case_id != NULL)
    g_array_append_vals (self.cases, case_id, 1);
  changes =
      hearth_store_write (hearth_context_get_store (context), refresh_func, &self, NULL, error);
  g_array_unref (self.cases);
  _hearth_act_env_clear (&self.env);
  if (changes == NULL)
    return FALSE;
  if (hearth_change_set_get_result (changes) == HEARTH_RESULT_DENIED)
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_NO_ACCESS,
                           "this role may not change plans");
      return FALSE;
    }
  if (out != NULL)
    *out = self.counts;
  return TRUE;
}
