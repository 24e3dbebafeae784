/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-confirm.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static void
on_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);

  g_task_return_boolean (task, g_str_equal (response, "accept"));
}

void
hearth_confirm_async (GtkWidget *parent,
                      const char *heading,
                      const char *body,
                      const char *accept,
                      gboolean is_destructive,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkWidget *dialog;
  GTask *task;

  g_return_if_fail (GTK_IS_WINDOW (root));

  task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (task, hearth_confirm_async);
  dialog = adw_message_dialog_new (GTK_WINDOW (root), heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "accept",
                                    accept, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "accept",
                                              is_destructive ? ADW_RESPONSE_DESTRUCTIVE
                                                             : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog),
                                           is_destructive ? "cancel" : "accept");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
hearth_confirm_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_confirm_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
