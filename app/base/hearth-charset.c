/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells the character set of a list and makes UTF-8 of it. Nothing is guessed letter by letter: the
 * whole file is in one set or it is refused. Any thread. */
#include "config.h"

#include "hearth-charset.h"

#include <string.h>

/* The upper half of windows-1251, as its registration lists it; 0x98 is not assigned. Own table, since
 * the C library's converters are separate files that a small installation may lack. */
static const guint16 windows_1251[128] = {
  0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409, 0x2039,
  0x040A, 0x040C, 0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
  0x0000, 0x2122, 0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F, 0x00A0, 0x040E, 0x045E, 0x0408,
  0x00A4, 0x0490, 0x00A6, 0x00A7, 0x0401, 0x00A9, 0x0404, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x0407,
  0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6, 0x00B7, 0x0451, 0x2116, 0x0454, 0x00BB,
  0x0458, 0x0405, 0x0455, 0x0457, 0x0410, 0x0411, 0x0412, 0x0413, 0x0414, 0x0415, 0x0416, 0x0417,
  0x0418, 0x0419, 0x041A, 0x041B, 0x041C, 0x041D, 0x041E, 0x041F, 0x0420, 0x0421, 0x0422, 0x0423,
  0x0424, 0x0425, 0x0426, 0x0427, 0x0428, 0x0429, 0x042A, 0x042B, 0x042C, 0x042D, 0x042E, 0x042F,
  0x0430, 0x0431, 0x0432, 0x0433, 0x0434, 0x0435, 0x0436, 0x0437, 0x0438, 0x0439, 0x043A, 0x043B,
  0x043C, 0x043D, 0x043E, 0x043F, 0x0440, 0x0441, 0x0442, 0x0443, 0x0444, 0x0445, 0x0446, 0x0447,
  0x0448, 0x0449, 0x044A, 0x044B, 0x044C, 0x044D, 0x044E, 0x044F,
};

static gboolean
set_encoding_error (GError **error)
{
  g_set_error_literal (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_ENCODING,
                       "the bytes are not text of the detected character set");
  return FALSE;
}

/**
 * hearth_charset_detect:
 * @bytes: (array length=length): a whole text file, with or without a byte order mark
 *
 * A byte order mark decides. Without one: text never has zero bytes except in UTF-16, where the digits
 * and delimiters of a list have theirs on the side of the higher byte; valid UTF-8 is UTF-8;
 * what remains is taken for windows-1251.
 */
HearthCharset
hearth_charset_detect (const guint8 *bytes, gsize length)
{
  gsize zeros[2] = { 0, 0 };

  g_return_val_if_fail (bytes != NULL || length == 0, HEARTH_CHARSET_UTF8);

  if (length >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE)
    return HEARTH_CHARSET_UTF16LE;
  if (length >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
    return HEARTH_CHARSET_UTF16BE;
  if (length >= 3 && memcmp (bytes, "\xEF\xBB\xBF", 3) == 0)
    return HEARTH_CHARSET_UTF8;

  for (gsize i = 0; i < length; i++)
    if (bytes[i] == 0)
      zeros[i % 2]++;
  if (zeros[0] + zeros[1] > 0)
    return zeros[1] >= zeros[0] ? HEARTH_CHARSET_UTF16LE : HEARTH_CHARSET_UTF16BE;
  return length == 0 || g_utf8_validate_len ((const char *) bytes, length, NULL)
             ? HEARTH_CHARSET_UTF8
             : HEARTH_CHARSET_WINDOWS_1251;
}

/** hearth_charset_get_name: the name as registered, for people and for `hearthctl`. */
const char *
hearth_charset_get_name (HearthCharset charset)
{
  switch (charset)
    {
    case HEARTH_CHARSET_UTF16LE:
      return "UTF-16LE";
    case HEARTH_CHARSET_UTF16BE:
      return "UTF-16BE";
    case HEARTH_CHARSET_WINDOWS_1251:
      return "windows-1251";
    case HEARTH_CHARSET_UTF8:
    default:
      return "UTF-8";
    }
}

static gboolean
decode_utf8 (const guint8 *bytes, gsize length, GString *out, GError **error)
{
  if (length >= 3 && memcmp (bytes, "\xEF\xBB\xBF", 3) == 0)
    {
      bytes += 3;
      length -= 3;
    }
  if (length > 0 && !g_utf8_validate_len ((const char *) bytes, length, NULL))
    return set_encoding_error (error);
  g_string_append_len (out, (const char *) bytes, (gssize) length);
  return TRUE;
}

static gboolean
decode_utf16 (const guint8 *bytes, gsize length, gboolean big, GString *out, GError **error)
{
  const gsize low = big ? 1 : 0, high = big ? 0 : 1;

  if (length % 2 != 0)
    return set_encoding_error (error);
  for (gsize i = 0; i < length; i += 2)
    {
      gunichar unit = bytes[i + low] | (gunichar) bytes[i + high] << 8;

      if (i == 0 && unit == 0xFEFF)
        continue;
      if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < length)
        {
          gunichar second = bytes[i + 2 + low] | (gunichar) bytes[i + 2 + high] << 8;

          if (second < 0xDC00 || second > 0xDFFF)
            return set_encoding_error (error);
          unit = 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
          i += 2;
        }
      if (unit == 0 || (unit >= 0xD800 && unit <= 0xDFFF))
        return set_encoding_error (error);
      g_string_append_unichar (out, unit);
    }
  return TRUE;
}

static gboolean
decode_windows_1251 (const guint8 *bytes, gsize length, GString *out, GError **error)
{
  for (gsize i = 0; i < length; i++)
    {
      gunichar c = bytes[i] < 0x80 ? bytes[i] : windows_1251[bytes[i] - 0x80];

      if (c == 0)
        return set_encoding_error (error);
      g_string_append_unichar (out, c);
    }
  return TRUE;
}

/**
 * hearth_charset_decode:
 * @bytes: (array length=length): the caller bounds @length
 * @out_length: (out) (optional): bytes of the result without its final zero
 *
 * Returns: (transfer full) (nullable): UTF-8 without byte order mark and without zero characters;
 *   %NULL with %HEARTH_BASE_ERROR_ENCODING if any part of @bytes is not text in @charset.
 */
char *
hearth_charset_decode (
    HearthCharset charset, const guint8 *bytes, gsize length, gsize *out_length, GError **error)
{
  g_autoptr (GString) out = g_string_sized_new (length + 1);
  gboolean ok = FALSE;

  g_return_val_if_fail (bytes != NULL || length == 0, NULL);

  switch (charset)
    {
    case HEARTH_CHARSET_UTF8:
      ok = decode_utf8 (bytes, length, out, error);
      break;
    case HEARTH_CHARSET_UTF16LE:
    case HEARTH_CHARSET_UTF16BE:
      ok = decode_utf16 (bytes, length, charset == HEARTH_CHARSET_UTF16BE, out, error);
      break;
    case HEARTH_CHARSET_WINDOWS_1251:
      ok = decode_windows_1251 (bytes, length, out, error);
      break;
    default:
      g_assert_not_reached ();
    }
  if (!ok)
    return NULL;
  if (out_length != NULL)
    *out_length = out->len;
  return g_string_free (g_steal_pointer (&out), FALSE);
}
