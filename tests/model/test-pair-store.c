/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was said of two cases that look like one person is there at the next sweep, and only there. */
#include "config.h"

#include "hearth-pair-store.h"
#include "hearth-test-vault.h"
#include "hearth-test.h"

static gpointer
sweep_func (HearthDb *db, gpointer names, GError **error)
{
  return hearth_pair_store_sweep (db, names, error);
}

static GPtrArray *
sweep (HearthTestVault *vault)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *pairs = hearth_store_read (vault->store, sweep_func,
                                        hearth_context_get_given_names (vault->context), &error);

  g_assert_no_error (error);
  return pairs;
}

static void
decide (HearthTestVault *vault,
        const HearthId *one,
        const HearthId *other,
        HearthPairVerdict verdict,
        HearthResult expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (HearthChangeSet) done = NULL;
  g_autoptr (GError) error = NULL;

  hearth_pair_store_decide_async (vault->context, one, other, verdict, hearth_test_keep_result_cb,
                                  &result);
  hearth_test_await (&result);
  done = hearth_pair_store_decide_finish (vault->store, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (done), ==, expected);
}

static HearthPairVerdict
get_only_verdict (HearthTestVault *vault)
{
  g_autoptr (GPtrArray) pairs = sweep (vault);

  g_assert_cmpuint (pairs->len, ==, 1);
  return ((const HearthPair *) pairs->pdata[0])->verdict;
}

static void
open_two (HearthTestVault *vault, HearthId *ids)
{
  ids[0] = hearth_test_vault_open_case (
      vault, "{'surname':'Вигаданко','given':'Олександр','birth':'1991-02-03'}");
  ids[1] = hearth_test_vault_open_case (
      vault, "{'surname':'Выгаданко','given':'Александр','birth':'1991'}");
  hearth_test_vault_open_case (vault, "{'surname':'Інакшенко','given':'Петро','birth':'1970'}");
}

static void
test_what_was_said_is_there_after_the_next_login (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  HearthId ids[2];

  open_two (vault, ids);
  g_assert_cmpint (get_only_verdict (vault), ==, HEARTH_PAIR_OPEN);
  decide (vault, &ids[0], &ids[1], HEARTH_PAIR_DIFFERENT, HEARTH_RESULT_NOTHING);
  hearth_test_vault_reopen (vault);
  g_assert_cmpint (get_only_verdict (vault), ==, HEARTH_PAIR_DIFFERENT);
}

static void
test_the_order_of_the_two_does_not_matter (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  HearthId ids[2];

  open_two (vault, ids);
  decide (vault, &ids[0], &ids[1], HEARTH_PAIR_LATER, HEARTH_RESULT_NOTHING);
  decide (vault, &ids[1], &ids[0], HEARTH_PAIR_SAME, HEARTH_RESULT_NOTHING);
  g_assert_cmpint (get_only_verdict (vault), ==, HEARTH_PAIR_SAME);
  g_assert_cmpint (hearth_test_vault_query_int (vault, "SELECT count (*) FROM core.pair"), ==, 1);
}

static void
test_taken_back_it_leaves_nothing (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  HearthId ids[2];

  open_two (vault, ids);
  decide (vault, &ids[0], &ids[1], HEARTH_PAIR_SAME, HEARTH_RESULT_NOTHING);
  decide (vault, &ids[0], &ids[1], HEARTH_PAIR_OPEN, HEARTH_RESULT_NOTHING);
  g_assert_cmpint (get_only_verdict (vault), ==, HEARTH_PAIR_OPEN);
  g_assert_cmpint (hearth_test_vault_query_int (vault, "SELECT count (*) FROM core.pair"), ==, 0);
}

static void
test_it_is_no_commit (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  gint64 n_lines;
  HearthId ids[2];

  open_two (vault, ids);
  n_lines = hearth_test_vault_query_int (vault, "SELECT count (*) FROM core.journal");
  decide (vault, &ids[0], &ids[1], HEARTH_PAIR_SAME, HEARTH_RESULT_NOTHING);
  g_assert_cmpint (hearth_test_vault_query_int (vault, "SELECT count (*) FROM core.journal"), ==,
                   n_lines);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  hearth_vault_global_init ();

  g_test_add_func ("/model/pair-store/what-was-said-is-there-after-the-next-login",
                   test_what_was_said_is_there_after_the_next_login);
  g_test_add_func ("/model/pair-store/the-order-of-the-two-does-not-matter",
                   test_the_order_of_the_two_does_not_matter);
  g_test_add_func ("/model/pair-store/taken-back-it-leaves-nothing",
                   test_taken_back_it_leaves_nothing);
  g_test_add_func ("/model/pair-store/it-is-no-commit", test_it_is_no_commit);
  return g_test_run ();
}
