/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-medical-page.h"

#include "hearth-body-box.h"

struct _HearthMedicalPage
{
  HearthRecordsPage parent_instance;
  HearthBodyBox *body; /* NULL: the login does not hold the compartment */
};

G_DEFINE_FINAL_TYPE (HearthMedicalPage, hearth_medical_page, HEARTH_TYPE_RECORDS_PAGE)

static void
hearth_medical_page_show_more (HearthRecordsPage *page, HearthCase *kase, gboolean is_other)
{
  HearthMedicalPage *self = HEARTH_MEDICAL_PAGE (page);

  if (self->body != NULL)
    hearth_body_box_show_case (self->body, kase);
}

static gboolean
hearth_medical_page_show_draft (HearthCasePage *page)
{
  HearthMedicalPage *self = HEARTH_MEDICAL_PAGE (page);

  return HEARTH_CASE_PAGE_CLASS (hearth_medical_page_parent_class)->show_draft (page) ||
         (self->body != NULL && hearth_body_box_show_draft (self->body));
}

static void
hearth_medical_page_constructed (GObject *object)
{
  HearthMedicalPage *self = HEARTH_MEDICAL_PAGE (object);

  G_OBJECT_CLASS (hearth_medical_page_parent_class)->constructed (object);
  if (hearth_records_page_get_section (HEARTH_RECORDS_PAGE (self), "check") == NULL)
    return;
  self->body =
      HEARTH_BODY_BOX (hearth_body_box_new (hearth_case_page_get_desk (HEARTH_CASE_PAGE (self))));
  hearth_records_page_append (HEARTH_RECORDS_PAGE (self), GTK_WIDGET (self->body));
}

static void
hearth_medical_page_class_init (HearthMedicalPageClass *klass)
{
  static const char *const kinds[] = { "allergy",          "vitals",   "feeding",  "check",
                                       "restricted_check", "medicine", "referral", NULL };

  G_OBJECT_CLASS (klass)->constructed = hearth_medical_page_constructed;
  HEARTH_CASE_PAGE_CLASS (klass)->show_draft = hearth_medical_page_show_draft;
  HEARTH_RECORDS_PAGE_CLASS (klass)->kinds = kinds;
  HEARTH_RECORDS_PAGE_CLASS (klass)->show_more = hearth_medical_page_show_more;
}

static void
hearth_medical_page_init (HearthMedicalPage *self)
{
}
