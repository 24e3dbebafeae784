/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-age-key.h"
#include "hearth-bech32.h"

#include <string.h>

#define RECIPIENT_PREFIX "age"
#define IDENTITY_PREFIX "AGE-SECRET-KEY-"
#define MAX_IDENTITIES 1000

/**
 * hearth_age_recipient_parse:
 * @text: (nullable): expected to be "age1…" in lower case
 * @out: (out): untouched on failure
 *
 * Returns: whether @text was a recipient. Thread: any.
 */
gboolean
hearth_age_recipient_parse (const char *text, HearthAgeRecipient *out)
{
  HearthAgeRecipient recipient;

  g_return_val_if_fail (out != NULL, FALSE);

  if (text == NULL || !hearth_bech32_decode (text, strlen (text), RECIPIENT_PREFIX, recipient.key,
                                             sizeof recipient.key))
    return FALSE;
  *out = recipient;
  return TRUE;
}

/** hearth_age_recipient_to_string: Returns: (transfer full): "age1…", 62 characters. Thread: any. */
char *
hearth_age_recipient_to_string (const HearthAgeRecipient *self)
{
  char *text = g_malloc (HEARTH_AGE_RECIPIENT_LENGTH + 1);

  hearth_bech32_encode (RECIPIENT_PREFIX, self->key, sizeof self->key, text);
  return text;
}

/** hearth_age_recipient_from_identity: @identity: X25519 secret key, 32 bytes. Thread: any. */
void
hearth_age_recipient_from_identity (const HearthSecret *identity, HearthAgeRecipient *out)
{
  hearth_key_x25519_public (identity, out->key);
}

/**
 * hearth_age_identity_to_text:
 *
 * Returns: (transfer full): "AGE-SECRET-KEY-1…", 74 characters and no zero. Thread: any.
 */
HearthSecret *
hearth_age_identity_to_text (const HearthSecret *identity)
{
  g_autoptr (HearthSecret) work = NULL;

  g_return_val_if_fail (hearth_secret_get_size (identity) == HEARTH_KEY_SIZE, NULL);

  work = hearth_secret_new_zero (HEARTH_AGE_IDENTITY_LENGTH + 1);
  hearth_bech32_encode (IDENTITY_PREFIX, hearth_secret_get_bytes (identity), HEARTH_KEY_SIZE,
                        (char *) hearth_secret_peek_writable (work));
  return hearth_secret_new (hearth_secret_get_bytes (work), HEARTH_AGE_IDENTITY_LENGTH);
}

/**
 * hearth_age_identity_parse:
 * @text: (array length=length): expected to be "AGE-SECRET-KEY-1…" in upper case
 *
 * Returns: (transfer full) (nullable): the secret key, 32 bytes; %NULL if it was no identity.
 *   Thread: any.
 */
HearthSecret *
hearth_age_identity_parse (const char *text, gsize length)
{
  g_autoptr (HearthSecret) identity = hearth_secret_new_zero (HEARTH_KEY_SIZE);

  if (!hearth_bech32_decode (text, length, IDENTITY_PREFIX, hearth_secret_peek_writable (identity),
                             HEARTH_KEY_SIZE))
    return NULL;
  return g_steal_pointer (&identity);
}

/**
 * hearth_age_identities_parse:
 * @text: (array length=length): an identity file: one identity a line, "#" begins a comment
 *
 * Returns: (transfer full) (element-type HearthSecret) (nullable): at least one identity; %NULL with
 *   %HEARTH_CRYPTO_ERROR_INVALID and the number of the line. Thread: any.
 */
GPtrArray *
hearth_age_identities_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (GPtrArray) identities =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_secret_unref);
  const char *end = text + length;
  guint n_lines = 0;

  while (text < end)
    {
      const char *line_end = memchr (text, '\n', (gsize) (end - text));
      const char *line = text;
      gsize line_length;
      HearthSecret *identity;

      line_end = line_end != NULL ? line_end : end;
      line_length = (gsize) (line_end - line);
      text = line_end + 1;
      n_lines++;
      if (line_length > 0 && line[line_length - 1] == '\r')
        line_length--;
      if (line_length == 0 || line[0] == '#')
        continue;

      identity = hearth_age_identity_parse (line, line_length);
      if (identity == NULL || identities->len >= MAX_IDENTITIES)
        {
          g_clear_pointer (&identity, hearth_secret_unref);
          g_set_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID,
                       "line %u of an identity file is no identity", n_lines);
          return NULL;
        }
      g_ptr_array_add (identities, identity);
    }

  if (identities->len == 0)
    {
      g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID,
                           "an identity file without an identity");
      return NULL;
    }
  return g_steal_pointer (&identities);
}
