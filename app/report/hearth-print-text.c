/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-print-text.h"

#include "hearth-print-text-private.h"

#include <string.h>

/* Named, so that what is printed does not follow the desktop; fontconfig finds another one that has the
 * letters where this one is missing. */
#define FAMILY "Cantarell, DejaVu Sans, sans-serif"

/* Metrics of the screen's pixels would space letters unevenly on paper. */
PangoLayout *
_hearth_print_make_layout (cairo_t *cr)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoContext *context = pango_layout_get_context (layout);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  return layout;
}

void
_hearth_print_set_font (PangoLayout *layout, double size, gboolean is_bold)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FAMILY);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
}

void
_hearth_print_set_text (PangoLayout *layout, const char *text, double width)
{
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
}

static PangoLayout *
lay_out (cairo_t *cr, double width, const char *text, double size, gboolean is_bold)
{
  PangoLayout *layout = _hearth_print_make_layout (cr);

  _hearth_print_set_font (layout, size, is_bold);
  _hearth_print_set_text (layout, text, width);
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
  int height;

  g_return_val_if_fail (cr != NULL && box != NULL && text != NULL, 0);

  layout = lay_out (cr, box->width, text, size, is_bold);
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

/**
 * hearth_print_line:
 * @size: of the font, at most
 *
 * For what is of no use when it is cut, as a number.
 *
 * Returns: the height that was used. Thread: any.
 */
double
hearth_print_line (
    cairo_t *cr, const HearthPrintBox *box, const char *text, double size, gboolean is_bold)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width, height;

  g_return_val_if_fail (cr != NULL && text != NULL && box->width > 0, 0);

  layout = lay_out (cr, box->width, text, size, is_bold);
  pango_layout_set_width (layout, -1);
  pango_layout_get_size (layout, &width, NULL);
  if (width > (int) (box->width * PANGO_SCALE))
    {
      g_object_unref (layout);
      layout = lay_out (cr, box->width, text, size * box->width * PANGO_SCALE / width, is_bold);
      /* The metrics are not quite linear in the size; a line that is not broken loses nothing by that. */
      pango_layout_set_width (layout, -1);
    }
  cairo_move_to (cr, box->x, box->y);
  pango_cairo_show_layout (cr, layout);
  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

/**
 * hearth_print_fit:
 * @box: its width, and the height that there is
 *
 * Returns: where the first line begins that does not fit, in bytes; the whole length if all of it does; 0 if
 *   not even one line does. Thread: any.
 */
gsize
hearth_print_fit (
    cairo_t *cr, const HearthPrintBox *box, const char *text, double size, gboolean is_bold)
{
  g_autoptr (PangoLayout) layout = NULL;
  PangoLayoutIter *iter;
  gsize fits = 0;

  g_return_val_if_fail (cr != NULL && box != NULL && text != NULL, 0);

  layout = lay_out (cr, box->width, text, size, is_bold);
  iter = pango_layout_get_iter (layout);
  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      int bottom;

      pango_layout_iter_get_line_yrange (iter, NULL, &bottom);
      fits = (gsize) line->start_index;
      if (bottom > (int) (box->height * PANGO_SCALE))
        break;
      fits = strlen (text);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return fits;
}
