/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-plan.h"

G_BEGIN_DECLS

char *hearth_plan_explain (const HearthPlanItem *item,
                           HearthPlanTemplates *templates,
                           const char *language) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_plan_explain_rule (HearthPlanTemplates *templates,
                                const char *template_id,
                                int occurrence,
                                HearthPlanAnchor anchor,
                                HearthDate anchor_date,
                                const char *language) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_plan_dup_title (HearthPlanTemplates *templates,
                             const char *template_id,
                             int occurrence,
                             const char *language) G_GNUC_WARN_UNUSED_RESULT;
const char *hearth_plan_reason_in_words (const char *reason, const char *language);
char *hearth_plan_date_in_words (HearthDate date, const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
