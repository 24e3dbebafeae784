/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-access-acts-private.h"

#include "hearth-document-terms.h"
#include "hearth-followed-step-private.h"
#include "hearth-json.h"

#define CLOCK "subject-access"
#define STEP "own-data-request"
#define MAX_REQUESTS 1000

static const HearthKind *
step_kind (void)
{
  return hearth_registry_find_kind ("step");
}

/* --- What a record says without saying it --- */

/* A day that a person chose stays; one that was counted moves with the day that it is counted from. */
static void
complete_term (const HearthRecordAct *act, const HearthRecord *before)
{
  g_autoptr (HearthRecord) next = _hearth_record_act_overlay (act, act->set);
  HearthPlanTemplates *templates = act->env->templates;
  const HearthDate was =
      hearth_clock_term_get_end (templates, CLOCK, hearth_record_get_date (before, "received_on"));
  const HearthDate end =
      hearth_clock_term_get_end (templates, CLOCK, hearth_record_get_date (next, "received_on"));
  const HearthDate due = hearth_record_get_date (before, "answer_due_on");

  if (json_is_string (json_object_get (act->set, "answer_due_on")) || end == HEARTH_DATE_NONE ||
      (due != HEARTH_DATE_NONE && due != was) || due == end)
    return;
  json_object_set_new (act->set, "answer_due_on", hearth_json_new_date (end));
}

static void
complete_answer (const HearthRecordAct *act)
{
  g_autoptr (HearthRecord) next = _hearth_record_act_overlay (act, act->set);

  if (hearth_record_get_text (next, "answer") == NULL)
    return;
  if (hearth_record_get_text (next, "answered_on") == NULL)
    json_object_set_new (act->set, "answered_on", hearth_json_new_date (act->env->today));
  if (hearth_record_get_text (next, "answered_by") == NULL && act->user != NULL)
    json_object_set_new (act->set, "answered_by", json_string (act->user));
}

static gboolean
refuse (const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
check_answer (const HearthRecord *next, GError **error)
{
  const char *answer = hearth_record_get_text (next, "answer");
  const HearthDate received = hearth_record_get_date (next, "received_on");
  const HearthDate answered = hearth_record_get_date (next, "answered_on");

  if (answered != HEARTH_DATE_NONE && answer == NULL)
    return refuse ("\"answer\" says what was answered", error);
  if (answer != NULL && !g_str_equal (answer, "data-given") &&
      hearth_record_get_text (next, "ground") == NULL)
    return refuse ("\"ground\" says why data was refused", error);
  return answered == HEARTH_DATE_NONE || received == HEARTH_DATE_NONE || received <= answered ||
         refuse ("\"answered_on\" is before \"received_on\"", error);
}

/* --- The step --- */

/* A number that no step of this kind has, those that were taken back among them. */
static gboolean
find_occurrence (const HearthRecordAct *act, int *occurrence, GError **error)
{
  for (*occurrence = 1; *occurrence < MAX_REQUESTS; (*occurrence)++)
    {
      HearthId rec = _hearth_plan_step_id (act->case_id, STEP, *occurrence);
      g_autoptr (GError) local_error = NULL;
      g_autoptr (HearthRecord) step =
          hearth_store_get_record (act->db, step_kind (), &rec, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (step == NULL)
        return TRUE;
    }
  return refuse ("too many requests in one case", error);
}

static json_t *
dup_value (const HearthRecord *record, const char *field)
{
  return _hearth_followed_step_text (hearth_record_get_text (record, field));
}

/* One that was written down with its answer has nothing to wait for. */
static gboolean
add_step (const HearthRecordAct *act, const HearthRecord *next, GError **error)
{
  const HearthPlanTemplate *template = hearth_plan_templates_lookup (act->env->templates, STEP);
  const char *due = hearth_record_get_text (next, "answer_due_on");
  char hex[HEARTH_ID_HEX_SIZE];
  HearthId rec;
  json_t *set;
  int occurrence;

  if (template == NULL || due == NULL || hearth_record_get_text (next, "answered_on") != NULL)
    return TRUE;
  if (!find_occurrence (act, &occurrence, error))
    return FALSE;
  rec = _hearth_plan_step_id (act->case_id, STEP, occurrence);
  set = _hearth_plan_new_step (template, occurrence, act->env->today);
  json_object_set_new (set, "due", json_string (due));
  json_object_set_new (set, "due_by_hand", json_true ());
  g_ptr_array_add (act->records->steps, hearth_record_new (step_kind (), &rec, act->case_id,
                                                           HEARTH_REVISION_NEW, json_copy (set)));
  hearth_id_format (&rec, hex);
  json_object_set_new (act->set, "step", json_string (hex));
  return _hearth_plan_add_step (act->command, act->db, act->case_id, &rec, set, error);
}

/* The clock ends with the answer alone: a step that somebody closed by hand is open again with the next word about
 * a request that was not answered. */
static json_t *
step_after (const HearthRecord *step, const HearthRecord *next)
{
  const gboolean is_answered = hearth_record_get_text (next, "answered_on") != NULL;
  const HearthStepState state = _hearth_followed_step_get_state (step);
  json_t *set = json_object ();

  if (hearth_record_is_gone (next))
    {
      if (hearth_step_state_is_open (state))
        json_object_set_new (set, "gone", json_true ());
      return set;
    }
  if (is_answered || !hearth_step_state_is_open (state))
    _hearth_followed_step_put (set, step, "state", json_string (is_answered ? "done" : "planned"));
  _hearth_followed_step_put (set, step, "done_on", dup_value (next, "answered_on"));
  if (!is_answered)
    _hearth_followed_step_put (set, step, "due", dup_value (next, "answer_due_on"));
  return set;
}

static void
move_step (const HearthRecordAct *act, guint index, const HearthRecord *next)
{
  HearthRecord *step = act->records->steps->pdata[index];
  json_auto_t *set = step_after (step, next);

  if (json_object_size (set) == 0)
    return;
  hearth_command_set (act->command, step_kind (), act->case_id, hearth_record_get_id (step),
                      hearth_record_get_revision (step), json_incref (set));
  if (hearth_record_is_gone (next))
    g_ptr_array_remove_index (act->records->steps, index);
  else
    {
      act->records->steps->pdata[index] = _hearth_record_overlay (step, set);
      hearth_record_unref (step);
    }
}

gboolean
_hearth_access_request_follow (const HearthRecordAct *act, GError **error)
{
  g_autoptr (HearthRecord) before = _hearth_record_act_overlay (act, NULL);
  g_autoptr (HearthRecord) next = NULL;
  HearthPlanRefresh counts = { 0 };
  int index;

  complete_term (act, before);
  complete_answer (act);
  next = _hearth_record_act_overlay (act, act->set);
  if (!hearth_record_is_gone (next) && !check_answer (next, error))
    return FALSE;
  index = _hearth_followed_step_find (act->records->steps, next);
  if (index >= 0)
    move_step (act, (guint) index, next);
  else if (!hearth_record_is_gone (next) && !add_step (act, next, error))
    return FALSE;
  return _hearth_plan_add_operations (act->command, act->env, act->db, act->records, &counts,
                                      error);
}
