/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-records-page.h"

G_BEGIN_DECLS

/**
 * HearthFamilyPage:
 *
 * Who belongs to the person: contacts, what each may be told, and who may act for the person.
 */
#define HEARTH_TYPE_FAMILY_PAGE (hearth_family_page_get_type ())
G_DECLARE_FINAL_TYPE (HearthFamilyPage, hearth_family_page, HEARTH, FAMILY_PAGE, HearthRecordsPage)

G_END_DECLS
