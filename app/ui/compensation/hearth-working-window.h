/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-benefits.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthWorkingWindow:
 *
 * How the sum of one benefit was counted: every period with its days, the length of its month, the rate, the
 * factor, the amount and the act, and below them the choices that were made. Action working.copy (Ctrl+C).
 */
#define HEARTH_TYPE_WORKING_WINDOW (hearth_working_window_get_type ())
G_DECLARE_FINAL_TYPE (HearthWorkingWindow, hearth_working_window, HEARTH, WORKING_WINDOW, AdwWindow)

/* @benefit: id of the pack */
void hearth_working_window_present (GtkWindow *parent,
                                    HearthDesk *desk,
                                    HearthCase *kase,
                                    const char *benefit);

G_END_DECLS
