/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-table.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows @table (nullable: nothing) in @view: its columns, numbers to the right, the row of totals bold. */
void hearth_table_columns_show (GtkColumnView *view, HearthTable *table);

G_END_DECLS
