/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-documents-page.h"

struct _HearthDocumentsPage
{
  HearthRecordsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (HearthDocumentsPage, hearth_documents_page, HEARTH_TYPE_RECORDS_PAGE)

static void
hearth_documents_page_class_init (HearthDocumentsPageClass *klass)
{
  static const char *const kinds[] = { "document", "letter", NULL };

  HEARTH_RECORDS_PAGE_CLASS (klass)->kinds = kinds;
}

static void
hearth_documents_page_init (HearthDocumentsPage *self)
{
}
