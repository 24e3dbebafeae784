/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-number.h"
#include "hearth-json.h"
#include "hearth-keyring.h"
#include "hearth-line.h"
#include "hearth-test-vault.h"
#include "hearth-test.h"
#include "hearth-undo.h"

#include <string.h>

#define TODAY "2025-06-11"
#define PERSON                                                                                                   \
  "{'surname':'Вигаданко','given':'Артем','patronymic':'Дмитрович','birth':'2004-12-08'," \
  "'rank':'soldier','branch':'navy','captured':'2022-05-16','released':'2025-06-09',"                            \
  "'captured_at':'Маріуполь','arrived':'2025-06-09'}"

typedef HearthTestVault Fixture;

static void
set_up (Fixture **fixture, gconstpointer data)
{
  *fixture = hearth_test_vault_new (TODAY);
}

static void
tear_down (Fixture **fixture, gconstpointer data)
{
  hearth_test_vault_assert_projection (*fixture);
  hearth_test_vault_free (*fixture);
}

static HearthChangeSet *
set_case (Fixture *self, const HearthId *case_id, gint64 revision, const char *fields)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *json = hearth_test_vault_json (fields);
  HearthChangeSet *changes = hearth_case_set (self->context, case_id, revision, json, &error);

  g_assert_no_error (error);
  return changes;
}

static HearthChangeSet *
set_step (Fixture *self, const HearthRecord *step, const char *fields)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *json = hearth_test_vault_json (fields);
  HearthChangeSet *changes = hearth_step_set (self->context, hearth_record_get_id (step),
                                              hearth_record_get_revision (step), json, &error);

  g_assert_no_error (error);
  return changes;
}

static void
assert_step_refused (Fixture *self, const HearthRecord *step, const char *fields)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  json_auto_t *json = hearth_test_vault_json (fields);

  changes = hearth_step_set (self->context, hearth_record_get_id (step), HEARTH_REVISION_ANY, json,
                             &error);
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
  g_assert_null (changes);
}

static void
test_opening_makes_person_captivity_and_plan (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, PERSON);
  g_autoptr (HearthRecord) person = hearth_test_vault_get_person (self, &case_id);
  g_autoptr (GPtrArray) captivity = hearth_test_vault_list (self, "captivity", &case_id);
  g_autoptr (GPtrArray) steps = hearth_test_vault_list (self, "step", &case_id);
  g_autoptr (HearthRecord) identity =
      hearth_test_vault_get_step (self, &case_id, "identity-check", 1);

  g_assert_cmpstr (hearth_record_get_text (person, "name_latin"), ==, "Vyhadanko Artem");
  g_assert_true (hearth_case_number_is_valid (hearth_record_get_text (person, "number")));
  g_assert_true (g_str_has_prefix (hearth_record_get_text (person, "number"), "25-0001-"));
  g_assert_cmpuint (captivity->len, ==, 1);
  g_assert_cmpstr (hearth_record_get_text (captivity->pdata[0], "place"), ==, "Маріуполь");
  g_assert_cmpuint (steps->len, >=, 40);
  g_assert_cmpstr (hearth_record_get_text (identity, "due"), ==, "2025-06-09");
  g_assert_cmpstr (hearth_record_get_text (identity, "state"), ==, "planned");
  g_assert_cmpstr (hearth_record_get_text (identity, "made_on"), ==, TODAY);
  /* One line for the whole of it. */
  g_assert_cmpint (
      hearth_test_vault_query_int (self, "SELECT count (*) FROM core.journal"
                                         " WHERE case_id = (SELECT case_id FROM core.person)"),
      ==, 1);
}

static void
test_step_ids_follow_from_case_and_template (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, PERSON);
  g_autoptr (HearthRecord) step = hearth_test_vault_get_step (self, &case_id, "call-home", 1);
  HearthId expected = hearth_record_derive_id (&case_id, "step", "call-home/1");

  g_assert_true (hearth_id_equal (hearth_record_get_id (step), &expected));
}

static void
test_titles_in_both_languages_are_taken_for_ids (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (
      self, "{'surname':'Вигаданко','branch':'Військово-Морські Сили','rank':'сержант'}");
  g_autoptr (HearthRecord) person = hearth_test_vault_get_person (self, &case_id);

  g_assert_cmpstr (hearth_record_get_text (person, "branch"), ==, "navy");
  g_assert_cmpstr (hearth_record_get_text (person, "rank"), ==, "sergeant");
}

static void
test_bad_field_opens_nothing (Fixture **fixture, gconstpointer data)
{
  static const char *const bad[] = {
    "{'surname':'Вигаданко','branch':'Cavalry'}",
    "{'surname':'Вигаданко','birth':'2025-02-30'}",
    "{'surname':'Вигаданко','released':'soon'}",
    "{'surname':''}",
    "{'surname':'Вигаданко','number':'25-0001'}",
    "{'shoe_size':'44'}",
    "{'captured':'2022'}",
  };
  Fixture *self = *fixture;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      json_auto_t *fields = hearth_test_vault_json (bad[i]);
      g_autoptr (HearthChangeSet) changes = hearth_case_open (self->context, fields, NULL, &error);

      g_assert_nonnull (error);
      g_assert_true (error->domain == HEARTH_MODEL_ERROR);
      g_assert_null (changes);
    }
  g_assert_cmpint (hearth_test_vault_query_int (self, "SELECT count (*) FROM core.person"), ==, 0);
}

static void
test_numbers_rise_and_are_never_given_twice (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId first = hearth_test_vault_open_case (self, "{'surname':'А'}");
  HearthId second = hearth_test_vault_open_case (self, "{'surname':'Б'}");
  HearthId rec = hearth_record_derive_id (&second, "person", "");
  g_autoptr (GError) error = NULL;
  json_auto_t *gone = hearth_test_vault_json ("{'gone':true}");
  g_autoptr (HearthChangeSet) deleted =
      hearth_record_set (self->context, hearth_registry_find_kind ("person"), &rec, gone, &error);
  HearthId third;
  g_autoptr (HearthRecord) a = hearth_test_vault_get_person (self, &first);
  g_autoptr (HearthRecord) c = NULL;

  g_assert_no_error (error);
  hearth_test_vault_set_today (self, "2026-01-02");
  third = hearth_test_vault_open_case (self, "{'surname':'В'}");
  c = hearth_test_vault_get_person (self, &third);
  g_assert_true (g_str_has_prefix (hearth_record_get_text (a, "number"), "25-0001-"));
  g_assert_true (g_str_has_prefix (hearth_record_get_text (c, "number"), "26-0003-"));
}

/* ISO 7064 MOD 11,10; the digits were computed apart, by a program that also finds the 5 that the
 * standard gives for 0794. */
static void
test_check_digit_is_that_of_the_standard (void)
{
  HearthDate opened;
  g_autofree char *number = NULL;
  g_autofree char *long_number = NULL;

  g_assert_true (hearth_date_parse ("2025-06-11", &opened));
  number = hearth_case_number_format (opened, 1);
  g_assert_cmpstr (number, ==, "25-0001-7");
  long_number = hearth_case_number_format (opened, 9999);
  g_assert_cmpstr (long_number, ==, "25-9999-3");
  g_assert_true (hearth_case_number_is_valid ("26-10000-0"));
  g_assert_true (hearth_case_number_is_valid (number));
  g_assert_false (hearth_case_number_is_valid (""));
  g_assert_false (hearth_case_number_is_valid ("25-001-7"));
  for (char digit = '0'; digit <= '9'; digit++)
    for (gsize i = 0; i < strlen (number); i++)
      {
        g_autofree char *wrong = g_strdup (number);

        wrong[i] = digit;
        if (strcmp (wrong, number) != 0)
          g_assert_false (hearth_case_number_is_valid (wrong));
      }
}

static void
test_release_date_dates_the_plan (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, "{'surname':'Вигаданко'}");
  g_autoptr (HearthRecord) before =
      hearth_test_vault_get_step (self, &case_id, "identity-check", 1);
  g_autoptr (HearthChangeSet) changes =
      set_case (self, &case_id, HEARTH_REVISION_ANY, "{'released':'2025-06-09'}");
  g_autoptr (HearthRecord) after = hearth_test_vault_get_step (self, &case_id, "identity-check", 1);
  g_autoptr (GPtrArray) captivity = hearth_test_vault_list (self, "captivity", &case_id);
  g_autoptr (HearthChangeSet) again = NULL;

  g_assert_null (hearth_record_get_text (before, "due"));
  g_assert_cmpstr (hearth_record_get_text (after, "due"), ==, "2025-06-09");
  g_assert_cmpuint (captivity->len, ==, 1);
  again = set_case (self, &case_id, HEARTH_REVISION_ANY, "{'released':'2025-06-09'}");
  g_assert_cmpint (hearth_change_set_get_result (again), ==, HEARTH_RESULT_NOTHING);
}

static void
test_name_in_latin_follows_unless_somebody_chose_it (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, "{'surname':'Згурський','given':'Юрій'}");
  g_autoptr (HearthRecord) first = hearth_test_vault_get_person (self, &case_id);
  g_autoptr (HearthChangeSet) a =
      set_case (self, &case_id, HEARTH_REVISION_ANY, "{'surname':'Щербак'}");
  g_autoptr (HearthRecord) second = hearth_test_vault_get_person (self, &case_id);
  g_autoptr (HearthChangeSet) b =
      set_case (self, &case_id, HEARTH_REVISION_ANY, "{'name_latin':'Scherbak Yuriy'}");
  g_autoptr (HearthChangeSet) c =
      set_case (self, &case_id, HEARTH_REVISION_ANY, "{'given':'Юрко'}");
  g_autoptr (HearthRecord) third = hearth_test_vault_get_person (self, &case_id);

  g_assert_cmpstr (hearth_record_get_text (first, "name_latin"), ==, "Zghurskyi Yurii");
  g_assert_cmpstr (hearth_record_get_text (second, "name_latin"), ==, "Shcherbak Yurii");
  g_assert_cmpstr (hearth_record_get_text (third, "name_latin"), ==, "Scherbak Yuriy");
}

static void
test_done_step_is_done_today (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, PERSON);
  g_autoptr (HearthRecord) step = hearth_test_vault_get_step (self, &case_id, "call-home", 1);
  g_autoptr (HearthChangeSet) done = set_step (self, step, "{'state':'done'}");
  g_autoptr (HearthRecord) after = hearth_test_vault_get_step (self, &case_id, "call-home", 1);
  g_autoptr (HearthChangeSet) open_again = NULL;
  g_autoptr (HearthRecord) last = NULL;

  g_assert_cmpint (hearth_change_set_get_result (done), ==, HEARTH_RESULT_DONE);
  g_assert_cmpstr (hearth_record_get_text (after, "done_on"), ==, TODAY);
  open_again = set_step (self, after, "{'state':'planned'}");
  last = hearth_test_vault_get_step (self, &case_id, "call-home", 1);
  g_assert_cmpstr (hearth_record_get_text (last, "state"), ==, "planned");
  g_assert_null (hearth_record_get_text (last, "done_on"));
}

static void
test_closing_without_doing_needs_a_reason (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, PERSON);
  g_autoptr (HearthRecord) step = hearth_test_vault_get_step (self, &case_id, "call-home", 1);
  g_autoptr (HearthChangeSet) refused = NULL;
  g_autoptr (HearthRecord) after = NULL;

  assert_step_refused (self, step, "{'state':'refused'}");
  assert_step_refused (self, step, "{'state':'not-applicable'}");
  assert_step_refused (self, step, "{'state':'cancelled','reason':' '}");
  assert_step_refused (self, step, "{'state':'done','done_on':'2025-06-12'}");
  assert_step_refused (self, step, "{'done_on':'2025-06-10'}");
  assert_step_refused (self, step, "{'state':null}");
  assert_step_refused (self, step, "{'state':'finished'}");
  refused = set_step (self, step, "{'state':'refused','reason':'does not want to'}");
  g_assert_cmpint (hearth_change_set_get_result (refused), ==, HEARTH_RESULT_DONE);
  after = hearth_test_vault_get_step (self, &case_id, "call-home", 1);
  g_assert_cmpstr (hearth_record_get_text (after, "state"), ==, "refused");
}

static void
test_due_date_by_hand_stays (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, PERSON);
  g_autoptr (HearthRecord) step = hearth_test_vault_get_step (self, &case_id, "identity-check", 1);
  g_autoptr (HearthChangeSet) by_hand = set_step (self, step, "{'due':'2025-07-01'}");
  g_autoptr (HearthChangeSet) moved =
      set_case (self, &case_id, HEARTH_REVISION_ANY, "{'arrived':'2025-06-10'}");
  g_autoptr (HearthRecord) kept = hearth_test_vault_get_step (self, &case_id, "identity-check", 1);
  g_autoptr (HearthChangeSet) cleared = set_step (self, kept, "{'due':null}");
  g_autoptr (HearthRecord) computed =
      hearth_test_vault_get_step (self, &case_id, "identity-check", 1);

  g_assert_cmpstr (hearth_record_get_text (kept, "due"), ==, "2025-07-01");
  g_assert_cmpstr (hearth_record_get_text (computed, "due"), ==, "2025-06-10");
}

static void
test_stale_step_is_an_answer (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, PERSON);
  g_autoptr (HearthRecord) step = hearth_test_vault_get_step (self, &case_id, "call-home", 1);
  g_autoptr (HearthChangeSet) done = set_step (self, step, "{'state':'done'}");
  g_autoptr (HearthChangeSet) stale = set_step (self, step, "{'note':'later'}");

  g_assert_cmpint (hearth_change_set_get_result (stale), ==, HEARTH_RESULT_STALE);
  g_assert_cmpuint (hearth_change_set_get_newer (stale)->len, ==, 1);
}

static HearthChangeSet *
await_undo (HearthUndo *undo, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;
  HearthChangeSet *changes;

  hearth_test_await (result);
  changes = hearth_undo_finish (undo, *result, &error);
  g_assert_no_error (error);
  g_clear_object (result);
  return changes;
}

static void
test_undo_takes_acts_back_in_order (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  g_autoptr (HearthUndo) undo = hearth_undo_new (self->store);
  HearthId case_id = hearth_test_vault_open_case (self, PERSON);
  g_autoptr (HearthRecord) first = hearth_test_vault_get_step (self, &case_id, "call-home", 1);
  g_autoptr (HearthChangeSet) a = set_step (self, first, "{'state':'done'}");
  g_autoptr (HearthRecord) second = hearth_test_vault_get_step (self, &case_id, "wristband", 1);
  g_autoptr (HearthChangeSet) b = set_step (self, second, "{'state':'done'}");
  g_autoptr (HearthChangeSet) undone = NULL;
  g_autoptr (HearthChangeSet) reverted = NULL;
  g_autoptr (HearthChangeSet) redone = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (HearthRecord) after = NULL;

  hearth_undo_add (undo, a);
  hearth_undo_add (undo, b);
  g_assert_true (hearth_undo_find (undo, hearth_change_set_get_act (a)) == a);
  g_assert_null (hearth_undo_find (undo, &case_id));
  /* The toast of the first act is still there. */
  hearth_undo_revert_async (undo, a, NULL, hearth_test_keep_result_cb, &result);
  g_assert_false (hearth_undo_get_can_undo (undo));
  reverted = await_undo (undo, &result);
  g_assert_cmpint (hearth_change_set_get_result (reverted), ==, HEARTH_RESULT_DONE);
  g_assert_null (hearth_undo_find (undo, hearth_change_set_get_act (a)));
  g_assert_true (hearth_undo_get_can_undo (undo));
  hearth_undo_undo_async (undo, NULL, hearth_test_keep_result_cb, &result);
  undone = await_undo (undo, &result);
  g_assert_cmpint (hearth_change_set_get_result (undone), ==, HEARTH_RESULT_DONE);
  g_assert_cmpint (
      hearth_test_vault_query_int (self, "SELECT count (*) FROM core.step WHERE state = 'done'"),
      ==, 0);
  g_assert_false (hearth_undo_get_can_undo (undo));
  g_assert_true (hearth_undo_get_can_redo (undo));
  hearth_undo_redo_async (undo, NULL, hearth_test_keep_result_cb, &result);
  redone = await_undo (undo, &result);
  after = hearth_test_vault_get_step (self, &case_id, "wristband", 1);
  g_assert_cmpstr (hearth_record_get_text (after, "state"), ==, "done");
  g_assert_cmpstr (hearth_record_get_text (after, "done_on"), ==, TODAY);
}

static void
count_change_cb (HearthStore *store, HearthChangeSet *changes, gpointer user_data)
{
  guint *count = user_data;

  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  (*count)++;
}

static void
test_changed_is_told_once_per_act_before_the_answer (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, PERSON);
  json_auto_t *fields = hearth_test_vault_json ("{'ward':'2'}");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (HearthChangeSet) same = NULL;
  g_autoptr (GError) error = NULL;
  guint count = 0;

  g_signal_connect (self->store, "changed", G_CALLBACK (count_change_cb), &count);
  hearth_case_set_async (self->context, &case_id, HEARTH_REVISION_ANY, fields, NULL,
                         hearth_test_keep_result_cb, &result);
  g_assert_cmpuint (count, ==, 0);
  hearth_test_await (&result);
  g_assert_cmpuint (count, ==, 1);
  changes = hearth_case_act_finish (result, &error);
  g_assert_no_error (error);
  same = set_case (self, &case_id, HEARTH_REVISION_ANY, "{'ward':'2'}");
  g_assert_cmpint (hearth_change_set_get_result (same), ==, HEARTH_RESULT_NOTHING);
  g_assert_cmpuint (count, ==, 1);
  g_signal_handlers_disconnect_by_func (self->store, count_change_cb, &count);
}

static void
count_progress_cb (guint done, guint total, gpointer data)
{
  guint *calls = data;

  g_assert_cmpuint (done, <=, total);
  (*calls)++;
}

static void
test_roster_is_one_act_and_its_undo_leaves_nobody (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (HearthChangeSet) undone = NULL;
  g_autoptr (HearthChangeSet) redone = NULL;
  g_autoptr (GError) error = NULL;
  guint calls = 0;

  for (guint i = 0; i < 60; i++)
    g_ptr_array_add (people, hearth_test_vault_json (PERSON));
  hearth_case_open_many_async (self->context, people, count_progress_cb, &calls, NULL,
                               hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  changes = hearth_case_open_many_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hearth_change_set_get_n_cases (changes), ==, 60);
  g_assert_cmpuint (calls, >=, 1);
  g_assert_cmpint (
      hearth_test_vault_query_int (self, "SELECT count (DISTINCT number) FROM core.person"), ==,
      60);

  undone = hearth_store_execute (self->store, hearth_change_set_get_inverse (changes), &error);
  g_assert_no_error (error);
  g_assert_cmpint (
      hearth_test_vault_query_int (self, "SELECT count (*) FROM core.person WHERE gone = 0"), ==,
      0);
  g_assert_cmpint (
      hearth_test_vault_query_int (self, "SELECT count (*) FROM core.step WHERE gone = 0"), ==, 0);
  redone = hearth_store_execute (self->store, hearth_change_set_get_inverse (undone), &error);
  g_assert_no_error (error);
  g_assert_cmpint (
      hearth_test_vault_query_int (self, "SELECT count (*) FROM core.person WHERE gone = 0"), ==,
      60);
}

static void
assert_case_refused (Fixture *self, const HearthId *case_id, const char *fields)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  json_auto_t *json = hearth_test_vault_json (fields);

  if (case_id != NULL)
    changes = hearth_case_set (self->context, case_id, HEARTH_REVISION_ANY, json, &error);
  else
    changes = hearth_case_open (self->context, json, NULL, &error);
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
  g_assert_null (changes);
}

static void
test_dates_that_contradict_each_other_are_refused (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId id = hearth_test_vault_open_case (
      self, "{'surname':'Вигаданко','birth':'1999-04','captured':'2022-05-16'}");

  assert_case_refused (self, &id, "{'released':'2022-05-15'}");
  assert_case_refused (self, &id, "{'birth':'2023'}");
  assert_case_refused (self, &id, "{'captured':'1998'}");
  assert_case_refused (self, &id, "{'birth':'2190-01-01'}");
  assert_case_refused (self, NULL,
                       "{'surname':'Вигаданко','captured':'2023','released':'2022-01-01'}");
  assert_case_refused (self, NULL, "{'surname':'Вигаданко','birth':'2190'}");
  g_assert_cmpint (hearth_test_vault_query_int (self, "SELECT count (*) FROM core.person"), ==, 1);
}

static void
test_roster_with_one_bad_row_opens_nobody (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5; i++)
    g_ptr_array_add (people, hearth_test_vault_json (PERSON));
  g_ptr_array_add (people, hearth_test_vault_json ("{'birth':'31.02.1999'}"));
  changes = hearth_case_open_many (self->context, people, NULL, NULL, NULL, &error);
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
  g_assert_cmpint (hearth_test_vault_query_int (self, "SELECT count (*) FROM core.person"), ==, 0);
}

static void
test_refresh_changes_nothing_twice (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, PERSON);
  g_autoptr (GError) error = NULL;
  HearthPlanRefresh counts = { 1, 1, 1 };
  HearthId unknown = { { 7 } };

  g_assert_true (hearth_plan_refresh (self->context, &case_id, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.n_added + counts.n_retired + counts.n_redated, ==, 0);
  g_assert_true (hearth_plan_refresh (self->context, NULL, &counts, &error));
  g_assert_no_error (error);
  g_assert_false (hearth_plan_refresh (self->context, &unknown, &counts, &error));
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN);
}

static void
test_deleted_step_comes_back_with_the_next_refresh (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, PERSON);
  g_autoptr (HearthRecord) step = hearth_test_vault_get_step (self, &case_id, "call-home", 1);
  json_auto_t *gone = hearth_test_vault_json ("{'gone':true}");
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) deleted = hearth_record_set (
      self->context, hearth_registry_find_kind ("step"), hearth_record_get_id (step), gone, &error);
  HearthPlanRefresh counts = { 0 };
  g_autoptr (HearthRecord) back = NULL;

  g_assert_no_error (error);
  g_assert_null (hearth_test_vault_get_step (self, &case_id, "call-home", 1));
  g_assert_true (hearth_plan_refresh (self->context, &case_id, &counts, &error));
  g_assert_cmpuint (counts.n_added, ==, 1);
  back = hearth_test_vault_get_step (self, &case_id, "call-home", 1);
  g_assert_nonnull (back);
}

static const char *
find_template_on_request (Fixture *self)
{
  HearthPlanTemplates *templates = hearth_context_get_templates (self->context);

  for (guint i = 0; i < hearth_plan_templates_get_n (templates); i++)
    if (hearth_plan_templates_get (templates, i)->is_on_request)
      return hearth_plan_templates_get (templates, i)->id;
  g_assert_not_reached ();
}

static void
test_step_on_request_is_added_once (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, PERSON);
  const char *template_id = find_template_on_request (self);
  g_autoptr (GPtrArray) before = hearth_test_vault_list (self, "step", &case_id);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) added = NULL;
  g_autoptr (HearthChangeSet) again = NULL;
  g_autoptr (HearthChangeSet) undone = NULL;
  g_autoptr (HearthChangeSet) once_more = NULL;
  HearthPlanRefresh counts = { 0 };
  HearthId rec;

  added = hearth_step_add (self->context, &case_id, template_id, &rec, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (added), ==, HEARTH_RESULT_DONE);
  after = hearth_test_vault_list (self, "step", &case_id);
  g_assert_cmpuint (after->len, ==, before->len + 1);
  again = hearth_step_add (self->context, &case_id, template_id, &rec, &error);
  g_assert_cmpint (hearth_change_set_get_result (again), ==, HEARTH_RESULT_NOTHING);
  /* The plan leaves alone what a person asked for. */
  g_assert_true (hearth_plan_refresh (self->context, &case_id, &counts, &error));
  g_assert_cmpuint (counts.n_added + counts.n_retired + counts.n_redated, ==, 0);
  undone = hearth_store_execute (self->store, hearth_change_set_get_inverse (added), &error);
  g_assert_cmpint (hearth_change_set_get_result (undone), ==, HEARTH_RESULT_DONE);
  once_more = hearth_step_add (self->context, &case_id, template_id, &rec, &error);
  g_assert_cmpint (hearth_change_set_get_result (once_more), ==, HEARTH_RESULT_DONE);
  g_assert_null (hearth_step_add (self->context, &case_id, "no-such-step", &rec, &error));
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN);
}

static void
test_any_record_can_be_added_and_changed (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, PERSON);
  json_auto_t *fields =
      hearth_test_vault_json ("{'benefit':'ONE_OFF_RELEASE','amount_kop':'10000000'}");
  json_auto_t *note = hearth_test_vault_json ("{'text':'перший рядок\\nдругий'}");
  json_auto_t *changed = hearth_test_vault_json ("{'text':'інше'}");
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) payment = NULL;
  g_autoptr (HearthChangeSet) added = NULL;
  g_autoptr (HearthChangeSet) set = NULL;
  HearthId rec;
  HearthId unknown = { { 7 } };

  payment = hearth_record_add (self->context, hearth_registry_find_kind ("payment"), &case_id,
                               fields, &rec, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_test_vault_query_int (self, "SELECT amount_kop FROM benefits.payment"),
                   ==, 10000000);
  added = hearth_record_add (self->context, hearth_registry_find_kind ("note"), &case_id, note,
                             &rec, &error);
  g_assert_no_error (error);
  set =
      hearth_record_set (self->context, hearth_registry_find_kind ("note"), &rec, changed, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (set), ==, HEARTH_RESULT_DONE);
  g_assert_null (hearth_record_add (self->context, hearth_registry_find_kind ("note"), &unknown,
                                    note, &rec, &error));
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN);
}

static void
test_first_login_writes_author_and_card (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  g_autoptr (GPtrArray) authors = hearth_test_vault_list (self, "author", NULL);

  g_assert_cmpuint (authors->len, ==, 1);
  g_assert_true (hearth_id_equal (hearth_record_get_id (authors->pdata[0]),
                                  hearth_vault_get_user_id (self->vault)));
  g_assert_cmpstr (hearth_record_get_text (authors->pdata[0], "user"), ==, HEARTH_TEST_USER);
  g_assert_cmpint (hearth_test_vault_query_int (self, "SELECT count (*) FROM admin.card"), ==, 1);
}

static gpointer
read_card (HearthDb *db, gpointer data, GError **error)
{
  return hearth_keyring_get_card (db, error);
}

static void
test_card_is_signed_by_the_identity_key (Fixture **fixture, gconstpointer data)
{
  static const char *const keys[] = { "approve", "cmp",   "dev",    "format", "key", "label",
                                      "made",    "roles", "serial", "v",      NULL };
  Fixture *self = *fixture;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = hearth_store_read (self->store, read_card, NULL, &error);
  gsize length = strlen (line);
  json_auto_t *json = NULL;
  const json_t *cmp;

  g_assert_no_error (error);
  g_assert_cmpint (line[length - 1], ==, '\n');
  g_assert_true (hearth_line_verify (line, length - 1, "hearth/card/v1\n",
                                     hearth_vault_get_identity_public_key (self->vault)));
  json = hearth_line_parse (line, length - 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_object_size (json), ==, 10);
  g_assert_true (hearth_json_has_only (json, keys));
  g_assert_cmpstr (hearth_json_get_string (json, "label"), ==, "Test");
  g_assert_cmpuint (strlen (hearth_json_get_string (json, "key")), ==, 43);
  cmp = hearth_json_get_object (json, "cmp");
  g_assert_cmpuint (json_object_size (cmp), ==, 7);
  g_assert_true (g_str_has_prefix (
      hearth_json_get_string (hearth_json_get_object (cmp, "admin"), "sig"), "RW"));
  g_assert_true (g_str_has_prefix (
      hearth_json_get_string (hearth_json_get_object (cmp, "admin"), "to"), "age1"));
}

static void
test_everything_is_there_after_reopening (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, PERSON);
  g_autoptr (HearthRecord) step = hearth_test_vault_get_step (self, &case_id, "call-home", 1);
  g_autoptr (HearthChangeSet) done = set_step (self, step, "{'state':'done'}");
  g_autoptr (HearthRecord) person = NULL;
  g_autoptr (HearthRecord) after = NULL;
  gint64 n_lines = hearth_test_vault_query_int (self, "SELECT count (*) FROM core.journal");

  hearth_test_vault_reopen (self);
  person = hearth_test_vault_get_person (self, &case_id);
  after = hearth_test_vault_get_step (self, &case_id, "call-home", 1);
  g_assert_cmpstr (hearth_record_get_text (person, "surname"), ==, "Вигаданко");
  g_assert_cmpstr (hearth_record_get_text (after, "state"), ==, "done");
  /* A second login knows its author and its card. */
  g_assert_cmpint (hearth_test_vault_query_int (self, "SELECT count (*) FROM core.journal"), ==,
                   n_lines);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/model/case-acts/" name, Fixture *, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model/case-acts/check-digit-is-that-of-the-standard",
                   test_check_digit_is_that_of_the_standard);
  ADD ("opening-makes-person-captivity-and-plan", test_opening_makes_person_captivity_and_plan);
  ADD ("step-ids-follow-from-case-and-template", test_step_ids_follow_from_case_and_template);
  ADD ("titles-in-both-languages-are-taken-for-ids",
       test_titles_in_both_languages_are_taken_for_ids);
  ADD ("bad-field-opens-nothing", test_bad_field_opens_nothing);
  ADD ("numbers-rise-and-are-never-given-twice", test_numbers_rise_and_are_never_given_twice);
  ADD ("release-date-dates-the-plan", test_release_date_dates_the_plan);
  ADD ("name-in-latin-follows-unless-somebody-chose-it",
       test_name_in_latin_follows_unless_somebody_chose_it);
  ADD ("done-step-is-done-today", test_done_step_is_done_today);
  ADD ("closing-without-doing-needs-a-reason", test_closing_without_doing_needs_a_reason);
  ADD ("due-date-by-hand-stays", test_due_date_by_hand_stays);
  ADD ("stale-step-is-an-answer", test_stale_step_is_an_answer);
  ADD ("undo-takes-acts-back-in-order", test_undo_takes_acts_back_in_order);
  ADD ("changed-is-told-once-per-act-before-the-answer",
       test_changed_is_told_once_per_act_before_the_answer);
  ADD ("roster-is-one-act-and-its-undo-leaves-nobody",
       test_roster_is_one_act_and_its_undo_leaves_nobody);
  ADD ("dates-that-contradict-each-other-are-refused",
       test_dates_that_contradict_each_other_are_refused);
  ADD ("roster-with-one-bad-row-opens-nobody", test_roster_with_one_bad_row_opens_nobody);
  ADD ("refresh-changes-nothing-twice", test_refresh_changes_nothing_twice);
  ADD ("deleted-step-comes-back-with-the-next-refresh",
       test_deleted_step_comes_back_with_the_next_refresh);
  ADD ("step-on-request-is-added-once", test_step_on_request_is_added_once);
  ADD ("any-record-can-be-added-and-changed", test_any_record_can_be_added_and_changed);
  ADD ("first-login-writes-author-and-card", test_first_login_writes_author_and_card);
  ADD ("card-is-signed-by-the-identity-key", test_card_is_signed_by_the_identity_key);
  ADD ("everything-is-there-after-reopening", test_everything_is_there_after_reopening);
  return g_test_run ();
}
