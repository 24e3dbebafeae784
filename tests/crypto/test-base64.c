/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-base64.h"

#include <string.h>

/* RFC 4648, section 10. */
static const struct
{
  const char *bytes, *bare, *padded;
} vectors[] = {
  { "", "", "" },
  { "f", "Zg", "Zg==" },
  { "fo", "Zm8", "Zm8=" },
  { "foo", "Zm9v", "Zm9v" },
  { "foob", "Zm9vYg", "Zm9vYg==" },
  { "fooba", "Zm9vYmE", "Zm9vYmE=" },
  { "foobar", "Zm9vYmFy", "Zm9vYmFy" },
};

static void
test_matches_rfc_4648 (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      const guint8 *bytes = (const guint8 *) vectors[i].bytes;
      gsize n = strlen (vectors[i].bytes), n_read;
      g_autofree char *bare = hearth_base64_encode (bytes, n);
      g_autofree char *padded = hearth_base64_encode_padded (bytes, n);
      guint8 out[8];

      g_assert_cmpstr (bare, ==, vectors[i].bare);
      g_assert_cmpstr (padded, ==, vectors[i].padded);
      g_assert_true (hearth_base64_decode (bare, strlen (bare), out, n));
      g_assert_cmpmem (out, n, bytes, n);
      g_assert_true (hearth_base64_decode_padded (padded, strlen (padded), out, 8, &n_read));
      g_assert_cmpmem (out, n_read, bytes, n);
    }
}

static void
test_every_other_byte_is_refused (void)
{
  guint n_accepted = 0;

  for (int c = 0; c < 256; c++)
    {
      char text[4] = { 'A', (char) c, 'A', 'A' };
      guint8 out[3];

      n_accepted += hearth_base64_decode (text, 4, out, 3);
    }
  g_assert_cmpuint (n_accepted, ==, 64);
}

static void
test_unused_bits_must_be_zero (void)
{
  guint8 out[2];

  g_assert_true (hearth_base64_decode ("Zg", 2, out, 1));
  g_assert_false (hearth_base64_decode ("Zh", 2, out, 1));
  g_assert_true (hearth_base64_decode ("Zm8", 3, out, 2));
  g_assert_false (hearth_base64_decode ("Zm9", 3, out, 2));
}

static void
test_length_must_be_exact (void)
{
  guint8 out[8];
  gsize n;

  g_assert_false (hearth_base64_decode ("Zm9v", 4, out, 2));
  g_assert_false (hearth_base64_decode ("Zm9v", 4, out, 4));
  g_assert_false (hearth_base64_decode_padded ("Zm9", 3, out, 8, &n));
  g_assert_false (hearth_base64_decode_padded ("Z===", 4, out, 8, &n));
  g_assert_false (hearth_base64_decode_padded ("====", 4, out, 8, &n));
  g_assert_false (hearth_base64_decode_padded ("Zg==Zg==", 8, out, 8, &n));
  g_assert_false (hearth_base64_decode_padded ("Zm9vYmFy", 8, out, 5, &n));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base64/matches-rfc-4648", test_matches_rfc_4648);
  g_test_add_func ("/base64/every-other-byte-is-refused", test_every_other_byte_is_refused);
  g_test_add_func ("/base64/unused-bits-must-be-zero", test_unused_bits_must_be_zero);
  g_test_add_func ("/base64/length-must-be-exact", test_length_must_be_exact);
  return g_test_run ();
}
