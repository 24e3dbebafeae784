/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-line-table.h"
#include "hearth-table.h"

G_BEGIN_DECLS

/* Shows @table (nullable: nothing) in @view: its columns, numbers to the right, the row of totals bold. */
void hearth_table_columns_show (HearthLineTable *view, HearthTable *table);

G_END_DECLS
