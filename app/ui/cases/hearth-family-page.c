/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-family-page.h"

struct _HearthFamilyPage
{
  HearthRecordsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (HearthFamilyPage, hearth_family_page, HEARTH_TYPE_RECORDS_PAGE)

static void
hearth_family_page_class_init (HearthFamilyPageClass *klass)
{
  static const char *const kinds[] = { "contact", "attorney", "consent", NULL };

  HEARTH_RECORDS_PAGE_CLASS (klass)->kinds = kinds;
}

static void
hearth_family_page_init (HearthFamilyPage *self)
{
}
