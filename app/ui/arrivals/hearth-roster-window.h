/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthRosterWindow:
 *
 * Importing a list in three steps: file → columns → preview; then everybody at once or nobody.
 * Closes itself when the import is done or the vault is locked.
 */
#define HEARTH_TYPE_ROSTER_WINDOW (hearth_roster_window_get_type ())
G_DECLARE_FINAL_TYPE (HearthRosterWindow, hearth_roster_window, HEARTH, ROSTER_WINDOW, AdwWindow)

HearthRosterWindow *hearth_roster_window_new (GtkWindow *parent,
                                              HearthDesk *desk) G_GNUC_WARN_UNUSED_RESULT;
/* Goes on to the columns of @file, as if it had been chosen. */
void hearth_roster_window_open (HearthRosterWindow *self, GFile *file);

G_END_DECLS
