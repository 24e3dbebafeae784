/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of tables whose rows draw themselves: their names, and how they share the width. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** HearthLineColumn: a column of a table; whoever shows it keeps it alive. */
typedef struct
{
  const char *id;
  const char *title;   /* N_ (), or translated already */
  const char *sort;    /* what is sorted by when the title is clicked; NULL: cannot be sorted */
  int n_chars;         /* the least width */
  int weight;          /* of its share in what is left over */
  gboolean first_down; /* the greatest is what is looked for: sorted downwards by the first click */
  gboolean is_number;  /* at the end of its place, and never cut */
} HearthLineColumn;

/* Pixels between a column and the next. */
#define HEARTH_LINE_GAP 12

/* @columns: (element-type HearthLineColumn); @width: pixels for all of them. Pixels of each, (element-type int):
 * none less than it needs, even if all of them together are more than @width. */
GArray *hearth_line_columns_share (GPtrArray *columns,
                                   GtkWidget *widget,
                                   int width) G_GNUC_WARN_UNUSED_RESULT;
/* Pixels that all of @columns need. */
int hearth_line_columns_get_least (GPtrArray *columns, GtkWidget *widget);

G_END_DECLS
