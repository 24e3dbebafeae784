/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of packs for benefits (domain 4): rules are kinds with parameters, not a programming language.
 * Constant, any thread. */
#include "config.h"

#include "hearth-pack-schema.h"

#define MAX_KOP 2000000000

/* Rule: `one-off` at the release; `per-year` in captivity; `monthly` at a rate, by the days of each month;
 * `retained-pay`: monthly at the person's own pay; `month-of-pay` once a calendar year; `inpatient`: monthly
 * while in hospital for MinDays or more; `multiple-of-minimum` by the group of the disability; `non-cash`: a
 * right, with Days as its clock, again and again if Renews. Open: what the facts do not tell, so that the sum
 * is only what it may come to at most. For `others`: never for who was released, named for the ledger only. */
static const HearthPackKey benefit_keys[] = {
  { "Code", HEARTH_PACK_TEXT, .is_required = TRUE },
  { "Rule", HEARTH_PACK_CHOICE,
    "one-off per-year monthly retained-pay month-of-pay inpatient multiple-of-minimum non-cash",
    .is_required = TRUE },
  { "For", HEARTH_PACK_CHOICE, "everybody military civilian others", .is_required = TRUE },
  { "Shared", HEARTH_PACK_BOOL }, /* with relatives, by the share regimes */
  { "Wound", HEARTH_PACK_BOOL },  /* only stays for a wound */
  { "UnderAge", HEARTH_PACK_NUMBER, .min = 1, .max = 120 }, /* at the release */
  { "MinDays", HEARTH_PACK_NUMBER, .min = 1, .max = 3660 },
  { "Times", HEARTH_PACK_NUMBER, .min = 1, .max = 12 }, /* of `month-of-pay`, in a year */
  { "Open", HEARTH_PACK_LOCAL },
  { "Days", HEARTH_PACK_NUMBER, .min = 1, .max = 3660 },
  { "Renews", HEARTH_PACK_BOOL },
  { "Payer", HEARTH_PACK_LOCAL, .is_required = TRUE },
  { "Papers", HEARTH_PACK_LABELS },
  { "PaperIds", HEARTH_PACK_LIST }, /* one for each, of a document where there is one */
  { "SubmitStep", HEARTH_PACK_REF, "step" },
  { "SettleStep", HEARTH_PACK_REF, "step" },
  { "AnswerClock", HEARTH_PACK_REF, "clock" },
  { "AppealClock", HEARTH_PACK_REF, "clock" },
  { "Deadline", HEARTH_PACK_LOCAL },
  { "Obstacle", HEARTH_PACK_LOCAL },
  { NULL },
};

/* In kopiykas, from day to day, under one act. */
static const HearthPackKey benefit_rate_keys[] = {
  { "Of", HEARTH_PACK_REF, "benefit", .is_required = TRUE },
  { "Kop", HEARTH_PACK_NUMBER, .min = 1, .max = MAX_KOP, .is_required = TRUE },
  { NULL },
};

static const HearthPackKey benefit_factor_keys[] = {
  { "Of", HEARTH_PACK_REF, "benefit", .is_required = TRUE },
  { "Group", HEARTH_PACK_CHOICE, "I II III", .is_required = TRUE },
  { "Link", HEARTH_PACK_CHOICE, "duty service", .is_required = TRUE },
  { "Times", HEARTH_PACK_NUMBER, .min = 1, .max = 1000, .is_required = TRUE },
  { NULL },
};

/* Where acts disagree the house chooses, and the choice is printed with every sum. */
static const HearthPackKey counting_keys[] = {
  { "AnnualRule", HEARTH_PACK_CHOICE, "full_12_month calendar_year_touched calendar_year_full",
    .is_required = TRUE },
  { "CountCaptureDay", HEARTH_PACK_BOOL },
  { "CountReleaseDay", HEARTH_PACK_BOOL },
  { NULL },
};

/* Of 1 January of the year that ValidFrom begins. */
static const HearthPackKey minimum_keys[] = {
  { "Kop", HEARTH_PACK_NUMBER, .min = 1, .max = MAX_KOP, .is_required = TRUE },
  { NULL },
};

/* Line `order`: as the person ordered, which takes the place of the others. */
static const HearthPackKey share_regime_keys[] = {
  { "Line", HEARTH_PACK_CHOICE, "first second order", .is_required = TRUE },
  { "Percent", HEARTH_PACK_NUMBER, .min = 0, .max = 100, .is_required = TRUE },
  { NULL },
};

/* UntilAge: from this birthday on as Then. */
static const HearthPackKey share_relation_keys[] = {
  { "Line", HEARTH_PACK_CHOICE, "first second", .is_required = TRUE },
  { "UntilAge", HEARTH_PACK_NUMBER, .min = 1, .max = 120 },
  { "Then", HEARTH_PACK_REF, "share-relation" },
  { "Relations", HEARTH_PACK_REFS, "relation" },
  { NULL },
};

const HearthPackKind _hearth_pack_benefit_kinds[] = {
  { "benefit", benefit_keys, .is_named = TRUE },
  { "benefit-factor", benefit_factor_keys },
  { "benefit-rate", benefit_rate_keys },
  { "counting", counting_keys },
  { "minimum", minimum_keys },
  { "share-regime", share_regime_keys },
  { "share-relation", share_relation_keys, .is_named = TRUE },
};

const gsize _hearth_pack_n_benefit_kinds = G_N_ELEMENTS (_hearth_pack_benefit_kinds);
