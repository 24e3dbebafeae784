/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans of so many cases from nothing, no two with the same facts, and what their benefits come to; beside
 * reading all packs once. Usage: bench-plan CASES. */
#include "config.h"

#include "bench-moment.h"

#include "hearth-benefit.h"
#include "hearth-plan.h"

#include <stdio.h>
#include <stdlib.h>

static guint64
plan (HearthPlanTemplates *templates, guint n_cases)
{
  static const char *const flags[] = { "family", "inpatient", "discharge-wanted", "disability" };
  guint64 n_items = 0;

  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (HearthPlanFacts) facts = hearth_plan_facts_new ();
      HearthDate released = hearth_date_new (2022, 1, 1) + (HearthDate) (i % 1600);
      g_autoptr (GPtrArray) items = NULL;

      hearth_plan_facts_set_day (facts, HEARTH_PLAN_DAY_TODAY, hearth_date_new (2026, 11, 22));
      hearth_plan_facts_set_day (facts, HEARTH_PLAN_DAY_RELEASED, released);
      hearth_plan_facts_set_day (facts, HEARTH_PLAN_DAY_ARRIVED, released + (HearthDate) (i % 3));
      hearth_plan_facts_add (facts, "service", "military");
      for (guint flag = 0; flag < G_N_ELEMENTS (flags); flag++)
        if ((i >> flag & 1) != 0)
          hearth_plan_facts_add (facts, "flag", flags[flag]);
      items = hearth_plan_evaluate (templates, facts, NULL, 0);
      n_items += items->len;
    }
  return n_items;
}

static gint64
count (HearthPackSet *packs, guint n_cases)
{
  gint64 sum = 0;

  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (HearthBenefitFacts) facts = hearth_benefit_facts_new ();
      g_autoptr (HearthBenefits) benefits = NULL;
      HearthBenefitCaptivity period = { { 2022, (gint8) (1 + i % 12), (gint8) (1 + i % 28) },
                                        { 2025, (gint8) (1 + i % 11), (gint8) (1 + i % 27) } };
      HearthBenefitPay pay = { hearth_date_new (2022, 1, 1), HEARTH_DATE_NONE, 2500000 + i };

      facts->served = HEARTH_SERVED_MILITARY;
      g_array_append_val (facts->captivity, period);
      g_array_append_val (facts->pay, pay);
      benefits = hearth_benefits_compute (packs, facts);
      for (guint j = 0; j < benefits->totals->len; j++)
        sum += g_array_index (benefits->totals, HearthBenefitTotal, j).sum_kop;
    }
  return sum;
}

int
main (int argc, char **argv)
{
  g_autofree char *dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  guint n_cases = argc > 1 ? (guint) atoi (argv[1]) : 10000;
  json_auto_t *figures = json_object ();
  g_autoptr (HearthPackSet) packs = NULL;
  g_autoptr (HearthPlanTemplates) templates = NULL;
  g_autofree char *text = NULL;
  BenchMoment since = bench_moment_now ();
  gint64 baseline, spent;

  packs = hearth_pack_set_load (dir, NULL);
  g_return_val_if_fail (packs != NULL, EXIT_FAILURE);
  templates = hearth_plan_templates_new (packs, NULL);
  g_return_val_if_fail (templates != NULL, EXIT_FAILURE);
  baseline = bench_moment_report (figures, "packs", since);
  since = bench_moment_now ();
  json_object_set_new (figures, "steps", json_integer ((json_int_t) plan (templates, n_cases)));
  spent = bench_moment_report (figures, "plans", since);
  json_object_set_new (figures, "plans_to_packs", json_real ((double) spent / (double) baseline));
  since = bench_moment_now ();
  json_object_set_new (figures, "sum_kop", json_integer (count (packs, n_cases)));
  spent = bench_moment_report (figures, "benefits", since);
  json_object_set_new (figures, "benefits_to_packs",
                       json_real ((double) spent / (double) baseline));
  text = json_dumps (figures, JSON_SORT_KEYS | JSON_REAL_PRECISION (4));
  printf ("%s\n", text);
  return EXIT_SUCCESS;
}
