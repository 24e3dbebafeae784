/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-contacts.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthContactWindow:
 *
 * What an owner decides about one contact: which parts may go to it and which are taken from it; that its laptop was
 * lost, or that it is no longer wanted. Signal ::changed after each act.
 */
#define HEARTH_TYPE_CONTACT_WINDOW (hearth_contact_window_get_type ())
G_DECLARE_FINAL_TYPE (HearthContactWindow, hearth_contact_window, HEARTH, CONTACT_WINDOW, AdwWindow)

GtkWidget *hearth_contact_window_new (GtkWindow *parent,
                                      HearthDesk *desk,
                                      const HearthContact *contact);

G_END_DECLS
