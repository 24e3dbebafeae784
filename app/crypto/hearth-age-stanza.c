/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two kinds of stanza that are written and understood here: X25519 and scrypt (age v1). */
#include "config.h"

#include "hearth-age-header.h"
#include "hearth-base64.h"
#include "hearth-kdf.h"

#include <sodium.h>
#include <string.h>

#define X25519_INFO "age-encryption.org/v1/X25519"
#define SCRYPT_LABEL "age-encryption.org/v1/scrypt"
#define SCRYPT_SALT_SIZE 16
#define SHARE_LENGTH HEARTH_BASE64_LENGTH (HEARTH_KEY_SIZE)
#define SALT_LENGTH HEARTH_BASE64_LENGTH (SCRYPT_SALT_SIZE)

/* Each wrap key is used once, so that the nonce may be zero. */
static const guint8 zero_nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES];

/** hearth_age_stanza_free: frees @self. */
void
hearth_age_stanza_free (HearthAgeStanza *self)
{
  g_strfreev (self->args);
  g_free (self->body);
  g_free (self);
}

static gboolean
is_type (const HearthAgeStanza *self, const char *type, guint n_args)
{
  return g_str_equal (self->args[0], type) && g_strv_length (self->args) == n_args;
}

/** hearth_age_stanza_is_scrypt: whether a passphrase may open it. */
gboolean
hearth_age_stanza_is_scrypt (const HearthAgeStanza *self)
{
  return g_str_equal (self->args[0], "scrypt");
}

/* One or two digits without a leading zero: 0 is no work factor. */
static guint
parse_log_n (const char *text)
{
  gsize length = strlen (text);

  if (length < 1 || length > 2 || text[0] < '1' || text[0] > '9' ||
      (length == 2 && !g_ascii_isdigit (text[1])))
    return 0;
  return (guint) g_ascii_strtoull (text, NULL, 10);
}

/**
 * hearth_age_stanza_check:
 * @n_stanzas: of the whole header
 *
 * Returns: %FALSE if a stanza of a known type breaks its own format. A passphrase stands alone: else
 *   a file would tell its reader nothing about who made it. Thread: any.
 */
gboolean
hearth_age_stanza_check (const HearthAgeStanza *self, guint n_stanzas)
{
  guint8 bytes[HEARTH_KEY_SIZE];

  if (g_str_equal (self->args[0], "X25519"))
    return is_type (self, "X25519", 2) && self->body_length == HEARTH_AGE_WRAPPED_SIZE &&
           hearth_base64_decode (self->args[1], strlen (self->args[1]), bytes, HEARTH_KEY_SIZE);
  if (hearth_age_stanza_is_scrypt (self))
    return n_stanzas == 1 && is_type (self, "scrypt", 3) &&
           self->body_length == HEARTH_AGE_WRAPPED_SIZE && parse_log_n (self->args[2]) > 0 &&
           hearth_base64_decode (self->args[1], strlen (self->args[1]), bytes, SCRYPT_SALT_SIZE);
  return TRUE;
}

static void
wrap (HearthAgeStanza *self, const HearthSecret *wrap_key, const HearthSecret *file_key)
{
  self->body = g_malloc (HEARTH_AGE_WRAPPED_SIZE);
  self->body_length = HEARTH_AGE_WRAPPED_SIZE;
  crypto_aead_chacha20poly1305_ietf_encrypt (self->body, NULL, hearth_secret_get_bytes (file_key),
                                             HEARTH_AGE_FILE_KEY_SIZE, NULL, 0, NULL, zero_nonce,
                                             hearth_secret_get_bytes (wrap_key));
}

static gboolean
unwrap (const HearthAgeStanza *self, const HearthSecret *wrap_key, HearthSecret *file_key)
{
  return crypto_aead_chacha20poly1305_ietf_decrypt (
             hearth_secret_peek_writable (file_key), NULL, NULL, self->body, self->body_length,
             NULL, 0, zero_nonce, hearth_secret_get_bytes (wrap_key)) == 0;
}

/* NULL: the peer's point is of small order. */
static HearthSecret *
derive_x25519 (const HearthSecret *secret,
               const guint8 peer[HEARTH_KEY_SIZE],
               const guint8 share[HEARTH_KEY_SIZE],
               const guint8 recipient[HEARTH_KEY_SIZE])
{
  g_autoptr (HearthSecret) shared = hearth_secret_new_zero (HEARTH_KEY_SIZE);
  g_autoptr (HearthSecret) key = hearth_secret_new_zero (HEARTH_KDF_KEY_SIZE);
  guint8 salt[2 * HEARTH_KEY_SIZE];

  if (!hearth_key_x25519_agree (secret, peer, hearth_secret_peek_writable (shared)))
    return NULL;
  memcpy (salt, share, HEARTH_KEY_SIZE);
  memcpy (salt + HEARTH_KEY_SIZE, recipient, HEARTH_KEY_SIZE);
  hearth_kdf_hkdf_sha256 (hearth_secret_peek_writable (key), hearth_secret_get_bytes (shared),
                          HEARTH_KEY_SIZE, salt, sizeof salt, (const guint8 *) X25519_INFO,
                          strlen (X25519_INFO));
  return g_steal_pointer (&key);
}

/**
 * hearth_age_stanza_new_x25519:
 *
 * Returns: (transfer full) (nullable): @file_key wrapped to @recipient under a new share; %NULL if
 *   the recipient is no usable key. Thread: any.
 */
HearthAgeStanza *
hearth_age_stanza_new_x25519 (const HearthAgeRecipient *recipient, const HearthSecret *file_key)
{
  g_autoptr (HearthSecret) ephemeral = hearth_secret_new_random (HEARTH_KEY_SIZE);
  g_autoptr (HearthSecret) wrap_key = NULL;
  g_autoptr (HearthAgeStanza) self = g_new0 (HearthAgeStanza, 1);
  guint8 share[HEARTH_KEY_SIZE];

  hearth_key_x25519_public (ephemeral, share);
  wrap_key = derive_x25519 (ephemeral, recipient->key, share, recipient->key);
  if (wrap_key == NULL)
    return NULL;
  self->args = g_new0 (char *, 3);
  self->args[0] = g_strdup ("X25519");
  self->args[1] = hearth_base64_encode (share, sizeof share);
  wrap (self, wrap_key, file_key);
  return g_steal_pointer (&self);
}

/**
 * hearth_age_stanza_open_x25519:
 * @recipient: public key of @identity, computed once for all stanzas
 * @file_key: 16 bytes, filled on success
 *
 * Returns: %FALSE without @error if the stanza is for another key, with %HEARTH_CRYPTO_ERROR_HEADER
 *   if its share is a point of small order. Thread: any.
 */
gboolean
hearth_age_stanza_open_x25519 (const HearthAgeStanza *self,
                               const HearthSecret *identity,
                               const HearthAgeRecipient *recipient,
                               HearthSecret *file_key,
                               GError **error)
{
  g_autoptr (HearthSecret) wrap_key = NULL;
  guint8 share[HEARTH_KEY_SIZE];

  if (!is_type (self, "X25519", 2) ||
      !hearth_base64_decode (self->args[1], strlen (self->args[1]), share, sizeof share))
    return FALSE;
  wrap_key = derive_x25519 (identity, share, share, recipient->key);
  if (wrap_key == NULL)
    {
      g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_HEADER,
                           "a share of small order");
      return FALSE;
    }
  return unwrap (self, wrap_key, file_key);
}

static HearthSecret *
derive_scrypt (const HearthSecret *passphrase,
               const guint8 salt[SCRYPT_SALT_SIZE],
               guint log_n,
               GError **error)
{
  g_autoptr (HearthSecret) key = hearth_secret_new_zero (HEARTH_KDF_KEY_SIZE);
  guint8 labelled[sizeof SCRYPT_LABEL - 1 + SCRYPT_SALT_SIZE];

  memcpy (labelled, SCRYPT_LABEL, sizeof SCRYPT_LABEL - 1);
  memcpy (labelled + sizeof SCRYPT_LABEL - 1, salt, SCRYPT_SALT_SIZE);
  if (crypto_pwhash_scryptsalsa208sha256_ll (
          hearth_secret_get_bytes (passphrase), hearth_secret_get_size (passphrase), labelled,
          sizeof labelled, G_GUINT64_CONSTANT (1) << log_n, 8, 1, hearth_secret_peek_writable (key),
          HEARTH_KDF_KEY_SIZE) != 0)
    {
      g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_NO_MEMORY,
                           "not enough memory for scrypt");
      return NULL;
    }
  return g_steal_pointer (&key);
}

/**
 * hearth_age_stanza_new_scrypt:
 * @log_n: work factor; 18 takes about a second and 256 MiB
 *
 * Returns: (transfer full) (nullable): %NULL with %HEARTH_CRYPTO_ERROR_NO_MEMORY. Thread: any but main.
 */
HearthAgeStanza *
hearth_age_stanza_new_scrypt (const HearthSecret *passphrase,
                              guint log_n,
                              const HearthSecret *file_key,
                              GError **error)
{
  g_autoptr (HearthAgeStanza) self = g_new0 (HearthAgeStanza, 1);
  g_autoptr (HearthSecret) wrap_key = NULL;
  guint8 salt[SCRYPT_SALT_SIZE];

  randombytes_buf (salt, sizeof salt);
  wrap_key = derive_scrypt (passphrase, salt, log_n, error);
  if (wrap_key == NULL)
    return NULL;
  self->args = g_new0 (char *, 4);
  self->args[0] = g_strdup ("scrypt");
  self->args[1] = hearth_base64_encode (salt, sizeof salt);
  self->args[2] = g_strdup_printf ("%u", log_n);
  wrap (self, wrap_key, file_key);
  return g_steal_pointer (&self);
}

/**
 * hearth_age_stanza_open_scrypt:
 * @max_log_n: the greatest work factor that the caller is ready to do
 * @file_key: 16 bytes, filled on success
 *
 * Returns: %FALSE without @error for a wrong passphrase, with %HEARTH_CRYPTO_ERROR_LIMIT before any
 *   work, or with %HEARTH_CRYPTO_ERROR_NO_MEMORY. Thread: any but main.
 */
gboolean
hearth_age_stanza_open_scrypt (const HearthAgeStanza *self,
                               const HearthSecret *passphrase,
                               guint max_log_n,
                               HearthSecret *file_key,
                               GError **error)
{
  g_autoptr (HearthSecret) wrap_key = NULL;
  guint8 salt[SCRYPT_SALT_SIZE];
  guint log_n;

  if (!is_type (self, "scrypt", 3) ||
      !hearth_base64_decode (self->args[1], strlen (self->args[1]), salt, sizeof salt))
    return FALSE;
  log_n = parse_log_n (self->args[2]);
  if (log_n == 0 || log_n > max_log_n)
    {
      g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_LIMIT,
                           "the work factor of scrypt is out of bounds");
      return FALSE;
    }
  wrap_key = derive_scrypt (passphrase, salt, log_n, error);
  return wrap_key != NULL && unwrap (self, wrap_key, file_key);
}
