/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-view-keeper.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthColumnHeader:
 *
 * The names of the columns above the lines of the table, at the same places. A click sorts by the column, a
 * second one the other way round.
 */
#define HEARTH_TYPE_COLUMN_HEADER (hearth_column_header_get_type ())
G_DECLARE_FINAL_TYPE (HearthColumnHeader, hearth_column_header, HEARTH, COLUMN_HEADER, GtkWidget)

void hearth_column_header_set_keeper (HearthColumnHeader *self, HearthViewKeeper *keeper);

G_END_DECLS
