/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The refeeding risk of NICE CG32 (domain 2.3). All limits stand in packs and are compared in whole numbers:
 * a BMI of exactly 16 is not below 16. Pure. */
#include "config.h"

#include "hearth-refeeding.h"

#define MONTHS_OF_LOSS 6 /* NICE speaks of a loss within 3 to 6 months */

/* Nobody weighs or measures less or more than that. */
#define MIN_WEIGHT_G 10000
#define MAX_WEIGHT_G 400000
#define MIN_HEIGHT_MM 500
#define MAX_HEIGHT_MM 2500

static const char *const level_ids[] = {
  [HEARTH_REFEEDING_NONE] = "none",
  [HEARTH_REFEEDING_SOME] = "some",
  [HEARTH_REFEEDING_HIGH] = "high",
  [HEARTH_REFEEDING_EXTREME] = "extreme",
};

static gboolean
is_weight (int weight_g)
{
  return weight_g >= MIN_WEIGHT_G && weight_g <= MAX_WEIGHT_G;
}

static gboolean
has_bmi (const HearthRefeedingFacts *facts)
{
  return is_weight (facts->weight_g) && facts->height_mm >= MIN_HEIGHT_MM &&
         facts->height_mm <= MAX_HEIGHT_MM;
}

static gboolean
has_loss (const HearthRefeedingFacts *facts)
{
  return is_weight (facts->weight_g) && is_weight (facts->earlier_weight_g);
}

static HearthRefeedingMeasure
measure_of (const HearthPackEntry *criterion)
{
  if (hearth_pack_entry_has (criterion, "BmiBelow"))
    return HEARTH_REFEEDING_BMI;
  if (hearth_pack_entry_has (criterion, "LossAbove"))
    return HEARTH_REFEEDING_LOSS;
  if (hearth_pack_entry_has (criterion, "DaysAbove"))
    return HEARTH_REFEEDING_INTAKE;
  return g_strcmp0 (hearth_pack_entry_get_text (criterion, "Sign", NULL), "history") == 0
             ? HEARTH_REFEEDING_HISTORY
             : HEARTH_REFEEDING_ELECTROLYTES;
}

static guint
list_missing (const HearthRefeedingFacts *facts)
{
  guint missing = 0;

  missing |= has_bmi (facts) ? 0 : HEARTH_REFEEDING_BMI;
  missing |= has_loss (facts) ? 0 : HEARTH_REFEEDING_LOSS;
  missing |= facts->days_of_little >= 0 ? 0 : HEARTH_REFEEDING_INTAKE;
  missing |= facts->low_electrolytes >= 0 ? 0 : HEARTH_REFEEDING_ELECTROLYTES;
  missing |= facts->history >= 0 ? 0 : HEARTH_REFEEDING_HISTORY;
  return missing;
}

/* BMI is weight by the square of height: g · 1000 / mm² is kg/m². */
static gboolean
is_bmi_below (const HearthRefeedingFacts *facts, int limit)
{
  return (gint64) facts->weight_g * 100000 < (gint64) limit * facts->height_mm * facts->height_mm;
}

static gboolean
is_loss_above (const HearthRefeedingFacts *facts, int limit)
{
  return (gint64) (facts->earlier_weight_g - facts->weight_g) * 100 >
         (gint64) limit * facts->earlier_weight_g;
}

static gboolean
holds (const HearthPackEntry *criterion, const HearthRefeedingFacts *facts, guint missing)
{
  HearthRefeedingMeasure measure = measure_of (criterion);

  if ((missing & measure) != 0)
    return FALSE;
  switch (measure)
    {
    case HEARTH_REFEEDING_BMI:
      return is_bmi_below (facts, hearth_pack_entry_get_int (criterion, "BmiBelow", 0));
    case HEARTH_REFEEDING_LOSS:
      return is_loss_above (facts, hearth_pack_entry_get_int (criterion, "LossAbove", 100));
    case HEARTH_REFEEDING_INTAKE:
      return facts->days_of_little > hearth_pack_entry_get_int (criterion, "DaysAbove", G_MAXINT);
    case HEARTH_REFEEDING_ELECTROLYTES:
      return facts->low_electrolytes > 0;
    case HEARTH_REFEEDING_HISTORY:
    default:
      return facts->history > 0;
    }
}

/* What a set of criteria that hold comes to. */
typedef struct
{
  gboolean is_extreme;
  gboolean is_major;
  gboolean is_some;
  guint minor; /* measures, not criteria: two limits of one measure are one reason */
} Tally;

static void
count (Tally *tally, const HearthPackEntry *criterion)
{
  const char *weight = hearth_pack_entry_get_text (criterion, "Weight", NULL);

  if (g_strcmp0 (weight, "extreme") == 0)
    tally->is_extreme = TRUE;
  else if (g_strcmp0 (weight, "major") == 0)
    tally->is_major = TRUE;
  else
    tally->minor |= measure_of (criterion);
  if (hearth_pack_entry_has (criterion, "Alone"))
    tally->is_some = TRUE;
}

static HearthRefeedingLevel
level_of (const Tally *tally)
{
  if (tally->is_extreme)
    return HEARTH_REFEEDING_EXTREME;
  if (tally->is_major || __builtin_popcount (tally->minor) >= 2)
    return HEARTH_REFEEDING_HIGH;
  return tally->is_some ? HEARTH_REFEEDING_SOME : HEARTH_REFEEDING_NONE;
}

static void
measure (HearthRefeeding *self, const HearthRefeedingFacts *facts)
{
  self->bmi = self->loss = HEARTH_REFEEDING_UNKNOWN;
  if (has_bmi (facts))
    {
      gint64 square = (gint64) facts->height_mm * facts->height_mm;

      self->bmi = (int) (((gint64) facts->weight_g * 200000 + square) / (2 * square));
    }
  if (has_loss (facts))
    {
      gint64 loss = MAX (facts->earlier_weight_g - facts->weight_g, 0);

      self->loss =
          (int) ((loss * 2000 + facts->earlier_weight_g) / (2 * (gint64) facts->earlier_weight_g));
      self->is_slow_loss =
          loss > 0 && (facts->loss_months < 0 || facts->loss_months > MONTHS_OF_LOSS);
    }
}

/**
 * hearth_refeeding_assess:
 *
 * One extreme criterion gives extreme risk; one major or two minor ones give high risk. The loss of weight
 * counts however long it took: of somebody who comes home after years only the weight before captivity is
 * known, and caution costs less than harm.
 *
 * Source: NICE CG32, 1.4.6 to 1.4.8, through the criteria of the packs.
 *
 * Returns: (transfer full): the risk; its entries belong to @packs. Thread: any.
 */
HearthRefeeding *
hearth_refeeding_assess (HearthPackSet *packs, const HearthRefeedingFacts *facts)
{
  HearthRefeeding *self;
  Tally now = { FALSE }, worst = { FALSE };

  g_return_val_if_fail (packs != NULL && facts != NULL, NULL);

  self = g_new0 (HearthRefeeding, 1);
  self->criteria = g_ptr_array_new ();
  self->missing = list_missing (facts);
  measure (self, facts);
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "refeeding-criterion"); i++)
    {
      const HearthPackEntry *criterion =
          hearth_pack_set_get_entry (packs, "refeeding-criterion", i);
      gboolean is_met = holds (criterion, facts, self->missing);

      if (is_met)
        {
          count (&now, criterion);
          g_ptr_array_add (self->criteria, (gpointer) criterion);
        }
      if (is_met || (self->missing & measure_of (criterion)) != 0)
        count (&worst, criterion);
    }
  self->level = level_of (&now);
  self->is_open = self->level < HEARTH_REFEEDING_HIGH && level_of (&worst) >= HEARTH_REFEEDING_HIGH;
  self->entry = hearth_pack_set_lookup (packs, "refeeding-level", level_ids[self->level]);
  return self;
}

/** hearth_refeeding_free: (nullable) */
void
hearth_refeeding_free (HearthRefeeding *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->criteria);
  g_free (self);
}

static guint
count_limits (const HearthPackEntry *criterion)
{
  static const char *const keys[] = { "BmiBelow", "LossAbove", "DaysAbove", "Sign" };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    n += hearth_pack_entry_has (criterion, keys[i]) ? 1 : 0;
  return n;
}

/**
 * hearth_refeeding_check_packs:
 * @packs: a set without problems
 * @problems: (element-type HearthPackProblem): what is wrong with criteria and levels is added here
 *
 * A set without any criteria is in order: it has no rule. Thread: any.
 */
void
hearth_refeeding_check_packs (HearthPackSet *packs, GPtrArray *problems)
{
  guint n_criteria;

  g_return_if_fail (packs != NULL && problems != NULL);

  n_criteria = hearth_pack_set_get_n_entries (packs, "refeeding-criterion");
  for (guint i = 0; i < n_criteria; i++)
    {
      const HearthPackEntry *criterion =
          hearth_pack_set_get_entry (packs, "refeeding-criterion", i);

      if (count_limits (criterion) != 1)
        hearth_pack_problems_add (problems, hearth_pack_entry_get_file (criterion),
                                  hearth_pack_entry_get_id (criterion), NULL,
                                  hearth_pack_entry_get_line (criterion, NULL), "bad-value", "%s",
                                  "needs one of the keys BmiBelow, LossAbove, DaysAbove and Sign");
    }
  for (guint i = 0; n_criteria > 0 && i < G_N_ELEMENTS (level_ids); i++)
    if (hearth_pack_set_lookup (packs, "refeeding-level", level_ids[i]) == NULL)
      {
        const HearthPackEntry *first = hearth_pack_set_get_entry (packs, "refeeding-criterion", 0);

        hearth_pack_problems_add (problems, hearth_pack_entry_get_file (first),
                                  hearth_pack_entry_get_id (first), NULL,
                                  hearth_pack_entry_get_line (first, NULL), "unknown-reference",
                                  "the rule needs a refeeding-level '%s'", level_ids[i]);
      }
}
