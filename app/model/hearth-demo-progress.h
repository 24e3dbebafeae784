/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far an invented person has come: from the plan made at opening to the states of today. Pure. */
#pragma once

#include "hearth-demo-data.h"
#include "hearth-plan.h"
#include "hearth-record.h"

G_BEGIN_DECLS

/** HearthDemoStep: what to set of the step record at the same position. Owned plain value. */
typedef struct
{
  HearthStepState state;
  HearthDate done_on;
  HearthDate due;
  char *blocker, *waiting_for, *reason, *number;
  gboolean is_changed; /* state, due or both */
} HearthDemoStep;

/* @steps: (element-type HearthRecord); @who: a word that stands for the person.
 * Returns: (element-type HearthDemoStep), one for each step. */
GArray *hearth_demo_progress (const HearthDemoData *data,
                              const char *pace,
                              const char *who,
                              HearthPlanTemplates *templates,
                              const HearthPlanFacts *facts,
                              GPtrArray *steps) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
