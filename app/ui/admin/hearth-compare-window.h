/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-contact-acts.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthCompareWindow:
 *
 * Comparing the fingerprint of a contact with the other side, in person or by telephone: they read, somebody here
 * types, and group by group it says whether it is the same. Signal ::verified.
 */
#define HEARTH_TYPE_COMPARE_WINDOW (hearth_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (HearthCompareWindow, hearth_compare_window, HEARTH, COMPARE_WINDOW, AdwWindow)

GtkWidget *hearth_compare_window_new (GtkWindow *parent,
                                      HearthDesk *desk,
                                      const HearthContactRow *contact);

G_END_DECLS
