/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals, their levels and what follows from records of rehabilitation, in a real vault. */
#include "config.h"

#include "hearth-rehabilitation.h"

#include "hearth-case.h"
#include "hearth-test-vault.h"

#define TODAY "2025-07-21"

typedef struct
{
  HearthTestVault *vault;
  HearthId case_id;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->vault = hearth_test_vault_new (TODAY);
  self->case_id = hearth_test_vault_open_case (
      self->vault, "{'surname':'Макетенко','category':'severely-wounded','arrived':'2025-06-09',"
                   "'captured':'2022-05-16','released':'2025-06-09','flags':'prosthetics'}");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_test_vault_assert_projection (self->vault);
  hearth_test_vault_free (self->vault);
}

static HearthChangeSet *
try_add (Fixture *self, const char *kind, const char *text, HearthId *rec, GError **error)
{
  json_auto_t *fields = hearth_test_vault_json (text);

  return hearth_record_add (self->vault->context, hearth_registry_find_kind (kind), &self->case_id,
                            fields, rec, error);
}

static HearthId
add (Fixture *self, const char *kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  HearthId rec;
  g_autoptr (HearthChangeSet) changes = try_add (self, kind, text, &rec, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  return rec;
}

static void
rate (Fixture *self, const HearthId *goal, const char *day, int level)
{
  g_autofree char *hex = hearth_id_to_string (goal);
  g_autofree char *text =
      g_strdup_printf ("{'goal':'%s','scored_on':'%s','score':'%d'}", hex, day, level);

  add (self, "goal_score", text);
}

static GArray *
attain (Fixture *self)
{
  g_autoptr (GPtrArray) goals = hearth_test_vault_list (self->vault, "goal", &self->case_id);
  g_autoptr (GPtrArray) scores = hearth_test_vault_list (self->vault, "goal_score", &self->case_id);

  return hearth_rehabilitation_attainment (goals, scores);
}

static HearthRecord *
only (Fixture *self, const char *kind)
{
  g_autoptr (GPtrArray) records = hearth_test_vault_list (self->vault, kind, &self->case_id);

  g_assert_cmpuint (records->len, ==, 1);
  return hearth_record_ref (records->pdata[0]);
}

static void
a_goal_of_the_pack_brings_its_track_and_its_term (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthRecord) goal = NULL;

  add (self, "goal", "{'goal':'walk-500','set_on':'2025-07-01'}");
  goal = only (self, "goal");
  g_assert_cmpstr (hearth_record_get_text (goal, "track"), ==, "physical");
  /* Six weeks. */
  g_assert_cmpstr (hearth_record_get_text (goal, "target_on"), ==, "2025-08-12");
}

static void
what_a_person_says_of_a_goal_stays (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthRecord) goal = NULL;

  add (self, "goal", "{'goal':'walk-500','track':'neuro','target_on':'2025-12-01'}");
  goal = only (self, "goal");
  g_assert_cmpstr (hearth_record_get_text (goal, "track"), ==, "neuro");
  g_assert_cmpstr (hearth_record_get_text (goal, "target_on"), ==, "2025-12-01");
  g_assert_cmpstr (hearth_record_get_text (goal, "set_on"), ==, TODAY);
}

static void
a_goal_in_own_words_has_no_term_of_its_own (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthRecord) goal = NULL;

  add (self, "goal", "{'goal':'Грає на гітарі'}");
  goal = only (self, "goal");
  g_assert_cmpstr (hearth_record_get_text (goal, "goal"), ==, "Грає на гітарі");
  g_assert_null (hearth_record_get_text (goal, "target_on"));
}

static void
levels_over_time_give_the_t_score_of_each_day (Fixture *self, gconstpointer data)
{
  HearthId walk =
      add (self, "goal", "{'goal':'walk-500','set_on':'2025-07-01','baseline':'-1','weight':'2'}");
  HearthId own = add (self, "goal", "{'goal':'Свій','set_on':'2025-07-05','baseline':'-2'}");
  g_autoptr (GArray) days = NULL;
  const HearthAttainment *day;

  rate (self, &walk, "2025-07-10", 0);
  rate (self, &own, "2025-07-20", 1);
  days = attain (self);
  g_assert_cmpuint (days->len, ==, 4);
  day = &g_array_index (days, HearthAttainment, 0);
  g_assert_cmpint (day->day, ==, hearth_date_new (2025, 7, 1));
  g_assert_cmpuint (day->n_goals, ==, 1);
  g_assert_cmpint (day->tenths, ==, 400);
  /* 50 + 10 (2·−1 − 2) / √(0.7·5 + 0.3·9) = 50 − 40/2.48998 */
  g_assert_cmpint (g_array_index (days, HearthAttainment, 1).tenths, ==, 339);
  /* 50 + 10 (0 − 2) / 2.48998 */
  g_assert_cmpint (g_array_index (days, HearthAttainment, 2).tenths, ==, 420);
  /* 50 + 10 (0 + 1) / 2.48998 */
  g_assert_cmpint (g_array_index (days, HearthAttainment, 3).tenths, ==, 540);
}

static void
of_one_day_the_level_that_was_written_later_counts (Fixture *self, gconstpointer data)
{
  HearthId goal = add (self, "goal", "{'goal':'walk-500','set_on':'2025-07-01'}");
  g_autoptr (GArray) days = NULL;

  rate (self, &goal, "2025-07-10", -2);
  rate (self, &goal, "2025-07-10", 2);
  days = attain (self);
  g_assert_cmpuint (days->len, ==, 1);
  g_assert_cmpint (g_array_index (days, HearthAttainment, 0).tenths, ==, 700);
}

static void
without_a_level_there_is_no_t_score (Fixture *self, gconstpointer data)
{
  g_autoptr (GArray) days = NULL;

  add (self, "goal", "{'goal':'walk-500','set_on':'2025-07-01'}");
  days = attain (self);
  g_assert_cmpuint (days->len, ==, 0);
}

static void
a_level_needs_a_goal_of_the_case_and_a_place_on_the_scale (Fixture *self, gconstpointer data)
{
  HearthId goal = add (self, "goal", "{'goal':'walk-500'}");
  HearthId other_case =
      hearth_test_vault_open_case (self->vault, "{'surname':'Інакша','released':'2025-06-09'}");
  g_autofree char *hex = hearth_id_to_string (&goal);
  static const char *const bad[] = {
    "{'scored_on':'2025-07-10','score':'1'}",
    "{'goal':'00000000000000000000000000000001','scored_on':'2025-07-10','score':'1'}",
    "{'goal':'%s','scored_on':'2025-07-10','score':'3'}",
    "{'goal':'%s','scored_on':'2025-07-10','score':'-3'}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (GStrv) parts = g_strsplit (bad[i], "%s", 2);
      g_autofree char *text = g_strjoinv (hex, parts);
      g_autoptr (GError) error = NULL;
      g_autoptr (HearthChangeSet) changes = try_add (self, "goal_score", text, NULL, &error);

      g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
      g_assert_null (changes);
    }
  {
    g_autofree char *text =
        g_strdup_printf ("{'goal':'%s','scored_on':'2025-07-10','score':'1'}", hex);
    json_auto_t *fields = hearth_test_vault_json (text);
    g_autoptr (GError) error = NULL;
    g_autoptr (HearthChangeSet) changes =
        hearth_record_add (self->vault->context, hearth_registry_find_kind ("goal_score"),
                           &other_case, fields, NULL, &error);

    g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
    g_assert_null (changes);
  }
}

static const char *
due_of (Fixture *self, const char *template_id, gint64 occurrence, HearthRecord **step)
{
  g_clear_pointer (step, hearth_record_unref);
  *step = hearth_test_vault_get_step (self->vault, &self->case_id, template_id, occurrence);
  return *step != NULL ? hearth_record_get_text (*step, "due") : NULL;
}

static void
the_next_review_is_work_in_the_plan (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthRecord) step = NULL;
  g_autoptr (HearthChangeSet) undone = NULL;
  g_autoptr (HearthChangeSet) changes = try_add (
      self, "rehabilitation", "{'opened_on':'2025-07-20','review_on':'2025-08-17'}", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (due_of (self, "rehab-review", 28, &step), ==, "2025-08-17");
  g_assert_cmpstr (hearth_record_get_text (step, "state"), ==, "planned");
  undone =
      hearth_store_execute (self->vault->store, hearth_change_set_get_inverse (changes), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (due_of (self, "rehab-review", 28, &step), !=, "2025-08-17");
}

static void
when_the_planned_reviews_are_done_the_next_one_is_added (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthRecord) step = NULL;
  json_auto_t *done = hearth_test_vault_json ("{'state':'done'}");

  for (gint64 occurrence = 28; occurrence <= 56; occurrence += 28)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HearthChangeSet) changes = NULL;

      due_of (self, "rehab-review", occurrence, &step);
      changes = hearth_step_set (self->vault->context, hearth_record_get_id (step),
                                 HEARTH_REVISION_ANY, done, &error);
      g_assert_no_error (error);
    }
  add (self, "rehabilitation", "{'opened_on':'2025-07-20','review_on':'2025-09-01'}");
  g_assert_cmpstr (due_of (self, "goals-review", 1, &step), ==, "2025-09-01");
  g_assert_cmpstr (hearth_record_get_text (step, "track"), ==, "rehabilitation");
  due_of (self, "rehab-review", 28, &step);
  g_assert_cmpstr (hearth_record_get_text (step, "state"), ==, "done");
}

static void
the_life_of_a_prosthesis_counts_from_when_it_was_handed_over (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthRecord) prosthesis = NULL;
  g_autoptr (HearthRecord) step = NULL;

  add (self, "prosthesis", "{'limb':'left-leg','fitted_on':'2025-06-20','handed_on':'2025-07-15'}");
  prosthesis = only (self, "prosthesis");
  g_assert_cmpstr (hearth_record_get_text (prosthesis, "serves_to"), ==, "2028-07-15");
  g_assert_cmpstr (due_of (self, "prosthetics-renewal", 1, &step), ==, "2028-07-15");
}

static void
the_meaning_of_a_t_score_changes_at_its_bounds (void)
{
  g_assert_cmpint (hearth_attainment_get_meaning (349), ==, HEARTH_ATTAINMENT_MUCH_LESS);
  g_assert_cmpint (hearth_attainment_get_meaning (350), ==, HEARTH_ATTAINMENT_LESS);
  g_assert_cmpint (hearth_attainment_get_meaning (449), ==, HEARTH_ATTAINMENT_LESS);
  g_assert_cmpint (hearth_attainment_get_meaning (450), ==, HEARTH_ATTAINMENT_EXPECTED);
  g_assert_cmpint (hearth_attainment_get_meaning (550), ==, HEARTH_ATTAINMENT_EXPECTED);
  g_assert_cmpint (hearth_attainment_get_meaning (551), ==, HEARTH_ATTAINMENT_MORE);
  g_assert_cmpint (hearth_attainment_get_meaning (651), ==, HEARTH_ATTAINMENT_MUCH_MORE);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/model/rehabilitation/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("a-goal-of-the-pack-brings-its-track-and-its-term",
       a_goal_of_the_pack_brings_its_track_and_its_term);
  ADD ("what-a-person-says-of-a-goal-stays", what_a_person_says_of_a_goal_stays);
  ADD ("a-goal-in-own-words-has-no-term-of-its-own", a_goal_in_own_words_has_no_term_of_its_own);
  ADD ("levels-over-time-give-the-t-score-of-each-day",
       levels_over_time_give_the_t_score_of_each_day);
  ADD ("of-one-day-the-level-that-was-written-later-counts",
       of_one_day_the_level_that_was_written_later_counts);
  ADD ("without-a-level-there-is-no-t-score", without_a_level_there_is_no_t_score);
  ADD ("a-level-needs-a-goal-of-the-case-and-a-place-on-the-scale",
       a_level_needs_a_goal_of_the_case_and_a_place_on_the_scale);
  ADD ("the-next-review-is-work-in-the-plan", the_next_review_is_work_in_the_plan);
  ADD ("when-the-planned-reviews-are-done-the-next-one-is-added",
       when_the_planned_reviews_are_done_the_next_one_is_added);
  ADD ("the-life-of-a-prosthesis-counts-from-when-it-was-handed-over",
       the_life_of_a_prosthesis_counts_from_when_it_was_handed_over);
  g_test_add_func ("/model/rehabilitation/the-meaning-of-a-t-score-changes-at-its-bounds",
                   the_meaning_of_a_t_score_changes_at_its_bounds);
  return g_test_run ();
}
