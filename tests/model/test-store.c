/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-test-vault.h"
#include "hearth-test.h"
#include "hearth-undo.h"

#define PERSON "{'surname':'Вигаданко','given':'Артем'}"

typedef HearthTestVault Fixture;

static void
set_up (Fixture **fixture, gconstpointer data)
{
  *fixture = hearth_test_vault_new ("2025-06-11");
}

static void
tear_down (Fixture **fixture, gconstpointer data)
{
  hearth_test_vault_free (*fixture);
}

static HearthCommand *
note_command (const HearthId *case_id, const char *set)
{
  HearthCommand *command = hearth_command_new ("test");
  HearthId rec = hearth_record_derive_id (case_id, "note", "test");

  hearth_command_set (command, hearth_registry_find_kind ("note"), case_id, &rec,
                      HEARTH_REVISION_ANY, hearth_test_vault_json (set));
  return command;
}

static void
test_command_is_executed_without_blocking (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, PERSON);
  g_autoptr (HearthCommand) command = note_command (&case_id, "{'text':'a'}");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;

  hearth_store_execute_async (self->store, command, NULL, hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  changes = hearth_store_execute_finish (self->store, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  g_assert_cmpint (hearth_test_vault_query_int (self, "SELECT count (*) FROM core.note"), ==, 1);
}

static void
test_refused_value_comes_back_as_an_error (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, PERSON);
  g_autoptr (HearthCommand) command = note_command (&case_id, "{'text':7}");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hearth_store_execute_async (self->store, command, NULL, hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  g_assert_null (hearth_store_execute_finish (self->store, result, &error));
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
}

static void
test_cancelled_before_it_began_writes_nothing (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, PERSON);
  g_autoptr (HearthCommand) command = note_command (&case_id, "{'text':'a'}");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  hearth_store_execute_async (self->store, command, cancellable, hearth_test_keep_result_cb,
                              &result);
  hearth_test_await (&result);
  g_assert_null (hearth_store_execute_finish (self->store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (hearth_test_vault_query_int (self, "SELECT count (*) FROM core.note"), ==, 0);
}

static HearthCommand *
decide_nothing (HearthDb *db, gpointer data, GError **error)
{
  return NULL;
}

/* What was committed is never reported as cancelled. */
static void
test_cancelled_after_the_commit_is_still_done (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, PERSON);
  g_autoptr (HearthCommand) command = note_command (&case_id, "{'text':'a'}");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;

  hearth_store_execute_async (self->store, command, cancellable, hearth_test_keep_result_cb,
                              &result);
  /* The writer is first in, first out: this returns when the command is through. */
  changes = hearth_store_decide (self->store, decide_nothing, NULL, &error);
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  hearth_test_await (&result);
  g_clear_pointer (&changes, hearth_change_set_unref);
  changes = hearth_store_execute_finish (self->store, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
}

static HearthCommand *
decide_error (HearthDb *db, gpointer data, GError **error)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_REFUSED, "test");
  return NULL;
}

static void
test_decision_for_nothing_is_an_answer (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes =
      hearth_store_decide (self->store, decide_nothing, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_NOTHING);
  g_assert_null (hearth_store_decide (self->store, decide_error, NULL, &error));
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_REFUSED);
}

static gpointer
read_nothing (HearthDb *db, gpointer data, GError **error)
{
  g_assert_true (hearth_db_in_transaction (db));
  return NULL;
}

static gpointer
read_wrong (HearthDb *db, gpointer data, GError **error)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN, "test");
  return NULL;
}

static void
test_question_runs_in_a_snapshot_and_may_have_no_answer (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (hearth_store_read (self->store, read_nothing, NULL, &error));
  g_assert_no_error (error);
  hearth_store_read_async (self->store, read_wrong, NULL, NULL, NULL, NULL,
                           hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  g_assert_null (hearth_store_read_finish (self->store, result, &error));
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN);
}

static void
test_locked_vault_takes_neither_commands_nor_questions (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = { { 1 } };
  g_autoptr (HearthCommand) command = note_command (&case_id, "{'text':'a'}");
  g_autoptr (HearthStore) store = g_object_ref (self->store);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) write_error = NULL;
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GError) async_error = NULL;

  hearth_vault_lock (self->vault, FALSE);
  g_assert_null (hearth_store_execute (store, command, &write_error));
  g_assert_error (write_error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_null (hearth_store_read (store, read_nothing, NULL, &read_error));
  g_assert_error (read_error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  hearth_store_execute_async (store, command, NULL, hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  g_assert_null (hearth_store_execute_finish (store, result, &async_error));
  g_assert_error (async_error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_object (&store);
  hearth_test_vault_reopen (self);
}

static void
test_there_is_nothing_to_undo_at_first (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  g_autoptr (HearthUndo) undo = hearth_undo_new (self->store);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean can_undo;

  g_object_get (undo, "can-undo", &can_undo, NULL);
  g_assert_false (can_undo);
  hearth_undo_undo_async (undo, NULL, hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  g_assert_null (hearth_undo_finish (undo, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_new_act_forgets_what_could_be_redone (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  g_autoptr (HearthUndo) undo = hearth_undo_new (self->store);
  HearthId case_id = hearth_test_vault_open_case (self, PERSON);
  g_autoptr (HearthCommand) first = note_command (&case_id, "{'text':'a'}");
  g_autoptr (HearthCommand) second = note_command (&case_id, "{'gone':false,'text':'b'}");
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) a = hearth_store_execute (self->store, first, &error);
  g_autoptr (HearthChangeSet) undone = NULL;
  g_autoptr (HearthChangeSet) b = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  hearth_undo_add (undo, a);
  hearth_undo_undo_async (undo, NULL, hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  undone = hearth_undo_finish (undo, result, &error);
  g_assert_no_error (error);
  g_assert_true (hearth_undo_get_can_redo (undo));
  b = hearth_store_execute (self->store, second, &error);
  g_assert_no_error (error);
  hearth_undo_add (undo, b);
  g_assert_false (hearth_undo_get_can_redo (undo));
  g_assert_true (hearth_undo_get_can_undo (undo));
}

#define ADD(name, func) g_test_add ("/model/store/" name, Fixture *, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("command-is-executed-without-blocking", test_command_is_executed_without_blocking);
  ADD ("refused-value-comes-back-as-an-error", test_refused_value_comes_back_as_an_error);
  ADD ("cancelled-before-it-began-writes-nothing", test_cancelled_before_it_began_writes_nothing);
  ADD ("cancelled-after-the-commit-is-still-done", test_cancelled_after_the_commit_is_still_done);
  ADD ("decision-for-nothing-is-an-answer", test_decision_for_nothing_is_an_answer);
  ADD ("question-runs-in-a-snapshot-and-may-have-no-answer",
       test_question_runs_in_a_snapshot_and_may_have_no_answer);
  ADD ("locked-vault-takes-neither-commands-nor-questions",
       test_locked_vault_takes_neither_commands_nor_questions);
  ADD ("there-is-nothing-to-undo-at-first", test_there_is_nothing_to_undo_at_first);
  ADD ("new-act-forgets-what-could-be-redone", test_new_act_forgets_what_could_be_redone);
  return g_test_run ();
}
