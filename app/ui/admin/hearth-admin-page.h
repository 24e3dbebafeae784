/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-place-page.h"

G_BEGIN_DECLS

/**
 * HearthAdminPage:
 *
 * Administration: a list of sections, each of which is a HearthPlacePage without a header bar, made
 * when it is first opened. A new one is a line in the table of the .c file.
 */
#define HEARTH_TYPE_ADMIN_PAGE (hearth_admin_page_get_type ())
G_DECLARE_FINAL_TYPE (HearthAdminPage, hearth_admin_page, HEARTH, ADMIN_PAGE, HearthPlacePage)

/* @section: its id, or NULL for the list. */
void hearth_admin_page_open (HearthAdminPage *self, const char *section);

G_END_DECLS
