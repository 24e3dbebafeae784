/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-line-table.h"

G_BEGIN_DECLS

/** HearthLine: one row of a HearthLineTable. */
#define HEARTH_TYPE_LINE (hearth_line_get_type ())
G_DECLARE_FINAL_TYPE (HearthLine, hearth_line, HEARTH, LINE, GtkWidget)

/* @table outlives its lines. */
GtkWidget *hearth_line_new (HearthLineTable *table) G_GNUC_WARN_UNUSED_RESULT;
/* @item: (nullable): of the model, may be a GtkTreeListRow */
void hearth_line_set_item (HearthLine *self, GObject *item);
/* NULL: its table is no tree. */
GtkTreeListRow *hearth_line_get_tree_row (HearthLine *self);
/* Whether the arrow that opens and folds it is at @x. */
gboolean hearth_line_is_arrow (HearthLine *self, double x);
/* The columns, or what stands in them, are other ones now. */
void hearth_line_refresh (HearthLine *self);
/* It may have come into view. */
void hearth_line_look_again (HearthLine *self);

G_END_DECLS
