/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-page.h"

G_BEGIN_DECLS

/**
 * HearthHistoryPage:
 *
 * Every change of a case, newest first: who, when, old → new, and the bundle that it came with. One
 * row an act, which opens to its fields.
 */
#define HEARTH_TYPE_HISTORY_PAGE (hearth_history_page_get_type ())
G_DECLARE_FINAL_TYPE (HearthHistoryPage, hearth_history_page, HEARTH, HISTORY_PAGE, HearthCasePage)

G_END_DECLS
