/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the charts draw alike. Between them only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEARTH_CHART_PAD 10
#define HEARTH_CHART_GAP 6
#define HEARTH_CHART_MARK 3.6 /* half of a marker */
#define HEARTH_CHART_FAINT 0.16
#define HEARTH_CHART_DIM 0.72

/* @scale: of the font of the widget */
void _hearth_chart_measure_text (
    GtkWidget *widget, const char *text, double scale, int *width, int *height);
/* @align: 0 the text begins at @x, 0.5 it is in the middle, 1 it ends there; @y: its middle */
void _hearth_chart_draw_text (cairo_t *cr,
                              GtkWidget *widget,
                              const char *text,
                              double scale,
                              double x,
                              double y,
                              double align);
void _hearth_chart_set_color (cairo_t *cr, const GdkRGBA *color, double strength);
/* A shape of its own for each series: circle, square, diamond, triangle. */
void _hearth_chart_draw_marker (cairo_t *cr, guint series, double x, double y, double size);
/* A ring around the widget while the keyboard is in it. */
void _hearth_chart_draw_focus (GtkWidget *widget, cairo_t *cr);

G_END_DECLS
