/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-table.h"

G_BEGIN_DECLS

/** HearthTableRow: a row of a table as a list shows it. */
#define HEARTH_TYPE_TABLE_ROW (hearth_table_row_get_type ())
G_DECLARE_FINAL_TYPE (HearthTableRow, hearth_table_row, HEARTH, TABLE_ROW, GObject)

HearthTableRow *hearth_table_row_new (HearthTable *table, guint index) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_table_row_dup_cell (HearthTableRow *self, guint column) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_table_row_is_total (HearthTableRow *self);

G_END_DECLS
