/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-place-page.h"

G_BEGIN_DECLS

/**
 * HearthCasesPage:
 *
 * Returnees: the lazy list of all cases with search, filters and sort, and the case that is chosen.
 */
#define HEARTH_TYPE_CASES_PAGE (hearth_cases_page_get_type ())
G_DECLARE_FINAL_TYPE (HearthCasesPage, hearth_cases_page, HEARTH, CASES_PAGE, HearthPlacePage)

void hearth_cases_page_search (HearthCasesPage *self);
void hearth_cases_page_open_case (HearthCasesPage *self, const HearthId *case_id);
/* Of the case that is opened; see hearth_case_view_turn_to(). */
void hearth_cases_page_turn_to (HearthCasesPage *self, const char *page, const HearthId *rec);

G_END_DECLS
