/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of another hospital in a real vault: why each is set aside and how it is released, conflicts and
 * their decision, erasing by order. */
#include "config.h"

#include "hearth-test-vault.h"

#include "hearth-conflict-acts.h"
#include "hearth-conflict-query.h"
#include "hearth-erase.h"
#include "hearth-journal-digest.h"
#include "hearth-json.h"
#include "hearth-keyring.h"
#include "hearth-receive.h"
#include "hearth-stmt.h"

#include <string.h>

#define HOUR_MS (60 * 60 * G_GINT64_CONSTANT (1000))

typedef struct
{
  HearthTestVault *vault;
  HearthSecret *seed;
  HearthAuthorVerdict verdict;
  HearthId case_id;
  HearthId person;
  gint64 seq;
  guint8 prev[HEARTH_HASH_SIZE];
  guint bundle;
} Fixture;

/* A call on the writer's thread. */
typedef struct
{
  Fixture *self;
  const char *line;
  HearthAside reason;
  HearthReceived received;
  gboolean is_refused;
} Call;

static HearthId
make_id (guint8 number)
{
  HearthId id = { { 0x77, number } };

  return id;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->vault = hearth_test_vault_new ("2025-06-11");
  self->seed = hearth_secret_new_random (HEARTH_KEY_SIZE);
  self->case_id =
      hearth_test_vault_open_case (self->vault, "{'surname':'Ясен','birth':'1999-05-02'}");
  self->person = hearth_record_derive_id (&self->case_id, "person", "");
  self->verdict = HEARTH_AUTHOR_GOOD;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_test_vault_assert_projection (self->vault);
  hearth_secret_unref (self->seed);
  hearth_test_vault_free (self->vault);
}

static HearthAuthorVerdict
judge (const HearthCommit *commit, const char *line, gsize length, gpointer data)
{
  return ((Fixture *) data)->verdict;
}

static char *
make_line (Fixture *self,
           const char *kind,
           const HearthId *rec,
           const char *role,
           gint64 ahead_ms,
           const char *set)
{
  g_autoptr (GError) error = NULL;
  HearthCommit commit = { NULL };
  json_auto_t *ops = json_array ();
  char *line;

  json_array_append_new (ops,
                         hearth_commit_operation_new (hearth_registry_find_kind (kind), rec,
                                                      json_array (), hearth_test_vault_json (set)));
  commit.cmp = hearth_registry_find_kind (kind)->cmp;
  commit.case_id = self->case_id;
  commit.who = make_id (0xA);
  commit.role = role;
  commit.stamp.dev = make_id (0xD);
  commit.stamp.seq = ++self->seq;
  commit.stamp.hlc = (g_get_real_time () / 1000 + ahead_ms) << HEARTH_HLC_COUNTER_BITS;
  memcpy (commit.prev, self->prev, sizeof commit.prev);
  line = hearth_commit_sign (&commit, ops, self->seed, &error);
  g_assert_no_error (error);
  memcpy (self->prev, commit.stamp.id, sizeof self->prev);
  return line;
}

static HearthChangeSet *
receive_on_writer (const HearthWriter *writer,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  Call *call = data;
  const HearthAuthors authors = { judge, call->self };
  HearthId bundle = make_id ((guint8) ++call->self->bundle);
  g_autoptr (HearthReceive) receive = hearth_receive_new (writer, &bundle, &authors);

  if (!hearth_receive_begin (receive, HEARTH_COMPARTMENT_CORE, error))
    return NULL;
  if (!hearth_receive_add (receive, call->line, strlen (call->line), error))
    return NULL;
  if (!hearth_receive_commit (receive, error))
    return NULL;
  return hearth_receive_finish (receive, &call->received);
}

static HearthChangeSet *
take (Fixture *self, const char *line, HearthAside expected)
{
  Call call = { .self = self, .line = line };
  g_autoptr (GError) error = NULL;
  HearthChangeSet *changes =
      hearth_store_write (self->vault->store, receive_on_writer, &call, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 1; i < HEARTH_N_ASIDE; i++)
    g_assert_cmpuint (call.received.n_aside[i], ==, i == (guint) expected);
  hearth_received_clear (&call.received);
  return changes;
}

static HearthChangeSet *
reconsider_on_writer (const HearthWriter *writer,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  const HearthAuthors authors = { judge, data };

  return hearth_receive_reconsider (writer, HEARTH_COMPARTMENT_CORE, &authors, error);
}

static void
reconsider (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes =
      hearth_store_write (self->vault->store, reconsider_on_writer, self, NULL, &error);

  g_assert_no_error (error);
}

static HearthChangeSet *
release_on_writer (const HearthWriter *writer,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  const Call *call = data;
  gint64 ns[1000];

  for (guint i = 0; i < G_N_ELEMENTS (ns); i++)
    ns[i] = i;
  return hearth_receive_release (writer, HEARTH_COMPARTMENT_CORE, call->reason, ns,
                                 G_N_ELEMENTS (ns), error);
}

static void
release (Fixture *self, HearthAside reason)
{
  Call call = { .self = self, .reason = reason };
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes =
      hearth_store_write (self->vault->store, release_on_writer, &call, NULL, &error);

  g_assert_no_error (error);
}

static void
assert_birth (Fixture *self, const char *expected)
{
  g_autoptr (HearthRecord) person = hearth_test_vault_get_person (self->vault, &self->case_id);

  g_assert_cmpstr (hearth_record_get_text (person, "birth"), ==, expected);
}

static gint64
count_conflicts (Fixture *self)
{
  return hearth_test_vault_query_int (self->vault, "SELECT count (*) FROM core.conflict");
}

static void
test_unknown_author_waits_for_the_card (Fixture *self, gconstpointer data)
{
  g_autofree char *line =
      make_line (self, "person", &self->person, "caseworker", 1000, "{'birth':'1999-05-03'}");
  g_autoptr (HearthChangeSet) changes = NULL;

  self->verdict = HEARTH_AUTHOR_UNKNOWN;
  changes = take (self, line, HEARTH_ASIDE_AUTHOR_UNKNOWN);
  assert_birth (self, "1999-05-02");
  self->verdict = HEARTH_AUTHOR_GOOD;
  reconsider (self);
  assert_birth (self, "1999-05-03");
  g_assert_cmpint (count_conflicts (self), ==, 1);
}

static void
test_line_proven_false_later_stays_aside_for_good (Fixture *self, gconstpointer data)
{
  g_autofree char *line =
      make_line (self, "person", &self->person, "caseworker", 1000, "{'birth':'1999-05-03'}");
  g_autoptr (HearthChangeSet) changes = NULL;

  self->verdict = HEARTH_AUTHOR_UNKNOWN;
  changes = take (self, line, HEARTH_ASIDE_AUTHOR_UNKNOWN);
  self->verdict = HEARTH_AUTHOR_FORGED;
  reconsider (self);
  self->verdict = HEARTH_AUTHOR_GOOD;
  reconsider (self);
  assert_birth (self, "1999-05-02");
  g_assert_cmpint (hearth_test_vault_query_int (
                       self->vault, "SELECT count (*) FROM core.journal WHERE reason = 'forged'"),
                   ==, 1);
}

static void
test_forged_line_refuses_all (Fixture *self, gconstpointer data)
{
  g_autofree char *line =
      make_line (self, "person", &self->person, "caseworker", 1000, "{'birth':'1999-05-03'}");
  Call call = { .self = self, .line = line };
  g_autoptr (GError) error = NULL;

  self->verdict = HEARTH_AUTHOR_FORGED;
  g_assert_null (hearth_store_write (self->vault->store, receive_on_writer, &call, NULL, &error));
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_JOURNAL);
  g_assert_cmpint (hearth_test_vault_query_int (
                       self->vault, "SELECT count (*) FROM core.journal WHERE bundle IS NOT NULL"),
                   ==, 0);
}

static void
test_far_clock_waits_for_an_owner (Fixture *self, gconstpointer data)
{
  g_autofree char *line = make_line (self, "person", &self->person, "caseworker", 25 * HOUR_MS,
                                     "{'birth':'1999-05-03'}");
  g_autoptr (HearthChangeSet) changes = take (self, line, HEARTH_ASIDE_FUTURE_CLOCK);

  assert_birth (self, "1999-05-02");
  reconsider (self);
  assert_birth (self, "1999-05-02");
  release (self, HEARTH_ASIDE_FUTURE_CLOCK);
  assert_birth (self, "1999-05-03");
}

static void
test_revoked_and_retired_are_kept_apart (Fixture *self, gconstpointer data)
{
  g_autofree char *first =
      make_line (self, "person", &self->person, "caseworker", 1000, "{'birth':'1999-05-03'}");
  g_autofree char *second =
      make_line (self, "person", &self->person, "caseworker", 1000, "{'birth':'1999-05-04'}");
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (HearthChangeSet) more = NULL;

  self->verdict = HEARTH_AUTHOR_REVOKED;
  changes = take (self, first, HEARTH_ASIDE_CARD_REVOKED);
  self->verdict = HEARTH_AUTHOR_RETIRED;
  more = take (self, second, HEARTH_ASIDE_KEY_RETIRED);
  release (self, HEARTH_ASIDE_CARD_REVOKED);
  assert_birth (self, "1999-05-03");
}

static void
test_role_that_may_not_never_takes_effect (Fixture *self, gconstpointer data)
{
  static const char *const roles[] = { "clinician", "auditor", "of-a-later-version" };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autofree char *line =
          make_line (self, "person", &self->person, roles[i], 1000, "{'birth':'1999-05-03'}");
      g_autoptr (HearthChangeSet) changes = take (self, line, HEARTH_ASIDE_NOT_ALLOWED);

      g_assert_nonnull (changes);
    }
  {
    g_autofree char *line = make_line (self, "person", &self->person, "clinician", 1001,
                                       "{'flags':['allergy'],'ward':'1'}");
    g_autoptr (HearthChangeSet) changes = take (self, line, HEARTH_ASIDE_NOT_ALLOWED);

    g_assert_nonnull (changes);
  }
  reconsider (self);
  assert_birth (self, "1999-05-02");
}

static void
test_id_of_another_kind_is_a_clash (Fixture *self, gconstpointer data)
{
  g_autofree char *line =
      make_line (self, "note", &self->person, "caseworker", 1000, "{'text':'чуже'}");
  g_autoptr (HearthChangeSet) changes = take (self, line, HEARTH_ASIDE_ID_CLASH);

  g_assert_nonnull (changes);
  assert_birth (self, "1999-05-02");
}

static void
test_undo_of_an_import_and_redo (Fixture *self, gconstpointer data)
{
  g_autofree char *line =
      make_line (self, "person", &self->person, "caseworker", 1000, "{'birth':'1999-05-03'}");
  g_autoptr (HearthChangeSet) changes = take (self, line, HEARTH_ASIDE_NONE);
  g_autoptr (HearthChangeSet) undone = NULL;
  g_autoptr (HearthChangeSet) redone = NULL;
  g_autoptr (GError) error = NULL;

  assert_birth (self, "1999-05-03");
  undone =
      hearth_store_execute (self->vault->store, hearth_change_set_get_inverse (changes), &error);
  g_assert_no_error (error);
  assert_birth (self, "1999-05-02");
  g_assert_cmpint (count_conflicts (self), ==, 0);
  redone =
      hearth_store_execute (self->vault->store, hearth_change_set_get_inverse (undone), &error);
  g_assert_no_error (error);
  assert_birth (self, "1999-05-03");
  g_assert_cmpint (count_conflicts (self), ==, 1);
}

static gpointer
list_on_reader (HearthDb *db, gpointer data, GError **error)
{
  return hearth_conflict_query_list (db, data, error);
}

static void
test_conflict_says_who_said_what_and_is_decided (Fixture *self, gconstpointer data)
{
  g_autofree char *line =
      make_line (self, "person", &self->person, "caseworker", 1000, "{'birth':'1999-05-03'}");
  g_autoptr (HearthChangeSet) changes = take (self, line, HEARTH_ASIDE_NONE);
  g_autoptr (HearthChangeSet) decided = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  const HearthConflictItem *item;

  items = hearth_store_read (self->vault->store, list_on_reader, &self->case_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  item = items->pdata[0];
  g_assert_cmpstr (item->field, ==, "birth");
  g_assert_cmpstr (json_string_value (item->ours.value), ==, "1999-05-02");
  g_assert_cmpstr (json_string_value (item->theirs.value), ==, "1999-05-03");
  g_assert_null (item->ours.bundle);
  g_assert_nonnull (item->theirs.bundle);
  g_assert_null (item->before);
  g_assert_cmpstr (item->ours.who, ==, HEARTH_TEST_USER);

  decided =
      hearth_conflict_resolve (self->vault->context, &item->id, HEARTH_CONFLICT_OURS, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (decided), ==, HEARTH_RESULT_DONE);
  assert_birth (self, "1999-05-02");
  g_assert_cmpint (count_conflicts (self), ==, 0);
  /* Once is enough. */
  g_assert_null (hearth_conflict_resolve (self->vault->context, &item->id, HEARTH_CONFLICT_OURS,
                                          NULL, &error));
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN);
}

static void
test_deletion_against_edit_is_decided (Fixture *self, gconstpointer data)
{
  g_autofree char *line =
      make_line (self, "person", &self->person, "caseworker", 1000, "{'gone':true}");
  g_autoptr (HearthChangeSet) changes = take (self, line, HEARTH_ASIDE_NONE);
  g_autoptr (HearthChangeSet) decided = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  const HearthConflictItem *item;

  items = hearth_store_read (self->vault->store, list_on_reader, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  item = items->pdata[0];
  g_assert_cmpstr (item->field, ==, "gone");
  g_assert_true (json_is_false (item->ours.value));
  g_assert_true (json_is_true (item->theirs.value));
  decided = hearth_conflict_resolve (self->vault->context, &item->id, HEARTH_CONFLICT_THEIRS, NULL,
                                     &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_conflicts (self), ==, 0);
  g_assert_cmpint (hearth_test_vault_query_int (self->vault, "SELECT gone FROM core.person"), ==,
                   1);
}

static void
erase_case (Fixture *self, HearthErased *erased)
{
  const HearthEraseScope scope = { .case_id = self->case_id };
  g_autoptr (GError) error = NULL;
  HearthId erasure;

  hearth_erase_propose (self->vault->context, &scope, "№ 17", "чужа людина", &erasure, &error);
  g_assert_no_error (error);
  g_assert_false (
      hearth_erase_confirm (self->vault->context, &erasure, NULL, NULL, erased, &error));
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_NO_ACCESS);
  g_clear_error (&error);
  assert_birth (self, "1999-05-02");
  hearth_erase_confirm (self->vault->context, &erasure, NULL, "один користувач", erased, &error);
  g_assert_no_error (error);
}

static gint64
count_lines_of (Fixture *self, const char *where)
{
  g_autofree char *id = hearth_id_to_string (&self->case_id);
  g_autofree char *sql = g_strdup_printf (
      "SELECT count (*) FROM core.journal WHERE case_id = x'%s' AND %s", id, where);

  return hearth_test_vault_query_int (self->vault, sql);
}

static void
test_erased_case_is_gone_and_does_not_come_back (Fixture *self, gconstpointer data)
{
  g_autofree char *before =
      make_line (self, "person", &self->person, "caseworker", 1000, "{'ward':'4'}");
  g_autofree char *after =
      make_line (self, "person", &self->person, "caseworker", 1000, "{'ward':'5'}");
  g_autoptr (HearthChangeSet) changes = take (self, before, HEARTH_ASIDE_NONE);
  g_autoptr (HearthChangeSet) again = NULL;
  g_autoptr (HearthChangeSet) more = NULL;
  g_autoptr (HearthChangeSet) written = NULL;
  g_autoptr (HearthCommand) command = hearth_command_new ("test");
  g_autoptr (GError) error = NULL;
  HearthErased erased;

  erase_case (self, &erased);
  g_assert_cmpuint (erased.n_lines, >, 1);
  g_assert_cmpint (count_lines_of (self, "line IS NOT NULL"), ==, 0);
  g_assert_cmpint (count_lines_of (self, "state = 2"), ==, erased.n_lines);
  g_assert_cmpint (hearth_test_vault_query_int (self->vault, "SELECT count (*) FROM core.person"),
                   ==, 0);
  g_assert_cmpint (hearth_test_vault_query_int (self->vault, "SELECT count (*) FROM core.step"), ==,
                   0);
  /* Importing again changes nothing; new lines of it wait for an owner. */
  again = take (self, before, HEARTH_ASIDE_NONE);
  g_assert_cmpint (hearth_change_set_get_result (again), ==, HEARTH_RESULT_NOTHING);
  more = take (self, after, HEARTH_ASIDE_CASE_ERASED);
  g_assert_cmpint (hearth_test_vault_query_int (self->vault, "SELECT count (*) FROM core.person"),
                   ==, 0);
  /* A form that was open still writes nothing. */
  hearth_command_set (command, hearth_registry_find_kind ("person"), &self->case_id, &self->person,
                      HEARTH_REVISION_ANY, hearth_test_vault_json ("{'ward':'6'}"));
  written = hearth_store_execute (self->vault->store, command, &error);
  g_assert_null (written);
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN);
  /* Nor does the next login bring it back. */
  hearth_test_vault_reopen (self->vault);
  g_assert_cmpint (hearth_test_vault_query_int (self->vault, "SELECT count (*) FROM core.person"),
                   ==, 0);
  release (self, HEARTH_ASIDE_CASE_ERASED);
  g_assert_cmpint (hearth_test_vault_query_int (self->vault, "SELECT count (*) FROM core.person"),
                   ==, 1);
}

static gpointer
digest_on_reader (HearthDb *db, gpointer data, GError **error)
{
  HearthDigest *digest = data;

  return hearth_journal_get_digest (db, HEARTH_COMPARTMENT_CORE, NULL, digest, error) ? data : NULL;
}

static void
test_digest_tells_lines_apart (Fixture *self, gconstpointer data)
{
  g_autofree char *line =
      make_line (self, "person", &self->person, "caseworker", 1000, "{'ward':'4'}");
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (HearthChangeSet) undone = NULL;
  g_autoptr (GError) error = NULL;
  HearthDigest before, with, without;

  g_assert_nonnull (hearth_store_read (self->vault->store, digest_on_reader, &before, &error));
  g_assert_cmpuint (strlen (before.text), ==, 35);
  changes = take (self, line, HEARTH_ASIDE_NONE);
  g_assert_nonnull (hearth_store_read (self->vault->store, digest_on_reader, &with, &error));
  g_assert_cmpstr (with.text, !=, before.text);
  g_assert_cmpint (with.n_lines, ==, before.n_lines + 1);
  undone =
      hearth_store_execute (self->vault->store, hearth_change_set_get_inverse (changes), &error);
  g_assert_nonnull (hearth_store_read (self->vault->store, digest_on_reader, &without, &error));
  g_assert_cmpstr (without.text, ==, before.text);
}

#define ADD(name, func) g_test_add ("/receive/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("unknown-author-waits-for-the-card", test_unknown_author_waits_for_the_card);
  ADD ("line-proven-false-later-stays-aside-for-good",
       test_line_proven_false_later_stays_aside_for_good);
  ADD ("forged-line-refuses-all", test_forged_line_refuses_all);
  ADD ("far-clock-waits-for-an-owner", test_far_clock_waits_for_an_owner);
  ADD ("revoked-and-retired-are-kept-apart", test_revoked_and_retired_are_kept_apart);
  ADD ("role-that-may-not-never-takes-effect", test_role_that_may_not_never_takes_effect);
  ADD ("id-of-another-kind-is-a-clash", test_id_of_another_kind_is_a_clash);
  ADD ("undo-of-an-import-and-redo", test_undo_of_an_import_and_redo);
  ADD ("conflict-says-who-said-what-and-is-decided",
       test_conflict_says_who_said_what_and_is_decided);
  ADD ("deletion-against-edit-is-decided", test_deletion_against_edit_is_decided);
  ADD ("erased-case-is-gone-and-does-not-come-back",
       test_erased_case_is_gone_and_does_not_come_back);
  ADD ("digest-tells-lines-apart", test_digest_tells_lines_apart);
  return g_test_run ();
}
