/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-pack-set.h"

G_BEGIN_DECLS

/* A measure that nobody has taken. */
#define HEARTH_REFEEDING_UNKNOWN (-1)

/**
 * HearthRefeedingFacts:
 * @weight_g: grams now
 * @height_mm: millimetres
 * @earlier_weight_g: grams before the loss
 * @loss_months: months between the two weights
 * @days_of_little: days with little or no food
 * @low_electrolytes: 1: potassium, phosphate or magnesium was low before feeding; 0: none was
 * @history: 1: alcohol, or insulin, chemotherapy, antacids, diuretics; 0: none
 *
 * What a clinician knows; %HEARTH_REFEEDING_UNKNOWN for what is not. A weight or height that nobody has is
 * taken as not known.
 */
typedef struct
{
  int weight_g;
  int height_mm;
  int earlier_weight_g;
  int loss_months;
  int days_of_little;
  int low_electrolytes;
  int history;
} HearthRefeedingFacts;

/**
 * HearthRefeedingMeasure:
 *
 * What a criterion looks at; bits of `missing`.
 */
typedef enum
{
  HEARTH_REFEEDING_BMI = 1 << 0,
  HEARTH_REFEEDING_LOSS = 1 << 1,
  HEARTH_REFEEDING_INTAKE = 1 << 2,
  HEARTH_REFEEDING_ELECTROLYTES = 1 << 3,
  HEARTH_REFEEDING_HISTORY = 1 << 4,
} HearthRefeedingMeasure;

typedef enum
{
  HEARTH_REFEEDING_NONE,
  HEARTH_REFEEDING_SOME,
  HEARTH_REFEEDING_HIGH,
  HEARTH_REFEEDING_EXTREME,
} HearthRefeedingLevel;

/**
 * HearthRefeeding:
 * @level: as far as the facts go
 * @is_open: a missing measure could still make it high, so nobody may be told that there is no risk
 * @missing: #HearthRefeedingMeasure bits
 * @bmi: hundredths of kg/m², half up, or %HEARTH_REFEEDING_UNKNOWN
 * @loss: tenths of a per cent of the earlier weight, half up, or %HEARTH_REFEEDING_UNKNOWN; 0 if there is none
 * @is_slow_loss: the weights lie more than six months apart, or nobody knows how far: counted by caution
 * @criteria: (element-type HearthPackEntry): entries of kind `refeeding-criterion` that hold
 * @entry: (nullable): the level's entry of kind `refeeding-level`
 */
typedef struct
{
  HearthRefeedingLevel level;
  gboolean is_open;
  guint missing;
  int bmi;
  int loss;
  gboolean is_slow_loss;
  GPtrArray *criteria;
  const HearthPackEntry *entry;
} HearthRefeeding;

HearthRefeeding *hearth_refeeding_assess (HearthPackSet *packs, const HearthRefeedingFacts *facts)
    G_GNUC_WARN_UNUSED_RESULT;
void hearth_refeeding_free (HearthRefeeding *self);
void hearth_refeeding_check_packs (HearthPackSet *packs, GPtrArray *problems);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthRefeeding, hearth_refeeding_free)

G_END_DECLS
