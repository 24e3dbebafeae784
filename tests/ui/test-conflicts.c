/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions between two hospitals in the real window: the mark on the case, each side with who says it, a
 * decision, the next question, and the decision taken back. */
#include "config.h"

#include "hearth-application.h"
#include "hearth-case-view.h"
#include "hearth-case.h"
#include "hearth-conflict-card.h"
#include "hearth-conflict-notice.h"
#include "hearth-conflict-window.h"
#include "hearth-test-stranger.h"
#include "hearth-test-ui.h"
#include "hearth-test.h"
#include "hearth-window.h"

#define THEM "Вигадана Оксана"

typedef struct
{
  char *folder;
  HearthDesk *desk;
  GtkWidget *window;
  GtkWidget *dialog;
  HearthTestStranger *them;
  HearthId case_id;
  HearthId person;
  const char *expected;
} Fixture;

static gboolean
has_case (gpointer data)
{
  Fixture *self = data;
  HearthCaseView *view = hearth_test_find (self->window, HEARTH_TYPE_CASE_VIEW);
  const HearthId *case_id = view != NULL ? hearth_case_view_get_case_id (view) : NULL;

  if (case_id == NULL || !hearth_test_shows (self->window, "Ясен"))
    return FALSE;
  self->case_id = *case_id;
  return TRUE;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = hearth_test_make_folder ();
  self->desk = hearth_test_desk_new ();
  self->window = GTK_WIDGET (hearth_window_new (NULL, self->desk, NULL));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 700);
  gtk_window_present (GTK_WINDOW (self->window));
  hearth_test_desk_create_vault (self->desk, self->folder);
  hearth_test_desk_open_case (self->desk, "{'surname':'Ясен','birth':'1999-05-02','unit':'А1111'}");
  hearth_test_wait (has_case, self);
  self->person = hearth_record_derive_id (&self->case_id, "person", "");
  self->them = hearth_test_stranger_new (hearth_desk_get_store (self->desk), THEM);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_test_stranger_free (self->them);
  hearth_desk_lock (self->desk);
  gtk_window_destroy (GTK_WINDOW (self->window));
  hearth_test_finalize (self->desk);
  hearth_test_remove_folder (self->folder);
  g_free (self->folder);
}

static void
they_say (Fixture *self, const char *set)
{
  g_autoptr (HearthChangeSet) changes = hearth_test_stranger_say (
      self->them, "person", &self->case_id, &self->person, "caseworker", set);
}

static HearthConflictNotice *
find_notice (Fixture *self)
{
  return hearth_test_find (self->window, HEARTH_TYPE_CONFLICT_NOTICE);
}

static gboolean
has_notice (gpointer data)
{
  Fixture *self = data;

  return gtk_widget_get_visible (GTK_WIDGET (find_notice (self))) &&
         hearth_test_shows (GTK_WIDGET (find_notice (self)), self->expected);
}

static gboolean
has_no_notice (gpointer data)
{
  return !gtk_widget_get_visible (GTK_WIDGET (find_notice (data)));
}

static gboolean
dialog_shows (gpointer data)
{
  Fixture *self = data;

  return self->dialog != NULL && hearth_test_shows (self->dialog, self->expected);
}

static void
wait_for (Fixture *self, const char *text)
{
  self->expected = text;
  hearth_test_wait (dialog_shows, self);
}

static void
wait_for_notice (Fixture *self, const char *text)
{
  self->expected = text;
  hearth_test_wait (has_notice, self);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (HEARTH_IS_CONFLICT_WINDOW (l->data))
      return l->data;
  return NULL;
}

static void
open_dialog (Fixture *self)
{
  GtkButton *button = hearth_test_find (GTK_WIDGET (find_notice (self)), GTK_TYPE_BUTTON);

  g_signal_emit_by_name (button, "clicked");
  self->dialog = find_dialog ();
  g_assert_nonnull (self->dialog);
  g_assert_true (gtk_window_get_modal (GTK_WINDOW (self->dialog)));
}

static HearthConflictCard *
find_card (Fixture *self, guint n)
{
  return hearth_test_find_nth (self->dialog, HEARTH_TYPE_CONFLICT_CARD, n);
}

static void
assert_sides (Fixture *self, const char *ours, const char *theirs)
{
  g_assert_true (hearth_test_shows (GTK_WIDGET (find_card (self, 0)), ours));
  g_assert_true (hearth_test_shows (GTK_WIDGET (find_card (self, 0)), "This hospital"));
  g_assert_true (hearth_test_shows (GTK_WIDGET (find_card (self, 1)), theirs));
}

static void
act (Fixture *self, const char *name)
{
  g_assert_true (gtk_widget_activate_action (self->dialog, name, NULL));
}

static char *
dup_unit (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthCase) kase =
      hearth_case_load (hearth_desk_get_context (self->desk), &self->case_id, &error);

  g_assert_no_error (error);
  return g_strdup (hearth_record_get_text (hearth_case_get_person (kase), "unit"));
}

static void
test_mark_leads_to_the_questions_one_by_one (Fixture *self, gconstpointer data)
{
  g_autofree char *unit = NULL;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find_notice (self))));
  they_say (self, "{'unit':'А2222'}");
  wait_for_notice (self, "1 question between two hospitals’ entries");
  they_say (self, "{'birth':'1999-05-03'}");
  wait_for_notice (self, "2 questions between two hospitals’ entries");

  open_dialog (self);
  wait_for (self, "Unit");
  assert_sides (self, "А1111", "А2222");
  act (self, "conflict.take-theirs");
  wait_for (self, "Date of birth");
  wait_for_notice (self, "1 question between two hospitals’ entries");
  unit = dup_unit (self);
  g_assert_cmpstr (unit, ==, "А2222");
  act (self, "conflict.take-ours");
  wait_for (self, "Everything Is Decided");
  hearth_test_wait (has_no_notice, self);

  act (self, "conflict.undo");
  wait_for (self, "Date of birth");
  wait_for_notice (self, "1 question between two hospitals’ entries");
  act (self, "conflict.undo");
  wait_for_notice (self, "2 questions between two hospitals’ entries");
}

static void
test_another_value_is_written (Fixture *self, gconstpointer data)
{
  g_autofree char *unit = NULL;
  AdwEntryRow *row;

  they_say (self, "{'unit':'А2222'}");
  wait_for_notice (self, "1 question between two hospitals’ entries");
  open_dialog (self);
  wait_for (self, "Unit");
  row = hearth_test_find (self->dialog, ADW_TYPE_ENTRY_ROW);
  act (self, "conflict.save-anew");
  g_assert_true (hearth_test_shows (self->dialog, "Unit"));
  gtk_editable_set_text (GTK_EDITABLE (row), "А3333");
  g_signal_emit_by_name (row, "entry-activated");
  wait_for (self, "Everything Is Decided");
  unit = dup_unit (self);
  g_assert_cmpstr (unit, ==, "А3333");
}

static void
test_pages_turn_without_deciding (Fixture *self, gconstpointer data)
{
  they_say (self, "{'unit':'А2222'}");
  they_say (self, "{'birth':'1999-05-03'}");
  wait_for_notice (self, "2 questions between two hospitals’ entries");
  open_dialog (self);
  wait_for (self, "Unit");
  act (self, "conflict.next");
  wait_for (self, "Date of birth");
  act (self, "conflict.previous");
  wait_for (self, "Unit");
  wait_for_notice (self, "2 questions between two hospitals’ entries");
}

static void
test_nothing_open_is_said (Fixture *self, gconstpointer data)
{
  g_assert_true (gtk_widget_activate_action (self->window, "win.conflicts", NULL));
  self->dialog = find_dialog ();
  wait_for (self, "No Open Questions");
}

#define ADD(name, func) g_test_add ("/conflicts/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hearth_vault_global_init ();
  hearth_ui_init ();
  adw_init ();
  ADD ("mark-leads-to-the-questions-one-by-one", test_mark_leads_to_the_questions_one_by_one);
  ADD ("another-value-is-written", test_another_value_is_written);
  ADD ("pages-turn-without-deciding", test_pages_turn_without_deciding);
  ADD ("nothing-open-is-said", test_nothing_open_is_said);
  return g_test_run ();
}
