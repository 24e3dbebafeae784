/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-type-ahead.h"

/* More than anybody types in a moment; a key that was put down on the keyboard ends here. */
#define MAX_KEYS 200

struct _HearthTypeAhead
{
  GObject parent_instance;
  GtkEventController *controller; /* belongs to its widget; NULL: that is gone */
  GArray *keys;                   /* (element-type guint): keyvals, in their order */
  gboolean is_held;
};

G_DEFINE_FINAL_TYPE (HearthTypeAhead, hearth_type_ahead, G_TYPE_OBJECT)

static gboolean
can_wait (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_BackSpace:
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return TRUE;
    default:
      return g_unichar_isprint (gdk_keyval_to_unicode (keyval));
    }
}

static gboolean
on_key_cb (HearthTypeAhead *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (!self->is_held || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || !can_wait (keyval))
    return GDK_EVENT_PROPAGATE;
  if (self->keys->len < MAX_KEYS)
    g_array_append_val (self->keys, keyval);
  return GDK_EVENT_STOP;
}

static void
type_text (GtkEditable *editable, guint keyval)
{
  char text[8] = "";
  int position = gtk_editable_get_position (editable);

  if (keyval == GDK_KEY_BackSpace)
    {
      if (position > 0)
        gtk_editable_delete_text (editable, position - 1, position);
      return;
    }
  g_unichar_to_utf8 (gdk_keyval_to_unicode (keyval), text);
  gtk_editable_insert_text (editable, text, -1, &position);
  gtk_editable_set_position (editable, position);
}

static void
type_key (GtkWidget *window, guint keyval)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  switch (keyval)
    {
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
      gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
      break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (focus != NULL)
        gtk_widget_activate (focus);
      break;
    default:
      if (GTK_IS_EDITABLE (focus))
        type_text (GTK_EDITABLE (focus), keyval);
      break;
    }
}

/** hearth_type_ahead_hold: from now on keys wait. */
void
hearth_type_ahead_hold (HearthTypeAhead *self)
{
  g_return_if_fail (HEARTH_IS_TYPE_AHEAD (self));

  self->is_held = TRUE;
}

/** hearth_type_ahead_release: what waited is typed; an Enter among it may let the rest wait again. */
void
hearth_type_ahead_release (HearthTypeAhead *self)
{
  GtkWidget *window;

  g_return_if_fail (HEARTH_IS_TYPE_AHEAD (self));

  self->is_held = FALSE;
  while (self->keys->len > 0 && !self->is_held && self->controller != NULL &&
         (window = gtk_event_controller_get_widget (self->controller)) != NULL)
    {
      const guint keyval = g_array_index (self->keys, guint, 0);

      g_array_remove_index (self->keys, 0);
      type_key (window, keyval);
    }
}

/** hearth_type_ahead_drop: what waited is forgotten. */
void
hearth_type_ahead_drop (HearthTypeAhead *self)
{
  g_return_if_fail (HEARTH_IS_TYPE_AHEAD (self));

  self->is_held = FALSE;
  g_array_set_size (self->keys, 0);
}

static void
hearth_type_ahead_dispose (GObject *object)
{
  HearthTypeAhead *self = HEARTH_TYPE_AHEAD (object);

  g_clear_weak_pointer (&self->controller);
  G_OBJECT_CLASS (hearth_type_ahead_parent_class)->dispose (object);
}

static void
hearth_type_ahead_finalize (GObject *object)
{
  g_array_unref (HEARTH_TYPE_AHEAD (object)->keys);
  G_OBJECT_CLASS (hearth_type_ahead_parent_class)->finalize (object);
}

static void
hearth_type_ahead_class_init (HearthTypeAheadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_type_ahead_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_type_ahead_finalize;
}

static void
hearth_type_ahead_init (HearthTypeAhead *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (guint));
}

/** hearth_type_ahead_new: Returns: (transfer full): for the keys of @window. */
HearthTypeAhead *
hearth_type_ahead_new (GtkWindow *window)
{
  HearthTypeAhead *self = g_object_new (HEARTH_TYPE_TYPE_AHEAD, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  g_set_weak_pointer (&self->controller, keys);
  return self;
}
