/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-print-dialog.h"

static gboolean
asks_for (GtkWindow *window, GtkWindow *parent)
{
  return GTK_IS_DIALOG (window) && gtk_window_get_transient_for (window) == parent;
}

void
hearth_print_dialog_cancel (GtkWindow *parent)
{
  GListModel *windows = gtk_window_get_toplevels ();

  /* From the end: the answer takes the dialog out of the list. */
  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i - 1);

      if (window != NULL && asks_for (window, parent))
        gtk_dialog_response (GTK_DIALOG (window), GTK_RESPONSE_CANCEL);
    }
}
