/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A request for the own data: its term by the calendar, its step, and the answer that ends both. */
#include "config.h"

#include "hearth-random.h"
#include "hearth-record-edit.h"
#include "hearth-test-vault.h"

#define TODAY "2025-06-23"

typedef struct
{
  HearthTestVault *vault;
  HearthId case_id;
  HearthId rec;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->vault = hearth_test_vault_new (TODAY);
  self->case_id = hearth_test_vault_open_case (
      self->vault, "{'surname':'Вигаданко','birth':'1990-03-05','captured':'2022-05-16',"
                   "'released':'2025-01-09','stage':'reception'}");
  self->rec = hearth_random_id ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_test_vault_assert_projection (self->vault);
  hearth_test_vault_free (self->vault);
}

static HearthChangeSet *
try_save (Fixture *self, const char *text, GError **error)
{
  json_auto_t *fields = hearth_test_vault_json (text);
  const HearthRecordEdit edit = { hearth_registry_find_kind ("access_request"), self->case_id,
                                  self->rec, HEARTH_REVISION_ANY, fields };

  return hearth_record_save (self->vault->context, &edit, error);
}

static HearthChangeSet *
save (Fixture *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  HearthChangeSet *changes = try_save (self, text, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  return changes;
}

static void
put (Fixture *self, const char *text)
{
  g_autoptr (HearthChangeSet) changes = save (self, text);

  g_assert_nonnull (changes);
}

static void
assert_refused (Fixture *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = try_save (self, text, &error);

  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
  g_assert_null (changes);
}

static void
assert_request (Fixture *self, const char *field, const char *value)
{
  g_autoptr (GPtrArray) requests =
      hearth_test_vault_list (self->vault, "access_request", &self->case_id);

  for (guint i = 0; i < requests->len; i++)
    if (hearth_id_equal (hearth_record_get_id (requests->pdata[i]), &self->rec))
      {
        g_assert_cmpstr (hearth_record_get_text (requests->pdata[i], field), ==, value);
        return;
      }
  g_assert_not_reached ();
}

static void
assert_step (Fixture *self, int occurrence, const char *field, const char *value)
{
  g_autoptr (HearthRecord) step =
      hearth_test_vault_get_step (self->vault, &self->case_id, "own-data-request", occurrence);

  g_assert_nonnull (step);
  g_assert_cmpstr (hearth_record_get_text (step, field), ==, value);
}

/* Golden: thirty calendar days, the day of the request not counted (Law 2297-VI, articles 8 and 16). Nothing moves a
 * last day: neither Saturday 2025-07-05 and Sunday 2025-01-05 nor the New Year. */
static const struct
{
  const char *received, *due;
} terms[] = {
  { "2025-06-23", "2025-07-23" }, { "2025-06-05", "2025-07-05" }, { "2024-12-06", "2025-01-05" },
  { "2024-12-02", "2025-01-01" }, { "2024-01-31", "2024-03-01" }, { "2023-01-31", "2023-03-02" },
  { "2024-02-29", "2024-03-30" },
};

static void
test_term_is_thirty_calendar_days (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      g_autofree char *text = g_strdup_printf ("{'received_on':'%s'}", terms[i].received);

      put (self, text);
      assert_request (self, "answer_due_on", terms[i].due);
      assert_step (self, 1, "due", terms[i].due);
      assert_step (self, 1, "state", "planned");
    }
}

static void
test_day_that_a_person_set_stays (Fixture *self, gconstpointer data)
{
  put (self, "{'received_on':'2025-06-20','answer_due_on':'2025-06-30'}");
  put (self, "{'received_on':'2025-06-21'}");
  assert_request (self, "answer_due_on", "2025-06-30");
  assert_step (self, 1, "due", "2025-06-30");
}

static void
test_answer_ends_the_clock (Fixture *self, gconstpointer data)
{
  put (self, "{'received_on':'2025-06-02','channel':'in-writing'}");
  put (self, "{'answer':'data-given'}");
  assert_request (self, "answered_on", TODAY);
  assert_request (self, "answered_by", HEARTH_TEST_USER);
  assert_step (self, 1, "state", "done");
  assert_step (self, 1, "done_on", TODAY);

  put (self, "{'answered_on':null,'answer':null}");
  assert_step (self, 1, "state", "planned");
  assert_step (self, 1, "done_on", NULL);
  assert_step (self, 1, "due", "2025-07-02");
}

static void
test_answer_says_what_and_why (Fixture *self, gconstpointer data)
{
  put (self, "{'received_on':'2025-06-10'}");
  assert_refused (self, "{'answered_on':'2025-06-20'}");
  assert_refused (self, "{'answer':'data-refused'}");
  assert_refused (self, "{'answer':'data-partly-given'}");
  assert_refused (self, "{'answer':'data-given','answered_on':'2025-06-09'}");
  assert_step (self, 1, "state", "planned");
  put (self, "{'answer':'data-partly-given','ground':'a third person'}");
  assert_step (self, 1, "state", "done");
}

static void
test_step_closed_by_hand_opens_with_the_request (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthRecord) step = NULL;
  json_auto_t *done = hearth_test_vault_json ("{'state':'done','done_on':'2025-06-20'}");

  put (self, "{'received_on':'2025-06-10'}");
  step = hearth_test_vault_get_step (self->vault, &self->case_id, "own-data-request", 1);
  {
    g_autoptr (HearthChangeSet) changes =
        hearth_record_set (self->vault->context, hearth_record_get_kind (step),
                           hearth_record_get_id (step), done, &error);

    g_assert_no_error (error);
    g_assert_nonnull (changes);
  }
  assert_step (self, 1, "state", "done");
  put (self, "{'asked':'everything'}");
  assert_step (self, 1, "state", "planned");
  assert_step (self, 1, "done_on", NULL);
}

static void
test_each_request_has_its_own_step (Fixture *self, gconstpointer data)
{
  put (self, "{'received_on':'2025-05-05'}");
  put (self, "{'answer':'data-given','answered_on':'2025-05-20'}");
  self->rec = hearth_random_id ();
  put (self, "{'received_on':'2025-06-20'}");
  assert_step (self, 1, "state", "done");
  assert_step (self, 1, "done_on", "2025-05-20");
  assert_step (self, 2, "state", "planned");
  assert_step (self, 2, "due", "2025-07-20");
}

/* Written down late, with its answer: nobody has to do anything. */
static void
test_answered_one_has_no_step (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthRecord) step = NULL;

  put (self, "{'received_on':'2025-05-05','answered_on':'2025-05-20','answer':'data-given'}");
  step = hearth_test_vault_get_step (self->vault, &self->case_id, "own-data-request", 1);
  g_assert_null (step);
}

static void
test_removed_request_takes_its_step_along (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (HearthChangeSet) undone = NULL;
  g_autoptr (GError) error = NULL;
  HearthRecord *step;

  put (self, "{'received_on':'2025-06-10'}");
  changes = save (self, "{'gone':true}");
  step = hearth_test_vault_get_step (self->vault, &self->case_id, "own-data-request", 1);
  g_assert_null (step);
  undone =
      hearth_store_execute (self->vault->store, hearth_change_set_get_inverse (changes), &error);
  g_assert_no_error (error);
  assert_step (self, 1, "state", "planned");
  assert_step (self, 1, "due", "2025-07-10");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/model/access-request/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("term-is-thirty-calendar-days", test_term_is_thirty_calendar_days);
  ADD ("day-that-a-person-set-stays", test_day_that_a_person_set_stays);
  ADD ("answer-ends-the-clock", test_answer_ends_the_clock);
  ADD ("answer-says-what-and-why", test_answer_says_what_and_why);
  ADD ("step-closed-by-hand-opens-with-the-request",
       test_step_closed_by_hand_opens_with_the_request);
  ADD ("each-request-has-its-own-step", test_each_request_has_its_own_step);
  ADD ("answered-one-has-no-step", test_answered_one_has_no_step);
  ADD ("removed-request-takes-its-step-along", test_removed_request_takes_its_step_along);
  return g_test_run ();
}
