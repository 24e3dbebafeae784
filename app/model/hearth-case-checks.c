/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-checks.h"

#include "hearth-feeding-facts.h"

HearthDate
hearth_case_get_arrival (HearthCase *kase)
{
  HearthDate arrived = hearth_record_get_date (hearth_case_get_person (kase), "arrived");
  GPtrArray *periods = hearth_case_get_records (kase, "captivity");

  for (guint i = 0; arrived == HEARTH_DATE_NONE && i < periods->len; i++)
    arrived = hearth_record_get_date (periods->pdata[i], "released");
  return arrived;
}

/* Borrowed records. */
static GPtrArray *
gather (HearthCase *kase, const char *const *kinds, guint n_kinds)
{
  GPtrArray *records = g_ptr_array_new ();

  for (guint i = 0; i < n_kinds; i++)
    g_ptr_array_extend (records, hearth_case_get_records (kase, kinds[i]), NULL, NULL);
  return records;
}

/* Borrowed records. */
static GPtrArray *
gather_steps (HearthCase *kase)
{
  GPtrArray *steps = g_ptr_array_new ();

  for (guint i = 0; i < hearth_case_get_n_steps (kase); i++)
    g_ptr_array_add (steps, hearth_case_get_step (kase, i)->record);
  return steps;
}

GArray *
hearth_case_list_checks (HearthContext *context, HearthCase *kase)
{
  static const char *const checks[] = { "check", "restricted_check" };
  static const char *const others[] = {
    "vitals", "feeding", "answers", "injury", "restricted_answers", "restricted_injury"
  };
  g_autoptr (GPtrArray) check_records = gather (kase, checks, G_N_ELEMENTS (checks));
  g_autoptr (GPtrArray) other_records = gather (kase, others, G_N_ELEMENTS (others));
  g_autoptr (GPtrArray) steps = gather_steps (kase);
  const HearthCheckFacts facts = {
    .packs = hearth_context_get_packs (context),
    .arrived = hearth_case_get_arrival (kase),
    .today = hearth_case_get_today (kase),
    .checks = check_records,
    .others = other_records,
    .steps = steps,
    .has_restricted =
        hearth_vault_has (hearth_context_get_vault (context), HEARTH_COMPARTMENT_RESTRICTED),
  };

  return hearth_check_list_new (&facts);
}

HearthRefeeding *
hearth_case_assess_feeding (HearthContext *context, HearthCase *kase)
{
  const HearthRefeedingFacts facts = hearth_feeding_facts_of (
      hearth_case_get_records (kase, "vitals"), hearth_case_get_records (kase, "feeding"));

  return hearth_refeeding_assess (hearth_context_get_packs (context), &facts);
}
