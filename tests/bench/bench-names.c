/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names among many cases: every key of a search as it is typed, who may be the same for one person, and all
 * pairs. On rows in memory. One line a measure: name, milliseconds of CPU, and as a ratio to reading every
 * name once in the same run. */
#include "config.h"

#include "hearth-case-query.h"
#include "hearth-duplicates.h"
#include "hearth-search-query.h"
#include "hearth-test-rows.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define HITS 50

typedef struct
{
  HearthDb *db;
  HearthGivenNames *names;
  double base_ms;
} Bench;

static double
now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
fail_on (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
report (const Bench *bench, const char *name, double ms)
{
  g_print ("%-44s %10.2f ms %8.3f\n", name, ms, ms / bench->base_ms);
}

static guint
next_number (guint32 *state, guint n)
{
  *state = *state * 1664525 + 1013904223;
  return (*state >> 8) % n;
}

/* Some 40 000 surnames, of which a few are common, and given names as they are. */
static void
fill (HearthDb *db, guint n_people)
{
  static const char *const first[] = { "Бур", "Мол", "Дзи", "Кла", "Пло", "Тре", "Шму", "Хва",
                                       "Гру", "Лем", "Нур", "Фіс", "Вер", "Жма", "Скі", "Юло" };
  static const char *const second[] = { "ба", "ло", "ми", "ду", "не", "ки", "ра", "то",
                                        "зе", "пу", "га", "ве", "сі", "ча", "ту", "шо" };
  static const char *const last[] = { "ленко", "рук", "ський", "вич",   "нюк", "хов",
                                      "дій",   "чак", "мар",   "цький", "шин", "бей" };
  static const char *const given[] = { "Олександр", "Сергій", "Андрій", "Володимир", "Микола",
                                       "Юрій",      "Іван",   "Дмитро", "Максим",    "Тарас",
                                       "Роман",     "Назар",  "Олег",   "Павло",     "Денис" };
  static const char *const fathers[] = { "Іванович",   "Петрович",      "Миколайович",
                                         "Сергійович", "Олександрович", "Васильович" };
  static const guint codes[] = { 50, 63, 66, 67, 68, 73, 93, 95, 96, 97, 98, 99 };
  guint32 state = 7;

  hearth_test_rows_exec (db, "BEGIN");
  for (guint i = 1; i <= n_people; i++)
    {
      const gboolean is_common = next_number (&state, 4) == 0;
      g_autofree char *surname = g_strconcat (first[next_number (&state, is_common ? 3 : 16)],
                                              second[next_number (&state, is_common ? 3 : 16)],
                                              is_common ? "" : second[next_number (&state, 16)],
                                              last[next_number (&state, is_common ? 3 : 12)], NULL);
      g_autofree char *number = g_strdup_printf ("25-%06u-0", i);
      g_autofree char *unit = g_strdup_printf ("А%04u", 1000 + next_number (&state, 900));
      g_autofree char *phone =
          g_strdup_printf ("+380 %u %07u", codes[next_number (&state, G_N_ELEMENTS (codes))],
                           next_number (&state, 10000000));
      g_autofree char *birth =
          g_strdup_printf ("%u-%02u-%02u", 1965 + next_number (&state, 40),
                           1 + next_number (&state, 12), 1 + next_number (&state, 28));

      hearth_test_rows_add (db, "person", i, "number", number, "surname", surname, "given",
                            given[next_number (&state, G_N_ELEMENTS (given))], "patronymic",
                            fathers[next_number (&state, G_N_ELEMENTS (fathers))], "birth", birth,
                            "unit", unit, "phone", phone, NULL);
    }
  hearth_test_rows_exec (db, "COMMIT");
}

/* What any answer that looks at everybody costs at least. */
static double
read_everybody (HearthDb *db)
{
  const double start = now_ms ();
  GError *error = NULL;
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (
      db, "SELECT surname, given, patronymic FROM core.person WHERE gone = 0", &error);
  gboolean has_row = TRUE;
  gsize n_bytes = 0;

  fail_on (error);
  while (hearth_stmt_step (stmt, &has_row, &error) && has_row)
    n_bytes += strlen (hearth_stmt_get_text (stmt, 0));
  fail_on (error);
  g_assert_cmpuint (n_bytes, >, 0);
  return now_ms () - start;
}

static double
time_hits (const Bench *bench, const char *text)
{
  const double start = now_ms ();
  GError *error = NULL;
  g_autoptr (HearthSearch) search = hearth_search_new (text, bench->names);
  g_autoptr (GPtrArray) hits = hearth_search_query_run (bench->db, search, HITS, &error);

  fail_on (error);
  return now_ms () - start;
}

/* As the list asks: row ids in the order of names, then the first rows. */
static double
time_list (const Bench *bench, const char *text)
{
  const double start = now_ms ();
  GError *error = NULL;
  g_autoptr (HearthSearch) search = hearth_search_new (text, bench->names);
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  hearth_case_query_set_search (query, search);
  ids = hearth_case_query_run (bench->db, query, &error);
  fail_on (error);
  rows = hearth_case_query_rows (bench->db, (const gint64 *) (gpointer) ids->data,
                                 MIN (ids->len, HITS), HEARTH_DATE_NONE, &error);
  fail_on (error);
  return now_ms () - start;
}

/* Every key of a text, one after the other; the slowest counts. */
static void
type (const Bench *bench, const char *text)
{
  double slowest_hits = 0, slowest_list = 0;
  g_autofree char *hits_name = g_strdup_printf ("search, slowest key of \"%s\"", text);
  g_autofree char *list_name = g_strdup_printf ("list, slowest key of \"%s\"", text);

  for (glong n = 1; n <= g_utf8_strlen (text, -1); n++)
    {
      g_autofree char *typed = g_utf8_substring (text, 0, n);

      slowest_hits = MAX (slowest_hits, time_hits (bench, typed));
      slowest_list = MAX (slowest_list, time_list (bench, typed));
    }
  report (bench, hits_name, slowest_hits);
  report (bench, list_name, slowest_list);
}

static void
find_one (const Bench *bench)
{
  json_auto_t *person = json_pack ("{s:s, s:s, s:s, s:s}", "surname", "Бурбаленко", "given", "Саша",
                                   "birth", "1990-05-05", "unit", "А1234");
  double start = now_ms ();
  GError *error = NULL;
  g_autoptr (GPtrArray) found =
      hearth_duplicates_query (bench->db, bench->names, person, NULL, &error);

  fail_on (error);
  report (bench, "duplicates of one, with a common surname", now_ms () - start);
}

static void
sweep (const Bench *bench, guint n_people)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthDb) db = hearth_test_rows_open ();
  g_autoptr (GPtrArray) pairs = NULL;
  double start;

  fill (db, n_people);
  start = now_ms ();
  pairs = hearth_duplicates_sweep (db, bench->names, &error);
  fail_on (error);
  report (bench, "sweep", now_ms () - start);
  g_print ("%u people, %u pairs that may be one person\n", n_people, pairs->len);
}

int
main (int argc, char *argv[])
{
  const guint n_people = argc > 1 ? (guint) atoi (argv[1]) : 100000;
  const guint n_swept = argc > 2 ? (guint) atoi (argv[2]) : 20000;
  static const char *const typed[] = {
    "Бурбаленко Олександр", "Klamyrenko", "Сашко Молло", "067123", "А1234", "Бурбаленго"
  };
  g_autofree char *dir = hearth_pack_default_dir ();
  GError *error = NULL;
  g_autoptr (HearthPackSet) packs = hearth_pack_set_load (dir, &error);
  Bench bench = { NULL };
  double start = now_ms ();

  fail_on (error);
  bench.names = hearth_given_names_new (packs);
  bench.db = hearth_test_rows_open ();
  fill (bench.db, n_people);
  g_print ("%u people written with their search entries in %.0f ms\n", n_people, now_ms () - start);
  bench.base_ms = read_everybody (bench.db);
  report (&bench, "every name read once", bench.base_ms);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    type (&bench, typed[i]);
  find_one (&bench);
  sweep (&bench, n_swept);
  hearth_db_close (bench.db);
  hearth_given_names_unref (bench.names);
  return 0;
}
