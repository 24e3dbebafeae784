/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-restore-dialog.h"

#include "hearth-backup-log.h"
#include "hearth-file-picker.h"
#include "hearth-keyboard-hint.h"
#include "hearth-passphrase-entry.h"
#include "hearth-sentence.h"
#include "hearth-vault-places.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define PROGRESS_MS 100

struct _HearthRestoreDialog
{
  AdwWindow parent_instance;
  char *backup;
  char *folder;

  /* The attempt, while it lasts and until it has been told. */
  char *path;
  char *user;
  HearthSecret *passphrase;
  HearthBackupProgress *progress;
  GCancellable *cancellable; /* NULL: nothing is being restored */
  guint progress_id;
  gboolean is_closing; /* the window goes as soon as the attempt has ended */

  GtkWidget *restore_button;
  GtkWidget *form;
  AdwActionRow *backup_row;
  AdwEntryRow *name_row;
  AdwActionRow *folder_row;
  AdwEntryRow *user_row;
  AdwPasswordEntryRow *passphrase_row;
  GtkWidget *progress_card;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  GtkRevealer *error_revealer;
  GtkLabel *error_title;
  GtkLabel *error_body;
};

G_DEFINE_FINAL_TYPE (HearthRestoreDialog, hearth_restore_dialog, ADW_TYPE_WINDOW)

enum
{
  RESTORED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static char *
dup_stripped (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
update (HearthRestoreDialog *self)
{
  g_autofree char *name = dup_stripped (self->name_row);
  g_autofree char *user = dup_stripped (self->user_row);
  gboolean is_busy = self->cancellable != NULL;
  gboolean is_complete = self->backup != NULL && hearth_vault_places_is_name_usable (name) &&
                         *user != '\0' &&
                         hearth_passphrase_entry_get_n_chars (self->passphrase_row) > 0;

  gtk_widget_set_sensitive (self->restore_button, !is_busy && is_complete);
  gtk_widget_set_sensitive (self->form, !is_busy);
  gtk_widget_set_visible (self->progress_card, is_busy);
}

static void
on_changed_cb (HearthRestoreDialog *self)
{
  if (self->passphrase_row != NULL)
    update (self);
}

static void
show_error (HearthRestoreDialog *self, const GError *error)
{
  HearthSentence sentence = hearth_sentence_for_error (error);

  gtk_label_set_text (self->error_title, sentence.title);
  gtk_label_set_text (self->error_body, sentence.body);
  gtk_revealer_set_reveal_child (self->error_revealer, TRUE);
}

static const char *
describe_stage (HearthBackupStage stage)
{
  switch (stage)
    {
    case HEARTH_BACKUP_STAGE_COPYING:
      return _ ("Taking everything out of the backup…");
    case HEARTH_BACKUP_STAGE_PROVING:
      return _ ("Reading all of the new vault…");
    case HEARTH_BACKUP_STAGE_WAITING:
    default:
      return _ ("Trying the passphrase…");
    }
}

static gboolean
on_progress_cb (gpointer user_data)
{
  HearthRestoreDialog *self = HEARTH_RESTORE_DIALOG (user_data);
  double fraction = 0;
  HearthBackupStage stage = hearth_backup_progress_get (self->progress, &fraction);

  gtk_label_set_text (self->progress_label, describe_stage (stage));
  /* How long the other stages take is not known beforehand. */
  if (stage == HEARTH_BACKUP_STAGE_COPYING)
    gtk_progress_bar_set_fraction (self->progress_bar, fraction);
  else
    gtk_progress_bar_pulse (self->progress_bar);
  return G_SOURCE_CONTINUE;
}

static void
forget_attempt (HearthRestoreDialog *self)
{
  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->progress, hearth_backup_progress_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->passphrase, hearth_secret_unref);
}

static void
end_without_vault (HearthRestoreDialog *self, const GError *error)
{
  forget_attempt (self);
  if (self->is_closing)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  update (self);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_error (self, error);
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
}

static void
on_restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthRestoreDialog) self = HEARTH_RESTORE_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBackupReport) report = hearth_backup_restore_finish (result, &error);

  /* The window is gone. */
  if (self->cancellable == NULL)
    return;
  if (report == NULL)
    {
      end_without_vault (self, error);
      return;
    }
  g_signal_emit (self, signals[RESTORED], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
begin (HearthRestoreDialog *self)
{
  g_autofree char *name = dup_stripped (self->name_row);

  self->path = hearth_vault_places_dup_path_of (self->folder, name);
  self->user = dup_stripped (self->user_row);
  self->passphrase = hearth_passphrase_entry_take (self->passphrase_row);
  self->progress = hearth_backup_progress_new ();
  self->cancellable = g_cancellable_new ();
  self->progress_id = g_timeout_add (PROGRESS_MS, on_progress_cb, self);
  /* An entry that is made insensitive under the focus never hears that it has lost it. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  on_progress_cb (self);
  update (self);
}

static void
on_restore_cb (HearthRestoreDialog *self)
{
  if (!gtk_widget_get_sensitive (self->restore_button))
    return;
  gtk_revealer_set_reveal_child (self->error_revealer, FALSE);
  begin (self);
  /* The folder of vaults is not there yet where Hearth was just installed; restoring tells if it
   * cannot be made. */
  g_mkdir_with_parents (self->folder, 0700);
  hearth_backup_restore_async (self->backup, self->path, self->user, self->passphrase,
                               hearth_backup_log_count_cases, self->progress, self->cancellable,
                               on_restored_cb, g_object_ref (self));
}

/* The form comes back when the attempt has left nothing. */
static void
on_cancel_cb (HearthRestoreDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
on_backup_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = hearth_file_picker_run_finish (result);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    hearth_restore_dialog_set_backup (HEARTH_RESTORE_DIALOG (source), path);
}

static void
on_choose_backup_cb (HearthRestoreDialog *self)
{
  hearth_file_picker_run_async (GTK_WIDGET (self), HEARTH_FILE_PICKER_OPEN, _ ("Choose a Backup"),
                                NULL, NULL, on_backup_chosen_cb, NULL);
}

static void
on_folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = hearth_file_picker_run_finish (result);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    hearth_restore_dialog_set_folder (HEARTH_RESTORE_DIALOG (source), path);
}

static void
on_choose_folder_cb (HearthRestoreDialog *self)
{
  hearth_file_picker_run_async (GTK_WIDGET (self), HEARTH_FILE_PICKER_FOLDER,
                                _ ("Choose Where the Vault Is Kept"), NULL, NULL,
                                on_folder_chosen_cb, NULL);
}

/* What is half done goes first. */
static gboolean
hearth_restore_dialog_close_request (GtkWindow *window)
{
  HearthRestoreDialog *self = HEARTH_RESTORE_DIALOG (window);

  if (self->cancellable == NULL)
    return GTK_WINDOW_CLASS (hearth_restore_dialog_parent_class)->close_request (window);
  self->is_closing = TRUE;
  g_cancellable_cancel (self->cancellable);
  return TRUE;
}

static void
hearth_restore_dialog_dispose (GObject *object)
{
  HearthRestoreDialog *self = HEARTH_RESTORE_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  forget_attempt (self);
  self->passphrase_row = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_RESTORE_DIALOG);
  g_clear_pointer (&self->backup, g_free);
  g_clear_pointer (&self->folder, g_free);
  G_OBJECT_CLASS (hearth_restore_dialog_parent_class)->dispose (object);
}

static void
hearth_restore_dialog_class_init (HearthRestoreDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_restore_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hearth_restore_dialog_close_request;
  signals[RESTORED] = g_signal_new ("restored", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HEARTH_TYPE_KEYBOARD_HINT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/shell/hearth-restore-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthRestoreDialog, restore_button);
  gtk_widget_class_bind_template_child (widget_class, HearthRestoreDialog, form);
  gtk_widget_class_bind_template_child (widget_class, HearthRestoreDialog, backup_row);
  gtk_widget_class_bind_template_child (widget_class, HearthRestoreDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, HearthRestoreDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, HearthRestoreDialog, user_row);
  gtk_widget_class_bind_template_child (widget_class, HearthRestoreDialog, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, HearthRestoreDialog, progress_card);
  gtk_widget_class_bind_template_child (widget_class, HearthRestoreDialog, progress_label);
  gtk_widget_class_bind_template_child (widget_class, HearthRestoreDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, HearthRestoreDialog, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, HearthRestoreDialog, error_title);
  gtk_widget_class_bind_template_child (widget_class, HearthRestoreDialog, error_body);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_backup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_restore_cb);
}

static void
hearth_restore_dialog_init (HearthRestoreDialog *self)
{
  g_autofree char *folder = hearth_vault_places_dup_path ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_set (self->backup_row, "use-markup", FALSE, NULL);
  g_object_set (self->folder_row, "use-markup", FALSE, NULL);
  hearth_restore_dialog_set_folder (self, folder);
  update (self);
}

HearthRestoreDialog *
hearth_restore_dialog_new (GtkWindow *parent)
{
  return g_object_new (HEARTH_TYPE_RESTORE_DIALOG, "transient-for", parent, NULL);
}

/* "Hospital" for "Hospital-2025-06-21-143000.tar", as backups are named that went to a folder. */
static char *
dup_proposed_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autoptr (GRegex) ending =
      g_regex_new ("(-\\d{4}-\\d{2}-\\d{2}(-\\d{6})?)?(\\.tar)?$", 0, 0, NULL);
  g_autofree char *shown = g_filename_display_name (base);
  char *name = g_regex_replace_literal (ending, shown, -1, 0, "", 0, NULL);

  return name != NULL ? name : g_strdup ("");
}

void
hearth_restore_dialog_set_backup (HearthRestoreDialog *self, const char *path)
{
  g_autofree char *shown = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (HEARTH_IS_RESTORE_DIALOG (self));
  g_return_if_fail (path != NULL);

  g_free (self->backup);
  self->backup = g_strdup (path);
  shown = g_filename_display_name (path);
  adw_action_row_set_subtitle (self->backup_row, shown);
  name = dup_stripped (self->name_row);
  if (*name == '\0')
    {
      g_autofree char *proposed = dup_proposed_name (path);

      gtk_editable_set_text (GTK_EDITABLE (self->name_row), proposed);
    }
  update (self);
}

void
hearth_restore_dialog_set_folder (HearthRestoreDialog *self, const char *folder)
{
  g_autofree char *shown = NULL;

  g_return_if_fail (HEARTH_IS_RESTORE_DIALOG (self));
  g_return_if_fail (folder != NULL);

  g_free (self->folder);
  self->folder = g_strdup (folder);
  shown = g_filename_display_name (folder);
  adw_action_row_set_subtitle (self->folder_row, shown);
}

const char *
hearth_restore_dialog_get_path (HearthRestoreDialog *self)
{
  g_return_val_if_fail (HEARTH_IS_RESTORE_DIALOG (self), NULL);

  return self->path;
}

const char *
hearth_restore_dialog_get_user (HearthRestoreDialog *self)
{
  g_return_val_if_fail (HEARTH_IS_RESTORE_DIALOG (self), NULL);

  return self->user;
}

HearthSecret *
hearth_restore_dialog_get_passphrase (HearthRestoreDialog *self)
{
  g_return_val_if_fail (HEARTH_IS_RESTORE_DIALOG (self), NULL);

  return self->passphrase;
}
