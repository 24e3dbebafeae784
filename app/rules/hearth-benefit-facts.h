/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-pack-set.h"

G_BEGIN_DECLS

typedef enum
{
  HEARTH_SERVED_UNKNOWN,
  HEARTH_SERVED_MILITARY,
  HEARTH_SERVED_CIVILIAN,
} HearthServed;

/* How the years of the annual aid are counted (domain 4.3, rule B). */
typedef enum
{
  HEARTH_ANNUAL_FULL_12_MONTH,
  HEARTH_ANNUAL_CALENDAR_YEAR_TOUCHED,
  HEARTH_ANNUAL_CALENDAR_YEAR_FULL,
} HearthAnnualRule;

/* A period of captivity; each end may be known in part or not at all. */
typedef struct
{
  HearthPartialDate from;
  HearthPartialDate to;
} HearthBenefitCaptivity;

/* @to: %HEARTH_DATE_NONE until the next, or still. */
typedef struct
{
  HearthDate from;
  HearthDate to;
  gint64 base_kop; /* a month */
} HearthBenefitPay;

typedef struct
{
  const HearthPackEntry *relation; /* of kind `share-relation` */
  HearthDate from;                 /* %HEARTH_DATE_NONE: always */
  HearthDate to;
  HearthDate birth; /* of the relative; %HEARTH_DATE_NONE: not known */
} HearthBenefitRelative;

/* From its day until that of the next one. */
typedef struct
{
  HearthDate from;
  int percent; /* to all relatives together */
} HearthBenefitOrder;

typedef struct
{
  HearthDate from;
  HearthDate to;
  gboolean is_wound;
} HearthBenefitStay;

typedef struct
{
  const char *group; /* "I", "II", "III"; a constant */
  const char *link;  /* "duty", "service"; a constant */
  HearthDate set_on; /* first */
} HearthBenefitDisability;

/**
 * HearthBenefitFacts:
 * @as_of: nothing after that day counts; %HEARTH_DATE_NONE: all that is known
 * @captivity: (element-type HearthBenefitCaptivity)
 * @pay: (element-type HearthBenefitPay): in the order of their days
 * @family: (element-type HearthBenefitRelative)
 * @orders: (element-type HearthBenefitOrder): in the order of their days
 * @inpatient: (element-type HearthBenefitStay)
 * @disability: (element-type HearthBenefitDisability)
 * @drawn_years: (element-type int): calendar years of the annual aid that the family drew, each once
 *
 * What is known of a person. What is not known is empty, never guessed.
 */
typedef struct
{
  HearthServed served;
  HearthPartialDate birth;
  HearthPartialDate released;
  HearthDate as_of;
  GArray *captivity;
  GArray *pay;
  GArray *family;
  GArray *orders;
  GArray *inpatient;
  GArray *disability;
  GArray *drawn_years;
  HearthAnnualRule annual_rule;
  gboolean counts_capture_day;
  gboolean counts_release_day;
} HearthBenefitFacts;

HearthBenefitFacts *hearth_benefit_facts_new (void) G_GNUC_WARN_UNUSED_RESULT;
HearthBenefitFacts *hearth_benefit_facts_parse (HearthPackSet *packs,
                                                const json_t *json,
                                                char **where,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthBenefitFacts *hearth_benefit_facts_copy (const HearthBenefitFacts *self)
    G_GNUC_WARN_UNUSED_RESULT;
void hearth_benefit_facts_free (HearthBenefitFacts *self);
void hearth_benefit_facts_add_drawn_year (HearthBenefitFacts *self, int year);

const HearthPackEntry *hearth_share_relation_find (HearthPackSet *packs, const char *word);
const HearthPackEntry *hearth_benefit_find (HearthPackSet *packs, const char *name);

const char *hearth_annual_rule_to_id (HearthAnnualRule rule);
gboolean hearth_annual_rule_from_id (const char *id, HearthAnnualRule *rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBenefitFacts, hearth_benefit_facts_free)

G_END_DECLS
