/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthCaseCell:
 *
 * What a row of a list of people holds: it draws one person by itself, for widgets cost more than data, and
 * follows that person's row, which comes after the cell is shown.
 */
#define HEARTH_TYPE_CASE_CELL (hearth_case_cell_get_type ())
G_DECLARE_DERIVABLE_TYPE (HearthCaseCell, hearth_case_cell, HEARTH, CASE_CELL, GtkWidget)

struct _HearthCaseCellClass
{
  GtkWidgetClass parent_class;

  /* Everything that is to be read, as one line, for readers of the screen. */
  char *(*dup_spoken) (HearthCaseCell *self, const HearthCaseRow *row);
};

/* @item: NULL for none. */
void hearth_case_cell_set_item (HearthCaseCell *self, HearthCaseItem *item);
/* The same person is to be shown otherwise. */
void hearth_case_cell_refresh (HearthCaseCell *self);
/* NULL: nobody, or not yet. */
const HearthCaseRow *hearth_case_cell_get_row (HearthCaseCell *self);

G_END_DECLS
