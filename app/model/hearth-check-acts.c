/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A medical check and the steps of the plan that stand for it. Core gets the state of a step and nothing of
 * what was found. */
#include "config.h"

#include "hearth-json.h"
#include "hearth-medical-acts-private.h"
#include "hearth-pack-entry.h"

#include <string.h>

static const char *
state_of (const HearthRecord *step)
{
  const char *state = hearth_record_get_text (step, "state");

  return state != NULL ? state : "planned";
}

static gboolean
is_open (const HearthRecord *step)
{
  HearthStepState state;

  return !hearth_record_is_gone (step) && hearth_step_state_from_id (state_of (step), &state) &&
         hearth_step_state_is_open (state);
}

/* A step of later times: made several times, or only on request. */
static gboolean
is_control (const HearthActEnv *env, const char *template_id)
{
  const HearthPlanTemplate *template = hearth_plan_templates_lookup (env->templates, template_id);

  return template != NULL && (template->n_repeats > 0 || template->is_on_request);
}

/* The open step of @template_id that is due first; -1: none. */
static int
find_open (const HearthMedicalAct *act, const char *template_id)
{
  int found = -1;

  for (guint i = 0; i < act->records->steps->len; i++)
    {
      const HearthRecord *step = act->records->steps->pdata[i];

      if (g_strcmp0 (hearth_record_get_text (step, "template"), template_id) != 0 ||
          !is_open (step))
        continue;
      if (found < 0 || hearth_record_get_date (step, "due") <
                           hearth_record_get_date (act->records->steps->pdata[found], "due"))
        found = (int) i;
    }
  return found;
}

/* Everything that the login knows of this person's checks. */
static gboolean
load_facts (HearthMedicalAct *act, HearthCheckFacts *facts, GError **error)
{
  static const char *const others[] = { "vitals",  "feeding",
                                        "answers", "restricted_answers",
                                        "injury",  "restricted_injury" };

  facts->packs = act->env->packs;
  facts->today = act->env->today;
  facts->arrived = _hearth_medical_get_arrival (act);
  facts->has_restricted = hearth_db_has (act->db, HEARTH_COMPARTMENT_RESTRICTED);
  facts->others = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
  facts->checks = _hearth_medical_list (act, "check", error);
  for (guint i = 0; facts->checks != NULL && i < G_N_ELEMENTS (others) + 1; i++)
    {
      gboolean is_check = i == G_N_ELEMENTS (others);
      g_autoptr (GPtrArray) more =
          _hearth_medical_list (act, is_check ? "restricted_check" : others[i], error);

      if (more == NULL)
        return FALSE;
      g_ptr_array_extend_and_steal (is_check ? facts->checks : facts->others,
                                    g_steal_pointer (&more));
    }
  return facts->checks != NULL;
}

static void
clear_facts (HearthCheckFacts *facts)
{
  g_clear_pointer (&facts->checks, g_ptr_array_unref);
  g_clear_pointer (&facts->others, g_ptr_array_unref);
}

/* What the checks that share a step come to. */
typedef struct
{
  gboolean is_open;
  gboolean is_done;
  gboolean is_refused;
} Shared;

static Shared
look_at_sharers (const HearthCheckFacts *facts, const char *template_id)
{
  Shared shared = { FALSE, FALSE, FALSE };

  for (guint i = 0; i < hearth_pack_set_get_n_entries (facts->packs, "check"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (facts->packs, "check", i);
      const char *const *steps = hearth_pack_entry_get_list (entry, "Steps");
      HearthCheckItem item;

      if (steps == NULL || !g_strv_contains (steps, template_id))
        continue;
      item = hearth_check_list_look_at (facts, entry);
      /* What this login cannot see may be open still. */
      if (!hearth_check_state_is_closed (item.state))
        shared.is_open = TRUE;
      else if (item.state == HEARTH_CHECK_REFUSED)
        shared.is_refused = TRUE;
      else if (item.state != HEARTH_CHECK_NOT_INDICATED)
        shared.is_done = TRUE;
    }
  return shared;
}

static json_t *
closed_as (const Shared *shared, HearthDate day)
{
  g_autofree char *text = hearth_date_to_string (day);

  if (shared->is_done)
    return json_pack ("{s:s, s:s}", "state", "done", "done_on", text);
  if (shared->is_refused)
    return json_pack ("{s:s, s:s}", "state", "refused", "reason", HEARTH_PLAN_REASON_REFUSED);
  return json_pack ("{s:s, s:s}", "state", "not-applicable", "reason",
                    HEARTH_PLAN_REASON_NOT_INDICATED);
}

static void
mark_step (HearthMedicalAct *act, guint index, const Shared *shared, HearthDate day)
{
  const char *state = state_of (act->records->steps->pdata[index]);

  if (!shared->is_open)
    _hearth_medical_set_step (act, index, closed_as (shared, day));
  else if (strcmp (state, "planned") == 0)
    _hearth_medical_set_step (act, index, json_pack ("{s:s}", "state", "in-progress"));
}

/* The first time closes the steps of the first time, each shared with other checks; a further time closes
 * the next control. */
static void
mark_first (HearthMedicalAct *act,
            const HearthCheckFacts *facts,
            const char *const *steps,
            HearthDate day)
{
  for (guint i = 0; steps[i] != NULL; i++)
    if (!is_control (act->env, steps[i]))
      {
        int index = find_open (act, steps[i]);
        Shared shared = look_at_sharers (facts, steps[i]);

        if (index >= 0)
          mark_step (act, (guint) index, &shared, day);
      }
}

static void
mark_control (HearthMedicalAct *act,
              const HearthCheckItem *item,
              const char *const *steps,
              HearthDate day)
{
  const Shared alone = {
    .is_open = !hearth_check_state_is_closed (item->state),
    .is_done = item->state != HEARTH_CHECK_REFUSED && item->state != HEARTH_CHECK_NOT_INDICATED,
    .is_refused = item->state == HEARTH_CHECK_REFUSED,
  };
  int first = -1;

  for (guint i = 0; steps[i] != NULL; i++)
    {
      int index = is_control (act->env, steps[i]) ? find_open (act, steps[i]) : -1;

      if (index >= 0 &&
          (first < 0 || hearth_record_get_date (act->records->steps->pdata[index], "due") <
                            hearth_record_get_date (act->records->steps->pdata[first], "due")))
        first = index;
    }
  if (first >= 0)
    mark_step (act, (guint) first, &alone, day);
}

static gboolean
has_open_first (const HearthMedicalAct *act, const char *const *steps)
{
  for (guint i = 0; steps[i] != NULL; i++)
    if (!is_control (act->env, steps[i]) && find_open (act, steps[i]) >= 0)
      return TRUE;
  return FALSE;
}

gboolean
_hearth_check_mark_steps (HearthMedicalAct *act,
                          const HearthPackEntry *entry,
                          HearthDate day,
                          GError **error)
{
  const char *const *steps = hearth_pack_entry_get_list (entry, "Steps");
  HearthCheckFacts facts = { NULL };
  HearthCheckItem item;

  if (steps == NULL)
    return TRUE;
  if (!load_facts (act, &facts, error))
    {
      clear_facts (&facts);
      return FALSE;
    }
  item = hearth_check_list_look_at (&facts, entry);
  if (item.n_done <= 1 && has_open_first (act, steps))
    mark_first (act, &facts, steps, day);
  else
    mark_control (act, &item, steps, day);
  clear_facts (&facts);
  return TRUE;
}

/* A filled questionnaire and a recorded injury are the result of checks too. */
gboolean
_hearth_check_follow_result (HearthMedicalAct *act, GError **error)
{
  HearthPackSet *packs = act->env->packs;
  const char *when = hearth_record_get_kind (act->after)->when;
  g_auto (GStrv) fields = g_strsplit (when != NULL ? when : "", " ", -1);
  HearthDate day = fields[0] != NULL && *fields[0] != '\0'
                       ? hearth_record_get_date (act->after, fields[0])
                       : HEARTH_DATE_NONE;

  if (act->present != NULL || hearth_record_is_gone (act->after))
    return TRUE;
  if (day == HEARTH_DATE_NONE)
    day = act->env->today;
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "check"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "check", i);

      if (hearth_check_entry_is_result (entry, act->after) &&
          !_hearth_check_mark_steps (act, entry, day, error))
        return FALSE;
    }
  return TRUE;
}

static void
propose_next (HearthMedicalAct *act, const HearthPackEntry *entry, HearthDate day)
{
  const char *outcome = hearth_record_get_text (act->after, "outcome");
  HearthCheckState state = hearth_check_state_from_outcome (outcome);
  HearthDate next = hearth_check_entry_find_next (entry, _hearth_medical_get_arrival (act), day);
  g_autofree char *text = next != HEARTH_DATE_NONE ? hearth_date_to_string (next) : NULL;

  /* Only what nobody has said: somebody who clears the date means it. */
  if (act->present == NULL && text != NULL && json_object_get (act->set, "next_on") == NULL &&
      state != HEARTH_CHECK_REFUSED && state != HEARTH_CHECK_NOT_INDICATED)
    json_object_set_new (act->set, "next_on", json_string (text));
}

static const HearthPackEntry *
find_entry (const HearthMedicalAct *act)
{
  const char *check = hearth_record_get_text (act->after, "check");

  return check != NULL ? hearth_pack_set_lookup (act->env->packs, "check", check) : NULL;
}

gboolean
_hearth_check_follow (HearthMedicalAct *act, GError **error)
{
  const HearthPackEntry *entry = find_entry (act);
  const char *before =
      act->present != NULL ? hearth_record_get_text (act->present, "outcome") : NULL;
  const char *now = hearth_record_get_text (act->after, "outcome");
  HearthDate day = hearth_record_get_date (act->after, "done_on");

  if (entry == NULL || hearth_record_is_gone (act->after))
    return TRUE;
  if (hearth_check_entry_get_kind (entry)->cmp == HEARTH_COMPARTMENT_RESTRICTED &&
      hearth_record_get_kind (act->after)->cmp != HEARTH_COMPARTMENT_RESTRICTED)
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                           "this check is of the restricted compartment: \"restricted_check\"");
      return FALSE;
    }
  if (day == HEARTH_DATE_NONE)
    day = act->env->today;
  propose_next (act, entry, day);
  if (now == NULL || g_strcmp0 (before, now) == 0)
    return TRUE;
  return _hearth_check_mark_steps (act, entry, day, error);
}
