/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Byte by byte a polynomial over GF(256) with 0x11D, whose value at 0 is the byte. No tables: what is
 * looked up in them would show in the caches. */
#include "config.h"

#include "hearth-shares.h"

#include "hearth-bech32.h"
#include "hearth-hash.h"

#include <sodium.h>
#include <string.h>

#define PREFIX "hearthshare"
#define VERSION 1
#define SECRET_LABEL "hearth/share/v1\n"
#define PLAIN_SIZE (3 + 4 + 4 + HEARTH_SHARES_SECRET_SIZE)

void
hearth_share_free (HearthShare *self)
{
  g_clear_pointer (&self->bytes, hearth_secret_unref);
  g_free (self);
}

static guint8
multiply (guint8 a, guint8 b)
{
  guint product = 0;
  guint shifted = a;

  for (guint i = 0; i < 8; i++)
    {
      product ^= shifted & (0u - (b >> i & 1));
      shifted = shifted << 1 ^ (0x11d & (0u - (shifted >> 7 & 1)));
    }
  return (guint8) product;
}

/* a to the power of 254, for a is no zero. */
static guint8
invert (guint8 a)
{
  guint8 power = a;
  guint8 result = 1;

  for (guint i = 0; i < 7; i++)
    {
      power = multiply (power, power);
      result = multiply (result, power);
    }
  return result;
}

static void
check_secret (const HearthSecret *secret, guint8 out[4])
{
  g_autoptr (HearthSecret) labelled =
      hearth_secret_new_zero (sizeof SECRET_LABEL - 1 + HEARTH_SHARES_SECRET_SIZE);
  guint8 *bytes = hearth_secret_peek_writable (labelled);
  guint8 hash[HEARTH_HASH_SIZE];

  memcpy (bytes, SECRET_LABEL, sizeof SECRET_LABEL - 1);
  memcpy (bytes + sizeof SECRET_LABEL - 1, hearth_secret_get_bytes (secret),
          HEARTH_SHARES_SECRET_SIZE);
  hearth_hash (hash, bytes, hearth_secret_get_size (labelled));
  memcpy (out, hash, 4);
}

static void
check_vault (const HearthId *vault_id, guint8 out[4])
{
  guint8 hash[HEARTH_HASH_SIZE];

  hearth_hash (hash, vault_id->bytes, HEARTH_ID_SIZE);
  memcpy (out, hash, 4);
}

/* @coefficients: the secret, then threshold - 1 random polynomials' worth of bytes. */
static HearthSecret *
evaluate (const HearthSecret *coefficients, guint threshold, guint8 x)
{
  HearthSecret *value = hearth_secret_new_zero (HEARTH_SHARES_SECRET_SIZE);
  const guint8 *in = hearth_secret_get_bytes (coefficients);
  guint8 *out = hearth_secret_peek_writable (value);

  for (guint k = threshold; k > 0; k--)
    for (guint i = 0; i < HEARTH_SHARES_SECRET_SIZE; i++)
      out[i] = multiply (out[i], x) ^ in[(k - 1) * HEARTH_SHARES_SECRET_SIZE + i];
  return value;
}

/**
 * hearth_shares_split:
 * @secret: 32 bytes
 * @threshold: from 1 to @count; 1 is a copy of the key on each sheet
 * @count: at most %HEARTH_SHARES_MAX
 *
 * Returns: (transfer full) (element-type HearthShare): numbers 1 to @count. Thread: any.
 */
GPtrArray *
hearth_shares_split (const HearthSecret *secret,
                     const HearthId *vault_id,
                     guint threshold,
                     guint count)
{
  g_autoptr (HearthSecret) coefficients = NULL;
  GPtrArray *shares;

  g_return_val_if_fail (secret != NULL && vault_id != NULL, NULL);
  g_return_val_if_fail (hearth_secret_get_size (secret) == HEARTH_SHARES_SECRET_SIZE, NULL);
  g_return_val_if_fail (threshold >= 1 && threshold <= count && count <= HEARTH_SHARES_MAX, NULL);

  coefficients = hearth_secret_new_random (threshold * HEARTH_SHARES_SECRET_SIZE);
  memcpy (hearth_secret_peek_writable (coefficients), hearth_secret_get_bytes (secret),
          HEARTH_SHARES_SECRET_SIZE);
  shares = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_share_free);
  for (guint i = 1; i <= count; i++)
    {
      HearthShare *share = g_new0 (HearthShare, 1);

      share->threshold = (guint8) threshold;
      share->number = (guint8) i;
      check_vault (vault_id, share->vault);
      check_secret (secret, share->secret);
      share->bytes = evaluate (coefficients, threshold, share->number);
      g_ptr_array_add (shares, share);
    }
  return shares;
}

/* The value at @x of the polynomials through the shares of the set bits of @chosen. */
static HearthSecret *
interpolate (const GPtrArray *shares, guint chosen, guint8 x)
{
  HearthSecret *value = hearth_secret_new_zero (HEARTH_SHARES_SECRET_SIZE);
  guint8 *out = hearth_secret_peek_writable (value);

  for (guint i = 0; i < shares->len; i++)
    {
      const HearthShare *share = g_ptr_array_index (shares, i);
      const guint8 *bytes = hearth_secret_get_bytes (share->bytes);
      guint8 weight = 1;

      if ((chosen & 1u << i) == 0)
        continue;
      for (guint j = 0; j < shares->len; j++)
        {
          const HearthShare *other = g_ptr_array_index (shares, j);

          if (j != i && (chosen & 1u << j) != 0)
            weight = multiply (
                weight, multiply (x ^ other->number, invert (share->number ^ other->number)));
        }
      for (guint k = 0; k < HEARTH_SHARES_SECRET_SIZE; k++)
        out[k] ^= multiply (bytes[k], weight);
    }
  return value;
}

static gboolean
is_of_one_set (const HearthShare *a, const HearthShare *b)
{
  return a->threshold == b->threshold && sodium_memcmp (a->vault, b->vault, sizeof a->vault) == 0 &&
         sodium_memcmp (a->secret, b->secret, sizeof a->secret) == 0;
}

/* The number of the first share that most others do not belong with, or 0. */
static guint
find_stranger (const GPtrArray *shares)
{
  for (guint i = 0; i < shares->len; i++)
    {
      const HearthShare *share = g_ptr_array_index (shares, i);
      guint n_together = 0;

      for (guint j = 0; j < shares->len; j++)
        n_together += is_of_one_set (share, g_ptr_array_index (shares, j));
      if (2 * n_together <= shares->len && n_together < shares->len)
        return share->number;
    }
  return 0;
}

static gboolean
has_twice (const GPtrArray *shares, guint *out_number)
{
  for (guint i = 0; i < shares->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const HearthShare *a = g_ptr_array_index (shares, i);
        const HearthShare *b = g_ptr_array_index (shares, j);

        *out_number = a->number;
        if (a->number == b->number)
          return TRUE;
      }
  return FALSE;
}

static HearthSecret *
fail (guint number, const char *message, guint *out_wrong, GError **error)
{
  *out_wrong = number;
  g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID, message);
  return NULL;
}

/* The first share that is no point of the polynomials through @chosen, or 0. */
static guint
find_outlier (const GPtrArray *shares, guint chosen)
{
  for (guint i = 0; i < shares->len; i++)
    {
      const HearthShare *share = g_ptr_array_index (shares, i);
      g_autoptr (HearthSecret) expected = interpolate (shares, chosen, share->number);

      if (!hearth_secret_equal (expected, share->bytes))
        return share->number;
    }
  return 0;
}

static HearthSecret *
try_chosen (const GPtrArray *shares, guint chosen)
{
  const HearthShare *first = g_ptr_array_index (shares, 0);
  g_autoptr (HearthSecret) secret = interpolate (shares, chosen, 0);
  guint8 check[4];

  check_secret (secret, check);
  return sodium_memcmp (check, first->secret, sizeof check) == 0 ? g_steal_pointer (&secret) : NULL;
}

/**
 * hearth_shares_combine:
 * @shares: (element-type HearthShare): at most %HEARTH_SHARES_MAX
 * @out_wrong: (out): number of a share that does not belong to the others; 0 if none is known. Set on
 *   success too, when more shares were given than are needed
 *
 * Returns: (transfer full): the key, 32 bytes; %NULL with %HEARTH_CRYPTO_ERROR_INVALID if there are
 *   too few, one twice, one of another set, or if they do not give the key. Thread: any.
 */
HearthSecret *
hearth_shares_combine (const GPtrArray *shares, guint *out_wrong, GError **error)
{
  const HearthShare *first;
  guint number = 0;

  g_return_val_if_fail (shares != NULL && out_wrong != NULL, NULL);
  g_return_val_if_fail (shares->len <= HEARTH_SHARES_MAX, NULL);

  *out_wrong = 0;
  if (shares->len == 0)
    return fail (0, "there is no share", out_wrong, error);
  first = g_ptr_array_index (shares, 0);
  if (has_twice (shares, &number))
    return fail (number, "a share is there twice", out_wrong, error);
  for (guint i = 1; i < shares->len; i++)
    if (!is_of_one_set (first, g_ptr_array_index (shares, i)))
      return fail (find_stranger (shares), "a share is of another set", out_wrong, error);
  if (shares->len < first->threshold)
    return fail (0, "there are too few shares", out_wrong, error);

  for (guint chosen = 1; chosen < 1u << shares->len; chosen++)
    {
      g_autoptr (HearthSecret) secret = NULL;

      if ((guint) __builtin_popcount (chosen) != first->threshold)
        continue;
      secret = try_chosen (shares, chosen);
      if (secret == NULL)
        continue;
      *out_wrong = find_outlier (shares, chosen);
      return g_steal_pointer (&secret);
    }
  return fail (0, "one of the shares is wrong", out_wrong, error);
}

/** hearth_share_is_of: whether the sheet names @vault_id. */
gboolean
hearth_share_is_of (const HearthShare *self, const HearthId *vault_id)
{
  guint8 check[4];

  g_return_val_if_fail (self != NULL && vault_id != NULL, FALSE);

  check_vault (vault_id, check);
  return sodium_memcmp (check, self->vault, sizeof check) == 0;
}

/**
 * hearth_share_to_text:
 *
 * Returns: (transfer full): "hearthshare1…", %HEARTH_SHARE_TEXT_LENGTH characters without a final
 *   zero. Source: security 8. Thread: any.
 */
HearthSecret *
hearth_share_to_text (const HearthShare *self)
{
  g_autoptr (HearthSecret) plain = NULL;
  g_autoptr (HearthSecret) text = NULL;
  guint8 *bytes;

  g_return_val_if_fail (self != NULL, NULL);

  plain = hearth_secret_new_zero (PLAIN_SIZE);
  bytes = hearth_secret_peek_writable (plain);
  bytes[0] = VERSION;
  bytes[1] = self->threshold;
  bytes[2] = self->number;
  memcpy (bytes + 3, self->vault, 4);
  memcpy (bytes + 7, self->secret, 4);
  memcpy (bytes + 11, hearth_secret_get_bytes (self->bytes), HEARTH_SHARES_SECRET_SIZE);
  g_assert (hearth_bech32_length (PREFIX, PLAIN_SIZE) == HEARTH_SHARE_TEXT_LENGTH);
  text = hearth_secret_new_zero (HEARTH_SHARE_TEXT_LENGTH + 1);
  hearth_bech32_encode (PREFIX, bytes, PLAIN_SIZE, (char *) hearth_secret_peek_writable (text));
  return hearth_secret_new (hearth_secret_get_bytes (text), HEARTH_SHARE_TEXT_LENGTH);
}

/* Typed from paper: in groups, with other capitals. Returns the number of characters. */
static gsize
clean_text (const char *text, gsize length, char out[HEARTH_SHARE_TEXT_LENGTH])
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isspace (text[i]) || text[i] == '-')
        continue;
      if (n == HEARTH_SHARE_TEXT_LENGTH)
        return n + 1;
      out[n++] = g_ascii_tolower (text[i]);
    }
  return n;
}

/**
 * hearth_share_parse:
 * @text: (array length=length): as typed: spaces, dashes and capitals do not matter
 *
 * Returns: (transfer full): the share; %NULL with %HEARTH_CRYPTO_ERROR_INVALID for anything but a
 *   whole sheet without a typing error. Thread: any.
 */
HearthShare *
hearth_share_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (HearthSecret) clean = hearth_secret_new_zero (HEARTH_SHARE_TEXT_LENGTH);
  g_autoptr (HearthSecret) plain = hearth_secret_new_zero (PLAIN_SIZE);
  char *characters = (char *) hearth_secret_peek_writable (clean);
  guint8 *bytes = hearth_secret_peek_writable (plain);
  HearthShare *self;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (clean_text (text, length, characters) != HEARTH_SHARE_TEXT_LENGTH ||
      !hearth_bech32_decode (characters, HEARTH_SHARE_TEXT_LENGTH, PREFIX, bytes, PLAIN_SIZE) ||
      bytes[0] != VERSION || bytes[1] == 0 || bytes[2] == 0)
    {
      g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID,
                           "this is no share, or it has a typing error");
      return NULL;
    }
  self = g_new0 (HearthShare, 1);
  self->threshold = bytes[1];
  self->number = bytes[2];
  memcpy (self->vault, bytes + 3, 4);
  memcpy (self->secret, bytes + 7, 4);
  self->bytes = hearth_secret_new (bytes + 11, HEARTH_SHARES_SECRET_SIZE);
  return self;
}
