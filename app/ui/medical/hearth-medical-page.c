/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-medical-page.h"

#include "hearth-answers-box.h"
#include "hearth-body-box.h"
#include "hearth-check-catalogue.h"
#include "hearth-feeding-card.h"
#include "hearth-weight-card.h"

struct _HearthMedicalPage
{
  HearthRecordsPage parent_instance;
  HearthAnswersBox *answers;
  /* NULL: the login does not hold the compartment. */
  HearthFeedingCard *feeding;
  HearthWeightCard *weight;
  HearthCheckCatalogue *catalogue;
  HearthBodyBox *body;
};

G_DEFINE_FINAL_TYPE (HearthMedicalPage, hearth_medical_page, HEARTH_TYPE_RECORDS_PAGE)

static void
hearth_medical_page_show_more (HearthRecordsPage *page, HearthCase *kase, gboolean is_other)
{
  HearthMedicalPage *self = HEARTH_MEDICAL_PAGE (page);
  HearthContext *context =
      hearth_desk_get_context (hearth_case_page_get_desk (HEARTH_CASE_PAGE (page)));

  hearth_answers_box_show_case (self->answers, kase);
  if (self->catalogue == NULL || context == NULL)
    return;
  hearth_feeding_card_show_case (self->feeding, context, kase);
  hearth_weight_card_show_case (self->weight, kase);
  hearth_check_catalogue_show_case (self->catalogue, kase);
  hearth_body_box_show_case (self->body, kase);
}

static gboolean
hearth_medical_page_show_draft (HearthCasePage *page)
{
  HearthMedicalPage *self = HEARTH_MEDICAL_PAGE (page);

  return hearth_answers_box_show_draft (self->answers) ||
         HEARTH_CASE_PAGE_CLASS (hearth_medical_page_parent_class)->show_draft (page) ||
         (self->body != NULL && hearth_body_box_show_draft (self->body));
}

static void
hearth_medical_page_constructed (GObject *object)
{
  HearthMedicalPage *self = HEARTH_MEDICAL_PAGE (object);
  HearthRecordsPage *page = HEARTH_RECORDS_PAGE (object);
  HearthDesk *desk = hearth_case_page_get_desk (HEARTH_CASE_PAGE (page));

  G_OBJECT_CLASS (hearth_medical_page_parent_class)->constructed (object);
  self->answers = HEARTH_ANSWERS_BOX (hearth_answers_box_new (desk));
  hearth_records_page_append (page, GTK_WIDGET (self->answers));
  if (hearth_records_page_get_section (page, "check") == NULL)
    return;
  self->catalogue = HEARTH_CHECK_CATALOGUE (hearth_check_catalogue_new (desk));
  self->weight = HEARTH_WEIGHT_CARD (hearth_weight_card_new ());
  self->feeding = HEARTH_FEEDING_CARD (hearth_feeding_card_new ());
  self->body = HEARTH_BODY_BOX (hearth_body_box_new (desk));
  hearth_records_page_add (page, GTK_WIDGET (self->feeding), NULL);
  hearth_records_page_add (page, GTK_WIDGET (self->catalogue), "vitals");
  hearth_records_page_add (page, GTK_WIDGET (self->weight), "vitals");
  hearth_records_page_append (page, GTK_WIDGET (self->body));
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
