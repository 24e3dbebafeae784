/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One form of ustar, for backups and bundles (bundles 10). The reader makes the header that the
 * writer would have made from name and size, and compares: so extensions, links, owners and odd
 * encodings cannot exist. Names are labels; whoever reads an archive never uses them as paths. */
#include "config.h"

#include "hearth-ustar.h"

#include <string.h>

#define NAME_SIZE 100
#define CHECKSUM_OFFSET 148
#define CHECKSUM_SIZE 8
#define SIZE_DIGITS 11

static gboolean
is_name (const char *name)
{
  gsize length = strlen (name);

  if (length == 0 || length > HEARTH_USTAR_MAX_NAME)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (name[i]) && strchr ("._-/", name[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* The sum of all bytes, with the field itself as spaces. */
static void
put_checksum (guint8 header[HEARTH_USTAR_BLOCK])
{
  char text[CHECKSUM_SIZE];
  guint sum = 0;

  memset (header + CHECKSUM_OFFSET, ' ', CHECKSUM_SIZE);
  for (gsize i = 0; i < HEARTH_USTAR_BLOCK; i++)
    sum += header[i];
  g_snprintf (text, sizeof text, "%06o", sum);
  memcpy (header + CHECKSUM_OFFSET, text, 7);
}

/**
 * hearth_ustar_header:
 * @name: 1 to 99 ASCII letters, digits and "._-/"
 * @out: (out): untouched on failure
 *
 * Returns: %FALSE if @name or @size has no place in a header. Thread: any.
 */
gboolean
hearth_ustar_header (const char *name, guint64 size, guint8 out[HEARTH_USTAR_BLOCK])
{
  char digits[SIZE_DIGITS + 1];

  if (!is_name (name) || size > HEARTH_USTAR_MAX_SIZE)
    return FALSE;

  memset (out, 0, HEARTH_USTAR_BLOCK);
  memcpy (out, name, strlen (name));
  memcpy (out + NAME_SIZE,
          "0000600\0"
          "0000000\0"
          "0000000",
          24);
  g_snprintf (digits, sizeof digits, "%0*" G_GINT64_MODIFIER "o", SIZE_DIGITS, size);
  memcpy (out + HEARTH_USTAR_SIZE_OFFSET, digits, SIZE_DIGITS + 1);
  memcpy (out + HEARTH_USTAR_SIZE_OFFSET + 12, "00000000000", 12);
  out[156] = '0';
  memcpy (out + 257,
          "ustar\0"
          "00",
          8);
  put_checksum (out);
  return TRUE;
}

/** hearth_ustar_padding: Returns: bytes that fill the last block of a member's data. */
gsize
hearth_ustar_padding (guint64 size)
{
  return (gsize) (-size & (HEARTH_USTAR_BLOCK - 1));
}

/** hearth_ustar_member_size: Returns: bytes that a member takes, with header and filling. */
guint64
hearth_ustar_member_size (guint64 size)
{
  return HEARTH_USTAR_BLOCK + size + hearth_ustar_padding (size);
}

/**
 * hearth_padme:
 *
 * The next size that tells little about the real one: at most 12 % more, far less for large ones.
 * Source: Padmé (PURBs, Nikitin and others, 2019), as bundles 10 writes it.
 *
 * Returns: at least @length. Thread: any.
 */
guint64
hearth_padme (guint64 length)
{
  guint e, s;
  guint64 mask;

  if (length < 2)
    return length;
  e = g_bit_storage (length) - 1;
  s = e > 0 ? g_bit_storage (e) : 0;
  if (s >= e)
    return length;
  mask = (G_GUINT64_CONSTANT (1) << (e - s)) - 1;
  return (length + mask) & ~mask;
}
