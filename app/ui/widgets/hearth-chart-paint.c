/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-chart-paint.h"

#include "hearth-accent.h"

#include <math.h>

static PangoLayout *
make_layout (GtkWidget *widget, const char *text, double scale)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

void
_hearth_chart_measure_text (
    GtkWidget *widget, const char *text, double scale, int *width, int *height)
{
  g_autoptr (PangoLayout) layout = make_layout (widget, text, scale);

  pango_layout_get_pixel_size (layout, width, height);
}

/* @align: 0 the text begins at @x, 0.5 it is in the middle, 1 it ends there. */
void
_hearth_chart_draw_text (cairo_t *cr,
                         GtkWidget *widget,
                         const char *text,
                         double scale,
                         double x,
                         double y,
                         double align)
{
  g_autoptr (PangoLayout) layout = make_layout (widget, text, scale);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, floor (x - align * width), floor (y - height / 2.0));
  pango_cairo_show_layout (cr, layout);
  /* Whoever draws a line next begins it elsewhere. */
  cairo_new_path (cr);
}

void
_hearth_chart_set_color (cairo_t *cr, const GdkRGBA *color, double strength)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * strength);
}

/* A shape of its own for each series: circle, square, diamond, triangle. */
void
_hearth_chart_draw_marker (cairo_t *cr, guint series, double x, double y, double size)
{
  switch (series % 4)
    {
    case 0:
      cairo_new_sub_path (cr);
      cairo_arc (cr, x, y, size, 0, 2 * G_PI);
      break;
    case 1:
      cairo_rectangle (cr, x - size, y - size, 2 * size, 2 * size);
      break;
    case 2:
      cairo_move_to (cr, x, y - 1.4 * size);
      cairo_line_to (cr, x + 1.4 * size, y);
      cairo_line_to (cr, x, y + 1.4 * size);
      cairo_line_to (cr, x - 1.4 * size, y);
      cairo_close_path (cr);
      break;
    default:
      cairo_move_to (cr, x, y - 1.3 * size);
      cairo_line_to (cr, x + 1.3 * size, y + size);
      cairo_line_to (cr, x - 1.3 * size, y + size);
      cairo_close_path (cr);
      break;
    }
  cairo_fill (cr);
}

/* Rows of a list show their focus by a ring; so does the chart. */
void
_hearth_chart_draw_focus (GtkWidget *widget, cairo_t *cr)
{
  if (!gtk_widget_has_visible_focus (widget))
    return;
  gdk_cairo_set_source_rgba (cr, hearth_accent_get_color (0));
  cairo_set_line_width (cr, 2);
  cairo_rectangle (cr, 1, 1, gtk_widget_get_width (widget) - 2, gtk_widget_get_height (widget) - 2);
  cairo_stroke (cr);
}
