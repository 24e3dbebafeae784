/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-match.h"

#include <string.h>

static HearthGivenNames *names;

static void
setup (void)
{
  g_autofree char *dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthPackSet) packs = hearth_pack_set_load (dir, &error);

  g_assert_no_error (error);
  names = hearth_given_names_new (packs);
}

static gboolean
has_reason (const HearthMatch *match, const char *id)
{
  for (guint i = 0; i < match->n_reasons; i++)
    if (g_str_equal (match->reasons[i].id, id))
      return TRUE;
  return FALSE;
}

/* Scores by hand from the weights: 0.45 surname, 0.2 given, 0.1 patronymic, over their sum. */
static const struct
{
  const char *a, *b;
  double least, most;
  const char *reason;
} text_rows[] = {
  /* clang-format off */
  { "Макетенко Олександр Миколайович", "Макетенко Олександр Миколайович", 1, 1, "surname-equal" },
  { "Макетенко Олександр Миколайович", "Макетенко Александр Николаевич", 1, 1, "patronymic-form" },
  { "Макетенко Олександр Миколайович", "Maketenko Oleksandr Mykolaiovych", 1, 1, "surname-spelling" },
  { "Макетенко Олександр Миколайович", "Сашко Макетенко", 0.98, 0.98, "given-diminutive" },
  { "Макетенко Олександр", "Alexander Maketenko", 1, 1, "given-form" },
  { "Зразкова Юлія Сергіївна", "Зразкова Юлия Сергеевна", 1, 1, "patronymic-form" },
  { "Вигаданий Яків Ілліч", "Выгаданный Яков Ильич", 1, 1, "patronymic-spelling" },
  { "Вигаданий Федір", "Vyhadanyi Fiodor", 1, 1, "given-form" },
  { "Макетенко Віктор", "Макетенко", 0.88, 0.88, "given-missing" },
  { "Макетенко Віктор Іванович", "Макетенко В. І.", 0.92, 0.92, "given-initial" },
  { "Макетенко В.І.", "В.І. Макетенко", 1, 1, "given-equal" },
  { "Вигада-Зразковий Іван", "Зразковий Іван", 0.89, 0.9, "surname-part" },
  { "Вигада-Зразковий Іван", "Зразковий-Вигада Іван", 1, 1, "surname-spelling" },
  { "Макетенко Іван", "Макитенко Іван", 0.93, 0.99, "surname-similar" },
  { "Макетенко Іван", "Макенетко Іван", 0.8, 0.87, "surname-similar" },
  { "Умовний Рашид Мамед огли", "Мамед огли Рашид Умовний", 1, 1, "surname-spelling" },
  { "Зразкова Олена", "Зразков Олена", 0.98, 0.98, "surname-ending" },
  /* Against it. */
  { "Макетенко Олександр", "Макетенко Олексій", 0, 0.5, "given-differs" },
  { "Макетенко Олександр", "Макетенко Олександра", 0, 0.5, "given-differs" },
  { "Макетенко Ярослав", "Макетенко Святослав", 0, 0.5, "given-differs" },
  { "Макетенко Іван Петрович", "Макетенко Іван Павлович", 0, 0.7, "patronymic-differs" },
  { "Макетенко Іван Петрович", "Макетенко Степан Петрович", 0, 0.6, "given-differs" },
  { "Іваненко Іван", "Іващенко Іван", 0, 0.87, "surname-similar" },
  { "Гак Іван", "Гай Іван", 0, 0.2, "surname-differs" },
  { "Макетенко Іван", "Зразковий Іван", 0, 0.2, "surname-differs" },
  { "Макетенко", "Віктор", 0, 0, NULL },
  { "", "", 0, 0, NULL },
  { "Макетенко", "", 0, 0, NULL },
  /* clang-format on */
};

static void
whole_names_are_compared_part_by_part (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (text_rows); i++)
    {
      g_autoptr (HearthMatchPerson) a = hearth_match_person_new_from_text (names, text_rows[i].a);
      g_autoptr (HearthMatchPerson) b = hearth_match_person_new_from_text (names, text_rows[i].b);
      HearthMatch match, turned;

      hearth_match_compare (a, b, &match);
      hearth_match_compare (b, a, &turned);
      g_test_message ("%s | %s: %.2f", text_rows[i].a, text_rows[i].b, match.score);
      for (guint j = 0; j < match.n_reasons; j++)
        g_test_message ("  %s %.2f", match.reasons[j].id, match.reasons[j].points);
      if (match.score < text_rows[i].least || match.score > text_rows[i].most)
        g_test_fail_printf ("%s and %s: %.2f", text_rows[i].a, text_rows[i].b, match.score);
      g_assert_cmpfloat (match.score, ==, turned.score);
      if (text_rows[i].reason != NULL && !has_reason (&match, text_rows[i].reason))
        g_test_fail_printf ("%s and %s: no %s", text_rows[i].a, text_rows[i].b,
                            text_rows[i].reason);
    }
}

static const struct
{
  HearthMatchFacts a, b;
  double least, most;
  const char *reason;
} fact_rows[] = {
  /* clang-format off */
  { { .surname = "Макетенко", .given = "Іван", .birth = "1990-05-04" },
    { .surname = "Макетенко", .given = "Иван", .birth = "1990-05-04" }, 1, 1, "birth-equal" },
  { { .surname = "Макетенко", .given = "Іван", .birth = "1990-05-04" },
    { .surname = "Макетенко", .given = "Иван", .birth = "1990" }, 0.98, 0.98, "birth-fits" },
  { { .surname = "Макетенко", .given = "Іван", .birth = "1990-05-04" },
    { .surname = "Макетенко", .given = "Иван", .birth = "1990-04-05" }, 0.9, 0.92, "birth-near" },
  { { .surname = "Макетенко", .given = "Іван", .birth = "1990-05-04" },
    { .surname = "Макетенко", .given = "Иван", .birth = "1972-01-01" }, 0, 0.74, "birth-differs" },
  { { .surname = "Макетенко", .birth = "1990-05-04" },
    { .surname = "Макетенко", .given = "Іван", .birth = "1990-05-04" }, 0.95, 0.95, "given-missing" },
  { { .surname = "Іван", .given = "Макетенко" },
    { .surname = "Макетенко", .given = "Іван" }, 0.97, 0.97, "order-swapped" },
  { { .surname = "Макетенко", .given = "Іван", .unit = "в/ч А-1234" },
    { .surname = "Макетенко", .given = "Іван", .unit = "A1234" }, 1, 1, "unit-equal" },
  { { .surname = "Макетенко", .given = "Іван", .unit = "А1234" },
    { .surname = "Макетенко", .given = "Іван", .unit = "А4321" }, 0.86, 0.88, "unit-differs" },
  { { .surname = "Макетенко", .given = "Іван", .phone = "+38 (067) 000-11-22" },
    { .surname = "Макитенко", .given = "Іван", .phone = "0670001122" }, 0.9, 1, "phone-equal" },
  { { .surname = "Макетенко", .given = "Іван", .call_sign = "Тиша" },
    { .surname = "Макетенко", .given = "Ваня", .call_sign = "тиша" }, 0.98, 1, "call-sign-equal" },
  { { .surname = "Мухін", .given = "Іван", .spellings = { "Schreibweise Ivan", NULL } },
    { .surname = "Шрайбвайзе", .given = "Іван", .spellings = { NULL, "Мухин Иван" } }, 1, 1,
    "given-equal" },
  { { .surname = "Зразкова", .given = "Олена", .patronymic = "Петрівна", .birth = "1990-05-04" },
    { .surname = "Вигадана", .given = "Олена", .patronymic = "Петрівна", .birth = "1990-05-04" },
    0.8, 0.8, "surname-changed" },
  { { .surname = "Зразков", .given = "Іван", .patronymic = "Петрович", .birth = "1990-05-04" },
    { .surname = "Вигаданий", .given = "Іван", .patronymic = "Петрович", .birth = "1990-05-04" },
    0, 0.5, "surname-differs" },
  /* clang-format on */
};

static void
birth_unit_and_telephone_count_too (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (fact_rows); i++)
    {
      g_autoptr (HearthMatchPerson) a = hearth_match_person_new (names, &fact_rows[i].a);
      g_autoptr (HearthMatchPerson) b = hearth_match_person_new (names, &fact_rows[i].b);
      HearthMatch match;

      hearth_match_compare (a, b, &match);
      g_test_message ("row %u: %.2f", i, match.score);
      for (guint j = 0; j < match.n_reasons; j++)
        g_test_message ("  %s %.2f", match.reasons[j].id, match.reasons[j].points);
      if (match.score < fact_rows[i].least || match.score > fact_rows[i].most ||
          !has_reason (&match, fact_rows[i].reason))
        g_test_fail_printf ("row %u: %.2f", i, match.score);
    }
}

/* The points are the explanation of the score: they add up to it. */
static void
points_add_up_to_the_score (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (text_rows); i++)
    {
      g_autoptr (HearthMatchPerson) a = hearth_match_person_new_from_text (names, text_rows[i].a);
      g_autoptr (HearthMatchPerson) b = hearth_match_person_new_from_text (names, text_rows[i].b);
      HearthMatch match;
      double sum = 0;

      hearth_match_compare (a, b, &match);
      for (guint j = 0; j < match.n_reasons; j++)
        sum += match.reasons[j].points;
      if (match.score > 0)
        g_assert_cmpfloat_with_epsilon (sum, match.score, 0.025);
    }
}

static void
assert_same_keys (const char *a, const char *b)
{
  g_auto (GStrv) left = hearth_given_names_fold (names, a);
  g_auto (GStrv) right = hearth_given_names_fold (names, b);
  g_autofree char *joined_left = g_strjoinv (" ", left), *joined_right = g_strjoinv (" ", right);

  g_assert_cmpstr (joined_left, ==, joined_right);
}

static void
spellings_of_one_name_have_the_same_keys (void)
{
  assert_same_keys ("Макетенко Олександр Миколайович", "Александр Николаевич МАКЕТЕНКО");
  assert_same_keys ("Макетенко Олександр Миколайович", "Maketenko Oleksandr Mykolaiovych");
  assert_same_keys ("Макетенко Діма Миколайович", "Nikolaevich Dmitriy Maketenko");
}

/* Domain 6.5 lists these. */
static void
given_names_are_forms_of_one_another (void)
{
  static const char *const rows[][10] = {
    { "Денис", "Denys", "Denis", NULL },
    { "Олександр", "Александр", "Oleksandr", "Olexandr", "Aleksandr", "Alexander", "Alexandr",
      "Сашко", "Саня", NULL },
    { "Олексій", "Алексей", "Oleksii", "Oleksiy", "Alexey", "Aleksey", "Alexei", NULL },
    { "Дмитро", "Дмитрий", "Dmytro", "Dmitry", "Dmitriy", "Dima", NULL },
    { "Сергій", "Сергей", "Serhii", "Serhiy", "Sergei", "Sergey", NULL },
    { "Андрій", "Андрей", "Andrii", "Andriy", "Andrey", "Andrei", NULL },
    { "Володимир", "Владимир", "Volodymyr", "Vladimir", "Wolodymyr", "Vova", NULL },
    { "Євген", "Евгений", "Yevhen", "Evhen", "Evgeny", "Yevgeniy", "Eugene", NULL },
    { "Юрій", "Юрий", "Yurii", "Yuriy", "Yuri", "Yury", NULL },
    { "Микола", "Николай", "Mykola", "Nikolay", "Nikolai", "Nicholas", NULL },
    { "Михайло", "Михаил", "Mykhailo", "Mikhail", "Mihail", NULL },
    { "Ігор", "Игорь", "Ihor", "Igor", NULL },
    { "Павло", "Павел", "Pavlo", "Pavel", NULL },
    { "Віталій", "Виталий", "Vitalii", "Vitaliy", NULL },
    { "Василь", "Василий", "Vasyl", "Vasily", "Vasiliy", NULL },
    { "Григорій", "Григорий", "Hryhorii", "Grigory", NULL },
    { "Артем", "Артём", "Artem", "Artyom", NULL },
    { "Максим", "Maksym", "Maxim", NULL },
    { "Святослав", "Sviatoslav", "Svyatoslav", NULL },
    { "Тетяна", "Татьяна", "Tetiana", "Tetyana", "Tatiana", NULL },
    { "Олена", "Елена", "Olena", "Elena", "Yelena", NULL },
    { "Наталія", "Наталья", "Nataliia", "Natalia", "Natalya", NULL },
    { "Ганна", "Анна", "Hanna", "Anna", NULL },
    { "Катерина", "Екатерина", "Kateryna", "Ekaterina", NULL },
    { "Світлана", "Светлана", "Svitlana", "Svetlana", NULL },
    { "Людмила", "Liudmyla", "Ludmila", NULL },
    { "Оксана", "Ксения", "Oksana", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 1; rows[i][j] != NULL; j++)
      {
        g_autoptr (HearthMatchPerson) a = hearth_match_person_new_from_text (names, rows[i][0]);
        g_autoptr (HearthMatchPerson) b = hearth_match_person_new_from_text (names, rows[i][j]);
        HearthMatch match;

        hearth_match_compare (a, b, &match);
        if (match.score < 0.95)
          g_test_fail_printf ("%s and %s: %.2f", rows[i][0], rows[i][j], match.score);
      }
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  setup ();
  g_test_add_func ("/match/whole-names-are-compared-part-by-part",
                   whole_names_are_compared_part_by_part);
  g_test_add_func ("/match/birth-unit-and-telephone-count-too", birth_unit_and_telephone_count_too);
  g_test_add_func ("/match/points-add-up-to-the-score", points_add_up_to_the_score);
  g_test_add_func ("/match/spellings-of-one-name-have-the-same-keys",
                   spellings_of_one_name_have_the_same_keys);
  g_test_add_func ("/match/given-names-are-forms-of-one-another",
                   given_names_are_forms_of_one_another);
  result = g_test_run ();
  hearth_given_names_unref (names);
  return result;
}
