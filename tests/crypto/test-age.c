/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "age-kit.h"
#include "hearth-test.h"

#include <string.h>

#define CHUNK AGE_KIT_CHUNK

static const gsize sizes[] = { 0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3000000 };

static void
test_round_trip_of_all_sizes (void)
{
  static const guint n_recipients[] = { 1, 2, 63 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (n_recipients); j++)
      {
        g_autoptr (GPtrArray) identities = age_kit_make_identities (n_recipients[j]);
        g_autoptr (GPtrArray) last = age_kit_make_identities (0);
        g_autoptr (GBytes) payload = age_kit_make_payload (sizes[i]);
        g_autoptr (GBytes) file = age_kit_encrypt (payload, identities, NULL, FALSE);
        g_autoptr (GBytes) plain = NULL;
        g_autoptr (GError) error = NULL;

        g_ptr_array_add (last, hearth_secret_ref (identities->pdata[identities->len - 1]));
        plain = age_kit_decrypt (file, last, NULL, &error);
        g_assert_no_error (error);
        g_assert_true (g_bytes_equal (plain, payload));
      }
}

/* bundles 9: size = 86 + 98 n + P + 16 ceil (P / 65536), and n shows only as a class. */
static void
test_size_tells_only_the_class_of_recipients (void)
{
  static const guint classes[][2] = { { 1, 4 },  { 4, 4 },   { 5, 8 },
                                      { 9, 16 }, { 33, 64 }, { 64, 64 } };
  g_autoptr (GBytes) payload = age_kit_make_payload (CHUNK);

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_autoptr (GPtrArray) identities = age_kit_make_identities (classes[i][0]);
      g_autoptr (GBytes) file = age_kit_encrypt (payload, identities, NULL, TRUE);
      g_autoptr (GBytes) plain = age_kit_decrypt (file, identities, NULL, NULL);

      g_assert_cmpuint (g_bytes_get_size (file), ==, 86 + 98 * classes[i][1] + CHUNK + 16);
      g_assert_true (g_bytes_equal (plain, payload));
    }
}

static void
test_65_recipients_are_too_many (void)
{
  g_autoptr (GPtrArray) identities = age_kit_make_identities (65);
  g_autofree HearthAgeRecipient *recipients = age_kit_make_recipients (identities);
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_null (hearth_age_writer_new (sink, recipients, 65, FALSE, NULL, &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_LIMIT);
}

static void
test_passphrase_opens_and_a_wrong_one_does_not (void)
{
  g_autoptr (HearthSecret) right = hearth_secret_new ((const guint8 *) "seven words", 11);
  g_autoptr (HearthSecret) wrong = hearth_secret_new ((const guint8 *) "seven wordz", 11);
  g_autoptr (GPtrArray) identities = age_kit_make_identities (1);
  g_autoptr (GBytes) payload = age_kit_make_payload (1000);
  g_autoptr (GBytes) file = age_kit_encrypt (payload, NULL, right, FALSE);
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GError) error = NULL;

  plain = age_kit_decrypt (file, NULL, right, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (plain, payload));
  g_assert_null (age_kit_decrypt (file, NULL, wrong, &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_NO_KEY);
  g_clear_error (&error);
  g_assert_null (age_kit_decrypt (file, identities, NULL, &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_NO_KEY);
}

/* The work of a passphrase is bounded before it is done. */
static void
test_work_factor_is_bounded (void)
{
  static const char template[] = "age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA %d\n"
                                 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
                                 "--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n";
  g_autoptr (HearthSecret) passphrase = hearth_secret_new ((const guint8 *) "x", 1);
  static const int factors[] = { 19, 22, 64, 99 };

  for (gsize i = 0; i < G_N_ELEMENTS (factors); i++)
    {
      char *text = g_strdup_printf (template, factors[i]);
      g_autoptr (GBytes) file = g_bytes_new_take (text, strlen (text));
      g_autoptr (GError) error = NULL;

      g_assert_null (age_kit_decrypt (file, NULL, passphrase, &error));
      g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_LIMIT);
    }
}

static void
test_every_flipped_bit_is_refused (void)
{
  g_autoptr (GPtrArray) identities = age_kit_make_identities (1);
  g_autoptr (GBytes) payload = age_kit_make_payload (40);
  g_autoptr (GBytes) good = age_kit_encrypt (payload, identities, NULL, FALSE);
  gsize size = g_bytes_get_size (good), header_end = 22 + 98 + 48;

  for (gsize bit = 0; bit < 8 * size; bit++)
    {
      guint8 *bytes = g_memdup2 (g_bytes_get_data (good, NULL), size);
      g_autoptr (GBytes) file = g_bytes_new_take (bytes, size);
      g_autoptr (GError) error = NULL;

      bytes[bit / 8] ^= (guint8) (1 << bit % 8);
      g_assert_null (age_kit_decrypt (file, identities, NULL, &error));
      g_assert_true (error->domain == HEARTH_CRYPTO_ERROR);
      if (bit / 8 < header_end)
        g_assert_true (error->code == HEARTH_CRYPTO_ERROR_HEADER ||
                       error->code == HEARTH_CRYPTO_ERROR_NO_KEY ||
                       error->code == HEARTH_CRYPTO_ERROR_MAC);
      else
        g_assert_cmpint (error->code, ==, HEARTH_CRYPTO_ERROR_PAYLOAD);
    }
}

/* So is one of the header of a long file, for the same reasons: the payload behind a header that lost its end
 * is not taken for a header that is too long. */
static void
test_flipped_bit_of_a_long_file_is_in_its_header (void)
{
  g_autoptr (GPtrArray) identities = age_kit_make_identities (1);
  g_autoptr (GBytes) payload = age_kit_make_payload (2 * CHUNK);
  g_autoptr (GBytes) good = age_kit_encrypt (payload, identities, NULL, FALSE);
  gsize size = g_bytes_get_size (good), header_end = 22 + 98 + 48;
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (good, NULL), size);

  for (gsize bit = 0; bit < 8 * header_end; bit++)
    {
      g_autoptr (GBytes) file = NULL;
      g_autoptr (GError) error = NULL;

      bytes[bit / 8] ^= (guint8) (1 << bit % 8);
      file = g_bytes_new (bytes, size);
      bytes[bit / 8] ^= (guint8) (1 << bit % 8);
      g_assert_null (age_kit_decrypt (file, identities, NULL, &error));
      g_assert_true (error->domain == HEARTH_CRYPTO_ERROR);
      g_assert_true (error->code == HEARTH_CRYPTO_ERROR_HEADER ||
                     error->code == HEARTH_CRYPTO_ERROR_NO_KEY ||
                     error->code == HEARTH_CRYPTO_ERROR_MAC);
    }
}

static void
test_every_prefix_is_refused (void)
{
  g_autoptr (GPtrArray) identities = age_kit_make_identities (1);
  g_autoptr (GBytes) payload = age_kit_make_payload (2 * CHUNK);
  g_autoptr (GBytes) good = age_kit_encrypt (payload, identities, NULL, FALSE);
  gsize size = g_bytes_get_size (good), payload_begin = 86 + 98;

  for (gsize n = 0; n < size; n += n < 400 || (n + 400) % (CHUNK + 16) < 800 ? 1 : 399)
    {
      g_autoptr (GBytes) file = g_bytes_new_from_bytes (good, 0, n);
      g_autoptr (GError) error = NULL;

      g_assert_null (age_kit_decrypt (file, identities, NULL, &error));
      if (n >= payload_begin)
        g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_PAYLOAD);
      else if (n > 0)
        g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_HEADER);
      else
        g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_NOT_AGE);
    }
}

static void
test_other_files_are_not_age (void)
{
  static const char *const texts[] = { "PK\003\004",  "ustar",
                                       "{\"a\":1}\n", "hello world hello wor\n",
                                       "\n",          "age!\n" };
  g_autoptr (GPtrArray) identities = age_kit_make_identities (1);
  g_autoptr (GBytes) zeros = g_bytes_new_take (g_malloc0 (1 << 20), 1 << 20);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) file = g_bytes_new_static (texts[i], strlen (texts[i]));

      g_assert_null (age_kit_decrypt (file, identities, NULL, &error));
      g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_NOT_AGE);
      g_clear_error (&error);
    }
  g_assert_null (age_kit_decrypt (zeros, identities, NULL, &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_NOT_AGE);
}

/* A header without end, of many stanzas or of one, stops at its limit. */
static void
test_endless_headers_stop_at_the_limit (void)
{
  g_autoptr (GString) many = g_string_new ("age-encryption.org/v1\n");
  g_autoptr (GString) longer = g_string_new ("age-encryption.org/v1\n-> x ");
  g_autoptr (GPtrArray) identities = age_kit_make_identities (1);
  GString *texts[] = { many, longer };

  for (guint i = 0; i < 65; i++)
    g_string_append (many, "-> grease\n\n");
  g_string_append (many, "--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n");
  for (guint i = 0; i < 200000; i++)
    g_string_append_c (longer, 'x');
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) file = g_bytes_new (texts[i]->str, texts[i]->len);
      g_autoptr (GError) error = NULL;

      g_assert_null (age_kit_decrypt (file, identities, NULL, &error));
      g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_LIMIT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/age/round-trip-of-all-sizes", test_round_trip_of_all_sizes);
  g_test_add_func ("/age/size-tells-only-the-class-of-recipients",
                   test_size_tells_only_the_class_of_recipients);
  g_test_add_func ("/age/65-recipients-are-too-many", test_65_recipients_are_too_many);
  g_test_add_func ("/age/passphrase-opens-and-a-wrong-one-does-not",
                   test_passphrase_opens_and_a_wrong_one_does_not);
  g_test_add_func ("/age/work-factor-is-bounded", test_work_factor_is_bounded);
  g_test_add_func ("/age/every-flipped-bit-is-refused", test_every_flipped_bit_is_refused);
  g_test_add_func ("/age/flipped-bit-of-a-long-file-is-in-its-header",
                   test_flipped_bit_of_a_long_file_is_in_its_header);
  g_test_add_func ("/age/every-prefix-is-refused", test_every_prefix_is_refused);
  g_test_add_func ("/age/other-files-are-not-age", test_other_files_are_not_age);
  g_test_add_func ("/age/endless-headers-stop-at-the-limit",
                   test_endless_headers_stop_at_the_limit);
  return g_test_run ();
}
