/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-roster-plan.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthRosterPreviewPage:
 *
 * The third step of an import: every problem by row and column, who looks like somebody with the one beside whom
 * they look like, and the people as they will be registered. Property can-import notifies also if n-chosen changed.
 */
#define HEARTH_TYPE_ROSTER_PREVIEW_PAGE (hearth_roster_preview_page_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthRosterPreviewPage, hearth_roster_preview_page, HEARTH, ROSTER_PREVIEW_PAGE, AdwBin)

/* @problems: (element-type HearthRosterProblem); @plan: (transfer full) (nullable): NULL if nobody could be read. */
void hearth_roster_preview_page_show (HearthRosterPreviewPage *self,
                                      GPtrArray *problems,
                                      HearthRosterPlan *plan,
                                      HearthPackSet *packs);
gboolean hearth_roster_preview_page_get_can_import (HearthRosterPreviewPage *self);
/* People who are not skipped. */
guint hearth_roster_preview_page_get_n_chosen (HearthRosterPreviewPage *self);
/* (element-type HearthRosterEntry) */
GPtrArray *hearth_roster_preview_page_list_entries (HearthRosterPreviewPage *self)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
