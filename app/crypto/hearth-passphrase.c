/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-passphrase.h"

#include "hearth-kdf.h"

#include <string.h>

#define MIN_PIECE 4
#define MAX_PIECE 64
#define MAX_PIECES 20000

/* Characters of one piece; of the passphrase, letters and digits only, in lower case. */
typedef struct
{
  const gunichar *chars;
  gsize length;
} Run;

struct _HearthCommonPieces
{
  gunichar *chars; /* of all pieces, one after the other */
  GArray *pieces;  /* Run */
};

static gunichar
fold (gunichar c)
{
  return g_unichar_isalnum (c) ? g_unichar_tolower (c) : 0;
}

static gboolean
add_piece (HearthCommonPieces *self, const char *line, gsize length, gunichar **end, GError **error)
{
  Run piece = { *end, 0 };

  for (const char *p = line; p < line + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (fold (c) != c || piece.length == MAX_PIECE)
        {
          g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID,
                               "a common piece is not of letters and digits in lower case");
          return FALSE;
        }
      (*end)[piece.length++] = c;
    }
  if (piece.length < MIN_PIECE || self->pieces->len == MAX_PIECES)
    {
      g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_LIMIT,
                           "a common piece is too short, or there are too many");
      return FALSE;
    }
  *end += piece.length;
  g_array_append_val (self->pieces, piece);
  return TRUE;
}

/**
 * hearth_common_pieces_new:
 * @text: one piece a line, UTF-8, letters and digits in lower case; lines that begin with # are
 *   comments
 *
 * Returns: (transfer full): the pieces, or %NULL with an error of %HEARTH_CRYPTO_ERROR. Thread: any.
 */
HearthCommonPieces *
hearth_common_pieces_new (GBytes *text, GError **error)
{
  g_autoptr (HearthCommonPieces) self = NULL;
  const char *line;
  const char *end;
  gunichar *chars;
  gsize size;

  g_return_val_if_fail (text != NULL, NULL);

  line = g_bytes_get_data (text, &size);
  if (size == 0 || !g_utf8_validate_len (line, size, NULL))
    {
      g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID,
                           "the list of common pieces is not UTF-8");
      return NULL;
    }
  self = g_new0 (HearthCommonPieces, 1);
  self->chars = g_new (gunichar, size);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Run));
  chars = self->chars;
  end = line + size;
  while (line < end)
    {
      const char *stop = memchr (line, '\n', (gsize) (end - line));
      gsize length = (gsize) ((stop != NULL ? stop : end) - line);

      if (length > 0 && *line != '#' && !add_piece (self, line, length, &chars, error))
        return NULL;
      line += length + 1;
    }
  return g_steal_pointer (&self);
}

/** hearth_common_pieces_free: @self: (transfer full) */
void
hearth_common_pieces_free (HearthCommonPieces *self)
{
  g_array_unref (self->pieces);
  g_free (self->chars);
  g_free (self);
}

static gsize
count_different (const Run *run)
{
  gsize n = 0;

  for (gsize i = 0; i < run->length; i++)
    {
      gsize j = 0;

      while (run->chars[j] != run->chars[i])
        j++;
      n += j == i;
    }
  return n;
}

static gsize
count_digits (const Run *run)
{
  gsize n = 0;

  for (gsize i = 0; i < run->length; i++)
    n += g_unichar_isdigit (run->chars[i]);
  return n;
}

/* How many characters of @run the piece covers, however often it stands there. */
static gsize
cover (const Run *run, const Run *piece)
{
  gsize n = 0;
  gsize i = 0;

  while (i + piece->length <= run->length)
    {
      if (memcmp (run->chars + i, piece->chars, piece->length * sizeof (gunichar)) == 0)
        {
          n += piece->length;
          i += piece->length;
        }
      else
        i++;
    }
  return n;
}

static gboolean
is_mostly_common (const Run *run, const HearthCommonPieces *common)
{
  for (guint i = 0; i < common->pieces->len; i++)
    {
      if (2 * cover (run, &g_array_index (common->pieces, Run, i)) > run->length)
        return TRUE;
    }
  return FALSE;
}

/* Whether each character from some place on is the one that stood a fixed number before. */
static gboolean
is_repeated (const Run *run)
{
  for (gsize period = 1; 2 * period <= run->length; period++)
    {
      gsize n = 0;

      for (gsize i = period; i < run->length; i++)
        n += run->chars[i] == run->chars[i - period];
      if (n == run->length - period)
        return TRUE;
    }
  return FALSE;
}

static HearthPassphraseVerdict
judge_run (const Run *all, const Run *folded, const HearthCommonPieces *common)
{
  if (all->length < HEARTH_PASSPHRASE_MIN_CHARS)
    return HEARTH_PASSPHRASE_SHORT;
  if (all->length > HEARTH_PASSPHRASE_MAX_CHARS)
    return HEARTH_PASSPHRASE_LONG;
  if (count_different (all) < HEARTH_PASSPHRASE_MIN_DIFFERENT)
    return HEARTH_PASSPHRASE_MONOTONOUS;
  if (is_mostly_common (folded, common))
    return HEARTH_PASSPHRASE_COMMON;
  if (2 * count_digits (folded) > folded->length)
    return HEARTH_PASSPHRASE_DIGITS;
  if (is_repeated (folded))
    return HEARTH_PASSPHRASE_REPEATED;
  return HEARTH_PASSPHRASE_GOOD;
}

/**
 * hearth_passphrase_judge:
 * @passphrase: UTF-8, as typed
 *
 * Judges a passphrase that a person chose. Works on its normalised form, so that one written with
 * other characters that look and count the same is judged the same; copies stay in locked memory.
 *
 * Returns: the first thing that speaks against it; %HEARTH_PASSPHRASE_SHORT also if it is no text
 *   at all. Thread: any. Source: security 6.
 */
HearthPassphraseVerdict
hearth_passphrase_judge (const HearthSecret *passphrase, const HearthCommonPieces *common)
{
  g_autoptr (HearthSecret) normal = NULL;
  g_autoptr (HearthSecret) work = NULL;
  g_autoptr (GError) error = NULL;
  gunichar *all;
  gunichar *folded;
  gsize n_all = 0;
  gsize n_folded = 0;
  gsize size;

  g_return_val_if_fail (passphrase != NULL && common != NULL, HEARTH_PASSPHRASE_SHORT);

  normal = hearth_kdf_normalize_passphrase ((const char *) hearth_secret_get_bytes (passphrase),
                                            hearth_secret_get_size (passphrase), &error);
  if (normal == NULL)
    return g_error_matches (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_LIMIT)
               ? HEARTH_PASSPHRASE_LONG
               : HEARTH_PASSPHRASE_SHORT;
  size = hearth_secret_get_size (normal);
  work = hearth_secret_new_zero (2 * MAX (size, 1) * sizeof (gunichar));
  all = (gunichar *) (gpointer) hearth_secret_peek_writable (work);
  folded = all + size;
  for (const char *p = (const char *) hearth_secret_get_bytes (normal), *end = p + size; p < end;
       p = g_utf8_next_char (p))
    {
      all[n_all] = g_utf8_get_char (p);
      folded[n_folded] = fold (all[n_all++]);
      n_folded += folded[n_folded] != 0;
    }
  return judge_run (&(Run){ all, n_all }, &(Run){ folded, n_folded }, common);
}
