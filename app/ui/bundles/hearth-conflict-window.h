/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthConflictWindow:
 *
 * The open questions between two hospitals' entries, one after the other: what we say, what they say, what
 * was there before. 1 and 2 keep a side, 3 goes to the field where another value is written. A decision is a
 * change like any other, and taking it back brings the question back. Nothing is decided for all at once.
 */
#define HEARTH_TYPE_CONFLICT_WINDOW (hearth_conflict_window_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthConflictWindow, hearth_conflict_window, HEARTH, CONFLICT_WINDOW, AdwWindow)

/* @case_id: (nullable): %NULL: of all cases and of what is shared. */
GtkWidget *hearth_conflict_window_present (GtkWidget *parent,
                                           HearthDesk *desk,
                                           const HearthId *case_id);

G_END_DECLS
