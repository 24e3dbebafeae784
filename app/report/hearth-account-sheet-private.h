/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a statement of account, each written by a file of its own. On the thread that lays the paper out. */
#pragma once

#include "hearth-account-words.h"
#include "hearth-case-benefits.h"
#include "hearth-flow.h"

G_BEGIN_DECLS

typedef struct
{
  HearthPackSet *packs;
  HearthPlanTemplates *templates;
  HearthCase *kase;
  const HearthCaseBenefits *counted;
  const char *language;
  const HearthAccountWords *words;
  HearthFlow *flow;
} HearthAccountSheet;

/* A sum of nothing is left out. */
void _hearth_account_add_sum (const HearthAccountSheet *self, const char *title, gint64 kop);
/* The title of what @field of @record says; without it the first of @titles. */
const char *_hearth_account_word_of (const HearthRecord *record,
                                     const char *field,
                                     const char *const *ids,
                                     const char *const *titles,
                                     guint n);

/* What was paid and noted for @account, a row each. */
void _hearth_account_add_entries (const HearthAccountSheet *self,
                                  const HearthBenefitAccount *account);
/* How far the claim is. */
void _hearth_account_add_claim (const HearthAccountSheet *self, const HearthRecord *claim);
/* What the plan knows of the benefit: what its open steps wait for, and the first of them. */
void _hearth_account_add_steps (const HearthAccountSheet *self,
                                const HearthBenefitAccount *account);

G_END_DECLS
