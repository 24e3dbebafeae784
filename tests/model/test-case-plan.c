/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-plan.h"

static HearthRecord *
record (const char *kind, json_t *values)
{
  static guint8 last;
  const HearthId case_id = { { 0xCA } };
  HearthId id = { { 0xEC } };

  id.bytes[1] = ++last;
  g_assert_nonnull (values);
  return hearth_record_new (hearth_registry_find_kind (kind), &id, &case_id, 1, values);
}

static GPtrArray *
records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
}

static void
test_facts_come_from_the_person_and_all_periods (void)
{
  g_autoptr (HearthRecord) person =
      record ("person", json_pack ("{s:s, s:s, s:s, s:s, s:[s, s]}", "category", "under-25",
                                   "branch", "navy", "birth", "2001-04-02", "arrived", "2025-06-10",
                                   "flags", "family", "serving"));
  g_autoptr (GPtrArray) captivity = records ();
  g_autoptr (HearthPlanFacts) facts = NULL;

  g_ptr_array_add (captivity,
                   record ("captivity", json_pack ("{s:s, s:s}", "captured", "2024-02-01",
                                                   "released", "2025-06-09")));
  g_ptr_array_add (captivity,
                   record ("captivity", json_pack ("{s:s, s:s}", "captured", "2022-05-16",
                                                   "released", "2023-01-01")));
  facts = hearth_case_plan_facts (person, captivity, hearth_date_new (2025, 6, 20));
  g_assert_true (hearth_plan_facts_has (facts, "category", "under-25"));
  g_assert_true (hearth_plan_facts_has (facts, "branch", "navy"));
  g_assert_true (hearth_plan_facts_has (facts, "flag", "family"));
  g_assert_true (hearth_plan_facts_has (facts, "flag", "serving"));
  g_assert_cmpint (hearth_plan_facts_get_day (facts, HEARTH_PLAN_DAY_TODAY), ==,
                   hearth_date_new (2025, 6, 20));
  g_assert_cmpint (hearth_plan_facts_get_day (facts, HEARTH_PLAN_DAY_BIRTH), ==,
                   hearth_date_new (2001, 4, 2));
  g_assert_cmpint (hearth_plan_facts_get_day (facts, HEARTH_PLAN_DAY_ARRIVED), ==,
                   hearth_date_new (2025, 6, 10));
  g_assert_cmpint (hearth_plan_facts_get_day (facts, HEARTH_PLAN_DAY_CAPTURED), ==,
                   hearth_date_new (2022, 5, 16));
  g_assert_cmpint (hearth_plan_facts_get_day (facts, HEARTH_PLAN_DAY_RELEASED), ==,
                   hearth_date_new (2025, 6, 9));
}

static void
test_dates_known_in_part_are_not_known_to_the_rules (void)
{
  g_autoptr (HearthRecord) person = record ("person", json_pack ("{s:s}", "birth", "2001"));
  g_autoptr (GPtrArray) captivity = records ();
  g_autoptr (HearthPlanFacts) facts = NULL;

  g_ptr_array_add (captivity, record ("captivity", json_pack ("{s:s}", "released", "2025-06")));
  facts = hearth_case_plan_facts (person, captivity, HEARTH_DATE_NONE);
  g_assert_cmpint (hearth_plan_facts_get_day (facts, HEARTH_PLAN_DAY_BIRTH), ==, HEARTH_DATE_NONE);
  g_assert_cmpint (hearth_plan_facts_get_day (facts, HEARTH_PLAN_DAY_RELEASED), ==,
                   HEARTH_DATE_NONE);
}

static void
test_a_case_without_records_has_no_facts_but_the_day (void)
{
  g_autoptr (HearthPlanFacts) facts =
      hearth_case_plan_facts (NULL, NULL, hearth_date_new (2025, 6, 20));

  g_assert_false (hearth_plan_facts_knows (facts, "category"));
  g_assert_cmpint (hearth_plan_facts_get_day (facts, HEARTH_PLAN_DAY_RELEASED), ==,
                   HEARTH_DATE_NONE);
}

static const HearthPlanItem *
find_item (GPtrArray *items, int step)
{
  for (guint i = 0; i < items->len; i++)
    {
      const HearthPlanItem *item = g_ptr_array_index (items, i);

      if (item->step == step)
        return item;
    }
  return NULL;
}

static void
test_steps_find_their_place_in_the_plan_whatever_they_hold (void)
{
  g_autofree char *dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthPackSet) packs = hearth_pack_set_load (dir, &error);
  g_autoptr (HearthPlanTemplates) templates = NULL;
  g_autoptr (HearthPlanFacts) facts = NULL;
  g_autoptr (GPtrArray) steps = records ();
  g_autoptr (GPtrArray) items = NULL;

  g_assert_no_error (error);
  templates = hearth_plan_templates_new (packs, &error);
  g_assert_no_error (error);
  facts = hearth_case_plan_facts (NULL, NULL, hearth_date_new (2025, 6, 20));
  g_ptr_array_add (steps, record ("step", json_pack ("{s:s, s:i, s:s, s:s}", "template",
                                                     "call-home", "occurrence", 1, "state", "done",
                                                     "done_on", "2025-06-09")));
  g_ptr_array_add (steps,
                   record ("step", json_pack ("{s:s, s:i, s:s}", "template", "from-a-later-pack",
                                              "occurrence", 1, "state", "from-a-later-version")));
  g_ptr_array_add (steps, record ("step", json_object ()));
  items = hearth_case_plan_evaluate (templates, facts, steps);
  g_assert_nonnull (find_item (items, 0)->template);
  g_assert_cmpint (find_item (items, 0)->state, ==, HEARTH_STEP_DONE);
  g_assert_null (find_item (items, 1)->template);
  g_assert_true (hearth_step_state_is_open (find_item (items, 1)->state));
  g_assert_nonnull (find_item (items, 2));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model/case-plan/facts-come-from-the-person-and-all-periods",
                   test_facts_come_from_the_person_and_all_periods);
  g_test_add_func ("/model/case-plan/dates-known-in-part-are-not-known-to-the-rules",
                   test_dates_known_in_part_are_not_known_to_the_rules);
  g_test_add_func ("/model/case-plan/a-case-without-records-has-no-facts-but-the-day",
                   test_a_case_without_records_has_no_facts_but_the_day);
  g_test_add_func ("/model/case-plan/steps-find-their-place-in-the-plan-whatever-they-hold",
                   test_steps_find_their_place_in_the_plan_whatever_they_hold);
  return g_test_run ();
}
