/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks one question before an act that cannot be undone, shaped like adw_alert_dialog_choose ().
 * @heading and @body are plain text, never markup; @accept is the verb of the act. */
void hearth_confirm_async (GtkWidget *parent,
                           const char *heading,
                           const char *body,
                           const char *accept,
                           gboolean is_destructive,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean hearth_confirm_finish (GAsyncResult *result);

G_END_DECLS
