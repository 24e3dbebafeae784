/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-name-key.h"

#include <string.h>

#define MAX_SPELLINGS 9
/* The last rows mix scripts; what half of such a word is, nobody can say. */
#define N_MIXED_ROWS 3

/* Spellings of one word: Ukrainian, Russian, resolution 55, then what other papers write. */
static const char *const equal_rows[][MAX_SPELLINGS] = {
  /* clang-format off */
  { "Шевченківець", "Шевченкивец", "Shevchenkivets", "Szewczenkiwec", NULL },
  { "Марія", "Мария", "Mariia", "Maria", "Mariya", "Marija", "Marya", NULL },
  { "Мар'яна", "Марьяна", "Mariana", "Maryana", "Marjana", "МАР’ЯНА", NULL },
  { "Андрієнко", "Андриенко", "Andriienko", "Andrienko", "Andriyenko", "Andrijenko", NULL },
  { "Юрій", "Юрий", "Yurii", "Yuriy", "Yuri", "Yury", "Jurij", "Iurii", NULL },
  { "Михайло", "Михайло", "Mykhailo", "Mykhaylo", "Mihajlo", "Mychajlo", NULL },
  { "Ігор", "Игорь", "Ihor", "Igor", "Igor'", NULL },
  { "Щедрий", "Щедрый", "Shchedryi", "Schedryi", "Szczedryj", "Schtschedryj", "Shchedry", NULL },
  { "Хмельницький", "Хмельницкий", "Khmelnytskyi", "Khmelnitsky", "Hmelnickij", "Chmelnyckyj", NULL },
  { "Згурський", "Згурский", "Zghurskyi", "Zgurskiy", "Zgursky", NULL },
  { "Ґанок", "Ганок", "Hanok", "Ganok", NULL },
  { "Корольов", "Королёв", "Koroliov", "Korolyov", "Koroloff", NULL },
  { "Людмила", "Людмила", "Liudmyla", "Ludmila", "Lyudmila", "Ljudmila", NULL },
  { "Наталія", "Наталья", "Nataliia", "Natalya", "Natalia", "Natalja", NULL },
  { "Знам'янка", "Знам\u02BCянка", "Знам’янка", "Знам`янка", "Знамянка", "Znamianka", NULL },
  { "Ілля", "Илья", "Illia", "Illya", "Ilya", "Ilja", NULL },
  { "Жук", "Жук", "Zhuk", "Juk", "Żuk", "Žuk", NULL },
  { "Братський", "Братский", "Bratskyi", "Bratsky", NULL },
  { "Євтух", "Евтух", "Yevtukh", "Evtukh", "Jewtuch", "Ievtukh", NULL },
  { "Ковальчук", "Ковальчук", "Kovalchuk", "Kowalczuk", "Kovalčuk", NULL },
  { "Ганна", "Ганна", "Hanna", "Ganna", "Hana", NULL },
  { "Заїка", "Заика", "Zaika", "Zayika", NULL },
  { "Їжакевич", "Ижакевич", "Yizhakevych", "Izhakevich", NULL },
  { "Олексій", "Олексий", "Oleksii", "Oleksiy", "Olexiy", "Oleksij", NULL },
  { "Костянтин", "Костянтин", "Kostiantyn", "Kostyantyn", NULL },
  /* Latin letters in a Cyrillic word, Cyrillic ones in a Latin word, a whole word on the wrong keyboard. */
  { "Маkетенkо", "Макетенко", "Maketenko", "Mаkеtеnkо", NULL },
  { "Остап", "Octaп", "OCTAП", "Ocтап", NULL },
  { "Тарас", "TAPAC", NULL },
  /* clang-format on */
};

static HearthNameKey *
make_key (const char *word)
{
  HearthNameKey *key = hearth_name_key_new (word);

  g_assert_nonnull (key);
  return key;
}

static void
spellings_of_one_word_have_one_key (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (equal_rows); i++)
    {
      g_autoptr (HearthNameKey) first = make_key (equal_rows[i][0]);

      for (guint j = 1; equal_rows[i][j] != NULL; j++)
        {
          g_autoptr (HearthNameKey) key = make_key (equal_rows[i][j]);

          g_test_message ("%s %s: %s %s", equal_rows[i][0], equal_rows[i][j], first->letters,
                          key->letters);
          if (!hearth_name_key_equal (first, key))
            g_test_fail_printf ("%s (%s) and %s (%s)", equal_rows[i][0], first->letters,
                                equal_rows[i][j], key->letters);
        }
    }
}

static void
other_words_have_other_keys (void)
{
  static const char *const rows[][2] = {
    { "Марина", "Марія" },    { "Іванов", "Іваненко" }, { "Ольга", "Олег" },
    { "Петренко", "Петрук" }, { "Максим", "Максимко" }, { "Шило", "Жило" },
    { "Данило", "Данилко" },  { "Чорний", "Черненко" }, { "Цибуля", "Сибуля" },
    { "Василь", "Василина" }, { "Роман", "Романа" },    { "Коваль", "Ковалів" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HearthNameKey) a = make_key (rows[i][0]), b = make_key (rows[i][1]);

      g_test_message ("%s %s", a->letters, b->letters);
      g_assert_false (hearth_name_key_equal (a, b));
    }
}

static void
endings_of_sex_and_language_leave_one_root (void)
{
  static const char *const rows[][4] = {
    { "Ковальський", "Ковальська", "Ковальская", "Kowalska" },
    { "Іванов", "Іванова", "Ivanova", "Ivanoff" },
    { "Безрідний", "Безрідна", "Bezridna", "Безридный" },
    { "Соловій", "Соловей", "Soloviy", "Solovey" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 1; j < 4; j++)
      {
        g_autoptr (HearthNameKey) a = make_key (rows[i][0]), b = make_key (rows[i][j]);

        g_test_message ("%s %s", rows[i][0], rows[i][j]);
        g_assert_cmpstr (a->root, ==, b->root);
      }
}

static void
a_slip_in_a_vowel_leaves_the_skeleton (void)
{
  g_autoptr (HearthNameKey) right = make_key ("Макетенко"), wrong = make_key ("Макитинко");

  g_assert_cmpstr (right->letters, ==, "maketenko");
  g_assert_cmpstr (right->root, ==, "maketenk");
  g_assert_cmpstr (right->skeleton, ==, "mktnk");
  g_assert_null (right->others);
  g_assert_cmpstr (wrong->letters, !=, right->letters);
  g_assert_cmpstr (wrong->skeleton, ==, right->skeleton);
}

static void
words_are_parted_by_blanks_and_hyphens (void)
{
  g_autoptr (GPtrArray) keys = hearth_name_keys (" Вигада-Зразковий  О'Ніл, 25 В.І.");
  static const char *const expected[] = { "vihada", "zrazkovi", "onil", "v", "i" };

  g_assert_cmpuint (keys->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < keys->len; i++)
    g_assert_cmpstr (((HearthNameKey *) g_ptr_array_index (keys, i))->letters, ==, expected[i]);
}

static void
what_is_no_word_has_no_key (void)
{
  g_autoptr (GPtrArray) bad = hearth_name_keys ("\xD0");
  g_autoptr (GPtrArray) many = NULL;
  GString *text = g_string_new (NULL);

  g_assert_cmpuint (bad->len, ==, 0);
  g_assert_null (hearth_name_key_new (""));
  g_assert_null (hearth_name_key_new (" 12-34 ʼ ь "));
  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "аб ");
  many = hearth_name_keys (text->str);
  g_assert_cmpuint (many->len, ==, HEARTH_NAME_KEY_MAX_WORDS);
  g_string_assign (text, "");
  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "аб");
  g_ptr_array_unref (many);
  many = hearth_name_keys (text->str);
  g_assert_cmpuint (many->len, ==, 1);
  g_assert_cmpuint (strlen (((HearthNameKey *) g_ptr_array_index (many, 0))->letters), ==,
                    HEARTH_NAME_KEY_MAX_LETTERS);
  g_string_free (text, TRUE);
}

/* Whoever types finds the word at every letter, in whichever script. */
static void
a_beginning_is_one_of_the_whole (void)
{
  guint n_prefixes = 0;

  for (guint i = 0; i < G_N_ELEMENTS (equal_rows) - N_MIXED_ROWS; i++)
    {
      g_autoptr (HearthNameKey) whole = make_key (equal_rows[i][0]);

      for (guint j = 1; equal_rows[i][j] != NULL; j++)
        {
          const char *word = equal_rows[i][j];
          g_autoptr (HearthNameKey) key = make_key (word);

          if (!g_str_equal (key->letters, whole->letters))
            continue;
          for (glong n = 2; n <= g_utf8_strlen (word, -1); n++)
            {
              g_autofree char *typed = g_utf8_substring (word, 0, n);
              g_autofree char *begin = hearth_name_key_begin (typed);

              if (begin == NULL)
                continue;
              n_prefixes++;
              if (!g_str_has_prefix (whole->letters, begin))
                g_test_fail_printf ("%s of %s: %s", typed, whole->letters, begin);
            }
        }
    }
  g_assert_cmpuint (n_prefixes, >, 300);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/name-key/spellings-of-one-word-have-one-key",
                   spellings_of_one_word_have_one_key);
  g_test_add_func ("/name-key/other-words-have-other-keys", other_words_have_other_keys);
  g_test_add_func ("/name-key/endings-of-sex-and-language-leave-one-root",
                   endings_of_sex_and_language_leave_one_root);
  g_test_add_func ("/name-key/a-slip-in-a-vowel-leaves-the-skeleton",
                   a_slip_in_a_vowel_leaves_the_skeleton);
  g_test_add_func ("/name-key/words-are-parted-by-blanks-and-hyphens",
                   words_are_parted_by_blanks_and_hyphens);
  g_test_add_func ("/name-key/what-is-no-word-has-no-key", what_is_no_word_has_no_key);
  g_test_add_func ("/name-key/a-beginning-is-one-of-the-whole", a_beginning_is_one_of_the_whole);
  return g_test_run ();
}
