/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthKeyWindow:
 *
 * Asks for the "age1…" key of a receiver who has no Hearth, and for a name. Signal ::given with both, the key first.
 */
#define HEARTH_TYPE_KEY_WINDOW (hearth_key_window_get_type ())
G_DECLARE_FINAL_TYPE (HearthKeyWindow, hearth_key_window, HEARTH, KEY_WINDOW, AdwWindow)

GtkWidget *hearth_key_window_new (GtkWindow *parent, HearthDesk *desk);

G_END_DECLS
