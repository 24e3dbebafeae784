/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vault that held lines of a newer one before it knew what they say, and is upgraded. */
#include "config.h"

#include "hearth-test-writer.h"

#include "hearth-commit.h"
#include "hearth-journal.h"

#include <string.h>

typedef struct
{
  HearthDb *db;
  HearthSecret *seed;
  gint64 seq;
} Fixture;

/* As it was before there were decisions, and places of birth. */
static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HearthSchema before = *hearth_model_get_schema ();

  before.version = HEARTH_SCHEMA_CASE - 1;
  self->seq = 0;
  self->seed = hearth_secret_new_random (HEARTH_KEY_SIZE);
  self->db = hearth_db_open_in_memory (&error);
  g_assert_no_error (error);
  hearth_schema_run (&before, self->db, HEARTH_COMPARTMENT_CORE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_secret_unref (self->seed);
  hearth_db_close (self->db);
}

/* A line that came with a bundle and was taken as it is. */
static void
receive (Fixture *self, const char *kind_id, const HearthId *rec, const char *role, const char *set)
{
  const HearthKind *kind = hearth_registry_find_kind (kind_id);
  const HearthId bundle = hearth_test_id (0xB0);
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  HearthCommit commit = { NULL };
  json_auto_t *ops = json_array ();
  gint64 n;

  json_array_append_new (
      ops, hearth_commit_operation_new (kind, rec, json_array (), hearth_test_json (set)));
  commit.cmp = kind->cmp;
  commit.case_id = hearth_test_id (1);
  commit.who = hearth_test_id (0xA1);
  commit.role = role;
  commit.stamp.dev = hearth_test_id (0xD1);
  commit.stamp.seq = ++self->seq;
  commit.stamp.hlc = self->seq << 16;
  line = hearth_commit_sign (&commit, ops, self->seed, &error);
  g_assert_no_error (error);
  commit.ops = ops;
  hearth_db_begin (self->db, &error);
  hearth_journal_insert (self->db, &commit, line, &bundle, NULL, &n, &error);
  hearth_db_commit (self->db, &error);
  g_assert_no_error (error);
}

static void
upgrade (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gboolean equal = FALSE;

  hearth_schema_run (hearth_model_get_schema (), self->db, HEARTH_COMPARTMENT_CORE, &error);
  g_assert_no_error (error);
  hearth_journal_verify_projection (self->db, HEARTH_COMPARTMENT_CORE, &equal, &error);
  g_assert_no_error (error);
  g_assert_true (equal);
}

static void
test_what_was_not_known_takes_effect (Fixture *self, gconstpointer data)
{
  HearthId case_id = hearth_test_id (1);
  HearthId person = hearth_record_derive_id (&case_id, "person", "");
  HearthId decision = hearth_test_id (2);

  receive (self, "person", &person, "caseworker", "{'surname':'Ясен','birth_place':'Вигаданівка'}");
  receive (self, "decision", &decision, "caseworker",
           "{'stage':'reception','next':'quarantine','reason':'x'}");
  upgrade (self);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.person"
                                                    " WHERE birth_place = 'Вигаданівка'"),
                   ==, 1);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.decision"
                                                    " WHERE next = 'quarantine'"),
                   ==, 1);
}

static void
test_what_nobody_could_judge_is_judged (Fixture *self, gconstpointer data)
{
  HearthId lawful = hearth_test_id (2);
  HearthId lawless = hearth_test_id (3);

  receive (self, "decision", &lawful, "caseworker", "{'next':'quarantine'}");
  receive (self, "decision", &lawless, "clinician", "{'next':'transfer'}");
  upgrade (self);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.decision"), ==, 1);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.journal"
                                                    " WHERE state = 1 AND reason = 'not-allowed'"),
                   ==, 1);
}

static void
exec (Fixture *self, const char *sql)
{
  g_autoptr (GError) error = NULL;

  hearth_db_begin (self->db, &error);
  hearth_db_exec (self->db, sql, &error);
  hearth_db_commit (self->db, &error);
  g_assert_no_error (error);
}

static void
test_steps_are_the_same_in_their_new_table (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  exec (self, "INSERT INTO core.step (id, rec, case_id, n, gone, template, due, reason)"
              " VALUES (7, zeroblob (16), x'01', 3, 0, 'a', '2025-06-20', 'x'),"
              " (9, x'02', x'01', 4, 1, 'b', NULL, NULL)");
  hearth_schema_run (hearth_model_get_schema (), self->db, HEARTH_COMPARTMENT_CORE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM core.step"), ==, 2);
  g_assert_cmpint (hearth_test_query_int (
                       self->db, "SELECT count (*) FROM core.step INDEXED BY step_rec WHERE"
                                 " rec = zeroblob (16) AND id = 7 AND case_id = x'01' AND n = 3"
                                 " AND gone = 0 AND template = 'a' AND due = '2025-06-20'"
                                 " AND reason = 'x' AND urgent IS NULL"),
                   ==, 1);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT id FROM core.step WHERE gone = 1"), ==,
                   9);
  /* What is there but once is so still. */
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT \"unique\" FROM pragma_index_list"
                                                    " ('step', 'core') WHERE name = 'step_rec'"),
                   ==, 1);
}

#define ADD(name, func) g_test_add ("/model/upgrade/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("what-was-not-known-takes-effect", test_what_was_not_known_takes_effect);
  ADD ("what-nobody-could-judge-is-judged", test_what_nobody_could_judge_is_judged);
  ADD ("steps-are-the-same-in-their-new-table", test_steps_are_the_same_in_their_new_table);
  return g_test_run ();
}
