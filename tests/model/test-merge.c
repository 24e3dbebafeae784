/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules M1 to M11 of bundles 5 over random schedules of several vaults. Usage: test-merge
 * [--schedules N | --seed S]; a seed that fails is named and runs alone. */
#include "config.h"

#include "merge-oracle.h"

#include "hearth-history-query.h"
#include "hearth-journal-digest.h"
#include "hearth-journal-state.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static guint n_schedules = 2000;
static guint64 first_seed = 1;

/* What all schedules together did, so that a generator that does nothing is noticed. */
static struct
{
  guint64 lines, conflicts, forks, lawless, unknown_kinds, sealed, changes;
} totals;

/* Which schedule runs, for when it fails. */
static char message[64];

static void
on_abort (int number)
{
  ssize_t written = write (STDERR_FILENO, message, strlen (message));

  signal (number, SIG_DFL);
  raise (written < 0 ? SIGABRT : number);
}

static void
assert_same_digests (Fleet *fleet)
{
  for (guint c = 0; c < FLEET_N_CMPS; c++)
    for (guint number = 0; number <= FLEET_N_CASES; number++)
      {
        HearthId case_id = hearth_test_id (number);
        HearthDigest first;

        for (guint i = 0; i < fleet->n_vaults; i++)
          {
            g_autoptr (GError) error = NULL;
            HearthDigest digest;

            hearth_journal_get_digest (fleet->vaults[i].self->db, fleet_cmps[c],
                                       number == 0 ? NULL : &case_id, i == 0 ? &first : &digest,
                                       &error);
            g_assert_no_error (error);
            if (i > 0)
              g_assert_cmpstr (digest.text, ==, first.text);
          }
      }
}

/* M1, M4, M5, M6, M11: all vaults show the same, and what it should be. */
static void
assert_converged (Fleet *fleet)
{
  g_autofree char *first = fleet_dump (&fleet->vaults[0]);

  assert_same_digests (fleet);
  merge_oracle_check (&fleet->vaults[0]);
  for (guint i = 1; i < fleet->n_vaults; i++)
    {
      g_autofree char *dump = fleet_dump (&fleet->vaults[i]);

      g_assert_cmpstr (dump, ==, first);
    }
  hearth_test_assert_projection (fleet->vaults[fleet->n_vaults - 1].self->db);
}

/* M2, M10: every line that some vault has is byte for byte in all of them, in force unless it is lawless
 * (M7). */
static void
assert_nothing_lost (Fleet *fleet)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  guint n_lawless = 0;

  for (guint i = 0; i < fleet->n_vaults; i++)
    {
      GPtrArray *lines = fleet_list_lines (&fleet->vaults[i], "state = 0");

      g_ptr_array_add (all, lines);
      for (guint j = 0; j < lines->len; j++)
        {
          const char *text = ((FleetLine *) lines->pdata[j])->text;

          g_assert_false (g_hash_table_contains (fleet->lawless, text));
          g_hash_table_add (known, (gpointer) text);
        }
      for (guint j = 0; j < fleet->vaults[i].extra->len; j++)
        {
          const char *text = ((FleetLine *) fleet->vaults[i].extra->pdata[j])->text;

          if (g_hash_table_contains (fleet->lawless, text))
            n_lawless++;
          else
            g_hash_table_add (known, (gpointer) text);
        }
    }
  for (guint i = 0; i < fleet->n_vaults; i++)
    {
      FleetVault *vault = &fleet->vaults[i];
      gint64 n_in_force = 0, n_aside = 0;

      for (guint c = 0; c < FLEET_N_CMPS; c++)
        {
          n_in_force += fleet_count (vault, fleet_cmps[c], "state = 0");
          n_aside += fleet_count (vault, fleet_cmps[c], "state <> 0");
          g_assert_cmpint (
              fleet_count (vault, fleet_cmps[c], "state = 1 AND reason <> 'not-allowed'"), ==, 0);
        }
      g_assert_cmpint (n_in_force, ==, g_hash_table_size (known));
      g_assert_cmpint (n_aside, <=, n_lawless);
    }
  totals.lawless += n_lawless;
}

/* M2: whatever was ever set stands in the history. */
static void
assert_history (FleetVault *vault)
{
  g_autoptr (GPtrArray) lines = fleet_list_lines (vault, "state = 0");
  gsize n_expected = 0, n_found = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const FleetLine *line = lines->pdata[i];
      json_auto_t *json = json_loads (line->text + HEARTH_LINE_JSON_OFFSET, 0, NULL);
      const json_t *ops = json_object_get (json, "ops");

      for (gsize j = 0; j < json_array_size (ops); j++)
        n_expected += json_object_size (json_object_get (json_array_get (ops, j), "set"));
    }
  for (guint number = 1; number <= FLEET_N_CASES; number++)
    {
      g_autoptr (GError) error = NULL;
      HearthId case_id = hearth_test_id (number);
      g_autoptr (GPtrArray) changes =
          hearth_history_query_run (vault->self->db, &case_id, NULL, &error);

      g_assert_no_error (error);
      n_found += changes->len;
    }
  g_assert_cmpuint (n_found, ==, n_expected);
  totals.changes += n_found;
}

/* M9: both lines are in force everywhere, and everybody is warned. */
static void
assert_forks_known (Fleet *fleet)
{
  for (guint i = 0; i < fleet->n_vaults; i++)
    for (guint c = 0; c < FLEET_N_CMPS; c++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (GArray) forked =
            hearth_journal_list_forked (fleet->vaults[i].self->db, fleet_cmps[c], &error);
        g_autoptr (GArray) first =
            hearth_journal_list_forked (fleet->vaults[0].self->db, fleet_cmps[c], &error);

        g_assert_no_error (error);
        g_assert_cmpmem (forked->data, forked->len * sizeof (HearthId), first->data,
                         first->len * sizeof (HearthId));
        /* Only a copy can have done it. */
        g_assert_cmpuint (forked->len, <=, fleet->n_forks);
        if (i == 0)
          totals.forks += forked->len;
      }
}

static void
run_schedule (guint64 seed)
{
  Fleet *fleet = fleet_new (seed);
  guint n_steps = 12 + fleet_pick (fleet, 28);

  for (guint i = 0; i < n_steps; i++)
    {
      fleet_step (fleet);
      /* In the middle of everything too, with lines missing and set aside. */
      if (fleet_pick (fleet, 16) == 0)
        merge_oracle_check (&fleet->vaults[fleet_pick (fleet, fleet->n_vaults)]);
    }
  for (guint i = 0; i < fleet->n_vaults; i++)
    totals.sealed += fleet->vaults[i].sealed->len;
  fleet_settle (fleet);
  assert_converged (fleet);
  assert_nothing_lost (fleet);
  assert_forks_known (fleet);
  if (seed % 8 == 0)
    assert_history (&fleet->vaults[0]);
  totals.lines += fleet->n_lines;
  totals.conflicts += (guint64) hearth_test_query_int (
      fleet->vaults[0].self->db,
      "SELECT (SELECT count (*) FROM core.conflict) + (SELECT count (*) FROM medical.conflict)");
  fleet_free (fleet);
}

static void
test_random_schedules_converge_and_lose_nothing (void)
{
  for (guint i = 0; i < n_schedules; i++)
    {
      guint64 seed = first_seed + i;

      g_snprintf (message, sizeof message, "# failed: --seed %" G_GUINT64_FORMAT "\n", seed);
      run_schedule (seed);
    }
  g_test_message ("%u schedules, %" G_GUINT64_FORMAT " lines, %" G_GUINT64_FORMAT
                  " open conflicts, %" G_GUINT64_FORMAT " forks, %" G_GUINT64_FORMAT
                  " lawless lines, %" G_GUINT64_FORMAT " parts sealed to the end",
                  n_schedules, totals.lines, totals.conflicts, totals.forks, totals.lawless,
                  totals.sealed);
  if (n_schedules < 100)
    return;
  g_assert_cmpuint (totals.lines, >, 5 * n_schedules);
  g_assert_cmpuint (totals.conflicts, >, n_schedules / 10);
  g_assert_cmpuint (totals.forks, >, n_schedules / 200);
  g_assert_cmpuint (totals.lawless, >, n_schedules / 10);
  g_assert_cmpuint (totals.sealed, >, 0);
  g_assert_cmpuint (totals.changes, >, n_schedules);
}

/* Taking back what was said in a deleted record of which a value is in dispute was refused as stale. */
static void
test_schedules_that_failed_once_pass (void)
{
  static const guint64 seeds[] = { 115485 };

  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      g_snprintf (message, sizeof message, "# failed: --seed %" G_GUINT64_FORMAT "\n", seeds[i]);
      run_schedule (seeds[i]);
    }
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--schedules") == 0)
    n_schedules = (guint) atoi (argv[2]);
  if (argc == 3 && strcmp (argv[1], "--seed") == 0)
    {
      first_seed = g_ascii_strtoull (argv[2], NULL, 10);
      n_schedules = 1;
    }
  if (argc == 3)
    argc = 1;
  signal (SIGABRT, on_abort);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/merge/random-schedules-converge-and-lose-nothing",
                   test_random_schedules_converge_and_lose_nothing);
  g_test_add_func ("/merge/schedules-that-failed-once-pass", test_schedules_that_failed_once_pass);
  return g_test_run ();
}
