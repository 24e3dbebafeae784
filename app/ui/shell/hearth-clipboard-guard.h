/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define HEARTH_CLIPBOARD_SECONDS 30

/**
 * HearthClipboardGuard:
 *
 * What was copied here stays in the clipboard for half a minute, at most until the vault is locked or
 * the program ends: GTK would hand it to the clipboard's manager then. It is marked as a secret, which
 * the managers that know the mark do not keep. What other programs copied is not touched.
 */
#define HEARTH_TYPE_CLIPBOARD_GUARD (hearth_clipboard_guard_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthClipboardGuard, hearth_clipboard_guard, HEARTH, CLIPBOARD_GUARD, GObject)

HearthClipboardGuard *hearth_clipboard_guard_new (GdkDisplay *display) G_GNUC_WARN_UNUSED_RESULT;
/* Now. */
void hearth_clipboard_guard_clear (HearthClipboardGuard *self);

G_END_DECLS
