/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-keyboard-hint.h"

#include "hearth-keyboard.h"

#include <glib/gi18n.h>

/* Neither X nor the desktop says when the layout changes in a way that GTK 4.8 passes on. */
#define LOOK_EVERY_MS 400

struct _HearthKeyboardHint
{
  AdwBin parent_instance;
  GtkLabel *label;
  guint look_id;
};

G_DEFINE_FINAL_TYPE (HearthKeyboardHint, hearth_keyboard_hint, ADW_TYPE_BIN)

static gboolean
is_caps_lock_on (HearthKeyboardHint *self)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));
  GdkDevice *keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;

  return keyboard != NULL && gdk_device_get_caps_lock_state (keyboard);
}

static void
look (HearthKeyboardHint *self)
{
  g_autofree char *layout = hearth_keyboard_dup_layout (gtk_widget_get_display (GTK_WIDGET (self)));
  gboolean is_caps = is_caps_lock_on (self);
  g_autofree char *text = NULL;

  if (layout != NULL && is_caps)
    /* Translators: the placeholder is the name of a keyboard layout. */
    text = g_strdup_printf (_ ("Caps Lock is on. Keyboard: %s"), layout);
  else if (layout != NULL)
    /* Translators: the placeholder is the name of a keyboard layout. */
    text = g_strdup_printf (_ ("Keyboard: %s"), layout);
  else
    text = g_strdup (is_caps ? _ ("Caps Lock is on.") : "");
  if (g_strcmp0 (text, gtk_label_get_text (self->label)) != 0)
    gtk_label_set_text (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->label), *text != '\0');
  if (is_caps)
    gtk_widget_add_css_class (GTK_WIDGET (self->label), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->label), "warning");
}

static gboolean
on_look_due_cb (gpointer user_data)
{
  look (HEARTH_KEYBOARD_HINT (user_data));
  return G_SOURCE_CONTINUE;
}

static void
hearth_keyboard_hint_map (GtkWidget *widget)
{
  HearthKeyboardHint *self = HEARTH_KEYBOARD_HINT (widget);

  look (self);
  self->look_id = g_timeout_add (LOOK_EVERY_MS, on_look_due_cb, self);
  GTK_WIDGET_CLASS (hearth_keyboard_hint_parent_class)->map (widget);
}

static void
hearth_keyboard_hint_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&HEARTH_KEYBOARD_HINT (widget)->look_id, g_source_remove);
  GTK_WIDGET_CLASS (hearth_keyboard_hint_parent_class)->unmap (widget);
}

static void
hearth_keyboard_hint_class_init (HearthKeyboardHintClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->map = hearth_keyboard_hint_map;
  widget_class->unmap = hearth_keyboard_hint_unmap;
}

static void
hearth_keyboard_hint_init (HearthKeyboardHint *self)
{
  self->label = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0f,
                                         "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->label));
}
