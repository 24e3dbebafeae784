/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was said of two cases that look like one person is there at the next sweep, and only there. */
#include "config.h"

#include "hearth-audit.h"
#include "hearth-case.h"
#include "hearth-erase.h"
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
  decide (vault, &ids[0], &ids[1], HEARTH_PAIR_DIFFERENT, HEARTH_RESULT_DONE);
  hearth_test_vault_reopen (vault);
  g_assert_cmpint (get_only_verdict (vault), ==, HEARTH_PAIR_DIFFERENT);
}

static void
test_the_order_of_the_two_does_not_matter (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  HearthId ids[2];

  open_two (vault, ids);
  decide (vault, &ids[0], &ids[1], HEARTH_PAIR_LATER, HEARTH_RESULT_DONE);
  decide (vault, &ids[1], &ids[0], HEARTH_PAIR_SAME, HEARTH_RESULT_DONE);
  g_assert_cmpint (get_only_verdict (vault), ==, HEARTH_PAIR_SAME);
  g_assert_cmpint (hearth_test_vault_query_int (vault, "SELECT count (*) FROM core.pair"), ==, 1);
}

static void
test_taken_back_it_leaves_nothing (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  HearthId ids[2];

  open_two (vault, ids);
  decide (vault, &ids[0], &ids[1], HEARTH_PAIR_SAME, HEARTH_RESULT_DONE);
  decide (vault, &ids[0], &ids[1], HEARTH_PAIR_OPEN, HEARTH_RESULT_DONE);
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
  decide (vault, &ids[0], &ids[1], HEARTH_PAIR_SAME, HEARTH_RESULT_DONE);
  g_assert_cmpint (hearth_test_vault_query_int (vault, "SELECT count (*) FROM core.journal"), ==,
                   n_lines);
}

static void
assert_shows (HearthTestVault *vault, const HearthId *case_id, const HearthId *other)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthCase) kase = hearth_case_load (vault->context, case_id, &error);
  GPtrArray *same;

  g_assert_no_error (error);
  same = hearth_case_get_same (kase);
  g_assert_cmpuint (same->len, ==, other != NULL ? 1 : 0);
  if (other != NULL)
    g_assert_true (hearth_id_equal (&((const HearthCaseRow *) same->pdata[0])->case_id, other));
}

static void
test_one_person_is_shown_in_both_cases (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  HearthId ids[2];

  open_two (vault, ids);
  decide (vault, &ids[0], &ids[1], HEARTH_PAIR_LATER, HEARTH_RESULT_DONE);
  assert_shows (vault, &ids[0], NULL);
  decide (vault, &ids[0], &ids[1], HEARTH_PAIR_SAME, HEARTH_RESULT_DONE);
  assert_shows (vault, &ids[0], &ids[1]);
  assert_shows (vault, &ids[1], &ids[0]);
  decide (vault, &ids[0], &ids[1], HEARTH_PAIR_DIFFERENT, HEARTH_RESULT_DONE);
  assert_shows (vault, &ids[0], NULL);
  assert_shows (vault, &ids[1], NULL);
}

static void
on_changed_cb (HearthStore *store, HearthChangeSet *changes, gpointer user_data)
{
  HearthChangeSet **seen = user_data;

  g_clear_pointer (seen, hearth_change_set_unref);
  *seen = hearth_change_set_ref (changes);
}

static void
test_who_shows_one_of_them_is_told (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  g_autoptr (HearthChangeSet) seen = NULL;
  HearthId ids[2];
  gulong handler;

  open_two (vault, ids);
  handler = g_signal_connect (vault->store, "changed", G_CALLBACK (on_changed_cb), &seen);
  decide (vault, &ids[0], &ids[1], HEARTH_PAIR_SAME, HEARTH_RESULT_DONE);
  g_signal_handler_disconnect (vault->store, handler);
  g_assert_nonnull (seen);
  g_assert_true (hearth_change_set_touches_case (seen, &ids[0]));
  g_assert_true (hearth_change_set_touches_case (seen, &ids[1]));
  g_assert_null (hearth_change_set_get_inverse (seen));
}

static gpointer
list_on_reader (HearthDb *db, gpointer data, GError **error)
{
  return hearth_audit_list (db, G_MAXINT64, 100, error);
}

static void
test_the_log_has_an_entry_for_each_case (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  HearthId ids[2];
  guint n_found = 0;

  open_two (vault, ids);
  decide (vault, &ids[0], &ids[1], HEARTH_PAIR_SAME, HEARTH_RESULT_DONE);
  rows = hearth_store_read (vault->store, list_on_reader, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const HearthAuditRow *row = rows->pdata[i];

      if (!g_str_equal (row->event, "pair"))
        continue;
      g_assert_cmpstr (row->why, ==, "same");
      g_assert_true (hearth_id_equal (&row->case_id, &ids[0]) ||
                     hearth_id_equal (&row->case_id, &ids[1]));
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, 2);
}

static void
test_it_goes_with_a_case_that_is_erased (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-20");
  g_autoptr (GError) error = NULL;
  HearthEraseScope scope = { 0 };
  HearthErased erased;
  HearthId ids[2], erasure;

  open_two (vault, ids);
  decide (vault, &ids[0], &ids[1], HEARTH_PAIR_SAME, HEARTH_RESULT_DONE);
  scope.case_id = ids[1];
  hearth_erase_propose (vault->context, &scope, "№ 17", "чужа людина", &erasure, &error);
  g_assert_no_error (error);
  hearth_erase_confirm (vault->context, &erasure, NULL, "один користувач", &erased, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_test_vault_query_int (vault, "SELECT count (*) FROM core.pair"), ==, 0);
  assert_shows (vault, &ids[0], NULL);
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
  g_test_add_func ("/model/pair-store/one-person-is-shown-in-both-cases",
                   test_one_person_is_shown_in_both_cases);
  g_test_add_func ("/model/pair-store/who-shows-one-of-them-is-told",
                   test_who_shows_one_of_them_is_told);
  g_test_add_func ("/model/pair-store/the-log-has-an-entry-for-each-case",
                   test_the_log_has_an_entry_for_each_case);
  g_test_add_func ("/model/pair-store/it-goes-with-a-case-that-is-erased",
                   test_it_goes_with_a_case_that_is_erased);
  return g_test_run ();
}
