/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-picture-private.h"

#include "hearth-decode-limits.h"
#include "hearth-surface-private.h"

#include <png.h>
#include <string.h>

/* cairo keeps a pixel as one native word. */
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define CAIRO_PNG_FORMAT PNG_FORMAT_BGRA
#else
#define CAIRO_PNG_FORMAT PNG_FORMAT_ARGB
#endif

/**
 * _hearth_picture_check_size:
 *
 * To be asked with the declared size, before memory is taken for it.
 */
HearthDecodeStatus
_hearth_picture_check_size (guint64 width, guint64 height)
{
  if (width == 0 || height == 0)
    return HEARTH_DECODE_STATUS_DAMAGED;
  if (width > HEARTH_DECODE_MAX_SIDE || height > HEARTH_DECODE_MAX_SIDE ||
      width * height > HEARTH_DECODE_MAX_PIXELS)
    return HEARTH_DECODE_STATUS_TOO_BIG;
  return HEARTH_DECODE_STATUS_OK;
}

static HearthDecodeStatus
begin (png_image *image, GBytes *bytes)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  memset (image, 0, sizeof *image);
  image->version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory (image, data, length))
    return HEARTH_DECODE_STATUS_DAMAGED;
  return _hearth_picture_check_size (image->width, image->height);
}

/* The declared size stands at a fixed place, and libpng refuses sides of more than a million before it
 * tells: a bomb is to be called too big, not damaged. */
static HearthDecodeStatus
check_declared_size (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint32 width, height;

  if (length < 24 || memcmp (data + 12, "IHDR", 4) != 0)
    return HEARTH_DECODE_STATUS_DAMAGED;
  memcpy (&width, data + 16, 4);
  memcpy (&height, data + 20, 4);
  return _hearth_picture_check_size (GUINT32_FROM_BE (width), GUINT32_FROM_BE (height));
}

HearthDecodeStatus
_hearth_png_measure (GBytes *bytes, guint32 *width, guint32 *height)
{
  HearthDecodeStatus status = check_declared_size (bytes);
  png_image image;

  if (status != HEARTH_DECODE_STATUS_OK)
    return status;
  status = begin (&image, bytes);
  if (status == HEARTH_DECODE_STATUS_OK)
    {
      *width = image.width;
      *height = image.height;
    }
  png_image_free (&image);
  return status;
}

static guint8
multiply (guint8 value, guint8 alpha)
{
  guint product = value * alpha + 128;

  return (guint8) ((product + (product >> 8)) >> 8);
}

static void
premultiply (guint8 *pixels, gsize n_pixels)
{
  const guint a = G_BYTE_ORDER == G_LITTLE_ENDIAN ? 3 : 0, first = a == 3 ? 0 : 1;

  for (gsize i = 0; i < n_pixels; i++, pixels += 4)
    for (guint c = first; pixels[a] != 255 && c < first + 3; c++)
      pixels[c] = multiply (pixels[c], pixels[a]);
}

HearthDecodeStatus
_hearth_png_decode (GBytes *bytes, cairo_surface_t **out)
{
  g_autoptr (cairo_surface_t) surface = NULL;
  HearthDecodeStatus status = check_declared_size (bytes);
  png_image image;
  gboolean has_alpha;

  if (status != HEARTH_DECODE_STATUS_OK)
    return status;
  status = begin (&image, bytes);
  if (status == HEARTH_DECODE_STATUS_OK)
    {
      surface = _hearth_surface_new (image.width, image.height);
      if (surface == NULL)
        status = HEARTH_DECODE_STATUS_TOO_BIG;
    }
  if (status != HEARTH_DECODE_STATUS_OK)
    {
      png_image_free (&image);
      return status;
    }
  has_alpha = (image.format & PNG_FORMAT_FLAG_ALPHA) != 0;
  image.format = CAIRO_PNG_FORMAT;
  if (!png_image_finish_read (&image, NULL, cairo_image_surface_get_data (surface),
                              cairo_image_surface_get_stride (surface), NULL))
    return HEARTH_DECODE_STATUS_DAMAGED;
  if (has_alpha)
    premultiply (cairo_image_surface_get_data (surface), (gsize) image.width * image.height);
  cairo_surface_mark_dirty (surface);
  *out = g_steal_pointer (&surface);
  return HEARTH_DECODE_STATUS_OK;
}
