/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-place-page.h"

G_BEGIN_DECLS

/**
 * HearthContactsPage:
 *
 * The card of this vault, the vaults that bundles go to and come from, and which bundles went and came. A contact
 * is of use only after somebody typed the digits that the other side read out.
 */
#define HEARTH_TYPE_CONTACTS_PAGE (hearth_contacts_page_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthContactsPage, hearth_contacts_page, HEARTH, CONTACTS_PAGE, HearthPlacePage)

G_END_DECLS
