/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthLockKeys:
 *
 * The keys that lock, in every window of the program, in its dialogs and in its open menus, before
 * whatever has the focus sees them. Signals ::lock (Ctrl+L) and ::panic.
 */
#define HEARTH_TYPE_LOCK_KEYS (hearth_lock_keys_get_type ())
G_DECLARE_FINAL_TYPE (HearthLockKeys, hearth_lock_keys, HEARTH, LOCK_KEYS, GObject)

#define HEARTH_LOCK_KEYS_PANIC "<Control><Shift>l"

/* @panic: as gtk_accelerator_parse() takes it; what it does not take leaves the default. */
HearthLockKeys *hearth_lock_keys_new (const char *panic) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
