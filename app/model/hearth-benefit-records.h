/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records of a case on which its benefits rest, wherever they were read. Any thread. */
#pragma once

#include "hearth-benefit.h"
#include "hearth-record.h"

G_BEGIN_DECLS

/**
 * HearthBenefitRecords:
 *
 * All arrays are (element-type HearthRecord), without deleted ones; empty where the login may not read.
 * Borrowed.
 */
typedef struct
{
  const HearthRecord *person;
  GPtrArray *captivity;
  GPtrArray *contacts;
  GPtrArray *pay;
  GPtrArray *shares;
  GPtrArray *stays;
  GPtrArray *disabilities;
  GPtrArray *payments;
  GPtrArray *claims;
  HearthDate today;
} HearthBenefitRecords;

HearthBenefitFacts *hearth_benefit_records_make_facts (
    const HearthBenefitRecords *self, HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
const HearthPackEntry *hearth_benefit_get_counting (HearthPackSet *packs);

/* A year of an annual aid that a relative drew, so that it is neither owed nor paid to the person. */
gboolean _hearth_benefit_is_drawn_year (HearthPackSet *packs, const HearthRecord *payment);

G_END_DECLS
