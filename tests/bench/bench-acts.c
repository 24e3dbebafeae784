/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long acts take on a real vault: a roster in one act, every plan brought up to date, one step done,
 * the roster taken back. One JSON document on standard output; times in milliseconds, "cpu_" ones of the
 * whole process. */
#include "config.h"

#include "bench-moment.h"

#include "hearth-json.h"
#include "hearth-test-vault.h"

#include <stdio.h>
#include <stdlib.h>

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
  BenchMoment start = bench_moment_now ();
  g_autoptr (HearthChangeSet) changes = hearth_step_set (
      vault->context, hearth_record_get_id (step), HEARTH_REVISION_ANY, fields, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  bench_moment_report (figures, "step_set", start);
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
  BenchMoment start;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  n_people = argc > 1 ? (guint) atoi (argv[1]) : 1000;
  vault = hearth_test_vault_new ("2025-06-11");
  people = make_people (n_people);

  start = bench_moment_now ();
  opened = hearth_case_open_many (vault->context, people, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  bench_moment_report (figures, "open", start);
  start = bench_moment_now ();
  g_assert_true (hearth_plan_refresh (vault->context, NULL, NULL, &error));
  bench_moment_report (figures, "refresh", start);
  set_one_step (vault, figures);
  start = bench_moment_now ();
  undone = hearth_store_execute (vault->store, hearth_change_set_get_inverse (opened), &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (undone), ==, HEARTH_RESULT_DONE);
  bench_moment_report (figures, "undo", start);

  json_object_set_new (figures, "people", json_integer (n_people));
  json_object_set_new (
      figures, "steps",
      json_integer (hearth_test_vault_query_int (vault, "SELECT count (*) FROM core.step")));
  text = hearth_json_dump (figures);
  printf ("%s\n", text);
  return 0;
}
