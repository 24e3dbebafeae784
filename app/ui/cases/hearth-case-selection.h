/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthCaseSelection:
 *
 * Which cases of a list are chosen: by row id, so that the choice outlives another sort or filter. What the
 * list does not show is not chosen, but is again when it comes back. Signal ::changed.
 */
#define HEARTH_TYPE_CASE_SELECTION (hearth_case_selection_get_type ())
G_DECLARE_FINAL_TYPE (HearthCaseSelection, hearth_case_selection, HEARTH, CASE_SELECTION, GObject)

HearthCaseSelection *hearth_case_selection_new (HearthCaseList *list) G_GNUC_WARN_UNUSED_RESULT;
/* For the view. */
GtkSelectionModel *hearth_case_selection_get_model (HearthCaseSelection *self);

guint hearth_case_selection_get_n_chosen (HearthCaseSelection *self);
/* (element-type gint64), in the order of the list. */
GArray *hearth_case_selection_dup_row_ids (HearthCaseSelection *self) G_GNUC_WARN_UNUSED_RESULT;
/* The position of the only one; GTK_INVALID_LIST_POSITION for none or several. */
guint hearth_case_selection_get_position (HearthCaseSelection *self);
/* GTK_INVALID_LIST_POSITION: none. */
void hearth_case_selection_choose (HearthCaseSelection *self, guint position);

G_END_DECLS
