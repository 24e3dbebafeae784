/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-base64.h"
#include "hearth-line.h"

#include <string.h>

typedef struct
{
  HearthSecret *seed;
  guint8 public_key[32];
  char *line;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  json_auto_t *json = json_pack ("{s:i,s:s}", "v", 1, "kind", "перевірка");
  guint8 seed[32];

  memset (seed, 7, sizeof seed);
  fixture->seed = hearth_secret_new (seed, sizeof seed);
  hearth_key_ed25519_public (fixture->seed, fixture->public_key);
  fixture->line = hearth_line_sign (HEARTH_LINE_LABEL_COMMIT, json, fixture->seed);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  hearth_secret_unref (fixture->seed);
  g_free (fixture->line);
}

static void
test_signed_line_verifies_and_parses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *json = hearth_line_parse (fixture->line, strlen (fixture->line), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (hearth_json_get_string (json, "kind"), ==, "перевірка");
  g_assert_true (g_str_has_suffix (fixture->line, " {\"kind\":\"перевірка\",\"v\":1}"));
  g_assert_true (hearth_line_verify (fixture->line, strlen (fixture->line),
                                     HEARTH_LINE_LABEL_COMMIT, fixture->public_key));
}

static void
test_label_and_key_belong_to_the_signature (Fixture *fixture, gconstpointer data)
{
  guint8 other_key[32];
  g_autoptr (HearthSecret) other = hearth_secret_new_random (32);

  hearth_key_ed25519_public (other, other_key);
  g_assert_false (hearth_line_verify (fixture->line, strlen (fixture->line), HEARTH_LINE_LABEL_CARD,
                                      fixture->public_key));
  g_assert_false (hearth_line_verify (fixture->line, strlen (fixture->line),
                                      HEARTH_LINE_LABEL_COMMIT, other_key));
}

static void
test_every_flipped_bit_is_refused (Fixture *fixture, gconstpointer data)
{
  gsize length = strlen (fixture->line);

  for (gsize bit = 0; bit < 8 * length; bit++)
    {
      fixture->line[bit / 8] ^= (char) (1 << bit % 8);
      g_assert_false (hearth_line_verify (fixture->line, length, HEARTH_LINE_LABEL_COMMIT,
                                          fixture->public_key));
      fixture->line[bit / 8] ^= (char) (1 << bit % 8);
    }
}

/* The form, apart from the signature: what two parsers could read differently is no line. */
static void
test_bad_shapes_are_refused (void)
{
  static const char *const bodies[] = {
    "",
    " {\"a\":1}",
    "{\"a\": 1}",
    "{\"b\":1,\"a\":2}",
    "{\"a\":1,\"a\":1}",
    "{\"a\":1.0}",
    "{\"a\":-0}",
    "{\"a\":1e2}",
    "[1]",
    "1",
    "{\"a\":\"\\/\"}",
    "{\"a\":1}\n",
    "{\"a\":1} ",
    "{\"a\":\"\\u0041\"}",
    "{\"a\":9007199254740992}",
    "{\"a\":\"\\u0000\"}",
    "{\"a\":\"\\ud800\"}",
    "{\"a\":[[[[[[[[1]]]]]]]]}",
  };
  g_autofree char *signature = g_strnfill (HEARTH_LINE_SIGNATURE_LENGTH, 'A');

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *line = g_strconcat (signature, " ", bodies[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (hearth_line_parse (line, strlen (line), &error));
      g_assert_nonnull (error);
    }
}

static void
test_length_is_bounded (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fill = g_strnfill (HEARTH_LINE_MAX_LENGTH, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_null (hearth_line_parse (fill, HEARTH_LINE_MAX_LENGTH + 1, &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_null (hearth_line_parse (fixture->line, 40, &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID);
}

static void
test_id_covers_the_signature (Fixture *fixture, gconstpointer data)
{
  guint8 id[32], changed[32];

  hearth_line_id (fixture->line, strlen (fixture->line), id);
  fixture->line[0] = fixture->line[0] == 'A' ? 'B' : 'A';
  hearth_line_id (fixture->line, strlen (fixture->line), changed);
  g_assert_cmpint (memcmp (id, changed, 32), !=, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/line/signed-line-verifies-and-parses", test_signed_line_verifies_and_parses);
  ADD ("/line/label-and-key-belong-to-the-signature", test_label_and_key_belong_to_the_signature);
  ADD ("/line/every-flipped-bit-is-refused", test_every_flipped_bit_is_refused);
  ADD ("/line/length-is-bounded", test_length_is_bounded);
  ADD ("/line/id-covers-the-signature", test_id_covers_the_signature);
#undef ADD
  g_test_add_func ("/line/bad-shapes-are-refused", test_bad_shapes_are_refused);
  return g_test_run ();
}
