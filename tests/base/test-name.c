/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-name.h"

/* The examples of the annex to resolution 55 of 2010-01-27, then our own for what it does not show. */
static const struct
{
  const char *name;
  const char *latin;
} latin_rows[] = {
  /* clang-format off */
  { "Алушта", "Alushta" },           { "Андрій", "Andrii" },
  { "Борщагівка", "Borshchahivka" }, { "Борисенко", "Borysenko" },
  { "Вінниця", "Vinnytsia" },        { "Володимир", "Volodymyr" },
  { "Гадяч", "Hadiach" },            { "Богдан", "Bohdan" },
  { "Згурський", "Zghurskyi" },      { "Ґалаґан", "Galagan" },
  { "Ґорґани", "Gorgany" },          { "Донецьк", "Donetsk" },
  { "Дмитро", "Dmytro" },            { "Рівне", "Rivne" },
  { "Олег", "Oleh" },                { "Есмань", "Esman" },
  { "Єнакієве", "Yenakiieve" },      { "Гаєвич", "Haievych" },
  { "Короп'є", "Koropie" },          { "Житомир", "Zhytomyr" },
  { "Жанна", "Zhanna" },             { "Жежелів", "Zhezheliv" },
  { "Закарпаття", "Zakarpattia" },   { "Казимирчук", "Kazymyrchuk" },
  { "Медвин", "Medvyn" },            { "Михайленко", "Mykhailenko" },
  { "Іванків", "Ivankiv" },          { "Іващенко", "Ivashchenko" },
  { "Їжакевич", "Yizhakevych" },     { "Кадиївка", "Kadyivka" },
  { "Мар'їне", "Marine" },           { "Йосипівка", "Yosypivka" },
  { "Стрий", "Stryi" },              { "Олексій", "Oleksii" },
  { "Київ", "Kyiv" },                { "Коваленко", "Kovalenko" },
  { "Лебедин", "Lebedyn" },          { "Леонід", "Leonid" },
  { "Миколаїв", "Mykolaiv" },        { "Маринич", "Marynych" },
  { "Ніжин", "Nizhyn" },             { "Наталія", "Nataliia" },
  { "Одеса", "Odesa" },              { "Онищенко", "Onyshchenko" },
  { "Полтава", "Poltava" },          { "Петро", "Petro" },
  { "Решетилівка", "Reshetylivka" }, { "Рибчинський", "Rybchynskyi" },
  { "Суми", "Sumy" },                { "Соломія", "Solomiia" },
  { "Тернопіль", "Ternopil" },       { "Троць", "Trots" },
  { "Ужгород", "Uzhhorod" },         { "Уляна", "Uliana" },
  { "Фастів", "Fastiv" },            { "Філіпчук", "Filipchuk" },
  { "Харків", "Kharkiv" },           { "Христина", "Khrystyna" },
  { "Біла Церква", "Bila Tserkva" }, { "Стеценко", "Stetsenko" },
  { "Чернівці", "Chernivtsi" },      { "Шевченко", "Shevchenko" },
  { "Шостка", "Shostka" },           { "Кишеньки", "Kyshenky" },
  { "Щербухи", "Shcherbukhy" },      { "Гоща", "Hoshcha" },
  { "Гаращенко", "Harashchenko" },   { "Юрій", "Yurii" },
  { "Корюківка", "Koriukivka" },     { "Яготин", "Yahotyn" },
  { "Ярошенко", "Yaroshenko" },      { "Костянтин", "Kostiantyn" },
  { "Знам'янка", "Znamianka" },      { "Феодосія", "Feodosiia" },
  { "Згорани", "Zghorany" },         { "Розгон", "Rozghon" },

  { "Нечуй-Левицький", "Nechui-Levytskyi" },
  { "Щастя", "Shchastia" },
  { "ЩЕДРІВСЬКИЙ Юлія", "SHCHEDRIVSKYI Yuliia" },
  { "ЗГУРСЬКИЙ", "ZGHURSKYI" },
  { "Я. Ґ.", "Ya. G." },
  { "Апостроф\u02BCєв", "Apostrofiev" },
  { "АПОСТРОФ\u2019ЄВ", "APOSTROFIEV" },
  { "Артём", "Artiom" },
  { "O'Neil", "O'Neil" },
  { "", "" },
  /* clang-format on */
};

static void
latin_is_resolution_55 (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (latin_rows); i++)
    {
      g_autofree char *latin = hearth_name_to_latin (latin_rows[i].name);

      g_assert_cmpstr (latin, ==, latin_rows[i].latin);
    }
}

/* Every letter at the beginning of a word and inside it; what begins a word beside the beginning of the text;
 * and the note of the table on зг in all its capitals. */
static const struct
{
  const char *name;
  const char *latin;
} position_rows[] = {
  /* clang-format off */
  { "Аа Бб Вв Гг Ґґ Дд Ее", "Aa Bb Vv Hh Gg Dd Ee" },
  { "Єє", "Yeie" },
  { "Жж Зз Ии Іі", "Zhzh Zz Yy Ii" },
  { "Її", "Yii" },
  { "Йй", "Yi" },
  { "Кк Лл Мм Нн Оо Пп Рр Сс Тт Уу Фф", "Kk Ll Mm Nn Oo Pp Rr Ss Tt Uu Ff" },
  { "Хх Цц Чч Шш Щщ", "Khkh Tsts Chch Shsh Shchshch" },
  { "Юю", "Yuiu" },
  { "Яя", "Yaia" },
  { "аьа а'а а\u2019а а\u02BCа", "aa aa aa aa" },
  { "яблунева-яблунева яблунева", "yabluneva-yabluneva yabluneva" },
  { "Юлія-Їжак Єва", "Yuliia-Yizhak Yeva" },
  { "В'ячеслав, З'їздовий, Об'єктов", "Viacheslav, Zizdovyi, Obiektov" },
  { "Знайомий Йосиф", "Znaiomyi Yosyf" },
  { "Згода ЗГОДА зГода зГОДА", "Zghoda ZGHODA zGhoda zGHODA" },
  { "Розгін роз-гін", "Rozghin roz-hin" },
  { "Щ щ ЩУКА", "Shch shch SHCHUKA" },
  { "ЮРІЙ Ю. Я.", "YURII Yu. Ya." },
  /* clang-format on */
};

static void
letters_depend_on_their_position (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (position_rows); i++)
    {
      g_autofree char *latin = hearth_name_to_latin (position_rows[i].name);

      if (!g_str_equal (latin, position_rows[i].latin))
        g_test_fail_printf ("%s, not %s", latin, position_rows[i].latin);
    }
}

static void
case_is_put_right_where_it_is_one (void)
{
  static const struct
  {
    const char *name;
    const char *fixed;
  } rows[] = {
    { "КРАПКОВИЙ", "Крапковий" },
    { "крапковий", "Крапковий" },
    { "НЕЧУЙ-ЛЕВИЦЬКИЙ", "Нечуй-Левицький" },
    { "О'НІЛ", "О'Ніл" },
    { "АПОСТРОФ\u02BCЄВ", "Апостроф\u02BCєв" },
    { "ЇЖАКЕВИЧ", "Їжакевич" },
    { "МакНіл", "МакНіл" },
    { "Мамед ОГЛИ", "Мамед огли" },
    { "  ІВАН \u00A0 ПЕТРОВИЧ ", "Іван Петрович" },
    { "В.", "В." },
    { "SMITH-JONES", "Smith-Jones" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *fixed = hearth_name_fix_case (rows[i].name);

      g_assert_cmpstr (fixed, ==, rows[i].fixed);
    }
  g_assert_null (hearth_name_fix_case ("\xD0"));
}

static void
one_column_is_taken_apart (void)
{
  static const struct
  {
    const char *full, *surname, *given, *patronymic;
  } rows[] = {
    { "ТЕСТЮК Ростислав Миколайович", "Тестюк", "Ростислав", "Миколайович" },
    { "Тестюк Ростислав Миколайович", "Тестюк", "Ростислав", "Миколайович" },
    { "ТЕСТЮК РОСТИСЛАВ МИКОЛАЙОВИЧ", "Тестюк", "Ростислав", "Миколайович" },
    { "Ростислав Миколайович ТЕСТЮК", "Тестюк", "Ростислав", "Миколайович" },
    { "ЩЕДРІВСЬКИЙ Лук'ян Юрійович", "Щедрівський", "Лук'ян", "Юрійович" },
    { "ТЕСТЮК Ростислав", "Тестюк", "Ростислав", NULL },
    { "ТЕСТЮК", "Тестюк", NULL, NULL },
    { "Тестюк Р. М.", "Тестюк", "Р.", "М." },
    { "Тестюк Р.М.", "Тестюк", "Р.М.", NULL },
    { "НЕЧУЙ ЛЕВИЦЬКИЙ Іван Семенович", "Нечуй Левицький", "Іван", "Семенович" },
    { "УМОВНИЙ Мамед Рашид огли", "Умовний", "Мамед", "Рашид огли" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *surname = NULL, *given = NULL, *patronymic = NULL;

      g_assert_true (hearth_name_split (rows[i].full, &surname, &given, &patronymic));
      g_assert_cmpstr (surname, ==, rows[i].surname);
      g_assert_cmpstr (given, ==, rows[i].given);
      g_assert_cmpstr (patronymic, ==, rows[i].patronymic);
    }
}

static void
nothing_is_no_name (void)
{
  char *surname, *given, *patronymic;

  g_assert_false (hearth_name_split (" \u00A0 ", &surname, &given, &patronymic));
  g_assert_null (surname);
  g_assert_null (given);
  g_assert_null (patronymic);
}

static void
plausible_names_have_letters_only (void)
{
  g_assert_true (hearth_name_is_plausible ("О'Ніл-Крапка"));
  g_assert_true (hearth_name_is_plausible ("В."));
  g_assert_false (hearth_name_is_plausible (""));
  g_assert_false (hearth_name_is_plausible ("\u02BC"));
  g_assert_false (hearth_name_is_plausible ("=HYPERLINK(\"x\")"));
  g_assert_false (hearth_name_is_plausible ("Крапковий 2"));
  g_assert_false (hearth_name_is_plausible ("Крап\u202Eковий"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/name/latin-is-resolution-55", latin_is_resolution_55);
  g_test_add_func ("/name/letters-depend-on-their-position", letters_depend_on_their_position);
  g_test_add_func ("/name/case-is-put-right-where-it-is-one", case_is_put_right_where_it_is_one);
  g_test_add_func ("/name/one-column-is-taken-apart", one_column_is_taken_apart);
  g_test_add_func ("/name/nothing-is-no-name", nothing_is_no_name);
  g_test_add_func ("/name/plausible-names-have-letters-only", plausible_names_have_letters_only);
  return g_test_run ();
}
