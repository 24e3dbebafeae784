/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-medical-acts-private.h"

#include "hearth-followed-step-private.h"
#include "hearth-json.h"

#include <string.h>

#define REFERRAL_STEP "referral-answer"

static const HearthKind *
step_kind (void)
{
  return hearth_registry_find_kind ("step");
}

GPtrArray *
_hearth_medical_list (HearthMedicalAct *act, const char *kind_id, GError **error)
{
  const HearthKind *kind = hearth_registry_find_kind (kind_id);
  g_autoptr (GPtrArray) records = NULL;

  if (!hearth_db_has (act->db, kind->cmp))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
  records = hearth_store_list_records (act->db, kind, &act->records->case_id, error);
  if (records == NULL || hearth_record_get_kind (act->after) != kind)
    return g_steal_pointer (&records);
  for (guint i = records->len; i > 0; i--)
    if (hearth_id_equal (hearth_record_get_id (records->pdata[i - 1]),
                         hearth_record_get_id (act->after)))
      g_ptr_array_remove_index (records, i - 1);
  if (!hearth_record_is_gone (act->after))
    g_ptr_array_add (records, hearth_record_ref (act->after));
  return g_steal_pointer (&records);
}

/* As the plan counts: the day at the facility, else the day of the release. */
HearthDate
_hearth_medical_get_arrival (const HearthMedicalAct *act)
{
  HearthDate arrived = hearth_record_get_date (act->records->person, "arrived");

  for (guint i = 0; arrived == HEARTH_DATE_NONE && i < act->records->captivity->len; i++)
    arrived = hearth_record_get_date (act->records->captivity->pdata[i], "released");
  return arrived;
}

/* Takes @set. The plan that is looked at afterwards sees the step as it will be. */
void
_hearth_medical_set_step (HearthMedicalAct *act, guint index, json_t *set)
{
  HearthRecord *step = act->records->steps->pdata[index];

  act->records->steps->pdata[index] = _hearth_record_overlay (step, set);
  hearth_command_set (act->command, step_kind (), hearth_record_get_case (step),
                      hearth_record_get_id (step), hearth_record_get_revision (step), set);
  hearth_record_unref (step);
}

/* --- What is measured and assessed --- */

/* Vital signs and weight are the result of two checks of the catalogue, an assessment that of a third. */
static gboolean
follow_measures (HearthMedicalAct *act, GError **error)
{
  static const struct
  {
    const char *kind;
    const char *field;
    const char *check;
    const char *day;
  } checks[] = {
    { "vitals", "pulse", "vital-signs", "measured_on" },
    { "vitals", "weight_g", "weight-height", "measured_on" },
    { "feeding", "assessed_on", "refeeding-risk", "assessed_on" },
  };

  if (!_hearth_warning_follow_feeding (act, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      HearthDate day = hearth_record_get_date (act->after, checks[i].day);
      const HearthPackEntry *entry =
          hearth_pack_set_lookup (act->env->packs, "check", checks[i].check);

      if (act->present == NULL && entry != NULL && day != HEARTH_DATE_NONE &&
          strcmp (hearth_record_get_kind (act->after)->id, checks[i].kind) == 0 &&
          json_object_get (act->set, checks[i].field) != NULL &&
          !_hearth_check_mark_steps (act, entry, day, error))
        return FALSE;
    }
  return TRUE;
}

/* --- Referrals --- */

/* A number that no step of this kind has, those that were taken back among them. */
static gboolean
find_occurrence (HearthMedicalAct *act, int *occurrence, GError **error)
{
  for (*occurrence = 1; *occurrence < 1000; (*occurrence)++)
    {
      HearthId rec = _hearth_plan_step_id (&act->records->case_id, REFERRAL_STEP, *occurrence);
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
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                       "too many referrals in one case");
  return FALSE;
}

static gboolean
add_step (HearthMedicalAct *act, const char *due, GError **error)
{
  const HearthPlanTemplate *template =
      hearth_plan_templates_lookup (act->env->templates, REFERRAL_STEP);
  char hex[HEARTH_ID_HEX_SIZE];
  HearthId rec;
  json_t *set;
  int occurrence;

  if (template == NULL)
    return TRUE;
  if (!find_occurrence (act, &occurrence, error))
    return FALSE;
  rec = _hearth_plan_step_id (&act->records->case_id, REFERRAL_STEP, occurrence);
  set = _hearth_plan_new_step (template, occurrence, act->env->today);
  json_object_set_new (set, "due", json_string (due));
  json_object_set_new (set, "due_by_hand", json_true ());
  g_ptr_array_add (act->records->steps,
                   hearth_record_new (step_kind (), &rec, &act->records->case_id,
                                      HEARTH_REVISION_NEW, json_copy (set)));
  hearth_id_format (&rec, hex);
  json_object_set_new (act->set, "step", json_string (hex));
  return _hearth_plan_add_step (act->command, act->db, &act->records->case_id, &rec, set, error);
}

/* The step of a referral: there as long as an answer is waited for, due when it is expected. */
static json_t *
step_after (const HearthMedicalAct *act, const HearthRecord *step)
{
  const char *answered = hearth_record_get_text (act->after, "answered_on");
  const char *expected = hearth_record_get_text (act->after, "expected_on");
  const char *due = hearth_record_get_text (step, "due");
  const char *state = hearth_record_get_text (step, "state");

  if (hearth_record_is_gone (act->after))
    return g_strcmp0 (state, "planned") == 0 ? json_pack ("{s:b}", "gone", TRUE) : NULL;
  if (answered != NULL && g_strcmp0 (state, "done") != 0)
    return json_pack ("{s:s, s:s}", "state", "done", "done_on", answered);
  if (answered == NULL && g_strcmp0 (state, "done") == 0 &&
      json_object_get (act->set, "answered_on") != NULL)
    return json_pack ("{s:s, s:n}", "state", "planned", "done_on");
  if (expected != NULL && g_strcmp0 (due, expected) != 0)
    return json_pack ("{s:s, s:b}", "due", expected, "due_by_hand", TRUE);
  return NULL;
}

static gboolean
follow_referral (HearthMedicalAct *act, GError **error)
{
  const char *expected = hearth_record_get_text (act->after, "expected_on");
  int index = _hearth_followed_step_find (act->records->steps, act->after);
  json_t *set;

  if (index < 0)
    return expected == NULL || hearth_record_is_gone (act->after) ||
           hearth_record_get_text (act->after, "answered_on") != NULL ||
           add_step (act, expected, error);
  set = step_after (act, act->records->steps->pdata[index]);
  if (set != NULL)
    _hearth_medical_set_step (act, (guint) index, set);
  return TRUE;
}

/* --- All of them --- */

static gboolean
follow_check (HearthMedicalAct *act, GError **error)
{
  return _hearth_check_follow (act, error) && _hearth_warning_follow_check (act, error);
}

static const struct
{
  const char *kind;
  gboolean (*follow) (HearthMedicalAct *act, GError **error);
} followed[] = {
  { "check", follow_check },       { "restricted_check", follow_check },
  { "vitals", follow_measures },   { "feeding", follow_measures },
  { "referral", follow_referral }, { "allergy", _hearth_warning_follow_allergy },
};

gboolean
_hearth_medical_is_followed (const HearthKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    if (strcmp (followed[i].kind, kind->id) == 0)
      return TRUE;
  return FALSE;
}

gboolean
_hearth_medical_follow (HearthMedicalAct *act, GError **error)
{
  const HearthKind *kind = hearth_record_get_kind (act->after);
  HearthPlanRefresh counts = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    if (strcmp (followed[i].kind, kind->id) == 0)
      return followed[i].follow (act, error) &&
             _hearth_plan_add_operations (act->command, act->env, act->db, act->records, &counts,
                                          error);
  return TRUE;
}
