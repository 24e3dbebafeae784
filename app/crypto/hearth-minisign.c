/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signatures that the minisign program checks. Only its prehashed form "ED" is written and accepted
 * (bundles 11): four lines, each ended by LF. */
#include "config.h"

#include "hearth-base64.h"
#include "hearth-hash.h"
#include "hearth-minisign.h"

#include <sodium.h>
#include <string.h>

#define KEY_NUMBER_SIZE 8
#define PUBLIC_SIZE (2 + KEY_NUMBER_SIZE + HEARTH_KEY_SIZE)
#define SIGNED_SIZE (2 + KEY_NUMBER_SIZE + HEARTH_SIGNATURE_SIZE)
#define UNTRUSTED_PREFIX "untrusted comment: "
#define TRUSTED_PREFIX "trusted comment: "

enum
{
  LINE_UNTRUSTED,
  LINE_SIGNATURE,
  LINE_TRUSTED,
  LINE_GLOBAL,
  N_LINES
};

static void
key_number (const guint8 public_key[HEARTH_KEY_SIZE], guint8 out[KEY_NUMBER_SIZE])
{
  guint8 hash[HEARTH_HASH_SIZE];

  hearth_hash (hash, public_key, HEARTH_KEY_SIZE);
  memcpy (out, hash, KEY_NUMBER_SIZE);
}

/**
 * hearth_minisign_key_to_string:
 *
 * The number of a key is the beginning of its hash, so that one key has one text.
 *
 * Returns: (transfer full): "RW…", as `minisign -P` takes it. Thread: any.
 */
char *
hearth_minisign_key_to_string (const guint8 public_key[HEARTH_KEY_SIZE])
{
  guint8 bytes[PUBLIC_SIZE] = { 'E', 'd' };

  key_number (public_key, bytes + 2);
  memcpy (bytes + 2 + KEY_NUMBER_SIZE, public_key, HEARTH_KEY_SIZE);
  return hearth_base64_encode_padded (bytes, sizeof bytes);
}

/** hearth_minisign_key_parse: Returns: whether @text was the one text of some key. Thread: any. */
gboolean
hearth_minisign_key_parse (const char *text, guint8 out[HEARTH_KEY_SIZE])
{
  guint8 bytes[PUBLIC_SIZE], number[KEY_NUMBER_SIZE];
  gsize n;

  if (text == NULL || !hearth_base64_decode_padded (text, strlen (text), bytes, sizeof bytes, &n) ||
      n != sizeof bytes || memcmp (bytes, "Ed", 2) != 0)
    return FALSE;
  key_number (bytes + 2 + KEY_NUMBER_SIZE, number);
  if (sodium_memcmp (bytes + 2, number, sizeof number) != 0)
    return FALSE;
  memcpy (out, bytes + 2 + KEY_NUMBER_SIZE, HEARTH_KEY_SIZE);
  return TRUE;
}

/* What the second signature covers: the first one and the trusted comment. */
static guint8 *
global_data (const guint8 signature[HEARTH_SIGNATURE_SIZE], const char *comment, gsize *length)
{
  gsize comment_length = strlen (comment);
  guint8 *data = g_malloc (HEARTH_SIGNATURE_SIZE + comment_length);

  memcpy (data, signature, HEARTH_SIGNATURE_SIZE);
  memcpy (data + HEARTH_SIGNATURE_SIZE, comment, comment_length);
  *length = HEARTH_SIGNATURE_SIZE + comment_length;
  return data;
}

/**
 * hearth_minisign_sign:
 * @seed: of the Ed25519 key, 32 bytes
 * @untrusted_comment: one line, for people; not signed
 * @trusted_comment: one line; signed
 *
 * Source: the signature format of minisign, algorithm "ED".
 *
 * Returns: (transfer full): the text of a .minisig file. Thread: any.
 */
char *
hearth_minisign_sign (const void *data,
                      gsize length,
                      const HearthSecret *seed,
                      const char *untrusted_comment,
                      const char *trusted_comment)
{
  guint8 bytes[SIGNED_SIZE] = { 'E', 'D' };
  guint8 *signature = bytes + 2 + KEY_NUMBER_SIZE;
  guint8 public_key[HEARTH_KEY_SIZE], global[HEARTH_SIGNATURE_SIZE], hash[HEARTH_HASH512_SIZE];
  g_autofree guint8 *covered = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize n_covered;

  g_return_val_if_fail (seed != NULL, NULL);
  g_return_val_if_fail (strpbrk (untrusted_comment, "\r\n") == NULL, NULL);
  g_return_val_if_fail (strpbrk (trusted_comment, "\r\n") == NULL, NULL);

  hearth_key_ed25519_public (seed, public_key);
  key_number (public_key, bytes + 2);
  hearth_hash512 (hash, data, length);
  hearth_key_sign (seed, hash, sizeof hash, signature);
  covered = global_data (signature, trusted_comment, &n_covered);
  hearth_key_sign (seed, covered, n_covered, global);
  first = hearth_base64_encode_padded (bytes, sizeof bytes);
  second = hearth_base64_encode_padded (global, sizeof global);
  return g_strdup_printf (UNTRUSTED_PREFIX "%s\n%s\n" TRUSTED_PREFIX "%s\n%s\n", untrusted_comment,
                          first, trusted_comment, second);
}

static gboolean
fail (GError **error, HearthCryptoError code, const char *message)
{
  g_set_error_literal (error, HEARTH_CRYPTO_ERROR, code, message);
  return FALSE;
}

/* Exactly four lines of text, the last one ended as well. */
static char **
split_lines (const char *text, gsize length)
{
  g_autofree char *copy = NULL;
  g_auto (GStrv) lines = NULL;

  if (length == 0 || length > HEARTH_MINISIGN_MAX_LENGTH || text[length - 1] != '\n' ||
      !g_utf8_validate_len (text, length, NULL) || memchr (text, '\r', length) != NULL)
    return NULL;
  copy = g_strndup (text, length - 1);
  lines = g_strsplit (copy, "\n", N_LINES + 1);
  if (g_strv_length (lines) != N_LINES ||
      !g_str_has_prefix (lines[LINE_UNTRUSTED], UNTRUSTED_PREFIX) ||
      !g_str_has_prefix (lines[LINE_TRUSTED], TRUSTED_PREFIX))
    return NULL;
  return g_steal_pointer (&lines);
}

static gboolean
decode_line (const char *line, guint8 *out, gsize size)
{
  gsize n;

  return hearth_base64_decode_padded (line, strlen (line), out, size, &n) && n == size;
}

/**
 * hearth_minisign_verify:
 * @text: (array length=text_length): a .minisig file
 * @trusted_comment: (out) (transfer full) (optional): set on success
 *
 * Returns: %FALSE with %HEARTH_CRYPTO_ERROR_INVALID if @text is no such file, or with
 *   %HEARTH_CRYPTO_ERROR_SIGNATURE if it is not over @data and by @public_key. Thread: any.
 */
gboolean
hearth_minisign_verify (const char *text,
                        gsize text_length,
                        const void *data,
                        gsize length,
                        const guint8 public_key[HEARTH_KEY_SIZE],
                        char **trusted_comment,
                        GError **error)
{
  g_auto (GStrv) lines = split_lines (text, text_length);
  guint8 bytes[SIGNED_SIZE], global[HEARTH_SIGNATURE_SIZE], hash[HEARTH_HASH512_SIZE];
  guint8 number[KEY_NUMBER_SIZE];
  const guint8 *signature = bytes + 2 + KEY_NUMBER_SIZE;
  g_autofree guint8 *covered = NULL;
  const char *comment;
  gsize n_covered;

  if (lines == NULL || !decode_line (lines[LINE_SIGNATURE], bytes, sizeof bytes) ||
      !decode_line (lines[LINE_GLOBAL], global, sizeof global) || memcmp (bytes, "ED", 2) != 0)
    return fail (error, HEARTH_CRYPTO_ERROR_INVALID, "not a minisign signature of the new form");

  comment = lines[LINE_TRUSTED] + strlen (TRUSTED_PREFIX);
  key_number (public_key, number);
  hearth_hash512 (hash, data, length);
  covered = global_data (signature, comment, &n_covered);
  if (sodium_memcmp (bytes + 2, number, sizeof number) != 0 ||
      !hearth_key_verify (public_key, hash, sizeof hash, signature) ||
      !hearth_key_verify (public_key, covered, n_covered, global))
    return fail (error, HEARTH_CRYPTO_ERROR_SIGNATURE, "the signature does not belong to the data");
  if (trusted_comment != NULL)
    *trusted_comment = g_strdup (comment);
  return TRUE;
}
