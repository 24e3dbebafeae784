/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The standard alphabet, read strictly: one text for one value. libsodium's decoder takes bytes
 * above 0x7F for digits and GLib's skips what it does not know; either would let a changed byte
 * pass (bundles 9, "the base64 trap"). */
#include "config.h"

#include "hearth-base64.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static int
digit_value (char c)
{
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 26;
  if (c >= '0' && c <= '9')
    return c - '0' + 52;
  if (c == '+')
    return 62;
  if (c == '/')
    return 63;
  return -1;
}

static char *
encode (const guint8 *bytes, gsize length, gsize text_length)
{
  char *text = g_malloc (text_length + 1);
  guint32 bits = 0;
  int n_bits = 0;
  gsize at = 0;

  for (gsize i = 0; i < length; i++)
    {
      bits = bits << 8 | bytes[i];
      for (n_bits += 8; n_bits >= 6; n_bits -= 6)
        text[at++] = alphabet[bits >> (n_bits - 6) & 63];
    }
  if (n_bits > 0)
    text[at++] = alphabet[bits << (6 - n_bits) & 63];
  while (at < text_length)
    text[at++] = '=';
  text[at] = '\0';
  return text;
}

/** hearth_base64_encode: Returns: (transfer full): without padding. Thread: any. */
char *
hearth_base64_encode (const guint8 *bytes, gsize length)
{
  return encode (bytes, length, HEARTH_BASE64_LENGTH (length));
}

/** hearth_base64_encode_padded: Returns: (transfer full): padded with "=" to groups of four. */
char *
hearth_base64_encode_padded (const guint8 *bytes, gsize length)
{
  return encode (bytes, length, (length + 2) / 3 * 4);
}

/**
 * hearth_base64_decode:
 * @text: (array length=length): without padding
 * @out: (out): @out_length bytes; undefined on failure
 *
 * Reads exactly @out_length bytes. The unused bits of the last digit must be zero.
 *
 * Returns: whether @text was the one encoding of some @out_length bytes. Thread: any.
 */
gboolean
hearth_base64_decode (const char *text, gsize length, guint8 *out, gsize out_length)
{
  guint32 bits = 0;
  int n_bits = 0;
  gsize at = 0;

  if (length != HEARTH_BASE64_LENGTH (out_length))
    return FALSE;

  for (gsize i = 0; i < length; i++)
    {
      int digit = digit_value (text[i]);

      if (digit < 0)
        return FALSE;
      bits = (bits << 6 | (guint32) digit) & 0xFFFF;
      n_bits += 6;
      if (n_bits >= 8)
        {
          n_bits -= 8;
          out[at++] = (guint8) (bits >> n_bits);
        }
    }
  return (bits & ((1U << n_bits) - 1)) == 0;
}

/**
 * hearth_base64_decode_padded:
 * @text: (array length=length): groups of four, padded
 * @out_size: room in @out
 * @out_length: (out): bytes read; undefined on failure
 *
 * Returns: whether @text was the one padded encoding of at most @out_size bytes. Thread: any.
 */
gboolean
hearth_base64_decode_padded (
    const char *text, gsize length, guint8 *out, gsize out_size, gsize *out_length)
{
  gsize n_padding = 0;

  if (length % 4 != 0)
    return FALSE;
  while (n_padding < 2 && n_padding < length && text[length - n_padding - 1] == '=')
    n_padding++;

  *out_length = length / 4 * 3 - n_padding;
  return *out_length <= out_size &&
         hearth_base64_decode (text, length - n_padding, out, *out_length);
}
