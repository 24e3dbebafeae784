/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-decode-kind.h"
#include "hearth-pixels.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HearthDecodeFlags:
 * @HEARTH_DECODE_FIT: the whole picture, as large as it fits into the box; a picture is never enlarged,
 *   a page is
 * @HEARTH_DECODE_CROP: exactly the box, filled with the middle of the picture, for portraits
 */
typedef enum
{
  HEARTH_DECODE_FIT = 0,
  HEARTH_DECODE_CROP = 1,
} HearthDecodeFlags;

#define HEARTH_TYPE_DECODER (hearth_decoder_get_type ())
G_DECLARE_FINAL_TYPE (HearthDecoder, hearth_decoder, HEARTH, DECODER, GObject)

HearthDecoder *hearth_decoder_open_sync (GBytes *document,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_decoder_open_async (GBytes *document,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
HearthDecoder *hearth_decoder_open_finish (GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_decoder_close (HearthDecoder *self);

HearthDecodeKind hearth_decoder_get_kind (HearthDecoder *self);
guint hearth_decoder_get_n_pages (HearthDecoder *self);
void hearth_decoder_get_natural_size (HearthDecoder *self, guint *width, guint *height);

HearthPixels *hearth_decoder_render_sync (HearthDecoder *self,
                                          guint page,
                                          guint width,
                                          guint height,
                                          HearthDecodeFlags flags,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_decoder_render_async (HearthDecoder *self,
                                  guint page,
                                  guint width,
                                  guint height,
                                  HearthDecodeFlags flags,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
HearthPixels *hearth_decoder_render_finish (HearthDecoder *self,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes *hearth_decoder_strip_sync (HearthDecoder *self,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_decoder_strip_async (HearthDecoder *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GBytes *hearth_decoder_strip_finish (HearthDecoder *self,
                                     GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes *hearth_decoder_thumbnail_sync (HearthDecoder *self,
                                       guint side,
                                       HearthDecodeFlags flags,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_decoder_thumbnail_async (HearthDecoder *self,
                                     guint side,
                                     HearthDecodeFlags flags,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GBytes *hearth_decoder_thumbnail_finish (HearthDecoder *self,
                                         GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
