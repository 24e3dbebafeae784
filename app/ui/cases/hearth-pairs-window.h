/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthPairsWindow:
 *
 * Cases of the whole vault that may be of one person, two at a time side by side, with the reasons in words. A
 * person says whether it is one; nothing is merged, and what was said stays said. Keys: 1, 2 and 3 decide, Page
 * Up and Page Down turn, Ctrl+Z takes the last word back.
 */
#define HEARTH_TYPE_PAIRS_WINDOW (hearth_pairs_window_get_type ())
G_DECLARE_FINAL_TYPE (HearthPairsWindow, hearth_pairs_window, HEARTH, PAIRS_WINDOW, AdwWindow)

GtkWidget *hearth_pairs_window_new (GtkWindow *parent, HearthDesk *desk);

G_END_DECLS
