/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-pages-wait.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MOMENT_MS 300

/* A wait that ends before it is seen needs no window. */
typedef struct
{
  GtkWidget *parent; /* weak */
  GtkWindow *window; /* weak; NULL: not shown, or gone */
  GCancellable *cancellable;
  GCancellable *login;
  gulong login_handler;
  guint timeout;
} Wait;

/* Others may hold the window for a while. */
static void
close_window (Wait *self)
{
  GtkWindow *window = self->window;

  if (window == NULL)
    return;
  g_clear_weak_pointer (&self->window);
  g_signal_handlers_disconnect_by_data (window, self);
  gtk_window_destroy (window);
}

static void
wait_free (gpointer data)
{
  Wait *self = data;

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_cancellable_disconnect (self->login, self->login_handler);
  g_clear_weak_pointer (&self->parent);
  close_window (self);
  g_object_unref (self->cancellable);
  g_object_unref (self->login);
  g_free (self);
}

static gboolean
on_close_request_cb (Wait *self)
{
  g_cancellable_cancel (self->cancellable);
  return GDK_EVENT_STOP;
}

static GtkWidget *
make_content (GtkWidget **cancel)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *label = gtk_label_new (_ ("The pages are being laid out"));

  *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The pages are being laid out"), -1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (*cancel), "window.close");
  gtk_widget_set_halign (*cancel, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), *cancel);
  return box;
}

static void
add_escape (GtkWindow *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
}

static gboolean
on_moment_over_cb (gpointer user_data)
{
  Wait *self = user_data;
  GtkRoot *root = self->parent != NULL ? gtk_widget_get_root (self->parent) : NULL;
  GtkWidget *cancel;

  self->timeout = 0;
  if (!GTK_IS_WINDOW (root))
    return G_SOURCE_REMOVE;
  g_set_weak_pointer (&self->window, GTK_WINDOW (adw_window_new ()));
  adw_window_set_content (ADW_WINDOW (self->window), make_content (&cancel));
  gtk_window_set_title (self->window, _ ("The pages are being laid out"));
  gtk_window_set_modal (self->window, TRUE);
  gtk_window_set_resizable (self->window, FALSE);
  gtk_window_set_transient_for (self->window, GTK_WINDOW (root));
  add_escape (self->window);
  g_signal_connect_swapped (self->window, "close-request", G_CALLBACK (on_close_request_cb), self);
  gtk_window_present (self->window);
  gtk_widget_grab_focus (cancel);
  return G_SOURCE_REMOVE;
}

static void
on_login_ended_cb (GCancellable *login, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
on_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  HearthPages *pages = hearth_report_make_pages_finish (result, &error);

  /* The window goes before whoever waited opens another one. */
  g_task_set_task_data (task, NULL, NULL);
  if (pages != NULL)
    g_task_return_pointer (task, pages, (GDestroyNotify) hearth_pages_unref);
  else
    g_task_return_error (task, error);
}

void
hearth_pages_wait_async (GtkWidget *parent,
                         HearthDesk *desk,
                         const HearthReport *report,
                         HearthTable *table,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;
  Wait *self;

  g_return_if_fail (GTK_IS_WIDGET (parent) && HEARTH_IS_DESK (desk));
  g_return_if_fail (report != NULL && table != NULL);

  self = g_new0 (Wait, 1);
  g_set_weak_pointer (&self->parent, parent);
  self->cancellable = g_cancellable_new ();
  self->login = g_object_ref (hearth_desk_get_cancellable (desk));
  self->login_handler = g_cancellable_connect (self->login, G_CALLBACK (on_login_ended_cb),
                                               g_object_ref (self->cancellable), g_object_unref);
  self->timeout = g_timeout_add (MOMENT_MS, on_moment_over_cb, self);
  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, hearth_pages_wait_async);
  g_task_set_task_data (task, self, wait_free);
  hearth_report_make_pages_async (report, table, self->cancellable, on_made_cb, task);
}

HearthPages *
hearth_pages_wait_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_pages_wait_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
