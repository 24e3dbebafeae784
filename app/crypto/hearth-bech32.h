/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gsize hearth_bech32_length (const char *prefix, gsize n_bytes);
void hearth_bech32_encode (const char *prefix, const guint8 *bytes, gsize n_bytes, char *out);
gboolean hearth_bech32_decode (
    const char *text, gsize length, const char *prefix, guint8 *out, gsize n_bytes);

G_END_DECLS
