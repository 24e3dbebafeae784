/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HearthPixels:
 *
 * A picture in memory, never changed: premultiplied ARGB, one native 32-bit word a pixel, as cairo and
 * GDK's default format have it. What it holds is wiped when the last reference goes.
 */
typedef struct _HearthPixels HearthPixels;

HearthPixels *hearth_pixels_new (
    guint8 *data, gsize length, guint width, guint height, guint stride) G_GNUC_WARN_UNUSED_RESULT;
HearthPixels *hearth_pixels_ref (HearthPixels *self) G_GNUC_WARN_UNUSED_RESULT;
void hearth_pixels_unref (HearthPixels *self);

guint hearth_pixels_get_width (const HearthPixels *self);
guint hearth_pixels_get_height (const HearthPixels *self);
guint hearth_pixels_get_stride (const HearthPixels *self);
GBytes *hearth_pixels_get_bytes (const HearthPixels *self);
void hearth_pixels_get_natural_size (const HearthPixels *self, guint *width, guint *height);
void hearth_pixels_set_natural_size (HearthPixels *self, guint width, guint height);

GBytes *hearth_pixels_wrap_wiped (guint8 *data, gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthPixels, hearth_pixels_unref)

G_END_DECLS
