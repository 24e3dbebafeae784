/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours of the style for what draws itself. GTK 4.10 has gtk_widget_get_color(). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void hearth_widget_get_color (GtkWidget *widget, GdkRGBA *color);
void hearth_widget_get_error_color (GtkWidget *widget, GdkRGBA *color);
/* @text, @ground: (out): of a chip that warns, as the style has it. */
void hearth_widget_get_warning_colors (GtkWidget *widget, GdkRGBA *text, GdkRGBA *ground);
/* What a window is drawn on. */
void hearth_widget_get_window_color (GtkWidget *widget, GdkRGBA *color);

G_END_DECLS
