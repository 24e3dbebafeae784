/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-pixels.h"

#include <string.h>

struct _HearthPixels
{
  GBytes *bytes;
  guint width;
  guint height;
  guint stride;
  guint natural_width;
  guint natural_height;
};

typedef struct
{
  guint8 *data;
  gsize length;
} Wiped;

static void
wipe_and_free (gpointer user_data)
{
  Wiped *self = user_data;

  explicit_bzero (self->data, self->length);
  g_free (self->data);
  g_free (self);
}

/**
 * hearth_pixels_wrap_wiped:
 * @data: (transfer full): from g_malloc()
 *
 * Returns: (transfer full): bytes that are overwritten when the last reference goes. Thread: any.
 */
GBytes *
hearth_pixels_wrap_wiped (guint8 *data, gsize length)
{
  Wiped *wiped = g_new (Wiped, 1);

  *wiped = (Wiped){ data, length };
  return g_bytes_new_with_free_func (data, length, wipe_and_free, wiped);
}

/**
 * hearth_pixels_new:
 * @data: (transfer full): @height lines of @stride bytes, from g_malloc()
 * @length: @stride × @height
 *
 * Returns: (transfer full): pixels whose natural size is their size. Thread: any.
 */
HearthPixels *
hearth_pixels_new (guint8 *data, gsize length, guint width, guint height, guint stride)
{
  HearthPixels *self;

  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (length == (gsize) stride * height && stride >= width * 4, NULL);

  self = g_atomic_rc_box_new0 (HearthPixels);
  self->bytes = hearth_pixels_wrap_wiped (data, length);
  self->width = self->natural_width = width;
  self->height = self->natural_height = height;
  self->stride = stride;
  return self;
}

/**
 * hearth_pixels_ref:
 *
 * Returns: (transfer full): the same. Thread: any.
 */
HearthPixels *
hearth_pixels_ref (HearthPixels *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  HearthPixels *self = data;

  g_clear_pointer (&self->bytes, g_bytes_unref);
}

/**
 * hearth_pixels_unref:
 *
 * Thread: any.
 */
void
hearth_pixels_unref (HearthPixels *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * hearth_pixels_get_width:
 *
 * Returns: in pixels. Thread: any.
 */
guint
hearth_pixels_get_width (const HearthPixels *self)
{
  return self->width;
}

/**
 * hearth_pixels_get_height:
 *
 * Returns: in pixels. Thread: any.
 */
guint
hearth_pixels_get_height (const HearthPixels *self)
{
  return self->height;
}

/**
 * hearth_pixels_get_stride:
 *
 * Returns: bytes from one line to the next. Thread: any.
 */
guint
hearth_pixels_get_stride (const HearthPixels *self)
{
  return self->stride;
}

/**
 * hearth_pixels_get_bytes:
 *
 * Returns: (transfer none): stride × height bytes; a reference keeps them from being wiped. Thread: any.
 */
GBytes *
hearth_pixels_get_bytes (const HearthPixels *self)
{
  return self->bytes;
}

/**
 * hearth_pixels_get_natural_size:
 * @width: (out): of the whole picture as stored and turned upright, or of the page at 96 dots per inch;
 *   what is called 100 %
 *
 * Thread: any.
 */
void
hearth_pixels_get_natural_size (const HearthPixels *self, guint *width, guint *height)
{
  *width = self->natural_width;
  *height = self->natural_height;
}

/**
 * hearth_pixels_set_natural_size:
 *
 * Only by who made them, before they are handed on.
 */
void
hearth_pixels_set_natural_size (HearthPixels *self, guint width, guint height)
{
  self->natural_width = width;
  self->natural_height = height;
}
