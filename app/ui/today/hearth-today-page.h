/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-place-page.h"

G_BEGIN_DECLS

/**
 * HearthTodayPage:
 *
 * What is to be done over all cases: alarms on top, then what is overdue, of today and of this week, what is
 * waited for, and what was put off. Space marks the step under the focus done, or takes an alarm up; Enter
 * opens the case there; Ctrl+D puts a step off. Properties: track, the id of the only track to show, or ""
 * for all; whose, "mine" or "all", remembered in the vault.
 */
#define HEARTH_TYPE_TODAY_PAGE (hearth_today_page_get_type ())
G_DECLARE_FINAL_TYPE (HearthTodayPage, hearth_today_page, HEARTH, TODAY_PAGE, HearthPlacePage)

G_END_DECLS
