/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-passphrase.h"

#include <string.h>

typedef struct
{
  HearthPassphraseVerdict verdict;
  const char *text;
} Case;

static HearthCommonPieces *
load (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "words", "common.txt", NULL);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;
  HearthCommonPieces *pieces;
  char *content;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  text = g_bytes_new_take (content, size);
  pieces = hearth_common_pieces_new (text, &error);
  g_assert_no_error (error);
  return pieces;
}

static HearthPassphraseVerdict
judge (const HearthCommonPieces *common, const char *text)
{
  g_autoptr (HearthSecret) secret = hearth_secret_new ((const guint8 *) text, strlen (text));

  return hearth_passphrase_judge (secret, common);
}

static void
test_each_rule_has_its_word (void)
{
  static const Case cases[] = {
    { HEARTH_PASSPHRASE_SHORT, "" },
    { HEARTH_PASSPHRASE_SHORT, "nineteen letters ok" },
    { HEARTH_PASSPHRASE_GOOD, "a heron steps over wet" },
    { HEARTH_PASSPHRASE_GOOD, "чапля ступає через мокре" },
    { HEARTH_PASSPHRASE_SHORT, "чапля ступає ще раз" },
    { HEARTH_PASSPHRASE_MONOTONOUS, "abcabcabdabdabeabeabfabf" },
    { HEARTH_PASSPHRASE_MONOTONOUS, "аааааааааааааааааааааааа" },
    { HEARTH_PASSPHRASE_COMMON, "qwertyuiopqwertyuiop!!!" },
    { HEARTH_PASSPHRASE_COMMON, "Йцукенгшщзхї-йцукенгшщзхї" },
    { HEARTH_PASSPHRASE_COMMON, "PASSWORD password PassWord xyz" },
    { HEARTH_PASSPHRASE_COMMON, "Слава Україні, Слава Україні!" },
    { HEARTH_PASSPHRASE_COMMON, "Шпиталь. Шпиталь! Шпиталь: дорога" },
    { HEARTH_PASSPHRASE_COMMON, "Олександр/Олександр/2002?" },
    { HEARTH_PASSPHRASE_DIGITS, "1987-04-16 2001-05-29 Ля" },
    { HEARTH_PASSPHRASE_REPEATED, "ivoryquanthivoryquanth" },
    /* One common piece among others does no harm. */
    { HEARTH_PASSPHRASE_GOOD, "password of seven grey herons" },
    { HEARTH_PASSPHRASE_GOOD, "Ірпінь, дев'ять чапель у жовтому" },
  };
  g_autoptr (HearthCommonPieces) common = load ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (judge (common, cases[i].text), ==, cases[i].verdict);
    }
}

/* Full-width letters and ligatures look like others and count as them after normalising. */
static void
test_other_forms_of_letters_are_judged_alike (void)
{
  g_autoptr (HearthCommonPieces) common = load ();

  g_assert_cmpint (judge (common, "ｑｗｅｒｔｙｕｉｏｐｑｗｅｒｔｙｕｉｏｐ!!!"), ==,
                   HEARTH_PASSPHRASE_COMMON);
}

static void
test_what_is_too_long_or_no_text_is_no_passphrase (void)
{
  g_autoptr (HearthCommonPieces) common = load ();
  g_autofree char *longest = g_strnfill (HEARTH_PASSPHRASE_MAX_CHARS, 'x');
  g_autofree char *longer = g_strnfill (HEARTH_PASSPHRASE_MAX_CHARS + 1, 'x');
  g_autofree char *huge = g_strnfill (100000, 'x');

  g_assert_cmpint (judge (common, longest), ==, HEARTH_PASSPHRASE_MONOTONOUS);
  g_assert_cmpint (judge (common, longer), ==, HEARTH_PASSPHRASE_LONG);
  g_assert_cmpint (judge (common, huge), ==, HEARTH_PASSPHRASE_LONG);
  g_assert_cmpint (judge (common, "\xff\xfe and twenty more characters"), ==,
                   HEARTH_PASSPHRASE_SHORT);
}

static void
test_a_wrong_list_is_refused (void)
{
  static const char *const wrong[] = { "Upper\n", "abc\n", "two words\n", "\xff\xff\xff\xff\n",
                                       "" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GBytes) text = g_bytes_new_static (wrong[i], strlen (wrong[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (hearth_common_pieces_new (text, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == HEARTH_CRYPTO_ERROR);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/crypto/passphrase/each-rule-has-its-word", test_each_rule_has_its_word);
  g_test_add_func ("/crypto/passphrase/other-forms-of-letters-are-judged-alike",
                   test_other_forms_of_letters_are_judged_alike);
  g_test_add_func ("/crypto/passphrase/what-is-too-long-or-no-text-is-no-passphrase",
                   test_what_is_too_long_or_no_text_is_no_passphrase);
  g_test_add_func ("/crypto/passphrase/a-wrong-list-is-refused", test_a_wrong_list_is_refused);
  return g_test_run ();
}
