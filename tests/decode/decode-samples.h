/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents that the tests make themselves. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The picture of all samples: left half red, right half blue, the uppermost quarter green. */
cairo_surface_t *decode_sample_surface (guint width, guint height) G_GNUC_WARN_UNUSED_RESULT;

GBytes *decode_sample_png (guint width, guint height) G_GNUC_WARN_UNUSED_RESULT;
GBytes *decode_sample_jpeg (guint width, guint height) G_GNUC_WARN_UNUSED_RESULT;

/* With an Exif segment of this orientation that also holds @secret, and a comment that does. */
GBytes *decode_sample_tagged_jpeg (guint width, guint height, guint orientation, const char *secret)
    G_GNUC_WARN_UNUSED_RESULT;

/* A PNG with a chunk of this name before its pixels. */
GBytes *decode_sample_tagged_png (guint width,
                                  guint height,
                                  const char *chunk,
                                  const guint8 *data,
                                  gsize length) G_GNUC_WARN_UNUSED_RESULT;

/* A PDF with a word in Helvetica, which it does not carry, on each page of 200 × 100 points; @extra are
 * more entries of the catalogue. */
GBytes *decode_sample_pdf (guint n_pages, const char *extra) G_GNUC_WARN_UNUSED_RESULT;

/* A PDF of these objects; the first one is the catalogue. */
GBytes *decode_sample_pdf_of (const char *const *objects) G_GNUC_WARN_UNUSED_RESULT;

GBytes *decode_sample_cut (GBytes *bytes, gsize length) G_GNUC_WARN_UNUSED_RESULT;
GBytes *decode_sample_append (GBytes *bytes,
                              gconstpointer data,
                              gsize length) G_GNUC_WARN_UNUSED_RESULT;
gboolean decode_sample_contains (GBytes *bytes, const char *text);

G_END_DECLS
