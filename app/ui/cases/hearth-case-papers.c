/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-papers.h"

#include "hearth-account-sheet.h"
#include "hearth-case-benefits.h"
#include "hearth-case-sheet.h"
#include "hearth-injury-sheet.h"
#include "hearth-medical-sheet.h"
#include "hearth-plan-sheet.h"
#include "hearth-working-sheet.h"

#include <glib/gi18n.h>

static HearthPages *
make_plan (HearthContext *context,
           HearthCase *kase,
           const HearthRecord *record,
           const char *language,
           gboolean is_ticked)
{
  return hearth_pages_new_flow (hearth_plan_sheet_new (context, kase, language));
}

static HearthPages *
make_summary (HearthContext *context,
              HearthCase *kase,
              const HearthRecord *record,
              const char *language,
              gboolean is_ticked)
{
  return hearth_pages_new_flow (hearth_case_sheet_new (context, kase, language));
}

static HearthPages *
make_injuries (HearthContext *context,
               HearthCase *kase,
               const HearthRecord *record,
               const char *language,
               gboolean is_ticked)
{
  return hearth_pages_new_flow (hearth_injury_sheet_new (context, kase, language, is_ticked));
}

static HearthPages *
make_medical (HearthContext *context,
              HearthCase *kase,
              const HearthRecord *record,
              const char *language,
              gboolean is_ticked)
{
  return hearth_pages_new_flow (hearth_medical_sheet_new (context, kase, language, is_ticked));
}

static HearthPages *
make_account (HearthContext *context,
              HearthCase *kase,
              const HearthRecord *record,
              const char *language,
              gboolean is_ticked)
{
  return hearth_pages_new_flow (hearth_account_sheet_new (context, kase, language));
}

static HearthPages *
make_working (HearthContext *context,
              HearthCase *kase,
              const HearthRecord *record,
              const char *language,
              gboolean is_ticked)
{
  g_autoptr (HearthCaseBenefits) counted =
      hearth_case_benefits_new (kase, hearth_context_get_packs (context));

  return hearth_pages_new_flow (hearth_working_sheet_new (
      counted, hearth_record_get_text (hearth_case_get_person (kase), "number"),
      hearth_case_get_today (kase), language));
}

static const HearthCasePaper papers[] = {
  { "plan", N_ ("Plan for the person"),
    N_ ("What happens next, when, where and what to bring, in plain words and large type. Nothing "
        "medical or restricted stands on it."),
    "plan.pdf", HEARTH_COMPARTMENT_CORE, .make = make_plan },
  { "summary", N_ ("Case summary"),
    N_ ("For the file: person, captivity, contacts, stages, documents and the whole plan. Nothing "
        "medical or restricted stands on it."),
    "summary.pdf", HEARTH_COMPARTMENT_CORE, .make = make_summary },
  { "injuries", N_ ("Annex of injuries"),
    N_ ("After the Istanbul Protocol: the drawings with numbered marks, what was seen and told of "
        "each injury, and lines to sign on."),
    "annex.pdf", HEARTH_COMPARTMENT_MEDICAL, N_ ("With restricted injuries"),
    HEARTH_COMPARTMENT_RESTRICTED, make_injuries },
  { "medical", N_ ("Medical summary"),
    N_ ("For those who treat this person: allergies, feeding risk, medicines, checks with their "
        "results, vital signs and referrals. It is a medical secret."),
    "medical.pdf", HEARTH_COMPARTMENT_MEDICAL, N_ ("With restricted checks"),
    HEARTH_COMPARTMENT_RESTRICTED, make_medical },
  { "account", N_ ("Statement of account"),
    N_ ("For the person, and for nobody else without their consent: what the law gives, what was "
        "paid, what is owed, what it waits for and what to do next, in plain words."),
    "account.pdf", HEARTH_COMPARTMENT_BENEFITS, .make = make_account },
  { "working", N_ ("Working of the payments"),
    N_ ("How every sum was counted: periods, days, rates, factors and acts, and the choices that "
        "were made where sources disagree."),
    "working.pdf", HEARTH_COMPARTMENT_BENEFITS, .make = make_working },
};

const HearthCasePaper *
hearth_case_papers_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (g_str_equal (papers[i].id, id))
      return &papers[i];
  return NULL;
}

const HearthCasePaper *
hearth_case_papers_get_all (guint *n_papers)
{
  *n_papers = G_N_ELEMENTS (papers);
  return papers;
}
