/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthWindow:
 *
 * Shows the unlock page while the desk is locked and the main page while it is unlocked. Its title
 * is the program's name, never a person's. Property desk, construct only.
 */
#define HEARTH_TYPE_WINDOW (hearth_window_get_type ())
G_DECLARE_FINAL_TYPE (HearthWindow, hearth_window, HEARTH, WINDOW, AdwApplicationWindow)

/* @settings: (nullable): where size and state are kept. */
HearthWindow *hearth_window_new (GtkApplication *application,
                                 HearthDesk *desk,
                                 GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
/* Makes every page anew, for another language. */
void hearth_window_rebuild (HearthWindow *self);
void hearth_window_open_demo (HearthWindow *self);
/* A bundle; while the vault is locked it waits until that is unlocked. */
void hearth_window_open_file (HearthWindow *self, GFile *file);

G_END_DECLS
