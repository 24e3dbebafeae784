/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-text.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *text;
  const char *expected;
} TextRow;

static const TextRow fold_rows[] = {
  { "capitals-fall", "МАКЕТЕНКО Віталій", "макетенко виталии" },
  { "apostrophes-vanish-ascii", "Знам'янка", "знамянка" },
  { "apostrophes-vanish-letter", "Знам\u02BCянка", "знамянка" },
  { "apostrophes-vanish-quote", "Знам\u2019янка", "знамянка" },
  { "apostrophes-vanish-grave", "Знам`янка", "знамянка" },
  { "ghe-with-upturn-meets-ghe", "Ґудзиченко", "гудзиченко" },
  { "ukrainian-and-russian-meet", "Евгений Мельников", "евгении мелников" },
  { "ye-is-e", "Євген", "евген" },
  { "hyphen-parts-words", "Нечуй-Левицький", "нечуи левицкии" },
  { "punctuation-parts-words", "ст. солдат, А1234", "ст солдат а1234" },
  { "latin-look-alikes-in-a-cyrillic-word", "Mакетенкo", "макетенко" },
  { "latin-unit-number", "A1234", "а1234" },
  { "a-latin-word-stays-latin", "Copec", "copec" },
  { "accents-fall-off-latin", "Élise Müller", "elise muller" },
  { "blanks-collapse", "  Іван\u00A0\t Умовний ", "иван умовнии" },
  { "decomposed-is-composed", "И\u0306\u0438", "ии" },
  { "nothing", "", "" },
  { "only-signs", "— «»", "" },
  { "not-utf8", "\xD0", "" },
};

static void
folds (gconstpointer data)
{
  const TextRow *row = data;
  g_autofree char *folded = hearth_text_fold (row->text);
  g_autofree char *again = hearth_text_fold (folded);

  g_assert_cmpstr (folded, ==, row->expected);
  g_assert_cmpstr (again, ==, folded);
}

static void
equal_is_equal_to_people (void)
{
  g_assert_true (hearth_text_equal ("о. Зміїний", "О.ЗМІЇНИЙ"));
  g_assert_true (hearth_text_equal ("Лук'ян", "ЛУК\u02BCЯН"));
  g_assert_false (hearth_text_equal ("Прикладний", "Прикладна"));
}

static void
sort_keys_follow_the_ukrainian_alphabet (void)
{
  static const char *const ordered[] = {
    "",          "1 стовпець", "Абзаценко",       "Вигаданко",    "Гіпотезюк",    "Ґудзиченко",
    "Дужченко",  "Ескізний",   "Єдинак",          "Заголовченко", "Зразковський", "Ивченко",
    "Імовірний", "Їжакевич",   "Йосипчук",        "Комаренко",    "Лан",          "Лань",
    "Ланюк",     "Нечуй",      "Нечуй-Левицький", "Нечуйвітер",   "Щедрівський",  "Юрківський",
    "Ярошенко",  "Abzatsenko", "Zhurskyi",
  };
  g_autofree char *before = hearth_text_sort_key (ordered[0]);

  for (guint i = 1; i < G_N_ELEMENTS (ordered); i++)
    {
      g_autofree char *key = hearth_text_sort_key (ordered[i]);

      if (strcmp (before, key) >= 0)
        g_test_fail_printf ("row %u does not sort after row %u", i, i - 1);
      g_free (before);
      before = g_steal_pointer (&key);
    }
}

static void
sort_keys_ignore_capitals_and_apostrophes (void)
{
  g_autofree char *a = hearth_text_sort_key ("АПОСТРОФ'ЄВ");
  g_autofree char *b = hearth_text_sort_key ("Апостроф\u02BCєв");

  g_assert_cmpstr (a, ==, b);
}

static void
sort_keys_keep_foreign_scripts_last_and_apart (void)
{
  g_autofree char *latin = hearth_text_sort_key ("z");
  g_autofree char *greek = hearth_text_sort_key ("\u03B1");
  g_autofree char *later = hearth_text_sort_key ("\u03B2");

  g_assert_cmpstr (latin, <, greek);
  g_assert_cmpstr (greek, <, later);
}

static void
clean_collapses_white_space (void)
{
  g_autofree char *clean = hearth_text_clean ("\u00A0 Іван\r\n\tУмовний\u2003");
  g_autofree char *composed = hearth_text_clean ("и\u0306");

  g_assert_cmpstr (clean, ==, "Іван Умовний");
  g_assert_cmpstr (composed, ==, "\u0439");
  g_assert_null (hearth_text_clean ("\xFF"));
}

static void
check_names_what_is_wrong (void)
{
  static const struct
  {
    const char *text;
    HearthTextShape shape;
    HearthTextIssue issue;
  } rows[] = {
    { "Лук'ян", HEARTH_TEXT_ONE_LINE, HEARTH_TEXT_FINE },
    { NULL, HEARTH_TEXT_ONE_LINE, HEARTH_TEXT_FINE },
    { "two\nlines", HEARTH_TEXT_ONE_LINE, HEARTH_TEXT_CONTROL },
    { "two\nlines\tand more", HEARTH_TEXT_MANY_LINES, HEARTH_TEXT_FINE },
    { "bell\a", HEARTH_TEXT_MANY_LINES, HEARTH_TEXT_CONTROL },
    { "\u202Egnp.exe", HEARTH_TEXT_ONE_LINE, HEARTH_TEXT_BIDI },
    { "\u2067x", HEARTH_TEXT_MANY_LINES, HEARTH_TEXT_BIDI },
    { "a\u200Bb", HEARTH_TEXT_ONE_LINE, HEARTH_TEXT_CONTROL },
    { "\uFEFFa", HEARTH_TEXT_ONE_LINE, HEARTH_TEXT_CONTROL },
    { "\u2028", HEARTH_TEXT_MANY_LINES, HEARTH_TEXT_CONTROL },
    { "\xC3", HEARTH_TEXT_ONE_LINE, HEARTH_TEXT_NOT_UTF8 },
    { "\xED\xA0\x80", HEARTH_TEXT_ONE_LINE, HEARTH_TEXT_NOT_UTF8 },
    { "longer than the bound", HEARTH_TEXT_ONE_LINE, HEARTH_TEXT_TOO_LONG },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (hearth_text_check (rows[i].text, 20, rows[i].shape), ==, rows[i].issue);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fold_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/text/fold/%s", fold_rows[i].name);

      g_test_add_data_func (path, &fold_rows[i], folds);
    }
  g_test_add_func ("/text/equal-is-equal-to-people", equal_is_equal_to_people);
  g_test_add_func ("/text/sort-keys-follow-the-ukrainian-alphabet",
                   sort_keys_follow_the_ukrainian_alphabet);
  g_test_add_func ("/text/sort-keys-ignore-capitals-and-apostrophes",
                   sort_keys_ignore_capitals_and_apostrophes);
  g_test_add_func ("/text/sort-keys-keep-foreign-scripts-last-and-apart",
                   sort_keys_keep_foreign_scripts_last_and_apart);
  g_test_add_func ("/text/clean-collapses-white-space", clean_collapses_white_space);
  g_test_add_func ("/text/check-names-what-is-wrong", check_names_what_is_wrong);
  return g_test_run ();
}
