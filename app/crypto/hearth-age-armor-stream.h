/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-crypto-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HearthAgeArmorStream:
 *
 * Takes the text armor off an age file while it is read. Bundles never wear it; files of others may.
 */
#define HEARTH_TYPE_AGE_ARMOR_STREAM (hearth_age_armor_stream_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthAgeArmorStream, hearth_age_armor_stream, HEARTH, AGE_ARMOR_STREAM, GFilterInputStream)

GInputStream *hearth_age_armor_stream_new (GInputStream *source) G_GNUC_WARN_UNUSED_RESULT;
GInputStream *hearth_age_open_any (GInputStream *source,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
