/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEARTH_ATTAINMENT_MAX_GOALS 100
#define HEARTH_ATTAINMENT_MAX_WEIGHT 100

/**
 * HearthAttainmentGoal:
 * @weight: how much the goal counts, 1 to %HEARTH_ATTAINMENT_MAX_WEIGHT; 1 if goals are not weighed
 * @score: −2 to +2; 0 is what was expected
 */
typedef struct
{
  int weight;
  int score;
} HearthAttainmentGoal;

gboolean hearth_attainment_score (const HearthAttainmentGoal *goals, gsize n_goals, int *tenths);

G_END_DECLS
