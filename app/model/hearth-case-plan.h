/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way from records to what the rules know of a case. Whoever shows a plan and whoever writes one
 * come through here, so that they never disagree. Pure; any thread. */
#pragma once

#include "hearth-plan.h"
#include "hearth-record.h"

G_BEGIN_DECLS

/* @person: may be NULL; @captivity: (element-type HearthRecord), may be NULL. Dates known in part are not
 * known to the rules; of several periods the last release and the first capture count. */
HearthPlanFacts *hearth_case_plan_facts (const HearthRecord *person,
                                         GPtrArray *captivity,
                                         HearthDate today) G_GNUC_WARN_UNUSED_RESULT;

/* @steps: (element-type HearthRecord) of kind "step", borrowed by the answer. That is (element-type
 * HearthPlanItem); the "step" of an item is the position in @steps. */
GPtrArray *hearth_case_plan_evaluate (HearthPlanTemplates *templates,
                                      const HearthPlanFacts *facts,
                                      GPtrArray *steps) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
