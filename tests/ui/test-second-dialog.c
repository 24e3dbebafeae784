/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The yes of a second person: whose it is, to what it is, and that nobody gives it for somebody else. */
#include "config.h"

#include "hearth-application.h"
#include "hearth-members.h"
#include "hearth-second-dialog.h"
#include "hearth-second-person.h"
#include "hearth-test-ui.h"
#include "hearth-test.h"

#include <string.h>

#define WORDS "quite some other words"
#define WHY "This needs two."

typedef struct
{
  char *folder;
  HearthDesk *desk;
  GtkWidget *parent;
  GtkWidget *dialog;
  guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE];
  HearthSecondYes *yes;
  gboolean is_answered;
} Fixture;

static HearthVault *
get_vault (Fixture *self)
{
  return hearth_context_get_vault (hearth_desk_get_context (self->desk));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  memset (self->digest, 7, sizeof self->digest);
  self->folder = hearth_test_make_folder ();
  self->desk = hearth_test_desk_new ();
  hearth_test_desk_create_vault (self->desk, self->folder);
  self->parent = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (self->parent));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->yes, hearth_second_yes_free);
  gtk_window_destroy (GTK_WINDOW (self->parent));
  hearth_desk_lock (self->desk);
  hearth_test_finalize (self->desk);
  hearth_test_remove_folder (self->folder);
  g_free (self->folder);
}

static void
add_person (Fixture *self, const char *name, const char *role)
{
  g_autoptr (HearthMemberAct) act = hearth_member_act_new_add (name);
  g_autoptr (HearthSecret) passphrase = hearth_secret_new ((const guint8 *) WORDS, strlen (WORDS));
  g_autoptr (GError) error = NULL;

  hearth_member_act_set_roles (act, (const char *const[]){ role, NULL });
  hearth_member_act_set_passphrase (act, passphrase, NULL);
  act->compartments = 1U << HEARTH_COMPARTMENT_CORE | 1U << HEARTH_COMPARTMENT_ADMIN;
  act->is_permanent = TRUE;
  hearth_vault_run_member_act (get_vault (self), act, &error);
  g_assert_no_error (error);
}

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  self->yes = hearth_second_dialog_run_finish (result);
  self->is_answered = TRUE;
}

static void
open_dialog (Fixture *self)
{
  g_autoptr (GList) windows = NULL;

  hearth_second_dialog_run_async (self->parent, self->desk, WHY, self->digest, on_answered_cb,
                                  self);
  windows = gtk_window_list_toplevels ();
  for (GList *item = windows; item != NULL; item = item->next)
    if (HEARTH_IS_SECOND_DIALOG (item->data))
      self->dialog = item->data;
  g_assert_nonnull (self->dialog);
  hearth_test_wait_for_frame (self->dialog);
}

static GtkWidget *
find_button (Fixture *self)
{
  GtkWidget *button;

  for (guint i = 0; (button = hearth_test_find_nth (self->dialog, GTK_TYPE_BUTTON, i)) != NULL; i++)
    if (gtk_widget_has_css_class (button, "suggested-action"))
      return button;
  g_assert_not_reached ();
}

static void
type_and_approve (Fixture *self, GType row, const char *text)
{
  GtkEditable *entry = hearth_test_find (self->dialog, row);

  gtk_editable_set_text (entry, text);
  g_assert_true (gtk_widget_get_sensitive (find_button (self)));
  g_signal_emit_by_name (entry, "entry-activated");
}

static gboolean
is_answered (gpointer data)
{
  return ((Fixture *) data)->is_answered;
}

static gboolean
has_complained (gpointer data)
{
  Fixture *self = data;

  return gtk_revealer_get_reveal_child (hearth_test_find (self->dialog, GTK_TYPE_REVEALER));
}

static GtkEditable *
find_reason (Fixture *self)
{
  GtkWidget *row;

  for (guint i = 0; (row = hearth_test_find_nth (self->dialog, ADW_TYPE_ENTRY_ROW, i)) != NULL; i++)
    if (!ADW_IS_PASSWORD_ENTRY_ROW (row))
      return GTK_EDITABLE (row);
  g_assert_not_reached ();
}

static void
test_who_is_alone_says_why (Fixture *self, gconstpointer data)
{
  GtkEditable *reason;

  open_dialog (self);
  reason = find_reason (self);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (reason)));
  gtk_editable_set_text (reason, "   ");
  g_assert_false (gtk_widget_get_sensitive (find_button (self)));
  gtk_editable_set_text (reason, " nobody else on duty ");
  g_signal_emit_by_name (reason, "entry-activated");
  hearth_test_wait (is_answered, self);
  g_assert_nonnull (self->yes);
  g_assert_false (self->yes->has_approval);
  g_assert_cmpstr (self->yes->alone, ==, "nobody else on duty");
}

static void
test_a_second_person_signs_with_their_own_words (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GError) error = NULL;

  add_person (self, "second", "manager");
  open_dialog (self);
  type_and_approve (self, ADW_TYPE_PASSWORD_ENTRY_ROW, "not these words");
  hearth_test_wait (has_complained, self);
  g_assert_false (self->is_answered);
  g_assert_cmpstr (
      gtk_editable_get_text (hearth_test_find (self->dialog, ADW_TYPE_PASSWORD_ENTRY_ROW)), ==, "");
  type_and_approve (self, ADW_TYPE_PASSWORD_ENTRY_ROW, WORDS);
  hearth_test_wait (is_answered, self);
  g_assert_true (self->yes != NULL && self->yes->has_approval);
  members = hearth_vault_list_members (get_vault (self));
  g_assert_true (hearth_id_equal (&self->yes->approval.user,
                                  &hearth_members_find_by_name (members, "second")->id));
  hearth_second_person_check (get_vault (self), self->digest, &self->yes->approval, NULL, &error);
  g_assert_no_error (error);
  self->digest[0]++;
  g_assert_false (hearth_second_person_check (get_vault (self), self->digest, &self->yes->approval,
                                              NULL, NULL));
}

static void
test_who_may_not_is_not_offered (Fixture *self, gconstpointer data)
{
  add_person (self, "clerk", "registrar");
  open_dialog (self);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (find_reason (self))));
  g_assert_false (
      gtk_widget_get_visible (hearth_test_find (self->dialog, ADW_TYPE_PASSWORD_ENTRY_ROW)));
  gtk_window_close (GTK_WINDOW (self->dialog));
  hearth_test_wait (is_answered, self);
  g_assert_null (self->yes);
}

static void
test_locking_answers_no (Fixture *self, gconstpointer data)
{
  add_person (self, "second", "owner");
  open_dialog (self);
  gtk_editable_set_text (hearth_test_find (self->dialog, ADW_TYPE_PASSWORD_ENTRY_ROW), WORDS);
  hearth_desk_lock (self->desk);
  hearth_test_wait (is_answered, self);
  g_assert_null (self->yes);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hearth_vault_global_init ();
  hearth_ui_init ();
  adw_init ();

#define ADD(path, test)                                                                            \
  g_test_add ("/ui/second-dialog/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("who-is-alone-says-why", test_who_is_alone_says_why);
  ADD ("a-second-person-signs-with-their-own-words",
       test_a_second_person_signs_with_their_own_words);
  ADD ("who-may-not-is-not-offered", test_who_may_not_is_not_offered);
  ADD ("locking-answers-no", test_locking_answers_no);
  return g_test_run ();
}
