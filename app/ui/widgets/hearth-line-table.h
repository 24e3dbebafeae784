/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-line-column.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  HEARTH_CELL_LOOK_PLAIN,
  HEARTH_CELL_LOOK_HEADING,
  HEARTH_CELL_LOOK_LATE,
} HearthCellLook;

/** HearthLineCell: what stands in one cell of a line. All zero is an empty cell. */
typedef struct
{
  char *text;   /* over as many lines as the row has */
  char *below;  /* small; gives way where the text needs its line */
  char *chip;   /* a warning in front of the text */
  char *spoken; /* for readers of the screen, where it says more than the text */
  HearthCellLook look;
  gboolean keeps_below; /* the text is cut rather */
} HearthLineCell;

/* What @column of @item reads. @cell: all zero. */
typedef void (*HearthLineFill) (gpointer data,
                                GObject *item,
                                const HearthLineColumn *column,
                                HearthLineCell *cell);

void hearth_line_cell_clear (HearthLineCell *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HearthLineCell, hearth_line_cell_clear)

/**
 * HearthLineTable:
 *
 * A table of many rows under the names of its columns. Each row draws itself and only while it is in view: GTK
 * keeps some 200 rows alive whatever is in view, and a widget for each cell of each of them would hold up every
 * sort and every key. Rows of a GtkTreeListModel open and fold by a click on their arrow and by Right and Left.
 *
 * Property: label, for readers of the screen. Signals: activate (guint position); sort (const char *sort,
 * gboolean is_descending): the name of a column was clicked.
 */
#define HEARTH_TYPE_LINE_TABLE (hearth_line_table_get_type ())
G_DECLARE_FINAL_TYPE (HearthLineTable, hearth_line_table, HEARTH, LINE_TABLE, AdwBin)

/* @data outlives the table or the next call. */
void hearth_line_table_set_fill (HearthLineTable *self, HearthLineFill fill, gpointer data);
/* (element-type HearthLineColumn); @n_lines: of text in each row, at least one */
void hearth_line_table_set_columns (HearthLineTable *self, GPtrArray *columns, guint n_lines);
void hearth_line_table_set_sort (HearthLineTable *self, const char *sort, gboolean is_descending);
/* @model: (nullable) */
void hearth_line_table_set_model (HearthLineTable *self, GtkSelectionModel *model);
GtkSelectionModel *hearth_line_table_get_model (HearthLineTable *self);
/* What takes the keys: a table that took them itself would never let Shift+Tab out. */
GtkWidget *hearth_line_table_get_list (HearthLineTable *self);

/* For its lines. */
GPtrArray *hearth_line_table_get_columns (HearthLineTable *self);
guint hearth_line_table_get_n_lines (HearthLineTable *self);
void hearth_line_table_fill (HearthLineTable *self,
                             GObject *item,
                             const HearthLineColumn *column,
                             HearthLineCell *cell);

G_END_DECLS
