/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The invented health of the invented people. Part of hearth-demo. */
#pragma once

#include "hearth-case.h"
#include "hearth-command.h"
#include "hearth-demo-data.h"

G_BEGIN_DECLS

/**
 * HearthDemoHealth:
 * @index: of the person in the list
 *
 * One invented person whose records are being made. All borrowed.
 */
typedef struct
{
  HearthCommand *command;
  HearthCase *kase;
  HearthPackSet *packs;
  const HearthDemoData *data;
  guint index;
  HearthDate today;
} HearthDemoHealth;

/* Weights, the assessment of feeding, allergies, medicines and referrals, as the flags of the person say. */
void hearth_demo_add_health (const HearthDemoHealth *self);
/* The checks that the done step @template_id stands for, the first of them with @result. */
void hearth_demo_add_checks (const HearthDemoHealth *self,
                             const char *template_id,
                             const char *result,
                             HearthDate day);

G_END_DECLS
