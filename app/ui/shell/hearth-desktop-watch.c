/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-desktop-watch.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define LOGIND "org.freedesktop.login1"
#define LOGIND_PATH "/org/freedesktop/login1"
#define LOGIND_MANAGER "org.freedesktop.login1.Manager"
#define LOGIND_SESSION "org.freedesktop.login1.Session"
#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_INHIBIT "org.freedesktop.portal.Inhibit"

/* A bus and what is listened to on it. */
typedef struct
{
  GDBusConnection *connection; /* NULL: not there */
  GArray *ids;                 /* guint, subscriptions */
} Bus;

struct _HearthDesktopWatch
{
  GObject parent_instance;
  GCancellable *cancellable;
  Bus system;
  Bus session;
  int inhibitor; /* sleep waits while it is open; -1: none */
};

G_DEFINE_FINAL_TYPE (HearthDesktopWatch, hearth_desktop_watch, G_TYPE_OBJECT)

enum
{
  LOCK,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Desktops name the same interface each after itself. */
static const char *const screen_savers[] = {
  "org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver",
  "org.mate.ScreenSaver",        "org.xfce.ScreenSaver",
};

static void
emit_lock (HearthDesktopWatch *self)
{
  g_signal_emit (self, signals[LOCK], 0);
}

static void
let_sleep (HearthDesktopWatch *self)
{
  if (self->inhibitor >= 0)
    g_close (self->inhibitor, NULL);
  self->inhibitor = -1;
}

static void
on_inhibited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthDesktopWatch) self = HEARTH_DESKTOP_WATCH (user_data);
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_with_unix_fd_list_finish (
      G_DBUS_CONNECTION (source), &fds, result, NULL);
  gint32 index;

  if (answer == NULL || fds == NULL)
    return;
  g_variant_get (answer, "(h)", &index);
  let_sleep (self);
  if (index >= 0 && index < g_unix_fd_list_get_length (fds))
    self->inhibitor = g_unix_fd_list_get (fds, index, NULL);
}

/* "delay": the computer waits some seconds for us and sleeps anyway. */
static void
hold_sleep_back (HearthDesktopWatch *self)
{
  GVariant *arguments =
      g_variant_new ("(ssss)", "sleep", "Hearth", _ ("Locking the vault"), "delay");

  g_dbus_connection_call_with_unix_fd_list (
      self->system.connection, LOGIND, LOGIND_PATH, LOGIND_MANAGER, "Inhibit", arguments,
      G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, self->cancellable,
      on_inhibited_cb, g_object_ref (self));
}

/* What a signal says with "(b)". */
static gboolean
read_boolean (GVariant *arguments, gboolean *out)
{
  if (!g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(b)")))
    return FALSE;
  g_variant_get (arguments, "(b)", out);
  return TRUE;
}

/* What stands under @key in the dictionary that a signal has in second place; else @otherwise. */
static gboolean
look_up (GVariant *arguments, const char *key, gboolean otherwise)
{
  g_autoptr (GVariant) dictionary = g_variant_get_child_value (arguments, 1);
  gboolean value = otherwise;

  g_variant_lookup (dictionary, key, "b", &value);
  return value;
}

static void
on_sleep_cb (GDBusConnection *connection,
             const char *sender,
             const char *path,
             const char *interface,
             const char *name,
             GVariant *arguments,
             gpointer user_data)
{
  HearthDesktopWatch *self = HEARTH_DESKTOP_WATCH (user_data);
  gboolean is_beginning;

  if (!read_boolean (arguments, &is_beginning))
    return;
  if (is_beginning)
    {
      emit_lock (self);
      let_sleep (self);
    }
  else
    hold_sleep_back (self);
}

static void
on_session_lock_cb (GDBusConnection *connection,
                    const char *sender,
                    const char *path,
                    const char *interface,
                    const char *name,
                    GVariant *arguments,
                    gpointer user_data)
{
  emit_lock (HEARTH_DESKTOP_WATCH (user_data));
}

/* Another user sits down: the session is no longer the active one. */
static void
on_session_changed_cb (GDBusConnection *connection,
                       const char *sender,
                       const char *path,
                       const char *interface,
                       const char *name,
                       GVariant *arguments,
                       gpointer user_data)
{
  if (g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(sa{sv}as)")) &&
      (!look_up (arguments, "Active", TRUE) || look_up (arguments, "LockedHint", FALSE)))
    emit_lock (HEARTH_DESKTOP_WATCH (user_data));
}

static void
on_screen_saver_cb (GDBusConnection *connection,
                    const char *sender,
                    const char *path,
                    const char *interface,
                    const char *name,
                    GVariant *arguments,
                    gpointer user_data)
{
  gboolean is_active = FALSE;

  if (read_boolean (arguments, &is_active) && is_active)
    emit_lock (HEARTH_DESKTOP_WATCH (user_data));
}

/* In a sandbox there is no logind; the portal tells of the screen saver. */
static void
on_portal_state_cb (GDBusConnection *connection,
                    const char *sender,
                    const char *path,
                    const char *interface,
                    const char *name,
                    GVariant *arguments,
                    gpointer user_data)
{
  if (g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(oa{sv})")) &&
      look_up (arguments, "screensaver-active", FALSE))
    emit_lock (HEARTH_DESKTOP_WATCH (user_data));
}

static void
subscribe (HearthDesktopWatch *self,
           Bus *bus,
           const char *sender,
           const char *interface,
           const char *member,
           const char *path,
           GDBusSignalCallback callback)
{
  guint id =
      g_dbus_connection_signal_subscribe (bus->connection, sender, interface, member, path, NULL,
                                          G_DBUS_SIGNAL_FLAGS_NONE, callback, self, NULL);

  g_array_append_val (bus->ids, id);
}

static void
on_session_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthDesktopWatch) self = HEARTH_DESKTOP_WATCH (user_data);
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  const char *path;

  if (answer == NULL || self->system.connection == NULL)
    return;
  g_variant_get (answer, "(&o)", &path);
  subscribe (self, &self->system, LOGIND, LOGIND_SESSION, "Lock", path, on_session_lock_cb);
  subscribe (self, &self->system, LOGIND, "org.freedesktop.DBus.Properties", "PropertiesChanged",
             path, on_session_changed_cb);
}

static gboolean
open_bus (Bus *self, GAsyncResult *result)
{
  self->connection = g_bus_get_finish (result, NULL);
  /* A bus that goes away must not take the program with it. */
  if (self->connection != NULL)
    g_dbus_connection_set_exit_on_close (self->connection, FALSE);
  return self->connection != NULL;
}

static void
close_bus (Bus *self)
{
  for (guint i = 0; self->connection != NULL && i < self->ids->len; i++)
    g_dbus_connection_signal_unsubscribe (self->connection, g_array_index (self->ids, guint, i));
  g_array_set_size (self->ids, 0);
  g_clear_object (&self->connection);
}

static void
on_system_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthDesktopWatch) self = HEARTH_DESKTOP_WATCH (user_data);

  if (!open_bus (&self->system, result))
    return;
  subscribe (self, &self->system, LOGIND, LOGIND_MANAGER, "PrepareForSleep", LOGIND_PATH,
             on_sleep_cb);
  hold_sleep_back (self);
  /* "auto": the session of this process or, outside of any, the one that its user sees. */
  g_dbus_connection_call (self->system.connection, LOGIND, LOGIND_PATH, LOGIND_MANAGER,
                          "GetSession", g_variant_new ("(s)", "auto"), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, self->cancellable,
                          on_session_found_cb, g_object_ref (self));
}

static void
watch_portal (HearthDesktopWatch *self)
{
  GVariantBuilder options = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  subscribe (self, &self->session, PORTAL, PORTAL_INHIBIT, "StateChanged", PORTAL_PATH,
             on_portal_state_cb);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string ("hearth"));
  g_variant_builder_add (&options, "{sv}", "session_handle_token", g_variant_new_string ("hearth"));
  g_dbus_connection_call (self->session.connection, PORTAL, PORTAL_PATH, PORTAL_INHIBIT,
                          "CreateMonitor", g_variant_new ("(sa{sv})", "", &options), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, NULL, NULL);
}

static void
on_session_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthDesktopWatch) self = HEARTH_DESKTOP_WATCH (user_data);

  if (!open_bus (&self->session, result))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (screen_savers); i++)
    subscribe (self, &self->session, NULL, screen_savers[i], "ActiveChanged", NULL,
               on_screen_saver_cb);
  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    watch_portal (self);
}

static void
hearth_desktop_watch_dispose (GObject *object)
{
  HearthDesktopWatch *self = HEARTH_DESKTOP_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  close_bus (&self->system);
  close_bus (&self->session);
  let_sleep (self);
  G_OBJECT_CLASS (hearth_desktop_watch_parent_class)->dispose (object);
}

static void
hearth_desktop_watch_finalize (GObject *object)
{
  HearthDesktopWatch *self = HEARTH_DESKTOP_WATCH (object);

  g_clear_object (&self->cancellable);
  g_array_unref (self->system.ids);
  g_array_unref (self->session.ids);
  G_OBJECT_CLASS (hearth_desktop_watch_parent_class)->finalize (object);
}

static void
hearth_desktop_watch_class_init (HearthDesktopWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_desktop_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_desktop_watch_finalize;
  signals[LOCK] = g_signal_new ("lock", HEARTH_TYPE_DESKTOP_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
hearth_desktop_watch_init (HearthDesktopWatch *self)
{
  self->inhibitor = -1;
  self->cancellable = g_cancellable_new ();
  self->system.ids = g_array_new (FALSE, FALSE, sizeof (guint));
  self->session.ids = g_array_new (FALSE, FALSE, sizeof (guint));
}

HearthDesktopWatch *
hearth_desktop_watch_new (void)
{
  HearthDesktopWatch *self = g_object_new (HEARTH_TYPE_DESKTOP_WATCH, NULL);

  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_system_bus_cb, g_object_ref (self));
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, on_session_bus_cb, g_object_ref (self));
  return self;
}
