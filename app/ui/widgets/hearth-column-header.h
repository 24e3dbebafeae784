/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-line-column.h"

G_BEGIN_DECLS

/**
 * HearthColumnHeader:
 *
 * The names of the columns above the lines of a table, at the same places. Signal: sort (const char *sort,
 * gboolean is_descending): a name was clicked, a second time for the other way round.
 */
#define HEARTH_TYPE_COLUMN_HEADER (hearth_column_header_get_type ())
G_DECLARE_FINAL_TYPE (HearthColumnHeader, hearth_column_header, HEARTH, COLUMN_HEADER, GtkWidget)

/* Which columns are seen in @width, (element-type HearthLineColumn), and @widths: (out): pixels of each,
 * (element-type int). */
typedef GPtrArray *(*HearthColumnPlaces) (gpointer data,
                                          GtkWidget *widget,
                                          int width,
                                          GArray **widths);

/* @data outlives the header. Without this all columns share the width. */
void hearth_column_header_set_places (HearthColumnHeader *self,
                                      HearthColumnPlaces places,
                                      gpointer data);
/* (element-type HearthLineColumn) */
void hearth_column_header_set_columns (HearthColumnHeader *self, GPtrArray *columns);
void hearth_column_header_set_sort (HearthColumnHeader *self,
                                    const char *sort,
                                    gboolean is_descending);
/* What is below scrolls sideways: the names go with it. */
void hearth_column_header_follow (HearthColumnHeader *self, GtkAdjustment *across);

G_END_DECLS
