/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-record-edit.h"

#include "hearth-check-list.h"
#include "hearth-pack-entry.h"
#include "hearth-random.h"
#include "hearth-test-vault.h"

#include <string.h>

#define TODAY "2025-06-21"

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
      self->vault, "{'surname':'Макетенко','category':'severely-wounded','birth':'1999',"
                   "'captured':'2022-05-16','released':'2025-06-09','stage':'reception'}");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_test_vault_assert_projection (self->vault);
  hearth_test_vault_free (self->vault);
}

static HearthChangeSet *
save (Fixture *self,
      const char *kind,
      const HearthId *rec,
      gint64 revision,
      const char *text,
      GError **error)
{
  json_auto_t *fields = hearth_test_vault_json (text);
  const HearthRecordEdit edit = { hearth_registry_find_kind (kind), self->case_id, *rec, revision,
                                  fields };

  return hearth_record_save (self->vault->context, &edit, error);
}

static HearthId
add (Fixture *self, const char *kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  HearthId rec = hearth_random_id ();
  g_autoptr (HearthChangeSet) changes = save (self, kind, &rec, HEARTH_REVISION_NEW, text, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  return rec;
}

static void
change (Fixture *self, const char *kind, const HearthId *rec, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = save (self, kind, rec, HEARTH_REVISION_ANY, text, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
}

static HearthRecord *
find (Fixture *self, const char *kind, const HearthId *rec)
{
  g_autoptr (GPtrArray) records = hearth_test_vault_list (self->vault, kind, &self->case_id);

  for (guint i = 0; i < records->len; i++)
    if (hearth_id_equal (hearth_record_get_id (records->pdata[i]), rec))
      return hearth_record_ref (records->pdata[i]);
  return NULL;
}

static guint
count_steps (Fixture *self, const char *template_id, const char *state)
{
  g_autoptr (GPtrArray) steps = hearth_test_vault_list (self->vault, "step", &self->case_id);
  guint n = 0;

  for (guint i = 0; i < steps->len; i++)
    if (g_strcmp0 (hearth_record_get_text (steps->pdata[i], "template"), template_id) == 0 &&
        g_strcmp0 (hearth_record_get_text (steps->pdata[i], "state"), state) == 0)
      n++;
  return n;
}

static gboolean
has_flag (Fixture *self, const char *flag)
{
  g_autoptr (GPtrArray) people = hearth_test_vault_list (self->vault, "person", &self->case_id);
  const json_t *flags = json_object_get (hearth_record_get_values (people->pdata[0]), "flags");

  for (gsize i = 0; i < json_array_size (flags); i++)
    if (g_strcmp0 (json_string_value (json_array_get (flags, i)), flag) == 0)
      return TRUE;
  return FALSE;
}

static void
undo (Fixture *self, HearthChangeSet *done)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes =
      hearth_store_execute (self->vault->store, hearth_change_set_get_inverse (done), &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
}

/* --- Checks and steps --- */

static void
a_check_with_an_outcome_closes_its_step_and_undo_opens_it (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HearthId rec = hearth_random_id ();
  g_autoptr (HearthChangeSet) done = save (
      self, "check", &rec, HEARTH_REVISION_NEW,
      "{'check':'dental','done_on':'2025-06-20','outcome':'abnormal','result':'два зуби'}", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (count_steps (self, "dental", "done"), ==, 1);
  undo (self, done);
  g_assert_cmpuint (count_steps (self, "dental", "planned"), ==, 1);
}

static void
a_check_without_an_outcome_leaves_the_plan_alone (Fixture *self, gconstpointer data)
{
  HearthId rec = add (self, "check", "{'check':'dental','done_on':'2025-06-20'}");

  g_assert_cmpuint (count_steps (self, "dental", "planned"), ==, 1);
  change (self, "check", &rec, "{'outcome':'pending'}");
  g_assert_cmpuint (count_steps (self, "dental", "in-progress"), ==, 1);
  change (self, "check", &rec, "{'outcome':'normal'}");
  g_assert_cmpuint (count_steps (self, "dental", "done"), ==, 1);
}

static void
a_shared_step_is_done_with_the_last_of_its_checks (Fixture *self, gconstpointer data)
{
  add (self, "check", "{'check':'blood-count','done_on':'2025-06-10','outcome':'normal'}");
  g_assert_cmpuint (count_steps (self, "basic-tests", "in-progress"), ==, 1);
  add (self, "check", "{'check':'biochemistry','done_on':'2025-06-10','outcome':'normal'}");
  add (self, "check", "{'check':'urinalysis','done_on':'2025-06-11','outcome':'refused'}");
  g_assert_cmpuint (count_steps (self, "basic-tests", "in-progress"), ==, 1);
  add (self, "check", "{'check':'heart-tests','done_on':'2025-06-12','outcome':'normal'}");
  g_assert_cmpuint (count_steps (self, "basic-tests", "done"), ==, 1);
}

static void
a_refusal_is_a_refusal_in_the_plan_without_what_was_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) steps = NULL;

  add (self, "check",
       "{'check':'dental','done_on':'2025-06-20','outcome':'refused','note':'таємне'}");
  g_assert_cmpuint (count_steps (self, "dental", "refused"), ==, 1);
  steps = hearth_test_vault_list (self->vault, "step", &self->case_id);
  for (guint i = 0; i < steps->len; i++)
    if (g_strcmp0 (hearth_record_get_text (steps->pdata[i], "template"), "dental") == 0)
      g_assert_cmpstr (hearth_record_get_text (steps->pdata[i], "reason"), ==, "check:refused");
}

static void
a_second_time_is_that_of_the_next_control (Fixture *self, gconstpointer data)
{
  add (self, "check", "{'check':'tuberculosis','done_on':'2025-06-10','outcome':'normal'}");
  g_assert_cmpuint (count_steps (self, "chest-xray", "done"), ==, 1);
  g_assert_cmpuint (count_steps (self, "infection-check", "in-progress"), ==, 1);
  g_assert_cmpuint (count_steps (self, "chest-xray-control", "done"), ==, 0);
  add (self, "check", "{'check':'tuberculosis','done_on':'2025-06-20','outcome':'normal'}");
  g_assert_cmpuint (count_steps (self, "chest-xray-control", "done"), ==, 1);
  g_assert_cmpuint (count_steps (self, "infection-check", "in-progress"), ==, 1);
  add (self, "check", "{'check':'skin-infections','done_on':'2025-06-20','outcome':'normal'}");
  add (self, "check",
       "{'check':'respiratory-infections','done_on':'2025-06-20','outcome':'normal'}");
  g_assert_cmpuint (count_steps (self, "infection-check", "done"), ==, 1);
}

static void
the_next_date_is_proposed_from_the_catalogue (Fixture *self, gconstpointer data)
{
  HearthId proposed =
      add (self, "check", "{'check':'tuberculosis','done_on':'2025-06-10','outcome':'normal'}");
  HearthId chosen = add (self, "check",
                         "{'check':'tuberculosis','done_on':'2025-06-10',"
                         "'outcome':'normal','next_on':'2025-08-01'}");
  g_autoptr (HearthRecord) first = find (self, "check", &proposed);
  g_autoptr (HearthRecord) second = find (self, "check", &chosen);
  g_autofree char *next = hearth_date_to_string (hearth_record_get_date (first, "next_on"));

  g_assert_cmpstr (next, ==, "2025-09-09");
  g_assert_cmpstr (hearth_record_get_text (second, "next_on"), ==, "2025-08-01");
}

static void
a_restricted_check_is_refused_among_the_others (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HearthId rec = hearth_random_id ();
  g_autoptr (HearthChangeSet) changes =
      save (self, "check", &rec, HEARTH_REVISION_NEW, "{'check':'hiv','outcome':'normal'}", &error);

  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
  g_assert_null (changes);
  add (self, "restricted_check", "{'check':'hiv','done_on':'2025-06-20','outcome':'normal'}");
  g_assert_cmpuint (count_steps (self, "further-tests", "in-progress"), ==, 1);
}

/* --- Measures and warnings --- */

static void
a_high_risk_warns_at_the_reception_and_says_no_more (Fixture *self, gconstpointer data)
{
  HearthId feeding;
  g_autoptr (HearthRecord) assessed = NULL;

  add (self, "vitals", "{'measured_on':'2025-06-20','weight_g':'60000','height_mm':'1800'}");
  g_assert_false (has_flag (self, "feeding-limits"));
  feeding = add (self, "feeding", "{'assessed_on':'2025-06-20','days_of_little':'12'}");
  g_assert_true (has_flag (self, "feeding-limits"));
  assessed = find (self, "feeding", &feeding);
  g_assert_cmpstr (hearth_record_get_text (assessed, "level"), ==, "high");
  g_assert_cmpuint (count_steps (self, "feeding-check", "done"), ==, 1);
  /* The limit plans what a limit needs. */
  g_assert_cmpuint (count_steps (self, "weight-weekly", "planned"), >=, 1);
}

static void
weight_alone_can_limit_what_may_be_eaten (Fixture *self, gconstpointer data)
{
  add (self, "vitals", "{'measured_on':'2025-06-20','weight_g':'48000','height_mm':'1800'}");
  g_assert_true (has_flag (self, "feeding-limits"));
}

static void
a_limit_goes_only_when_everything_was_assessed (Fixture *self, gconstpointer data)
{
  add (self, "vitals", "{'measured_on':'2025-06-10','weight_g':'48000','height_mm':'1800'}");
  add (self, "vitals", "{'measured_on':'2025-06-20','weight_g':'70000'}");
  g_assert_true (has_flag (self, "feeding-limits"));
  add (self, "feeding", "{'assessed_on':'2025-06-20','days_of_little':'0'}");
  g_assert_true (has_flag (self, "feeding-limits"));
  add (self, "feeding",
       "{'assessed_on':'2025-06-21','days_of_little':'0','earlier_weight_g':'72000',"
       "'loss_months':'3','low_electrolytes':'false','history':'false'}");
  g_assert_false (has_flag (self, "feeding-limits"));
}

static void
measured_electrolytes_count_as_low (Fixture *self, gconstpointer data)
{
  add (self, "vitals",
       "{'measured_on':'2025-06-20','weight_g':'70000','height_mm':'1800',"
       "'phosphate_umol':'450'}");
  g_assert_true (has_flag (self, "feeding-limits"));
}

static void
allergies_and_precautions_warn_as_long_as_there_are_any (Fixture *self, gconstpointer data)
{
  HearthId first = add (self, "allergy", "{'substance':'пеніцилін'}");
  HearthId second = add (self, "allergy", "{'substance':'йод'}");
  HearthId check = add (self, "check", "{'check':'skin-infections','precautions':'true'}");

  g_assert_true (has_flag (self, "allergy"));
  g_assert_true (has_flag (self, "infection"));
  change (self, "allergy", &first, "{'gone':true}");
  g_assert_true (has_flag (self, "allergy"));
  change (self, "allergy", &second, "{'gone':true}");
  g_assert_false (has_flag (self, "allergy"));
  change (self, "check", &check, "{'precautions':'false'}");
  g_assert_false (has_flag (self, "infection"));
}

static void
a_referral_is_a_neutral_step_until_it_is_answered (Fixture *self, gconstpointer data)
{
  HearthId rec = add (self, "referral",
                      "{'referred_to':'інститут','cause':'таємне',"
                      "'sent_on':'2025-06-20','expected_on':'2025-07-04'}");
  g_autoptr (GPtrArray) steps = NULL;

  add (self, "referral", "{'referred_to':'інший','expected_on':'2025-07-10'}");
  g_assert_cmpuint (count_steps (self, "referral-answer", "planned"), ==, 2);
  steps = hearth_test_vault_list (self->vault, "step", &self->case_id);
  for (guint i = 0; i < steps->len; i++)
    {
      g_autofree char *values =
          json_dumps (hearth_record_get_values (steps->pdata[i]), JSON_COMPACT);

      g_assert_null (strstr (values, "інститут"));
      g_assert_null (strstr (values, "таємне"));
    }
  change (self, "referral", &rec, "{'answered_on':'2025-06-21','answer':'так'}");
  g_assert_cmpuint (count_steps (self, "referral-answer", "done"), ==, 1);
  change (self, "referral", &rec, "{'answered_on':''}");
  g_assert_cmpuint (count_steps (self, "referral-answer", "planned"), ==, 2);
  change (self, "referral", &rec, "{'gone':true}");
  g_assert_cmpuint (count_steps (self, "referral-answer", "planned"), ==, 1);
}

/* --- The catalogue --- */

#define NOT_LISTED 99

static int
state_in_list (Fixture *self, const char *check, gboolean has_restricted)
{
  g_autoptr (GPtrArray) checks = hearth_test_vault_list (self->vault, "check", &self->case_id);
  g_autoptr (GPtrArray) others = hearth_test_vault_list (self->vault, "vitals", &self->case_id);
  g_autoptr (GPtrArray) steps = hearth_test_vault_list (self->vault, "step", &self->case_id);
  HearthCheckFacts facts = {
    .packs = hearth_context_get_packs (self->vault->context),
    .arrived = hearth_date_new (2025, 6, 9),
    .today = hearth_date_new (2025, 6, 21),
    .checks = checks,
    .others = others,
    .steps = steps,
    .has_restricted = has_restricted,
  };
  g_autoptr (GArray) items = hearth_check_list_new (&facts);

  for (guint i = 0; i < items->len; i++)
    {
      const HearthCheckItem *item = &g_array_index (items, HearthCheckItem, i);

      if (g_str_equal (hearth_pack_entry_get_id (item->entry), check))
        return (int) item->state;
    }
  return NOT_LISTED;
}

static void
close_step (Fixture *self, const char *template_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthRecord) step =
      hearth_test_vault_get_step (self->vault, &self->case_id, template_id, 1);
  json_auto_t *fields = hearth_test_vault_json ("{'state':'done'}");
  g_autoptr (HearthChangeSet) changes = hearth_step_set (
      self->vault->context, hearth_record_get_id (step), HEARTH_REVISION_ANY, fields, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
}

static void
the_catalogue_says_what_is_due_done_and_refused (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (state_in_list (self, "blood-count", TRUE), ==, HEARTH_CHECK_OVERDUE);
  g_assert_cmpint (state_in_list (self, "nerves", TRUE), ==, HEARTH_CHECK_DUE);
  g_assert_cmpint (state_in_list (self, "hiv", TRUE), !=, NOT_LISTED);
  g_assert_cmpint (state_in_list (self, "hiv", FALSE), ==, NOT_LISTED);
  add (self, "check", "{'check':'blood-count','done_on':'2025-06-12','outcome':'abnormal'}");
  g_assert_cmpint (state_in_list (self, "blood-count", TRUE), ==, HEARTH_CHECK_ABNORMAL);
  add (self, "check", "{'check':'blood-count','done_on':'2025-06-10','outcome':'normal'}");
  g_assert_cmpint (state_in_list (self, "blood-count", TRUE), ==, HEARTH_CHECK_ABNORMAL);
  add (self, "check", "{'check':'gut','done_on':'2025-06-10','outcome':'refused'}");
  g_assert_cmpint (state_in_list (self, "gut", TRUE), ==, HEARTH_CHECK_REFUSED);
  add (self, "vitals", "{'measured_on':'2025-06-20','weight_g':'70000'}");
  g_assert_cmpint (state_in_list (self, "weight-height", TRUE), ==, HEARTH_CHECK_DONE);
  close_step (self, "dental");
  g_assert_cmpint (state_in_list (self, "dental", TRUE), ==, HEARTH_CHECK_DONE);
}

/* --- Injuries --- */

static void
the_first_injury_closes_the_step_of_their_record_and_undo_opens_it (Fixture *self,
                                                                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HearthId rec = hearth_random_id ();
  g_autoptr (HearthRecord) step = NULL;
  g_autoptr (HearthChangeSet) done =
      save (self, "injury", &rec, HEARTH_REVISION_NEW,
            "{'kind':'scar','region':'thigh-front-left','examined_on':'2025-06-19'}", &error);

  g_assert_no_error (error);
  step = hearth_test_vault_get_step (self->vault, &self->case_id, "injury-record", 1);
  g_assert_cmpstr (hearth_record_get_text (step, "state"), ==, "done");
  g_assert_cmpstr (hearth_record_get_text (step, "done_on"), ==, "2025-06-19");
  undo (self, done);
  g_assert_cmpuint (count_steps (self, "injury-record", "planned"), ==, 1);
}

static void
a_restricted_injury_closes_the_same_step_and_says_no_more (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthRecord) step = NULL;
  g_autofree char *values = NULL;

  add (self, "injury", "{'kind':'scar','method':'sexual-violence','seen':'canary'}");
  step = hearth_test_vault_get_step (self->vault, &self->case_id, "injury-record", 1);
  g_assert_cmpstr (hearth_record_get_text (step, "state"), ==, "done");
  values = json_dumps (hearth_record_get_values (step), 0);
  g_assert_null (strstr (values, "canary"));
  g_assert_null (strstr (values, "sexual"));
  g_assert_null (strstr (values, "restricted"));
}

static void
a_correction_of_an_injury_leaves_a_step_that_was_opened_again (Fixture *self, gconstpointer data)
{
  HearthId rec = add (self, "injury", "{'kind':'scar','region':'thigh-front-left'}");
  g_autoptr (HearthRecord) step =
      hearth_test_vault_get_step (self->vault, &self->case_id, "injury-record", 1);
  g_autoptr (HearthCommand) command = hearth_command_new ("step-set");
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) opened = NULL;

  hearth_command_set (command, hearth_registry_find_kind ("step"), &self->case_id,
                      hearth_record_get_id (step), HEARTH_REVISION_ANY,
                      json_pack ("{s:s, s:n}", "state", "planned", "done_on"));
  opened = hearth_store_execute (self->vault->store, command, &error);
  g_assert_no_error (error);
  change (self, "injury", &rec, "{'seen':'тонкий'}");
  g_assert_cmpuint (count_steps (self, "injury-record", "planned"), ==, 1);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/model/medical-acts/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("a-check-with-an-outcome-closes-its-step-and-undo-opens-it",
       a_check_with_an_outcome_closes_its_step_and_undo_opens_it);
  ADD ("a-check-without-an-outcome-leaves-the-plan-alone",
       a_check_without_an_outcome_leaves_the_plan_alone);
  ADD ("a-shared-step-is-done-with-the-last-of-its-checks",
       a_shared_step_is_done_with_the_last_of_its_checks);
  ADD ("a-refusal-is-a-refusal-in-the-plan-without-what-was-refused",
       a_refusal_is_a_refusal_in_the_plan_without_what_was_refused);
  ADD ("a-second-time-is-that-of-the-next-control", a_second_time_is_that_of_the_next_control);
  ADD ("the-next-date-is-proposed-from-the-catalogue",
       the_next_date_is_proposed_from_the_catalogue);
  ADD ("a-restricted-check-is-refused-among-the-others",
       a_restricted_check_is_refused_among_the_others);
  ADD ("a-high-risk-warns-at-the-reception-and-says-no-more",
       a_high_risk_warns_at_the_reception_and_says_no_more);
  ADD ("weight-alone-can-limit-what-may-be-eaten", weight_alone_can_limit_what_may_be_eaten);
  ADD ("a-limit-goes-only-when-everything-was-assessed",
       a_limit_goes_only_when_everything_was_assessed);
  ADD ("measured-electrolytes-count-as-low", measured_electrolytes_count_as_low);
  ADD ("allergies-and-precautions-warn-as-long-as-there-are-any",
       allergies_and_precautions_warn_as_long_as_there_are_any);
  ADD ("a-referral-is-a-neutral-step-until-it-is-answered",
       a_referral_is_a_neutral_step_until_it_is_answered);
  ADD ("the-first-injury-closes-the-step-of-their-record-and-undo-opens-it",
       the_first_injury_closes_the_step_of_their_record_and_undo_opens_it);
  ADD ("a-restricted-injury-closes-the-same-step-and-says-no-more",
       a_restricted_injury_closes_the_same_step_and_says_no_more);
  ADD ("a-correction-of-an-injury-leaves-a-step-that-was-opened-again",
       a_correction_of_an_injury_leaves_a_step_that_was_opened_again);
  ADD ("the-catalogue-says-what-is-due-done-and-refused",
       the_catalogue_says_what_is_due_done_and_refused);
  return g_test_run ();
}
