/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case has a right to and what came of it: the facts of its records, computed by the packs, beside the
 * ledger. */
#pragma once

#include "hearth-benefit.h"
#include "hearth-case.h"

G_BEGIN_DECLS

/**
 * HearthBenefitAccount:
 * @benefit: (nullable): of kind `benefit`; %NULL: the ledger names something else
 * @name: what the ledger calls it, or the code
 * @sum_kop: what is sure by the facts
 * @paid_kop: less what was paid back
 * @owed_kop: sum − paid − waived; below zero: more was paid than the facts give
 */
typedef struct
{
  const HearthPackEntry *benefit;
  char *name;
  gint64 sum_kop;
  gint64 max_kop;
  gint64 paid_kop;
  gint64 waived_kop;
  gint64 owed_kop;
} HearthBenefitAccount;

/**
 * HearthCaseBenefits:
 * @accounts: (element-type HearthBenefitAccount): in the order of the pack, then what else the ledger names
 */
typedef struct
{
  HearthBenefitFacts *facts;
  HearthBenefits *benefits;
  GArray *accounts;
} HearthCaseBenefits;

HearthCaseBenefits *hearth_case_benefits_new (HearthCase *kase,
                                              HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
void hearth_case_benefits_free (HearthCaseBenefits *self);
HearthBenefitFacts *hearth_case_make_benefit_facts (HearthCase *kase,
                                                    HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCaseBenefits, hearth_case_benefits_free)

G_END_DECLS
