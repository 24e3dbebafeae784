/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entry, act, outcome: in this order, whatever becomes of the act, and whenever the vault is locked. */
#include "config.h"

#include "hearth-noted-act.h"
#include "hearth-test-vault.h"
#include "hearth-test.h"

typedef HearthTestVault Fixture;

/* An act that looks at the log, perhaps locks the vault, and does or does not succeed. */
typedef struct
{
  gboolean locks;
  gboolean fails;
  guint n_runs;
  char *words; /* what the log said when it ran */
} Trial;

static const HearthAuditEntry entry = { .event = HEARTH_AUDIT_EXPORT, .n = 3, .why = "a test" };

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

static gpointer
list_on_reader (HearthDb *db, gpointer data, GError **error)
{
  return hearth_audit_list (db, G_MAXINT64, 1000, error);
}

/* What the log says of exports, oldest first. */
static char *
dup_words (HearthContext *context)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
      hearth_store_read (hearth_context_get_store (context), list_on_reader, NULL, &error);
  GString *words = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = rows->len; i > 0; i--)
    {
      const HearthAuditRow *row = rows->pdata[i - 1];

      if (!g_str_has_prefix (row->event, "export"))
        continue;
      g_assert_cmpstr (row->why, ==, "a test");
      g_assert_cmpint (row->count, ==, 3);
      g_string_append_printf (words, "%s ", row->event);
    }
  return g_string_free (words, FALSE);
}

static void
assert_words (Fixture *self, const char *expected)
{
  g_autofree char *words = dup_words (self->context);

  g_assert_cmpstr (words, ==, expected);
}

static void
run (HearthContext *context,
     gpointer data,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  Trial *trial = data;
  g_autoptr (GTask) task = g_task_new (context, NULL, callback, user_data);

  trial->n_runs++;
  trial->words = dup_words (context);
  if (trial->locks)
    hearth_vault_lock (hearth_context_get_vault (context), FALSE);
  if (trial->fails)
    g_task_return_new_error (task, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_DISK_FULL, "full");
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
finish (GAsyncResult *result, gpointer data, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static const HearthNotedActMethods methods = { run, finish };

static void
begin (Fixture *self, Trial *trial, GAsyncResult **result)
{
  hearth_noted_act_run_async (self->context, &entry, &methods, trial, NULL, begin, NULL,
                              hearth_test_keep_result_cb, result);
}

/* Returns what the act answered. */
static gboolean
run_act (Fixture *self, Trial *trial, GError **error)
{
  GAsyncResult *result = NULL;
  gboolean is_done;

  begin (self, trial, &result);
  hearth_test_await (&result);
  g_assert_true (hearth_noted_act_get_data (result) == trial);
  is_done = hearth_noted_act_run_finish (result, begin, error);
  g_object_unref (result);
  g_assert_cmpuint (trial->n_runs, ==, 1);
  g_assert_cmpstr (trial->words, ==, "export ");
  g_free (trial->words);
  return is_done;
}

static void
test_an_act_stands_between_its_entries (Fixture **fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Trial trial = { FALSE };

  g_assert_true (run_act (*fixture, &trial, &error));
  g_assert_no_error (error);
  assert_words (*fixture, "export export.done ");
}

static void
test_an_act_that_fails_is_noted_so (Fixture **fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Trial trial = { .fails = TRUE };

  g_assert_false (run_act (*fixture, &trial, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, (int) HEARTH_VAULT_ERROR_DISK_FULL);
  assert_words (*fixture, "export export.failed ");
}

/* The beginning is in the log, and what was done is said. */
static void
test_a_lock_during_the_act_hides_nothing (Fixture **fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Trial trial = { .locks = TRUE };

  g_assert_true (run_act (*fixture, &trial, &error));
  g_assert_no_error (error);
  hearth_test_vault_reopen (*fixture);
  assert_words (*fixture, "export ");
}

static void
test_a_lock_before_the_act_stops_it (Fixture **fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  Trial trial = { FALSE };

  begin (*fixture, &trial, &result);
  hearth_vault_lock ((*fixture)->vault, FALSE);
  hearth_test_await (&result);
  g_assert_false (hearth_noted_act_run_finish (result, begin, &error));
  g_assert_nonnull (error);
  g_object_unref (result);
  g_assert_cmpuint (trial.n_runs, ==, 0);
  hearth_test_vault_reopen (*fixture);
}

static void
test_where_waiting_is_allowed_it_is_the_same (Fixture **fixture, gconstpointer data)
{
  HearthContext *context = (*fixture)->context;
  g_autoptr (GError) error = NULL;

  g_assert_true (hearth_noted_act_begin (context, &entry, &error));
  g_assert_no_error (error);
  assert_words (*fixture, "export ");
  g_assert_true (hearth_noted_act_end (context, &entry, TRUE));
  g_assert_false (hearth_noted_act_end (context, &entry, FALSE));
  assert_words (*fixture, "export export.done export.failed ");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/model/noted-act/" name, Fixture *, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("an-act-stands-between-its-entries", test_an_act_stands_between_its_entries);
  ADD ("an-act-that-fails-is-noted-so", test_an_act_that_fails_is_noted_so);
  ADD ("a-lock-during-the-act-hides-nothing", test_a_lock_during_the_act_hides_nothing);
  ADD ("a-lock-before-the-act-stops-it", test_a_lock_before_the_act_stops_it);
  ADD ("where-waiting-is-allowed-it-is-the-same", test_where_waiting_is_allowed_it_is_the_same);
  return g_test_run ();
}
