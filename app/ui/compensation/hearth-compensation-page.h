/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-records-page.h"

G_BEGIN_DECLS

/**
 * HearthCompensationPage:
 *
 * What is owed to the person and how it was counted, claims on their way, the ledger, and the facts on which
 * the sums rest.
 */
#define HEARTH_TYPE_COMPENSATION_PAGE (hearth_compensation_page_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthCompensationPage, hearth_compensation_page, HEARTH, COMPENSATION_PAGE, HearthRecordsPage)

G_END_DECLS
