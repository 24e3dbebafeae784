/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HearthThreadStream:
 *
 * Passes bytes on to a function on a thread of its own, so that what makes them and what takes them run
 * side by side. About a megabyte waits between the two, however slow the function is, and is wiped when
 * it has gone. One thread writes; what the function touches belongs to the other until
 * hearth_thread_stream_finish() or the end of the stream.
 */
#define HEARTH_TYPE_THREAD_STREAM (hearth_thread_stream_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthThreadStream, hearth_thread_stream, HEARTH, THREAD_STREAM, GOutputStream)

/* @data: of hearth_thread_stream_new(). FALSE with an error: nothing more comes. */
typedef gboolean (*HearthThreadStreamFunc) (gpointer data,
                                            const guint8 *bytes,
                                            gsize length,
                                            GError **error);

HearthThreadStream *hearth_thread_stream_new (HearthThreadStreamFunc func,
                                              gpointer data) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_thread_stream_finish (HearthThreadStream *self, GError **error);

G_END_DECLS
