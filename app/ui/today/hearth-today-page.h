/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-place-page.h"

G_BEGIN_DECLS

/**
 * HearthTodayPage:
 *
 * What is due over all cases: overdue, today, this week. Space marks the step under the focus done,
 * Enter opens the case. Property track: the id of the only track to show, or "" for all.
 */
#define HEARTH_TYPE_TODAY_PAGE (hearth_today_page_get_type ())
G_DECLARE_FINAL_TYPE (HearthTodayPage, hearth_today_page, HEARTH, TODAY_PAGE, HearthPlacePage)

G_END_DECLS
