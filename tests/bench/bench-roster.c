/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of people from its bytes to cases with plans, and back: reading, checking, looking for who is here
 * already, writing, taking back. Beside it plain SQLite writes as many rows of the same size under the same
 * indexes. One JSON document on standard output; times in milliseconds, "cpu_" ones of the whole process,
 * memory in MiB. */
#include "config.h"

#include "bench-moment.h"
#include "bench-plain.h"

#include "hearth-json.h"
#include "hearth-roster.h"
#include "hearth-test-vault.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#define LINE_BYTES "SELECT avg (length (line)) FROM core.journal WHERE case_id <> zeroblob (16)"
#define STEPS "SELECT count (*) FROM core.step"

static void
report_peak (json_t *figures, const char *name)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  json_object_set_new (figures, name, json_integer (usage.ru_maxrss / 1024));
}

/* Surnames of three syllables: as many as there are people, and as alike as real ones are. */
static void
append_surname (GString *csv, guint i)
{
  static const char *const syllables[] = { "ба", "ве", "ги", "до", "жу", "за", "ки", "ла", "ме",
                                           "ни", "по", "ру", "са", "те", "фі", "хо", "ча", "шу",
                                           "ща", "юр", "яс", "бо", "ва", "га", "ди", "же", "зо" };
  const guint n = G_N_ELEMENTS (syllables);

  g_string_append_printf (csv, "%s%s%s%s", syllables[i % n], syllables[i / n % n],
                          syllables[i / n / n % n], i % 3 == 0 ? "нко" : "вич");
}

static GBytes *
make_list (guint n_people)
{
  static const char *const given[] = { "Іван",   "Петро", "Остап", "Лук’ян", "Данило",
                                       "Андрій", "Тарас", "Марко", "Яким",   "Назар" };
  static const char *const ranks[] = { "солдат", "сержант", "старший солдат", "матрос" };
  GString *csv = g_string_new ("Прізвище;Ім’я;По батькові;Дата народження;Звання;Частина;"
                               "Дата полону;Дата звільнення\r\n");

  for (guint i = 0; i < n_people; i++)
    {
      append_surname (csv, i);
      g_string_append_printf (csv, ";%s;%sович;%02u.%02u.%u;%s;А%04u;16.05.2022;09.06.2025\r\n",
                              given[i % G_N_ELEMENTS (given)], given[i / 7 % 3], 1 + i % 28,
                              1 + i / 28 % 12, 1970 + i % 33, ranks[i % G_N_ELEMENTS (ranks)],
                              i % 300);
    }
  return g_string_free_to_bytes (csv);
}

typedef struct
{
  HearthGivenNames *names;
  GPtrArray *people;
} Looking;

static gpointer
find_on_reader (HearthDb *db, gpointer data, GError **error)
{
  const Looking *looking = data;

  return hearth_roster_find_duplicates (db, looking->names, looking->people, error);
}

static GPtrArray *
read_people (HearthTestVault *vault, GBytes *bytes, json_t *figures)
{
  g_autoptr (GError) error = NULL;
  HearthDate today = hearth_clock_today (vault->clock);
  BenchMoment start = bench_moment_now ();
  g_autoptr (HearthRoster) roster = hearth_roster_read (bytes, vault->packs, NULL, &error);
  g_autoptr (GPtrArray) problems = NULL;
  GPtrArray *people;

  g_assert_no_error (error);
  problems = hearth_roster_check (roster, today);
  people = hearth_roster_get_people (roster, today, NULL);
  g_assert_cmpuint (people->len, ==, hearth_roster_get_n_rows (roster));
  bench_moment_report (figures, "check", start);
  return people;
}

static void
find_duplicates (HearthTestVault *vault, GPtrArray *people, json_t *figures)
{
  g_autoptr (GError) error = NULL;
  Looking looking = { hearth_context_get_given_names (vault->context), people };
  BenchMoment start = bench_moment_now ();
  g_autoptr (GPtrArray) found = hearth_store_read (vault->store, find_on_reader, &looking, &error);

  g_assert_no_error (error);
  bench_moment_report (figures, "duplicates", start);
}

/* Of what was imported, so that plain SQLite writes as much. */
static void
report_sizes (HearthTestVault *vault, guint n_people, json_t *figures)
{
  json_object_set_new (figures, "steps_each",
                       json_integer (hearth_test_vault_query_int (vault, STEPS) / n_people));
  json_object_set_new (figures, "line_bytes",
                       json_integer (hearth_test_vault_query_int (vault, LINE_BYTES)));
}

static gint64
write_plain (HearthTestVault *vault, guint n_people, json_t *figures)
{
  g_autofree char *path = g_build_filename (vault->folder, "plain.db", NULL);
  guint n_steps = (guint) json_integer_value (json_object_get (figures, "steps_each"));
  gsize line_bytes = (gsize) json_integer_value (json_object_get (figures, "line_bytes"));
  BenchPlain *plain = bench_plain_open (path, 1);
  BenchMoment start = bench_moment_now ();
  gint64 cpu;

  bench_plain_import (plain, n_people, n_steps, line_bytes);
  cpu = bench_moment_report (figures, "plain", start);
  bench_plain_close (plain);
  return cpu;
}

static void
take_back (HearthTestVault *vault, HearthChangeSet *imported, json_t *figures)
{
  g_autoptr (GError) error = NULL;
  BenchMoment start = bench_moment_now ();
  g_autoptr (HearthChangeSet) undone =
      hearth_store_execute (vault->store, hearth_change_set_get_inverse (imported), &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (undone), ==, HEARTH_RESULT_DONE);
  bench_moment_report (figures, "undo", start);
  report_peak (figures, "peak_undo_mib");
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthTestVault) vault = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (HearthChangeSet) imported = NULL;
  g_autofree char *text = NULL;
  json_auto_t *figures = json_object ();
  guint n_people;
  gint64 cpu, plain_cpu;
  BenchMoment start;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  n_people = argc > 1 ? (guint) atoi (argv[1]) : 1000;
  vault = hearth_test_vault_new ("2025-06-11");
  bytes = make_list (n_people);
  report_peak (figures, "peak_before_mib");
  people = read_people (vault, bytes, figures);
  find_duplicates (vault, people, figures);

  start = bench_moment_now ();
  imported = hearth_case_open_many (vault->context, people, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  cpu = bench_moment_report (figures, "import", start);
  report_peak (figures, "peak_import_mib");
  report_sizes (vault, n_people, figures);
  /* Any second argument leaves the taking back out, for a profile of the rest. */
  if (argc <= 2)
    take_back (vault, imported, figures);
  /* Last: its memory is not ours. */
  plain_cpu = write_plain (vault, n_people, figures);
  json_object_set_new (figures, "import_to_plain", json_real ((double) cpu / (double) plain_cpu));
  json_object_set_new (figures, "people", json_integer (n_people));
  text = json_dumps (figures, JSON_SORT_KEYS | JSON_REAL_PRECISION (3));
  printf ("%s\n", text);
  return 0;
}
