/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bech32 (BIP 173) as age uses it: checksum constant 1 and no limit of 90 characters. The case of the
 * prefix is the case of the whole text: recipients are lower case, identities upper case. Nothing
 * here allocates, because identities are secrets. */
#include "config.h"

#include "hearth-bech32.h"

#include <string.h>

#define CHECKSUM_LENGTH 6

static const char charset[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

static guint32
polymod_step (guint32 state, guint8 value)
{
  static const guint32 generator[] = { 0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3 };
  guint32 top = state >> 25;

  state = (state & 0x1ffffff) << 5 ^ value;
  for (guint i = 0; i < G_N_ELEMENTS (generator); i++)
    if (top >> i & 1)
      state ^= generator[i];
  return state;
}

/* The checksum is over the prefix in lower case, whatever the case of the text. */
static guint32
polymod_prefix (const char *prefix)
{
  guint32 state = 1;

  for (const char *p = prefix; *p != '\0'; p++)
    state = polymod_step (state, (guint8) g_ascii_tolower (*p) >> 5);
  state = polymod_step (state, 0);
  for (const char *p = prefix; *p != '\0'; p++)
    state = polymod_step (state, (guint8) g_ascii_tolower (*p) & 31);
  return state;
}

static gboolean
is_upper_prefix (const char *prefix)
{
  for (const char *p = prefix; *p != '\0'; p++)
    if (g_ascii_isalpha (*p))
      return g_ascii_isupper (*p);
  return FALSE;
}

static char
to_char (guint8 value, gboolean upper)
{
  return upper ? g_ascii_toupper (charset[value]) : charset[value];
}

static int
to_value (char c, gboolean upper)
{
  const char *found;

  if (c == '\0' || (upper ? g_ascii_islower (c) : g_ascii_isupper (c)))
    return -1;
  found = strchr (charset, g_ascii_tolower (c));
  return found != NULL ? (int) (found - charset) : -1;
}

/** hearth_bech32_length: Returns: characters of the text, without the final zero. */
gsize
hearth_bech32_length (const char *prefix, gsize n_bytes)
{
  return strlen (prefix) + 1 + (n_bytes * 8 + 4) / 5 + CHECKSUM_LENGTH;
}

/**
 * hearth_bech32_encode:
 * @prefix: human-readable part, in the case that the text shall have
 * @out: (out): room for hearth_bech32_length() characters and a zero
 *
 * Source: BIP 173, as age v1 uses it. Thread: any.
 */
void
hearth_bech32_encode (const char *prefix, const guint8 *bytes, gsize n_bytes, char *out)
{
  gboolean upper = is_upper_prefix (prefix);
  guint32 state = polymod_prefix (prefix);
  guint32 bits = 0;
  int n_bits = 0;

  out = g_stpcpy (out, prefix);
  *out++ = '1';
  for (gsize i = 0; i < n_bytes || n_bits > 0;)
    {
      guint8 value;

      if (n_bits < 5 && i < n_bytes)
        {
          bits = (bits << 8 | bytes[i++]) & 0xFFFF;
          n_bits += 8;
        }
      value = (guint8) ((n_bits >= 5 ? bits >> (n_bits - 5) : bits << (5 - n_bits)) & 31);
      n_bits = MAX (n_bits - 5, 0);
      state = polymod_step (state, value);
      *out++ = to_char (value, upper);
    }

  for (int i = 0; i < CHECKSUM_LENGTH; i++)
    state = polymod_step (state, 0);
  state ^= 1;
  for (int i = 0; i < CHECKSUM_LENGTH; i++)
    *out++ = to_char (state >> 5 * (CHECKSUM_LENGTH - 1 - i) & 31, upper);
  *out = '\0';
}

/**
 * hearth_bech32_decode:
 * @text: (array length=length): one case throughout, that of @prefix
 * @out: (out): @n_bytes bytes; undefined on failure
 *
 * Returns: whether @text was the one encoding of some @n_bytes bytes under @prefix. Thread: any.
 */
gboolean
hearth_bech32_decode (
    const char *text, gsize length, const char *prefix, guint8 *out, gsize n_bytes)
{
  gboolean upper = is_upper_prefix (prefix);
  guint32 state = polymod_prefix (prefix);
  gsize prefix_length = strlen (prefix), at = 0;
  guint32 bits = 0;
  int n_bits = 0;

  if (length != hearth_bech32_length (prefix, n_bytes) ||
      memcmp (text, prefix, prefix_length) != 0 || text[prefix_length] != '1')
    return FALSE;

  for (gsize i = prefix_length + 1; i < length; i++)
    {
      int value = to_value (text[i], upper);

      if (value < 0)
        return FALSE;
      state = polymod_step (state, (guint8) value);
      if (i >= length - CHECKSUM_LENGTH)
        continue;
      bits = (bits << 5 | (guint32) value) & 0xFFFF;
      n_bits += 5;
      if (n_bits >= 8)
        {
          n_bits -= 8;
          out[at++] = (guint8) (bits >> n_bits);
        }
    }
  return state == 1 && (bits & ((1U << n_bits) - 1)) == 0;
}
