/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-query.h"

G_BEGIN_DECLS

/**
 * HearthCaseItem: one row of a lazy list. Empty until its row has come; the first read of a display
 * property asks for it. Properties: loaded, row-id, name, name-latin, number, call-sign, rank, unit,
 * category, overdue; all are notified when the row has come or was renewed. Main thread.
 */
#define HEARTH_TYPE_CASE_ITEM (hearth_case_item_get_type ())
G_DECLARE_FINAL_TYPE (HearthCaseItem, hearth_case_item, HEARTH, CASE_ITEM, GObject)

/* NULL until loaded; asks for it. ::notify::loaded tells when it has come or was renewed. */
const HearthCaseRow *hearth_case_item_get_row (HearthCaseItem *self);
gint64 hearth_case_item_get_row_id (HearthCaseItem *self); /* asks for nothing */
gboolean hearth_case_item_is_loaded (HearthCaseItem *self);

G_END_DECLS
