/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-place-page.h"

G_BEGIN_DECLS

/**
 * HearthPeoplePage:
 *
 * Who may open the vault and what each holds. Owners add people, help with a forgotten passphrase,
 * and take access away; others see who there is.
 */
#define HEARTH_TYPE_PEOPLE_PAGE (hearth_people_page_get_type ())
G_DECLARE_FINAL_TYPE (HearthPeoplePage, hearth_people_page, HEARTH, PEOPLE_PAGE, HearthPlacePage)

G_END_DECLS
