/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-file-picker.h"

#include <glib/gi18n.h>

/* The chooser writes what was chosen into recently-used.xbel, which anybody can read. */
static void
forget_recent (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  gtk_recent_manager_remove_item (gtk_recent_manager_get_default (), uri, NULL);
}

static void
on_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    forget_recent (file);
  g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

/* What asked is off the screen: the vault was locked. The portal's dialog would stay. */
static void
cancel (GtkNativeDialog *dialog)
{
  g_signal_emit_by_name (dialog, "response", GTK_RESPONSE_CANCEL);
}

void
hearth_file_picker_run_async (GtkWidget *parent,
                              HearthFilePickerMode mode,
                              const char *title,
                              const char *initial_name,
                              GtkFileFilter *filter,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  static const GtkFileChooserAction actions[] = {
    [HEARTH_FILE_PICKER_OPEN] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [HEARTH_FILE_PICKER_SAVE] = GTK_FILE_CHOOSER_ACTION_SAVE,
    [HEARTH_FILE_PICKER_FOLDER] = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
  };
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkFileChooserNative *dialog;
  GTask *task;

  g_return_if_fail (GTK_IS_WINDOW (root));

  task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (task, hearth_file_picker_run_async);
  dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (root), actions[mode],
                                        mode == HEARTH_FILE_PICKER_SAVE ? _ ("_Save") : _ ("_Open"),
                                        _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (initial_name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), initial_name);
  if (filter != NULL)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb), task);
  g_signal_connect_object (parent, "unmap", G_CALLBACK (cancel), dialog, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

GFile *
hearth_file_picker_run_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_file_picker_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
