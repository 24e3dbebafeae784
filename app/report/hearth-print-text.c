/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-print-text.h"

/* Named, so that what is printed does not follow the desktop; fontconfig finds another one that has the
 * letters where this one is missing. */
#define FAMILY "Cantarell, DejaVu Sans, sans-serif"

/* Metrics of the screen's pixels would space letters unevenly on paper. */
static PangoLayout *
make_layout (cairo_t *cr)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoContext *context = pango_layout_get_context (layout);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  return layout;
}

/**
 * hearth_print_text:
 * @size: of the font
 *
 * Returns: the height that was used, at most that of @box if it has one. Thread: any.
 */
double
hearth_print_text (
    cairo_t *cr, const HearthPrintBox *box, const char *text, double size, gboolean is_bold)
{
  g_autoptr (PangoLayout) layout = NULL;
  g_autoptr (PangoFontDescription) font = NULL;
  int height;

  g_return_val_if_fail (cr != NULL && box != NULL && text != NULL, 0);

  layout = make_layout (cr);
  font = pango_font_description_from_string (FAMILY);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, (int) (box->width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (box->height > 0)
    {
      pango_layout_set_height (layout, (int) (box->height * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  cairo_move_to (cr, box->x, box->y);
  pango_cairo_show_layout (cr, layout);
  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}
