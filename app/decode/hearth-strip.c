/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes out of a picture what it says about its origin: place, camera, owner, date, thumbnails of what
 * was cut away, comments, and whatever follows its end. The pixels stay as they are, bit for bit. */
#include "config.h"

#include "hearth-strip-private.h"

#include <string.h>

#define MARKER_TEM 0x01
#define MARKER_RST0 0xd0
#define MARKER_SOI 0xd8
#define MARKER_EOI 0xd9
#define MARKER_SOS 0xda
#define MARKER_APP0 0xe0
#define MARKER_APP1 0xe1
#define MARKER_APP14 0xee
#define MARKER_APP15 0xef
#define MARKER_COM 0xfe

#define EXIF_ORIENTATION 0x0112

/* A segment of a JPEG: @data is what follows the length. */
typedef struct
{
  guint8 marker;
  const guint8 *data;
  gsize length;
} Segment;

typedef struct
{
  const guint8 *data;
  gsize length;
  gsize at;
} Cursor;

/* Reads one marker and its segment. FALSE at a place where none is. */
static gboolean
next_segment (Cursor *self, Segment *out)
{
  gsize size;

  *out = (Segment){ 0 };
  if (self->at >= self->length || self->data[self->at] != 0xff)
    return FALSE;
  while (self->at < self->length && self->data[self->at] == 0xff)
    self->at++;
  if (self->at == self->length || self->data[self->at] == 0)
    return FALSE;
  out->marker = self->data[self->at++];
  if (out->marker == MARKER_TEM || (out->marker >= MARKER_RST0 && out->marker <= MARKER_EOI))
    return TRUE;
  if (self->length - self->at < 2)
    return FALSE;
  size = (gsize) self->data[self->at] << 8 | self->data[self->at + 1];
  if (size < 2 || size > self->length - self->at)
    return FALSE;
  out->data = self->data + self->at + 2;
  out->length = size - 2;
  self->at += size;
  return TRUE;
}

/* Numbers of a TIFF in its own byte order. */
static guint32
tiff_number (const guint8 *at, guint n_bytes, gboolean is_big)
{
  guint32 value = 0;

  for (guint i = 0; i < n_bytes; i++)
    value |= (guint32) at[i] << 8 * (is_big ? n_bytes - 1 - i : i);
  return value;
}

/* The orientation in the first directory of an Exif segment, or 0. */
static guint
read_exif_orientation (const Segment *segment)
{
  const guint8 *tiff = segment->data + 6;
  gsize length;
  guint32 offset, n;
  gboolean is_big;

  if (segment->marker != MARKER_APP1 || segment->length < 6 + 8 ||
      memcmp (segment->data, "Exif\0\0", 6) != 0)
    return 0;
  length = segment->length - 6;
  is_big = tiff[0] == 'M';
  offset = tiff_number (tiff + 4, 4, is_big);
  if (offset > length - 2)
    return 0;
  n = tiff_number (tiff + offset, 2, is_big);
  for (gsize at = (gsize) offset + 2; n > 0 && at + 12 <= length; at += 12, n--)
    if (tiff_number (tiff + at, 2, is_big) == EXIF_ORIENTATION)
      {
        guint value = tiff_number (tiff + at + 8, 2, is_big);

        return value >= 1 && value <= 8 ? value : 0;
      }
  return 0;
}

/**
 * _hearth_strip_find_orientation:
 *
 * Returns: 1 to 8 as Exif has it; 1 if nothing is said.
 */
guint
_hearth_strip_find_orientation (GBytes *jpeg)
{
  Cursor cursor = { 0 };
  Segment segment;

  cursor.data = g_bytes_get_data (jpeg, &cursor.length);
  while (next_segment (&cursor, &segment) && segment.marker != MARKER_SOS)
    {
      guint orientation = read_exif_orientation (&segment);

      if (orientation != 0)
        return orientation;
    }
  return 1;
}

/* The one thing of Exif that a picture needs: a directory with a single entry. */
static void
append_orientation (GByteArray *out, guint orientation)
{
  guint8 exif[] = { 0xff,
                    MARKER_APP1,
                    0,
                    34,
                    'E',
                    'x',
                    'i',
                    'f',
                    0,
                    0,
                    'M',
                    'M',
                    0,
                    42,
                    0,
                    0,
                    0,
                    8,
                    0,
                    1,
                    EXIF_ORIENTATION >> 8,
                    EXIF_ORIENTATION & 255,
                    0,
                    3,
                    0,
                    0,
                    0,
                    1,
                    0,
                    (guint8) orientation,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0 };

  g_byte_array_append (out, exif, sizeof exif);
}

static void
append_segment (GByteArray *out, const Segment *segment)
{
  guint8 head[] = { 0xff, segment->marker, (guint8) ((segment->length + 2) >> 8),
                    (guint8) (segment->length + 2) };

  g_byte_array_append (out, head, segment->data != NULL ? 4 : 2);
  if (segment->length > 0)
    g_byte_array_append (out, segment->data, (guint) segment->length);
}

/* JFIF without the thumbnail that may follow its fixed part. */
static void
append_jfif (GByteArray *out, const Segment *segment)
{
  guint8 data[14];

  if (segment->length < sizeof data || memcmp (segment->data, "JFIF\0", 5) != 0)
    return;
  memcpy (data, segment->data, sizeof data);
  data[12] = data[13] = 0;
  append_segment (out, &(Segment){ MARKER_APP0, data, sizeof data });
}

static void
append_kept (GByteArray *out, const Segment *segment)
{
  if (segment->marker == MARKER_APP0)
    append_jfif (out, segment);
  else if (segment->marker == MARKER_APP14 && segment->length >= 12 &&
           memcmp (segment->data, "Adobe", 5) == 0)
    /* Says how colours are stored; without it they come out wrong. */
    append_segment (out, &(Segment){ MARKER_APP14, segment->data, 12 });
  else if ((segment->marker < MARKER_APP0 || segment->marker > MARKER_APP15) &&
           segment->marker != MARKER_COM)
    append_segment (out, segment);
}

/* The packed pixels behind a start of scan, up to the next marker that is not part of them. */
static void
append_scan (GByteArray *out, Cursor *cursor)
{
  gsize begin = cursor->at;

  while (cursor->at + 1 < cursor->length)
    {
      const guint8 *at = memchr (cursor->data + cursor->at, 0xff, cursor->length - cursor->at - 1);
      guint8 next;

      cursor->at = at != NULL ? (gsize) (at - cursor->data) : cursor->length - 1;
      if (at == NULL)
        break;
      next = at[1];
      if (next == 0 || (next >= MARKER_RST0 && next < MARKER_SOI))
        cursor->at += 2;
      else if (next == 0xff)
        cursor->at++;
      else
        break;
    }
  g_byte_array_append (out, cursor->data + begin, (guint) (cursor->at - begin));
}

/**
 * _hearth_strip_jpeg:
 * @jpeg: hostile
 *
 * Keeps the tables, the pixels, the size on paper (JFIF), Adobe's word on colours and the orientation;
 * no other application segment, no comment, nothing behind the end.
 *
 * Returns: (transfer full) (nullable): %NULL if it is not a whole JPEG.
 */
GBytes *
_hearth_strip_jpeg (GBytes *jpeg)
{
  g_autoptr (GByteArray) out = g_byte_array_sized_new ((guint) g_bytes_get_size (jpeg));
  guint orientation = _hearth_strip_find_orientation (jpeg);
  Cursor cursor = { 0 };
  Segment segment;

  cursor.data = g_bytes_get_data (jpeg, &cursor.length);
  if (!next_segment (&cursor, &segment) || segment.marker != MARKER_SOI)
    return NULL;
  append_segment (out, &segment);
  if (orientation != 1)
    append_orientation (out, orientation);
  while (next_segment (&cursor, &segment) && segment.marker != MARKER_SOI)
    {
      append_kept (out, &segment);
      if (segment.marker == MARKER_SOS)
        append_scan (out, &cursor);
      if (segment.marker == MARKER_EOI)
        return g_byte_array_free_to_bytes (g_steal_pointer (&out));
    }
  return NULL;
}

/* Chunks without which the picture looks different. A colour profile is not among them: it names its
 * maker and device, and a scan is read without it. */
static gboolean
keeps_chunk (const guint8 *name)
{
  static const char *const kept[] = { "IHDR", "PLTE", "IDAT", "IEND", "tRNS",
                                      "gAMA", "cHRM", "sRGB", "sBIT", "pHYs" };

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (memcmp (name, kept[i], 4) == 0)
      return TRUE;
  return FALSE;
}

/**
 * _hearth_strip_png:
 * @png: hostile
 *
 * Keeps the chunks that make the picture, in their order; no text, no date, no Exif, no colour profile,
 * nothing behind the end.
 *
 * Returns: (transfer full) (nullable): %NULL if it is not a whole PNG.
 */
GBytes *
_hearth_strip_png (GBytes *png)
{
  g_autoptr (GByteArray) out = g_byte_array_sized_new ((guint) g_bytes_get_size (png));
  gsize length, at = 8;
  const guint8 *data = g_bytes_get_data (png, &length);

  if (length < at)
    return NULL;
  g_byte_array_append (out, data, 8);
  /* length 4 ‖ name 4 ‖ data ‖ check 4 */
  while (length - at >= 12)
    {
      gsize size = tiff_number (data + at, 4, TRUE);

      if (size > length - at - 12)
        return NULL;
      if (keeps_chunk (data + at + 4))
        g_byte_array_append (out, data + at, (guint) size + 12);
      if (memcmp (data + at + 4, "IEND", 4) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&out));
      at += size + 12;
    }
  return NULL;
}
