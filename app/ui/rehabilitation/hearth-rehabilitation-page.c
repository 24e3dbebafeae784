/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-rehabilitation-page.h"

struct _HearthRehabilitationPage
{
  HearthRecordsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (HearthRehabilitationPage, hearth_rehabilitation_page, HEARTH_TYPE_RECORDS_PAGE)

static void
hearth_rehabilitation_page_class_init (HearthRehabilitationPageClass *klass)
{
  static const char *const kinds[] = { "rehabilitation", "goal",       "session",
                                       "measure",        "prosthesis", NULL };

  HEARTH_RECORDS_PAGE_CLASS (klass)->kinds = kinds;
}

static void
hearth_rehabilitation_page_init (HearthRehabilitationPage *self)
{
}
