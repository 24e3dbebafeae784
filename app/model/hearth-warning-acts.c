/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Warnings for those who hold no medical records: flags of the person, without what is behind them
 * (security 4). */
#include "config.h"

#include "hearth-feeding-facts.h"
#include "hearth-feeding.h"
#include "hearth-medical-acts-private.h"
#include "hearth-pack-entry.h"
#include "hearth-warning.h"

#include <string.h>

static gboolean
has_flag (const json_t *flags, const char *flag, size_t *place)
{
  for (*place = 0; *place < json_array_size (flags); (*place)++)
    if (g_strcmp0 (json_string_value (json_array_get (flags, *place)), flag) == 0)
      return TRUE;
  return FALSE;
}

void
_hearth_warning_set (HearthMedicalAct *act, const char *flag, gboolean is_wanted)
{
  HearthRecord *person = act->records->person;
  const json_t *present = json_object_get (hearth_record_get_values (person), "flags");
  json_t *flags;
  json_auto_t *set = NULL;
  size_t place;

  if (has_flag (present, flag, &place) == is_wanted)
    return;
  flags = present != NULL ? json_deep_copy (present) : json_array ();
  if (is_wanted)
    json_array_append_new (flags, json_string (flag));
  else
    json_array_remove (flags, place);
  set = json_pack ("{s:o}", "flags", flags);
  hearth_command_set (act->command, hearth_record_get_kind (person),
                      hearth_record_get_case (person), hearth_record_get_id (person),
                      hearth_record_get_revision (person), json_incref (set));
  act->records->person = _hearth_record_overlay (person, set);
  hearth_record_unref (person);
}

gboolean
_hearth_warning_follow_allergy (HearthMedicalAct *act, GError **error)
{
  g_autoptr (GPtrArray) allergies = _hearth_medical_list (act, "allergy", error);

  if (allergies == NULL)
    return FALSE;
  _hearth_warning_set (act, HEARTH_WARNING_ALLERGY, allergies->len > 0);
  return TRUE;
}

static gboolean
asks_for_precautions (GPtrArray *checks)
{
  for (guint i = 0; i < checks->len; i++)
    if (json_is_true (json_object_get (hearth_record_get_values (checks->pdata[i]), "precautions")))
      return TRUE;
  return FALSE;
}

/* Only a check that says so itself changes the warning: another one may have been set by hand. */
gboolean
_hearth_warning_follow_check (HearthMedicalAct *act, GError **error)
{
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (GPtrArray) restricted = NULL;
  gboolean is_said = json_object_get (act->set, "precautions") != NULL;
  gboolean was_said =
      act->present != NULL &&
      json_is_true (json_object_get (hearth_record_get_values (act->present), "precautions"));

  if (!is_said && !(was_said && json_object_get (act->set, "gone") != NULL))
    return TRUE;
  checks = _hearth_medical_list (act, "check", error);
  restricted = checks != NULL ? _hearth_medical_list (act, "restricted_check", error) : NULL;
  if (restricted == NULL)
    return FALSE;
  _hearth_warning_set (act, HEARTH_WARNING_INFECTION,
                       asks_for_precautions (checks) || asks_for_precautions (restricted));
  return TRUE;
}

/* A limit comes by itself as soon as the facts give a high risk; it goes only when somebody has assessed
 * everything and the risk is not high. */
gboolean
_hearth_warning_follow_feeding (HearthMedicalAct *act, GError **error)
{
  gboolean is_assessment = strcmp (hearth_record_get_kind (act->after)->id, "feeding") == 0 &&
                           !hearth_record_is_gone (act->after);
  g_autoptr (GPtrArray) vitals = _hearth_medical_list (act, "vitals", error);
  g_autoptr (GPtrArray) feedings =
      vitals != NULL ? _hearth_medical_list (act, "feeding", error) : NULL;
  g_autoptr (HearthRefeeding) risk = NULL;
  HearthRefeedingFacts facts;

  if (feedings == NULL)
    return FALSE;
  facts = hearth_feeding_facts_of (vitals, feedings);
  risk = hearth_refeeding_assess (act->env->packs, &facts);
  if (is_assessment && risk->entry != NULL)
    json_object_set_new (act->set, "level", json_string (hearth_pack_entry_get_id (risk->entry)));
  if (risk->level >= HEARTH_REFEEDING_HIGH)
    _hearth_warning_set (act, HEARTH_FEEDING_FLAG, TRUE);
  else if (is_assessment && !risk->is_open)
    _hearth_warning_set (act, HEARTH_FEEDING_FLAG, FALSE);
  return TRUE;
}
