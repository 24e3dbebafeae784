/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the goals of a case and their levels over time come to. Pure, over records as they were read. */
#pragma once

#include "hearth-record.h"

G_BEGIN_DECLS

/** HearthAttainment: how the goals stood on a day. */
typedef struct
{
  HearthDate day;
  int tenths;    /* the T score in tenths */
  guint n_goals; /* that it was made of */
} HearthAttainment;

/* What a T score means, by half a standard deviation around 50. */
typedef enum
{
  HEARTH_ATTAINMENT_MUCH_LESS,
  HEARTH_ATTAINMENT_LESS,
  HEARTH_ATTAINMENT_EXPECTED,
  HEARTH_ATTAINMENT_MORE,
  HEARTH_ATTAINMENT_MUCH_MORE,
} HearthAttainmentMeaning;

GArray *hearth_rehabilitation_attainment (GPtrArray *goals,
                                          GPtrArray *scores) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_goal_get_level (
    const HearthRecord *goal, GPtrArray *scores, HearthDate day, int *level, HearthDate *scored_on);
GPtrArray *hearth_goal_list_scores (const HearthRecord *goal,
                                    GPtrArray *scores) G_GNUC_WARN_UNUSED_RESULT;
const char *hearth_goal_get_level_text (const HearthRecord *goal, int level);
int hearth_goal_get_weight (const HearthRecord *goal);
HearthAttainmentMeaning hearth_attainment_get_meaning (int tenths);

G_END_DECLS
