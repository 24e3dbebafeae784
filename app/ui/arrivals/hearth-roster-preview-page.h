/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-roster.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthRosterPreviewPage:
 *
 * The third step of an import: every problem by row and column, or the people as they will be
 * registered, with those who look like somebody who is already here.
 */
#define HEARTH_TYPE_ROSTER_PREVIEW_PAGE (hearth_roster_preview_page_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthRosterPreviewPage, hearth_roster_preview_page, HEARTH, ROSTER_PREVIEW_PAGE, AdwBin)

/* @problems: HearthRosterProblem; @people: json_t; @duplicates: HearthRosterDuplicate, or NULL. */
void hearth_roster_preview_page_show (HearthRosterPreviewPage *self,
                                      GPtrArray *problems,
                                      GPtrArray *people,
                                      GPtrArray *duplicates,
                                      HearthPackSet *packs);
/* Those whom the person wants imported: (element-type json_t). Property n-chosen notifies. */
GPtrArray *hearth_roster_preview_page_get_chosen (HearthRosterPreviewPage *self)
    G_GNUC_WARN_UNUSED_RESULT;
guint hearth_roster_preview_page_get_n_chosen (HearthRosterPreviewPage *self);

G_END_DECLS
