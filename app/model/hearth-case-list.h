/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-query.h"
#include "hearth-context.h"

G_BEGIN_DECLS

/**
 * HearthCaseItem: one row of a lazy list. Empty until its row has come; the first read of a display
 * property asks for it. Properties: loaded, name, name-latin, number, subtitle parts..., overdue.
 */
#define HEARTH_TYPE_CASE_ITEM (hearth_case_item_get_type ())
G_DECLARE_FINAL_TYPE (HearthCaseItem, hearth_case_item, HEARTH, CASE_ITEM, GObject)

/* NULL until loaded; asks for it. ::notify::loaded tells when it has come or was renewed. */
const HearthCaseRow *hearth_case_item_get_row (HearthCaseItem *self);

/**
 * HearthCaseList: lazy GListModel of HearthCaseItem over a snapshot of row ids (architecture 6).
 * get_item () does no work. Reset in two signals. Follows the store's ::changed by diffs.
 * Properties: query (boxed), loading, n-items, error (gboolean failed).
 */
#define HEARTH_TYPE_CASE_LIST (hearth_case_list_get_type ())
G_DECLARE_FINAL_TYPE (HearthCaseList, hearth_case_list, HEARTH, CASE_LIST, GObject)

HearthCaseList *hearth_case_list_new (HearthContext *context) G_GNUC_WARN_UNUSED_RESULT;
void hearth_case_list_set_query (HearthCaseList *self, HearthCaseQuery *query);
gboolean hearth_case_list_is_loading (HearthCaseList *self);
/* Position of a case, or G_MAXUINT: to restore a selection by id. */
guint hearth_case_list_find (HearthCaseList *self, const HearthId *case_id);

G_END_DECLS
