/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many steps in one act: one undo, and what somebody changed meanwhile stays. */
#include "config.h"

#include "hearth-case-acts.h"
#include "hearth-step-many.h"
#include "hearth-step-query.h"
#include "hearth-test-vault.h"
#include "hearth-test.h"

#define N_STEPS 4

typedef struct
{
  HearthTestVault *vault;
  GArray *steps; /* of two cases, two of each */
} Fixture;

static gpointer
read_step (HearthDb *db, gpointer data, GError **error)
{
  return hearth_store_get_record (db, hearth_registry_find_kind ("step"), data, error);
}

static HearthRecord *
get_step (Fixture *fixture, guint i)
{
  g_autoptr (GError) error = NULL;
  HearthRecord *step =
      hearth_store_read (fixture->vault->store, read_step,
                         &g_array_index (fixture->steps, HearthStepAt, i).step, &error);

  g_assert_no_error (error);
  return step;
}

static gpointer
read_steps (HearthDb *db, gpointer data, GError **error)
{
  const HearthStepFilter filter = { .case_id = data,
                                    .due_before = HEARTH_DATE_NONE,
                                    .open_only = TRUE };

  return hearth_step_query_run (db, &filter, HEARTH_DATE_NONE, error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->vault = hearth_test_vault_new ("2025-06-20");
  fixture->steps = g_array_new (FALSE, TRUE, sizeof (HearthStepAt));
  for (guint i = 0; i < 2; i++)
    {
      HearthId case_id = hearth_test_vault_open_case (
          fixture->vault, "{'surname':'Вигаданко','released':'2025-06-09'}");
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows =
          hearth_store_read (fixture->vault->store, read_steps, &case_id, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (rows->len, >, 2);
      for (guint j = 0; j < 2; j++)
        {
          const HearthStepRow *row = rows->pdata[j];
          HearthStepAt at = { .step = row->step_id, .revision = row->revision };

          g_array_append_val (fixture->steps, at);
        }
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_array_unref (fixture->steps);
  hearth_test_vault_free (fixture->vault);
}

static HearthChangeSet *
set_many (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *fields = hearth_test_vault_json (text);
  HearthChangeSet *done =
      hearth_step_set_many (fixture->vault->context, fixture->steps, fields, NULL, &error);

  g_assert_no_error (error);
  return done;
}

static void
assert_text (Fixture *fixture, guint i, const char *field, const char *expected)
{
  g_autoptr (HearthRecord) step = get_step (fixture, i);

  g_assert_cmpstr (hearth_record_get_text (step, field), ==, expected);
}

static void
test_one_act_sets_all_and_one_undo_takes_all_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done =
      set_many (fixture, "{'blocker':'no-bank','remind_on':'2025-07-01','waiting_for':'частина'}");
  g_autoptr (HearthChangeSet) undone = NULL;

  g_assert_cmpint (hearth_change_set_get_result (done), ==, HEARTH_RESULT_DONE);
  g_assert_cmpuint (hearth_change_set_get_n_cases (done), ==, 2);
  for (guint i = 0; i < N_STEPS; i++)
    {
      assert_text (fixture, i, "blocker", "no-bank");
      assert_text (fixture, i, "remind_on", "2025-07-01");
      assert_text (fixture, i, "waiting_for", "частина");
      g_assert_false (g_array_index (fixture->steps, HearthStepAt, i).is_stale);
    }
  undone =
      hearth_store_execute (fixture->vault->store, hearth_change_set_get_inverse (done), &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (undone), ==, HEARTH_RESULT_DONE);
  for (guint i = 0; i < N_STEPS; i++)
    {
      assert_text (fixture, i, "blocker", NULL);
      assert_text (fixture, i, "remind_on", NULL);
    }
  hearth_test_vault_assert_projection (fixture->vault);
}

static void
test_what_somebody_changed_meanwhile_is_passed_over (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *own = hearth_test_vault_json ("{'owner':'olena'}");
  g_autoptr (HearthChangeSet) theirs = hearth_step_set (
      fixture->vault->context, &g_array_index (fixture->steps, HearthStepAt, 2).step,
      HEARTH_REVISION_ANY, own, &error);
  g_autoptr (HearthChangeSet) done = NULL;

  g_assert_no_error (error);
  done = set_many (fixture, "{'owner':'demo'}");
  g_assert_cmpint (hearth_change_set_get_result (done), ==, HEARTH_RESULT_DONE);
  for (guint i = 0; i < N_STEPS; i++)
    {
      assert_text (fixture, i, "owner", i == 2 ? "olena" : "demo");
      g_assert_cmpint (g_array_index (fixture->steps, HearthStepAt, i).is_stale, ==, i == 2);
    }
}

static void
assert_refused (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *fields = hearth_test_vault_json (text);
  g_autoptr (HearthChangeSet) done =
      hearth_step_set_many (fixture->vault->context, fixture->steps, fields, NULL, &error);

  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
  g_assert_null (done);
  for (guint i = 0; i < N_STEPS; i++)
    assert_text (fixture, i, "owner", NULL);
}

static void
test_what_a_plan_follows_from_is_refused_whole (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, "{'owner':'demo','state':'done'}");
  assert_refused (fixture, "{'owner':'demo','blocker':'no-such-blocker'}");
  assert_refused (fixture, "{'owner':'demo','remind_on':'soon'}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/model/step-set-many/one-act-sets-all-and-one-undo-takes-all-back", Fixture, NULL,
              set_up, test_one_act_sets_all_and_one_undo_takes_all_back, tear_down);
  g_test_add ("/model/step-set-many/what-somebody-changed-meanwhile-is-passed-over", Fixture, NULL,
              set_up, test_what_somebody_changed_meanwhile_is_passed_over, tear_down);
  g_test_add ("/model/step-set-many/what-a-plan-follows-from-is-refused-whole", Fixture, NULL,
              set_up, test_what_a_plan_follows_from_is_refused_whole, tear_down);
  return g_test_run ();
}
