/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-age-stream.h"
#include "hearth-kdf.h"

#include <sodium.h>
#include <string.h>

#define COUNTER_SIZE 11

void
hearth_age_stream_init (HearthAgeStream *self,
                        const HearthSecret *file_key,
                        const guint8 nonce[HEARTH_AGE_NONCE_SIZE])
{
  memset (self->nonce, 0, sizeof self->nonce);
  self->key = hearth_secret_new_zero (HEARTH_KDF_KEY_SIZE);
  hearth_kdf_hkdf_sha256 (hearth_secret_peek_writable (self->key),
                          hearth_secret_get_bytes (file_key), hearth_secret_get_size (file_key),
                          nonce, HEARTH_AGE_NONCE_SIZE, (const guint8 *) "payload",
                          strlen ("payload"));
}

void
hearth_age_stream_clear (HearthAgeStream *self)
{
  g_clear_pointer (&self->key, hearth_secret_unref);
}

/* 2^88 chunks cannot be written in any lifetime: the counter does not turn over. */
static void
count_chunk (HearthAgeStream *self)
{
  for (int i = COUNTER_SIZE - 1; i >= 0 && ++self->nonce[i] == 0; i--)
    ;
}

gboolean
hearth_age_stream_is_first (const HearthAgeStream *self)
{
  return sodium_is_zero (self->nonce, COUNTER_SIZE);
}

/* @out: @length + 16 bytes. */
void
hearth_age_stream_seal (
    HearthAgeStream *self, const guint8 *plain, gsize length, gboolean is_last, guint8 *out)
{
  self->nonce[COUNTER_SIZE] = is_last ? 1 : 0;
  crypto_aead_chacha20poly1305_ietf_encrypt (out, NULL, plain, length, NULL, 0, NULL, self->nonce,
                                             hearth_secret_get_bytes (self->key));
  count_chunk (self);
}

/* @length: of @sealed, with the tag. @out: @length - 16 bytes, meaningless on failure. */
gboolean
hearth_age_stream_open (
    HearthAgeStream *self, const guint8 *sealed, gsize length, gboolean is_last, guint8 *out)
{
  self->nonce[COUNTER_SIZE] = is_last ? 1 : 0;
  if (crypto_aead_chacha20poly1305_ietf_decrypt (out, NULL, NULL, sealed, length, NULL, 0,
                                                 self->nonce,
                                                 hearth_secret_get_bytes (self->key)) != 0)
    return FALSE;
  count_chunk (self);
  return TRUE;
}
