/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-contacts.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthOwnCard:
 *
 * The card of this vault: its name, the digits to read out, a code for a camera, and a way to save it as a file.
 */
#define HEARTH_TYPE_OWN_CARD (hearth_own_card_get_type ())
G_DECLARE_FINAL_TYPE (HearthOwnCard, hearth_own_card, HEARTH, OWN_CARD, AdwPreferencesGroup)

GtkWidget *hearth_own_card_new (HearthDesk *desk, const HearthContacts *contacts);

G_END_DECLS
