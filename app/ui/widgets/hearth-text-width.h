/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @widget asks for at least @width, in pixels for text of the usual size, and for as much more as the text is larger. For
 * panes of text that share a window. */
void hearth_text_width_set (GtkWidget *widget, int width);

/* How much larger text is than usual, from 1. It changes with gtk-xft-dpi of the settings. */
double hearth_text_width_get_scale (GtkWidget *widget);

G_END_DECLS
