/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * HearthFileThumbs:
 *
 * Small pictures of files: the middle of a picture, the first page of a document. They are decoded in
 * confined children from memory, a few at a time. Keeps those of the case that is shown; whoever owns it
 * drops it with the login.
 */
#define HEARTH_TYPE_FILE_THUMBS (hearth_file_thumbs_get_type ())
G_DECLARE_FINAL_TYPE (HearthFileThumbs, hearth_file_thumbs, HEARTH, FILE_THUMBS, GObject)

/* @side: of the square into which they are cut, in pixels of the screen. */
HearthFileThumbs *hearth_file_thumbs_new (HearthDesk *desk, guint side) G_GNUC_WARN_UNUSED_RESULT;

/* What is there already; NULL: ask with load. */
GdkTexture *hearth_file_thumbs_peek (HearthFileThumbs *self, const HearthRecord *file);
void hearth_file_thumbs_load_async (HearthFileThumbs *self,
                                    const HearthRecord *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* NULL with an error: it cannot be shown small. */
GdkTexture *hearth_file_thumbs_load_finish (HearthFileThumbs *self,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_file_thumbs_forget (HearthFileThumbs *self);

G_END_DECLS
