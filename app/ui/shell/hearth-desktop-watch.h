/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HearthDesktopWatch:
 *
 * Signal ::lock when the desktop is locked, another user takes its place, or the computer is about to
 * sleep; the sleep is held back until the handlers have returned. What a computer does not have, a bus,
 * logind, a screen saver, is left out without a word.
 */
#define HEARTH_TYPE_DESKTOP_WATCH (hearth_desktop_watch_get_type ())
G_DECLARE_FINAL_TYPE (HearthDesktopWatch, hearth_desktop_watch, HEARTH, DESKTOP_WATCH, GObject)

HearthDesktopWatch *hearth_desktop_watch_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
