/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-decode-kind.h"

#include <string.h>

typedef struct
{
  HearthDecodeKind kind;
  const char *media_type;
  const char *extension;
  const char *magic;
  gsize magic_length;
} Kind;

static const Kind kinds[] = {
  { HEARTH_DECODE_KIND_PNG, "image/png", "png", "\x89PNG\r\n\x1a\n", 8 },
  { HEARTH_DECODE_KIND_JPEG, "image/jpeg", "jpg", "\xff\xd8\xff", 3 },
  { HEARTH_DECODE_KIND_PDF, "application/pdf", "pdf", "%PDF-", 5 },
};

/**
 * hearth_decode_kind_sniff:
 * @data: the first bytes of a document; eight are enough
 *
 * Goes by the very first bytes. Readers of PDF allow some rubbish before the mark; that is what
 * files that are two kinds at once live on, so it is not allowed here.
 *
 * Returns: %HEARTH_DECODE_KIND_NONE for anything else. Thread: any.
 */
HearthDecodeKind
hearth_decode_kind_sniff (const guint8 *data, gsize length)
{
  g_return_val_if_fail (data != NULL || length == 0, HEARTH_DECODE_KIND_NONE);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (length >= kinds[i].magic_length &&
        memcmp (data, kinds[i].magic, kinds[i].magic_length) == 0)
      return kinds[i].kind;
  return HEARTH_DECODE_KIND_NONE;
}

/**
 * hearth_decode_kind_from_media_type:
 * @type: (nullable): such as "image/png"
 *
 * Returns: %HEARTH_DECODE_KIND_NONE for a type that is not shown. Thread: any.
 */
HearthDecodeKind
hearth_decode_kind_from_media_type (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (type, kinds[i].media_type) == 0)
      return kinds[i].kind;
  return HEARTH_DECODE_KIND_NONE;
}

/**
 * hearth_decode_kind_get_media_type:
 *
 * Returns: (nullable): such as "image/png"; %NULL for %HEARTH_DECODE_KIND_NONE. Thread: any.
 */
const char *
hearth_decode_kind_get_media_type (HearthDecodeKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind)
      return kinds[i].media_type;
  return NULL;
}

/**
 * hearth_decode_kind_get_extension:
 *
 * Returns: (nullable): the usual end of a file's name without the dot, for a copy that is saved;
 *   %NULL for %HEARTH_DECODE_KIND_NONE. Thread: any.
 */
const char *
hearth_decode_kind_get_extension (HearthDecodeKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind)
      return kinds[i].extension;
  return NULL;
}
