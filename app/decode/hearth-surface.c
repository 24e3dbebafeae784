/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pixels: turning, shrinking and cutting. */
#include "config.h"

#include "hearth-surface-private.h"

#include <math.h>

/**
 * _hearth_surface_new:
 *
 * Returns: (transfer full) (nullable): a transparent surface; %NULL if the memory is not there.
 */
cairo_surface_t *
_hearth_surface_new (guint width, guint height)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);

  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_destroy (surface);
  return NULL;
}

/* Where a point of the stored picture stands in the picture as it is to be seen, for the eight values
 * of Exif's Orientation (Exif 2.32, tag 0x0112). */
static void
orient (cairo_matrix_t *matrix, guint orientation, double w, double h)
{
  switch (orientation)
    {
    case 2:
      cairo_matrix_init (matrix, -1, 0, 0, 1, w, 0);
      break;
    case 3:
      cairo_matrix_init (matrix, -1, 0, 0, -1, w, h);
      break;
    case 4:
      cairo_matrix_init (matrix, 1, 0, 0, -1, 0, h);
      break;
    case 5:
      cairo_matrix_init (matrix, 0, 1, 1, 0, 0, 0);
      break;
    case 6:
      cairo_matrix_init (matrix, 0, 1, -1, 0, h, 0);
      break;
    case 7:
      cairo_matrix_init (matrix, 0, -1, -1, 0, h, w);
      break;
    case 8:
      cairo_matrix_init (matrix, 0, -1, 1, 0, 0, w);
      break;
    default:
      cairo_matrix_init_identity (matrix);
      break;
    }
}

static guint
scaled_side (double side, double scale, guint most)
{
  return (guint) CLAMP (floor (side * scale + 0.5), 1, most);
}

/**
 * _hearth_surface_fit:
 * @orientation: 1 to 8 as Exif has it
 * @width: the box
 * @crop: fill the box with the middle of the picture; else it is shrunk until it fits, never enlarged
 *
 * Returns: (transfer full) (nullable): %NULL if the memory is not there.
 */
cairo_surface_t *
_hearth_surface_fit (
    cairo_surface_t *source, guint orientation, guint width, guint height, gboolean crop)
{
  double w = cairo_image_surface_get_width (source);
  double h = cairo_image_surface_get_height (source);
  double seen_w = orientation >= 5 ? h : w, seen_h = orientation >= 5 ? w : h;
  double scale =
      crop ? MAX (width / seen_w, height / seen_h) : MIN (1, MIN (width / seen_w, height / seen_h));
  guint out_w = crop ? width : scaled_side (seen_w, scale, width);
  guint out_h = crop ? height : scaled_side (seen_h, scale, height);
  cairo_surface_t *result;
  cairo_matrix_t matrix;
  g_autoptr (cairo_t) cr = NULL;

  if (!crop && scale == 1 && orientation == 1)
    return cairo_surface_reference (source);
  result = _hearth_surface_new (out_w, out_h);
  if (result == NULL)
    return NULL;
  cr = cairo_create (result);
  cairo_translate (cr, out_w / 2.0, out_h / 2.0);
  if (crop)
    cairo_scale (cr, scale, scale);
  else
    cairo_scale (cr, out_w / seen_w, out_h / seen_h);
  cairo_translate (cr, -seen_w / 2, -seen_h / 2);
  orient (&matrix, orientation, w, h);
  cairo_transform (cr, &matrix);
  cairo_set_source_surface (cr, source, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_paint (cr);
  if (cairo_status (cr) != CAIRO_STATUS_SUCCESS)
    g_clear_pointer (&result, cairo_surface_destroy);
  else
    cairo_surface_flush (result);
  return result;
}
