/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files of hearth-benefit only. */
#pragma once

#include "hearth-benefit.h"

G_BEGIN_DECLS

/**
 * HearthBenefitDays:
 * @captivity: merged, with the options of counting the ends
 * @stays: [1] for wounds; merged
 * @released: %HEARTH_DATE_NONE: not known, or after the day of the computation
 * @other_release: what the release may be as well, if its date is known in part; else @released
 * @is_most: of what may be, the most
 * @open: #HearthBenefitOpen bits of the dates of captivity
 * @stays_open: the same of the stays
 *
 * The facts with every date decided, the one way or the other.
 */
typedef struct
{
  GArray *captivity;
  GArray *stays[2];
  HearthDate released;
  HearthDate other_release;
  gboolean is_most;
  guint open;
  guint stays_open;
} HearthBenefitDays;

void _hearth_benefit_days_init (HearthBenefitDays *self,
                                const HearthBenefitFacts *facts,
                                gboolean is_most);
void _hearth_benefit_days_clear (HearthBenefitDays *self);

/* What relatives get from that day on, in per cent, until the next. */
typedef struct
{
  HearthDate from;
  int percent;
} HearthBenefitShare;

GArray *_hearth_benefit_list_shares (HearthPackSet *packs, const HearthBenefitFacts *facts);

/* Where lines are written; @lines NULL: only the sum is asked for. */
typedef struct
{
  HearthPackSet *packs;
  const HearthBenefitFacts *facts;
  const HearthBenefitDays *days;
  const GArray *shares; /* HearthBenefitShare, the first from the beginning of time */
  const HearthPackEntry *benefit;
  GArray *lines;
  gint64 sum_kop;
} HearthBenefitWork;

void _hearth_benefit_add (HearthBenefitWork *self, const HearthBenefitLine *line);
void _hearth_benefit_add_months (HearthBenefitWork *self, const GArray *spans);
void _hearth_benefit_add_pay (HearthBenefitWork *self, const GArray *spans);

G_END_DECLS
