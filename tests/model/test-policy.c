/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-policy.h"
#include "hearth-test-writer.h"

/* The table of security 4, kind by kind: who may write ("w"), write own steps ("o"), read ("r"), nothing ("-"). */
typedef struct
{
  const char *role;
  const char *person;
  const char *step;
  const char *check;
  const char *statement;
  const char *sighting;
  const char *payment;
} Row;

static const Row table[] = {
  { "registrar", "w", "o", "-", "-", "-", "-" },
  { "caseworker", "w", "w", "-", "-", "-", "r" },
  { "clinician", "o", "o", "w", "-", "-", "-" },
  { "psychologist", "o", "o", "w", "-", "-", "-" },
  { "debriefer", "r", "o", "-", "w", "w", "-" },
  { "tracing-officer", "r", "r", "-", "-", "w", "-" },
  { "benefits-officer", "r", "o", "-", "-", "-", "w" },
  { "manager", "w", "w", "-", "-", "-", "r" },
  { "auditor", "-", "-", "-", "-", "-", "-" },
  { "owner", "w", "w", "w", "w", "w", "w" },
  { "no-such-role", "-", "-", "-", "-", "-", "-" },
};

static void
assert_level (const Row *row, const char *kind, const char *expected)
{
  static const char *const levels[] = { "-", "r", "o", "w" };
  HearthPolicyLevel level = hearth_policy_get_level (row->role, hearth_registry_find_kind (kind));

  g_assert_cmpstr (levels[level], ==, expected);
}

static void
test_role_may_do_what_the_table_says (gconstpointer data)
{
  const Row *row = data;

  assert_level (row, "person", row->person);
  assert_level (row, "step", row->step);
  assert_level (row, "check", row->check);
  assert_level (row, "statement", row->statement);
  assert_level (row, "sighting", row->sighting);
  assert_level (row, "payment", row->payment);
}

static HearthId
add_step (HearthTestWriter *self, guint number, const char *track)
{
  HearthId rec = hearth_test_id (number);
  g_autofree char *set =
      g_strdup_printf ("{'template':'x','track':'%s','occurrence':1,'state':'planned'}", track);
  g_autoptr (HearthChangeSet) changes =
      hearth_test_write (self, "step", 1, &rec, HEARTH_REVISION_NEW, set, HEARTH_RESULT_DONE);

  return rec;
}

static void
expect (HearthTestWriter *self, const HearthId *rec, const char *set, HearthResult result)
{
  g_autoptr (HearthChangeSet) changes =
      hearth_test_write (self, "step", 1, rec, HEARTH_REVISION_ANY, set, result);

  g_assert_nonnull (changes);
}

static void
test_clinician_writes_steps_of_own_tracks_only (void)
{
  static const char *const clinician[] = { "clinician", NULL };
  g_autoptr (HearthTestWriter) self = hearth_test_writer_new (NULL);
  HearthId medical = add_step (self, 10, "medical");
  HearthId money = add_step (self, 11, "compensation");

  self->writer.roles = clinician;
  expect (self, &medical, "{'state':'done','done_on':'2025-06-11'}", HEARTH_RESULT_DONE);
  expect (self, &money, "{'state':'done','done_on':'2025-06-11'}", HEARTH_RESULT_DENIED);
  expect (self, &money, "{'note':'x'}", HEARTH_RESULT_DENIED);
  /* What the plan makes of it in other tracks is no act of theirs. */
  expect (self, &money, "{'due':'2025-07-01'}", HEARTH_RESULT_DONE);
  expect (self, &money, "{'state':'not-applicable','reason':'plan:condition'}", HEARTH_RESULT_DONE);
}

static void
test_reader_is_denied_and_nothing_is_written (void)
{
  static const char *const tracing[] = { "tracing-officer", NULL };
  g_autoptr (HearthTestWriter) self = hearth_test_writer_new (NULL);
  HearthId rec = hearth_test_add_person (self, 1, "{'surname':'Ясен'}");
  g_autoptr (HearthChangeSet) denied = NULL;

  self->writer.roles = tracing;
  denied = hearth_test_write (self, "person", 1, &rec, HEARTH_REVISION_ANY, "{'ward':'1'}",
                              HEARTH_RESULT_DENIED);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.journal"), ==, 1);
  g_assert_null (hearth_change_set_get_inverse (denied));
}

static void
test_inverse_is_held_against_the_policy_too (void)
{
  static const char *const tracing[] = { "tracing-officer", NULL };
  g_autoptr (HearthTestWriter) self = hearth_test_writer_new (NULL);
  HearthId rec = hearth_test_add_person (self, 1, "{'surname':'Ясен'}");
  g_autoptr (HearthChangeSet) changes = hearth_test_write (
      self, "person", 1, &rec, HEARTH_REVISION_ANY, "{'ward':'1'}", HEARTH_RESULT_DONE);
  g_autoptr (HearthChangeSet) undo = NULL;

  self->writer.roles = tracing;
  undo = hearth_test_execute (self, hearth_change_set_get_inverse (changes));
  g_assert_cmpint (hearth_change_set_get_result (undo), ==, HEARTH_RESULT_DENIED);
}

static void
test_commit_names_the_first_role_that_allows_it (void)
{
  static const char *const roles[] = { "auditor", "clinician", "caseworker", NULL };
  HearthId rec = hearth_test_id (1);
  HearthId who = hearth_test_id (2);
  json_auto_t *set = hearth_test_json ("{'ward':'1'}");
  HearthPolicyAct act = { hearth_registry_find_kind ("person"), &rec, &who, set, set };

  g_assert_cmpstr (hearth_policy_find_role (roles, &act), ==, "caseworker");
  act.kind = hearth_registry_find_kind ("check");
  g_assert_cmpstr (hearth_policy_find_role (roles, &act), ==, "clinician");
  act.kind = hearth_registry_find_kind ("statement");
  g_assert_null (hearth_policy_find_role (roles, &act));
  g_assert_true (hearth_policy_may_write (roles, hearth_registry_find_kind ("check")));
  g_assert_false (hearth_policy_may_write (roles, hearth_registry_find_kind ("sighting")));
}

static void
test_a_clinician_warns_and_changes_nothing_else_of_a_person (void)
{
  static const char *const roles[] = { "clinician", NULL };
  static const struct
  {
    const char *before, *set;
    gboolean is_allowed;
  } cases[] = {
    { "{}", "{'flags':['feeding-limits']}", TRUE },
    { "{'flags':['family']}", "{'flags':['family','allergy','infection']}", TRUE },
    { "{'flags':['family','allergy']}", "{'flags':['family']}", TRUE },
    { "{'flags':['family','allergy']}", "{'flags':['allergy']}", FALSE },
    { "{'flags':['family']}", "{'flags':['family','serving']}", FALSE },
    { "{'flags':['family']}", "{'flags':null}", FALSE },
    { "{}", "{'flags':['allergy'],'ward':'1'}", FALSE },
    { "{}", "{'ward':'1'}", FALSE },
  };
  HearthId rec = hearth_test_id (1);
  HearthId who = hearth_test_id (2);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      json_auto_t *before = hearth_test_json (cases[i].before);
      json_auto_t *set = hearth_test_json (cases[i].set);
      const HearthPolicyAct act = { hearth_registry_find_kind ("person"), &rec, &who, set, before };

      g_assert_cmpint (hearth_policy_find_role (roles, &act) != NULL, ==, cases[i].is_allowed);
    }
  g_assert_false (hearth_policy_may_write (roles, hearth_registry_find_kind ("person")));
}

static void
test_everybody_writes_only_their_own_author_record (void)
{
  static const char *const tracing[] = { "tracing-officer", NULL };
  g_autoptr (HearthTestWriter) self = hearth_test_writer_new (tracing);
  HearthId other = hearth_test_id (0xAA);
  g_autoptr (HearthChangeSet) own =
      hearth_test_write (self, "author", 0, &self->writer.who, HEARTH_REVISION_NEW, "{'user':'я'}",
                         HEARTH_RESULT_DONE);
  g_autoptr (HearthChangeSet) denied = hearth_test_write (
      self, "author", 0, &other, HEARTH_REVISION_NEW, "{'user':'інший'}", HEARTH_RESULT_DENIED);

  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.author"), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *path =
          g_strconcat ("/model/policy/role-may-do-what-the-table-says/", table[i].role, NULL);

      g_test_add_data_func (path, &table[i], test_role_may_do_what_the_table_says);
    }
  g_test_add_func ("/model/policy/clinician-writes-steps-of-own-tracks-only",
                   test_clinician_writes_steps_of_own_tracks_only);
  g_test_add_func ("/model/policy/reader-is-denied-and-nothing-is-written",
                   test_reader_is_denied_and_nothing_is_written);
  g_test_add_func ("/model/policy/inverse-is-held-against-the-policy-too",
                   test_inverse_is_held_against_the_policy_too);
  g_test_add_func ("/model/policy/commit-names-the-first-role-that-allows-it",
                   test_commit_names_the_first_role_that_allows_it);
  g_test_add_func ("/model/policy/a-clinician-warns-and-changes-nothing-else-of-a-person",
                   test_a_clinician_warns_and_changes_nothing_else_of_a_person);
  g_test_add_func ("/model/policy/everybody-writes-only-their-own-author-record",
                   test_everybody_writes_only_their_own_author_record);
  return g_test_run ();
}
