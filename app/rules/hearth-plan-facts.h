/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-pack-set.h"

G_BEGIN_DECLS

/**
 * HearthPlanDay:
 *
 * The dates of a case that plans ask for.
 */
typedef enum
{
  HEARTH_PLAN_DAY_TODAY,
  HEARTH_PLAN_DAY_BIRTH,
  HEARTH_PLAN_DAY_CAPTURED,
  HEARTH_PLAN_DAY_RELEASED,
  HEARTH_PLAN_DAY_ARRIVED,
} HearthPlanDay;

#define HEARTH_PLAN_N_DAYS 5

/**
 * HearthPlanFacts:
 *
 * What is known of a case, as far as plans need it: named facts with one or more values (`category`,
 * `branch`, `condition`, `flag`, `sex`, …), dates, and when documents were received. A fact that is
 * not known is simply not there. One owner, one thread.
 */
typedef struct _HearthPlanFacts HearthPlanFacts;

HearthPlanFacts *hearth_plan_facts_new (void) G_GNUC_WARN_UNUSED_RESULT;
HearthPlanFacts *hearth_plan_facts_copy (const HearthPlanFacts *self) G_GNUC_WARN_UNUSED_RESULT;
void hearth_plan_facts_free (HearthPlanFacts *self);
void hearth_plan_facts_add (HearthPlanFacts *self, const char *fact, const char *value);
gboolean hearth_plan_facts_has (const HearthPlanFacts *self, const char *fact, const char *value);
gboolean hearth_plan_facts_knows (const HearthPlanFacts *self, const char *fact);
void hearth_plan_facts_set_day (HearthPlanFacts *self, HearthPlanDay which, HearthDate date);
HearthDate hearth_plan_facts_get_day (const HearthPlanFacts *self, HearthPlanDay which);
void hearth_plan_facts_set_received (HearthPlanFacts *self, const char *document, HearthDate date);
HearthDate hearth_plan_facts_get_received (const HearthPlanFacts *self, const char *document);
char *hearth_plan_facts_dup_key (const HearthPlanFacts *self,
                                 GHashTable *asked) G_GNUC_WARN_UNUSED_RESULT;
void hearth_plan_facts_derive (HearthPlanFacts *self, HearthPackSet *packs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthPlanFacts, hearth_plan_facts_free)

G_END_DECLS
