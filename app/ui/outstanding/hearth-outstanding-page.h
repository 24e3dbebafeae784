/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-place-page.h"

G_BEGIN_DECLS

/**
 * HearthOutstandingPage:
 *
 * The manager's board: which benefits and documents are outstanding, for whom, how long, and why.
 * Property filter: as hearth_outstanding_filter() takes it; property grouping: "none" or the name of a
 * HearthOutstandingGrouping; property sort: the name of a HearthOutstandingSort.
 */
#define HEARTH_TYPE_OUTSTANDING_PAGE (hearth_outstanding_page_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthOutstandingPage, hearth_outstanding_page, HEARTH, OUTSTANDING_PAGE, HearthPlacePage)

G_END_DECLS
