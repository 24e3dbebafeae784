/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-renewal-window.h"

#include "hearth-key-renewal.h"
#include "hearth-login-notice.h"
#include "hearth-sentence.h"

#include <glib/gi18n.h>

#define PROGRESS_MS 100

struct _HearthRenewalWindow
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthRenewal *renewal; /* NULL: nothing runs */
  GCancellable *cancellable;
  guint lost;
  guint progress_id;

  GtkWidget *text;
  GtkWidget *reason_list;
  GtkWidget *reason_row;
  GtkWidget *bar;
  GtkWidget *close_button;
  GtkWidget *run_button;
};

static const char intro[] =
    N_ ("Every page is written anew under new keys, so that who lost access "
        "cannot read what comes. Others wait meanwhile. What was seen or "
        "copied before is not taken back.");

G_DEFINE_FINAL_TYPE (HearthRenewalWindow, hearth_renewal_window, ADW_TYPE_WINDOW)

enum
{
  RENEWED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
on_progress_cb (gpointer user_data)
{
  HearthRenewalWindow *self = HEARTH_RENEWAL_WINDOW (user_data);

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar),
                                 hearth_renewal_get_fraction (self->renewal));
  return G_SOURCE_CONTINUE;
}

static void
end (HearthRenewalWindow *self)
{
  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_pointer (&self->renewal, hearth_renewal_unref);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_widget_set_sensitive (self->run_button, TRUE);
  gtk_button_set_label (GTK_BUTTON (self->close_button), _ ("_Close"));
}

/* An act without a proven backup wants a reason, which goes into the audit log. */
static void
show_error (HearthRenewalWindow *self, const GError *error)
{
  HearthSentence sentence = hearth_sentence_for_error (error);
  g_autofree char *text = g_strdup_printf ("%s. %s", sentence.title, sentence.body);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gtk_label_set_text (GTK_LABEL (self->text),
                          _ ("Stopped. Everything can be read; the renewal can be gone on with at "
                             "any time."));
      return;
    }
  gtk_label_set_text (GTK_LABEL (self->text), text);
  if (!g_error_matches (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_PROVEN))
    return;
  gtk_widget_set_visible (self->reason_list, TRUE);
  gtk_widget_grab_focus (self->reason_row);
}

static void
on_renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthRenewalWindow) self = HEARTH_RENEWAL_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_done = hearth_key_renewal_run_finish (HEARTH_CONTEXT (source), result, &error);

  if (self->desk == NULL)
    return;
  end (self);
  hearth_login_notice_update_renewal (hearth_desk_get_notices (self->desk),
                                      hearth_desk_get_context (self->desk));
  if (!is_done)
    {
      show_error (self, error);
      return;
    }
  self->lost = 0;
  g_signal_emit (self, signals[RENEWED], 0);
  gtk_widget_set_visible (self->reason_list, FALSE);
  gtk_widget_set_visible (self->run_button, FALSE);
  gtk_label_set_text (GTK_LABEL (self->text),
                      _ ("The keys are renewed. Keep a new copy of the header, and make a backup: "
                         "older backups still open with the old keys."));
}

static guint
choose (HearthRenewalWindow *self, HearthVault *vault)
{
  guint held = 0;

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    if (hearth_vault_has (vault, (HearthCompartment) i))
      held |= 1u << i;
  if ((self->lost & held) != 0)
    return self->lost & held;
  return hearth_vault_get_pending_renewals (vault) != 0 ? 0 : held;
}

static void
on_run_cb (HearthRenewalWindow *self)
{
  HearthContext *context = hearth_desk_get_context (self->desk);
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason_row));

  if (context == NULL || self->renewal != NULL)
    return;
  self->renewal = hearth_renewal_new (choose (self, hearth_context_get_vault (context)));
  hearth_renewal_set_is_new (self->renewal, self->lost != 0);
  self->cancellable = g_cancellable_new ();
  self->progress_id = g_timeout_add (PROGRESS_MS, on_progress_cb, self);
  gtk_label_set_text (GTK_LABEL (self->text), _ (intro));
  gtk_widget_set_visible (self->bar, TRUE);
  gtk_widget_set_sensitive (self->run_button, FALSE);
  gtk_button_set_label (GTK_BUTTON (self->close_button), _ ("_Cancel"));
  hearth_key_renewal_run_async (context, self->renewal, *reason != '\0' ? reason : NULL,
                                self->cancellable, on_renewed_cb, g_object_ref (self));
}

static void
on_close_cb (HearthRenewalWindow *self)
{
  if (self->renewal != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* What runs is stopped first, and told of. */
static gboolean
hearth_renewal_window_close_request (GtkWindow *window)
{
  HearthRenewalWindow *self = HEARTH_RENEWAL_WINDOW (window);

  if (self->renewal == NULL)
    return GTK_WINDOW_CLASS (hearth_renewal_window_parent_class)->close_request (window);
  g_cancellable_cancel (self->cancellable);
  return TRUE;
}

static void
hearth_renewal_window_dispose (GObject *object)
{
  HearthRenewalWindow *self = HEARTH_RENEWAL_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_pointer (&self->renewal, hearth_renewal_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_renewal_window_parent_class)->dispose (object);
}

static void
hearth_renewal_window_class_init (HearthRenewalWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_renewal_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hearth_renewal_window_close_request;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
  signals[RENEWED] = g_signal_new ("renewed", HEARTH_TYPE_RENEWAL_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_button (HearthRenewalWindow *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
make_content (HearthRenewalWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->text = gtk_label_new (_ (intro));
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->text), 0);
  self->reason_row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _ ("Reason"), NULL);
  self->reason_list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->reason_list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->reason_list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (self->reason_list), self->reason_row);
  gtk_widget_set_visible (self->reason_list, FALSE);
  self->bar = gtk_progress_bar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Progress of the renewal"), -1);
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_box_append (GTK_BOX (box), self->text);
  gtk_box_append (GTK_BOX (box), self->reason_list);
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  return box;
}

static void
hearth_renewal_window_init (HearthRenewalWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  self->close_button = make_button (self, _ ("_Close"), G_CALLBACK (on_close_cb));
  self->run_button = make_button (self, _ ("_Renew"), G_CALLBACK (on_run_cb));
  gtk_widget_add_css_class (self->run_button, "suggested-action");
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->close_button);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->run_button);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), make_content (self));
  adw_window_set_content (ADW_WINDOW (self), box);
}

GtkWidget *
hearth_renewal_window_new (GtkWindow *parent, HearthDesk *desk, guint lost)
{
  HearthRenewalWindow *self =
      g_object_new (HEARTH_TYPE_RENEWAL_WINDOW, "transient-for", parent, "modal", TRUE, "title",
                    _ ("Renew Keys"), "default-width", 420, "destroy-with-parent", TRUE, NULL);

  self->desk = g_object_ref (desk);
  self->lost = lost;
  return GTK_WIDGET (self);
}
