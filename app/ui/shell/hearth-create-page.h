/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthCreatePage:
 *
 * Makes a vault with its first user, who is its owner, and unlocks the desk with it.
 * Property desk, construct only.
 */
#define HEARTH_TYPE_CREATE_PAGE (hearth_create_page_get_type ())
G_DECLARE_FINAL_TYPE (HearthCreatePage, hearth_create_page, HEARTH, CREATE_PAGE, AdwBin)

G_END_DECLS
