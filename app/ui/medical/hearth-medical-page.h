/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-records-page.h"

G_BEGIN_DECLS

/**
 * HearthMedicalPage:
 *
 * What clinicians find, measure and give: allergies first, for whoever opens the case.
 */
#define HEARTH_TYPE_MEDICAL_PAGE (hearth_medical_page_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthMedicalPage, hearth_medical_page, HEARTH, MEDICAL_PAGE, HearthRecordsPage)

G_END_DECLS
