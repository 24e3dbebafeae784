/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-roster.h"

#include <string.h>

static HearthPackSet *packs;
static HearthDate today;

static HearthRoster *
read_bytes (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  HearthRoster *roster = hearth_roster_read (bytes, packs, NULL, &error);

  g_assert_no_error (error);
  return roster;
}

static HearthRoster *
read_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "rosters", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (data, length);
  return read_bytes (bytes);
}

static HearthRoster *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return read_bytes (bytes);
}

static const char *
get (GPtrArray *people, guint index, const char *field)
{
  return json_string_value (json_object_get (g_ptr_array_index (people, index), field));
}

/* All problems as one text: "row column code, ...". */
static char *
list_problems (HearthRoster *roster)
{
  g_autoptr (GPtrArray) problems = hearth_roster_check (roster, today);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const HearthRosterProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (out, "%s%u %s%s%s", i > 0 ? ", " : "", problem->row, problem->column,
                              *problem->column != '\0' ? " " : "", problem->code);
    }
  return g_string_free (out, FALSE);
}

static void
assert_fields (GPtrArray *people, guint index, const char *expected)
{
  g_autofree char *fields =
      json_dumps (g_ptr_array_index (people, index), JSON_COMPACT | JSON_SORT_KEYS);

  g_assert_cmpstr (fields, ==, expected);
}

static void
a_headquarters_list_is_read_whole (void)
{
  g_autoptr (HearthRoster) roster = read_fixture ("hq-list-2025-06-09.csv");
  g_autoptr (GPtrArray) people = hearth_roster_get_people (roster, today, NULL);
  g_autoptr (GPtrArray) problems = hearth_roster_check (roster, today);

  g_assert_cmpstr (hearth_roster_get_charset (roster), ==, "UTF-8");
  g_assert_cmpint (hearth_roster_get_delimiter (roster), ==, ';');
  g_assert_cmpuint (hearth_roster_get_n_rows (roster), ==, 60);
  g_assert_false (hearth_roster_problems_refuse (problems));
  g_assert_cmpuint (people->len, ==, 60);
  assert_fields (people, 0,
                 "{\"birth\":\"2004-09-15\",\"branch\":\"special-transport\",\"captured\":"
                 "\"2024-09-02\",\"captured_at\":\"Маріуполь\",\"category\":\"wounded\","
                 "\"condition\":\"stretcher\",\"given\":\"Віталій\",\"patronymic\":\"Ігорович\","
                 "\"rank\":\"sergeant\",\"surname\":\"Макетенко\",\"unit\":\"А1384\"}");
  g_assert_null (get (people, 1, "category"));
  g_assert_cmpstr (get (people, 59, "surname"), ==, "Зразковський");
}

static void
one_name_column_in_utf16_is_taken_apart (void)
{
  g_autoptr (HearthRoster) roster = read_fixture ("one-name-column.csv");
  g_autoptr (GPtrArray) people = hearth_roster_get_people (roster, today, NULL);
  g_autofree char *problems = list_problems (roster);

  g_assert_cmpstr (hearth_roster_get_charset (roster), ==, "UTF-16LE");
  g_assert_cmpint (hearth_roster_get_delimiter (roster), ==, '\t');
  g_assert_cmpstr (problems, ==, "");
  g_assert_cmpuint (people->len, ==, 40);
  assert_fields (
      people, 2,
      "{\"birth\":\"2001-06-08\",\"captured\":\"2023-06\",\"given\":\"Євген\","
      "\"name_source\":\"АПОСТРОФ\u02BCЄВ Євген Денисович\",\"patronymic\":\"Денисович\","
      "\"rank\":\"junior-sergeant\",\"surname\":\"Апостроф\u02BCєв\",\"unit\":\"А2331\"}");
  g_assert_cmpstr (get (people, 0, "note"), ==,
                   "тяжкопоранений, потребує \"лежачого\" місця;\nдив. картку");
}

static void
windows_1251_is_read_whole (void)
{
  g_autoptr (HearthRoster) roster = read_fixture ("windows-1251.csv");
  g_autoptr (GPtrArray) people = hearth_roster_get_people (roster, today, NULL);

  g_assert_cmpstr (hearth_roster_get_charset (roster), ==, "windows-1251");
  g_assert_cmpuint (people->len, ==, 45);
  g_assert_cmpstr (get (people, 1, "surname"), ==, "Єдинак");
  g_assert_cmpstr (get (people, 0, "birth"), ==, "2003-10-29");
}

static void
an_english_list_with_years_is_read_whole (void)
{
  g_autoptr (HearthRoster) roster = read_fixture ("english.csv");
  g_autoptr (GPtrArray) people = hearth_roster_get_people (roster, today, NULL);

  g_assert_cmpint (hearth_roster_get_delimiter (roster), ==, ',');
  g_assert_cmpuint (people->len, ==, 30);
  assert_fields (people, 0,
                 "{\"birth\":\"2000\",\"branch\":\"navy\",\"captured\":\"2022-07-11\",\"category\":"
                 "\"under-25\",\"given\":\"Denys\",\"rank\":\"soldier\",\"surname\":\"Umovnyi\"}");
}

static void
every_problem_is_named_by_row_and_column (void)
{
  g_autoptr (HearthRoster) roster = read_fixture ("with-problems.csv");
  g_autoptr (GPtrArray) problems = hearth_roster_check (roster, today);
  g_autoptr (GPtrArray) people = hearth_roster_get_people (roster, today, NULL);
  g_autofree char *listed = list_problems (roster);

  g_assert_cmpuint (hearth_roster_get_n_rows (roster), ==, 25);
  g_assert_cmpstr (listed, ==,
                   "4 Дата народження date-invalid, "
                   "6 Прізвище missing-surname, "
                   "8 Дата полону date-invalid, "
                   "10 Дата народження date-in-future, "
                   "12 too-few-cells, "
                   "15 duplicate-row, "
                   "19 Прізвище formula-text");
  g_assert_cmpuint (((HearthRosterProblem *) g_ptr_array_index (problems, 5))->other_row, ==, 14);
  g_assert_true (hearth_roster_problems_refuse (problems));
  g_assert_cmpuint (people->len, ==, 18);
}

static const struct
{
  const char *name;
  const char *text;
  const char *problems;
} problem_rows[] = {
  { "no-heading", "а;б\nв;г\n", "1 missing-column, 1 а column-not-taken, 1 б column-not-taken" },
  { "nobody", "Прізвище;Ім'я\n", "0 no-rows" },
  { "empty-file", "", "0 no-rows, 1 missing-column" },
  { "unknown-rank", "Прізвище;Звання\nУмовний;козак\n", "2 Звання unknown-value" },
  { "unknown-column", "Прізвище;Знак зодіаку\nУмовний;лев\n", "1 Знак зодіаку column-not-taken" },
  { "row-number-is-known", "№;Прізвище\n1;Умовний\n", "" },
  { "captured-before-birth", "Прізвище;Д.н.;Полон з\nУмовний;2004;2003\n",
    "2 Полон з captured-before-birth" },
  { "captured-in-the-year-of-birth-may-be", "Прізвище;Д.н.;Полон з\nУмовний;2004;2004\n", "" },
  { "released-before-captured", "Прізвище;Полон з;Дата обміну\nУмовний;05.2023;04.2023\n",
    "2 Дата обміну released-before-captured" },
  { "day-comes-first", "Прізвище;Д.н.\nУмовний;6/13/2000\n", "2 Д.н. date-invalid" },
  { "two-digit-years-are-no-dates", "Прізвище;Д.н.\nУмовний;09.06.00\n", "2 Д.н. date-invalid" },
  { "midnight-of-a-spreadsheet", "Прізвище;Д.н.\nУмовний;2000-06-09 00:00:00\n", "" },
  { "year-with-its-word", "Прізвище;Д.н.\nУмовний;09.06.2000 р.\nСкладений;2001 р.н.\n", "" },
  { "empty-date-of-spreadsheets", "Прізвище;Д.н.\nУмовний;01.01.1900\n",
    "2 Д.н. date-implausible" },
  { "today-is-not-the-future", "Прізвище;Полон з\nУмовний;09.06.2025\n", "" },
  { "tomorrow-is", "Прізвище;Полон з\nУмовний;10.06.2025\n", "2 Полон з date-in-future" },
  { "a-dash-is-nothing", "Прізвище;Полон з;Звання\nУмовний;—;-\n", "" },
  { "a-dash-is-no-surname", "Прізвище;Ім'я\n—;Іван\n", "2 Прізвище missing-surname" },
  { "digits-in-a-name", "Прізвище;Ім'я\nУмовний2;Іван\n", "2 Прізвище bad-name" },
  { "control-character", "Прізвище;Місце полону\nУмовний;Ба\x01хмут\n",
    "2 Місце полону control-character" },
  { "turned-writing", "Прізвище;Місце полону\nУмовний;\u202Eтумхаб\n",
    "2 Місце полону direction-character" },
  { "formula-in-a-place", "Прізвище;Місце полону\nУмовний;@SUM(A1)\n",
    "2 Місце полону formula-text" },
  { "a-telephone-is-no-formula", "Прізвище;Телефон\nУмовний;+380 44 000 00 00\n", "" },
  { "too-many-cells", "Прізвище;Ім'я\nУмовний;Іван;ще\n", "2 too-many-cells" },
  { "spare-delimiters-are-none", "Прізвище;Ім'я\nУмовний;Іван;;\n", "" },
  { "rows-count-as-in-a-spreadsheet",
    "Список від 09.06.2025;;\n;;\nПрізвище;Ім'я;Д.н.\nУмовний;Іван;2000\n;;\n;Петро;2001\n",
    "6 Прізвище missing-surname" },
  { "same-name-and-birthday-is-one-person",
    "ПІБ;Д.н.;В/ч\nУМОВНИЙ Іван;01.02.2000;А1\nУмовний Іван;2000-02-01;А2\n", "3 duplicate-row" },
  { "same-name-and-year-are-two-people",
    "ПІБ;Д.н.;В/ч\nУмовний Іван;2000;А1\nУмовний Іван;2000;А2\n", "" },
  { "category-against-the-age-at-capture",
    "Прізвище;Д.н.;Полон з;Категорія\nУмовний;1990;2023;до 25 років\n",
    "2 Категорія category-age" },
  { "category-before-the-birthday",
    "Прізвище;Д.н.;Дата обміну;Категорія\nУмовний;10.06.2000;09.06.2025;до 25 років\n", "" },
  { "category-on-the-birthday",
    "Прізвище;Д.н.;Дата обміну;Категорія\nУмовний;09.06.2000;09.06.2025;до 25 років\n",
    "2 Категорія category-age" },
  { "every-problem-of-a-row", "Прізвище;Д.н.;Звання\n;31.02.1999;козак\n",
    "2 Д.н. date-invalid, 2 Звання unknown-value, 2 Прізвище missing-surname" },
};

static void
names_problems (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (HearthRoster) roster = read_text (problem_rows[row].text);
  g_autofree char *problems = list_problems (roster);

  g_assert_cmpstr (problems, ==, problem_rows[row].problems);
}

static void
warnings_do_not_refuse (void)
{
  g_autoptr (HearthRoster) roster = read_text ("Прізвище;Знак зодіаку\nУмовний;лев\n");
  g_autoptr (GPtrArray) problems = hearth_roster_check (roster, today);
  g_autoptr (GPtrArray) people = hearth_roster_get_people (roster, today, NULL);

  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_false (hearth_roster_problems_refuse (problems));
  g_assert_cmpuint (people->len, ==, 1);
}

static void
a_mapping_can_be_changed (void)
{
  g_autoptr (HearthRoster) roster = read_text ("Хто;Звідки\nУМОВНИЙ Іван Петрович;Бахмут\n");
  g_autoptr (GPtrArray) people = NULL;

  g_assert_null (hearth_roster_get_mapping (roster, 0));
  g_assert_true (hearth_roster_set_mapping (roster, 0, "name"));
  g_assert_true (hearth_roster_set_mapping (roster, 0, "name"));
  g_assert_false (hearth_roster_set_mapping (roster, 1, "name"));
  g_assert_false (hearth_roster_set_mapping (roster, 1, "shoe_size"));
  g_assert_true (hearth_roster_set_mapping (roster, 1, "captured_at"));
  g_assert_cmpstr (hearth_roster_get_mapping (roster, 1), ==, "captured_at");
  people = hearth_roster_get_people (roster, today, NULL);
  g_assert_cmpuint (people->len, ==, 1);
  g_assert_cmpstr (get (people, 0, "surname"), ==, "Умовний");
  g_assert_cmpstr (get (people, 0, "captured_at"), ==, "Бахмут");
  g_assert_true (hearth_roster_set_mapping (roster, 1, NULL));
  g_assert_null (hearth_roster_get_mapping (roster, 1));
}

static void
defaults_fill_only_what_is_missing (void)
{
  g_autoptr (HearthRoster) roster =
      read_text ("Прізвище;Дата обміну\nУмовний;01.06.2025\nДругий;\n");
  json_auto_t *defaults = json_pack ("{s:s}", "released", "2025-06-09");
  g_autoptr (GPtrArray) people = hearth_roster_get_people (roster, today, defaults);

  g_assert_cmpstr (get (people, 0, "released"), ==, "2025-06-01");
  g_assert_cmpstr (get (people, 1, "released"), ==, "2025-06-09");
}

static void
every_field_can_be_mapped_and_has_a_heading (void)
{
  const char *const *fields = hearth_roster_get_fields ();

  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autofree char *id = g_strdelimit (g_strdup (fields[i]), "_", '-');

      if (strcmp (id, "event") != 0 && strcmp (id, "stage") != 0)
        g_assert_nonnull (hearth_pack_set_lookup (packs, "roster-heading", id));
    }
}

static void
unreadable_files_say_where (void)
{
  static const char text[] = "Прізвище;Ім'я\n\"Умовний\"ий;Іван\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  HearthCsvPosition position;

  g_assert_null (hearth_roster_read (bytes, packs, &position, &error));
  g_assert_error (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_INVALID);
  g_assert_cmpuint (position.row, ==, 2);
  g_assert_cmpuint (position.column, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = NULL;
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  packs = hearth_pack_set_load (dir, &error);
  g_assert_no_error (error);
  today = hearth_date_new (2025, 6, 9);

  g_test_add_func ("/roster/a-headquarters-list-is-read-whole", a_headquarters_list_is_read_whole);
  g_test_add_func ("/roster/one-name-column-in-utf16-is-taken-apart",
                   one_name_column_in_utf16_is_taken_apart);
  g_test_add_func ("/roster/windows-1251-is-read-whole", windows_1251_is_read_whole);
  g_test_add_func ("/roster/an-english-list-with-years-is-read-whole",
                   an_english_list_with_years_is_read_whole);
  g_test_add_func ("/roster/every-problem-is-named-by-row-and-column",
                   every_problem_is_named_by_row_and_column);
  for (guint i = 0; i < G_N_ELEMENTS (problem_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/roster/problems/%s", problem_rows[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), names_problems);
    }
  g_test_add_func ("/roster/warnings-do-not-refuse", warnings_do_not_refuse);
  g_test_add_func ("/roster/a-mapping-can-be-changed", a_mapping_can_be_changed);
  g_test_add_func ("/roster/defaults-fill-only-what-is-missing",
                   defaults_fill_only_what_is_missing);
  g_test_add_func ("/roster/every-field-can-be-mapped-and-has-a-heading",
                   every_field_can_be_mapped_and_has_a_heading);
  g_test_add_func ("/roster/unreadable-files-say-where", unreadable_files_say_where);
  status = g_test_run ();
  hearth_pack_set_unref (packs);
  return status;
}
