/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-toast.h"

#include <glib/gi18n.h>

#define SECONDS_TO_READ 5
#define CHARACTERS_A_SECOND 12 /* beyond the first line */
#define CHARACTERS_OF_A_LINE 60
#define SECONDS_TO_UNDO 10

struct _HearthToast
{
  AdwBin parent_instance;
  HearthChangeSet *done;
  guint timeout_id;
  GtkEventController *motion;

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkWidget *undo_button;
};

G_DEFINE_FINAL_TYPE (HearthToast, hearth_toast, ADW_TYPE_BIN)

enum
{
  UNDO,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
is_in_use (HearthToast *self)
{
  return gtk_event_controller_motion_contains_pointer (
             GTK_EVENT_CONTROLLER_MOTION (self->motion)) ||
         gtk_widget_get_focus_child (GTK_WIDGET (self->revealer)) != NULL;
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  HearthToast *self = HEARTH_TOAST (user_data);

  if (is_in_use (self))
    return G_SOURCE_CONTINUE;
  self->timeout_id = 0;
  hearth_toast_hide (self);
  return G_SOURCE_REMOVE;
}

static void
on_undo_cb (HearthToast *self)
{
  g_autoptr (HearthChangeSet) done = g_steal_pointer (&self->done);

  hearth_toast_hide (self);
  g_signal_emit (self, signals[UNDO], 0, done);
}

static void
hearth_toast_dispose (GObject *object)
{
  HearthToast *self = HEARTH_TOAST (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_pointer (&self->done, hearth_change_set_unref);
  G_OBJECT_CLASS (hearth_toast_parent_class)->dispose (object);
}

static void
hearth_toast_class_init (HearthToastClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_toast_dispose;
  signals[UNDO] = g_signal_new ("undo", HEARTH_TYPE_TOAST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, HEARTH_TYPE_CHANGE_SET);
}

static GtkWidget *
make_close_button (HearthToast *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Close"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Close"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (hearth_toast_hide), self,
                           G_CONNECT_SWAPPED);
  return button;
}

static void
hearth_toast_init (HearthToast *self)
{
  /* The style of libadwaita's toasts hangs on the name of their node. */
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "css-name", "toast", "spacing", 6, NULL);

  self->label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "wrap",
                              TRUE, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, "xalign", 0.0,
                              "max-width-chars", CHARACTERS_OF_A_LINE, "hexpand", TRUE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "heading");
  self->undo_button = gtk_button_new_with_mnemonic (_ ("_Undo"));
  g_signal_connect_object (self->undo_button, "clicked", G_CALLBACK (on_undo_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), self->undo_button);
  gtk_box_append (GTK_BOX (box), make_close_button (self));
  self->motion = gtk_event_controller_motion_new ();
  gtk_widget_add_controller (box, self->motion);

  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_transition_type (self->revealer, GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_revealer_set_child (self->revealer, box);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->revealer));
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_END);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* A sentence about an error says what is safe and what to do: it stays until it can have been read. */
static guint
count_seconds (const char *text, gboolean can_undo)
{
  guint n_more =
      MAX ((guint) g_utf8_strlen (text, -1), CHARACTERS_OF_A_LINE) - CHARACTERS_OF_A_LINE;

  return (can_undo ? SECONDS_TO_UNDO : SECONDS_TO_READ) + n_more / CHARACTERS_A_SECOND;
}

static void
show_text (HearthToast *self, const char *text, gboolean can_undo)
{
  gtk_label_set_text (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  gtk_widget_set_visible (self->undo_button, can_undo);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add_seconds (count_seconds (text, can_undo), on_timeout_cb, self);
}

void
hearth_toast_show (HearthToast *self, const char *text, HearthChangeSet *done)
{
  g_return_if_fail (HEARTH_IS_TOAST (self));

  g_clear_pointer (&self->done, hearth_change_set_unref);
  self->done = done != NULL ? hearth_change_set_ref (done) : NULL;
  show_text (self, text, done != NULL);
}

void
hearth_toast_offer_undo (HearthToast *self, const char *text)
{
  g_return_if_fail (HEARTH_IS_TOAST (self));

  g_clear_pointer (&self->done, hearth_change_set_unref);
  show_text (self, text, TRUE);
}

void
hearth_toast_hide (HearthToast *self)
{
  g_return_if_fail (HEARTH_IS_TOAST (self));

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_pointer (&self->done, hearth_change_set_unref);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
