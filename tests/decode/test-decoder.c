/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-decode-clean.h"
#include "hearth-decode-error.h"
#include "hearth-decode-limits.h"
#include "hearth-decode-process-private.h"
#include "hearth-decoder.h"

#include "decode-samples.h"
#include "hearth-test.h"

#include <sys/stat.h>

static HearthDecoder *
open_document (GBytes *document)
{
  g_autoptr (GError) error = NULL;
  HearthDecoder *decoder = hearth_decoder_open_sync (document, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (decoder);
  return decoder;
}

static HearthPixels *
render (HearthDecoder *decoder, guint page, guint width, guint height, HearthDecodeFlags flags)
{
  g_autoptr (GError) error = NULL;
  HearthPixels *pixels =
      hearth_decoder_render_sync (decoder, page, width, height, flags, NULL, &error);

  g_assert_no_error (error);
  return pixels;
}

/* 0xAARRGGBB */
static guint32
pixel_at (HearthPixels *pixels, guint x, guint y)
{
  const guint8 *data = g_bytes_get_data (hearth_pixels_get_bytes (pixels), NULL);

  return *(const guint32 *) (gconstpointer) (data + hearth_pixels_get_stride (pixels) * y + 4 * x);
}

static void
assert_colour (HearthPixels *pixels, guint x, guint y, guint32 colour)
{
  guint32 found = pixel_at (pixels, x, y);

  for (guint shift = 0; shift < 32; shift += 8)
    g_assert_cmpint (ABS ((gint) (found >> shift & 255) - (gint) (colour >> shift & 255)), <=, 12);
}

#define RED 0xffff0000
#define GREEN 0xff00ff00
#define BLUE 0xff0000ff

static void
assert_size (HearthPixels *pixels, guint width, guint height)
{
  g_assert_cmpuint (hearth_pixels_get_width (pixels), ==, width);
  g_assert_cmpuint (hearth_pixels_get_height (pixels), ==, height);
  g_assert_cmpuint (g_bytes_get_size (hearth_pixels_get_bytes (pixels)), ==, width * height * 4);
}

static void
check_picture (GBytes *document, HearthDecodeKind kind)
{
  g_autoptr (HearthDecoder) decoder = open_document (document);
  g_autoptr (HearthPixels) whole = render (decoder, 0, 1000, 1000, HEARTH_DECODE_FIT);
  g_autoptr (HearthPixels) small = render (decoder, 0, 40, 40, HEARTH_DECODE_FIT);
  guint width, height;

  g_assert_cmpint (hearth_decoder_get_kind (decoder), ==, kind);
  g_assert_cmpuint (hearth_decoder_get_n_pages (decoder), ==, 1);
  hearth_decoder_get_natural_size (decoder, &width, &height);
  g_assert_cmpuint (width, ==, 400);
  g_assert_cmpuint (height, ==, 200);
  assert_size (whole, 400, 200);
  assert_colour (whole, 100, 20, GREEN);
  assert_colour (whole, 100, 150, RED);
  assert_colour (whole, 300, 150, BLUE);
  assert_size (small, 40, 20);
  assert_colour (small, 10, 2, GREEN);
  assert_colour (small, 10, 15, RED);
  assert_colour (small, 30, 15, BLUE);
  hearth_pixels_get_natural_size (small, &width, &height);
  g_assert_cmpuint (width, ==, 400);
  g_assert_cmpuint (height, ==, 200);
}

static void
test_png_becomes_its_pixels (void)
{
  g_autoptr (GBytes) png = decode_sample_png (400, 200);

  check_picture (png, HEARTH_DECODE_KIND_PNG);
}

static void
test_jpeg_becomes_its_pixels (void)
{
  g_autoptr (GBytes) jpeg = decode_sample_jpeg (400, 200);

  check_picture (jpeg, HEARTH_DECODE_KIND_JPEG);
}

static void
test_transparency_is_premultiplied (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 8, 8);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) png = NULL;
  g_autoptr (HearthDecoder) decoder = NULL;
  g_autoptr (HearthPixels) pixels = NULL;
  g_autofree char *path = NULL, *folder = hearth_test_make_folder (), *contents = NULL;
  gsize length;

  cairo_set_source_rgba (cr, 1, 0, 0, 0.5);
  cairo_paint (cr);
  path = g_build_filename (folder, "half.png", NULL);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  png = g_bytes_new_take (g_steal_pointer (&contents), length);
  decoder = open_document (png);
  pixels = render (decoder, 0, 8, 8, HEARTH_DECODE_FIT);
  assert_colour (pixels, 4, 4, 0x80800000);
  hearth_test_remove_folder (folder);
}

/* Where the green quarter ends up when the stored picture is 400 × 200 with green on top. */
static const struct
{
  guint width, height; /* as seen */
  guint green_x, green_y;
  guint red_x, red_y;
  guint blue_x, blue_y;
} orientations[] = {
  { 400, 200, 200, 20, 100, 150, 300, 150 }, { 400, 200, 200, 20, 300, 150, 100, 150 },
  { 400, 200, 200, 180, 300, 50, 100, 50 },  { 400, 200, 200, 180, 100, 50, 300, 50 },
  { 200, 400, 20, 200, 150, 100, 150, 300 }, { 200, 400, 180, 200, 50, 100, 50, 300 },
  { 200, 400, 180, 200, 50, 300, 50, 100 },  { 200, 400, 20, 200, 150, 300, 150, 100 },
};

static void
test_pictures_stand_upright (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (orientations); i++)
    {
      g_autoptr (GBytes) jpeg = decode_sample_tagged_jpeg (400, 200, i + 1, "x");
      g_autoptr (HearthDecoder) decoder = open_document (jpeg);
      g_autoptr (HearthPixels) pixels = render (decoder, 0, 1000, 1000, HEARTH_DECODE_FIT);
      guint width, height;

      hearth_decoder_get_natural_size (decoder, &width, &height);
      g_assert_cmpuint (width, ==, orientations[i].width);
      g_assert_cmpuint (height, ==, orientations[i].height);
      assert_size (pixels, width, height);
      assert_colour (pixels, orientations[i].green_x, orientations[i].green_y, GREEN);
      assert_colour (pixels, orientations[i].red_x, orientations[i].red_y, RED);
      assert_colour (pixels, orientations[i].blue_x, orientations[i].blue_y, BLUE);
    }
}

static void
test_crop_fills_the_box_with_the_middle (void)
{
  g_autoptr (GBytes) png = decode_sample_png (400, 100);
  g_autoptr (HearthDecoder) decoder = open_document (png);
  g_autoptr (HearthPixels) pixels = render (decoder, 0, 50, 50, HEARTH_DECODE_CROP);

  assert_size (pixels, 50, 50);
  assert_colour (pixels, 10, 40, RED);
  assert_colour (pixels, 40, 40, BLUE);
  assert_colour (pixels, 25, 5, GREEN);
}

static guint
count_dark (HearthPixels *pixels)
{
  guint n = 0;

  for (guint y = 0; y < hearth_pixels_get_height (pixels); y++)
    for (guint x = 0; x < hearth_pixels_get_width (pixels); x++)
      n += (pixel_at (pixels, x, y) & 255) < 100;
  return n;
}

static void
test_pages_are_drawn_with_fonts_that_they_do_not_carry (void)
{
  g_autoptr (GBytes) pdf = decode_sample_pdf (3, NULL);
  g_autoptr (HearthDecoder) decoder = open_document (pdf);
  guint width, height;

  g_assert_cmpint (hearth_decoder_get_kind (decoder), ==, HEARTH_DECODE_KIND_PDF);
  g_assert_cmpuint (hearth_decoder_get_n_pages (decoder), ==, 3);
  hearth_decoder_get_natural_size (decoder, &width, &height);
  g_assert_cmpuint (width, ==, 267);
  g_assert_cmpuint (height, ==, 133);
  for (guint page = 0; page < 3; page++)
    {
      g_autoptr (HearthPixels) pixels = render (decoder, page, 600, 600, HEARTH_DECODE_FIT);

      assert_size (pixels, 600, 300);
      /* The word is about 130 points wide: much of its band is ink. */
      g_assert_cmpuint (count_dark (pixels), >, 2000);
      g_assert_cmpuint (count_dark (pixels), <, 60000);
      assert_colour (pixels, 5, 5, 0xffffffff);
    }
}

static void
test_page_beyond_the_last_is_an_answer (void)
{
  g_autoptr (GBytes) pdf = decode_sample_pdf (2, NULL), png = decode_sample_png (10, 10);
  g_autoptr (HearthDecoder) document = open_document (pdf), picture = open_document (png);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthPixels) pixels = NULL;

  g_assert_null (hearth_decoder_render_sync (document, 2, 9, 9, HEARTH_DECODE_FIT, NULL, &error));
  g_assert_error (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_NO_PAGE);
  g_clear_error (&error);
  g_assert_null (hearth_decoder_render_sync (picture, 1, 9, 9, HEARTH_DECODE_FIT, NULL, &error));
  g_assert_error (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_NO_PAGE);
  pixels = render (document, 1, 100, 100, HEARTH_DECODE_FIT);
}

static void
test_box_too_large_is_taken_smaller (void)
{
  g_autoptr (GBytes) pdf = decode_sample_pdf (1, NULL);
  g_autoptr (HearthDecoder) decoder = open_document (pdf);
  g_autoptr (HearthPixels) pixels = render (decoder, 0, 40000, 20000, HEARTH_DECODE_FIT);
  guint64 n = (guint64) hearth_pixels_get_width (pixels) * hearth_pixels_get_height (pixels);

  g_assert_cmpuint (n, <=, HEARTH_DECODE_MAX_ANSWER_PIXELS);
  g_assert_cmpuint (hearth_pixels_get_width (pixels), >, 4000);
}

static void
check_thumbnail (GBytes *document, HearthDecodeFlags flags, guint width, guint height)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthDecoder) decoder = open_document (document), again = NULL;
  g_autoptr (GBytes) thumbnail = hearth_decoder_thumbnail_sync (decoder, 128, flags, NULL, &error);
  guint found_width, found_height;

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (thumbnail), <=, HEARTH_DECODE_MAX_THUMBNAIL);
  again = open_document (thumbnail);
  g_assert_cmpint (hearth_decoder_get_kind (again), ==, HEARTH_DECODE_KIND_JPEG);
  hearth_decoder_get_natural_size (again, &found_width, &found_height);
  g_assert_cmpuint (found_width, ==, width);
  g_assert_cmpuint (found_height, ==, height);
}

static void
test_thumbnails_are_small_jpegs (void)
{
  g_autoptr (GBytes) png = decode_sample_png (400, 200), jpeg = decode_sample_jpeg (200, 400);
  g_autoptr (GBytes) pdf = decode_sample_pdf (2, NULL);

  check_thumbnail (png, HEARTH_DECODE_FIT, 128, 64);
  check_thumbnail (jpeg, HEARTH_DECODE_FIT, 64, 128);
  check_thumbnail (pdf, HEARTH_DECODE_FIT, 128, 64);
  check_thumbnail (png, HEARTH_DECODE_CROP, 128, 128);
  check_thumbnail (pdf, HEARTH_DECODE_CROP, 128, 128);
}

static void
test_thumbnail_of_noise_fits_its_limit (void)
{
  cairo_surface_t *noise = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 512, 512);
  guint32 *pixels = (gpointer) cairo_image_surface_get_data (noise);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = NULL, thumbnail = NULL;
  g_autoptr (HearthDecoder) decoder = NULL;
  g_autofree char *folder = hearth_test_make_folder (), *path = NULL, *contents = NULL;
  gsize length;

  for (guint i = 0; i < 512 * 512; i++)
    pixels[i] = 0xff000000 | (guint32) g_test_rand_int_range (0, 0x1000000);
  cairo_surface_mark_dirty (noise);
  path = g_build_filename (folder, "noise.png", NULL);
  g_assert_cmpint (cairo_surface_write_to_png (noise, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (noise);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  png = g_bytes_new_take (g_steal_pointer (&contents), length);
  decoder = open_document (png);
  thumbnail = hearth_decoder_thumbnail_sync (decoder, 512, HEARTH_DECODE_FIT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (thumbnail), <=, HEARTH_DECODE_MAX_THUMBNAIL);
  hearth_test_remove_folder (folder);
}

static void
test_closed_document_says_so (void)
{
  g_autoptr (GBytes) png = decode_sample_png (10, 10);
  g_autoptr (HearthDecoder) decoder = open_document (png);
  g_autoptr (GError) error = NULL;

  hearth_decoder_close (decoder);
  hearth_decoder_close (decoder);
  g_assert_null (hearth_decoder_render_sync (decoder, 0, 9, 9, HEARTH_DECODE_FIT, NULL, &error));
  g_assert_error (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_CLOSED);
}

static void
test_everything_works_without_waiting (void)
{
  g_autoptr (GBytes) png = decode_sample_png (100, 50), stripped = NULL, thumbnail = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthDecoder) decoder = NULL;
  g_autoptr (HearthPixels) pixels = NULL;

  hearth_decoder_open_async (png, NULL, hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  decoder = hearth_decoder_open_finish (result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  hearth_decoder_render_async (decoder, 0, 50, 50, HEARTH_DECODE_FIT, NULL,
                               hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  pixels = hearth_decoder_render_finish (decoder, result, &error);
  g_assert_no_error (error);
  assert_size (pixels, 50, 25);
  g_clear_object (&result);
  hearth_decoder_strip_async (decoder, NULL, hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  stripped = hearth_decoder_strip_finish (decoder, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (stripped);
  g_clear_object (&result);
  hearth_decoder_thumbnail_async (decoder, 64, HEARTH_DECODE_CROP, NULL, hearth_test_keep_result_cb,
                                  &result);
  hearth_test_await (&result);
  thumbnail = hearth_decoder_thumbnail_finish (decoder, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (thumbnail);
}

static void
test_cancelled_call_ends_the_child (void)
{
  g_autoptr (GBytes) pdf = decode_sample_pdf (1, NULL);
  g_autoptr (HearthDecoder) decoder = open_document (pdf);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (
      hearth_decoder_render_sync (decoder, 0, 9, 9, HEARTH_DECODE_FIT, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (hearth_decoder_render_sync (decoder, 0, 9, 9, HEARTH_DECODE_FIT, NULL, &error));
  g_assert_error (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_null (hearth_decoder_open_sync (pdf, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A program in place of the child, which does what it is told in a line of shell. */
static char *
write_program (const char *folder, const char *line)
{
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\n%s\n", line);
  char *path = g_build_filename (folder, "child", NULL);

  g_assert_true (g_file_set_contents (path, script, -1, NULL));
  g_assert_cmpint (chmod (path, 0700), ==, 0);
  return path;
}

static void
check_bad_child (const char *line, HearthDecodeError code)
{
  g_autofree char *folder = hearth_test_make_folder (), *program = write_program (folder, line);
  g_autoptr (GBytes) png = decode_sample_png (600, 600);
  g_autoptr (GError) error = NULL;

  _hearth_decode_process_set_program (program);
  _hearth_decode_process_set_timeout (code == HEARTH_DECODE_ERROR_TIMEOUT ? 200 : 0);
  g_assert_null (hearth_decoder_open_sync (png, NULL, &error));
  g_assert_error (error, HEARTH_DECODE_ERROR, (int) code);
  _hearth_decode_process_set_program (NULL);
  _hearth_decode_process_set_timeout (0);
  hearth_test_remove_folder (folder);
}

/* The greeting of a good child: 48 bytes. */
#define GREETING "printf 'HDA1'; head -c 44 /dev/zero; "

static void
test_bad_children_are_survived (void)
{
  check_bad_child ("exit 0", HEARTH_DECODE_ERROR_CRASHED);
  check_bad_child ("kill -9 $$", HEARTH_DECODE_ERROR_CRASHED);
  check_bad_child ("head -c 48 /dev/zero; cat >/dev/null", HEARTH_DECODE_ERROR_CRASHED);
  check_bad_child (GREETING, HEARTH_DECODE_ERROR_CRASHED);
  check_bad_child (GREETING "head -c 100 >/dev/null; exit 0", HEARTH_DECODE_ERROR_CRASHED);
  check_bad_child (GREETING "cat /dev/zero", HEARTH_DECODE_ERROR_CRASHED);
  check_bad_child ("exec sleep 60", HEARTH_DECODE_ERROR_TIMEOUT);
  check_bad_child (GREETING "exec sleep 60", HEARTH_DECODE_ERROR_TIMEOUT);
}

static void
test_missing_program_is_said (void)
{
  g_autoptr (GBytes) png = decode_sample_png (10, 10);
  g_autoptr (GError) error = NULL;

  _hearth_decode_process_set_program ("/nonexistent/hearth-decoder");
  g_assert_null (hearth_decoder_open_sync (png, NULL, &error));
  g_assert_error (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_MISSING);
  _hearth_decode_process_set_program (NULL);
}

static void
test_what_comes_in_is_clean (void)
{
  g_autoptr (GBytes) tagged = decode_sample_tagged_jpeg (60, 40, 6, "a place"), clean = NULL;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (tagged);
  g_autoptr (GError) error = NULL;

  clean = hearth_decode_clean_sync (stream, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (decode_sample_contains (clean, "a place"));
}

/* Longer than the first buffer, so that it grows. */
static void
test_long_files_come_in_too (void)
{
  g_autoptr (GBytes) png = decode_sample_png (40, 40), clean = NULL, longer = NULL;
  g_autofree guint8 *zeros = g_malloc0 (5 << 20);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  longer = decode_sample_append (png, zeros, 5 << 20);
  stream = g_memory_input_stream_new_from_bytes (longer);
  hearth_decode_clean_async (stream, NULL, hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  clean = hearth_decode_clean_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (clean), <=, g_bytes_get_size (png));
}

static void
test_nothing_is_no_document (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (hearth_decode_clean_sync (stream, NULL, &error));
  g_assert_error (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_UNSUPPORTED);
}

/* Never ends; 257 MiB of it are read at most. */
static void
test_endless_stream_is_too_big (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/zero");
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (hearth_decode_clean_sync (G_INPUT_STREAM (stream), NULL, &error));
  g_assert_error (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_TOO_BIG);
}

static void
test_decoder_is_finalized (void)
{
  g_autoptr (GBytes) png = decode_sample_png (10, 10);
  HearthDecoder *decoder = open_document (png);

  g_assert_finalize_object (decoder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/decode/decoder/png-becomes-its-pixels", test_png_becomes_its_pixels);
  g_test_add_func ("/decode/decoder/jpeg-becomes-its-pixels", test_jpeg_becomes_its_pixels);
  g_test_add_func ("/decode/decoder/transparency-is-premultiplied",
                   test_transparency_is_premultiplied);
  g_test_add_func ("/decode/decoder/pictures-stand-upright", test_pictures_stand_upright);
  g_test_add_func ("/decode/decoder/crop-fills-the-box-with-the-middle",
                   test_crop_fills_the_box_with_the_middle);
  g_test_add_func ("/decode/decoder/pages-are-drawn-with-fonts-that-they-do-not-carry",
                   test_pages_are_drawn_with_fonts_that_they_do_not_carry);
  g_test_add_func ("/decode/decoder/page-beyond-the-last-is-an-answer",
                   test_page_beyond_the_last_is_an_answer);
  g_test_add_func ("/decode/decoder/box-too-large-is-taken-smaller",
                   test_box_too_large_is_taken_smaller);
  g_test_add_func ("/decode/decoder/thumbnails-are-small-jpegs", test_thumbnails_are_small_jpegs);
  g_test_add_func ("/decode/decoder/thumbnail-of-noise-fits-its-limit",
                   test_thumbnail_of_noise_fits_its_limit);
  g_test_add_func ("/decode/decoder/closed-document-says-so", test_closed_document_says_so);
  g_test_add_func ("/decode/decoder/everything-works-without-waiting",
                   test_everything_works_without_waiting);
  g_test_add_func ("/decode/decoder/cancelled-call-ends-the-child",
                   test_cancelled_call_ends_the_child);
  g_test_add_func ("/decode/decoder/bad-children-are-survived", test_bad_children_are_survived);
  g_test_add_func ("/decode/decoder/missing-program-is-said", test_missing_program_is_said);
  g_test_add_func ("/decode/clean/what-comes-in-is-clean", test_what_comes_in_is_clean);
  g_test_add_func ("/decode/clean/long-files-come-in-too", test_long_files_come_in_too);
  g_test_add_func ("/decode/clean/nothing-is-no-document", test_nothing_is_no_document);
  g_test_add_func ("/decode/clean/endless-stream-is-too-big", test_endless_stream_is_too_big);
  g_test_add_func ("/decode/decoder/decoder-is-finalized", test_decoder_is_finalized);
  return g_test_run ();
}
