/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-records-page.h"

G_BEGIN_DECLS

/**
 * HearthDocumentsPage:
 *
 * The documents of the person, each from lost to handed over, and what was written for them.
 */
#define HEARTH_TYPE_DOCUMENTS_PAGE (hearth_documents_page_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthDocumentsPage, hearth_documents_page, HEARTH, DOCUMENTS_PAGE, HearthRecordsPage)

G_END_DECLS
