/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-word-list.h"

#include <string.h>

static HearthWordList *
load (const char *name)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "words", name, NULL);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;
  HearthWordList *list;
  char *content;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  text = g_bytes_new_take (content, size);
  list = hearth_word_list_new (text, &error);
  g_assert_no_error (error);
  return list;
}

/* @n lines "w0", "w1" …, then @extra. */
static HearthWordList *
make (guint n, const char *extra, GError **error)
{
  GString *text = g_string_new ("# a comment\n");
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "w%u\n", i);
  g_string_append (text, extra);
  bytes = g_string_free_to_bytes (text);
  return hearth_word_list_new (bytes, error);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Without spaces the words could still be told apart, and typing one is never ended by another. */
static void
check_no_word_begins_another (const HearthWordList *list)
{
  g_autofree const char **words = g_new (const char *, HEARTH_WORD_LIST_SIZE);

  for (guint i = 0; i < HEARTH_WORD_LIST_SIZE; i++)
    words[i] = hearth_word_list_get_word (list, i);
  qsort (words, HEARTH_WORD_LIST_SIZE, sizeof *words, compare);
  for (guint i = 1; i < HEARTH_WORD_LIST_SIZE; i++)
    {
      if (g_str_has_prefix (words[i], words[i - 1]))
        g_error ("%s begins %s", words[i - 1], words[i]);
    }
}

static gboolean
is_ukrainian_letter (gunichar c)
{
  return (c >= 0x430 && c <= 0x44f && c != 0x44a && c != 0x44b && c != 0x44d) || c == 0x454 ||
         c == 0x456 || c == 0x457;
}

static void
test_the_english_words_can_be_typed_anywhere (void)
{
  g_autoptr (HearthWordList) list = load ("en.txt");

  for (guint i = 0; i < HEARTH_WORD_LIST_SIZE; i++)
    {
      const char *word = hearth_word_list_get_word (list, i);

      g_assert_cmpuint (strspn (word, "abcdefghijklmnopqrstuvwxyz-"), ==, strlen (word));
    }
  check_no_word_begins_another (list);
}

static void
test_the_ukrainian_words_have_ukrainian_letters_only (void)
{
  g_autoptr (HearthWordList) list = load ("uk.txt");

  for (guint i = 0; i < HEARTH_WORD_LIST_SIZE; i++)
    {
      const char *word = hearth_word_list_get_word (list, i);
      g_autofree char *normal = g_utf8_normalize (word, -1, G_NORMALIZE_NFKC);
      glong length = g_utf8_strlen (word, -1);

      g_assert_cmpstr (word, ==, normal);
      g_assert_cmpint (length, >=, 4);
      g_assert_cmpint (length, <=, 9);
      for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
        g_assert_true (is_ukrainian_letter (g_utf8_get_char (p)));
    }
  check_no_word_begins_another (list);
}

static void
test_a_list_of_another_length_is_refused (void)
{
  g_autoptr (GError) error = NULL;
  HearthWordList *whole = make (HEARTH_WORD_LIST_SIZE, "", &error);

  g_assert_no_error (error);
  g_assert_nonnull (whole);
  hearth_word_list_free (whole);
  g_assert_null (make (HEARTH_WORD_LIST_SIZE - 1, "", &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (make (HEARTH_WORD_LIST_SIZE, "one-more\n", &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID);
}

static void
test_a_word_twice_or_none_is_refused (void)
{
  static const char *const wrong[] = { "w7\n", "\n", "two words\n", "\xff\n",
                                       "a-word-that-is-longer-than-any-word-is\n" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (make (HEARTH_WORD_LIST_SIZE - 1, wrong[i], &error));
      g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID);
    }
}

static void
test_a_drawn_passphrase_is_words_of_the_list (void)
{
  g_autoptr (HearthWordList) list = load ("uk.txt");
  g_autoptr (GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < HEARTH_WORD_LIST_SIZE; i++)
    g_hash_table_add (words, (gpointer) hearth_word_list_get_word (list, i));
  for (guint n = HEARTH_WORD_LIST_MIN_WORDS; n <= HEARTH_WORD_LIST_MAX_WORDS; n++)
    {
      g_autoptr (HearthSecret) drawn = hearth_word_list_draw (list, n);
      g_autofree char *text = g_strndup ((const char *) hearth_secret_get_bytes (drawn),
                                         hearth_secret_get_size (drawn));
      g_auto (GStrv) parts = g_strsplit (text, " ", -1);

      g_assert_cmpuint (strlen (text), ==, hearth_secret_get_size (drawn));
      g_assert_cmpuint (g_strv_length (parts), ==, n);
      for (guint i = 0; i < n; i++)
        g_assert_true (g_hash_table_contains (words, parts[i]));
    }
}

/* 124,416 draws into 7,776 words: 16 each on average. That a fair draw leaves one out happens once in
 * a thousand runs; that it leaves out ten, never. A draw by a remainder or of a part of the list
 * leaves out hundreds. */
static void
test_every_word_is_drawn (void)
{
  g_autoptr (HearthWordList) list = make (HEARTH_WORD_LIST_SIZE, "", NULL);
  g_autofree guint *seen = g_new0 (guint, HEARTH_WORD_LIST_SIZE);
  guint n_never = 0;
  guint most = 0;

  for (guint draw = 0; draw < 5184; draw++)
    {
      g_autoptr (HearthSecret) drawn = hearth_word_list_draw (list, HEARTH_WORD_LIST_MAX_WORDS);
      g_autofree char *text = g_strndup ((const char *) hearth_secret_get_bytes (drawn),
                                         hearth_secret_get_size (drawn));
      g_auto (GStrv) parts = g_strsplit (text, " ", -1);

      for (guint i = 0; parts[i] != NULL; i++)
        seen[g_ascii_strtoull (parts[i] + 1, NULL, 10)]++;
    }
  for (guint i = 0; i < HEARTH_WORD_LIST_SIZE; i++)
    {
      n_never += seen[i] == 0;
      most = MAX (most, seen[i]);
    }
  g_assert_cmpuint (n_never, <, 10);
  g_assert_cmpuint (most, <, 64);
}

static void
test_the_strength_is_what_the_table_says (void)
{
  g_assert_cmpfloat_with_epsilon (hearth_word_list_get_bits (4), 51.7, 0.05);
  g_assert_cmpfloat_with_epsilon (hearth_word_list_get_bits (6), 77.5, 0.06);
  g_assert_cmpfloat_with_epsilon (hearth_word_list_get_bits (7), 90.5, 0.06);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/crypto/word-list/the-english-words-can-be-typed-anywhere",
                   test_the_english_words_can_be_typed_anywhere);
  g_test_add_func ("/crypto/word-list/the-ukrainian-words-have-ukrainian-letters-only",
                   test_the_ukrainian_words_have_ukrainian_letters_only);
  g_test_add_func ("/crypto/word-list/a-list-of-another-length-is-refused",
                   test_a_list_of_another_length_is_refused);
  g_test_add_func ("/crypto/word-list/a-word-twice-or-none-is-refused",
                   test_a_word_twice_or_none_is_refused);
  g_test_add_func ("/crypto/word-list/a-drawn-passphrase-is-words-of-the-list",
                   test_a_drawn_passphrase_is_words_of_the_list);
  g_test_add_func ("/crypto/word-list/every-word-is-drawn", test_every_word_is_drawn);
  g_test_add_func ("/crypto/word-list/the-strength-is-what-the-table-says",
                   test_the_strength_is_what_the_table_says);
  return g_test_run ();
}
