/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-page.h"

G_BEGIN_DECLS

/**
 * HearthPlanPage:
 *
 * All steps of a case in the groups overdue, today, next, later and closed. Space marks the step under
 * the focus done, Enter opens it; the focus then goes on to the next step. Property track: the id of
 * the only track to show, or "" for all.
 */
#define HEARTH_TYPE_PLAN_PAGE (hearth_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (HearthPlanPage, hearth_plan_page, HEARTH, PLAN_PAGE, HearthCasePage)

/* Brings the step into view and gives it the focus; one that is closed stays where it is. */
void hearth_plan_page_show_step (HearthPlanPage *self, const HearthId *step_id);

G_END_DECLS
