/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthWhatIfWindow:
 *
 * What the sums of a case would be if dates were others or days were counted in another way, beside what they are.
 * It knows no way to write: everything is gone when it is closed, and it says so. Action trial.reset: as it is.
 */
#define HEARTH_TYPE_WHAT_IF_WINDOW (hearth_what_if_window_get_type ())
G_DECLARE_FINAL_TYPE (HearthWhatIfWindow, hearth_what_if_window, HEARTH, WHAT_IF_WINDOW, AdwWindow)

void hearth_what_if_window_present (GtkWindow *parent, HearthDesk *desk, HearthCase *kase);

G_END_DECLS
