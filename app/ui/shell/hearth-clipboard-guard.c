/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-clipboard-guard.h"

#include <string.h>

#define HINT_TYPE "x-kde-passwordManagerHint"
#define HINT "secret"

struct _HearthClipboardGuard
{
  GObject parent_instance;
  GdkClipboard *clipboard;
  GdkClipboard *primary; /* what is selected is published */
  guint timeout_id;
};

G_DEFINE_FINAL_TYPE (HearthClipboardGuard, hearth_clipboard_guard, G_TYPE_OBJECT)

static void
clear_if_ours (GdkClipboard *clipboard)
{
  if (gdk_clipboard_is_local (clipboard))
    gdk_clipboard_set_content (clipboard, NULL);
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  HearthClipboardGuard *self = HEARTH_CLIPBOARD_GUARD (user_data);

  self->timeout_id = 0;
  clear_if_ours (self->clipboard);
  return G_SOURCE_REMOVE;
}

static gboolean
is_marked (GdkContentProvider *content)
{
  g_autoptr (GdkContentFormats) formats = gdk_content_provider_ref_formats (content);

  return gdk_content_formats_contain_mime_type (formats, HINT_TYPE);
}

static void
mark_as_secret (GdkClipboard *clipboard, GdkContentProvider *content)
{
  g_autoptr (GBytes) hint = g_bytes_new_static (HINT, strlen (HINT));
  GdkContentProvider *parts[2] = { g_object_ref (content),
                                   gdk_content_provider_new_for_bytes (HINT_TYPE, hint) };
  g_autoptr (GdkContentProvider) marked =
      gdk_content_provider_new_union (parts, G_N_ELEMENTS (parts));

  gdk_clipboard_set_content (clipboard, marked);
}

/* Setting the marked content comes back here: it is then found marked. */
static void
on_changed_cb (GdkClipboard *clipboard, HearthClipboardGuard *self)
{
  GdkContentProvider *content = gdk_clipboard_get_content (clipboard);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (!gdk_clipboard_is_local (clipboard) || content == NULL)
    return;
  if (!is_marked (content))
    {
      mark_as_secret (clipboard, content);
      return;
    }
  self->timeout_id = g_timeout_add_seconds (HEARTH_CLIPBOARD_SECONDS, on_timeout_cb, self);
}

static void
hearth_clipboard_guard_dispose (GObject *object)
{
  HearthClipboardGuard *self = HEARTH_CLIPBOARD_GUARD (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->clipboard);
  g_clear_object (&self->primary);
  G_OBJECT_CLASS (hearth_clipboard_guard_parent_class)->dispose (object);
}

static void
hearth_clipboard_guard_class_init (HearthClipboardGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_clipboard_guard_dispose;
}

static void
hearth_clipboard_guard_init (HearthClipboardGuard *self)
{
}

HearthClipboardGuard *
hearth_clipboard_guard_new (GdkDisplay *display)
{
  HearthClipboardGuard *self = g_object_new (HEARTH_TYPE_CLIPBOARD_GUARD, NULL);

  self->clipboard = g_object_ref (gdk_display_get_clipboard (display));
  self->primary = g_object_ref (gdk_display_get_primary_clipboard (display));
  g_signal_connect_object (self->clipboard, "changed", G_CALLBACK (on_changed_cb), self, 0);
  return self;
}

void
hearth_clipboard_guard_clear (HearthClipboardGuard *self)
{
  g_return_if_fail (HEARTH_IS_CLIPBOARD_GUARD (self));

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  clear_if_ours (self->clipboard);
  clear_if_ours (self->primary);
}
