/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Four bundles of one sender in each order in which they can arrive, every one of them twice: what the receiver
 * is told of their order, and what it holds in the end (bundles 11, M1). */
#include "config.h"

#include "bundle-fixture.h"
#include "hearth-journal-digest.h"

#define N_BUNDLES 4
#define N_ORDERS 24

typedef guint Order[N_BUNDLES]; /* numbers from 1, as the sender wrote them */

/* The first two bring a case each, the others what changed in it. */
static void
send_all (BundleFixture *author, BundleFixture *receiver, char *paths[N_BUNDLES])
{
  for (guint i = 0; i < N_BUNDLES; i++)
    {
      guint number = 1 + i % 2;
      HearthId case_id = hearth_test_id (number);
      HearthId rec = hearth_record_derive_id (&case_id, "person", "");
      g_autofree char *set = g_strdup_printf ("{'ward':'%u'}", i);

      if (i < 2)
        hearth_test_add_person (author->vault, number, "{'surname':'Вигаданко'}");
      else
        {
          g_autoptr (HearthChangeSet) changes = hearth_test_write (
              author->vault, "person", number, &rec, HEARTH_REVISION_ANY, set, HEARTH_RESULT_DONE);
        }
      paths[i] = bundle_fixture_send (author, receiver, number, 1U << HEARTH_COMPARTMENT_CORE);
    }
}

/* By the words of the design: later ones are told of, earlier ones are told as such. */
static HearthBundleOrder
expect_order (const Order order, guint n_taken, gint64 *n_missing)
{
  guint greatest = 0;

  *n_missing = 0;
  for (guint i = 0; i < n_taken; i++)
    greatest = MAX (greatest, order[i]);
  if (greatest == 0)
    return HEARTH_BUNDLE_ORDER_FIRST;
  if (order[n_taken] < greatest)
    return HEARTH_BUNDLE_ORDER_OLDER;
  *n_missing = order[n_taken] - greatest - 1;
  return *n_missing == 0 ? HEARTH_BUNDLE_ORDER_NEXT : HEARTH_BUNDLE_ORDER_GAP;
}

static void
assert_told (
    BundleFixture *receiver, const char *path, guint seq, HearthBundleOrder order, gint64 n_missing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBundleInfo) info = bundle_fixture_inspect (receiver, path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (info->seq, ==, seq);
  g_assert_cmpint (info->order, ==, order);
  g_assert_cmpint (info->n_missing, ==, n_missing);
}

/* A replay is told as one and changes nothing. */
static void
assert_replay (BundleFixture *receiver, const char *path, guint seq)
{
  g_autofree char *before = bundle_fixture_dup_state (receiver);
  g_autofree char *after = NULL;

  assert_told (receiver, path, seq, HEARTH_BUNDLE_ORDER_AGAIN, 0);
  bundle_fixture_take_well (receiver, path);
  after = bundle_fixture_dup_state (receiver);
  g_assert_cmpstr (after, ==, before);
}

static void
assert_same_core (BundleFixture *author, BundleFixture *receiver)
{
  HearthDigest ours;
  HearthDigest theirs;

  g_assert_true (
      hearth_journal_get_digest (author->vault->db, HEARTH_COMPARTMENT_CORE, NULL, &ours, NULL));
  g_assert_true (hearth_journal_get_digest (receiver->vault->db, HEARTH_COMPARTMENT_CORE, NULL,
                                            &theirs, NULL));
  g_assert_cmpint (ours.n_lines, >, 0);
  g_assert_cmpint (theirs.n_lines, ==, ours.n_lines);
  g_assert_cmpstr (theirs.text, ==, ours.text);
  g_assert_cmpint (hearth_test_query_int (receiver->vault->db, "SELECT count (*) FROM core.person"),
                   ==, 2);
  hearth_test_assert_projection (receiver->vault->db);
}

static void
test_order (gconstpointer data)
{
  const guint *order = data;
  g_autoptr (BundleFixture) author = bundle_fixture_new ("Author");
  g_autoptr (BundleFixture) receiver = bundle_fixture_new ("Receiver");
  char *paths[N_BUNDLES] = { NULL };

  bundle_fixture_decide (author, receiver, HEARTH_CONTACT_VERIFIED, G_MAXINT);
  bundle_fixture_decide (receiver, author, HEARTH_CONTACT_VERIFIED, G_MAXINT);
  send_all (author, receiver, paths);
  for (guint i = 0; i < N_BUNDLES; i++)
    {
      const char *path = paths[order[i] - 1];
      gint64 n_missing;
      HearthBundleOrder expected = expect_order (order, i, &n_missing);

      assert_told (receiver, path, order[i], expected, n_missing);
      bundle_fixture_take_well (receiver, path);
      assert_replay (receiver, path, order[i]);
    }
  assert_same_core (author, receiver);
  for (guint i = 0; i < N_BUNDLES; i++)
    {
      assert_replay (receiver, paths[i], i + 1);
      g_free (paths[i]);
    }
}

/* The permutation of that number: each digit of it, in the factorial system, picks one of those left. */
static void
make_order (guint number, Order order)
{
  guint left[N_BUNDLES] = { 1, 2, 3, 4 };

  for (guint n_left = N_BUNDLES; n_left > 0; n_left--)
    {
      guint pick = number % n_left;

      number /= n_left;
      order[N_BUNDLES - n_left] = left[pick];
      memmove (left + pick, left + pick + 1, (n_left - pick - 1) * sizeof *left);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < N_ORDERS; i++)
    {
      guint *order = g_new0 (guint, N_BUNDLES);
      g_autofree char *path = NULL;

      make_order (i, order);
      path = g_strdup_printf ("/bundle-order/%u-%u-%u-%u", order[0], order[1], order[2], order[3]);
      g_test_add_data_func_full (path, order, test_order, g_free);
    }
  return g_test_run ();
}
