/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-error.h"

G_BEGIN_DECLS

/**
 * HearthCharset: character sets in which Ukrainian lists come.
 */
typedef enum
{
  HEARTH_CHARSET_UTF8,
  HEARTH_CHARSET_UTF16LE,
  HEARTH_CHARSET_UTF16BE,
  HEARTH_CHARSET_WINDOWS_1251,
} HearthCharset;

HearthCharset hearth_charset_detect (const guint8 *bytes, gsize length);
const char *hearth_charset_get_name (HearthCharset charset);
char *hearth_charset_decode (HearthCharset charset,
                             const guint8 *bytes,
                             gsize length,
                             gsize *out_length,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
