/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-decoder.h"
#include "hearth-strip-private.h"

#include "decode-samples.h"

#include <string.h>

#define SECRET "written at a place nobody may know"

static HearthPixels *
render (GBytes *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthDecoder) decoder = hearth_decoder_open_sync (document, NULL, &error);
  HearthPixels *pixels;

  g_assert_no_error (error);
  pixels = hearth_decoder_render_sync (decoder, 0, 400, 400, HEARTH_DECODE_FIT, NULL, &error);
  g_assert_no_error (error);
  return pixels;
}

static void
assert_looks_the_same (GBytes *one, GBytes *other)
{
  g_autoptr (HearthPixels) a = render (one);
  g_autoptr (HearthPixels) b = render (other);

  g_assert_cmpuint (hearth_pixels_get_width (a), ==, hearth_pixels_get_width (b));
  g_assert_cmpuint (hearth_pixels_get_height (a), ==, hearth_pixels_get_height (b));
  g_assert_true (g_bytes_equal (hearth_pixels_get_bytes (a), hearth_pixels_get_bytes (b)));
}

static void
test_jpeg_loses_all_but_its_pixels (void)
{
  for (guint orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr (GBytes) tagged = decode_sample_tagged_jpeg (60, 40, orientation, SECRET);
      g_autoptr (GBytes) longer = decode_sample_append (tagged, SECRET, strlen (SECRET));
      g_autoptr (GBytes) stripped = _hearth_strip_jpeg (longer);
      g_autoptr (GBytes) again = NULL;

      g_assert_nonnull (stripped);
      g_assert_true (decode_sample_contains (longer, SECRET));
      g_assert_false (decode_sample_contains (stripped, SECRET));
      g_assert_cmpuint (_hearth_strip_find_orientation (stripped), ==, orientation);
      g_assert_cmpint (decode_sample_contains (stripped, "Exif"), ==, orientation != 1);
      again = _hearth_strip_jpeg (stripped);
      g_assert_true (g_bytes_equal (again, stripped));
      assert_looks_the_same (tagged, stripped);
    }
}

static void
test_png_loses_all_but_its_pixels (void)
{
  static const char *const chunks[] = { "tEXt", "zTXt", "iTXt", "eXIf", "tIME", "iCCP", "prVt" };

  for (guint i = 0; i < G_N_ELEMENTS (chunks); i++)
    {
      g_autoptr (GBytes) tagged =
          decode_sample_tagged_png (60, 40, chunks[i], (const guint8 *) SECRET, strlen (SECRET));
      g_autoptr (GBytes) longer = decode_sample_append (tagged, SECRET, strlen (SECRET));
      g_autoptr (GBytes) stripped = _hearth_strip_png (longer);

      g_assert_nonnull (stripped);
      g_assert_true (decode_sample_contains (longer, chunks[i]));
      g_assert_false (decode_sample_contains (stripped, chunks[i]));
      g_assert_false (decode_sample_contains (stripped, SECRET));
      assert_looks_the_same (tagged, stripped);
    }
}

static void
test_chunks_that_make_the_picture_stay (void)
{
  const guint8 gamma[] = { 0, 0, 0xb1, 0x8f };
  g_autoptr (GBytes) tagged = decode_sample_tagged_png (60, 40, "gAMA", gamma, sizeof gamma);
  g_autoptr (GBytes) stripped = _hearth_strip_png (tagged);
  g_autoptr (GBytes) again = _hearth_strip_png (stripped);

  g_assert_true (decode_sample_contains (stripped, "gAMA"));
  g_assert_true (decode_sample_contains (stripped, "IEND"));
  g_assert_true (g_bytes_equal (stripped, again));
}

static void
test_half_a_picture_cannot_be_stripped (void)
{
  g_autoptr (GBytes) jpeg = decode_sample_tagged_jpeg (60, 40, 6, SECRET);
  g_autoptr (GBytes) png = decode_sample_png (60, 40);

  for (gsize n = 0; n < g_bytes_get_size (jpeg); n++)
    {
      g_autoptr (GBytes) cut = decode_sample_cut (jpeg, n);

      g_assert_null (_hearth_strip_jpeg (cut));
    }
  for (gsize n = 0; n < g_bytes_get_size (png); n++)
    {
      g_autoptr (GBytes) cut = decode_sample_cut (png, n);

      g_assert_null (_hearth_strip_png (cut));
    }
}

static void
test_orientation_beyond_eight_is_none (void)
{
  g_autoptr (GBytes) zero = decode_sample_tagged_jpeg (60, 40, 0, SECRET);
  g_autoptr (GBytes) nine = decode_sample_tagged_jpeg (60, 40, 9, SECRET);

  g_assert_cmpuint (_hearth_strip_find_orientation (zero), ==, 1);
  g_assert_cmpuint (_hearth_strip_find_orientation (nine), ==, 1);
}

static void
test_pdf_stays_as_it_is (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = decode_sample_pdf (1, "/Producer(" SECRET ")");
  g_autoptr (HearthDecoder) decoder = hearth_decoder_open_sync (pdf, NULL, &error);
  g_autoptr (GBytes) stripped = NULL;

  g_assert_no_error (error);
  stripped = hearth_decoder_strip_sync (decoder, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (stripped, pdf));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/decode/strip/jpeg-loses-all-but-its-pixels",
                   test_jpeg_loses_all_but_its_pixels);
  g_test_add_func ("/decode/strip/png-loses-all-but-its-pixels", test_png_loses_all_but_its_pixels);
  g_test_add_func ("/decode/strip/chunks-that-make-the-picture-stay",
                   test_chunks_that_make_the_picture_stay);
  g_test_add_func ("/decode/strip/half-a-picture-cannot-be-stripped",
                   test_half_a_picture_cannot_be_stripped);
  g_test_add_func ("/decode/strip/orientation-beyond-eight-is-none",
                   test_orientation_beyond_eight_is_none);
  g_test_add_func ("/decode/strip/pdf-stays-as-it-is", test_pdf_stays_as_it_is);
  return g_test_run ();
}
