/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a trial rests on: a copy of the facts that leaves them alone, and two sets of sums side by side. */
#include "config.h"

#include "hearth-benefit-compare.h"

typedef struct
{
  HearthPackSet *packs;
  HearthBenefitFacts *facts;
} Fixture;

static HearthPartialDate
day (int year, int month, int day)
{
  return (HearthPartialDate){ (gint16) year, (gint8) month, (gint8) day };
}

/* Worked example 1 of domain 4.3. */
static void
set_up (Fixture *self, gconstpointer data)
{
  const HearthBenefitCaptivity period = { day (2022, 5, 16), day (2025, 6, 9) };
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = hearth_pack_default_dir ();

  self->packs = hearth_pack_set_load (dir, &error);
  g_assert_no_error (error);
  self->facts = hearth_benefit_facts_new ();
  self->facts->served = HEARTH_SERVED_MILITARY;
  self->facts->birth = day (1990, 3, 5);
  g_array_append_val (self->facts->captivity, period);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_benefit_facts_free (self->facts);
  hearth_pack_set_unref (self->packs);
}

static const HearthBenefitChange *
find (const GArray *changes, const char *code)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const HearthBenefitChange *change = &g_array_index (changes, HearthBenefitChange, i);

      if (g_strcmp0 (hearth_pack_entry_get_text (change->benefit, "Code", NULL), code) == 0)
        return change;
    }
  return NULL;
}

static void
a_changed_copy_leaves_the_facts_as_they_are (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthBenefitFacts) copy = hearth_benefit_facts_copy (self->facts);
  g_autoptr (HearthBenefits) before = hearth_benefits_compute (self->packs, self->facts);
  g_autoptr (HearthBenefits) after = NULL;

  g_array_index (copy->captivity, HearthBenefitCaptivity, 0).to = day (2024, 1, 1);
  g_array_set_size (copy->pay, 0);
  copy->counts_capture_day = FALSE;
  after = hearth_benefits_compute (self->packs, self->facts);
  g_assert_cmpint (hearth_benefits_find_total (before, "ADD_REWARD_100K")->sum_kop, ==, 368161290);
  g_assert_cmpint (hearth_benefits_find_total (after, "ADD_REWARD_100K")->sum_kop, ==, 368161290);
}

static void
both_sums_stand_side_by_side (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthBenefitFacts) other = hearth_benefit_facts_copy (self->facts);
  g_autoptr (HearthBenefits) now = hearth_benefits_compute (self->packs, self->facts);
  g_autoptr (HearthBenefits) then = NULL;
  g_autoptr (GArray) changes = NULL;
  const HearthBenefitChange *reward, *annual, *one_off;

  other->counts_release_day = FALSE;
  other->annual_rule = HEARTH_ANNUAL_CALENDAR_YEAR_TOUCHED;
  then = hearth_benefits_compute (self->packs, other);
  changes = hearth_benefits_compare (now, then);
  reward = find (changes, "ADD_REWARD_100K");
  annual = find (changes, "ANNUAL_CAPTIVITY");
  one_off = find (changes, "ONE_OFF_RELEASE");
  g_assert_cmpint (reward->old_kop, ==, 368161290);
  g_assert_cmpint (reward->new_kop, ==, 367827957);
  g_assert_cmpint (annual->old_kop, ==, 30000000);
  g_assert_cmpint (annual->new_kop, ==, 40000000);
  g_assert_cmpint (one_off->old_kop, ==, one_off->new_kop);
}

/* What comes up, or goes, is there with nothing on the other side. */
static void
a_benefit_of_one_side_only_is_there (Fixture *self, gconstpointer data)
{
  const HearthBenefitStay stay = { hearth_date_new (2025, 11, 20), hearth_date_new (2026, 1, 15),
                                   FALSE };
  g_autoptr (HearthBenefitFacts) other = hearth_benefit_facts_copy (self->facts);
  g_autoptr (HearthBenefits) now = hearth_benefits_compute (self->packs, self->facts);
  g_autoptr (HearthBenefits) then = NULL;
  g_autoptr (GArray) there = NULL;
  g_autoptr (GArray) back = NULL;

  g_array_append_val (other->inpatient, stay);
  then = hearth_benefits_compute (self->packs, other);
  there = hearth_benefits_compare (now, then);
  back = hearth_benefits_compare (then, now);
  g_assert_cmpint (find (there, "TREAT_50K")->old_kop, ==, 0);
  g_assert_cmpint (find (there, "TREAT_50K")->new_kop, ==, 9252688);
  g_assert_cmpint (find (back, "TREAT_50K")->old_kop, ==, 9252688);
  g_assert_cmpint (find (back, "TREAT_50K")->new_kop, ==, 0);
}

/* What was never theirs is neither a sum nor a right, whatever rates there are. */
static void
what_is_for_others_is_never_counted (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthBenefits) benefits = hearth_benefits_compute (self->packs, self->facts);

  g_assert_nonnull (hearth_benefit_find (self->packs, "ADD_REWARD_30K"));
  g_assert_null (hearth_benefits_find_total (benefits, "ADD_REWARD_30K"));
  for (guint i = 0; i < benefits->rights->len; i++)
    g_assert_cmpstr (
        hearth_pack_entry_get_text (g_array_index (benefits->rights, HearthBenefitRight, i).benefit,
                                    "Code", NULL),
        !=, "DEATH_1Y");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/rules/benefit-compare/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("a-changed-copy-leaves-the-facts-as-they-are", a_changed_copy_leaves_the_facts_as_they_are);
  ADD ("what-is-for-others-is-never-counted", what_is_for_others_is_never_counted);
  ADD ("both-sums-stand-side-by-side", both_sums_stand_side_by_side);
  ADD ("a-benefit-of-one-side-only-is-there", a_benefit_of_one_side_only_is_there);
  return g_test_run ();
}
