/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many invented people are found again in other spellings among invented strangers, and how many
 * strangers are offered with them. Prints both; fails below what was reached. */
#include "config.h"

#include "hearth-duplicates.h"
#include "hearth-search-query.h"
#include "hearth-test-rows.h"

#define N_STRANGERS 2000
#define MIN_PEOPLE 200

enum
{
  UKRAINIAN,
  RUSSIAN,
  LATIN,
  N_SPELLINGS,
};

typedef struct
{
  char **parts[N_SPELLINGS]; /* surname, given name, patronymic */
} Person;

typedef struct
{
  HearthDb *db;
  HearthGivenNames *names;
  GPtrArray *people; /* Person; the case of the first is 1 */
} Setup;

typedef struct
{
  guint n_asked, n_found, n_missed, n_strangers, n_with_strangers;
} Count;

static void
person_free (gpointer data)
{
  Person *person = data;

  for (guint i = 0; i < N_SPELLINGS; i++)
    g_strfreev (person->parts[i]);
  g_free (person);
}

static GPtrArray *
read_people (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "tests", "fixtures",
                                            "names", "people.txt", NULL);
  GPtrArray *people = g_ptr_array_new_with_free_func (person_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) spellings = g_strsplit (*line, "|", -1);
      Person *person;

      if (**line == '#' || **line == '\0')
        continue;
      g_assert_cmpuint (g_strv_length (spellings), ==, N_SPELLINGS);
      person = g_new0 (Person, 1);
      for (guint i = 0; i < N_SPELLINGS; i++)
        {
          person->parts[i] = g_strsplit (spellings[i], "/", -1);
          g_assert_cmpuint (g_strv_length (person->parts[i]), ==, 3);
        }
      g_ptr_array_add (people, person);
    }
  g_assert_cmpuint (people->len, >=, MIN_PEOPLE);
  return people;
}

static void
add (HearthDb *db, guint index, const char *surname, const char *given, const char *patronymic)
{
  g_autofree char *number = g_strdup_printf ("25-%04u-0", index);

  hearth_test_rows_add (db, "person", index, "number", number, "surname", surname, "given", given,
                        "patronymic", patronymic, NULL);
}

/* A small sequence of its own, so that the strangers are the same in every run. */
static guint
next_number (guint32 *state, guint n)
{
  *state = *state * 1664525 + 1013904223;
  return (*state >> 8) % n;
}

/* Somebody else of the same name could not be told apart by anybody. */
static gboolean
is_namesake (const Setup *setup, const char *surname, const char *given)
{
  g_autoptr (HearthNameKey) key = hearth_name_key_new (surname);

  for (guint i = 0; i < setup->people->len; i++)
    {
      char **parts = ((const Person *) setup->people->pdata[i])->parts[UKRAINIAN];
      g_autoptr (HearthNameKey) other = hearth_name_key_new (parts[0]);

      /* Зразкова's brother is Зразков. */
      if (g_str_equal (key->root, other->root) && g_str_equal (parts[1], given))
        return TRUE;
    }
  return FALSE;
}

/* Half have a surname of syllables; the others have the surname and the patronymic of somebody, as
 * brothers do, or the given name and the patronymic. */
static void
add_strangers (Setup *setup)
{
  static const char *const first[] = { "Бур", "Мол", "Дзи", "Кла", "Пло", "Тре",
                                       "Шму", "Хва", "Гру", "Лем", "Нур", "Фіс" };
  static const char *const second[] = {
    "ба", "ло", "ми", "ду", "не", "ки", "ра", "то", "зе", "пу"
  };
  static const char *const last[] = { "ленко", "рук", "ський", "вич", "нюк", "хов", "дій", "чак" };
  guint32 state = 2025;

  for (guint i = 0; i < N_STRANGERS; i++)
    {
      const Person *a = setup->people->pdata[next_number (&state, setup->people->len)];
      const Person *b = setup->people->pdata[next_number (&state, setup->people->len)];
      const guint index = setup->people->len + 1 + i;
      g_autofree char *surname =
          g_strconcat (first[next_number (&state, G_N_ELEMENTS (first))],
                       second[next_number (&state, G_N_ELEMENTS (second))],
                       last[next_number (&state, G_N_ELEMENTS (last))], NULL);

      if (i % 2 == 0)
        add (setup->db, index, surname, a->parts[UKRAINIAN][1], b->parts[UKRAINIAN][2]);
      else if (i % 4 == 1)
        add (setup->db, index, surname, a->parts[UKRAINIAN][1], a->parts[UKRAINIAN][2]);
      else if (!is_namesake (setup, a->parts[UKRAINIAN][0], b->parts[UKRAINIAN][1]))
        add (setup->db, index, a->parts[UKRAINIAN][0], b->parts[UKRAINIAN][1],
             a->parts[UKRAINIAN][2]);
      else
        add (setup->db, index, surname, b->parts[UKRAINIAN][1], NULL);
    }
}

static void
set_up (Setup *setup)
{
  g_autofree char *dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthPackSet) packs = hearth_pack_set_load (dir, &error);

  g_assert_no_error (error);
  setup->names = hearth_given_names_new (packs);
  setup->db = hearth_test_rows_open ();
  setup->people = read_people ();
  hearth_test_rows_exec (setup->db, "BEGIN");
  for (guint i = 0; i < setup->people->len; i++)
    {
      const Person *person = setup->people->pdata[i];

      add (setup->db, i + 1, person->parts[UKRAINIAN][0], person->parts[UKRAINIAN][1],
           person->parts[UKRAINIAN][2]);
    }
  add_strangers (setup);
  hearth_test_rows_exec (setup->db, "COMMIT");
}

static void
tear_down (Setup *setup)
{
  g_ptr_array_unref (setup->people);
  hearth_given_names_unref (setup->names);
  hearth_db_close (setup->db);
}

/* Own people who are namesakes of each other are no strangers: only cases after them are. */
static void
count_case (
    Count *count, const Setup *setup, const HearthId *found, guint asked, guint *n_strangers)
{
  const HearthId own = hearth_test_rows_case (asked);
  const guint index = (guint) found->bytes[0] << 24 | (guint) found->bytes[1] << 16 |
                      (guint) found->bytes[2] << 8 | found->bytes[3];

  if (hearth_id_equal (found, &own))
    count->n_found++;
  else if (index > setup->people->len)
    (*n_strangers)++;
}

static void
ask_for_duplicates (Setup *setup, guint asked, char **parts, gboolean has_patronymic, Count *count)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *person = json_pack ("{s:s, s:s}", "surname", parts[0], "given", parts[1]);
  g_autoptr (GPtrArray) found = NULL;
  guint n_strangers = 0;

  if (has_patronymic)
    json_object_set_new (person, "patronymic", json_string (parts[2]));
  found = hearth_duplicates_query (setup->db, setup->names, person, NULL, &error);
  g_assert_no_error (error);
  count->n_asked++;
  for (guint i = 0; i < found->len; i++)
    count_case (count, setup, &((HearthDuplicate *) found->pdata[i])->case_id, asked, &n_strangers);
  if (n_strangers > 0 || count->n_found < count->n_asked - count->n_missed)
    {
      count->n_missed = count->n_asked - count->n_found;
      g_test_message ("%s %s %s: %u strangers, %u missed so far", parts[0], parts[1], parts[2],
                      n_strangers, count->n_missed);
    }
  count->n_strangers += n_strangers;
  count->n_with_strangers += n_strangers > 0;
}

/* Half a word finds others too; who was meant comes first. */
static void
ask_to_search (Setup *setup, guint asked, char **parts, Count *count)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strconcat (parts[1], " ", parts[0], NULL);
  g_autoptr (HearthSearch) search = hearth_search_new (text, setup->names);
  g_autoptr (GPtrArray) hits = hearth_search_query_run (setup->db, search, 1, &error);
  guint n_strangers = 0;

  g_assert_no_error (error);
  count->n_asked++;
  for (guint i = 0; i < hits->len; i++)
    count_case (count, setup, &((HearthSearchHit *) hits->pdata[i])->case_id, asked, &n_strangers);
  count->n_strangers += n_strangers;
  count->n_with_strangers += n_strangers > 0;
}

/* Recall: how many of those asked for were found. Precision: how many of those found were asked for. */
static void
assert_figures (const char *what, const Count *count, double least_recall, double least_precision)
{
  const double recall = (double) count->n_found / count->n_asked;
  const double precision = (double) count->n_found / (count->n_found + count->n_strangers);

  g_test_message ("%s: %u asked, recall %.3f, precision %.3f, %u questions with strangers", what,
                  count->n_asked, recall, precision, count->n_with_strangers);
  g_assert_cmpfloat (recall, >=, least_recall);
  g_assert_cmpfloat (precision, >=, least_precision);
}

static void
people_are_found_again_in_other_spellings (void)
{
  Setup setup;
  Count russian = { 0 }, latin = { 0 }, bare = { 0 }, search = { 0 };

  set_up (&setup);
  for (guint i = 0; i < setup.people->len; i++)
    {
      Person *person = setup.people->pdata[i];

      ask_for_duplicates (&setup, i + 1, person->parts[RUSSIAN], TRUE, &russian);
      ask_for_duplicates (&setup, i + 1, person->parts[LATIN], TRUE, &latin);
      ask_for_duplicates (&setup, i + 1, person->parts[RUSSIAN], FALSE, &bare);
      ask_to_search (&setup, i + 1, person->parts[RUSSIAN], &search);
      ask_to_search (&setup, i + 1, person->parts[LATIN], &search);
    }
  assert_figures ("Russian", &russian, 0.98, 0.99);
  assert_figures ("Latin", &latin, 0.98, 0.99);
  assert_figures ("Russian without patronymic", &bare, 0.98, 0.99);
  assert_figures ("search, who comes first", &search, 0.98, 0.99);
  tear_down (&setup);
}

/* One letter left out, doubled or swapped with the next, in the surname. */
static char *
make_slip (const char *word, guint kind, guint at)
{
  g_autofree gunichar *letters = NULL;
  GString *slip = g_string_new (NULL);
  glong n;

  letters = g_utf8_to_ucs4_fast (word, -1, &n);
  at = 1 + at % (guint) (n - 2);
  for (guint i = 0; i < (guint) n; i++)
    {
      if (kind == 0 && i == at)
        continue;
      if (kind == 2 && i == at)
        {
          g_string_append_unichar (slip, letters[i + 1]);
          g_string_append_unichar (slip, letters[i++]);
          continue;
        }
      g_string_append_unichar (slip, letters[i]);
      if (kind == 1 && i == at)
        g_string_append_unichar (slip, 0x043E);
    }
  return g_string_free (slip, FALSE);
}

static void
a_slip_of_the_pen_loses_few (void)
{
  Setup setup;
  Count count = { 0 };

  set_up (&setup);
  for (guint i = 0; i < setup.people->len; i++)
    {
      Person *person = setup.people->pdata[i];
      g_autofree char *surname = make_slip (person->parts[RUSSIAN][0], i % 3, i);
      char *parts[] = { surname, person->parts[RUSSIAN][1], person->parts[RUSSIAN][2], NULL };

      ask_for_duplicates (&setup, i + 1, parts, TRUE, &count);
    }
  assert_figures ("Russian with a slip", &count, 0.9, 0.99);
  tear_down (&setup);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/name-recall/people-are-found-again-in-other-spellings",
                   people_are_found_again_in_other_spellings);
  g_test_add_func ("/name-recall/a-slip-of-the-pen-loses-few", a_slip_of_the_pen_loses_few);
  return g_test_run ();
}
