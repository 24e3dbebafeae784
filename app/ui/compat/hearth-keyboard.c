/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-keyboard.h"

#include <gio/gio.h>

#ifdef HAVE_X11
#include <X11/XKBlib.h>
#include <gdk/x11/gdkx.h>
#endif

#define INPUT_SOURCES "org.gnome.desktop.input-sources"

#ifdef HAVE_X11
/* GTK 4.18 deprecates asking X itself; what it then offers instead, older ones lack. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
static char *
dup_x11_layout (GdkDisplay *display)
{
  Display *x = gdk_x11_display_get_xdisplay (display);
  XkbDescPtr keyboard = XkbAllocKeyboard ();
  char *layout = NULL;
  char *name = NULL;
  XkbStateRec state;

  if (keyboard == NULL)
    return NULL;
  gdk_x11_display_error_trap_push (display);
  if (XkbGetState (x, XkbUseCoreKbd, &state) == Success &&
      XkbGetNames (x, XkbGroupNamesMask, keyboard) == Success &&
      keyboard->names->groups[state.group] != None)
    name = XGetAtomName (x, keyboard->names->groups[state.group]);
  gdk_x11_display_error_trap_pop_ignored (display);
  layout = g_strdup (name);
  if (name != NULL)
    XFree (name);
  XkbFreeKeyboard (keyboard, 0, True);
  return layout;
}
G_GNUC_END_IGNORE_DEPRECATIONS
#endif

/* GNOME keeps the sources in the order of their last use: the first is the active one. */
static char *
dup_gnome_layout (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (GVariant) used = NULL;
  const char *kind;
  const char *id;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, INPUT_SOURCES, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, "mru-sources"))
    return NULL;
  settings = g_settings_new (INPUT_SOURCES);
  used = g_settings_get_value (settings, "mru-sources");
  if (!g_variant_is_of_type (used, G_VARIANT_TYPE ("a(ss)")) || g_variant_n_children (used) == 0)
    return NULL;
  g_variant_get_child (used, 0, "(&s&s)", &kind, &id);
  return g_strdup (id);
}

char *
hearth_keyboard_dup_layout (GdkDisplay *display)
{
  char *layout = NULL;

  g_return_val_if_fail (GDK_IS_DISPLAY (display), NULL);

#ifdef HAVE_X11
  if (GDK_IS_X11_DISPLAY (display))
    layout = dup_x11_layout (display);
#endif
  return layout != NULL ? layout : dup_gnome_layout ();
}
