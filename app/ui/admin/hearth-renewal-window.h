/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthRenewalWindow:
 *
 * Renews the keys of parts of the vault: how far it is, a way to stop it, and what came of it.
 */
#define HEARTH_TYPE_RENEWAL_WINDOW (hearth_renewal_window_get_type ())
G_DECLARE_FINAL_TYPE (HearthRenewalWindow, hearth_renewal_window, HEARTH, RENEWAL_WINDOW, AdwWindow)

/* @lost: bit per compartment that somebody could read until now; none: what is unfinished, else all. */
GtkWidget *hearth_renewal_window_new (GtkWindow *parent, HearthDesk *desk, guint lost);

G_END_DECLS
