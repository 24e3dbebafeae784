/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-lock-keys.h"

struct _HearthLockKeys
{
  GObject parent_instance;
  guint panic_key;
  GdkModifierType panic_modifiers;
  gulong hook_id;
};

G_DEFINE_FINAL_TYPE (HearthLockKeys, hearth_lock_keys, G_TYPE_OBJECT)

enum
{
  LOCK,
  PANIC,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
on_lock_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  g_signal_emit (user_data, signals[LOCK], 0);
  return TRUE;
}

static gboolean
on_panic_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  g_signal_emit (user_data, signals[PANIC], 0);
  return TRUE;
}

static GtkShortcut *
make_shortcut (HearthLockKeys *self, guint key, GdkModifierType modifiers, GtkShortcutFunc func)
{
  GtkShortcutTrigger *trigger = gtk_keyval_trigger_new (key, modifiers);
  GtkShortcutAction *action = gtk_callback_action_new (func, g_object_ref (self), g_object_unref);

  return gtk_shortcut_new (trigger, action);
}

static void
watch (HearthLockKeys *self, GtkWidget *widget)
{
  static const char mark[] = "hearth-lock-keys";
  GtkEventController *controller;

  if (g_object_get_data (G_OBJECT (widget), mark) != NULL)
    return;
  controller = gtk_shortcut_controller_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      make_shortcut (self, GDK_KEY_l, GDK_CONTROL_MASK, on_lock_cb));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      make_shortcut (self, self->panic_key, self->panic_modifiers, on_panic_cb));
  gtk_widget_add_controller (widget, controller);
  g_object_set_data (G_OBJECT (widget), mark, controller);
}

static void
on_windows_changed_cb (
    HearthLockKeys *self, guint position, guint n_removed, guint n_added, GListModel *windows)
{
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, position + i);

      watch (self, window);
    }
}

/* An open menu takes the keys before its window sees them, and is in no list. */
static gboolean
on_realize_cb (GSignalInvocationHint *hint,
               guint n_values,
               const GValue *values,
               gpointer user_data)
{
  gpointer widget = g_value_get_object (&values[0]);

  if (GTK_IS_POPOVER (widget))
    watch (HEARTH_LOCK_KEYS (user_data), widget);
  return TRUE;
}

static guint
get_realize_signal (void)
{
  return g_signal_lookup ("realize", GTK_TYPE_WIDGET);
}

static void
hearth_lock_keys_dispose (GObject *object)
{
  HearthLockKeys *self = HEARTH_LOCK_KEYS (object);

  if (self->hook_id != 0)
    g_signal_remove_emission_hook (get_realize_signal (), self->hook_id);
  self->hook_id = 0;
  G_OBJECT_CLASS (hearth_lock_keys_parent_class)->dispose (object);
}

static void
hearth_lock_keys_class_init (HearthLockKeysClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_lock_keys_dispose;
  signals[LOCK] = g_signal_new ("lock", HEARTH_TYPE_LOCK_KEYS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[PANIC] = g_signal_new ("panic", HEARTH_TYPE_LOCK_KEYS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
hearth_lock_keys_init (HearthLockKeys *self)
{
}

HearthLockKeys *
hearth_lock_keys_new (const char *panic)
{
  HearthLockKeys *self = g_object_new (HEARTH_TYPE_LOCK_KEYS, NULL);
  GListModel *windows = gtk_window_get_toplevels ();

  if (panic == NULL || !gtk_accelerator_parse (panic, &self->panic_key, &self->panic_modifiers) ||
      self->panic_key == 0)
    gtk_accelerator_parse (HEARTH_LOCK_KEYS_PANIC, &self->panic_key, &self->panic_modifiers);
  /* The class of widgets may not be there before the first of them. */
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  self->hook_id = g_signal_add_emission_hook (get_realize_signal (), 0, on_realize_cb, self, NULL);
  g_signal_connect_object (windows, "items-changed", G_CALLBACK (on_windows_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_windows_changed_cb (self, 0, 0, g_list_model_get_n_items (windows), windows);
  return self;
}
