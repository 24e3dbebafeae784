/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-key-window.h"

#include "hearth-age-key.h"

#include <glib/gi18n.h>

struct _HearthKeyWindow
{
  AdwWindow parent_instance;
  GtkEditable *name_row;
  GtkEditable *key_row;
  GtkWidget *hint;
  GtkWidget *add_button;
};

G_DEFINE_FINAL_TYPE (HearthKeyWindow, hearth_key_window, ADW_TYPE_WINDOW)

enum
{
  GIVEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static char *
dup_text (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static gboolean
is_ready (HearthKeyWindow *self)
{
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *key = dup_text (self->key_row);
  HearthAgeRecipient recipient;

  return *name != '\0' && hearth_age_recipient_parse (key, &recipient);
}

static void
on_changed_cb (HearthKeyWindow *self)
{
  g_autofree char *key = dup_text (self->key_row);
  HearthAgeRecipient recipient;
  const gboolean is_wrong = *key != '\0' && !hearth_age_recipient_parse (key, &recipient);

  gtk_widget_set_visible (self->hint, is_wrong);
  gtk_widget_set_sensitive (self->add_button, is_ready (self));
}

static void
on_add_cb (HearthKeyWindow *self)
{
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *key = dup_text (self->key_row);

  if (!is_ready (self))
    return;
  g_object_ref (self);
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[GIVEN], 0, key, name);
  g_object_unref (self);
}

static void
on_locked_cb (HearthDesk *desk, GParamSpec *pspec, HearthKeyWindow *self)
{
  if (!hearth_desk_is_unlocked (desk))
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
hearth_key_window_class_init (HearthKeyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[GIVEN] = g_signal_new ("given", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hearthcase/Hearth/admin/hearth-key-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthKeyWindow, name_row);
  gtk_widget_class_bind_template_child (widget_class, HearthKeyWindow, key_row);
  gtk_widget_class_bind_template_child (widget_class, HearthKeyWindow, hint);
  gtk_widget_class_bind_template_child (widget_class, HearthKeyWindow, add_button);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_add_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_key_window_init (HearthKeyWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hearth_key_window_new (GtkWindow *parent, HearthDesk *desk)
{
  HearthKeyWindow *self = g_object_new (HEARTH_TYPE_KEY_WINDOW, "transient-for", parent, NULL);

  g_signal_connect_object (desk, "notify::unlocked", G_CALLBACK (on_locked_cb), self, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  return GTK_WIDGET (self);
}
