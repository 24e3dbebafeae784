/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-hash.h"
#include "hearth-id.h"
#include "hearth-key.h"

#include <string.h>

static HearthSecret *
secret_from_hex (const char *hex)
{
  HearthSecret *secret = hearth_secret_new_zero (32);

  g_assert_true (hearth_hex_decode (hex, hearth_secret_peek_writable (secret), 32));
  return secret;
}

static void
assert_hex (const guint8 *bytes, gsize n, const char *expected)
{
  g_autofree char *hex = hearth_hex_encode (bytes, n);

  g_assert_cmpstr (hex, ==, expected);
}

/* RFC 8032, section 7.1, TEST 3. */
static void
test_ed25519_matches_rfc_8032 (void)
{
  g_autoptr (HearthSecret) seed =
      secret_from_hex ("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
  const guint8 message[] = { 0xaf, 0x82 };
  guint8 public_key[32], signature[64];

  hearth_key_ed25519_public (seed, public_key);
  assert_hex (public_key, 32, "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
  hearth_key_sign (seed, message, sizeof message, signature);
  assert_hex (signature, 64,
              "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
              "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
  g_assert_true (hearth_key_verify (public_key, message, sizeof message, signature));
}

static void
test_every_flipped_bit_breaks_a_signature (void)
{
  g_autoptr (HearthSecret) seed = hearth_secret_new_random (32);
  guint8 public_key[32], signature[64];

  hearth_key_ed25519_public (seed, public_key);
  hearth_key_sign (seed, "abc", 3, signature);
  for (guint bit = 0; bit < 512; bit++)
    {
      signature[bit / 8] ^= (guint8) (1 << bit % 8);
      g_assert_false (hearth_key_verify (public_key, "abc", 3, signature));
      signature[bit / 8] ^= (guint8) (1 << bit % 8);
    }
  g_assert_true (hearth_key_verify (public_key, "abc", 3, signature));
  g_assert_false (hearth_key_verify (public_key, "abd", 3, signature));
}

/* RFC 7748, section 6.1. */
static void
test_x25519_matches_rfc_7748 (void)
{
  g_autoptr (HearthSecret) alice =
      secret_from_hex ("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
  g_autoptr (HearthSecret) bob =
      secret_from_hex ("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
  guint8 alice_public[32], bob_public[32], shared[32];

  hearth_key_x25519_public (alice, alice_public);
  hearth_key_x25519_public (bob, bob_public);
  assert_hex (alice_public, 32, "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
  assert_hex (bob_public, 32, "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
  g_assert_true (hearth_key_x25519_agree (alice, bob_public, shared));
  assert_hex (shared, 32, "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
  g_assert_true (hearth_key_x25519_agree (bob, alice_public, shared));
  assert_hex (shared, 32, "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
}

static void
test_points_of_small_order_are_refused (void)
{
  g_autoptr (HearthSecret) secret = hearth_secret_new_random (32);
  guint8 zero[32] = { 0 }, one[32] = { 1 }, shared[32];

  g_assert_false (hearth_key_x25519_agree (secret, zero, shared));
  g_assert_false (hearth_key_x25519_agree (secret, one, shared));
}

/* printf abc | b2sum -l 256, and b2sum (RFC 7693, appendix A). */
static void
test_hash_matches_b2sum (void)
{
  guint8 out[32], wide[64], pieces[32];
  HearthHash hash;

  hearth_hash (out, "abc", 3);
  assert_hex (out, 32, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  hearth_hash512 (wide, "abc", 3);
  assert_hex (wide, 64,
              "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
              "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
  hearth_hash_init (&hash);
  hearth_hash_update (&hash, "a", 1);
  hearth_hash_update (&hash, "bc", 2);
  hearth_hash_final (&hash, pieces);
  g_assert_cmpmem (pieces, 32, out, 32);
}

static void
test_keyed_hash_depends_on_the_key (void)
{
  guint8 keys[2][32] = { { 1 }, { 2 } };
  guint8 a[32], b[32], bare[32];

  hearth_hash_keyed (a, keys[0], 32, "abc", 3);
  hearth_hash_keyed (b, keys[1], 32, "abc", 3);
  hearth_hash (bare, "abc", 3);
  g_assert_cmpint (memcmp (a, b, 32), !=, 0);
  g_assert_cmpint (memcmp (a, bare, 32), !=, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/key/ed25519-matches-rfc-8032", test_ed25519_matches_rfc_8032);
  g_test_add_func ("/key/every-flipped-bit-breaks-a-signature",
                   test_every_flipped_bit_breaks_a_signature);
  g_test_add_func ("/key/x25519-matches-rfc-7748", test_x25519_matches_rfc_7748);
  g_test_add_func ("/key/points-of-small-order-are-refused",
                   test_points_of_small_order_are_refused);
  g_test_add_func ("/key/hash-matches-b2sum", test_hash_matches_b2sum);
  g_test_add_func ("/key/keyed-hash-depends-on-the-key", test_keyed_hash_depends_on_the_key);
  return g_test_run ();
}
