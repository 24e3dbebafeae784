/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthCardGrid:
 *
 * Cards of one size: all in one line where that leaves each enough width, else two to a line.
 */
#define HEARTH_TYPE_CARD_GRID (hearth_card_grid_get_type ())
G_DECLARE_FINAL_TYPE (HearthCardGrid, hearth_card_grid, HEARTH, CARD_GRID, GtkWidget)

void hearth_card_grid_append (HearthCardGrid *self, GtkWidget *card);

G_END_DECLS
