/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The columns of the board: person, step, sum, age, what holds it up, what is next. Few, since cells cost more
 * than rows. Their model is a GtkTreeListModel of HearthBoardItem, or without groups a list of them. */
void hearth_board_columns_add (GtkColumnView *view, HearthContext *context);

/* For a window that has no room for all of them. */
void hearth_board_columns_set_narrow (GtkColumnView *view, gboolean is_narrow);

G_END_DECLS
