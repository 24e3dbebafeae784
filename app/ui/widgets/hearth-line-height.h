/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pixels that a line of text takes in the font of @widget, @scale times as large. */
int hearth_widget_get_line_height (GtkWidget *widget, double scale);
/* Pixels that a letter takes in it, on the average. */
int hearth_widget_get_char_width (GtkWidget *widget);

G_END_DECLS
