/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-search-text.h"

#include "hearth-text.h"

#include <string.h>

/* Fewer consonants are shared by too many. */
#define MIN_SKELETON 3
/* Digits of a longer word by which it is called too: "1234" for А1234. */
#define MIN_DIGITS 3

/* Numbers of our country: 380 and nine digits, or 0 and the nine. */
#define COUNTRY "380"
#define SUBSCRIBER_DIGITS 9

static void
append_word (GString *words, const char *mark, const char *word, gsize n)
{
  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append (words, mark);
  g_string_append_len (words, word, (gssize) n);
}

static gboolean
has_text (GPtrArray *texts, const char *text)
{
  return g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL);
}

/**
 * hearth_search_text_list_skeletons:
 *
 * Two names that differ by one consonant, put in, left out or changed, have one of these in common.
 *
 * Returns: (transfer full) (element-type utf8): the skeleton of @key and those with one sound less, marked;
 *   empty if it is too short to tell anybody apart. Thread: any.
 */
GPtrArray *
hearth_search_text_list_skeletons (const HearthNameKey *key)
{
  GPtrArray *skeletons = g_ptr_array_new_with_free_func (g_free);
  gsize n;

  g_return_val_if_fail (key != NULL, skeletons);

  n = strlen (key->skeleton);
  if (n < MIN_SKELETON)
    return skeletons;
  g_ptr_array_add (skeletons, g_strconcat (HEARTH_SEARCH_MARK_SKELETON, key->skeleton, NULL));
  for (gsize i = 0; n > MIN_SKELETON && i < n; i++)
    {
      GString *shorter = g_string_new (HEARTH_SEARCH_MARK_SKELETON);

      g_string_append_len (shorter, key->skeleton, (gssize) i);
      g_string_append (shorter, key->skeleton + i + 1);
      if (has_text (skeletons, shorter->str))
        g_string_free (shorter, TRUE);
      else
        g_ptr_array_add (skeletons, g_string_free (shorter, FALSE));
    }
  return skeletons;
}

static void
append_keys (GString *words, const char *text)
{
  g_autoptr (GPtrArray) keys = hearth_name_keys (text);

  for (guint i = 0; i < keys->len; i++)
    {
      const HearthNameKey *key = g_ptr_array_index (keys, i);
      g_autoptr (GPtrArray) skeletons = hearth_search_text_list_skeletons (key);

      append_word (words, HEARTH_SEARCH_MARK_LETTERS, key->letters, strlen (key->letters));
      for (char **other = key->others; other != NULL && *other != NULL; other++)
        append_word (words, HEARTH_SEARCH_MARK_LETTERS, *other, strlen (*other));
      append_word (words, HEARTH_SEARCH_MARK_ROOT, key->root, strlen (key->root));
      for (guint j = 0; j < skeletons->len; j++)
        append_word (words, "", skeletons->pdata[j], strlen (skeletons->pdata[j]));
    }
}

static gboolean
is_digits (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* A telephone is typed with the country or without. */
static void
append_subscriber (GString *words, const char *digits)
{
  const gsize n = strlen (digits);
  const char *subscriber = NULL;

  if (g_str_has_prefix (digits, COUNTRY) && n == strlen (COUNTRY) + SUBSCRIBER_DIGITS)
    subscriber = digits + strlen (COUNTRY);
  else if (*digits == '0' && n == SUBSCRIBER_DIGITS + 1)
    subscriber = digits + 1;
  if (subscriber == NULL)
    return;
  append_word (words, "", subscriber, SUBSCRIBER_DIGITS);
  append_word (words, "0", subscriber, SUBSCRIBER_DIGITS);
  append_word (words, COUNTRY, subscriber, SUBSCRIBER_DIGITS);
}

/* The digits of "а1234", and "а1234" of "а 1234". */
static void
append_parts (GString *words, char **parts)
{
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *digits = strpbrk (parts[i], "0123456789");
      const gsize n = digits != NULL ? strspn (digits, "0123456789") : 0;

      if (digits != parts[i] && n >= MIN_DIGITS)
        append_word (words, "", digits, n);
      if (digits == parts[i] && i > 0 && g_utf8_strlen (parts[i - 1], -1) == 1 &&
          !is_digits (parts[i - 1]))
        append_word (words, parts[i - 1], parts[i], strlen (parts[i]));
    }
}

static void
append_codes (GString *words, const char *folded)
{
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  g_autofree char *joined = g_strjoinv ("", parts);

  append_parts (words, parts);
  if (parts[0] != NULL && parts[1] != NULL)
    append_word (words, "", joined, strlen (joined));
  if (is_digits (joined))
    append_subscriber (words, joined);
}

/**
 * hearth_search_text_make:
 * @field: a searched one
 * @text: its value
 *
 * Returns: (transfer full): words parted by blanks, those that are typed before those that are derived;
 *   "" if @text has none. Thread: any.
 */
char *
hearth_search_text_make (const HearthField *field, const char *text)
{
  g_autofree char *folded = NULL;
  GString *words;

  g_return_val_if_fail (field != NULL && text != NULL, NULL);

  folded = hearth_text_fold (text);
  words = g_string_new (folded);
  if (field->flags & HEARTH_FIELD_NAME)
    append_keys (words, text);
  if (field->flags & HEARTH_FIELD_CODE)
    append_codes (words, folded);
  return g_string_free (words, FALSE);
}
