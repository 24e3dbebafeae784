/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-page.h"

G_BEGIN_DECLS

/**
 * HearthOverviewPage:
 *
 * A case at a glance: what is next and why, what holds it up, the stage of reintegration with the
 * decisions that ended the ones before, notes, and the timeline of everything.
 */
#define HEARTH_TYPE_OVERVIEW_PAGE (hearth_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthOverviewPage, hearth_overview_page, HEARTH, OVERVIEW_PAGE, HearthCasePage)

G_END_DECLS
