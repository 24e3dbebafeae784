/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms of a case in the real window: two values for one field, a record made, taken back and begun
 * without being saved. */
#include "config.h"

#include "hearth-application.h"
#include "hearth-case-acts.h"
#include "hearth-case-view.h"
#include "hearth-identity-form.h"
#include "hearth-record-dialog.h"
#include "hearth-record-form.h"
#include "hearth-record-section.h"
#include "hearth-test-ui.h"
#include "hearth-test.h"
#include "hearth-text-row.h"
#include "hearth-window.h"

typedef struct
{
  char *folder;
  HearthDesk *desk;
  GtkWidget *window;
} Fixture;

static HearthRecordForm *
find_form (Fixture *self)
{
  GtkWidget *page = hearth_test_turn_to (self->window, "details")
                        ? hearth_test_find (self->window, HEARTH_TYPE_IDENTITY_FORM)
                        : NULL;

  return page != NULL ? hearth_test_find (page, HEARTH_TYPE_RECORD_FORM) : NULL;
}

static HearthRecordDraft *
draft_of (Fixture *self)
{
  HearthRecordForm *form = find_form (self);

  return form != NULL ? hearth_record_form_get_draft (form) : NULL;
}

static gboolean
has_case (gpointer data)
{
  return draft_of (data) != NULL;
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
  hearth_test_desk_open_case (self->desk, "{'surname':'Макетенко','released':'2025-06-09'}");
  hearth_test_wait (has_case, self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_desk_lock (self->desk);
  gtk_window_destroy (GTK_WINDOW (self->window));
  hearth_test_finalize (self->desk);
  hearth_test_remove_folder (self->folder);
  g_free (self->folder);
}

static AdwEntryRow *
find_entry (gpointer root, const char *title)
{
  AdwPreferencesRow *row;

  for (guint n = 0; (row = hearth_test_find_nth (root, ADW_TYPE_ENTRY_ROW, n)) != NULL; n++)
    if (g_str_equal (adw_preferences_row_get_title (row), title))
      return ADW_ENTRY_ROW (row);
  g_assert_not_reached ();
}

static void
type_into (gpointer root, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_entry (root, title)), text);
}

static void
click (gpointer root, const char *label)
{
  GtkButton *button;

  for (guint n = 0; (button = hearth_test_find_nth (root, GTK_TYPE_BUTTON, n)) != NULL; n++)
    if (g_strcmp0 (gtk_button_get_label (button), label) == 0 &&
        gtk_widget_get_mapped (GTK_WIDGET (button)))
      {
        g_signal_emit_by_name (button, "clicked");
        return;
      }
  g_assert_not_reached ();
}

/* What somebody else at the same vault would do. */
static void
save_call_sign (Fixture *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *fields = json_pack ("{s:s}", "call_sign", text);
  g_autoptr (HearthChangeSet) done = hearth_case_set (
      hearth_desk_get_context (self->desk), hearth_record_draft_get_case (draft_of (self)),
      HEARTH_REVISION_ANY, fields, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (done), ==, HEARTH_RESULT_DONE);
}

static gboolean
has_two_values (gpointer data)
{
  return hearth_record_draft_get_newer (draft_of (data), "call_sign") != NULL;
}

static gboolean
is_saved (gpointer data)
{
  HearthUndo *undo = hearth_desk_get_undo (((Fixture *) data)->desk);

  return !hearth_record_draft_is_changed (draft_of (data)) && hearth_undo_get_can_undo (undo);
}

static gboolean
is_crane (gpointer data)
{
  return g_str_equal (hearth_record_draft_get_text (draft_of (data), "call_sign"), "Crane");
}

static void
both_values_are_shown_and_one_is_chosen (Fixture *self, gconstpointer data)
{
  HearthRecordForm *form = find_form (self);
  g_assert_true (hearth_test_turn_to (self->window, "details"));
  type_into (form, "Call sign", "Heron");
  g_assert_true (hearth_record_form_can_save (form));
  save_call_sign (self, "Crane");
  hearth_test_wait (has_two_values, self);
  g_assert_false (hearth_record_form_can_save (form));
  g_assert_cmpstr (hearth_record_draft_get_text (draft_of (self), "call_sign"), ==, "Heron");
  click (form, "Keep Yours");
  g_assert_true (hearth_record_form_can_save (form));
  gtk_widget_activate_action (hearth_test_find (self->window, HEARTH_TYPE_IDENTITY_FORM),
                              "form.save", NULL);
  hearth_test_wait (is_saved, self);
  g_assert_cmpstr (hearth_record_draft_get_text (draft_of (self), "call_sign"), ==, "Heron");
  gtk_widget_activate_action (self->window, "win.undo", NULL);
  hearth_test_wait (is_crane, self);
}

static void
the_latin_name_follows_the_name_until_somebody_writes_another (Fixture *self, gconstpointer data)
{
  HearthRecordForm *form = find_form (self);

  type_into (form, "Given name", "Юрій");
  g_assert_cmpstr (hearth_record_draft_get_text (draft_of (self), "name_latin"), ==,
                   "Maketenko Yurii");
  type_into (form, "Name in Latin letters", "Maketenko Yury");
  type_into (form, "Given name", "Ігор");
  g_assert_cmpstr (hearth_record_draft_get_text (draft_of (self), "name_latin"), ==,
                   "Maketenko Yury");
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && found == NULL; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (HEARTH_IS_RECORD_DIALOG (window))
        found = window;
    }
  return found;
}

static gboolean
has_no_dialog (gpointer data)
{
  return find_dialog () == NULL;
}

static HearthRecordSection *
find_periods (Fixture *self)
{
  return hearth_test_find (hearth_test_find (self->window, HEARTH_TYPE_IDENTITY_FORM),
                           HEARTH_TYPE_RECORD_SECTION);
}

static gboolean
has_row (Fixture *self, const char *title)
{
  GtkWidget *section = GTK_WIDGET (find_periods (self));
  HearthTextRow *row;

  for (guint n = 0; (row = hearth_test_find_nth (section, HEARTH_TYPE_TEXT_ROW, n)) != NULL; n++)
    if (g_str_equal (hearth_text_row_get_title (row), title))
      return TRUE;
  return FALSE;
}

static gboolean
has_period (gpointer data)
{
  return has_row (data, "May 2016 – 2017");
}

static gboolean
has_no_period (gpointer data)
{
  return !has_period (data);
}

static GtkWidget *
begin_period (Fixture *self)
{
  GtkWidget *dialog;

  gtk_widget_activate_action (GTK_WIDGET (find_periods (self)), "section.add", NULL);
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  type_into (dialog, "Captured", "05.2016");
  return dialog;
}

static void
a_period_is_added_and_taken_back (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog = begin_period (self);

  type_into (dialog, "Released", "2017");
  gtk_widget_activate_action (dialog, "record.save", NULL);
  hearth_test_wait (has_no_dialog, self);
  hearth_test_wait (has_period, self);
  gtk_widget_activate_action (self->window, "win.undo", NULL);
  hearth_test_wait (has_no_period, self);
}

/* A lock destroys the window; a person closes it. */
static void
what_was_begun_stands_there_unless_it_was_closed (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog = begin_period (self);

  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_true (has_row (self, "New Period of Captivity"));
  g_assert_true (hearth_record_section_show_draft (find_periods (self)));
  dialog = find_dialog ();
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_entry (dialog, "Captured"))), ==,
                   "05.2016");
  gtk_window_close (GTK_WINDOW (dialog));
  hearth_test_wait (has_no_dialog, self);
  g_assert_false (has_row (self, "New Period of Captivity"));
  g_assert_false (hearth_record_section_show_draft (find_periods (self)));
}

/* Whether what was deleted can be brought back in every text of a form, or in none. */
static gboolean
keeps_what_was_deleted (Fixture *self, const char *kind)
{
  g_autoptr (GtkWidget) form = g_object_ref_sink (
      hearth_record_form_new (self->desk, hearth_registry_find_kind (kind), NULL, 0));
  guint n_texts = 0, n_kept = 0;
  gpointer text;

  while ((text = hearth_test_find_nth (form, ADW_TYPE_ENTRY_ROW, n_texts)) != NULL)
    {
      n_kept += gtk_editable_get_enable_undo (gtk_editable_get_delegate (GTK_EDITABLE (text)));
      n_texts++;
    }
  for (guint n = 0; (text = hearth_test_find_nth (form, GTK_TYPE_TEXT_VIEW, n)) != NULL; n++)
    {
      n_kept += gtk_text_buffer_get_enable_undo (gtk_text_view_get_buffer (text));
      n_texts++;
    }
  g_assert_cmpuint (n_texts, >, 2);
  g_assert_true (n_kept == 0 || n_kept == n_texts);
  return n_kept > 0;
}

static void
forms_of_restricted_records_keep_nothing (Fixture *self, gconstpointer data)
{
  g_assert_true (keeps_what_was_deleted (self, "check"));
  g_assert_true (keeps_what_was_deleted (self, "contact"));
  g_assert_false (keeps_what_was_deleted (self, "restricted_check"));
  g_assert_false (keeps_what_was_deleted (self, "injury"));
  g_assert_false (keeps_what_was_deleted (self, "restricted_injury"));
}

#define ADD(path, test) g_test_add ("/ui/case-forms/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hearth_vault_global_init ();
  hearth_ui_init ();
  adw_init ();

  ADD ("both-values-are-shown-and-one-is-chosen", both_values_are_shown_and_one_is_chosen);
  ADD ("the-latin-name-follows-the-name-until-somebody-writes-another",
       the_latin_name_follows_the_name_until_somebody_writes_another);
  ADD ("a-period-is-added-and-taken-back", a_period_is_added_and_taken_back);
  ADD ("what-was-begun-stands-there-unless-it-was-closed",
       what_was_begun_stands_there_unless_it_was_closed);
  ADD ("forms-of-restricted-records-keep-nothing", forms_of_restricted_records_keep_nothing);
  return g_test_run ();
}
