/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-roster-item.h"
#include "hearth-roster-plan.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthRosterDuplicateRow:
 *
 * A person of a list beside the one whom they look like, with the three answers. Shows one question at a time: rows
 * of a list view are used again. Signal ::chosen (guint): an answer was pressed.
 */
#define HEARTH_TYPE_ROSTER_DUPLICATE_ROW (hearth_roster_duplicate_row_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthRosterDuplicateRow, hearth_roster_duplicate_row, HEARTH, ROSTER_DUPLICATE_ROW, GtkBox)

GtkWidget *hearth_roster_duplicate_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* All borrowed while they are shown; @item NULL shows nothing. */
void hearth_roster_duplicate_row_show (HearthRosterDuplicateRow *self,
                                       HearthRosterItem *item,
                                       HearthRosterPlan *plan,
                                       HearthPackSet *packs);

G_END_DECLS
