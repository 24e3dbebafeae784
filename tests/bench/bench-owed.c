/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is owed in so many cases, counted anew after a rule has changed, beside the rules alone over the same
 * facts; then one case after one payment. Usage: bench-owed CASES. */
#include "config.h"

#include "bench-moment.h"
#include "hearth-test-vault.h"

#include "hearth-benefit.h"
#include "hearth-json.h"
#include "hearth-owed-store.h"
#include "hearth-stmt.h"

#include <stdio.h>
#include <stdlib.h>

/* Periods and pay of the same spread as in count_rules(). */
static const char *const fill[] = {
  "INSERT INTO core.person (rec, case_id, n, number, surname, surname_sort, category) "
  "SELECT randomblob (16), randomblob (16), 1, printf ('25-%06d-0', value), "
  "printf ('Макет%06d', value), printf ('%06d', value), 'severely-wounded' "
  "FROM (WITH RECURSIVE c (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM c WHERE value < %u) "
  "SELECT value FROM c)",
  "INSERT INTO core.captivity (rec, case_id, n, captured, released) "
  "SELECT randomblob (16), case_id, 1, printf ('2022-%02d-%02d', 1 + id % 12, 1 + id % 28), "
  "printf ('2025-%02d-%02d', 1 + id % 11, 1 + id % 27) FROM core.person",
  "INSERT INTO core.contact (rec, case_id, n, name, relation) "
  "SELECT randomblob (16), case_id, 1, 'Макет', 'wife' FROM core.person",
  "INSERT INTO benefits.pay (rec, case_id, n, from_on, base_kop) "
  "SELECT randomblob (16), case_id, 1, '2022-01-01', 2500000 + id FROM core.person",
  "INSERT INTO benefits.payment (rec, case_id, n, benefit, amount_kop, entry) "
  "SELECT randomblob (16), case_id, 1, 'ONE_OFF_RELEASE', 10000000, 'paid' FROM core.person",
};

/* A transaction writes one file. */
static gboolean
run (HearthDb *db, const char *sql, GError **error)
{
  return hearth_db_begin (db, error) && hearth_db_exec (db, sql, error) &&
         hearth_db_commit (db, error);
}

static HearthChangeSet *
fill_on_writer (const HearthWriter *writer,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  g_auto (GStrv) parts = g_strsplit (fill[0], "%u", 2);
  g_autofree char *number = g_strdup_printf ("%u", *(guint *) data);
  g_autofree char *people = g_strjoinv (number, parts);

  if (!run (writer->db, people, error))
    return NULL;
  for (guint i = 1; i < G_N_ELEMENTS (fill); i++)
    if (!run (writer->db, fill[i], error))
      return NULL;
  return hearth_writer_nothing ();
}

static gint64
count_rules (HearthPackSet *packs, guint n_cases)
{
  const HearthBenefitRelative wife = { hearth_share_relation_find (packs, "wife"), HEARTH_DATE_NONE,
                                       HEARTH_DATE_NONE, HEARTH_DATE_NONE };
  gint64 sum = 0;

  for (guint i = 1; i <= n_cases; i++)
    {
      g_autoptr (HearthBenefitFacts) facts = hearth_benefit_facts_new ();
      g_autoptr (HearthBenefits) benefits = NULL;
      HearthBenefitCaptivity period = { { 2022, (gint8) (1 + i % 12), (gint8) (1 + i % 28) },
                                        { 2025, (gint8) (1 + i % 11), (gint8) (1 + i % 27) } };
      HearthBenefitPay pay = { hearth_date_new (2022, 1, 1), HEARTH_DATE_NONE, 2500000 + i };

      facts->served = HEARTH_SERVED_MILITARY;
      facts->as_of = hearth_date_new (2026, 11, 22);
      g_array_append_val (facts->captivity, period);
      g_array_append_val (facts->pay, pay);
      g_array_append_val (facts->family, wife);
      benefits = hearth_benefits_compute (packs, facts);
      for (guint j = 0; j < benefits->totals->len; j++)
        sum += g_array_index (benefits->totals, HearthBenefitTotal, j).sum_kop;
    }
  return sum;
}

static void
refresh (HearthTestVault *vault, json_t *figures, const char *name, gint64 *spent)
{
  g_autoptr (GError) error = NULL;
  BenchMoment since = bench_moment_now ();

  hearth_owed_refresh (vault->context, HEARTH_DATE_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  *spent = bench_moment_report (figures, name, since);
}

static void
pay_once (HearthTestVault *vault)
{
  HearthId case_id = hearth_test_vault_open_case (
      vault, "{'surname':'Макетенко','captured':'2022-05-16','released':'2025-06-09'}");
  json_auto_t *fields = hearth_test_vault_json ("{'benefit':'ONE_OFF_RELEASE','amount_kop':'100'}");
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) paid = hearth_record_add (
      vault->context, hearth_registry_find_kind ("payment"), &case_id, fields, NULL, &error);

  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  guint n_cases;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthTestVault) vault = NULL;
  g_autoptr (HearthChangeSet) filled = NULL;
  g_autofree char *text = NULL;
  json_auto_t *figures = json_object ();
  BenchMoment since;
  gint64 rules, all, one, none, sum;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  n_cases = argc > 1 ? (guint) atoi (argv[1]) : 100000;
  vault = hearth_test_vault_new ("2026-11-22");
  filled = hearth_store_write (vault->store, fill_on_writer, &n_cases, NULL, &error);
  g_assert_no_error (error);
  since = bench_moment_now ();
  sum = count_rules (vault->packs, n_cases);
  rules = bench_moment_report (figures, "rules", since);
  refresh (vault, figures, "all", &all);
  /* The one-off of each is paid; to nobody anything else was. */
  sum -= (gint64) n_cases * 10000000;
  g_assert_cmpint (hearth_test_vault_query_int (vault, "SELECT sum (owed_kop) FROM benefits.owed"),
                   ==, sum);
  refresh (vault, figures, "nothing_new", &none);
  pay_once (vault);
  refresh (vault, figures, "one", &one);
  json_object_set_new (figures, "cases", json_integer (n_cases));
  json_object_set_new (figures, "all_to_rules", json_real ((double) all / (double) rules));
  text = hearth_json_dump (figures);
  printf ("%s\n", text);
  return EXIT_SUCCESS;
}
