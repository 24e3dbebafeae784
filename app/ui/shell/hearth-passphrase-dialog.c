/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-passphrase-dialog.h"

#include "hearth-credentials.h"
#include "hearth-passphrase-chooser.h"
#include "hearth-passphrase-entry.h"
#include "hearth-sentence.h"

#include <glib/gi18n.h>

struct _HearthPassphraseDialog
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  gboolean is_busy;

  GtkStack *change_stack;
  GtkWidget *change_button;
  GtkWidget *cancel_button;
  GtkWidget *form;
  GtkWidget *due_label;
  AdwPasswordEntryRow *present_row;
  HearthPassphraseChooser *chooser;
  GtkRevealer *error_revealer;
  GtkLabel *error_title;
  GtkLabel *error_body;
};

G_DEFINE_FINAL_TYPE (HearthPassphraseDialog, hearth_passphrase_dialog, ADW_TYPE_WINDOW)

static void
update (HearthPassphraseDialog *self)
{
  gboolean is_complete = hearth_passphrase_entry_get_n_chars (self->present_row) > 0 &&
                         hearth_passphrase_chooser_is_ready (self->chooser);

  gtk_widget_set_sensitive (self->change_button, !self->is_busy && is_complete);
  gtk_widget_set_sensitive (self->cancel_button, !self->is_busy);
  gtk_widget_set_sensitive (self->form, !self->is_busy);
  gtk_stack_set_visible_child_name (self->change_stack, self->is_busy ? "busy" : "label");
}

static void
set_busy (HearthPassphraseDialog *self, gboolean is_busy)
{
  self->is_busy = is_busy;
  /* An entry that is made insensitive under the focus never hears that it has lost it. */
  if (is_busy)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  update (self);
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPassphraseDialog) self = HEARTH_PASSPHRASE_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  HearthSentence sentence;

  if (hearth_credentials_change_passphrase_finish (HEARTH_CONTEXT (source), result, &error))
    {
      hearth_desk_say (self->desk,
                       _ ("Passphrase changed. Old backups still open with the old one."));
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  /* Locked meanwhile: the window is gone. */
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  set_busy (self, FALSE);
  sentence = hearth_sentence_for_error (error);
  gtk_label_set_text (self->error_title, sentence.title);
  gtk_label_set_text (self->error_body, sentence.body);
  gtk_revealer_set_reveal_child (self->error_revealer, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->present_row));
}

static void
on_change_cb (HearthPassphraseDialog *self)
{
  g_autoptr (HearthSecret) present = NULL;
  g_autoptr (HearthSecret) chosen = NULL;

  if (!gtk_widget_get_sensitive (self->change_button))
    return;
  gtk_revealer_set_reveal_child (self->error_revealer, FALSE);
  present = hearth_passphrase_entry_take (self->present_row);
  chosen = hearth_passphrase_chooser_take (self->chooser);
  set_busy (self, TRUE);
  hearth_credentials_change_passphrase_async (hearth_desk_get_context (self->desk), present, chosen,
                                              on_done_cb, g_object_ref (self));
}

static void
on_changed_cb (HearthPassphraseDialog *self)
{
  if (self->chooser != NULL)
    update (self);
}

/* A change under way cannot be taken back: the window waits for its answer. */
static gboolean
hearth_passphrase_dialog_close_request (GtkWindow *window)
{
  return HEARTH_PASSPHRASE_DIALOG (window)->is_busy ||
         GTK_WINDOW_CLASS (hearth_passphrase_dialog_parent_class)->close_request (window);
}

static void
hearth_passphrase_dialog_dispose (GObject *object)
{
  HearthPassphraseDialog *self = HEARTH_PASSPHRASE_DIALOG (object);

  self->chooser = NULL;
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_PASSPHRASE_DIALOG);
  G_OBJECT_CLASS (hearth_passphrase_dialog_parent_class)->dispose (object);
}

static void
hearth_passphrase_dialog_class_init (HearthPassphraseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_passphrase_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hearth_passphrase_dialog_close_request;

  g_type_ensure (HEARTH_TYPE_PASSPHRASE_CHOOSER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/shell/hearth-passphrase-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseDialog, change_stack);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseDialog, change_button);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseDialog, form);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseDialog, due_label);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseDialog, present_row);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseDialog, chooser);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseDialog, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseDialog, error_title);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseDialog, error_body);
  gtk_widget_class_bind_template_callback (widget_class, on_change_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_passphrase_dialog_init (HearthPassphraseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
hearth_passphrase_dialog_present (GtkWindow *parent, HearthDesk *desk, gboolean is_due)
{
  HearthPassphraseDialog *self;

  g_return_if_fail (HEARTH_IS_DESK (desk) && hearth_desk_is_unlocked (desk));

  self = g_object_new (HEARTH_TYPE_PASSPHRASE_DIALOG, "transient-for", parent, NULL);
  self->desk = g_object_ref (desk);
  gtk_widget_set_visible (self->due_label, is_due);
  gtk_widget_grab_focus (GTK_WIDGET (self->present_row));
  gtk_window_present (GTK_WINDOW (self));
}
