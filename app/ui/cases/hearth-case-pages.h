/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-page.h"

G_BEGIN_DECLS

/**
 * HearthCasePages:
 *
 * The pages of a case behind one another. A page is made when it is first turned to, and only the page in
 * sight shows a new snapshot: the others take the newest when they are turned to.
 */
#define HEARTH_TYPE_CASE_PAGES (hearth_case_pages_get_type ())
G_DECLARE_FINAL_TYPE (HearthCasePages, hearth_case_pages, HEARTH, CASE_PAGES, AdwBin)

/* @bars: the bars of pages are put at its end; that of the page in sight is visible. */
void hearth_case_pages_set_up (HearthCasePages *self, HearthDesk *desk, GtkBox *bars);
GtkStack *hearth_case_pages_get_stack (HearthCasePages *self);
void hearth_case_pages_set_case (HearthCasePages *self, HearthCase *kase);
/* The page of that name, which is made if need be; it comes into sight. */
HearthCasePage *hearth_case_pages_turn_to (HearthCasePages *self, const char *name);
/* Turns to the first page with something typed and not saved, if there is one. */
void hearth_case_pages_show_draft (HearthCasePages *self);

G_END_DECLS
