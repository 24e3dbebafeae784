/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HearthDecodeKind:
 *
 * What can be shown (security 10). The values stand on the pipe between the program and its child.
 */
typedef enum
{
  HEARTH_DECODE_KIND_NONE = 0,
  HEARTH_DECODE_KIND_PNG = 1,
  HEARTH_DECODE_KIND_JPEG = 2,
  HEARTH_DECODE_KIND_PDF = 3,
} HearthDecodeKind;

HearthDecodeKind hearth_decode_kind_sniff (const guint8 *data, gsize length);
HearthDecodeKind hearth_decode_kind_from_media_type (const char *type);
const char *hearth_decode_kind_get_media_type (HearthDecodeKind kind);
const char *hearth_decode_kind_get_extension (HearthDecodeKind kind);

G_END_DECLS
