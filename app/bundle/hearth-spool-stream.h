/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** HearthSpoolStream: a stretch of a file of the spool; many may read one file. */
#define HEARTH_TYPE_SPOOL_STREAM (hearth_spool_stream_get_type ())
G_DECLARE_FINAL_TYPE (HearthSpoolStream, hearth_spool_stream, HEARTH, SPOOL_STREAM, GInputStream)

GInputStream *hearth_spool_stream_new (int fd,
                                       guint64 offset,
                                       guint64 size) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
