/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-crypto-private.h"
#include "hearth-hash.h"

#include <sodium.h>

G_STATIC_ASSERT (sizeof (HearthHash) >= sizeof (crypto_generichash_state));
G_STATIC_ASSERT (HEARTH_HASH_SIZE == crypto_generichash_BYTES);

/**
 * hearth_hash:
 *
 * H of the format pages: BLAKE2b with 32 bytes of output and no key (`b2sum -l 256`). Thread: any.
 */
void
hearth_hash (guint8 out[HEARTH_HASH_SIZE], const void *data, gsize length)
{
  crypto_generichash (out, HEARTH_HASH_SIZE, data, length, NULL, 0);
}

/** hearth_hash512: BLAKE2b with 64 bytes of output, which minisign signs. Thread: any. */
void
hearth_hash512 (guint8 out[HEARTH_HASH512_SIZE], const void *data, gsize length)
{
  crypto_generichash (out, HEARTH_HASH512_SIZE, data, length, NULL, 0);
}

/**
 * hearth_hash_keyed:
 * @key: (array length=key_length): 16 to 64 bytes
 *
 * BLAKE2b with 32 bytes of output under a key (vault 3.1: salt of a user). Thread: any.
 */
void
hearth_hash_keyed (guint8 out[HEARTH_HASH_SIZE],
                   const guint8 *key,
                   gsize key_length,
                   const void *data,
                   gsize length)
{
  g_return_if_fail (key_length >= crypto_generichash_KEYBYTES_MIN);
  g_return_if_fail (key_length <= crypto_generichash_KEYBYTES_MAX);

  crypto_generichash (out, HEARTH_HASH_SIZE, data, length, key, key_length);
}

/** hearth_hash_init: begins an H over data that comes in pieces. */
void
hearth_hash_init (HearthHash *self)
{
  crypto_generichash_init ((crypto_generichash_state *) self->opaque, NULL, 0, HEARTH_HASH_SIZE);
}

/** hearth_hash_init512: as hearth_hash_init(), ended with hearth_hash_final512(). */
void
hearth_hash_init512 (HearthHash *self)
{
  crypto_generichash_init ((crypto_generichash_state *) self->opaque, NULL, 0, HEARTH_HASH512_SIZE);
}

/** hearth_hash_update: adds @length bytes. */
void
hearth_hash_update (HearthHash *self, const void *data, gsize length)
{
  crypto_generichash_update ((crypto_generichash_state *) self->opaque, data, length);
}

/** hearth_hash_final: @self must be initialised again before it is used again. */
void
hearth_hash_final (HearthHash *self, guint8 out[HEARTH_HASH_SIZE])
{
  crypto_generichash_final ((crypto_generichash_state *) self->opaque, out, HEARTH_HASH_SIZE);
}

/** hearth_hash_final512: as hearth_hash_final(). */
void
hearth_hash_final512 (HearthHash *self, guint8 out[HEARTH_HASH512_SIZE])
{
  crypto_generichash_final ((crypto_generichash_state *) self->opaque, out, HEARTH_HASH512_SIZE);
}

/**
 * hearth_hash_equal:
 *
 * Compares what authenticates: a hash, an id that is one, or a public key of the same size. How long
 * it takes does not tell how far they agree. Thread: any.
 */
gboolean
hearth_hash_equal (const guint8 a[HEARTH_HASH_SIZE], const guint8 b[HEARTH_HASH_SIZE])
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return sodium_memcmp (a, b, HEARTH_HASH_SIZE) == 0;
}

/**
 * hearth_hash_format_digits:
 *
 * What people read to each other: bytes 0 to 29 as six big-endian 5-byte numbers modulo 100,000, five
 * digits each. Digits are the same in every language. Source: bundles 8. Thread: any.
 */
void
hearth_hash_format_digits (const guint8 digest[HEARTH_HASH_SIZE], char out[HEARTH_HASH_DIGITS_SIZE])
{
  for (guint group = 0; group < 6; group++)
    {
      guint64 number = 0;

      for (guint i = 0; i < 5; i++)
        number = number << 8 | digest[5 * group + i];
      g_snprintf (out + 6 * group, HEARTH_HASH_DIGITS_SIZE - 6 * group, "%05u%s",
                  (guint) (number % 100000), group < 5 ? " " : "");
    }
}
