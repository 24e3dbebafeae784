/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hearth-shell"

#include "config.h"

#include "hearth-application.h"

#include "hearth-about.h"
#include "hearth-clipboard-guard.h"
#include "hearth-desktop-watch.h"
#include "hearth-guide-window.h"
#include "hearth-idle.h"
#include "hearth-key-caps.h"
#include "hearth-language.h"
#include "hearth-lock-keys.h"
#include "hearth-notifier.h"
#include "hearth-settings.h"
#include "hearth-swap-notice.h"
#include "hearth-window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

struct _HearthApplication
{
  AdwApplication parent_instance;
  GSettings *settings;
  HearthDesk *desk;
  HearthIdle *idle;
  HearthDesktopWatch *desktop;
  HearthLockKeys *keys;
  HearthClipboardGuard *clipboard;
  HearthNotifier *notifier;
  guint notifications_id;
  gboolean is_heard; /* the desktop takes notifications */
  gboolean open_demo;
  guint signal_ids[3];
};

G_DEFINE_FINAL_TYPE (HearthApplication, hearth_application, ADW_TYPE_APPLICATION)

static void
lock (HearthApplication *self)
{
  if (self->desk != NULL)
    hearth_desk_lock (self->desk);
}

static void
panic (HearthApplication *self)
{
  if (self->desk != NULL)
    hearth_desk_panic (self->desk);
}

/* What is copied would be handed to the clipboard's manager when the program ends. */
static void
quit (HearthApplication *self)
{
  lock (self);
  if (self->clipboard != NULL)
    hearth_clipboard_guard_clear (self->clipboard);
  g_application_quit (G_APPLICATION (self));
}

static gboolean
on_terminate_cb (gpointer user_data)
{
  quit (HEARTH_APPLICATION (user_data));
  return G_SOURCE_CONTINUE;
}

static void
watch_signals (HearthApplication *self)
{
  static const int numbers[] = { SIGTERM, SIGHUP, SIGINT };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    self->signal_ids[i] = g_unix_signal_add (numbers[i], on_terminate_cb, self);
}

static void
on_unlocked_changed_cb (HearthApplication *self)
{
  if (!hearth_desk_is_unlocked (self->desk) && self->clipboard != NULL)
    hearth_clipboard_guard_clear (self->clipboard);
}

/* Everything that locks, beside the button: keys, nobody there, the desktop, the end. */
static void
watch_locking (HearthApplication *self)
{
  g_autofree char *panic_key = hearth_settings_dup_panic_key (self->settings);
  GdkDisplay *display = gdk_display_get_default ();

  self->idle = hearth_idle_new (hearth_settings_get_idle_minutes (self->settings));
  g_signal_connect_object (self->idle, "idle", G_CALLBACK (lock), self, G_CONNECT_SWAPPED);
  self->keys = hearth_lock_keys_new (panic_key);
  g_signal_connect_object (self->keys, "lock", G_CALLBACK (lock), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keys, "panic", G_CALLBACK (panic), self, G_CONNECT_SWAPPED);
  self->desktop = hearth_desktop_watch_new ();
  g_signal_connect_object (self->desktop, "lock", G_CALLBACK (lock), self, G_CONNECT_SWAPPED);
  if (display != NULL)
    self->clipboard = hearth_clipboard_guard_new (display);
  g_signal_connect_object (self->desk, "notify::unlocked", G_CALLBACK (on_unlocked_changed_cb),
                           self, G_CONNECT_SWAPPED);
  watch_signals (self);
}

static void
on_notifications_appeared_cb (GDBusConnection *connection,
                              const char *name,
                              const char *owner,
                              gpointer user_data)
{
  HEARTH_APPLICATION (user_data)->is_heard = TRUE;
}

static void
on_notifications_vanished_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  HEARTH_APPLICATION (user_data)->is_heard = FALSE;
}

/* In a sandbox the portal takes them, and the service itself is not seen. */
static gboolean
is_in_sandbox (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

/* Never what it is about, and never of whom: the desktop keeps what it shows. Where nobody listens GLib would
 * complain. */
static void
on_notify_desktop_cb (HearthApplication *self, const char *id, const char *title)
{
  g_autoptr (GNotification) notification = NULL;

  if (!self->is_heard && !is_in_sandbox ())
    return;

  if (title == NULL)
    {
      g_application_withdraw_notification (G_APPLICATION (self), id);
      return;
    }
  notification = g_notification_new (title);
  g_notification_set_default_action (notification, "app.activate-window");
  g_application_send_notification (G_APPLICATION (self), id, notification);
}

static void
watch_steps (HearthApplication *self)
{
  self->notifications_id = g_bus_watch_name (
      G_BUS_TYPE_SESSION, "org.freedesktop.Notifications", G_BUS_NAME_WATCHER_FLAGS_AUTO_START,
      on_notifications_appeared_cb, on_notifications_vanished_cb, self, NULL);
  self->notifier = hearth_notifier_new (self->desk);
  hearth_notifier_set_enabled (self->notifier, hearth_settings_get_notifications (self->settings));
  g_signal_connect_object (self->notifier, "notify-desktop", G_CALLBACK (on_notify_desktop_cb),
                           self, G_CONNECT_SWAPPED);
}

static HearthWindow *
ensure_window (HearthApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (HEARTH_IS_WINDOW (l->data))
      return HEARTH_WINDOW (l->data);
  return hearth_window_new (GTK_APPLICATION (self), self->desk, self->settings);
}

static void
on_language_changed_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  HearthApplication *self = HEARTH_APPLICATION (user_data);
  const char *code = g_variant_get_string (state, NULL);

  if (g_variant_equal (g_action_get_state (G_ACTION (action)), state))
    return;
  g_simple_action_set_state (action, state);
  hearth_language_apply (code);
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "language", code);
  hearth_window_rebuild (ensure_window (self));
}

/* The page that is named, or the contents. */
static void
on_guide_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hearth_guide_window_present (GTK_APPLICATION (user_data), g_variant_get_string (parameter, NULL));
}

static void
on_about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hearth_about_present (GTK_WINDOW (ensure_window (HEARTH_APPLICATION (user_data))));
}

static void
on_quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  quit (HEARTH_APPLICATION (user_data));
}

static void
on_notifications_changed_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  HearthApplication *self = HEARTH_APPLICATION (user_data);

  g_simple_action_set_state (action, state);
  hearth_notifier_set_enabled (self->notifier, g_variant_get_boolean (state));
  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, "notifications", g_variant_get_boolean (state));
}

static void
on_activate_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_activate (G_APPLICATION (user_data));
}

static void
add_notification_action (HearthApplication *self)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (
      "notifications", NULL,
      g_variant_new_boolean (hearth_settings_get_notifications (self->settings)));

  g_signal_connect_object (action, "change-state", G_CALLBACK (on_notifications_changed_cb), self,
                           0);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

static void
add_actions (HearthApplication *self)
{
  static const GActionEntry entries[] = {
    { "about", on_about_cb, NULL, NULL, NULL },
    { "activate-window", on_activate_window_cb, NULL, NULL, NULL },
    { "guide", on_guide_cb, "s", NULL, NULL },
    { "quit", on_quit_cb, NULL, NULL, NULL },
  };
  static const char *const quit_accels[] = { "<Control>q", NULL };
  static const char *const guide_accels[] = { "F1", NULL };
  g_autofree char *code = hearth_settings_dup_language (self->settings);
  g_autoptr (GSimpleAction) language =
      g_simple_action_new_stateful ("language", G_VARIANT_TYPE_STRING, g_variant_new_string (code));

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (language, "change-state", G_CALLBACK (on_language_changed_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (language));
  add_notification_action (self);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit", quit_accels);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.guide::", guide_accels);
}

static void
apply_color_scheme (HearthApplication *self)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };
  int chosen = g_settings_get_enum (self->settings, "color-scheme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[CLAMP (chosen, 0, 2)]);
}

static void
make_desk (HearthApplication *self)
{
  g_autoptr (HearthClock) clock = hearth_clock_new ();
  g_autofree char *dir = hearth_pack_default_dir ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthPackSet) packs = hearth_pack_set_load (dir, &error);

  if (packs == NULL)
    g_error ("the data packs of this installation cannot be read: %s", error->message);
  self->desk = hearth_desk_new (clock, packs);
}

static void
hearth_application_startup (GApplication *application)
{
  HearthApplication *self = HEARTH_APPLICATION (application);

  /* The style and the icons are looked for while the parent starts. */
  hearth_ui_init ();
  G_APPLICATION_CLASS (hearth_application_parent_class)->startup (application);
  self->settings = hearth_settings_new ();
  if (self->settings != NULL)
    {
      g_autofree char *code = hearth_settings_dup_language (self->settings);

      hearth_language_apply (code);
      apply_color_scheme (self);
      g_signal_connect_object (self->settings, "changed::color-scheme",
                               G_CALLBACK (apply_color_scheme), self, G_CONNECT_SWAPPED);
    }
  make_desk (self);
  hearth_swap_notice_add (hearth_desk_get_notices (self->desk));
  hearth_memory_notice_add (hearth_desk_get_notices (self->desk),
                            hearth_vault_get_process_warnings ());
  watch_locking (self);
  watch_steps (self);
  add_actions (self);
}

static void
hearth_application_activate (GApplication *application)
{
  HearthApplication *self = HEARTH_APPLICATION (application);
  HearthWindow *window = ensure_window (self);

  gtk_window_present (GTK_WINDOW (window));
  if (self->open_demo)
    {
      self->open_demo = FALSE;
      hearth_window_open_demo (window);
    }
}

/* Bundles, from the command line or a double click. More than one at a time would be confused. */
static void
hearth_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  g_application_activate (application);
  if (n_files > 0)
    hearth_window_open_file (ensure_window (HEARTH_APPLICATION (application)), files[0]);
}

/* The variable is for scripts that take a picture of the window; it opens nothing but the demo vault,
 * whose passphrase is printed in the program. */
static int
hearth_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  HearthApplication *self = HEARTH_APPLICATION (application);

  self->open_demo = g_variant_dict_contains (options, "demo") ||
                    g_strcmp0 (g_getenv ("HEARTH_DEMO_UNLOCK"), "1") == 0;
  return -1;
}

static void
hearth_application_shutdown (GApplication *application)
{
  HearthApplication *self = HEARTH_APPLICATION (application);

  for (guint i = 0; i < G_N_ELEMENTS (self->signal_ids); i++)
    g_clear_handle_id (&self->signal_ids[i], g_source_remove);
  lock (self);
  if (self->clipboard != NULL)
    hearth_clipboard_guard_clear (self->clipboard);
  G_APPLICATION_CLASS (hearth_application_parent_class)->shutdown (application);
}

static void
hearth_application_dispose (GObject *object)
{
  HearthApplication *self = HEARTH_APPLICATION (object);

  g_clear_handle_id (&self->notifications_id, g_bus_unwatch_name);
  g_clear_object (&self->notifier);
  g_clear_object (&self->clipboard);
  g_clear_object (&self->desktop);
  g_clear_object (&self->keys);
  g_clear_object (&self->idle);
  g_clear_object (&self->desk);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (hearth_application_parent_class)->dispose (object);
}

/* GTK gives the window its shortcuts here. */
static void
hearth_application_window_added (GtkApplication *application, GtkWindow *window)
{
  GtkShortcutsWindow *overlay = NULL;

  GTK_APPLICATION_CLASS (hearth_application_parent_class)->window_added (application, window);
  if (GTK_IS_APPLICATION_WINDOW (window))
    overlay = gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (window));
  if (overlay != NULL)
    hearth_key_caps_name (GTK_WIDGET (overlay));
}

static void
hearth_application_class_init (HearthApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_application_dispose;
  application_class->startup = hearth_application_startup;
  application_class->activate = hearth_application_activate;
  GTK_APPLICATION_CLASS (klass)->window_added = hearth_application_window_added;
  application_class->open = hearth_application_open;
  application_class->shutdown = hearth_application_shutdown;
  application_class->handle_local_options = hearth_application_handle_local_options;
}

static void
hearth_application_init (HearthApplication *self)
{
  g_application_add_main_option (G_APPLICATION (self), "demo", 0, 0, G_OPTION_ARG_NONE,
                                 _ ("Open the demo vault of invented people"), NULL);
}

HearthApplication *
hearth_application_new (GApplicationFlags flags)
{
  return g_object_new (HEARTH_TYPE_APPLICATION, "application-id", HEARTH_APPLICATION_ID,
                       "resource-base-path", "/org/hearthcase/Hearth", "flags", flags, NULL);
}

HearthDesk *
hearth_application_get_desk (HearthApplication *self)
{
  g_return_val_if_fail (HEARTH_IS_APPLICATION (self), NULL);

  return self->desk;
}
