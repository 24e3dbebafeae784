/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-demo-progress.h"

typedef struct
{
  HearthDemoData *data;
  HearthPackSet *packs;
  HearthPlanTemplates *templates;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  g_autoptr (GError) error = NULL;

  fixture->data = hearth_demo_data_load (&error);
  g_assert_no_error (error);
  fixture->packs = hearth_pack_set_load (dir, &error);
  g_assert_no_error (error);
  fixture->templates = hearth_plan_templates_new (fixture->packs, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  hearth_plan_templates_unref (fixture->templates);
  hearth_pack_set_unref (fixture->packs);
  hearth_demo_data_free (fixture->data);
}

static void
assert_known (Fixture *fixture, guint person, const char *column, const char *pack)
{
  const char *id = hearth_demo_data_get (fixture->data, person, column);

  if (*id != '\0' && hearth_pack_set_lookup (fixture->packs, pack, id) == NULL)
    g_test_message ("%s: %s", column, id);
  g_assert_true (*id == '\0' || hearth_pack_set_lookup (fixture->packs, pack, id) != NULL);
}

static void
test_every_person_is_made_of_known_entries (Fixture *fixture, gconstpointer unused)
{
  static const char *const packs[] = { "rank", "branch", "category", "condition", "stage" };

  g_assert_cmpuint (hearth_demo_data_get_n_people (fixture->data), ==, 60);
  for (guint i = 0; i < 60; i++)
    {
      g_auto (GStrv) flags = g_strsplit (hearth_demo_data_get (fixture->data, i, "flags"), " ", -1);
      g_autofree char *pace =
          g_strconcat ("pace ", hearth_demo_data_get (fixture->data, i, "pace"), NULL);

      for (guint p = 0; p < G_N_ELEMENTS (packs); p++)
        assert_known (fixture, i, packs[p], packs[p]);
      for (guint f = 0; flags[f] != NULL; f++)
        g_assert_true (*flags[f] == '\0' ||
                       hearth_pack_set_lookup (fixture->packs, "flag", flags[f]) != NULL);
      g_assert_cmpint (hearth_demo_data_get_number (fixture->data, pace, "Done.Default"), >, 0);
      g_assert_cmpint (hearth_demo_data_get_int (fixture->data, i, "event"), >=, 1);
      g_assert_cmpint (hearth_demo_data_get_int (fixture->data, i, "event"), <=, 2);
      g_assert_cmpint (hearth_demo_data_get_int (fixture->data, i, "captivity_days"), >, 0);
      g_assert_cmpstr (hearth_demo_data_get (fixture->data, i, "surname"), !=, "");
    }
  g_assert_cmpstr (hearth_demo_data_get (fixture->data, 0, "no-such-column"), ==, "");
}

static void
assert_steps_are_known (Fixture *fixture, const char *group, const char *key)
{
  g_auto (GStrv) ids = hearth_demo_data_dup_list (fixture->data, group, key);

  for (guint i = 0; ids[i] != NULL; i++)
    g_assert_nonnull (hearth_plan_templates_lookup (fixture->templates, ids[i]));
}

static void
test_every_story_speaks_of_known_steps_and_blockers (Fixture *fixture, gconstpointer unused)
{
  static const char *const groups[] = { "pace stuck-id", "pace stuck-unit", "pace stuck-vlk",
                                        "pace weak",     "pace wary",       "pace steady" };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_autofree char *blocker = hearth_demo_data_dup_text (fixture->data, groups[i], "Blocker");

      assert_steps_are_known (fixture, groups[i], "Stop");
      assert_steps_are_known (fixture, groups[i], "Refused");
      if (blocker != NULL)
        g_assert_nonnull (hearth_pack_set_lookup (fixture->packs, "blocker", blocker));
    }
}

/* The steps of somebody who arrived so many days before 2025-06-20, as they are made at opening. */
static GPtrArray *
make_steps (Fixture *fixture, const HearthPlanFacts *facts)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
  g_autoptr (GPtrArray) items = hearth_plan_evaluate (fixture->templates, facts, NULL, 0);
  const HearthId case_id = { { 0xCA } };

  for (guint i = 0; i < items->len; i++)
    {
      const HearthPlanItem *item = g_ptr_array_index (items, i);
      const HearthId id = { { (guint8) i, (guint8) (i >> 8) } };
      json_t *values = json_object ();

      if (item->act != HEARTH_PLAN_ADD)
        {
          json_decref (values);
          continue;
        }
      json_object_set_new (values, "template", json_string (item->template_id));
      json_object_set_new (values, "occurrence", json_integer (item->occurrence));
      g_ptr_array_add (records, hearth_record_new (hearth_registry_find_kind ("step"), &id,
                                                   &case_id, 1, values));
    }
  return records;
}

static HearthPlanFacts *
make_facts (guint days_ago)
{
  HearthPlanFacts *facts = hearth_plan_facts_new ();
  const HearthDate today = hearth_date_new (2025, 6, 20);

  hearth_plan_facts_set_day (facts, HEARTH_PLAN_DAY_TODAY, today);
  hearth_plan_facts_set_day (facts, HEARTH_PLAN_DAY_RELEASED, today - (HearthDate) days_ago);
  hearth_plan_facts_set_day (facts, HEARTH_PLAN_DAY_ARRIVED, today - (HearthDate) days_ago);
  hearth_plan_facts_add (facts, "category", "wounded");
  return facts;
}

typedef struct
{
  guint n_done, n_open, n_overdue, n_waiting, n_refused;
} Tally;

static Tally
tally (Fixture *fixture, const char *pace, guint days_ago)
{
  g_autoptr (HearthPlanFacts) facts = make_facts (days_ago);
  const HearthDate today = hearth_plan_facts_get_day (facts, HEARTH_PLAN_DAY_TODAY);
  g_autoptr (GPtrArray) records = make_steps (fixture, facts);
  g_autoptr (GArray) steps =
      hearth_demo_progress (fixture->data, pace, "D-001", fixture->templates, facts, records);
  Tally counted = { 0 };

  g_assert_cmpuint (steps->len, ==, records->len);
  g_assert_cmpuint (steps->len, >, 40);
  for (guint i = 0; i < steps->len; i++)
    {
      const HearthDemoStep *step = &g_array_index (steps, HearthDemoStep, i);
      const gboolean is_open = hearth_step_state_is_open (step->state);

      if (step->state == HEARTH_STEP_DONE)
        {
          g_assert_cmpint (step->done_on, <=, today);
          g_assert_cmpint (step->done_on, >=, today - (HearthDate) days_ago);
        }
      if (step->state == HEARTH_STEP_REFUSED)
        g_assert_nonnull (step->reason);
      counted.n_done += step->state == HEARTH_STEP_DONE;
      counted.n_open += is_open;
      counted.n_overdue += is_open && step->due != HEARTH_DATE_NONE && step->due < today;
      counted.n_waiting += step->state == HEARTH_STEP_WAITING;
      counted.n_refused += step->state == HEARTH_STEP_REFUSED;
    }
  g_test_message ("%s after %u days: %u done, %u open, %u overdue", pace, days_ago, counted.n_done,
                  counted.n_open, counted.n_overdue);
  return counted;
}

static void
test_the_quick_are_further_than_the_slow (Fixture *fixture, gconstpointer unused)
{
  const Tally quick = tally (fixture, "quick", 40), slow = tally (fixture, "slow", 40);
  const Tally fresh = tally (fixture, "new", 12);

  g_assert_cmpuint (quick.n_done, >, slow.n_done);
  g_assert_cmpuint (slow.n_done, >, fresh.n_done);
  g_assert_cmpuint (quick.n_overdue, <, slow.n_overdue);
  g_assert_cmpuint (fresh.n_done, >, 0);
  g_assert_cmpuint (quick.n_open, >, 0);
}

static void
test_those_who_are_stuck_wait_and_the_wary_refuse (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpuint (tally (fixture, "stuck-id", 40).n_waiting, >, 0);
  g_assert_cmpuint (tally (fixture, "stuck-unit", 40).n_waiting, >, 0);
  g_assert_cmpuint (tally (fixture, "stuck-vlk", 40).n_waiting, >, 0);
  g_assert_cmpuint (tally (fixture, "weak", 40).n_waiting, >, 0);
  g_assert_cmpuint (tally (fixture, "wary", 40).n_refused, >, 0);
  g_assert_cmpuint (tally (fixture, "steady", 12).n_done, >, 10);
}

static void
test_the_dice_are_the_same_everywhere (void)
{
  guint counts[10] = { 0 };

  /* FNV-1a of "a/b" is 0x3a8e75c1, computed by another program. */
  g_assert_cmpuint (hearth_demo_dice ("a", "b", 100), ==, (0x3a8e75c1u ^ 0x3a8eu) % 100);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *word = g_strdup_printf ("%u", i);

      counts[hearth_demo_dice ("person", word, 10)]++;
    }
  for (guint i = 0; i < 10; i++)
    {
      g_assert_cmpuint (counts[i], >, 60);
      g_assert_cmpuint (counts[i], <, 140);
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/model/demo-progress/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("every-person-is-made-of-known-entries", test_every_person_is_made_of_known_entries);
  ADD ("every-story-speaks-of-known-steps-and-blockers",
       test_every_story_speaks_of_known_steps_and_blockers);
  ADD ("the-quick-are-further-than-the-slow", test_the_quick_are_further_than_the_slow);
  ADD ("those-who-are-stuck-wait-and-the-wary-refuse",
       test_those_who_are_stuck_wait_and_the_wary_refuse);
  g_test_add_func ("/model/demo-progress/the-dice-are-the-same-everywhere",
                   test_the_dice_are_the_same_everywhere);
  return g_test_run ();
}
