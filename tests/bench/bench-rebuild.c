/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What it costs to make the tables of a real vault anew from its journal, and to compare them with it.
 * Each tenth commit begins a case with a plan of forty steps, the nine others change it. Usage:
 * bench-rebuild [COMMITS]. Measured at a quarter and at the whole, so that the ratio shows whether it
 * grows with the journal or faster. One JSON document; processor time of the whole process. */
#include "config.h"

#include "hearth-test-vault.h"

#include "hearth-journal.h"
#include "hearth-json.h"
#include "hearth-random.h"
#include "hearth-stmt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define COMMITS_PER_CASE 10
#define STEPS_PER_CASE 40
#define PART 2000

typedef struct
{
  guint next, end; /* commits */
  HearthId case_id;
} Filling;

typedef struct
{
  double rebuild_s, verify_s, write_s;
  gint64 n_records, n_line_bytes, n_file_bytes;
} Measured;

static double
cpu_s (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

static void
add (HearthCommand *command, const HearthId *case_id, const char *kind, const char *key, char *set)
{
  HearthId rec = hearth_record_derive_id (case_id, kind, key);

  hearth_command_set (command, hearth_registry_find_kind (kind), case_id, &rec, HEARTH_REVISION_ANY,
                      hearth_test_vault_json (set));
  g_free (set);
}

static void
add_beginning (HearthCommand *command, const HearthId *case_id, guint number)
{
  add (command, case_id, "person", "",
       g_strdup_printf ("{'surname':'Вигаданко','given':'Тарас','birth':'1999-05','number':'%06u',"
                        "'unit':'А%04u'}",
                        number, number % 9000));
  add (command, case_id, "captivity", "first",
       g_strdup ("{'captured':'2022-05-16','released':'2025-06-09'}"));
  for (guint i = 0; i < STEPS_PER_CASE; i++)
    {
      g_autofree char *key = g_strdup_printf ("step-%u", i);

      add (command, case_id, "step", key,
           g_strdup_printf ("{'template':'wristband','track':'documents','occurrence':%u,"
                            "'state':'planned','due':'2025-07-%02u'}",
                            i, 1 + i % 28));
    }
}

static void
add_change (HearthCommand *command, const HearthId *case_id, guint which)
{
  g_autofree char *key = g_strdup_printf ("step-%u", which);

  if (which % 3 == 0)
    add (command, case_id, "step", key, g_strdup ("{'state':'done','done_on':'2025-06-20'}"));
  else if (which % 3 == 1)
    add (command, case_id, "person", "", g_strdup_printf ("{'ward':'%u'}", which));
  else
    add (command, case_id, "note", key, g_strdup ("{'text':'Подзвонити родині після обіду'}"));
}

static HearthCommand *
next_part (HearthDb *db, gpointer data, GError **error)
{
  Filling *self = data;
  g_autoptr (HearthCommand) command = NULL;
  guint number = self->next;

  if (number == self->end)
    return NULL;
  self->next++;
  command = hearth_command_new ("bench");
  if (number % COMMITS_PER_CASE == 0)
    {
      self->case_id = hearth_random_id ();
      add_beginning (command, &self->case_id, number);
    }
  else
    add_change (command, &self->case_id, number % COMMITS_PER_CASE);
  return g_steal_pointer (&command);
}

static HearthChangeSet *
fill_part (const HearthWriter *writer, gpointer data, GCancellable *cancellable, GError **error)
{
  return hearth_writer_execute_stream (writer, HEARTH_COMPARTMENT_CORE, next_part, NULL, 0, data,
                                       NULL, error);
}

static void
fill (HearthTestVault *vault, Filling *filling, guint up_to)
{
  while (filling->next < up_to)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HearthChangeSet) changes = NULL;

      filling->end = MIN (filling->next + PART, up_to);
      changes = hearth_store_write (vault->store, fill_part, filling, NULL, &error);
      g_assert_no_error (error);
    }
}

static HearthChangeSet *
rebuild (const HearthWriter *writer, gpointer data, GCancellable *cancellable, GError **error)
{
  if (!hearth_journal_rebuild_in_parts (writer->db, HEARTH_COMPARTMENT_CORE, error))
    return NULL;
  return hearth_writer_nothing ();
}

static void
measure (HearthTestVault *vault, Measured *out)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  double start = cpu_s ();

  changes = hearth_store_write (vault->store, rebuild, NULL, NULL, &error);
  g_assert_no_error (error);
  out->rebuild_s = cpu_s () - start;
  start = cpu_s ();
  hearth_test_vault_assert_projection (vault);
  out->verify_s = cpu_s () - start;
  out->n_records =
      hearth_test_vault_query_int (vault, "SELECT count (DISTINCT rec) FROM core.touch");
  out->n_line_bytes =
      hearth_test_vault_query_int (vault, "SELECT sum (length (line)) FROM core.journal");
  out->n_file_bytes = hearth_test_vault_query_int (
      vault, "SELECT page_count * 4096 FROM pragma_page_count ('core')");
}

static json_t *
describe (const Measured *measured, guint n)
{
  return json_pack (
      "{s:i, s:I, s:I, s:I, s:I, s:f, s:I, s:f, s:I}", "commits", (int) n, "records",
      (json_int_t) measured->n_records, "line_bytes_per_commit",
      (json_int_t) (measured->n_line_bytes / n), "file_bytes_per_commit",
      (json_int_t) (measured->n_file_bytes / n), "written_per_s",
      (json_int_t) (n / MAX (measured->write_s, 0.001)), "rebuild_s", measured->rebuild_s,
      "rebuild_per_s", (json_int_t) (n / MAX (measured->rebuild_s, 0.001)), "verify_s",
      measured->verify_s, "verify_per_s", (json_int_t) (n / MAX (measured->verify_s, 0.001)));
}

int
main (int argc, char *argv[])
{
  guint n = argc > 1 ? (guint) MAX (atoi (argv[1]), 4 * COMMITS_PER_CASE) : 20000;
  g_autoptr (HearthTestVault) vault = NULL;
  json_auto_t *figures = NULL;
  g_autofree char *text = NULL;
  Filling filling = { 0 };
  Measured quarter = { 0 }, whole = { 0 };
  struct rusage usage;
  double start;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  vault = hearth_test_vault_new ("2025-06-11");

  start = cpu_s ();
  fill (vault, &filling, n / 4);
  quarter.write_s = cpu_s () - start;
  measure (vault, &quarter);
  start = cpu_s ();
  fill (vault, &filling, n);
  whole.write_s = quarter.write_s + cpu_s () - start;
  measure (vault, &whole);
  getrusage (RUSAGE_SELF, &usage);

  figures = json_pack ("{s:o, s:o, s:f, s:f, s:I}", "quarter", describe (&quarter, n / 4), "whole",
                       describe (&whole, n), "rebuild_growth", whole.rebuild_s / quarter.rebuild_s,
                       "verify_growth", whole.verify_s / quarter.verify_s, "peak_mib",
                       (json_int_t) (usage.ru_maxrss / 1024));
  text = json_dumps (figures, JSON_COMPACT | JSON_SORT_KEYS | JSON_REAL_PRECISION (4));
  printf ("%s\n", text);
  return 0;
}
