/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-id.h"

#include <string.h>

static int
digit_value (char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  return -1;
}

/**
 * hearth_hex_encode:
 * @bytes: (array length=length): any bytes
 *
 * Returns: (transfer full): 2 * @length lower-case hex digits. Thread: any.
 */
char *
hearth_hex_encode (const guint8 *bytes, gsize length)
{
  static const char digits[] = "0123456789abcdef";
  char *hex = g_malloc (2 * length + 1);

  for (gsize i = 0; i < length; i++)
    {
      hex[2 * i] = digits[bytes[i] >> 4];
      hex[2 * i + 1] = digits[bytes[i] & 15];
    }
  hex[2 * length] = '\0';
  return hex;
}

/**
 * hearth_hex_decode:
 * @hex: (nullable): text
 * @out: (out): @length bytes
 *
 * Reads exactly 2 * @length lower-case hex digits.
 *
 * Returns: %FALSE if @hex is anything else; @out is then undefined. Thread: any.
 */
gboolean
hearth_hex_decode (const char *hex, guint8 *out, gsize length)
{
  if (hex == NULL || strlen (hex) != 2 * length)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    {
      int high = digit_value (hex[2 * i]);
      int low = digit_value (hex[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      out[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

/**
 * hearth_id_parse:
 * @hex: (nullable): text, expected to be 32 lower-case hex digits
 * @out: (out): the id; untouched on failure
 *
 * Returns: whether @hex was an id. Thread: any.
 */
gboolean
hearth_id_parse (const char *hex, HearthId *out)
{
  HearthId id;

  g_return_val_if_fail (out != NULL, FALSE);

  if (!hearth_hex_decode (hex, id.bytes, sizeof id.bytes))
    return FALSE;
  *out = id;
  return TRUE;
}

/**
 * hearth_id_format:
 * @out: (out): 32 hex digits and a zero
 */
void
hearth_id_format (const HearthId *id, char out[HEARTH_ID_HEX_SIZE])
{
  g_autofree char *hex = hearth_id_to_string (id);

  memcpy (out, hex, HEARTH_ID_HEX_SIZE);
}

/**
 * hearth_id_to_string:
 *
 * Returns: (transfer full): 32 lower-case hex digits. Thread: any.
 */
char *
hearth_id_to_string (const HearthId *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  return hearth_hex_encode (id->bytes, sizeof id->bytes);
}

/** hearth_id_is_zero: whether all bytes are zero (none, or the case of shared records). */
gboolean
hearth_id_is_zero (const HearthId *id)
{
  static const HearthId zero;

  return memcmp (id, &zero, sizeof zero) == 0;
}

/** hearth_id_equal: a #GEqualFunc over #HearthId. */
gboolean
hearth_id_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (HearthId)) == 0;
}

/** hearth_id_compare: Returns: below, at or above 0: the order of their digits, as SQLite has it. Ids are names and
 * prove nothing: nobody learns from the time that it takes. */
int
hearth_id_compare (gconstpointer a, gconstpointer b)
{
  g_return_val_if_fail (a != NULL && b != NULL, 0);

  return memcmp (a, b, sizeof (HearthId));
}

/** hearth_id_hash: a #GHashFunc over #HearthId. Ids are random or hashes, but those of another vault's
 * lines may have been chosen: all bytes count. */
guint
hearth_id_hash (gconstpointer id)
{
  guint64 words[2];

  memcpy (words, id, sizeof words);
  words[0] = (words[0] ^ (words[0] >> 29)) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  words[0] = (words[0] ^ words[1]) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  return (guint) (words[0] >> 32);
}

/** hearth_id_copy: Returns: (transfer full): freed with g_free(). */
HearthId *
hearth_id_copy (const HearthId *id)
{
  return g_memdup2 (id, sizeof *id);
}
