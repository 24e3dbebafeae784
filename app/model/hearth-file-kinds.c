/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-file-kinds.h"

#include <string.h>

/* security 10: PNG, JPEG and PDF only. */
static const struct
{
  const char *media;
  guint8 magic[HEARTH_FILE_MAGIC_SIZE];
  gsize length;
} types[] = {
  { "image/png", { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' }, 8 },
  { "image/jpeg", { 0xff, 0xd8, 0xff }, 3 },
  { "application/pdf", { '%', 'P', 'D', 'F', '-' }, 5 },
};

/** hearth_file_is_kind: whether records of @kind are files. Thread: any. */
gboolean
hearth_file_is_kind (const HearthKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  return hearth_kind_find_field (kind, "blob") != NULL;
}

/**
 * hearth_file_find_kind:
 *
 * Returns: (transfer none) (nullable): the kind of files of @cmp; %NULL if it has none. Thread: any.
 */
const HearthKind *
hearth_file_find_kind (HearthCompartment cmp)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    if (kinds[i].cmp == cmp && hearth_file_is_kind (&kinds[i]))
      return &kinds[i];
  return NULL;
}

/**
 * hearth_file_detect_media:
 * @bytes: (array length=length): the first of a content
 *
 * What a content is, by its first bytes and never by its name.
 *
 * Returns: (transfer none) (nullable): its media type; %NULL if it is none that is taken. Thread: any.
 */
const char *
hearth_file_detect_media (const guint8 *bytes, gsize length)
{
  g_return_val_if_fail (bytes != NULL || length == 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (length >= types[i].length && memcmp (bytes, types[i].magic, types[i].length) == 0)
      return types[i].media;
  return NULL;
}
