/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goal attainment scaling (domain 5.2). Pure. */
#include "config.h"

#include "hearth-attainment.h"

#include <math.h>

/* The correlation between goals that the formula assumes. */
#define CORRELATION 0.3

/**
 * hearth_attainment_score:
 * @goals: (array length=n_goals): the goals that were rated
 * @tenths: (out): the T score in tenths, half away from zero; untouched if there is none
 *
 * T = 50 + 10 Σwx / √((1 − ρ) Σw² + ρ (Σw)²) with ρ = 0.3: 50 if the goals were met as expected, with a
 * standard deviation of 10.
 *
 * Source: Kiresuk and Sherman 1968.
 *
 * Returns: %FALSE without goals, with more than %HEARTH_ATTAINMENT_MAX_GOALS, or with a weight or score out of
 *   range. Thread: any.
 */
gboolean
hearth_attainment_score (const HearthAttainmentGoal *goals, gsize n_goals, int *tenths)
{
  int sum = 0, weights = 0, squares = 0;

  g_return_val_if_fail (goals != NULL || n_goals == 0, FALSE);
  g_return_val_if_fail (tenths != NULL, FALSE);

  if (n_goals == 0 || n_goals > HEARTH_ATTAINMENT_MAX_GOALS)
    return FALSE;
  for (gsize i = 0; i < n_goals; i++)
    {
      if (goals[i].weight < 1 || goals[i].weight > HEARTH_ATTAINMENT_MAX_WEIGHT ||
          goals[i].score < -2 || goals[i].score > 2)
        return FALSE;
      sum += goals[i].weight * goals[i].score;
      weights += goals[i].weight;
      squares += goals[i].weight * goals[i].weight;
    }
  *tenths = (int) lround (
      500.0 + 100.0 * sum /
                  sqrt ((1.0 - CORRELATION) * squares + CORRELATION * (double) weights * weights));
  return TRUE;
}
