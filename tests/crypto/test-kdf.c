/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-id.h"
#include "hearth-kdf.h"

#include <string.h>

typedef struct
{
  const char *ikm, *salt, *info, *okm;
} HkdfVector;

/* RFC 5869, appendix A, test cases 1 to 3: the first 32 bytes of each output. */
static const HkdfVector hkdf_vectors[] = {
  { "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "000102030405060708090a0b0c",
    "f0f1f2f3f4f5f6f7f8f9", "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf" },
  { "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
    "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"
    "404142434445464748494a4b4c4d4e4f",
    "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f"
    "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"
    "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
    "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecf"
    "d0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeef"
    "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
    "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c" },
  { "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "", "",
    "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d" },
};

static gsize
unhex (const char *hex, guint8 *out)
{
  g_assert_true (hearth_hex_decode (hex, out, strlen (hex) / 2));
  return strlen (hex) / 2;
}

static void
test_hkdf_matches_rfc_5869 (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hkdf_vectors); i++)
    {
      guint8 ikm[128], salt[128], info[128], okm[32], out[32];
      gsize ikm_length = unhex (hkdf_vectors[i].ikm, ikm);
      gsize salt_length = unhex (hkdf_vectors[i].salt, salt);
      gsize info_length = unhex (hkdf_vectors[i].info, info);

      unhex (hkdf_vectors[i].okm, okm);
      hearth_kdf_hkdf_sha256 (out, ikm, ikm_length, salt, salt_length, info, info_length);
      g_assert_cmpmem (out, 32, okm, 32);
    }
}

static void
test_derive_separates_labels (void)
{
  g_autoptr (HearthSecret) key = hearth_secret_new_random (32);
  g_autoptr (HearthSecret) slot = hearth_kdf_derive (key, "hearth/slot/v1");
  g_autoptr (HearthSecret) again = hearth_kdf_derive (key, "hearth/slot/v1");
  g_autoptr (HearthSecret) area = hearth_kdf_derive (key, "hearth/area/v1");

  g_assert_true (hearth_secret_equal (slot, again));
  g_assert_false (hearth_secret_equal (slot, area));
}

/* Made with an independent implementation; the same as
 * printf 'correct horse' | argon2 0123456789abcdef -id -v 13 -t 3 -k 8192 -p 1 -l 32 -r */
static void
test_argon2id_matches_reference (void)
{
  g_autoptr (HearthSecret) passphrase = hearth_secret_new ((const guint8 *) "correct horse", 13);
  g_autoptr (HearthSecret) key = NULL;
  g_autoptr (GError) error = NULL;
  guint8 expected[32];

  unhex ("4b84dd36c8ff6962388661996da44d28f5cc65d7909686980aabbb6fd01ed7f3", expected);
  key = hearth_kdf_argon2id (passphrase, (const guint8 *) "0123456789abcdef", 8 << 20, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (hearth_secret_get_bytes (key), 32, expected, 32);
}

static void
test_argon2id_refuses_work_out_of_bounds (void)
{
  static const struct
  {
    guint64 memory_bytes;
    guint passes;
  } cases[] = { { 1024, 3 },
                { HEARTH_KDF_MAX_MEMORY + 1, 3 },
                { G_MAXUINT64, 3 },
                { 1 << 20, 0 },
                { 1 << 20, HEARTH_KDF_MAX_PASSES + 1 } };
  g_autoptr (HearthSecret) passphrase = hearth_secret_new ((const guint8 *) "x", 1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (hearth_kdf_argon2id (passphrase, (const guint8 *) "0123456789abcdef",
                                          cases[i].memory_bytes, cases[i].passes, &error));
      g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_LIMIT);
    }
}

static void
test_normalisation_agrees_with_glib (void)
{
  static const char *const texts[] = {
    "",
    "plain ascii",
    "Сім'я Ґанок Їжак",
    "и\xcc\x86 and \xd0\xb8\xcc\x86 \xd1\x96\xcc\x88",  /* й and ї as letter and mark */
    "\xef\xac\x81\xef\xbc\xa1\xe2\x91\xa0\xe2\x84\xa2", /* ligature fi, full width A, (1), TM */
    "q\xcc\x87\xcc\xa3 q\xcc\xa3\xcc\x87 a\xcc\x8a\xcc\xa3", /* marks in both orders */
    "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab \xed\x95\x9c",     /* Hangul as jamo and as syllable */
    "\xcc\x81"
    "a\xcc\x95\xcc\x80\xd6\xae\xcc\x80"
    "b",                                                    /* a mark in front, blocked marks */
    "\xe2\x84\xab\xc5\xbf\xe1\xba\x9b\xcc\xa3\xef\xb7\xba", /* angstrom, long s, a phrase in one */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *expected = g_utf8_normalize (texts[i], -1, G_NORMALIZE_NFKC);
      g_autoptr (GError) error = NULL;
      g_autoptr (HearthSecret) ours = NULL;

      ours = hearth_kdf_normalize_passphrase (texts[i], strlen (texts[i]), &error);
      g_assert_no_error (error);
      g_assert_cmpmem (hearth_secret_get_bytes (ours), hearth_secret_get_size (ours), expected,
                       strlen (expected));
    }
}

static void
test_passphrase_length_is_bounded (void)
{
  g_autofree char *longest = g_strnfill (1024, 'a');
  g_autofree char *longer = g_strnfill (1025, 'a');
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthSecret) fits = hearth_kdf_normalize_passphrase (longest, 1024, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (hearth_secret_get_size (fits), ==, 1024);
  g_assert_null (hearth_kdf_normalize_passphrase (longer, 1025, &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_LIMIT);
}

static void
test_passphrase_must_be_text (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (hearth_kdf_normalize_passphrase ("a\xff", 2, &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (hearth_kdf_normalize_passphrase ("a\0b", 3, &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/kdf/hkdf-matches-rfc-5869", test_hkdf_matches_rfc_5869);
  g_test_add_func ("/kdf/derive-separates-labels", test_derive_separates_labels);
  g_test_add_func ("/kdf/argon2id-matches-reference", test_argon2id_matches_reference);
  g_test_add_func ("/kdf/argon2id-refuses-work-out-of-bounds",
                   test_argon2id_refuses_work_out_of_bounds);
  g_test_add_func ("/kdf/normalisation-agrees-with-glib", test_normalisation_agrees_with_glib);
  g_test_add_func ("/kdf/passphrase-length-is-bounded", test_passphrase_length_is_bounded);
  g_test_add_func ("/kdf/passphrase-must-be-text", test_passphrase_must_be_text);
  return g_test_run ();
}
