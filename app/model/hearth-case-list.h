/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-item.h"
#include "hearth-context.h"

G_BEGIN_DECLS

/**
 * HearthCaseList: lazy GListModel of HearthCaseItem over a snapshot of row ids (architecture 6).
 * get_item () does no work. Reset in two signals. Follows the store's ::changed by diffs.
 * Properties: query (boxed), loading, failed, n-items. Main thread.
 */
#define HEARTH_TYPE_CASE_LIST (hearth_case_list_get_type ())
G_DECLARE_FINAL_TYPE (HearthCaseList, hearth_case_list, HEARTH, CASE_LIST, GObject)

HearthCaseList *hearth_case_list_new (HearthContext *context) G_GNUC_WARN_UNUSED_RESULT;
/* Today comes from the context's clock. NULL: all cases by name. */
void hearth_case_list_set_query (HearthCaseList *self, HearthCaseQuery *query);
HearthCaseQuery *hearth_case_list_get_query (HearthCaseList *self);
gboolean hearth_case_list_is_loading (HearthCaseList *self);
gboolean hearth_case_list_has_failed (HearthCaseList *self);
/* Asks again, after a failure or when the day has changed. */
void hearth_case_list_refresh (HearthCaseList *self);
/* Position of a case, or G_MAXUINT: to restore a selection by id. */
guint hearth_case_list_find (HearthCaseList *self, const HearthId *case_id);
/* Row id at a position, -1 beyond the end; makes no item and asks for nothing. */
gint64 hearth_case_list_get_row_id (HearthCaseList *self, guint position);
/* (element-type HearthId): the cases of rows (element-type gint64) that were in the list; without those that are gone. */
GArray *hearth_case_list_dup_case_ids (HearthCaseList *self,
                                       const GArray *row_ids) G_GNUC_WARN_UNUSED_RESULT;
/* How many cases there are, whatever the query hides. */
guint hearth_case_list_get_n_cases (HearthCaseList *self);

G_END_DECLS
