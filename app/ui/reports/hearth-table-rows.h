/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-table.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** HearthTableRows: the rows of a table as a list of HearthTableRow, which are made when they are looked at. */
#define HEARTH_TYPE_TABLE_ROWS (hearth_table_rows_get_type ())
G_DECLARE_FINAL_TYPE (HearthTableRows, hearth_table_rows, HEARTH, TABLE_ROWS, GObject)

GListModel *hearth_table_rows_new (HearthTable *table) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
