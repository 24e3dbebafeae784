/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PNG and JPEG inside hearth-decoder, by libpng and libjpeg themselves: gdk-pixbuf would choose among
 * whatever loaders are installed. */
#pragma once

#include "hearth-decode-wire.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Size as stored, before Exif's orientation. The box says how small the caller will make it. */
HearthDecodeStatus _hearth_png_measure (GBytes *bytes, guint32 *width, guint32 *height);
HearthDecodeStatus _hearth_png_decode (GBytes *bytes, cairo_surface_t **out);
HearthDecodeStatus _hearth_jpeg_measure (GBytes *bytes, guint32 *width, guint32 *height);
HearthDecodeStatus _hearth_jpeg_decode (GBytes *bytes, guint box, cairo_surface_t **out);

HearthDecodeStatus _hearth_picture_check_size (guint64 width, guint64 height);

G_END_DECLS
