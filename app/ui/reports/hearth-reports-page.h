/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-place-page.h"

G_BEGIN_DECLS

/**
 * HearthReportsPage:
 *
 * The ready-made reports, each with what it says; chosen, one of them. Those that count what the login does not hold
 * are not offered. Action: reports.back (Alt+Left).
 */
#define HEARTH_TYPE_REPORTS_PAGE (hearth_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (HearthReportsPage, hearth_reports_page, HEARTH, REPORTS_PAGE, HearthPlacePage)

G_END_DECLS
