/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-take-up-dialog.h"

#include "hearth-confidential.h"
#include "hearth-record-edit.h"
#include "hearth-step-acts.h"
#include "hearth-text-row.h"

#include <glib/gi18n.h>

struct _HearthTakeUpDialog
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthAlarmItem *alarm; /* or */
  HearthStepItem *step;
  gboolean is_saving;

  GtkBox *content;
  AdwEntryRow *name_row;
  AdwEntryRow *note_row;
  GtkMenuButton *people_button;
};

G_DEFINE_FINAL_TYPE (HearthTakeUpDialog, hearth_take_up_dialog, ADW_TYPE_WINDOW)

static char *
dup_text (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
update_save (HearthTakeUpDialog *self)
{
  g_autofree char *name = dup_text (self->name_row);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "take-up.save",
                                 *name != '\0' && !self->is_saving);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthTakeUpDialog) self = HEARTH_TAKE_UP_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_record_edit_finish (result, &error);

  self->is_saving = FALSE;
  if (self->desk == NULL)
    return;
  if (done != NULL)
    {
      hearth_desk_report (self->desk, _ ("Alarm taken up"), done);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  hearth_desk_report_error (self->desk, error);
  update_save (self);
}

static void
save_alarm (HearthTakeUpDialog *self, const char *name, const char *note)
{
  HearthContext *context = hearth_desk_get_context (self->desk);
  json_auto_t *fields = json_pack ("{s:s}", "acknowledged_by", name);
  HearthRecordEdit edit = {
    .kind = hearth_alarm_item_get_kind (self->alarm),
    .case_id = *hearth_alarm_item_get_case_id (self->alarm),
    .rec = *hearth_alarm_item_get_rec (self->alarm),
    .expected_revision = hearth_alarm_item_get_revision (self->alarm),
    .fields = fields,
  };

  if (*note != '\0')
    json_object_set_new (fields, "acknowledged_note", json_string (note));
  self->is_saving = TRUE;
  update_save (self);
  hearth_record_save_async (context, &edit, hearth_desk_get_cancellable (self->desk), on_saved_cb,
                            g_object_ref (self));
}

static void
save_step (HearthTakeUpDialog *self, const char *name, const char *note)
{
  json_t *fields = json_pack ("{s:s, s:s}", "state", "in-progress", "owner", name);

  if (*note != '\0')
    json_object_set_new (fields, "note", json_string (note));
  hearth_step_save (self->desk, self->step, fields, _ ("Step taken up"));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HearthTakeUpDialog *self = HEARTH_TAKE_UP_DIALOG (widget);
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *note = dup_text (self->note_row);

  if (hearth_desk_get_context (self->desk) == NULL || *name == '\0' || self->is_saving)
    return;
  if (self->alarm != NULL)
    save_alarm (self, name, note);
  else
    save_step (self, name, note);
}

static void
on_activated_cb (HearthTakeUpDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "take-up.save", NULL);
}

/* --- Who works here --- */

static gpointer
read_people (HearthDb *db, gpointer data, GError **error)
{
  return hearth_store_list_records (db, hearth_registry_find_kind ("author"), NULL, error);
}

static void
on_person_chosen_cb (HearthTakeUpDialog *self, GtkListBoxRow *row)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name_row),
                         hearth_text_row_get_title (HEARTH_TEXT_ROW (row)));
  gtk_menu_button_popdown (self->people_button);
  gtk_widget_grab_focus (GTK_WIDGET (self->note_row));
}

static void
show_people (HearthTakeUpDialog *self, GPtrArray *authors)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *popover = gtk_popover_new ();
  guint n_people = 0;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("People"), -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (on_person_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < authors->len; i++)
    {
      const char *name = hearth_record_get_text (authors->pdata[i], "name");

      if (name == NULL)
        name = hearth_record_get_text (authors->pdata[i], "user");
      if (name == NULL)
        continue;
      gtk_list_box_append (GTK_LIST_BOX (list), hearth_text_row_new (name, NULL));
      n_people++;
    }
  gtk_popover_set_child (GTK_POPOVER (popover), list);
  gtk_menu_button_set_popover (self->people_button, popover);
  gtk_widget_set_visible (GTK_WIDGET (self->people_button), n_people > 1);
}

static void
on_people_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthTakeUpDialog) self = HEARTH_TAKE_UP_DIALOG (user_data);
  g_autoptr (GPtrArray) authors = hearth_store_read_finish (HEARTH_STORE (source), result, NULL);

  /* Without the list a name can still be typed. */
  if (authors != NULL && self->desk != NULL)
    show_people (self, authors);
}

/* --- The window --- */

static void
hearth_take_up_dialog_dispose (GObject *object)
{
  HearthTakeUpDialog *self = HEARTH_TAKE_UP_DIALOG (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->alarm);
  g_clear_object (&self->step);
  G_OBJECT_CLASS (hearth_take_up_dialog_parent_class)->dispose (object);
}

static void
hearth_take_up_dialog_class_init (HearthTakeUpDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_take_up_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "take-up.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "take-up.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_header (void)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *save = gtk_button_new_with_mnemonic (_ ("_Take Up"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (save), "take-up.save");
  gtk_widget_add_css_class (save, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), save);
  return header;
}

static AdwEntryRow *
add_entry (HearthTakeUpDialog *self, AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (row),
                                 GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK);
  g_signal_connect_object (row, "changed", G_CALLBACK (update_save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (on_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  return ADW_ENTRY_ROW (row);
}

static void
add_people_button (HearthTakeUpDialog *self)
{
  self->people_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->people_button, "avatar-default-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->people_button), _ ("Choose a Person"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->people_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Choose a Person"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->people_button), "flat");
  gtk_widget_set_valign (GTK_WIDGET (self->people_button), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self->people_button), FALSE);
  adw_entry_row_add_suffix (self->name_row, GTK_WIDGET (self->people_button));
}

static void
hearth_take_up_dialog_init (HearthTakeUpDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_set_margin_top (GTK_WIDGET (self->content), 18);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->content), 18);
  gtk_widget_set_margin_start (GTK_WIDGET (self->content), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->content), 12);
  self->name_row = add_entry (self, group, _ ("Taken up by"));
  add_people_button (self);
  self->note_row = add_entry (self, group, _ ("What was done"));
  /* It may tell what the questionnaire told. */
  hearth_confidential_set (GTK_WIDGET (self->note_row), TRUE);
  gtk_box_append (self->content, GTK_WIDGET (group));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->content));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), make_header ());
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Take Up"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 480, 420);
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 294);
}

static GtkWidget *
make_text (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
present (GtkWidget *parent, HearthDesk *desk, HearthTakeUpDialog *self, const char *const texts[3])
{
  static const char *const classes[3] = { "title-4", "heading", "dim-label" };
  HearthContext *context = hearth_desk_get_context (desk);
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->desk = g_object_ref (desk);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (texts[i] != NULL && *texts[i] != '\0')
      gtk_box_append (GTK_BOX (box), make_text (texts[i], classes[i]));
  gtk_box_prepend (self->content, box);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row),
                         hearth_vault_get_user_name (hearth_context_get_vault (context)));
  update_save (self);
  hearth_store_read_async (hearth_desk_get_store (desk), read_people, NULL, NULL,
                           (GDestroyNotify) g_ptr_array_unref, hearth_desk_get_cancellable (desk),
                           on_people_read_cb, g_object_ref (self));
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->note_row));
  return GTK_WIDGET (self);
}

GtkWidget *
hearth_take_up_dialog_present (GtkWidget *parent, HearthDesk *desk, HearthAlarmItem *alarm)
{
  HearthTakeUpDialog *self = g_object_new (HEARTH_TYPE_TAKE_UP_DIALOG, NULL);
  const char *const texts[3] = { hearth_alarm_item_get_person (alarm),
                                 hearth_alarm_item_get_title (alarm),
                                 hearth_alarm_item_get_subtitle (alarm) };

  self->alarm = g_object_ref (alarm);
  return present (parent, desk, self, texts);
}

GtkWidget *
hearth_take_up_dialog_present_step (GtkWidget *parent, HearthDesk *desk, HearthStepItem *step)
{
  HearthTakeUpDialog *self = g_object_new (HEARTH_TYPE_TAKE_UP_DIALOG, NULL);
  const char *const texts[3] = { hearth_step_item_get_person (step),
                                 hearth_step_item_get_title (step),
                                 hearth_step_item_get_why (step) };

  self->step = g_object_ref (step);
  return present (parent, desk, self, texts);
}
