/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is owed is kept beside the cases, and counted again where the journal or a rule says so; entries of the
 * ledger that say the same are found. */
#include "config.h"

#include "hearth-test-vault.h"
#include "hearth-test.h"

#include "hearth-case.h"
#include "hearth-erase.h"
#include "hearth-ledger.h"
#include "hearth-owed-change.h"
#include "hearth-owed-store.h"

#define OWED "SELECT coalesce (sum (owed_kop), 0) FROM benefits.owed"
#define CASE                                                                                                \
  "{'surname':'Вигаданко','category':'severely-wounded','captured':'2022-05-16','released':'2025-" \
  "06-09'}"
/* One-off, three years, reward: domain 4.3. */
#define ENTITLED (10000000 + 30000000 + 368161290)

static guint
refresh (HearthTestVault *vault, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint n_counted = 0;

  hearth_owed_refresh_async (vault->context, NULL, NULL, cancellable, hearth_test_keep_result_cb,
                             &result);
  hearth_test_await (&result);
  hearth_owed_refresh_finish (result, &n_counted, error);
  return n_counted;
}

static void
assert_refresh (HearthTestVault *vault, guint n_cases, gint64 owed)
{
  g_autoptr (GError) error = NULL;
  const guint n_counted = refresh (vault, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (n_counted, ==, n_cases);
  g_assert_cmpint (hearth_test_vault_query_int (vault, OWED), ==, owed);
}

static void
enter (HearthTestVault *vault, const HearthId *case_id, const char *text)
{
  json_auto_t *fields = hearth_test_vault_json (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_record_add (
      vault->context, hearth_registry_find_kind ("payment"), case_id, fields, NULL, &error);

  g_assert_no_error (error);
}

static void
test_only_cases_with_new_lines_are_counted_again (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2026-11-22");
  const HearthId first = hearth_test_vault_open_case (vault, CASE);

  hearth_test_vault_open_case (vault, CASE);
  assert_refresh (vault, 2, 2 * ENTITLED);
  assert_refresh (vault, 0, 2 * ENTITLED);
  enter (vault, &first, "{'benefit':'ONE_OFF_RELEASE','amount_kop':10000000}");
  assert_refresh (vault, 1, 2 * ENTITLED - 10000000);
  /* Too much, and then it says so. */
  enter (vault, &first, "{'benefit':'ONE_OFF_RELEASE','amount_kop':500}");
  assert_refresh (vault, 1, 2 * ENTITLED - 10000500);
}

static void
test_another_day_counts_all_cases (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2025-06-09");

  hearth_test_vault_open_case (vault, CASE);
  assert_refresh (vault, 1, ENTITLED);
  hearth_test_vault_set_today (vault, "2026-01-01");
  assert_refresh (vault, 1, ENTITLED);
  assert_refresh (vault, 0, ENTITLED);
}

static HearthChangeSet *
set_last_line_aside (const HearthWriter *writer,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  return hearth_db_exec (writer->db,
                         "UPDATE core.journal SET state = 1, reason = 'withdrawn' "
                         "WHERE n = (SELECT max (n) FROM core.journal)",
                         error)
             ? hearth_writer_nothing ()
             : NULL;
}

/* Whoever withdrew it may not hold the sums, and no line is new. */
static void
test_lines_that_went_out_of_force_count_all_cases (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2026-11-22");
  g_autoptr (HearthChangeSet) done = NULL;
  g_autoptr (GError) error = NULL;

  hearth_test_vault_open_case (vault, CASE);
  assert_refresh (vault, 1, ENTITLED);
  assert_refresh (vault, 0, ENTITLED);
  done = hearth_store_write (hearth_context_get_store (vault->context), set_last_line_aside, NULL,
                             NULL, &error);
  g_assert_no_error (error);
  assert_refresh (vault, 1, ENTITLED);
  assert_refresh (vault, 0, ENTITLED);
}

static void
test_what_is_broken_off_begins_anew (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2026-11-22");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  hearth_test_vault_open_case (vault, CASE);
  g_cancellable_cancel (cancellable);
  refresh (vault, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (hearth_test_vault_query_int (vault, OWED), ==, 0);
  assert_refresh (vault, 1, ENTITLED);
}

static void
test_entries_that_say_the_same_are_found (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2026-11-22");
  const HearthId case_id = hearth_test_vault_open_case (vault, CASE);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (HearthLedger) ledger = NULL;

  enter (vault, &case_id, "{'benefit':'ONE_OFF_RELEASE','amount_kop':7,'paid_on':'2026-01-02'}");
  enter (vault, &case_id, "{'benefit':'one-off-release','amount_kop':7,'paid_on':'2026-01-02'}");
  enter (vault, &case_id, "{'benefit':'ONE_OFF_RELEASE','amount_kop':7,'paid_on':'2026-01-03'}");
  entries = hearth_test_vault_list (vault, "payment", &case_id);
  g_assert_cmpuint (entries->len, ==, 3);
  ledger = hearth_ledger_new (entries);
  g_assert_null (hearth_ledger_find_double (ledger, entries->pdata[0]));
  g_assert_true (hearth_ledger_find_double (ledger, entries->pdata[1]) == entries->pdata[0]);
  g_assert_null (hearth_ledger_find_double (ledger, entries->pdata[2]));
}

static void
test_nothing_is_left_of_who_is_erased (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2026-11-22");
  g_autoptr (GError) error = NULL;
  HearthEraseScope scope = { .case_id = hearth_test_vault_open_case (vault, CASE) };
  HearthErased erased;
  HearthId erasure;

  hearth_test_vault_open_case (vault, CASE);
  assert_refresh (vault, 2, 2 * ENTITLED);
  hearth_erase_propose (vault->context, &scope, "№ 17", "чужа людина", &erasure, &error);
  g_assert_no_error (error);
  hearth_erase_confirm (vault->context, &erasure, NULL, "один користувач", &erased, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_test_vault_query_int (vault, OWED), ==, ENTITLED);
}

static gpointer
read_history (HearthDb *db, gpointer data, GError **error)
{
  return hearth_history_query_run (db, data, NULL, error);
}

static gboolean
find_change (HearthTestVault *vault, const HearthId *case_id, HearthOwedChange *out, char **field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthCase) kase = hearth_case_load (vault->context, case_id, &error);
  g_autoptr (GPtrArray) history = NULL;
  gboolean has_found;

  g_assert_no_error (error);
  history = hearth_store_read (hearth_context_get_store (vault->context), read_history,
                               (gpointer) case_id, &error);
  g_assert_no_error (error);
  has_found = hearth_owed_change_find (history, kase, vault->packs, out);
  *field = has_found ? g_strdup (out->change->field) : NULL;
  return has_found;
}

/* It is told after any time, and not only to whoever looks on while it is done. */
static void
test_what_changed_a_sum_is_found_with_its_day (void)
{
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2026-11-22");
  const HearthId case_id = hearth_test_vault_open_case (vault, CASE);
  g_autoptr (GPtrArray) captivity = hearth_test_vault_list (vault, "captivity", &case_id);
  json_auto_t *fields = hearth_test_vault_json ("{'captured':'2023-05-16'}");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = NULL;
  HearthOwedChange change;

  g_assert_true (find_change (vault, &case_id, &change, &first));
  g_assert_cmpint (change.before_kop, ==, 0);
  g_assert_cmpint (change.after_kop, ==, ENTITLED);
  enter (vault, &case_id, "{'benefit':'ONE_OFF_RELEASE','amount_kop':700}");
  g_assert_true (find_change (vault, &case_id, &change, &second));
  g_assert_cmpint (change.before_kop - change.after_kop, ==, 700);
  done = hearth_record_set (vault->context, hearth_registry_find_kind ("captivity"),
                            hearth_record_get_id (captivity->pdata[0]), fields, &error);
  g_assert_no_error (error);
  g_assert_true (find_change (vault, &case_id, &change, &third));
  g_assert_cmpstr (third, ==, "captured");
  g_assert_cmpint (change.before_kop, ==, ENTITLED - 700);
  g_assert_cmpint (change.after_kop, <, change.before_kop);
}

/* As after an import from a hospital that corrected the same entry. */
static void
test_of_two_corrections_one_counts (void)
{
  static const struct
  {
    const char *id, *values;
  } corrected[] = {
    { "00000000000000000000000000000001", "{'amount_kop':1000,'void_reason':'x'}" },
    { "00000000000000000000000000000002",
      "{'amount_kop':2000,'corrects':'00000000000000000000000000000001'}" },
    { "00000000000000000000000000000003",
      "{'amount_kop':3000,'corrects':'00000000000000000000000000000001'}" },
  };
  g_autoptr (HearthTestVault) vault = hearth_test_vault_new ("2026-11-22");
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
  g_autoptr (HearthLedger) ledger = NULL;
  gint64 sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (corrected); i++)
    {
      HearthId id;

      g_assert_true (hearth_id_parse (corrected[i].id, &id));
      g_ptr_array_add (entries,
                       hearth_record_new (hearth_registry_find_kind ("payment"), &id, &id, 1,
                                          hearth_test_vault_json (corrected[i].values)));
    }
  ledger = hearth_ledger_new (entries);
  for (guint i = 0; i < entries->len; i++)
    if (hearth_ledger_counts (ledger, entries->pdata[i]))
      sum += hearth_ledger_get_amount (entries->pdata[i]);
  g_assert_cmpint (sum, ==, 3000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/owed-store/only-cases-with-new-lines-are-counted-again",
                   test_only_cases_with_new_lines_are_counted_again);
  g_test_add_func ("/owed-change/what-changed-a-sum-is-found-with-its-day",
                   test_what_changed_a_sum_is_found_with_its_day);
  g_test_add_func ("/ledger/of-two-corrections-one-counts", test_of_two_corrections_one_counts);
  g_test_add_func ("/owed-store/nothing-is-left-of-who-is-erased",
                   test_nothing_is_left_of_who_is_erased);
  g_test_add_func ("/owed-store/lines-that-went-out-of-force-count-all-cases",
                   test_lines_that_went_out_of_force_count_all_cases);
  g_test_add_func ("/owed-store/another-day-counts-all-cases", test_another_day_counts_all_cases);
  g_test_add_func ("/owed-store/what-is-broken-off-begins-anew",
                   test_what_is_broken_off_begins_anew);
  g_test_add_func ("/ledger/entries-that-say-the-same-are-found",
                   test_entries_that_say_the_same_are_found);
  return g_test_run ();
}
