/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that draw themselves are measured by the hundred, and Pango shapes a whole alphabet each time it is
 * asked for the metrics of a font: they are kept as long as the font is the same. */
#include "config.h"

#include "hearth-line-height.h"

/* Of the font asked for last. All rows of a list have the same. */
static struct
{
  PangoFontDescription *font;
  double resolution;
  int height, char_width; /* in units of Pango */
} kept;

static gboolean
is_kept (const PangoFontDescription *font, double resolution)
{
  return kept.font != NULL && pango_font_description_equal (kept.font, font) &&
         G_APPROX_VALUE (kept.resolution, resolution, 0.01);
}

static void
keep (PangoContext *context, const PangoFontDescription *font, double resolution)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);

  g_clear_pointer (&kept.font, pango_font_description_free);
  kept.font = pango_font_description_copy (font);
  kept.resolution = resolution;
  kept.height = pango_font_metrics_get_height (metrics);
  kept.char_width = pango_font_metrics_get_approximate_char_width (metrics);
  pango_font_metrics_unref (metrics);
}

static void
look_up (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  const double resolution = pango_cairo_context_get_resolution (context);

  if (!is_kept (font, resolution))
    keep (context, font, resolution);
}

int
hearth_widget_get_line_height (GtkWidget *widget, double scale)
{
  look_up (widget);
  return PANGO_PIXELS_CEIL ((int) (kept.height * scale));
}

int
hearth_widget_get_char_width (GtkWidget *widget)
{
  look_up (widget);
  return MAX (1, PANGO_PIXELS (kept.char_width));
}
