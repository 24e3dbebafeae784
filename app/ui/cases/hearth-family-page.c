/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-family-page.h"

#include "hearth-record-section.h"

struct _HearthFamilyPage
{
  HearthCasePage parent_instance;
  HearthRecordSection *contacts;
  HearthRecordSection *attorneys;
};

G_DEFINE_FINAL_TYPE (HearthFamilyPage, hearth_family_page, HEARTH_TYPE_CASE_PAGE)

static void
hearth_family_page_show_case (HearthCasePage *page, HearthCase *kase, gboolean is_other)
{
  HearthFamilyPage *self = HEARTH_FAMILY_PAGE (page);

  hearth_record_section_show_case (self->contacts, kase);
  hearth_record_section_show_case (self->attorneys, kase);
}

static gboolean
hearth_family_page_show_draft (HearthCasePage *page)
{
  HearthFamilyPage *self = HEARTH_FAMILY_PAGE (page);

  return hearth_record_section_show_draft (self->contacts) ||
         hearth_record_section_show_draft (self->attorneys);
}

static void
hearth_family_page_constructed (GObject *object)
{
  HearthFamilyPage *self = HEARTH_FAMILY_PAGE (object);
  HearthDesk *desk = hearth_case_page_get_desk (HEARTH_CASE_PAGE (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  G_OBJECT_CLASS (hearth_family_page_parent_class)->constructed (object);
  self->contacts = HEARTH_RECORD_SECTION (hearth_record_section_new (desk, "contact"));
  self->attorneys = HEARTH_RECORD_SECTION (hearth_record_section_new (desk, "attorney"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->contacts));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->attorneys));
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
hearth_family_page_class_init (HearthFamilyPageClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = hearth_family_page_constructed;
  HEARTH_CASE_PAGE_CLASS (klass)->show_case = hearth_family_page_show_case;
  HEARTH_CASE_PAGE_CLASS (klass)->show_draft = hearth_family_page_show_draft;
}

static void
hearth_family_page_init (HearthFamilyPage *self)
{
}
