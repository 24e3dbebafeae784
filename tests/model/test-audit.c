/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit log of a real vault: what a session leaves in it, and who can verify it. */
#include "config.h"

#include "hearth-audit-list.h"
#include "hearth-audit-verify.h"
#include "hearth-audit-wait.h"
#include "hearth-audit.h"
#include "hearth-case-visit.h"
#include "hearth-test-vault.h"
#include "hearth-test.h"

#include <string.h>

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

static gpointer
list_on_reader (HearthDb *db, gpointer data, GError **error)
{
  return hearth_audit_list (db, G_MAXINT64, 1000, error);
}

/* The words of the log, oldest first, with a space between. */
static char *
dup_words (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = hearth_store_read (self->store, list_on_reader, NULL, &error);
  GString *words = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = rows->len; i > 0; i--)
    {
      const HearthAuditRow *row = rows->pdata[i - 1];

      g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", row->event);
      if (row->count != 0)
        g_string_append_printf (words, ":%d", (int) row->count);
    }
  return g_string_free (words, FALSE);
}

typedef struct
{
  HearthVault *vault;
  HearthAuditReport report;
} Question;

static gpointer
verify_on_reader (HearthDb *db, gpointer data, GError **error)
{
  Question *question = data;

  hearth_audit_verify (db, question->vault, NULL, &question->report, error);
  return NULL;
}

static HearthAuditReport
verify (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  Question question = { .vault = self->vault };

  hearth_store_read (self->store, verify_on_reader, &question, &error);
  g_assert_no_error (error);
  return question.report;
}

static void
test_session_begins_and_ends_in_the_log (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  g_autofree char *words = NULL;
  g_autoptr (HearthSecret) secret =
      hearth_secret_new ((const guint8 *) HEARTH_TEST_PASSPHRASE, strlen (HEARTH_TEST_PASSPHRASE));
  g_autoptr (GError) error = NULL;

  hearth_vault_lock (self->vault, FALSE);
  g_clear_object (&self->context);
  hearth_vault_unlock (self->vault, HEARTH_TEST_USER, secret, &error);
  g_assert_no_error (error);
  self->context = hearth_context_new (self->vault, self->clock, self->packs, &error);
  g_assert_no_error (error);
  self->store = hearth_context_get_store (self->context);
  words = dup_words (self);
  g_assert_cmpstr (words, ==, "unlock program card:1 lock unlock");
  g_assert_cmpint (hearth_test_vault_query_int (
                       self, "SELECT count (*) FROM admin.audit_checkpoint WHERE n = 4"),
                   ==, 1);
}

static void
test_failed_unlocks_are_told_at_the_next_login (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  g_autoptr (HearthSecret) wrong = hearth_secret_new ((const guint8 *) "wrong", 5);
  g_autofree char *words = NULL;

  g_clear_object (&self->context);
  hearth_vault_lock (self->vault, FALSE);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (hearth_vault_unlock (self->vault, HEARTH_TEST_USER, wrong, &error));
      g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WRONG_KEY);
    }
  hearth_test_vault_reopen (self);
  words = dup_words (self);
  g_assert_true (g_str_has_suffix (words, "unlock unlock.failed:2"));
  hearth_test_vault_reopen (self);
  g_clear_pointer (&words, g_free);
  words = dup_words (self);
  g_assert_false (g_str_has_suffix (words, "unlock.failed:2"));
}

static void
test_visit_is_entered_per_compartment_before_it_is_answered (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId case_id = hearth_test_vault_open_case (self, "{'surname':'Вигаданко','given':'Артем'}");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthCase) kase = NULL;
  gint64 n_parts;

  hearth_case_visit_async (self->context, &case_id, NULL, hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  kase = hearth_case_visit_finish (result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (kase);
  n_parts = hearth_test_vault_query_int (
      self, "SELECT count (*) FROM admin.audit WHERE line LIKE '%\"ev\":\"case.open\"%'");
  g_assert_cmpint (n_parts, >=, 2);
  g_assert_cmpint (n_parts, <=, 7);
}

static void
test_owner_opens_the_first_key_and_verifies_the_tags (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_EXPORT, .n = 3 };
  g_autoptr (GError) error = NULL;
  HearthAuditReport report;

  for (guint i = 0; i < 70; i++)
    g_assert_true (hearth_context_audit (self->context, &entry, &error));
  report = verify (self);
  g_assert_cmpint (report.first_bad, ==, 0);
  g_assert_cmpint (report.n_untagged, ==, 0);
  g_assert_cmpint (report.n_entries, >, 70);
  g_assert_cmpint (report.n_checkpoints, >=, 1);
  hearth_test_vault_reopen (self);
  report = verify (self);
  g_assert_cmpint (report.first_bad, ==, 0);
  g_assert_cmpint (report.n_untagged, ==, 0);
}

static void
test_entry_without_blocking_is_there_when_it_is_answered (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_PRINT, .why = "for the ward" };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  hearth_context_audit_async (self->context, &entry, NULL, hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  g_assert_true (hearth_context_audit_finish (self->context, result, &error));
  g_assert_no_error (error);
  words = dup_words (self);
  g_assert_true (g_str_has_suffix (words, "print"));
}

static HearthAuditList *
list_acts (Fixture *self, guint n_at_least)
{
  HearthAuditList *list = hearth_audit_list_new (self->context);
  GListModel *model = G_LIST_MODEL (list);
  guint n, n_looks = 0;

  hearth_audit_list_reload (list);
  /* Somebody looks at its end until it grows no more. */
  do
    {
      g_assert_cmpint (n_looks++, <, 10000);
      n = g_list_model_get_n_items (model);
      if (n > 0)
        g_object_unref (g_list_model_get_item (model, n - 1));
      hearth_test_vault_query_int (self, "SELECT 1");
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  while (g_list_model_get_n_items (model) > n || g_list_model_get_n_items (model) < n_at_least);
  return list;
}

static HearthAuditRow
row_at (HearthAuditList *list, guint position)
{
  g_autoptr (HearthAuditItem) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  g_assert_nonnull (item);
  return *hearth_audit_item_get_row (item);
}

static void
visit (Fixture *self, const HearthId *case_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (HearthCase) kase = NULL;

  hearth_case_visit_async (self->context, case_id, NULL, hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  kase = hearth_case_visit_finish (result, NULL);
  g_assert_nonnull (kase);
}

static void
test_list_shows_one_row_for_each_visit (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthId one = hearth_test_vault_open_case (self, "{'surname':'Вигаданко','given':'Артем'}");
  HearthId other = hearth_test_vault_open_case (self, "{'surname':'Макетенко','given':'Ольга'}");
  g_autoptr (HearthAuditList) list = NULL;
  guint n_others;

  list = list_acts (self, 1);
  n_others = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_clear_object (&list);
  visit (self, &one);
  visit (self, &one);
  visit (self, &other);
  list = list_acts (self, n_others + 3);
  g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n_others + 3);
  for (guint i = 0; i < 3; i++)
    {
      HearthAuditRow row = row_at (list, i);

      g_assert_cmpstr (row.event, ==, "case.open");
      g_assert_true (hearth_id_equal (&row.case_id, i == 0 ? &other : &one));
      g_assert_true ((row.cmps & 1u << HEARTH_COMPARTMENT_CORE) != 0);
      g_assert_true ((row.cmps & 1u << HEARTH_COMPARTMENT_MEDICAL) != 0);
    }
}

static void
test_list_grows_to_the_beginning_of_the_log (Fixture **fixture, gconstpointer data)
{
  Fixture *self = *fixture;
  HearthAuditEntry entries[150];
  g_autoptr (HearthAuditList) list = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    entries[i] = (HearthAuditEntry){ .event = HEARTH_AUDIT_SEARCH };
  for (guint i = 0; i < 4; i++)
    hearth_context_audit_many (self->context, entries, G_N_ELEMENTS (entries), &error);
  g_assert_no_error (error);
  list = list_acts (self, 600);
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_assert_cmpint (n, ==, hearth_test_vault_query_int (self, "SELECT count (*) FROM admin.audit"));
  g_assert_cmpint (row_at (list, n - 1).n, ==, 1);
  g_assert_cmpstr (row_at (list, 0).event, ==, "search");
}

#define ADD(name, func) g_test_add (name, Fixture *, NULL, set_up, func, tear_down)

/* --- A full disk --- */

static GError *
make_full (void)
{
  return g_error_new_literal (HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_DISK_FULL, "write");
}

/* As if the disk had refused them: a visit may wait, an export may not. */
static HearthChangeSet *
read_without_room (const HearthWriter *writer,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  const HearthAuditEntry visits[] = {
    { .event = HEARTH_AUDIT_CASE_OPEN, .at_ms = 1749600000000, .why = "first" },
    { .event = HEARTH_AUDIT_SEARCH, .at_ms = 1749600001000 },
  };
  const HearthAuditEntry mixed[] = { { .event = HEARTH_AUDIT_FILE_OPEN },
                                     { .event = HEARTH_AUDIT_EXPORT, .n = 3 } };
  g_autoptr (GError) full = make_full ();
  g_autoptr (GError) other =
      g_error_new_literal (HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO, "write");

  g_assert_true (hearth_audit_wait_add (writer->wait, visits, G_N_ELEMENTS (visits), full));
  g_assert_false (hearth_audit_wait_add (writer->wait, mixed, G_N_ELEMENTS (mixed), full));
  g_assert_false (hearth_audit_wait_add (writer->wait, visits, G_N_ELEMENTS (visits), other));
  return hearth_writer_nothing ();
}

static void
test_what_found_no_room_is_entered_first_and_in_order (Fixture **fixture, gconstpointer data)
{
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_PRINT, .n = 2 };
  Fixture *self = *fixture;
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  g_assert_false (hearth_context_is_behind (self->context));
  changes = hearth_store_write (self->store, read_without_room, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (hearth_context_is_behind (self->context));
  g_assert_true (hearth_context_audit (self->context, &entry, &error));
  g_assert_no_error (error);
  g_assert_false (hearth_context_is_behind (self->context));
  words = dup_words (self);
  g_assert_cmpstr (words, ==, "unlock program card:1 case.open search print:2");
  g_assert_cmpint (verify (self).first_bad, ==, 0);
}

static HearthChangeSet *
write_after_two_tries (const HearthWriter *writer,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_CHECK, .n = 7 };
  guint *n_tries = data;

  if (++*n_tries < 3)
    {
      g_propagate_error (error, make_full ());
      return NULL;
    }
  return hearth_audit_append (writer, &entry, error) ? hearth_writer_nothing () : NULL;
}

static void
test_what_comes_late_is_tried_before_every_write_until_it_succeeds (Fixture **fixture,
                                                                    gconstpointer data)
{
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_PRINT };
  Fixture *self = *fixture;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  guint n_tries = 0;

  /* The tidying of the login, which nobody waits for, is before this in the writer's queue. */
  g_assert_true (hearth_context_audit (self->context, &entry, &error));
  g_assert_no_error (error);
  hearth_store_write_late (self->store, write_after_two_tries, &n_tries, NULL);
  for (guint i = 1; i <= 4; i++)
    {
      g_assert_true (hearth_context_is_behind (self->context) == (i <= 3));
      g_assert_true (hearth_context_audit (self->context, &entry, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (n_tries, ==, MIN (i, 3));
    }
  words = dup_words (self);
  g_assert_cmpstr (words, ==, "unlock program card:1 print print print check:7 print print");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("/audit/session-begins-and-ends-in-the-log", test_session_begins_and_ends_in_the_log);
  ADD ("/audit/failed-unlocks-are-told-at-the-next-login",
       test_failed_unlocks_are_told_at_the_next_login);
  ADD ("/audit/visit-is-entered-per-compartment-before-it-is-answered",
       test_visit_is_entered_per_compartment_before_it_is_answered);
  ADD ("/audit/owner-opens-the-first-key-and-verifies-the-tags",
       test_owner_opens_the_first_key_and_verifies_the_tags);
  ADD ("/audit/entry-without-blocking-is-there-when-it-is-answered",
       test_entry_without_blocking_is_there_when_it_is_answered);
  ADD ("/audit/what-found-no-room-is-entered-first-and-in-order",
       test_what_found_no_room_is_entered_first_and_in_order);
  ADD ("/audit/what-comes-late-is-tried-before-every-write-until-it-succeeds",
       test_what_comes_late_is_tried_before_every_write_until_it_succeeds);
  ADD ("/audit/list-shows-one-row-for-each-visit", test_list_shows_one_row_for_each_visit);
  ADD ("/audit/list-grows-to-the-beginning-of-the-log",
       test_list_grows_to_the_beginning_of_the_log);
  return g_test_run ();
}
