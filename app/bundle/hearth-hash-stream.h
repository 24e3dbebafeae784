/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-hash.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** HearthHashStream: passes bytes on, counts them and computes their H on the way. */
#define HEARTH_TYPE_HASH_STREAM (hearth_hash_stream_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthHashStream, hearth_hash_stream, HEARTH, HASH_STREAM, GFilterOutputStream)

HearthHashStream *hearth_hash_stream_new (GOutputStream *sink) G_GNUC_WARN_UNUSED_RESULT;
guint64 hearth_hash_stream_finish (HearthHashStream *self, guint8 hash[HEARTH_HASH_SIZE]);

G_END_DECLS
