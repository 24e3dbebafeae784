/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random edits in three vaults, and random partial bundles between them in random order and some of them
 * twice: in the end all have the same (bundles 5, M1 to M4). The schedules of lines alone, thousands of them,
 * are in tests/model. */
#include "config.h"

#include "bundle-fixture.h"
#include "hearth-journal-digest.h"

#include <glib/gstdio.h>

#define N_VAULTS 3
#define N_CASES 3
#define N_STEPS 14

static const HearthCompartment sent[] = { HEARTH_COMPARTMENT_CORE, HEARTH_COMPARTMENT_MEDICAL,
                                          HEARTH_COMPARTMENT_BENEFITS };

typedef struct
{
  GRand *chance;
  BundleFixture *vaults[N_VAULTS];
  guint n_edits;
  gint64 n_conflicts; /* open at the end */
} Fleet;

static gboolean
has_case (BundleFixture *vault, guint case_number)
{
  HearthId case_id = hearth_test_id (case_number);
  gboolean knows = FALSE;

  hearth_journal_knows_case (vault->vault->db, HEARTH_COMPARTMENT_CORE, &case_id, &knows, NULL);
  return knows;
}

/* Each value is another, so that no edit says what is there already. */
static void
edit (Fleet *fleet)
{
  BundleFixture *vault = fleet->vaults[g_rand_int_range (fleet->chance, 0, N_VAULTS)];
  guint number = (guint) g_rand_int_range (fleet->chance, 1, N_CASES + 1);
  guint value = ++fleet->n_edits;
  HearthId case_id = hearth_test_id (number);
  HearthId rec = hearth_record_derive_id (&case_id, "person", "");
  const char *kind = "person";
  g_autofree char *set = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;

  if (!has_case (vault, number))
    return;
  switch (g_rand_int_range (fleet->chance, 0, 3))
    {
    case 0:
      set = g_strdup_printf ("{'ward':'%u'}", value);
      break;
    case 1:
      set = g_strdup_printf ("{'birth':'2001-04-%02u'}", 2 + value);
      break;
    default:
      kind = "check";
      rec = hearth_test_id (0x600 + number);
      set = g_strdup_printf ("{'result':'%u'}", value);
      break;
    }
  changes = hearth_test_write (vault->vault, kind, number, &rec, HEARTH_REVISION_ANY, set,
                               HEARTH_RESULT_DONE);
}

static void
exchange (Fleet *fleet, guint from, guint to, guint case_number, guint parts)
{
  g_autofree char *path = NULL;

  if (from == to || !has_case (fleet->vaults[from], case_number))
    return;
  path = bundle_fixture_send (fleet->vaults[from], fleet->vaults[to], case_number, parts);
  bundle_fixture_take_well (fleet->vaults[to], path);
  if (g_rand_boolean (fleet->chance))
    bundle_fixture_take_well (fleet->vaults[to], path);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* Always with core: what the others say of a case that is not there has no place to be shown. */
static void
exchange_some (Fleet *fleet)
{
  guint parts = 1U << HEARTH_COMPARTMENT_CORE;

  for (guint i = 1; i < G_N_ELEMENTS (sent); i++)
    if (g_rand_boolean (fleet->chance))
      parts |= 1U << sent[i];
  exchange (fleet, (guint) g_rand_int_range (fleet->chance, 0, N_VAULTS),
            (guint) g_rand_int_range (fleet->chance, 0, N_VAULTS),
            (guint) g_rand_int_range (fleet->chance, 1, N_CASES + 1), parts);
}

static void
exchange_all (Fleet *fleet)
{
  guint parts = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sent); i++)
    parts |= 1U << sent[i];
  for (guint round = 0; round < 2; round++)
    for (guint from = 0; from < N_VAULTS; from++)
      for (guint number = 1; number <= N_CASES; number++)
        exchange (fleet, from, (from + 1) % N_VAULTS, number, parts);
}

static gint64
count (BundleFixture *vault, HearthCompartment cmp, const char *table, const HearthId *dev)
{
  g_autofree char *hex = dev != NULL ? hearth_id_to_string (dev) : NULL;
  g_autofree char *sql = hex != NULL
                             ? g_strdup_printf ("SELECT count (*) FROM %s.%s WHERE dev = x'%s'",
                                                hearth_compartment_get_name (cmp), table, hex)
                             : g_strdup_printf ("SELECT count (*) FROM %s.%s",
                                                hearth_compartment_get_name (cmp), table);

  return hearth_test_query_int (vault->vault->db, sql);
}

/* No line is lost, and none is there twice: each vault has as many as all have written. The questions that are
 * open are the same everywhere. */
static void
assert_same_counts (Fleet *fleet, HearthCompartment cmp)
{
  gint64 n_written = 0;

  for (guint v = 0; v < N_VAULTS; v++)
    n_written += count (fleet->vaults[v], cmp, "journal", &fleet->vaults[v]->vault->writer.dev);
  for (guint v = 0; v < N_VAULTS; v++)
    {
      g_assert_cmpint (count (fleet->vaults[v], cmp, "journal", NULL), ==, n_written);
      g_assert_cmpint (count (fleet->vaults[v], cmp, "conflict", NULL), ==,
                       count (fleet->vaults[0], cmp, "conflict", NULL));
    }
  fleet->n_conflicts += count (fleet->vaults[0], cmp, "conflict", NULL);
}

static void
assert_same (Fleet *fleet)
{
  for (guint number = 1; number <= N_CASES; number++)
    for (guint i = 0; i < G_N_ELEMENTS (sent); i++)
      {
        HearthId case_id = hearth_test_id (number);
        HearthDigest digests[N_VAULTS];

        for (guint v = 0; v < N_VAULTS; v++)
          {
            g_assert_true (hearth_journal_get_digest (fleet->vaults[v]->vault->db, sent[i],
                                                      &case_id, &digests[v], NULL));
            g_assert_cmpint (digests[v].n_lines, ==, digests[0].n_lines);
            g_assert_cmpstr (digests[v].text, ==, digests[0].text);
          }
      }
  for (guint i = 0; i < G_N_ELEMENTS (sent); i++)
    assert_same_counts (fleet, sent[i]);
  for (guint v = 0; v < N_VAULTS; v++)
    hearth_test_assert_projection (fleet->vaults[v]->vault->db);
}

static gint64
run_schedule (guint32 seed)
{
  static const char *const names[] = { "North", "South", "West" };
  Fleet fleet = { .chance = g_rand_new_with_seed (seed) };

  for (guint i = 0; i < N_VAULTS; i++)
    fleet.vaults[i] = bundle_fixture_new (names[i]);
  for (guint i = 0; i < N_VAULTS; i++)
    for (guint j = 0; j < N_VAULTS; j++)
      if (i != j)
        bundle_fixture_decide (fleet.vaults[i], fleet.vaults[j], HEARTH_CONTACT_VERIFIED, G_MAXINT);
  for (guint number = 1; number <= N_CASES; number++)
    hearth_test_add_person (fleet.vaults[number % N_VAULTS]->vault, number,
                            "{'surname':'Вигаданко','birth':'2001-04-01'}");
  for (guint i = 0; i < N_STEPS; i++)
    if (g_rand_boolean (fleet.chance))
      edit (&fleet);
    else
      exchange_some (&fleet);
  exchange_all (&fleet);
  assert_same (&fleet);
  for (guint i = 0; i < N_VAULTS; i++)
    bundle_fixture_free (fleet.vaults[i]);
  g_rand_free (fleet.chance);
  return fleet.n_conflicts;
}

static void
test_random_partial_bundles_converge (void)
{
  guint n_schedules = g_test_slow () ? 2000 : 20;
  gint64 n_conflicts = 0;

  for (guint32 seed = 1; seed <= n_schedules; seed++)
    n_conflicts += run_schedule (seed);
  /* Schedules without a question would show nothing of questions. */
  g_assert_cmpint (n_conflicts, >, 0);
  g_test_message ("%u schedules, %" G_GINT64_FORMAT " open conflicts", n_schedules, n_conflicts);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/bundle-merge/random-partial-bundles-converge",
                   test_random_partial_bundles_converge);
  return g_test_run ();
}
