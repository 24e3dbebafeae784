/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long acts take on a real vault: a roster in one act, every plan brought up to date, one step done,
 * the roster taken back. One JSON document on standard output; times in milliseconds, "cpu_" ones of the
 * whole process. */
#include "config.h"

#include "hearth-json.h"
#include "hearth-test-vault.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

typedef struct
{
  gint64 wall_us;
  gint64 cpu_us;
} Moment;

static gint64
to_us (const struct timeval *time)
{
  return (gint64) time->tv_sec * G_USEC_PER_SEC + time->tv_usec;
}

static Moment
now (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (Moment){ g_get_monotonic_time (), to_us (&usage.ru_utime) + to_us (&usage.ru_stime) };
}

static void
report (json_t *figures, const char *name, Moment since)
{
  Moment end = now ();
  g_autofree char *wall = g_strconcat (name, "_ms", NULL);
  g_autofree char *cpu = g_strconcat ("cpu_", name, "_ms", NULL);

  json_object_set_new (figures, wall, json_integer ((end.wall_us - since.wall_us) / 1000));
  json_object_set_new (figures, cpu, json_integer ((end.cpu_us - since.cpu_us) / 1000));
}

static GPtrArray *
make_people (guint n)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *surname = g_strdup_printf ("Вигаданко-%u", i);

      g_ptr_array_add (people, json_pack ("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "surname", surname,
                                          "given", "Артем", "birth", "2004-12-08", "rank",
                                          "soldier", "branch", "navy", "unit", "А1234", "captured",
                                          "2022-05-16", "released", "2025-06-09"));
    }
  return people;
}

static void
set_one_step (HearthTestVault *vault, json_t *figures)
{
  g_autoptr (GError) error = NULL;
  HearthId case_id = hearth_test_vault_open_case (vault, "{'surname':'Один','released':'2025'}");
  g_autoptr (HearthRecord) step = hearth_test_vault_get_step (vault, &case_id, "call-home", 1);
  json_auto_t *fields = hearth_test_vault_json ("{'state':'done'}");
  Moment start = now ();
  g_autoptr (HearthChangeSet) changes = hearth_step_set (
      vault->context, hearth_record_get_id (step), HEARTH_REVISION_ANY, fields, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  report (figures, "step_set", start);
}

int
main (int argc, char *argv[])
{
  guint n_people;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthTestVault) vault = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (HearthChangeSet) opened = NULL;
  g_autoptr (HearthChangeSet) undone = NULL;
  g_autofree char *text = NULL;
  json_auto_t *figures = json_object ();
  Moment start;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  n_people = argc > 1 ? (guint) atoi (argv[1]) : 1000;
  vault = hearth_test_vault_new ("2025-06-11");
  people = make_people (n_people);

  start = now ();
  opened = hearth_case_open_many (vault->context, people, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  report (figures, "open", start);
  start = now ();
  g_assert_true (hearth_plan_refresh (vault->context, NULL, NULL, &error));
  report (figures, "refresh", start);
  set_one_step (vault, figures);
  start = now ();
  undone = hearth_store_execute (vault->store, hearth_change_set_get_inverse (opened), &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (undone), ==, HEARTH_RESULT_DONE);
  report (figures, "undo", start);

  json_object_set_new (figures, "people", json_integer (n_people));
  json_object_set_new (
      figures, "steps",
      json_integer (hearth_test_vault_query_int (vault, "SELECT count (*) FROM core.step")));
  text = hearth_json_dump (figures);
  printf ("%s\n", text);
  return 0;
}
