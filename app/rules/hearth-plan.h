/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-plan-facts.h"
#include "hearth-plan-templates.h"
#include "hearth-step-state.h"

G_BEGIN_DECLS

/* Reasons that the plan itself writes into a step that no longer applies. A step that carries one
 * comes back when it applies again; one that a person closed does not. */
#define HEARTH_PLAN_REASON_CONDITION "plan:condition"
#define HEARTH_PLAN_REASON_VALIDITY "plan:validity"
#define HEARTH_PLAN_REASON_OCCURRENCE "plan:occurrence"
/* Why a medical check that a step stands for was not made; no plan takes these back. */
#define HEARTH_PLAN_REASON_REFUSED "check:refused"
#define HEARTH_PLAN_REASON_NOT_INDICATED "check:not-indicated"
/* Reasons that the record of a document writes into its steps. The steps open again with the record. */
#define HEARTH_PLAN_REASON_DOCUMENT_THERE "document:valid"
#define HEARTH_PLAN_REASON_DOCUMENT_NOT_NEEDED "document:not-needed"
/* As a claim writes it into its steps. */
#define HEARTH_PLAN_REASON_NO_RIGHT "claim:no-right"

/**
 * HearthPlanStep:
 * @template_id: id of the step kind
 * @occurrence: 1, or for a repeated step its offset (month 3 is 3)
 * @done_on: when it was done, or %HEARTH_DATE_NONE
 * @due: as stored
 * @reason: (nullable): why it was closed
 * @is_due_manual: a person set the due date; the plan leaves it alone
 *
 * A step that a case already has. Borrowed strings.
 */
typedef struct
{
  const char *template_id;
  int occurrence;
  HearthStepState state;
  HearthDate done_on;
  HearthDate due;
  const char *reason;
  gboolean is_due_manual;
} HearthPlanStep;

/**
 * HearthPlanAct:
 * @HEARTH_PLAN_KEEP: nothing to write, unless the item is redated
 * @HEARTH_PLAN_ADD: the case lacks this step
 * @HEARTH_PLAN_RETIRE: open, but it no longer applies: close as not applicable with the reason
 * @HEARTH_PLAN_REVIVE: the plan had retired it and it applies again: open it
 */
typedef enum
{
  HEARTH_PLAN_KEEP,
  HEARTH_PLAN_ADD,
  HEARTH_PLAN_RETIRE,
  HEARTH_PLAN_REVIVE,
} HearthPlanAct;

/**
 * HearthPlanItem:
 * @template: (nullable): %NULL if no pack knows the step; it is then kept as it is
 * @step: position in the steps given, or -1
 * @applies: whether the case should have the step
 * @retired_reason: (nullable): `HEARTH_PLAN_REASON_…` if @act is %HEARTH_PLAN_RETIRE
 * @state: what to show: planned or ready as computed, else the state given
 * @is_ready: all prerequisites are done; meaningful for open steps
 * @blocked_by: (array zero-terminated=1): ids of the step kinds that are waited for
 * @anchor: what the due date counts from; arrival falls back to release
 * @anchor_date: %HEARTH_DATE_NONE if not known yet
 * @start: first day of the window, or %HEARTH_DATE_NONE
 * @due: last day, or %HEARTH_DATE_NONE: no due date, or not to be told yet
 * @is_due_manual: a person set @due
 * @is_redated: @due differs from the one given, and the step is open
 *
 * One line of a plan.
 */
typedef struct
{
  const HearthPlanTemplate *template;
  char *template_id;
  int occurrence;
  int step;
  HearthPlanAct act;
  gboolean applies;
  const char *retired_reason;
  HearthStepState state;
  gboolean is_ready;
  char **blocked_by;
  HearthPlanAnchor anchor;
  HearthDate anchor_date;
  HearthDate start;
  HearthDate due;
  gboolean is_due_manual;
  gboolean is_redated;
} HearthPlanItem;

/**
 * HearthPlanRing:
 *
 * The four rings at the head of a case.
 */
typedef enum
{
  HEARTH_PLAN_RING_MEDICAL,
  HEARTH_PLAN_RING_DOCUMENTS,
  HEARTH_PLAN_RING_COMPENSATION,
  HEARTH_PLAN_RING_REHABILITATION,
} HearthPlanRing;

#define HEARTH_PLAN_N_RINGS 4

typedef struct
{
  guint n_done;
  guint n_total;
} HearthPlanProgress;

GPtrArray *hearth_plan_evaluate (HearthPlanTemplates *templates,
                                 const HearthPlanFacts *facts,
                                 const HearthPlanStep *steps,
                                 gsize n_steps) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_plan_dup_key (HearthPlanTemplates *templates,
                           const HearthPlanFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
int hearth_plan_ring_from_track (const char *track);
void hearth_plan_count_progress (GPtrArray *items,
                                 HearthPlanProgress progress[HEARTH_PLAN_N_RINGS]);

G_END_DECLS
