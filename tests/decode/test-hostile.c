/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents that mean harm. The child may refuse them and may die of them; the program may not. */
#include "config.h"

#include "hearth-decode-error.h"
#include "hearth-decode-limits.h"
#include "hearth-decode-process-private.h"
#include "hearth-decoder.h"

#include "decode-samples.h"

#include <string.h>

#define N_FLIPS 300
#define N_FLIPS_PDF 150
#define N_RANDOM 60

/* One child after the other, each of which gets documents until one is the end of it. */
typedef struct
{
  HearthDecodeKind kind;
  HearthDecodeProcess *process;
  guint n_shown;
  guint n_refused;
  guint n_dead;
} Victim;

static void
victim_clear (Victim *self)
{
  g_clear_pointer (&self->process, _hearth_decode_process_free);
}

static HearthDecodeProcess *
victim_get (Victim *self)
{
  g_autoptr (GError) error = NULL;

  if (self->process == NULL)
    self->process = _hearth_decode_process_start (self->kind, NULL, &error);
  g_assert_no_error (error);
  return self->process;
}

static gboolean
is_the_end (const GError *error)
{
  return g_error_matches (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_CRASHED) ||
         g_error_matches (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_TIMEOUT);
}

/* Opens, draws and strips, as far as it goes. */
static gboolean
victim_feed (Victim *self, GBytes *document)
{
  const HearthDecodeRequest requests[] = {
    { HEARTH_DECODE_OP_OPEN, .length = g_bytes_get_size (document) },
    { HEARTH_DECODE_OP_STRIP },
    { HEARTH_DECODE_OP_RENDER, 0, 200, 200 },
  };
  gboolean is_good = g_bytes_get_size (document) > 0;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; is_good && i < G_N_ELEMENTS (requests); i++)
    {
      g_autofree guint8 *answer = NULL;
      HearthDecodeReply reply;

      is_good = _hearth_decode_process_ask (
          victim_get (self), &requests[i], i == 0 ? document : NULL, &reply, &answer, NULL, &error);
    }
  self->n_shown += is_good;
  self->n_refused += error != NULL && !is_the_end (error);
  if (is_the_end (error))
    {
      self->n_dead++;
      g_clear_pointer (&self->process, _hearth_decode_process_free);
    }
  return is_good;
}

static void
test_every_cut (gconstpointer data)
{
  GBytes *document = (GBytes *) data;
  gsize length = g_bytes_get_size (document);
  gsize step = MAX (1, MIN (512, length / 60));
  HearthDecodeKind kind = hearth_decode_kind_sniff (g_bytes_get_data (document, NULL), length);
  Victim victim = { .kind = kind };

  for (gsize n = 0; n < length; n += step)
    {
      g_autoptr (GBytes) cut = decode_sample_cut (document, n);

      /* The last bytes of a PDF are no loss: it is put together again without them. */
      if (kind != HEARTH_DECODE_KIND_PDF)
        g_assert_false (victim_feed (&victim, cut));
      else
        (void) victim_feed (&victim, cut);
    }
  g_assert_true (victim_feed (&victim, document));
  g_assert_cmpuint (victim.n_dead, ==, 0);
  victim_clear (&victim);
}

static void
test_flipped_bits (gconstpointer data)
{
  GBytes *document = (GBytes *) data;
  gsize length;
  const guint8 *good = g_bytes_get_data (document, &length);
  Victim victim = { .kind = hearth_decode_kind_sniff (good, length) };
  guint n = victim.kind == HEARTH_DECODE_KIND_PDF ? N_FLIPS_PDF : N_FLIPS;

  for (guint i = 0; i < n; i++)
    {
      guint8 *bad = g_memdup2 (good, length);
      g_autoptr (GBytes) bytes = NULL;

      bad[g_test_rand_int_range (0, (gint) length)] ^= (guint8) (1 << g_test_rand_int_range (0, 8));
      bytes = g_bytes_new_take (bad, length);
      (void) victim_feed (&victim, bytes);
    }
  g_assert_true (victim_feed (&victim, document));
  g_test_message ("%u shown, %u refused, %u children dead", victim.n_shown, victim.n_refused,
                  victim.n_dead);
  g_assert_cmpuint (victim.n_shown + victim.n_refused + victim.n_dead, ==, n + 1);
  victim_clear (&victim);
}

static void
test_noise (gconstpointer data)
{
  static const char *const marks[] = { [HEARTH_DECODE_KIND_PNG] = "\x89PNG\r\n\x1a\n",
                                       [HEARTH_DECODE_KIND_JPEG] = "\xff\xd8\xff",
                                       [HEARTH_DECODE_KIND_PDF] = "%PDF-1.4\n" };
  HearthDecodeKind kind = (HearthDecodeKind) GPOINTER_TO_INT (data);
  Victim victim = { .kind = kind };

  for (guint i = 0; i < N_RANDOM; i++)
    {
      guint8 noise[4000];
      g_autoptr (GBytes) bytes = NULL;

      for (guint j = 0; j < sizeof noise; j++)
        noise[j] = (guint8) g_test_rand_int ();
      memcpy (noise, marks[kind], strlen (marks[kind]));
      bytes = g_bytes_new (noise, sizeof noise);
      g_assert_false (victim_feed (&victim, bytes));
    }
  g_assert_cmpuint (victim.n_refused + victim.n_dead, ==, N_RANDOM);
  victim_clear (&victim);
}

static void
assert_refused (GBytes *document, HearthDecodeError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthDecoder) decoder = hearth_decoder_open_sync (document, NULL, &error);

  g_assert_error (error, HEARTH_DECODE_ERROR, (int) code);
  g_assert_null (decoder);
}

static void
test_other_kinds_are_refused (void)
{
  static const char *const others[] = { "GIF89a",
                                        "<svg xmlns='http://www.w3.org/2000/svg'/>",
                                        "II*\0",
                                        "RIFF....WEBP",
                                        "%!PS-Adobe-3.0",
                                        "MZ",
                                        "" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (others[i], strlen (others[i]));

      assert_refused (bytes, HEARTH_DECODE_ERROR_UNSUPPORTED);
    }
}

/* A PNG's declared size stands at byte 16, big-endian; its check is not looked at for that. */
static void
test_bombs_are_not_unpacked (void)
{
  static const struct
  {
    guint32 width, height;
  } sizes[] = {
    { 60000, 60000 }, { 32768, 1 }, { 1, 32768 }, { 8193, 8193 }, { 0x7fffffff, 0x7fffffff }
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) plain = decode_sample_png (10, 10), bomb = NULL;
      gsize length;
      guint8 *data = g_bytes_unref_to_data (g_bytes_ref (plain), &length);
      guint32 width = GUINT32_TO_BE (sizes[i].width), height = GUINT32_TO_BE (sizes[i].height);

      memcpy (data + 16, &width, 4);
      memcpy (data + 20, &height, 4);
      bomb = g_bytes_new_take (data, length);
      assert_refused (bomb, HEARTH_DECODE_ERROR_TOO_BIG);
    }
}

/* The size of a JPEG stands in its frame header: FF C0, length, 8, height, width. */
static void
test_jpeg_bomb_is_not_unpacked (void)
{
  g_autoptr (GBytes) plain = decode_sample_jpeg (10, 10), bomb = NULL;
  gsize length;
  guint8 *data = g_bytes_unref_to_data (g_bytes_ref (plain), &length);
  guint8 *frame = memmem (data, length, "\xff\xc0", 2);

  g_assert_nonnull (frame);
  memcpy (frame + 5, "\xea\x60\xea\x60", 4);
  bomb = g_bytes_new_take (data, length);
  assert_refused (bomb, HEARTH_DECODE_ERROR_TOO_BIG);
}

/* Text and a profile that unpack to a hundred times their size. */
static void
test_chunks_that_unpack_are_harmless (void)
{
  g_autoptr (GConverter) packer =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, packer);
  g_autofree guint8 *zeros = g_malloc0 (64 << 20);
  static const char *const chunks[] = { "zTXt", "iCCP" };
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GBytes) packed = NULL;

  g_assert_true (g_output_stream_write_all (stream, zeros, 64 << 20, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  packed = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  g_byte_array_append (data, (const guint8 *) "name\0", 6);
  g_byte_array_append (data, g_bytes_get_data (packed, NULL), (guint) g_bytes_get_size (packed));
  for (guint i = 0; i < G_N_ELEMENTS (chunks); i++)
    {
      g_autoptr (GBytes) png = decode_sample_tagged_png (40, 40, chunks[i], data->data, data->len);
      Victim victim = { .kind = HEARTH_DECODE_KIND_PNG };

      g_assert_true (victim_feed (&victim, png));
      victim_clear (&victim);
    }
}

static void
test_more_pages_than_anyone_reads_are_refused (void)
{
  g_autoptr (GBytes) most = decode_sample_pdf (HEARTH_DECODE_MAX_PAGES, NULL);
  g_autoptr (GBytes) many = decode_sample_pdf (HEARTH_DECODE_MAX_PAGES + 1, NULL);
  g_autoptr (GBytes) absurd = decode_sample_pdf (100000, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthDecoder) decoder = hearth_decoder_open_sync (most, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (hearth_decoder_get_n_pages (decoder), ==, HEARTH_DECODE_MAX_PAGES);
  assert_refused (many, HEARTH_DECODE_ERROR_TOO_BIG);
  assert_refused (absurd, HEARTH_DECODE_ERROR_TOO_BIG);
}

static const char *const calls[] = {
  "/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://example.org/'\\))>>",
  "/OpenAction<</S/Launch/F(/bin/true)>>",
  "/OpenAction<</S/URI/URI(http://example.org/)>>",
  "/OpenAction<</S/GoToR/F(/etc/passwd)/D[0/Fit]>>",
  "/OpenAction<</S/SubmitForm/F(http://example.org/)>>",
  "/OpenAction<</S/ImportData/F(/etc/passwd)>>",
  "/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(/etc/passwd)>>]>>>>",
};

static void
test_what_a_pdf_asks_for_is_not_done (void)
{
  Victim victim = { .kind = HEARTH_DECODE_KIND_PDF };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GBytes) pdf = decode_sample_pdf (1, calls[i]);

      g_assert_true (victim_feed (&victim, pdf));
    }
  victim_clear (&victim);
}

/* The page's drawing lies in another file, says the document. */
static void
test_drawing_in_another_file_is_not_read (void)
{
  const char *objects[] = {
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>",
    "<</F(/etc/passwd)/Length 0>>stream\n\nendstream",
    NULL,
  };
  g_autoptr (GBytes) pdf = decode_sample_pdf_of (objects);
  Victim victim = { .kind = HEARTH_DECODE_KIND_PDF };

  g_assert_true (victim_feed (&victim, pdf));
  victim_clear (&victim);
}

/* Kids that are their own parents, forms that draw themselves, and a page of no size. */
static void
test_circles_come_to_an_end (void)
{
  const char *tree[] = { "<</Type/Catalog/Pages 2 0 R>>",
                         "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>", NULL };
  const char *form[] = {
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources 5 0 R>>",
    "<</Length 5>>stream\n/X Do\nendstream",
    "<</XObject<</X 6 0 R>>>>",
    "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 5 0 R/Length 11>>stream\n/X Do /X Do"
    "\nendstream",
    NULL,
  };
  const char *flat[] = { "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                         "<</Type/Page/Parent 2 0 R/MediaBox[0 0 0.1 1e30]>>", NULL };
  g_autoptr (GBytes) tree_pdf = decode_sample_pdf_of (tree);
  g_autoptr (GBytes) form_pdf = decode_sample_pdf_of (form);
  g_autoptr (GBytes) flat_pdf = decode_sample_pdf_of (flat);
  Victim victim = { .kind = HEARTH_DECODE_KIND_PDF };

  (void) victim_feed (&victim, tree_pdf);
  (void) victim_feed (&victim, form_pdf);
  (void) victim_feed (&victim, flat_pdf);
  g_assert_cmpuint (victim.n_shown + victim.n_refused + victim.n_dead, ==, 3);
  victim_clear (&victim);
}

/* Two kinds at once: the first bytes decide, and what follows a picture does not stay with it. */
static void
test_files_of_two_kinds_are_one (void)
{
  g_autoptr (GBytes) png = decode_sample_png (20, 20), pdf = decode_sample_pdf (1, NULL);
  g_autoptr (GBytes) both =
      decode_sample_append (png, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf));
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthDecoder) decoder = hearth_decoder_open_sync (both, NULL, &error);
  g_autoptr (GBytes) stripped = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (hearth_decoder_get_kind (decoder), ==, HEARTH_DECODE_KIND_PNG);
  stripped = hearth_decoder_strip_sync (decoder, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (decode_sample_contains (stripped, "%PDF-"));
}

/* The standard encryption with a passphrase that is not empty. */
static void
test_protected_pdf_is_said_to_be (void)
{
  const char *objects[] = {
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
    NULL,
  };
  g_autoptr (GBytes) plain = decode_sample_pdf_of (objects), locked = NULL;
  g_autofree char *text = g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  const char *zeros = "0000000000000000000000000000000000000000000000000000000000000000";
  g_autofree char *entry = g_strdup_printf (
      "/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>", zeros,
      zeros);
  g_auto (GStrv) parts = g_strsplit (text, "/Root 1 0 R", 2);
  g_autofree char *whole = g_strjoin (entry, parts[0], parts[1], NULL);

  locked = g_bytes_new (whole, strlen (whole));
  assert_refused (locked, HEARTH_DECODE_ERROR_PROTECTED);
}

static void
add (const char *name, GTestDataFunc func, GBytes *document)
{
  g_autofree char *path = g_strdup_printf ("/decode/hostile/%s", name);

  g_test_add_data_func_full (path, document, func, (GDestroyNotify) g_bytes_unref);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("every-cut-of-a-png-is-refused", test_every_cut, decode_sample_png (600, 400));
  add ("every-cut-of-a-jpeg-is-refused", test_every_cut, decode_sample_jpeg (600, 400));
  add ("no-cut-of-a-pdf-ends-its-child", test_every_cut, decode_sample_pdf (3, NULL));
  add ("flipped-bits-of-a-png-are-survived", test_flipped_bits, decode_sample_png (60, 40));
  add ("flipped-bits-of-a-jpeg-are-survived", test_flipped_bits, decode_sample_jpeg (60, 40));
  add ("flipped-bits-of-a-pdf-are-survived", test_flipped_bits, decode_sample_pdf (2, NULL));
  g_test_add_data_func ("/decode/hostile/noise-is-no-png", GINT_TO_POINTER (HEARTH_DECODE_KIND_PNG),
                        test_noise);
  g_test_add_data_func ("/decode/hostile/noise-is-no-jpeg",
                        GINT_TO_POINTER (HEARTH_DECODE_KIND_JPEG), test_noise);
  g_test_add_data_func ("/decode/hostile/noise-is-no-pdf", GINT_TO_POINTER (HEARTH_DECODE_KIND_PDF),
                        test_noise);
  g_test_add_func ("/decode/hostile/other-kinds-are-refused", test_other_kinds_are_refused);
  g_test_add_func ("/decode/hostile/bombs-are-not-unpacked", test_bombs_are_not_unpacked);
  g_test_add_func ("/decode/hostile/jpeg-bomb-is-not-unpacked", test_jpeg_bomb_is_not_unpacked);
  g_test_add_func ("/decode/hostile/chunks-that-unpack-are-harmless",
                   test_chunks_that_unpack_are_harmless);
  g_test_add_func ("/decode/hostile/more-pages-than-anyone-reads-are-refused",
                   test_more_pages_than_anyone_reads_are_refused);
  g_test_add_func ("/decode/hostile/what-a-pdf-asks-for-is-not-done",
                   test_what_a_pdf_asks_for_is_not_done);
  g_test_add_func ("/decode/hostile/drawing-in-another-file-is-not-read",
                   test_drawing_in_another_file_is_not_read);
  g_test_add_func ("/decode/hostile/circles-come-to-an-end", test_circles_come_to_an_end);
  g_test_add_func ("/decode/hostile/files-of-two-kinds-are-one", test_files_of_two_kinds_are_one);
  g_test_add_func ("/decode/hostile/protected-pdf-is-said-to-be", test_protected_pdf_is_said_to_be);
  return g_test_run ();
}
