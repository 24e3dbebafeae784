/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-crypto-private.h"
#include "hearth-kdf.h"

#include <sodium.h>
#include <string.h>

/* Composition may shorten what was typed in pieces. */
#define MAX_TYPED (4 * HEARTH_KDF_MAX_PASSPHRASE)

/**
 * hearth_kdf_hkdf_sha256:
 *
 * HKDF with SHA-256 and one block of output (RFC 5869; bundles 9). An empty salt is 32 zero bytes,
 * as the RFC says. Thread: any.
 */
void
hearth_kdf_hkdf_sha256 (guint8 out[HEARTH_KDF_KEY_SIZE],
                        const guint8 *ikm,
                        gsize ikm_length,
                        const guint8 *salt,
                        gsize salt_length,
                        const guint8 *info,
                        gsize info_length)
{
  static const guint8 zero[32];
  const guint8 one = 1;
  guint8 prk[32];
  crypto_auth_hmacsha256_state state;

  crypto_auth_hmacsha256_init (&state, salt_length > 0 ? salt : zero,
                               salt_length > 0 ? salt_length : sizeof zero);
  crypto_auth_hmacsha256_update (&state, ikm, ikm_length);
  crypto_auth_hmacsha256_final (&state, prk);
  crypto_auth_hmacsha256_init (&state, prk, sizeof prk);
  crypto_auth_hmacsha256_update (&state, info, info_length);
  crypto_auth_hmacsha256_update (&state, &one, 1);
  crypto_auth_hmacsha256_final (&state, out);
  sodium_memzero (prk, sizeof prk);
  sodium_memzero (&state, sizeof state);
}

/**
 * hearth_kdf_derive:
 * @label: what the new key is for, as the format pages write it
 *
 * Returns: (transfer full): HKDF (@key, salt "", @label), 32 bytes. Thread: any.
 */
HearthSecret *
hearth_kdf_derive (const HearthSecret *key, const char *label)
{
  HearthSecret *derived;

  g_return_val_if_fail (key != NULL && label != NULL, NULL);

  derived = hearth_secret_new_zero (HEARTH_KDF_KEY_SIZE);
  hearth_kdf_hkdf_sha256 (hearth_secret_peek_writable (derived), hearth_secret_get_bytes (key),
                          hearth_secret_get_size (key), NULL, 0, (const guint8 *) label,
                          strlen (label));
  return derived;
}

static gsize
decompose (const char *text, gsize length, gunichar *out)
{
  gsize n = 0;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    n += g_unichar_fully_decompose (g_utf8_get_char (p), TRUE, out + n,
                                    G_UNICHAR_MAX_DECOMPOSITION_LENGTH);
  return n;
}

/* Unicode's canonical order: marks of different classes sort stably between starters. */
static void
order_marks (gunichar *text, gsize n)
{
  for (gsize i = 1; i < n; i++)
    {
      gunichar c = text[i];
      int combining = g_unichar_combining_class (c);
      gsize at = i;

      if (combining == 0)
        continue;
      for (; at > 0 && g_unichar_combining_class (text[at - 1]) > combining; at--)
        text[at] = text[at - 1];
      text[at] = c;
    }
}

/* Unicode's composition: a mark joins the last starter unless an equal or greater class stands
 * between them. */
static gsize
compose (gunichar *text, gsize n)
{
  gsize starter = 0, out = 0;
  int previous = -1;

  for (gsize i = 0; i < n; i++)
    {
      gunichar c = text[i], composed;
      int combining = g_unichar_combining_class (c);

      if (out > 0 && previous < combining && g_unichar_combining_class (text[starter]) == 0 &&
          g_unichar_compose (text[starter], c, &composed))
        {
          text[starter] = composed;
          continue;
        }
      if (combining == 0)
        starter = out;
      previous = combining == 0 ? -1 : combining;
      text[out++] = c;
    }
  return out;
}

static HearthSecret *
encode (const gunichar *text, gsize n, GError **error)
{
  HearthSecret *encoded;
  gsize size = 0;
  guint8 *out;

  for (gsize i = 0; i < n; i++)
    size += (gsize) g_unichar_to_utf8 (text[i], NULL);
  if (size > HEARTH_KDF_MAX_PASSPHRASE)
    {
      g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_LIMIT,
                           "a passphrase is longer than 1024 bytes");
      return NULL;
    }

  encoded = hearth_secret_new_zero (size);
  out = hearth_secret_peek_writable (encoded);
  for (gsize i = 0; i < n; i++)
    out += g_unichar_to_utf8 (text[i], (char *) out);
  return encoded;
}

/**
 * hearth_kdf_normalize_passphrase:
 * @text: (array length=length): UTF-8, as typed
 *
 * The same passphrase must open the vault whatever keyboard typed it: form NFKC (vault 3.1). Done
 * here and not with g_utf8_normalize(), which leaves copies in memory that nobody wipes.
 *
 * Returns: (transfer full) (nullable): at most 1024 bytes; %NULL with %HEARTH_CRYPTO_ERROR_INVALID
 *   if @text is no UTF-8 or holds a zero byte, or with %HEARTH_CRYPTO_ERROR_LIMIT. Thread: any.
 */
HearthSecret *
hearth_kdf_normalize_passphrase (const char *text, gsize length, GError **error)
{
  g_autoptr (HearthSecret) work = NULL;
  gunichar *characters;
  gsize n;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (length > MAX_TYPED)
    {
      g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_LIMIT,
                           "a passphrase is longer than 1024 bytes");
      return NULL;
    }
  if (length > 0 && !g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID,
                           "a passphrase is not UTF-8");
      return NULL;
    }

  work = hearth_secret_new_zero (length * G_UNICHAR_MAX_DECOMPOSITION_LENGTH * sizeof (gunichar));
  characters = (gunichar *) (void *) hearth_secret_peek_writable (work);
  n = decompose (text, length, characters);
  order_marks (characters, n);
  n = compose (characters, n);
  return encode (characters, n, error);
}

/**
 * hearth_kdf_argon2id:
 * @passphrase: normalised
 * @memory_bytes: from 8 KiB to 2 GiB
 * @passes: from 1 to 20
 *
 * Argon2id version 1.3, one lane (vault 3.1). Takes seconds: never on the main thread.
 *
 * Returns: (transfer full) (nullable): 32 bytes; %NULL with %HEARTH_CRYPTO_ERROR_LIMIT before any
 *   work, or with %HEARTH_CRYPTO_ERROR_NO_MEMORY. Thread: any.
 */
HearthSecret *
hearth_kdf_argon2id (const HearthSecret *passphrase,
                     const guint8 salt[HEARTH_KDF_SALT_SIZE],
                     guint64 memory_bytes,
                     guint passes,
                     GError **error)
{
  g_autoptr (HearthSecret) key = NULL;

  g_return_val_if_fail (passphrase != NULL && salt != NULL, NULL);

  if (memory_bytes < crypto_pwhash_argon2id_MEMLIMIT_MIN || memory_bytes > HEARTH_KDF_MAX_MEMORY ||
      passes < 1 || passes > HEARTH_KDF_MAX_PASSES ||
      hearth_secret_get_size (passphrase) > HEARTH_KDF_MAX_PASSPHRASE)
    {
      g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_LIMIT,
                           "the work factor of a key derivation is out of bounds");
      return NULL;
    }

  key = hearth_secret_new_zero (HEARTH_KDF_KEY_SIZE);
  if (crypto_pwhash (hearth_secret_peek_writable (key), HEARTH_KDF_KEY_SIZE,
                     (const char *) hearth_secret_get_bytes (passphrase),
                     hearth_secret_get_size (passphrase), salt, passes, memory_bytes,
                     crypto_pwhash_ALG_ARGON2ID13) != 0)
    {
      g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_NO_MEMORY,
                           "not enough memory for the key derivation");
      return NULL;
    }
  return g_steal_pointer (&key);
}
