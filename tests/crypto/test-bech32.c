/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-age-key.h"
#include "hearth-bech32.h"

#include <string.h>

/* The pair of the age specification's test vectors: secret key and its recipient. */
static const char identity_text[] =
    "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";

static void
test_matches_bip_173 (void)
{
  /* BIP 173, valid strings whose data is whole bytes: the empty one, and a long one beyond 90. */
  char text[128];
  guint8 out[1];

  hearth_bech32_encode ("a", NULL, 0, text);
  g_assert_cmpstr (text, ==, "a12uel5l");
  hearth_bech32_encode ("A", NULL, 0, text);
  g_assert_cmpstr (text, ==, "A12UEL5L");
  g_assert_true (hearth_bech32_decode ("a12uel5l", 8, "a", out, 0));
  g_assert_false (hearth_bech32_decode ("A12UEL5L", 8, "a", out, 0));
  g_assert_false (hearth_bech32_decode ("a12uel5m", 8, "a", out, 0));
}

static void
test_round_trip_of_all_lengths (void)
{
  guint8 bytes[64], out[64];
  char text[256];

  for (gsize i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) (i * 37 + 11);
  for (gsize n = 0; n <= sizeof bytes; n++)
    {
      hearth_bech32_encode ("age", bytes, n, text);
      g_assert_cmpuint (strlen (text), ==, hearth_bech32_length ("age", n));
      g_assert_true (hearth_bech32_decode (text, strlen (text), "age", out, n));
      g_assert_cmpmem (out, n, bytes, n);
    }
}

static void
test_every_changed_character_is_refused (void)
{
  g_autoptr (HearthSecret) identity =
      hearth_age_identity_parse (identity_text, strlen (identity_text));
  char text[sizeof identity_text];

  g_assert_nonnull (identity);
  memcpy (text, identity_text, sizeof text);
  for (gsize i = 0; i < strlen (identity_text); i++)
    for (int c = 0; c < 256; c++)
      {
        g_autoptr (HearthSecret) parsed = NULL;

        text[i] = (char) c;
        parsed = hearth_age_identity_parse (text, strlen (identity_text));
        g_assert_cmpint (parsed != NULL, ==, text[i] == identity_text[i]);
        text[i] = identity_text[i];
      }
}

static void
test_case_is_that_of_the_prefix (void)
{
  g_autoptr (HearthSecret) identity =
      hearth_age_identity_parse (identity_text, strlen (identity_text));
  g_autoptr (HearthSecret) text = hearth_age_identity_to_text (identity);
  g_autofree char *lower = g_ascii_strdown (identity_text, -1);
  g_autofree char *recipient_text = NULL;
  g_autofree char *upper = NULL;
  HearthAgeRecipient recipient, parsed;

  g_assert_cmpmem (hearth_secret_get_bytes (text), hearth_secret_get_size (text), identity_text,
                   strlen (identity_text));
  g_assert_null (hearth_age_identity_parse (lower, strlen (lower)));
  hearth_age_recipient_from_identity (identity, &recipient);
  recipient_text = hearth_age_recipient_to_string (&recipient);
  upper = g_ascii_strup (recipient_text, -1);
  g_assert_true (g_str_has_prefix (recipient_text, "age1"));
  g_assert_true (hearth_age_recipient_parse (recipient_text, &parsed));
  g_assert_cmpmem (&parsed, sizeof parsed, &recipient, sizeof recipient);
  g_assert_false (hearth_age_recipient_parse (upper, &parsed));
  g_assert_false (hearth_age_recipient_parse ("age1", &parsed));
  g_assert_false (hearth_age_recipient_parse (NULL, &parsed));
}

static void
test_identity_files_have_comments (void)
{
  g_autofree char *good = g_strconcat ("# made\r\n\n", identity_text, "\r\n", identity_text, NULL);
  g_autofree char *bad = g_strconcat (identity_text, "\nAGE-SECRET-KEY-1X\n", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) identities = hearth_age_identities_parse (good, strlen (good), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (identities->len, ==, 2);
  g_assert_null (hearth_age_identities_parse (bad, strlen (bad), &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "line 2"));
  g_clear_error (&error);
  g_assert_null (hearth_age_identities_parse ("# none\n", 7, &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/bech32/matches-bip-173", test_matches_bip_173);
  g_test_add_func ("/bech32/round-trip-of-all-lengths", test_round_trip_of_all_lengths);
  g_test_add_func ("/bech32/every-changed-character-is-refused",
                   test_every_changed_character_is_refused);
  g_test_add_func ("/bech32/case-is-that-of-the-prefix", test_case_is_that_of_the_prefix);
  g_test_add_func ("/bech32/identity-files-have-comments", test_identity_files_have_comments);
  return g_test_run ();
}
