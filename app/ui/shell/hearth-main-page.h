/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthMainPage:
 *
 * The unlocked window: sidebar with the places and their counts, and the place that is chosen.
 * Made for one login and dropped with it. Property desk, construct only.
 */
#define HEARTH_TYPE_MAIN_PAGE (hearth_main_page_get_type ())
G_DECLARE_FINAL_TYPE (HearthMainPage, hearth_main_page, HEARTH, MAIN_PAGE, AdwBin)

/* @place: "today", "cases", "outstanding", "administration". */
void hearth_main_page_go (HearthMainPage *self, const char *place);
/* The keys go to the page of the place in view. */
void hearth_main_page_take_keys (HearthMainPage *self);
void hearth_main_page_search (HearthMainPage *self);
void hearth_main_page_open_case (HearthMainPage *self, const HearthId *case_id);
/* @section: as for hearth_admin_page_open(). */
/* @page: one of the case's; @rec: (nullable): the step that takes the focus there. */
void hearth_main_page_open_case_at (HearthMainPage *self,
                                    const HearthId *case_id,
                                    const char *page,
                                    const HearthId *rec);
void hearth_main_page_open_admin (HearthMainPage *self, const char *section);
void hearth_main_page_show_sidebar (HearthMainPage *self);

G_END_DECLS
