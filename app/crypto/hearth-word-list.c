/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-word-list.h"

#include "hearth-random.h"

#include <string.h>

#define MAX_WORD_BYTES 32
#define BITS_PER_WORD 12.924812503605781 /* log2 (HEARTH_WORD_LIST_SIZE) */

struct _HearthWordList
{
  char *text;         /* cut into words */
  const char **words; /* HEARTH_WORD_LIST_SIZE, into @text */
};

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID, why);
  return FALSE;
}

/* A word listed twice would be drawn twice as often, and the strength that people are told wrong. */
static gboolean
take_word (HearthWordList *self, GHashTable *seen, const char *word, GError **error)
{
  guint n = g_hash_table_size (seen);
  gsize length = strlen (word);

  if (length == 0 || length > MAX_WORD_BYTES || strchr (word, ' ') != NULL)
    return refuse (error, "a list of words has a line that is not one word");
  if (n == HEARTH_WORD_LIST_SIZE)
    return refuse (error, "a list of words is too long");
  if (!g_hash_table_add (seen, (gpointer) word))
    return refuse (error, "a list of words names a word twice");
  self->words[n] = word;
  return TRUE;
}

static gboolean
cut (HearthWordList *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  char *next;

  for (char *line = self->text; line != NULL; line = next)
    {
      next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      if (*line == '#' || (*line == '\0' && next == NULL))
        continue;
      if (!take_word (self, seen, line, error))
        return FALSE;
    }
  if (g_hash_table_size (seen) != HEARTH_WORD_LIST_SIZE)
    return refuse (error, "a list of words is too short");
  return TRUE;
}

/**
 * hearth_word_list_new:
 * @text: one word a line, UTF-8; lines that begin with # are comments
 *
 * Returns: (transfer full): the list, or %NULL with %HEARTH_CRYPTO_ERROR_INVALID unless it has
 *   exactly %HEARTH_WORD_LIST_SIZE different words. Thread: any.
 */
HearthWordList *
hearth_word_list_new (GBytes *text, GError **error)
{
  g_autoptr (HearthWordList) self = NULL;
  gsize size;
  const char *bytes;

  g_return_val_if_fail (text != NULL, NULL);

  bytes = g_bytes_get_data (text, &size);
  if (size == 0 || !g_utf8_validate_len (bytes, size, NULL))
    {
      refuse (error, "a list of words is not UTF-8");
      return NULL;
    }
  self = g_new0 (HearthWordList, 1);
  self->text = g_strndup (bytes, size);
  self->words = g_new0 (const char *, HEARTH_WORD_LIST_SIZE);
  return cut (self, error) ? g_steal_pointer (&self) : NULL;
}

/** hearth_word_list_free: @self: (transfer full) */
void
hearth_word_list_free (HearthWordList *self)
{
  g_free (self->words);
  g_free (self->text);
  g_free (self);
}

/** hearth_word_list_get_word: @i: below %HEARTH_WORD_LIST_SIZE. Returns: (transfer none) */
const char *
hearth_word_list_get_word (const HearthWordList *self, guint i)
{
  g_return_val_if_fail (self != NULL && i < HEARTH_WORD_LIST_SIZE, NULL);

  return self->words[i];
}

/**
 * hearth_word_list_draw:
 * @n_words: from %HEARTH_WORD_LIST_MIN_WORDS to %HEARTH_WORD_LIST_MAX_WORDS
 *
 * Draws each word by itself from the system's random source, all alike likely.
 *
 * Returns: (transfer full): the words with one space between, no zero byte at the end. Thread: any.
 *   Source: security 6.
 */
HearthSecret *
hearth_word_list_draw (const HearthWordList *self, guint n_words)
{
  g_autoptr (HearthSecret) drawn = NULL;
  guint32 *indexes;
  HearthSecret *out;
  guint8 *end;
  gsize size;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n_words >= HEARTH_WORD_LIST_MIN_WORDS, NULL);
  g_return_val_if_fail (n_words <= HEARTH_WORD_LIST_MAX_WORDS, NULL);

  drawn = hearth_secret_new_zero (n_words * sizeof *indexes);
  indexes = (guint32 *) (gpointer) hearth_secret_peek_writable (drawn);
  size = n_words - 1;
  for (guint i = 0; i < n_words; i++)
    {
      indexes[i] = hearth_random_uniform (HEARTH_WORD_LIST_SIZE);
      size += strlen (self->words[indexes[i]]);
    }
  out = hearth_secret_new_zero (size);
  end = hearth_secret_peek_writable (out);
  for (guint i = 0; i < n_words; i++)
    {
      gsize length = strlen (self->words[indexes[i]]);

      if (i > 0)
        *end++ = ' ';
      memcpy (end, self->words[indexes[i]], length);
      end += length;
    }
  return out;
}

/** hearth_word_list_get_bits: Returns: the strength of @n_words drawn words, in bits. */
double
hearth_word_list_get_bits (guint n_words)
{
  return n_words * BITS_PER_WORD;
}
