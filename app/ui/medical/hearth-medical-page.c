/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-medical-page.h"

struct _HearthMedicalPage
{
  HearthRecordsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (HearthMedicalPage, hearth_medical_page, HEARTH_TYPE_RECORDS_PAGE)

static void
hearth_medical_page_class_init (HearthMedicalPageClass *klass)
{
  static const char *const kinds[] = { "allergy",          "vitals",   "feeding",  "check",
                                       "restricted_check", "medicine", "referral", NULL };

  HEARTH_RECORDS_PAGE_CLASS (klass)->kinds = kinds;
}

static void
hearth_medical_page_init (HearthMedicalPage *self)
{
}
