/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-papers.h"

#include "hearth-case-sheet.h"
#include "hearth-injury-sheet.h"
#include "hearth-medical-sheet.h"
#include "hearth-plan-sheet.h"

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
};

const HearthCasePaper *
hearth_case_papers_get_all (guint *n_papers)
{
  *n_papers = G_N_ELEMENTS (papers);
  return papers;
}
