/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-selection.h"
#include "hearth-view-keeper.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthCaseListView:
 *
 * The people of a list as tiles, or as lines of a table under the names of its columns; or why there are
 * none: loading, nobody yet, nobody found, failed. Its buttons are the actions cases.try-again and
 * cases.clear-filters. Signals: activate (position): somebody is to be opened; clicked: a plain click, with
 * neither Ctrl nor Shift.
 */
#define HEARTH_TYPE_CASE_LIST_VIEW (hearth_case_list_view_get_type ())
G_DECLARE_FINAL_TYPE (HearthCaseListView, hearth_case_list_view, HEARTH, CASE_LIST_VIEW, AdwBin)

void hearth_case_list_view_set_keeper (HearthCaseListView *self, HearthViewKeeper *keeper);
void hearth_case_list_view_set_cases (HearthCaseListView *self,
                                      HearthCaseList *cases,
                                      HearthCaseSelection *selection);
/* What takes the keys. A view that took them itself would never let Shift+Tab out. */
GtkWidget *hearth_case_list_view_get_list (HearthCaseListView *self);
gboolean hearth_case_list_view_is_table (HearthCaseListView *self);
void hearth_case_list_view_set_is_table (HearthCaseListView *self, gboolean is_table);

/* After every change of the list. @is_filtered: there may be people whom it does not show. */
void hearth_case_list_view_update (HearthCaseListView *self, gboolean is_filtered);
/* The columns, or what stands in them, are other ones now. */
void hearth_case_list_view_redraw (HearthCaseListView *self);
/* The only one chosen comes into view. */
void hearth_case_list_view_scroll_to_chosen (HearthCaseListView *self);
void hearth_case_list_view_scroll_to_top (HearthCaseListView *self);

G_END_DECLS
