/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-mac.h"

#include <sodium.h>

G_STATIC_ASSERT (HEARTH_MAC_SIZE == crypto_auth_hmacsha256_BYTES);

/** hearth_mac_sha256: HMAC-SHA-256 of @data under @key, of any length (RFC 2104). Thread: any. */
void
hearth_mac_sha256 (const HearthSecret *key,
                   const void *data,
                   gsize length,
                   guint8 out[HEARTH_MAC_SIZE])
{
  crypto_auth_hmacsha256_state state;

  g_return_if_fail (key != NULL);

  crypto_auth_hmacsha256_init (&state, hearth_secret_get_bytes (key), hearth_secret_get_size (key));
  crypto_auth_hmacsha256_update (&state, data, length);
  crypto_auth_hmacsha256_final (&state, out);
  sodium_memzero (&state, sizeof state);
}

/** hearth_mac_sha256_verify: Returns: whether @tag is that of @data; in constant time. Thread: any. */
gboolean
hearth_mac_sha256_verify (const HearthSecret *key,
                          const void *data,
                          gsize length,
                          const guint8 tag[HEARTH_MAC_SIZE])
{
  guint8 expected[HEARTH_MAC_SIZE];

  g_return_val_if_fail (key != NULL, FALSE);

  hearth_mac_sha256 (key, data, length, expected);
  return sodium_memcmp (expected, tag, sizeof expected) == 0;
}
