/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-minisign.h"
#include "hearth-test-program.h"
#include "hearth-test.h"

#include <string.h>

static const char data[] = "{\"format\":\"hearth-bundle\"}";
#define DATA_LENGTH (sizeof data - 1)

typedef struct
{
  HearthSecret *seed;
  guint8 public_key[HEARTH_KEY_SIZE];
  char *text;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->seed = hearth_secret_new_random (HEARTH_KEY_SIZE);
  hearth_key_ed25519_public (fixture->seed, fixture->public_key);
  fixture->text =
      hearth_minisign_sign (data, DATA_LENGTH, fixture->seed, "hearth-bundle", "hearth-bundle v1");
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  hearth_secret_unref (fixture->seed);
  g_free (fixture->text);
}

static gboolean
verifies (const Fixture *fixture, const char *text, gsize length, GError **error)
{
  return hearth_minisign_verify (text, length, data, DATA_LENGTH, fixture->public_key, NULL, error);
}

static void
test_signature_verifies (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *comment = NULL;
  g_autoptr (GError) error = NULL;

  hearth_minisign_verify (fixture->text, strlen (fixture->text), data, DATA_LENGTH,
                          fixture->public_key, &comment, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (comment, ==, "hearth-bundle v1");
}

static void
test_other_data_and_other_keys_are_refused (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (HearthSecret) other = hearth_secret_new_random (HEARTH_KEY_SIZE);
  g_autoptr (GError) error = NULL;
  guint8 other_key[HEARTH_KEY_SIZE];

  hearth_key_ed25519_public (other, other_key);
  g_assert_false (hearth_minisign_verify (fixture->text, strlen (fixture->text), data,
                                          DATA_LENGTH - 1, fixture->public_key, NULL, &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_SIGNATURE);
  g_clear_error (&error);
  g_assert_false (hearth_minisign_verify (fixture->text, strlen (fixture->text), data, DATA_LENGTH,
                                          other_key, NULL, &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_SIGNATURE);
}

/* Only the words of the untrusted comment may change: they are for people and nobody believes them. */
static void
test_every_flipped_bit_is_refused (Fixture *fixture, gconstpointer user_data)
{
  gsize length = strlen (fixture->text);
  gsize free_begin = strlen ("untrusted comment: "),
        free_end = free_begin + strlen ("hearth-bundle");

  for (gsize bit = 0; bit < 8 * length; bit++)
    {
      if (bit / 8 >= free_begin && bit / 8 < free_end)
        continue;
      fixture->text[bit / 8] ^= (char) (1 << bit % 8);
      g_assert_false (verifies (fixture, fixture->text, length, NULL));
      fixture->text[bit / 8] ^= (char) (1 << bit % 8);
    }
  for (gsize n = 0; n < length; n++)
    g_assert_false (verifies (fixture, fixture->text, n, NULL));
  g_assert_true (verifies (fixture, fixture->text, length, NULL));
}

static void
test_key_has_one_text (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *text = hearth_minisign_key_to_string (fixture->public_key);
  guint8 parsed[HEARTH_KEY_SIZE];

  g_assert_cmpuint (strlen (text), ==, HEARTH_MINISIGN_KEY_LENGTH);
  g_assert_true (g_str_has_prefix (text, "RW"));
  g_assert_true (hearth_minisign_key_parse (text, parsed));
  g_assert_cmpmem (parsed, sizeof parsed, fixture->public_key, HEARTH_KEY_SIZE);
  text[5] = text[5] == 'A' ? 'B' : 'A';
  g_assert_false (hearth_minisign_key_parse (text, parsed));
  g_assert_false (hearth_minisign_key_parse ("RW", parsed));
}

static void
test_stock_minisign_accepts_it (Fixture *fixture, gconstpointer user_data)
{
  static const char *const programs[] = { "bash", "minisign", NULL };
  g_autofree char *key = hearth_minisign_key_to_string (fixture->public_key);
  g_autofree char *script = g_strdup_printf ("minisign -Vm manifest.json -P %s", key);
  g_autofree char *dir = NULL;
  g_autofree char *output = NULL;

  if (!hearth_test_need_programs (programs))
    return;
  dir = hearth_test_make_folder ();
  hearth_test_write_file (dir, "manifest.json", data, DATA_LENGTH);
  hearth_test_write_file (dir, "manifest.json.minisig", fixture->text, strlen (fixture->text));
  g_assert_cmpint (hearth_test_run (dir, script, &output), ==, 0);
  g_assert_nonnull (strstr (output, "Trusted comment: hearth-bundle v1"));
  hearth_test_write_file (dir, "manifest.json", data, DATA_LENGTH - 1);
  g_assert_cmpint (hearth_test_run (dir, script, NULL), !=, 0);
  hearth_test_remove_folder (dir);
}

/* A key that minisign made has a number of its own; only the signature itself is compared here. */
static void
test_old_form_is_refused (Fixture *fixture, gconstpointer user_data)
{
  static const char *const programs[] = { "bash", "minisign", NULL };
  static const char script[] =
      "minisign -GW -p k.pub -s k.sec >/dev/null && minisign -Slm manifest.json -s k.sec "
      "-x old.minisig && minisign -Sm manifest.json -s k.sec -x new.minisig";
  g_autofree char *dir = NULL;
  g_autoptr (GBytes) old = NULL;
  g_autoptr (GBytes) new = NULL;
  g_autoptr (GError) error = NULL;

  if (!hearth_test_need_programs (programs))
    return;
  dir = hearth_test_make_folder ();
  hearth_test_write_file (dir, "manifest.json", data, DATA_LENGTH);
  g_assert_cmpint (hearth_test_run (dir, script, NULL), ==, 0);
  old = hearth_test_read_file (dir, "old.minisig");
  new = hearth_test_read_file (dir, "new.minisig");
  g_assert_false (verifies (fixture, g_bytes_get_data (old, NULL), g_bytes_get_size (old), &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (verifies (fixture, g_bytes_get_data (new, NULL), g_bytes_get_size (new), &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_SIGNATURE);
  hearth_test_remove_folder (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/minisign/signature-verifies", test_signature_verifies);
  ADD ("/minisign/other-data-and-other-keys-are-refused",
       test_other_data_and_other_keys_are_refused);
  ADD ("/minisign/every-flipped-bit-is-refused", test_every_flipped_bit_is_refused);
  ADD ("/minisign/key-has-one-text", test_key_has_one_text);
  ADD ("/minisign/stock-minisign-accepts-it", test_stock_minisign_accepts_it);
  ADD ("/minisign/old-form-is-refused", test_old_form_is_refused);
#undef ADD
  return g_test_run ();
}
