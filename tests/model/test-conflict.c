/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions between two hospitals in a real vault: decided, taken back, decided again. */
#include "config.h"

#include "hearth-test-stranger.h"

#include "hearth-conflict-acts.h"
#include "hearth-conflict-query.h"

#define THEM "Вигадана Оксана"

typedef struct
{
  HearthTestVault *vault;
  HearthTestStranger *them;
  HearthId case_id;
  HearthId person;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->vault = hearth_test_vault_new ("2025-06-11");
  self->them = hearth_test_stranger_new (self->vault->store, THEM);
  self->case_id =
      hearth_test_vault_open_case (self->vault, "{'surname':'Ясен','birth':'1999-05-02'}");
  self->person = hearth_record_derive_id (&self->case_id, "person", "");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_test_vault_assert_projection (self->vault);
  hearth_test_stranger_free (self->them);
  hearth_test_vault_free (self->vault);
}

static void
they_say (Fixture *self, const char *set)
{
  g_autoptr (HearthChangeSet) changes = hearth_test_stranger_say (
      self->them, "person", &self->case_id, &self->person, "caseworker", set);
}

static gpointer
list_on_reader (HearthDb *db, gpointer data, GError **error)
{
  return hearth_conflict_query_list (db, data, error);
}

static GPtrArray *
list (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = hearth_store_read (self->vault->store, list_on_reader, &self->case_id, &error);

  g_assert_no_error (error);
  return items;
}

static HearthChangeSet *
decide (Fixture *self, const HearthConflictItem *item, HearthConflictChoice choice)
{
  g_autoptr (GError) error = NULL;
  HearthChangeSet *changes =
      hearth_conflict_resolve (self->vault->context, &item->id, choice, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  return changes;
}

/* Takes *@changes back; the answer takes its place. */
static void
take_back (Fixture *self, HearthChangeSet **changes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = g_steal_pointer (changes);

  *changes =
      hearth_store_execute (self->vault->store, hearth_change_set_get_inverse (done), &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (*changes), ==, HEARTH_RESULT_DONE);
}

static void
assert_text (Fixture *self, const char *field, const char *expected)
{
  g_autoptr (HearthRecord) person = hearth_test_vault_get_person (self->vault, &self->case_id);

  g_assert_cmpstr (hearth_record_get_text (person, field), ==, expected);
}

/* One question about @field, each side in the mouth of who said it. */
static void
assert_open (Fixture *self, const char *field, const char *ours, const char *theirs)
{
  g_autoptr (GPtrArray) items = list (self);
  const HearthConflictItem *item;

  g_assert_cmpuint (items->len, ==, 1);
  item = items->pdata[0];
  g_assert_cmpstr (item->field, ==, field);
  g_assert_cmpstr (json_string_value (item->ours.value), ==, ours);
  g_assert_cmpstr (json_string_value (item->theirs.value), ==, theirs);
  g_assert_cmpstr (item->ours.who, ==, HEARTH_TEST_USER);
  g_assert_cmpstr (item->theirs.who, ==, THEM);
  g_assert_null (item->ours.bundle);
  g_assert_nonnull (item->theirs.bundle);
  g_assert_null (item->before);
}

static void
assert_none_open (Fixture *self)
{
  g_autoptr (GPtrArray) items = list (self);

  g_assert_cmpuint (items->len, ==, 0);
}

static void
test_taking_a_decision_back_opens_the_question (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  HearthConflictChoice choice = (HearthConflictChoice) GPOINTER_TO_INT (data);
  const char *chosen = choice == HEARTH_CONFLICT_OURS ? "1999-05-02" : "1999-05-03";

  they_say (self, "{'birth':'1999-05-03'}");
  assert_open (self, "birth", "1999-05-02", "1999-05-03");
  items = list (self);
  changes = decide (self, items->pdata[0], choice);
  assert_none_open (self);
  assert_text (self, "birth", chosen);

  take_back (self, &changes);
  assert_open (self, "birth", "1999-05-02", "1999-05-03");
  assert_text (self, "birth", "1999-05-03");
  hearth_test_vault_assert_projection (self->vault);

  take_back (self, &changes);
  assert_none_open (self);
  assert_text (self, "birth", chosen);

  take_back (self, &changes);
  assert_open (self, "birth", "1999-05-02", "1999-05-03");

  take_back (self, &changes);
  assert_none_open (self);
  assert_text (self, "birth", chosen);
}

static void
test_question_that_was_opened_again_is_decided (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (HearthChangeSet) other = NULL;

  they_say (self, "{'birth':'1999-05-03'}");
  items = list (self);
  changes = decide (self, items->pdata[0], HEARTH_CONFLICT_OURS);
  take_back (self, &changes);
  again = list (self);
  other = decide (self, again->pdata[0], HEARTH_CONFLICT_THEIRS);
  assert_none_open (self);
  assert_text (self, "birth", "1999-05-03");
  take_back (self, &other);
  assert_open (self, "birth", "1999-05-02", "1999-05-03");
}

static void
test_three_values_are_open_again (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthTestStranger) third =
      hearth_test_stranger_new (self->vault->store, "Вигаданий Лев");
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (HearthChangeSet) said = NULL;

  they_say (self, "{'birth':'1999-05-03'}");
  said = hearth_test_stranger_say (third, "person", &self->case_id, &self->person, "caseworker",
                                   "{'birth':'1999-05-04'}");
  items = list (self);
  g_assert_cmpuint (((HearthConflictItem *) items->pdata[0])->n_heads, ==, 3);
  changes = decide (self, items->pdata[0], HEARTH_CONFLICT_OURS);
  assert_none_open (self);
  take_back (self, &changes);
  again = list (self);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpuint (((HearthConflictItem *) again->pdata[0])->n_heads, ==, 3);
  assert_text (self, "birth", "1999-05-04");
  take_back (self, &changes);
  assert_none_open (self);
  assert_text (self, "birth", "1999-05-02");
}

/* A form that saves over a disputed field decides too. */
static void
test_decision_by_a_form_is_taken_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  json_auto_t *fields = hearth_test_vault_json ("{'birth':'2000-01-01','ward':'7','rank':null}");

  they_say (self, "{'birth':'1999-05-03'}");
  changes =
      hearth_case_set (self->vault->context, &self->case_id, HEARTH_REVISION_ANY, fields, &error);
  g_assert_no_error (error);
  assert_none_open (self);
  assert_text (self, "ward", "7");
  take_back (self, &changes);
  assert_open (self, "birth", "1999-05-02", "1999-05-03");
  assert_text (self, "ward", NULL);
  take_back (self, &changes);
  assert_none_open (self);
  assert_text (self, "ward", "7");
  assert_text (self, "birth", "2000-01-01");
}

static gint64
count_gone (Fixture *self)
{
  return hearth_test_vault_query_int (self->vault, "SELECT sum (gone) FROM core.person");
}

static void
assert_deletion_open (Fixture *self)
{
  g_autoptr (GPtrArray) items = list (self);
  const HearthConflictItem *item;

  g_assert_cmpuint (items->len, ==, 1);
  item = items->pdata[0];
  g_assert_cmpstr (item->field, ==, "gone");
  g_assert_true (json_is_false (item->ours.value));
  g_assert_true (json_is_true (item->theirs.value));
  g_assert_cmpstr (item->ours.who, ==, HEARTH_TEST_USER);
  g_assert_cmpstr (item->theirs.who, ==, THEM);
  g_assert_cmpint (count_gone (self), ==, 0);
}

static void
test_deletion_against_edit_is_open_again (Fixture *self, gconstpointer data)
{
  HearthConflictChoice choice = (HearthConflictChoice) GPOINTER_TO_INT (data);
  gint64 n_gone = choice == HEARTH_CONFLICT_THEIRS;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;

  they_say (self, "{'gone':true}");
  assert_deletion_open (self);
  items = list (self);
  changes = decide (self, items->pdata[0], choice);
  assert_none_open (self);
  g_assert_cmpint (count_gone (self), ==, n_gone);
  take_back (self, &changes);
  assert_deletion_open (self);
  take_back (self, &changes);
  assert_none_open (self);
  g_assert_cmpint (count_gone (self), ==, n_gone);
}

/* What was said since is not taken back with the decision. */
static void
test_decision_that_others_built_on_is_not_taken_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (HearthChangeSet) later = NULL;
  g_autoptr (HearthChangeSet) refused = NULL;
  json_auto_t *fields = hearth_test_vault_json ("{'birth':'2000-01-01'}");

  they_say (self, "{'birth':'1999-05-03'}");
  items = list (self);
  changes = decide (self, items->pdata[0], HEARTH_CONFLICT_OURS);
  later =
      hearth_case_set (self->vault->context, &self->case_id, HEARTH_REVISION_ANY, fields, &error);
  g_assert_no_error (error);
  refused =
      hearth_store_execute (self->vault->store, hearth_change_set_get_inverse (changes), &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (refused), ==, HEARTH_RESULT_STALE);
  assert_none_open (self);
  assert_text (self, "birth", "2000-01-01");
}

#define ADD(name, data, func)                                                                      \
  g_test_add ("/conflict/" name, Fixture, GINT_TO_POINTER (data), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("taking-back-what-was-ours-opens-the-question", HEARTH_CONFLICT_OURS,
       test_taking_a_decision_back_opens_the_question);
  ADD ("taking-back-what-was-theirs-opens-the-question", HEARTH_CONFLICT_THEIRS,
       test_taking_a_decision_back_opens_the_question);
  ADD ("question-that-was-opened-again-is-decided", 0,
       test_question_that_was_opened_again_is_decided);
  ADD ("three-values-are-open-again", 0, test_three_values_are_open_again);
  ADD ("decision-by-a-form-is-taken-back", 0, test_decision_by_a_form_is_taken_back);
  ADD ("deletion-that-was-carried-out-is-open-again", HEARTH_CONFLICT_THEIRS,
       test_deletion_against_edit_is_open_again);
  ADD ("deletion-that-was-refused-is-open-again", HEARTH_CONFLICT_OURS,
       test_deletion_against_edit_is_open_again);
  ADD ("decision-that-others-built-on-is-not-taken-back", 0,
       test_decision_that_others_built_on_is_not_taken_back);
  return g_test_run ();
}
