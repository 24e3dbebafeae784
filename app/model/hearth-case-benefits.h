/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case has a right to and what came of it: the facts of its records, computed by the packs, beside the
 * ledger. */
#pragma once

#include "hearth-benefit-records.h"
#include "hearth-case.h"

G_BEGIN_DECLS

typedef enum
{
  HEARTH_PAID_TO_PERSON,
  HEARTH_PAID_TO_RELATIVES,
  HEARTH_PAID_TO_DEPOSIT, /* for the person */
  HEARTH_N_PAID_TO,
} HearthBenefitPaidTo;

/**
 * HearthBenefitAccount:
 * @benefit: (nullable): of kind `benefit`; %NULL: the ledger names something else
 * @name: the code, or what the ledger calls it
 * @counted_kop: what is sure by the facts
 * @sum_kop: what the person is entitled to: what was counted, or what @override says, or nothing where the claim
 *   came to nothing for want of a right
 * @max_kop: what it may come to at most
 * @paid_kop: less what was paid back
 * @owed_kop: what is surely owed, sum − paid − waived; below zero: more was paid than @max_kop. Together: what is
 *   above zero
 * @owed_max_kop: what may be owed at most
 * @overpaid_kop: what was paid beyond @max_kop
 * @claim: (nullable): the newest claim that is on its way, or the last one
 * @override: (nullable): the claim by which a person decided on another sum
 */
typedef struct
{
  const HearthPackEntry *benefit;
  char *name;
  gint64 counted_kop;
  gint64 sum_kop;
  gint64 max_kop;
  gint64 paid_kop;
  gint64 paid_to[HEARTH_N_PAID_TO];
  gint64 waived_kop;
  gint64 owed_kop;
  gint64 owed_max_kop;
  gint64 overpaid_kop;
  gint64 claimed_kop;
  gint64 approved_kop;
  gint64 awaiting_kop;
  gint64 disputed_kop;
  HearthRecord *claim;
  HearthRecord *override;
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
HearthCaseBenefits *hearth_case_benefits_new_from (const HearthBenefitRecords *records,
                                                   HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
void hearth_case_benefits_free (HearthCaseBenefits *self);
void hearth_benefit_account_settle (HearthBenefitAccount *self);
/* All accounts together, without a benefit and a name. */
HearthBenefitAccount hearth_case_benefits_total (const HearthCaseBenefits *self);
/* NULL: there is none. */
const HearthBenefitAccount *hearth_case_benefits_find (const HearthCaseBenefits *self,
                                                       const char *benefit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCaseBenefits, hearth_case_benefits_free)

G_END_DECLS
