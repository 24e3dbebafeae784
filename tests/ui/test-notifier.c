/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desktop is told: numbers, of nobody, and nothing while the vault is locked or the person has said
 * that nothing is wanted. */
#include "config.h"

#include "hearth-notifier.h"

#include "hearth-random.h"
#include "hearth-record-edit.h"
#include "hearth-stmt.h"
#include "hearth-test-ui.h"
#include "hearth-test.h"

#include <string.h>

/* Marks that must never leave. */
#define SURNAME "Знакодзьоб"
#define PERFORMER "Лікарка-Мітка"

typedef struct
{
  HearthDesk *desk;
  char *folder;
  HearthNotifier *notifier;
  GPtrArray *told;      /* titles, in their order */
  GPtrArray *withdrawn; /* ids */
} Fixture;

static void
on_notify_desktop_cb (Fixture *self, const char *id, const char *title)
{
  if (title != NULL)
    g_ptr_array_add (self->told, g_strdup (title));
  else
    g_ptr_array_add (self->withdrawn, g_strdup (id));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->desk = hearth_test_desk_new ();
  self->folder = hearth_test_make_folder ();
  self->told = g_ptr_array_new_with_free_func (g_free);
  self->withdrawn = g_ptr_array_new_with_free_func (g_free);
  self->notifier = hearth_notifier_new (self->desk);
  g_signal_connect_swapped (self->notifier, "notify-desktop", G_CALLBACK (on_notify_desktop_cb),
                            self);
  hearth_test_desk_create_vault (self->desk, self->folder);
  hearth_test_desk_open_case (self->desk, "{'surname':'" SURNAME "','given':'Мітка'}");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_desk_lock (self->desk);
  hearth_test_finalize (self->notifier);
  hearth_test_finalize (self->desk);
  hearth_test_remove_folder (self->folder);
  g_ptr_array_unref (self->told);
  g_ptr_array_unref (self->withdrawn);
  g_free (self->folder);
}

static gpointer
read_case (HearthDb *db, gpointer data, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, "SELECT case_id FROM core.person", error);
  gboolean has_row;
  HearthId id;

  g_assert_true (hearth_stmt_step (stmt, &has_row, error) && has_row);
  g_assert_true (hearth_stmt_get_id (stmt, 0, &id));
  return g_memdup2 (&id, sizeof id);
}

/* PHQ-9 with its ninth question answered, by a person with a name and with a note. */
static void
raise_alarm (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree HearthId *case_id =
      hearth_store_read (hearth_desk_get_store (self->desk), read_case, NULL, &error);
  json_auto_t *fields =
      json_pack ("{s:s, s:s, s:s, s:s}", "questionnaire", "phq-9", "filled_on", HEARTH_TEST_TODAY,
                 "answers", "1,1,1,1,1,0,0,0,1", "performer", PERFORMER);
  HearthRecordEdit edit = { hearth_registry_find_kind ("restricted_answers"), *case_id,
                            hearth_random_id (), HEARTH_REVISION_NEW, fields };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (HearthChangeSet) done = NULL;

  hearth_record_save_async (hearth_desk_get_context (self->desk), &edit, NULL,
                            hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  done = hearth_record_edit_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
was_told (gpointer data)
{
  return ((Fixture *) data)->told->len > 0;
}

static gboolean
was_withdrawn (gpointer data)
{
  return ((Fixture *) data)->withdrawn->len > 0;
}

static void
test_an_alarm_is_told_without_whose_or_what (Fixture *self, gconstpointer data)
{
  static const char *const never[] = { SURNAME, "Мітка", PERFORMER, "PHQ", "9", "case", "2025" };

  raise_alarm (self);
  hearth_test_wait (was_told, self);
  g_assert_cmpstr (self->told->pdata[0], ==, "An alarm needs somebody");
  for (guint i = 0; i < self->told->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (never); j++)
      g_assert_null (strstr (self->told->pdata[i], never[j]));
}

static void
test_an_alarm_is_told_once (Fixture *self, gconstpointer data)
{
  raise_alarm (self);
  hearth_test_wait (was_told, self);
  hearth_notifier_look (self->notifier);
  hearth_test_desk_open_case (self->desk, "{'surname':'Інший'}");
  g_assert_cmpuint (self->told->len, ==, 1);
}

static void
test_a_lock_takes_back_what_was_told (Fixture *self, gconstpointer data)
{
  raise_alarm (self);
  hearth_test_wait (was_told, self);
  g_ptr_array_set_size (self->withdrawn, 0);
  hearth_desk_lock (self->desk);
  hearth_test_wait (was_withdrawn, self);
  g_assert_true (g_ptr_array_find_with_equal_func (self->withdrawn, "alarm", g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (self->withdrawn, "overdue", g_str_equal, NULL));
}

static void
test_an_alarm_that_is_met_at_login_is_told (Fixture *self, gconstpointer data)
{
  raise_alarm (self);
  hearth_test_wait (was_told, self);
  hearth_desk_lock (self->desk);
  g_ptr_array_set_size (self->told, 0);
  hearth_test_desk_unlock_vault (self->desk, self->folder);
  hearth_test_wait (was_told, self);
  g_assert_cmpstr (self->told->pdata[0], ==, "An alarm needs somebody");
  g_assert_cmpuint (self->told->len, ==, 1);
}

/* The program counts all the same: what is withdrawn shows that it has. */
static void
test_who_wants_no_notifications_is_told_nothing (Fixture *self, gconstpointer data)
{
  hearth_notifier_set_enabled (self->notifier, FALSE);
  g_assert_cmpuint (self->withdrawn->len, >=, 2);
  raise_alarm (self);
  hearth_notifier_look (self->notifier);
  hearth_test_desk_open_case (self->desk, "{'surname':'Інший'}");
  hearth_desk_lock (self->desk);
  hearth_test_desk_unlock_vault (self->desk, self->folder);
  g_assert_cmpuint (self->told->len, ==, 0);
}

#define ADD(name, func) g_test_add ("/ui/notifier/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  hearth_vault_global_init ();
  ADD ("an-alarm-is-told-without-whose-or-what", test_an_alarm_is_told_without_whose_or_what);
  ADD ("an-alarm-is-told-once", test_an_alarm_is_told_once);
  ADD ("a-lock-takes-back-what-was-told", test_a_lock_takes_back_what_was_told);
  ADD ("an-alarm-that-is-met-at-login-is-told", test_an_alarm_that_is_met_at_login_is_told);
  ADD ("who-wants-no-notifications-is-told-nothing",
       test_who_wants_no_notifications_is_told_nothing);
  return g_test_run ();
}
