/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "decode-samples.h"

#include "hearth-surface-private.h"

#include <string.h>

cairo_surface_t *
decode_sample_surface (guint width, guint height)
{
  cairo_surface_t *surface = _hearth_surface_new (width, height);
  g_autoptr (cairo_t) cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0, 0, 1);
  cairo_paint (cr);
  cairo_rectangle (cr, 0, 0, width / 2.0, height);
  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_fill (cr);
  cairo_rectangle (cr, 0, 0, width, height / 4.0);
  cairo_set_source_rgb (cr, 0, 1, 0);
  cairo_fill (cr);
  cairo_surface_flush (surface);
  return surface;
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
decode_sample_png (guint width, guint height)
{
  g_autoptr (cairo_surface_t) surface = decode_sample_surface (width, height);
  GByteArray *out = g_byte_array_new ();

  g_assert_cmpint (cairo_surface_write_to_png_stream (surface, append_cb, out), ==,
                   CAIRO_STATUS_SUCCESS);
  return g_byte_array_free_to_bytes (out);
}

GBytes *
decode_sample_jpeg (guint width, guint height)
{
  g_autoptr (cairo_surface_t) surface = decode_sample_surface (width, height);
  GBytes *jpeg = _hearth_surface_to_jpeg (surface, 4 << 20);

  g_assert_nonnull (jpeg);
  return jpeg;
}

static void
append_jpeg_segment (GByteArray *out, guint8 marker, const guint8 *data, gsize length)
{
  guint8 head[] = { 0xff, marker, (guint8) ((length + 2) >> 8), (guint8) (length + 2) };

  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, data, (guint) length);
}

GBytes *
decode_sample_tagged_jpeg (guint width, guint height, guint orientation, const char *secret)
{
  g_autoptr (GBytes) plain = decode_sample_jpeg (width, height);
  /* Little-endian; two entries, of which the second one is the orientation. */
  const guint8 exif[] = { 'E',
                          'x',
                          'i',
                          'f',
                          0,
                          0,
                          'I',
                          'I',
                          42,
                          0,
                          8,
                          0,
                          0,
                          0,
                          2,
                          0,
                          0x10,
                          0x01,
                          3,
                          0,
                          1,
                          0,
                          0,
                          0,
                          7,
                          0,
                          0,
                          0,
                          0x12,
                          0x01,
                          3,
                          0,
                          1,
                          0,
                          0,
                          0,
                          (guint8) orientation,
                          0,
                          0,
                          0,
                          0,
                          0,
                          0,
                          0 };
  GByteArray *out = g_byte_array_new (), *segment = g_byte_array_new ();
  gsize length;
  const guint8 *data = g_bytes_get_data (plain, &length);

  g_byte_array_append (segment, exif, sizeof exif);
  g_byte_array_append (segment, (const guint8 *) secret, (guint) strlen (secret));
  g_byte_array_append (out, data, 2);
  append_jpeg_segment (out, 0xe1, segment->data, segment->len);
  append_jpeg_segment (out, 0xfe, (const guint8 *) secret, strlen (secret));
  append_jpeg_segment (out, 0xed, (const guint8 *) secret, strlen (secret));
  g_byte_array_append (out, data + 2, (guint) length - 2);
  g_byte_array_unref (segment);
  return g_byte_array_free_to_bytes (out);
}

/* PNG (ISO 15948), annex D. */
static guint32
png_check (const guint8 *data, gsize length)
{
  guint32 sum = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      sum ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        sum = (sum & 1) != 0 ? 0xedb88320 ^ (sum >> 1) : sum >> 1;
    }
  return sum ^ 0xffffffff;
}

GBytes *
decode_sample_tagged_png (
    guint width, guint height, const char *chunk, const guint8 *data, gsize length)
{
  g_autoptr (GBytes) plain = decode_sample_png (width, height);
  g_autoptr (GByteArray) body = g_byte_array_new ();
  GByteArray *out = g_byte_array_new ();
  guint32 number = GUINT32_TO_BE ((guint32) length);
  gsize plain_length;
  const guint8 *bytes = g_bytes_get_data (plain, &plain_length);

  g_byte_array_append (body, (const guint8 *) chunk, 4);
  g_byte_array_append (body, data, (guint) length);
  /* 8 of the mark and 25 of the first chunk. */
  g_byte_array_append (out, bytes, 33);
  g_byte_array_append (out, (const guint8 *) &number, 4);
  g_byte_array_append (out, body->data, body->len);
  number = GUINT32_TO_BE (png_check (body->data, body->len));
  g_byte_array_append (out, (const guint8 *) &number, 4);
  g_byte_array_append (out, bytes + 33, (guint) plain_length - 33);
  return g_byte_array_free_to_bytes (out);
}

GBytes *
decode_sample_pdf_of (const char *const *objects)
{
  GString *out = g_string_new ("%PDF-1.4\n");
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize table;

  for (guint i = 0; objects[i] != NULL; i++)
    {
      g_array_append_val (offsets, out->len);
      g_string_append_printf (out, "%u 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    }
  table = out->len;
  g_string_append_printf (out, "xref\n0 %u\n0000000000 65535 f \n", offsets->len + 1);
  for (guint i = 0; i < offsets->len; i++)
    g_string_append_printf (out, "%010" G_GSIZE_FORMAT " 00000 n \n",
                            g_array_index (offsets, gsize, i));
  g_string_append_printf (
      out, "trailer\n<</Size %u/Root 1 0 R>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
      offsets->len + 1, table);
  return g_string_free_to_bytes (out);
}

GBytes *
decode_sample_pdf (guint n_pages, const char *extra)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) kids = g_string_new (NULL);
  const char *drawing = "BT /F 40 Tf 20 40 Td (Hearth) Tj ET";

  for (guint i = 0; i < n_pages; i++)
    g_string_append_printf (kids, "%u 0 R ", i + 5);
  g_ptr_array_add (
      objects, g_strdup_printf ("<</Type/Catalog/Pages 2 0 R %s>>", extra != NULL ? extra : ""));
  g_ptr_array_add (objects,
                   g_strdup_printf ("<</Type/Pages/Kids[%s]/Count %u>>", kids->str, n_pages));
  g_ptr_array_add (objects, g_strdup ("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"));
  g_ptr_array_add (objects, g_strdup_printf ("<</Length %" G_GSIZE_FORMAT ">>stream\n%s\nendstream",
                                             strlen (drawing), drawing));
  for (guint i = 0; i < n_pages; i++)
    g_ptr_array_add (objects,
                     g_strdup ("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R"
                               "/Resources<</Font<</F 3 0 R>>>>>>"));
  g_ptr_array_add (objects, NULL);
  return decode_sample_pdf_of ((const char *const *) objects->pdata);
}

GBytes *
decode_sample_cut (GBytes *bytes, gsize length)
{
  return g_bytes_new (g_bytes_get_data (bytes, NULL), MIN (length, g_bytes_get_size (bytes)));
}

GBytes *
decode_sample_append (GBytes *bytes, gconstpointer data, gsize length)
{
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  g_byte_array_append (out, data, (guint) length);
  return g_byte_array_free_to_bytes (out);
}

gboolean
decode_sample_contains (GBytes *bytes, const char *text)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  return memmem (data, length, text, strlen (text)) != NULL;
}
