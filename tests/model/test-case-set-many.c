/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many cases in one act: all or none, one undo, and what a case had of its own stays. */
#include "config.h"

#include "hearth-case-acts.h"
#include "hearth-json.h"
#include "hearth-test-vault.h"
#include "hearth-test.h"

#define N_CASES 5

typedef struct
{
  HearthTestVault *vault;
  HearthId cases[N_CASES];
  GArray *row_ids;
} Fixture;

static void
open_five (Fixture *fixture, gconstpointer data)
{
  fixture->vault = hearth_test_vault_new ("2025-06-20");
  fixture->row_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < N_CASES; i++)
    {
      gint64 row_id = i + 1;

      fixture->cases[i] = hearth_test_vault_open_case (
          fixture->vault, i == 0 ? "{'surname':'Один','released':'2025-06-09','flags':['serving']}"
                                 : "{'surname':'Інший','released':'2025-06-09'}");
      g_array_append_val (fixture->row_ids, row_id);
    }
}

static void
close_five (Fixture *fixture, gconstpointer data)
{
  g_array_unref (fixture->row_ids);
  hearth_test_vault_free (fixture->vault);
}

static HearthChangeSet *
set_many (Fixture *fixture, const char *fields_text, const char *flags_text)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *fields = hearth_test_vault_json (fields_text);
  json_auto_t *flags = flags_text != NULL ? hearth_test_vault_json (flags_text) : NULL;
  HearthChangeSet *changes = hearth_case_set_many (fixture->vault->context, fixture->row_ids,
                                                   fields, flags, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return changes;
}

static void
assert_text (Fixture *fixture, guint i, const char *field, const char *expected)
{
  g_autoptr (HearthRecord) person =
      hearth_test_vault_get_person (fixture->vault, &fixture->cases[i]);

  g_assert_cmpstr (hearth_record_get_text (person, field), ==, expected);
}

static void
assert_flags (Fixture *fixture, guint i, const char *expected)
{
  g_autoptr (HearthRecord) person =
      hearth_test_vault_get_person (fixture->vault, &fixture->cases[i]);
  json_t *flags = json_object_get (hearth_record_get_values (person), "flags");
  g_autofree char *text = flags != NULL ? hearth_json_dump (flags) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static void
test_one_act_sets_all_and_one_undo_takes_all_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = NULL;
  g_autoptr (HearthChangeSet) undone = NULL;
  json_auto_t *own = hearth_test_vault_json ("{'owner':'olena'}");

  done = hearth_case_set (fixture->vault->context, &fixture->cases[2], HEARTH_REVISION_ANY, own,
                          &error);
  g_assert_no_error (error);
  g_clear_pointer (&done, hearth_change_set_unref);
  done = set_many (fixture, "{'owner':'demo','ward':'7'}", NULL);
  g_assert_cmpint (hearth_change_set_get_result (done), ==, HEARTH_RESULT_DONE);
  g_assert_cmpuint (hearth_change_set_get_n_cases (done), ==, N_CASES);
  for (guint i = 0; i < N_CASES; i++)
    assert_text (fixture, i, "owner", "demo");
  undone =
      hearth_store_execute (fixture->vault->store, hearth_change_set_get_inverse (done), &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (undone), ==, HEARTH_RESULT_DONE);
  assert_text (fixture, 0, "owner", NULL);
  assert_text (fixture, 2, "owner", "olena");
  assert_text (fixture, 4, "ward", NULL);
  hearth_test_vault_assert_projection (fixture->vault);
}

static void
test_flags_are_added_and_removed_beside_those_of_each_case (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HearthChangeSet) added = set_many (fixture, "{}", "{'no-documents':true}");
  g_autoptr (HearthChangeSet) removed = NULL;
  g_autoptr (HearthChangeSet) again = NULL;

  g_assert_cmpint (hearth_change_set_get_result (added), ==, HEARTH_RESULT_DONE);
  assert_flags (fixture, 0, "[\"serving\",\"no-documents\"]");
  assert_flags (fixture, 3, "[\"no-documents\"]");
  removed = set_many (fixture, "{}", "{'no-documents':false}");
  assert_flags (fixture, 0, "[\"serving\"]");
  assert_flags (fixture, 3, NULL);
  again = set_many (fixture, "{}", "{'no-documents':false}");
  g_assert_cmpint (hearth_change_set_get_result (again), ==, HEARTH_RESULT_NOTHING);
}

static void
test_a_value_that_is_refused_leaves_all_as_it_was (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *fields = hearth_test_vault_json ("{'owner':'demo','stage':'no-such-stage'}");
  g_autoptr (HearthChangeSet) changes = hearth_case_set_many (
      fixture->vault->context, fixture->row_ids, fields, NULL, NULL, NULL, NULL, &error);

  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
  g_assert_null (changes);
  for (guint i = 0; i < N_CASES; i++)
    assert_text (fixture, i, "owner", NULL);
}

static void
cancel_in_the_middle (guint done, guint total, gpointer cancellable)
{
  g_assert_cmpuint (total, ==, N_CASES);
  g_cancellable_cancel (cancellable);
}

static void
test_cancelling_leaves_all_as_it_was (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  json_auto_t *fields = hearth_test_vault_json ("{'owner':'demo'}");
  g_autoptr (HearthChangeSet) changes =
      hearth_case_set_many (fixture->vault->context, fixture->row_ids, fields, NULL,
                            cancel_in_the_middle, cancellable, cancellable, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (changes);
  for (guint i = 0; i < N_CASES; i++)
    assert_text (fixture, i, "owner", NULL);
}

static void
test_cases_that_are_gone_are_passed_over (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HearthChangeSet) changes = NULL;
  gint64 nobody = 4711;

  g_array_prepend_val (fixture->row_ids, nobody);
  changes = set_many (fixture, "{'owner':'demo'}", NULL);
  g_assert_cmpuint (hearth_change_set_get_n_cases (changes), ==, N_CASES);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/model/case-set-many/one-act-sets-all-and-one-undo-takes-all-back", Fixture, NULL,
              open_five, test_one_act_sets_all_and_one_undo_takes_all_back, close_five);
  g_test_add ("/model/case-set-many/flags-are-added-and-removed-beside-those-of-each-case", Fixture,
              NULL, open_five, test_flags_are_added_and_removed_beside_those_of_each_case,
              close_five);
  g_test_add ("/model/case-set-many/a-value-that-is-refused-leaves-all-as-it-was", Fixture, NULL,
              open_five, test_a_value_that_is_refused_leaves_all_as_it_was, close_five);
  g_test_add ("/model/case-set-many/cancelling-leaves-all-as-it-was", Fixture, NULL, open_five,
              test_cancelling_leaves_all_as_it_was, close_five);
  g_test_add ("/model/case-set-many/cases-that-are-gone-are-passed-over", Fixture, NULL, open_five,
              test_cases_that_are_gone_are_passed_over, close_five);
  return g_test_run ();
}
