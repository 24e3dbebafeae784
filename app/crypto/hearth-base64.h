/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Characters of @n bytes without padding. */
#define HEARTH_BASE64_LENGTH(n) (((n) *8 + 5) / 6)

char *hearth_base64_encode (const guint8 *bytes, gsize length) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_base64_encode_padded (const guint8 *bytes, gsize length) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_base64_decode (const char *text, gsize length, guint8 *out, gsize out_length);
gboolean hearth_base64_decode_padded (
    const char *text, gsize length, guint8 *out, gsize out_size, gsize *out_length);

G_END_DECLS
