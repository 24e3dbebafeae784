/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-feeding-facts.h"

/* Below these the blood is short of it, in µmol/l: the usual limits of laboratories, where NICE CG32 says
 * "low" and no more. */
static const struct
{
  const char *field;
  gint64 limit;
} electrolytes[] = {
  { "potassium_umol", 3500 },
  { "magnesium_umol", 700 },
  { "phosphate_umol", 800 },
};

const HearthRecord *
hearth_record_find_newest (GPtrArray *records, const char *date_field, const char *field)
{
  const HearthRecord *newest = NULL;

  g_return_val_if_fail (records != NULL, NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const HearthRecord *record = records->pdata[i];

      if (json_object_get (hearth_record_get_values (record), field) != NULL &&
          (newest == NULL || hearth_record_get_date (record, date_field) >=
                                 hearth_record_get_date (newest, date_field)))
        newest = record;
    }
  return newest;
}

static int
get_newest (GPtrArray *records, const char *date_field, const char *field)
{
  const HearthRecord *record = hearth_record_find_newest (records, date_field, field);
  gint64 value;

  return record != NULL && hearth_record_get_int (record, field, &value)
             ? (int) CLAMP (value, G_MININT, G_MAXINT)
             : HEARTH_REFEEDING_UNKNOWN;
}

static int
get_boolean (const HearthRecord *record, const char *field)
{
  const json_t *value =
      record != NULL ? json_object_get (hearth_record_get_values (record), field) : NULL;

  return json_is_boolean (value) ? json_is_true (value) : HEARTH_REFEEDING_UNKNOWN;
}

/* What was measured tells for itself: one that is low is enough, all three must be known for "none is". */
static int
look_at_blood (GPtrArray *vitals)
{
  guint n_known = 0;

  for (guint i = 0; i < G_N_ELEMENTS (electrolytes); i++)
    {
      int value = get_newest (vitals, "measured_on", electrolytes[i].field);

      if (value == HEARTH_REFEEDING_UNKNOWN)
        continue;
      if (value < electrolytes[i].limit)
        return 1;
      n_known++;
    }
  return n_known == G_N_ELEMENTS (electrolytes) ? 0 : HEARTH_REFEEDING_UNKNOWN;
}

/**
 * hearth_feeding_facts_of:
 *
 * Weight and height of the newest measures, the rest of the newest assessment. What the blood says goes
 * before a tick only if it is worse.
 *
 * Returns: the facts, for hearth_refeeding_assess(). Thread: any.
 */
HearthRefeedingFacts
hearth_feeding_facts_of (GPtrArray *vitals, GPtrArray *feedings)
{
  const HearthRecord *assessed = hearth_record_find_newest (feedings, "assessed_on", "assessed_on");
  int blood = look_at_blood (vitals);
  int ticked = get_boolean (assessed, "low_electrolytes");

  return (HearthRefeedingFacts){
    .weight_g = get_newest (vitals, "measured_on", "weight_g"),
    .height_mm = get_newest (vitals, "measured_on", "height_mm"),
    .earlier_weight_g = get_newest (feedings, "assessed_on", "earlier_weight_g"),
    .loss_months = get_newest (feedings, "assessed_on", "loss_months"),
    .days_of_little = get_newest (feedings, "assessed_on", "days_of_little"),
    .low_electrolytes = MAX (blood, ticked),
    .history = get_boolean (assessed, "history"),
  };
}
