/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-crypto-private.h"
#include "hearth-key.h"

#include <sodium.h>

G_STATIC_ASSERT (HEARTH_KEY_SIZE == crypto_sign_SEEDBYTES);
G_STATIC_ASSERT (HEARTH_KEY_SIZE == crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT (HEARTH_KEY_SIZE == crypto_scalarmult_BYTES);
G_STATIC_ASSERT (HEARTH_SIGNATURE_SIZE == crypto_sign_BYTES);

/** hearth_key_ed25519_public: @seed: 32 bytes. Thread: any. */
void
hearth_key_ed25519_public (const HearthSecret *seed, guint8 out[HEARTH_KEY_SIZE])
{
  guint8 secret_key[crypto_sign_SECRETKEYBYTES];

  g_return_if_fail (seed != NULL && hearth_secret_get_size (seed) == HEARTH_KEY_SIZE);

  crypto_sign_seed_keypair (out, secret_key, hearth_secret_get_bytes (seed));
  sodium_memzero (secret_key, sizeof secret_key);
}

/** hearth_key_sign: @seed: 32 bytes. The signature depends on nothing else (RFC 8032). Thread: any. */
void
hearth_key_sign (const HearthSecret *seed,
                 const void *data,
                 gsize length,
                 guint8 out[HEARTH_SIGNATURE_SIZE])
{
  guint8 public_key[crypto_sign_PUBLICKEYBYTES], secret_key[crypto_sign_SECRETKEYBYTES];

  g_return_if_fail (seed != NULL && hearth_secret_get_size (seed) == HEARTH_KEY_SIZE);

  crypto_sign_seed_keypair (public_key, secret_key, hearth_secret_get_bytes (seed));
  crypto_sign_detached (out, NULL, data, length, secret_key);
  sodium_memzero (secret_key, sizeof secret_key);
}

/**
 * hearth_key_verify:
 *
 * Returns: whether @signature was made over @data with the seed of @public_key. Keys of small order
 *   and signatures in a second form are refused. Thread: any.
 */
gboolean
hearth_key_verify (const guint8 public_key[HEARTH_KEY_SIZE],
                   const void *data,
                   gsize length,
                   const guint8 signature[HEARTH_SIGNATURE_SIZE])
{
  return crypto_sign_verify_detached (signature, data, length, public_key) == 0;
}

/** hearth_key_x25519_public: @secret: 32 bytes. Thread: any. */
void
hearth_key_x25519_public (const HearthSecret *secret, guint8 out[HEARTH_KEY_SIZE])
{
  g_return_if_fail (secret != NULL && hearth_secret_get_size (secret) == HEARTH_KEY_SIZE);

  crypto_scalarmult_base (out, hearth_secret_get_bytes (secret));
}

/**
 * hearth_key_x25519_agree:
 * @out: (out): the shared bytes; the caller wipes them
 *
 * Returns: %FALSE if @peer is a point of small order, with which every secret agrees on zero.
 *   Thread: any.
 */
gboolean
hearth_key_x25519_agree (const HearthSecret *secret,
                         const guint8 peer[HEARTH_KEY_SIZE],
                         guint8 out[HEARTH_KEY_SIZE])
{
  g_return_val_if_fail (secret != NULL && hearth_secret_get_size (secret) == HEARTH_KEY_SIZE,
                        FALSE);

  return crypto_scalarmult (out, hearth_secret_get_bytes (secret), peer) == 0 &&
         !sodium_is_zero (out, HEARTH_KEY_SIZE);
}
