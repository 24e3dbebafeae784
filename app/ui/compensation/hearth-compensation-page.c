/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-compensation-page.h"

#include "hearth-account-list.h"
#include "hearth-benefit-letters.h"
#include "hearth-money-acts.h"
#include "hearth-money-summary.h"
#include "hearth-money-timeline.h"

struct _HearthCompensationPage
{
  HearthRecordsPage parent_instance;
  /* NULL: the login does not hold the compartment. */
  HearthMoneySummary *summary;
  HearthMoneyTimeline *timeline;
  HearthAccountList *accounts;
};

G_DEFINE_FINAL_TYPE (HearthCompensationPage, hearth_compensation_page, HEARTH_TYPE_RECORDS_PAGE)

static void
hearth_compensation_page_show_more (HearthRecordsPage *page, HearthCase *kase, gboolean is_other)
{
  HearthCompensationPage *self = HEARTH_COMPENSATION_PAGE (page);
  HearthDesk *desk = hearth_case_page_get_desk (HEARTH_CASE_PAGE (page));
  g_autoptr (HearthCaseBenefits) benefits = NULL;

  if (self->summary == NULL || hearth_desk_get_context (desk) == NULL)
    return;
  benefits = hearth_case_benefits_new (kase, hearth_desk_get_packs (desk));
  hearth_money_summary_show (self->summary, kase, benefits);
  hearth_money_timeline_show (self->timeline, kase, hearth_desk_get_packs (desk), benefits);
  hearth_account_list_show (self->accounts, kase, benefits);
}

static void
hearth_compensation_page_constructed (GObject *object)
{
  HearthCompensationPage *self = HEARTH_COMPENSATION_PAGE (object);
  HearthRecordsPage *page = HEARTH_RECORDS_PAGE (object);
  HearthDesk *desk = hearth_case_page_get_desk (HEARTH_CASE_PAGE (page));

  G_OBJECT_CLASS (hearth_compensation_page_parent_class)->constructed (object);
  if (hearth_records_page_get_section (page, "payment") == NULL)
    return;
  self->summary = HEARTH_MONEY_SUMMARY (hearth_money_summary_new ());
  self->accounts = HEARTH_ACCOUNT_LIST (hearth_account_list_new (desk));
  self->timeline = HEARTH_MONEY_TIMELINE (hearth_money_timeline_new ());
  hearth_records_page_add (page, GTK_WIDGET (self->accounts), NULL);
  hearth_records_page_add (page, GTK_WIDGET (self->timeline), NULL);
  hearth_benefit_letters_set_up (page);
  hearth_records_page_add (page, GTK_WIDGET (self->summary), NULL);
  hearth_records_page_add (page, hearth_money_acts_new (HEARTH_CASE_PAGE (page)), NULL);
}

static void
hearth_compensation_page_class_init (HearthCompensationPageClass *klass)
{
  static const char *const kinds[] = { "claim", "payment", "benefit_letter", "pay",
                                       "share", "stay",    "disability",     NULL };

  G_OBJECT_CLASS (klass)->constructed = hearth_compensation_page_constructed;
  HEARTH_RECORDS_PAGE_CLASS (klass)->kinds = kinds;
  HEARTH_RECORDS_PAGE_CLASS (klass)->show_more = hearth_compensation_page_show_more;
}

static void
hearth_compensation_page_init (HearthCompensationPage *self)
{
}
