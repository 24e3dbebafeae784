/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-benefit-facts.h"
#include "hearth-span.h"

G_BEGIN_DECLS

typedef enum
{
  HEARTH_RECIPIENT_PERSON, /* what was deposited for them too */
  HEARTH_RECIPIENT_RELATIVES,
  HEARTH_N_RECIPIENTS,
} HearthRecipient;

/**
 * HearthBenefitLine:
 * @benefit: of kind `benefit`
 * @source: (nullable): the dated entry that gave the rate; %NULL: the person's own pay
 * @from: first day that counts
 * @to: last day that counts
 * @n_days: how many days between count
 * @month_days: days of the calendar month; 0: the rate is not for a month
 * @rate_kop: for a month, a year, or once
 * @times: by how much the rate is multiplied where there is no month
 * @percent: of the recipient, if it was the same on all days; 100: all of it, -1: it changed
 *
 * One line of the working. The amount is rounded to the kopiyka, half up.
 */
typedef struct
{
  const HearthPackEntry *benefit;
  const HearthPackEntry *source;
  HearthDate from;
  HearthDate to;
  int n_days;
  int month_days;
  gint64 rate_kop;
  int times;
  int percent;
  HearthRecipient to_whom;
  gint64 amount_kop;
} HearthBenefitLine;

/* Why a benefit has a minimum and a maximum. */
typedef enum
{
  HEARTH_BENEFIT_OPEN_DATES = 1 << 0,  /* a date is known in part only */
  HEARTH_BENEFIT_OPEN_END = 1 << 1,    /* nobody knows whether it has ended */
  HEARTH_BENEFIT_OPEN_SERVED = 1 << 2, /* soldier or civilian */
  HEARTH_BENEFIT_OPEN_FACTS = 1 << 3,  /* what `Open` of the benefit says */
} HearthBenefitOpen;

/**
 * HearthBenefitTotal:
 * @sum_kop: what is sure; the sum of the lines
 * @max_kop: what it may come to at most; @sum_kop if nothing is open
 * @open: #HearthBenefitOpen bits
 */
typedef struct
{
  const HearthPackEntry *benefit;
  gint64 sum_kop;
  gint64 max_kop;
  gint64 by_recipient[HEARTH_N_RECIPIENTS];
  guint open;
} HearthBenefitTotal;

/* A right without a sum: @days is how long it lasts, 0 if for good. */
typedef struct
{
  const HearthPackEntry *benefit;
  HearthDate from;
  int n_days;
  gboolean renews;
} HearthBenefitRight;

/**
 * HearthBenefits:
 * @lines: (element-type HearthBenefitLine)
 * @totals: (element-type HearthBenefitTotal): in the order of the pack
 * @rights: (element-type HearthBenefitRight)
 * @captivity: (element-type HearthSpan): the days that surely count, each once
 */
typedef struct
{
  GArray *lines;
  GArray *totals;
  GArray *rights;
  GArray *captivity;
} HearthBenefits;

HearthBenefits *hearth_benefits_compute (HearthPackSet *packs,
                                         const HearthBenefitFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
void hearth_benefits_free (HearthBenefits *self);
const HearthBenefitTotal *hearth_benefits_find_total (const HearthBenefits *self, const char *code);

char *hearth_benefit_line_dup_factor (const HearthBenefitLine *line) G_GNUC_WARN_UNUSED_RESULT;
const char *hearth_benefit_line_get_source (const HearthBenefitLine *line, const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBenefits, hearth_benefits_free)

G_END_DECLS
