/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-place-page.h"

G_BEGIN_DECLS

/**
 * HearthPacksPage:
 *
 * What the house reckons with: the packs with their entries, where each is from and how certain it is, and what
 * an owner or manager has put in the place of a shipped one.
 */
#define HEARTH_TYPE_PACKS_PAGE (hearth_packs_page_get_type ())
G_DECLARE_FINAL_TYPE (HearthPacksPage, hearth_packs_page, HEARTH, PACKS_PAGE, HearthPlacePage)

G_END_DECLS
