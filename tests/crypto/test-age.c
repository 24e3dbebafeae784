/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-age-armor-stream.h"
#include "hearth-age-reader.h"
#include "hearth-age-writer.h"
#include "hearth-test-program.h"
#include "hearth-test.h"

#include <string.h>

#define LOW_LOG_N 10
#define CHUNK 65536

static const gsize sizes[] = { 0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3000000 };

static GPtrArray *
make_identities (guint n)
{
  GPtrArray *identities = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_secret_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (identities, hearth_secret_new_random (HEARTH_KEY_SIZE));
  return identities;
}

static HearthAgeRecipient *
make_recipients (GPtrArray *identities)
{
  HearthAgeRecipient *recipients = g_new (HearthAgeRecipient, identities->len);

  for (guint i = 0; i < identities->len; i++)
    hearth_age_recipient_from_identity (identities->pdata[i], &recipients[i]);
  return recipients;
}

/* Bytes that differ from place to place, so that a swapped chunk would show. */
static GBytes *
make_payload (gsize size)
{
  guint8 *bytes = g_malloc (size + 1);
  guint32 state = 1;

  for (gsize i = 0; i < size; i++)
    {
      state = state * 1664525 + 1013904223;
      bytes[i] = (guint8) (state >> 24);
    }
  return g_bytes_new_take (bytes, size);
}

static GBytes *
encrypt (GBytes *payload,
         GPtrArray *identities,
         const HearthSecret *passphrase,
         gboolean with_decoys)
{
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  g_autoptr (HearthAgeWriter) writer = NULL;
  g_autoptr (GError) error = NULL;
  gsize size, at = 0;
  const guint8 *bytes = g_bytes_get_data (payload, &size);

  if (passphrase != NULL)
    writer = hearth_age_writer_new_passphrase (sink, passphrase, LOW_LOG_N, NULL, &error);
  else
    {
      g_autofree HearthAgeRecipient *recipients = make_recipients (identities);

      writer = hearth_age_writer_new (sink, recipients, identities->len, with_decoys, NULL, &error);
    }
  g_assert_no_error (error);
  for (gsize n = 1; at < size; at += n, n = MIN (3 * n, size - at))
    g_assert_true (hearth_age_writer_write (writer, bytes + at, n, NULL, &error));
  g_assert_true (hearth_age_writer_finish (writer, NULL, &error));
  g_output_stream_close (sink, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (sink));
}

static GBytes *
decrypt (GBytes *file, GPtrArray *identities, const HearthSecret *passphrase, GError **error)
{
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (file);
  g_autoptr (GInputStream) source = hearth_age_open_any (memory, NULL, error);
  g_autoptr (HearthAgeReader) reader =
      hearth_age_reader_new (source, identities, passphrase, HEARTH_AGE_LOG_N, NULL, error);
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  guint8 buffer[20000];
  gssize n;

  if (reader == NULL)
    return NULL;
  while ((n = hearth_age_reader_read (reader, buffer, sizeof buffer, NULL, error)) > 0)
    g_byte_array_append (plain, buffer, (guint) n);
  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&plain)) : NULL;
}

static void
test_round_trip_of_all_sizes (void)
{
  static const guint n_recipients[] = { 1, 2, 63 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (n_recipients); j++)
      {
        g_autoptr (GPtrArray) identities = make_identities (n_recipients[j]);
        g_autoptr (GPtrArray) last = make_identities (0);
        g_autoptr (GBytes) payload = make_payload (sizes[i]);
        g_autoptr (GBytes) file = encrypt (payload, identities, NULL, FALSE);
        g_autoptr (GBytes) plain = NULL;
        g_autoptr (GError) error = NULL;

        g_ptr_array_add (last, hearth_secret_ref (identities->pdata[identities->len - 1]));
        plain = decrypt (file, last, NULL, &error);
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
  g_autoptr (GBytes) payload = make_payload (CHUNK);

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_autoptr (GPtrArray) identities = make_identities (classes[i][0]);
      g_autoptr (GBytes) file = encrypt (payload, identities, NULL, TRUE);
      g_autoptr (GBytes) plain = decrypt (file, identities, NULL, NULL);

      g_assert_cmpuint (g_bytes_get_size (file), ==, 86 + 98 * classes[i][1] + CHUNK + 16);
      g_assert_true (g_bytes_equal (plain, payload));
    }
}

static void
test_65_recipients_are_too_many (void)
{
  g_autoptr (GPtrArray) identities = make_identities (65);
  g_autofree HearthAgeRecipient *recipients = make_recipients (identities);
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
  g_autoptr (GPtrArray) identities = make_identities (1);
  g_autoptr (GBytes) payload = make_payload (1000);
  g_autoptr (GBytes) file = encrypt (payload, NULL, right, FALSE);
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GError) error = NULL;

  plain = decrypt (file, NULL, right, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (plain, payload));
  g_assert_null (decrypt (file, NULL, wrong, &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_NO_KEY);
  g_clear_error (&error);
  g_assert_null (decrypt (file, identities, NULL, &error));
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

      g_assert_null (decrypt (file, NULL, passphrase, &error));
      g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_LIMIT);
    }
}

static void
test_every_flipped_bit_is_refused (void)
{
  g_autoptr (GPtrArray) identities = make_identities (1);
  g_autoptr (GBytes) payload = make_payload (40);
  g_autoptr (GBytes) good = encrypt (payload, identities, NULL, FALSE);
  gsize size = g_bytes_get_size (good), header_end = 22 + 98 + 48;

  for (gsize bit = 0; bit < 8 * size; bit++)
    {
      guint8 *bytes = g_memdup2 (g_bytes_get_data (good, NULL), size);
      g_autoptr (GBytes) file = g_bytes_new_take (bytes, size);
      g_autoptr (GError) error = NULL;

      bytes[bit / 8] ^= (guint8) (1 << bit % 8);
      g_assert_null (decrypt (file, identities, NULL, &error));
      g_assert_true (error->domain == HEARTH_CRYPTO_ERROR);
      if (bit / 8 < header_end)
        g_assert_true (error->code == HEARTH_CRYPTO_ERROR_HEADER ||
                       error->code == HEARTH_CRYPTO_ERROR_NO_KEY ||
                       error->code == HEARTH_CRYPTO_ERROR_MAC);
      else
        g_assert_cmpint (error->code, ==, HEARTH_CRYPTO_ERROR_PAYLOAD);
    }
}

static void
test_every_prefix_is_refused (void)
{
  g_autoptr (GPtrArray) identities = make_identities (1);
  g_autoptr (GBytes) payload = make_payload (2 * CHUNK);
  g_autoptr (GBytes) good = encrypt (payload, identities, NULL, FALSE);
  gsize size = g_bytes_get_size (good), payload_begin = 86 + 98;

  for (gsize n = 0; n < size; n += n < 400 || (n + 400) % (CHUNK + 16) < 800 ? 1 : 399)
    {
      g_autoptr (GBytes) file = g_bytes_new_from_bytes (good, 0, n);
      g_autoptr (GError) error = NULL;

      g_assert_null (decrypt (file, identities, NULL, &error));
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
  g_autoptr (GPtrArray) identities = make_identities (1);
  g_autoptr (GBytes) zeros = g_bytes_new_take (g_malloc0 (1 << 20), 1 << 20);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) file = g_bytes_new_static (texts[i], strlen (texts[i]));

      g_assert_null (decrypt (file, identities, NULL, &error));
      g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_NOT_AGE);
      g_clear_error (&error);
    }
  g_assert_null (decrypt (zeros, identities, NULL, &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_NOT_AGE);
}

/* A header without end, of many stanzas or of one, stops at its limit. */
static void
test_endless_headers_stop_at_the_limit (void)
{
  g_autoptr (GString) many = g_string_new ("age-encryption.org/v1\n");
  g_autoptr (GString) longer = g_string_new ("age-encryption.org/v1\n-> x ");
  g_autoptr (GPtrArray) identities = make_identities (1);
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

      g_assert_null (decrypt (file, identities, NULL, &error));
      g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_LIMIT);
    }
}

static void
write_bytes (const char *dir, const char *name, GBytes *bytes)
{
  hearth_test_write_file (dir, name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
write_identity (const char *dir, const HearthSecret *identity)
{
  g_autoptr (HearthSecret) text = hearth_age_identity_to_text (identity);

  hearth_test_write_file (dir, "key", hearth_secret_get_bytes (text),
                          hearth_secret_get_size (text));
}

static void
test_stock_age_opens_ours (void)
{
  static const char *const programs[] = { "bash", "age", "cmp", NULL };
  static const guint n_recipients[] = { 1, 2, 63 };
  g_autofree char *dir = NULL;

  if (!hearth_test_need_programs (programs))
    return;
  dir = hearth_test_make_folder ();
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GPtrArray) identities = make_identities (n_recipients[i % 3]);
      g_autoptr (GBytes) payload = make_payload (sizes[i]);
      g_autoptr (GBytes) file = encrypt (payload, identities, NULL, TRUE);

      write_bytes (dir, "plain", payload);
      write_bytes (dir, "file.age", file);
      write_identity (dir, identities->pdata[identities->len / 2]);
      g_assert_cmpint (hearth_test_run (dir, "age -d -i key file.age | cmp - plain", NULL), ==, 0);
    }
  hearth_test_remove_folder (dir);
}

static void
test_we_open_what_stock_age_made (void)
{
  static const char *const programs[] = { "bash", "age", NULL };
  g_autofree char *dir = NULL;

  if (!hearth_test_need_programs (programs))
    return;
  dir = hearth_test_make_folder ();
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GPtrArray) identities = make_identities (1);
      g_autofree HearthAgeRecipient *recipients = make_recipients (identities);
      g_autofree char *recipient = hearth_age_recipient_to_string (recipients);
      g_autofree char *script =
          g_strdup_printf ("age %s -r %s -o file.age plain", i % 2 ? "-a" : "-e", recipient);
      g_autoptr (GBytes) payload = make_payload (sizes[i]);
      g_autoptr (GBytes) file = NULL;
      g_autoptr (GBytes) plain = NULL;
      g_autoptr (GError) error = NULL;

      write_bytes (dir, "plain", payload);
      g_assert_cmpint (hearth_test_run (dir, script, NULL), ==, 0);
      file = hearth_test_read_file (dir, "file.age");
      plain = decrypt (file, identities, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (plain, payload));
    }
  hearth_test_remove_folder (dir);
}

/* age asks for passphrases on a terminal only: script makes one. */
static void
test_passphrases_work_in_both_directions (void)
{
  static const char *const programs[] = { "bash", "age", "script", "cmp", NULL };
  g_autoptr (HearthSecret) passphrase = hearth_secret_new ((const guint8 *) "seven words", 11);
  g_autoptr (GBytes) payload = make_payload (CHUNK + 1);
  g_autoptr (GBytes) ours = encrypt (payload, NULL, passphrase, FALSE);
  g_autoptr (GBytes) theirs = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = NULL;

  if (!hearth_test_need_programs (programs))
    return;
  dir = hearth_test_make_folder ();
  write_bytes (dir, "plain", payload);
  write_bytes (dir, "ours.age", ours);
  g_assert_cmpint (
      hearth_test_run (dir,
                       "printf 'seven words\\n' | script -qec 'age -d -o out ours.age' /dev/null;"
                       "cmp out plain",
                       NULL),
      ==, 0);
  g_assert_cmpint (hearth_test_run (dir,
                                    "printf 'seven words\\nseven words\\n' | "
                                    "script -qec 'age -p -o theirs.age plain' /dev/null",
                                    NULL),
                   ==, 0);
  theirs = hearth_test_read_file (dir, "theirs.age");
  plain = decrypt (theirs, NULL, passphrase, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (plain, payload));
  hearth_test_remove_folder (dir);
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
  g_test_add_func ("/age/every-prefix-is-refused", test_every_prefix_is_refused);
  g_test_add_func ("/age/other-files-are-not-age", test_other_files_are_not_age);
  g_test_add_func ("/age/endless-headers-stop-at-the-limit",
                   test_endless_headers_stop_at_the_limit);
  g_test_add_func ("/age/stock-age-opens-ours", test_stock_age_opens_ours);
  g_test_add_func ("/age/we-open-what-stock-age-made", test_we_open_what_stock_age_made);
  g_test_add_func ("/age/passphrases-work-in-both-directions",
                   test_passphrases_work_in_both_directions);
  return g_test_run ();
}
