/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-calendar.h"

G_BEGIN_DECLS

/**
 * HearthPlanAnchor:
 * @HEARTH_PLAN_ANCHOR_NONE: the step has no due date
 * @HEARTH_PLAN_ANCHOR_RELEASE: counts from the day of release
 * @HEARTH_PLAN_ANCHOR_ARRIVAL: counts from the arrival at the facility
 * @HEARTH_PLAN_ANCHOR_STEP: counts from the day on which another step was done
 * @HEARTH_PLAN_ANCHOR_DOCUMENT: counts from the day on which a document was received
 */
typedef enum
{
  HEARTH_PLAN_ANCHOR_NONE,
  HEARTH_PLAN_ANCHOR_RELEASE,
  HEARTH_PLAN_ANCHOR_ARRIVAL,
  HEARTH_PLAN_ANCHOR_STEP,
  HEARTH_PLAN_ANCHOR_DOCUMENT,
} HearthPlanAnchor;

typedef enum
{
  HEARTH_PLAN_UNIT_DAYS,
  HEARTH_PLAN_UNIT_WORKING_DAYS,
  HEARTH_PLAN_UNIT_MONTHS,
} HearthPlanUnit;

/* A fact that must have one of some values. */
typedef struct
{
  char *fact;
  char **values;
} HearthPlanCondition;

/**
 * HearthPlanTemplate:
 * @entry: the pack's entry: titles, source, what "done" needs
 * @index: position in the plan
 * @document: (nullable): the document that it ends with
 * @applies_for: (nullable): the document that it is the application for
 * @due_start: first day of the window, or -1
 * @due_offset: last day, or -1 if @repeats says it
 * @is_inclusive: the anchor's own day is the first that counts
 * @is_legal: an act sets the term
 * @is_on_request: planned only when a person has added it
 * @repeats: (array length=n_repeats): offsets, each one occurrence of the step; empty: one occurrence
 * @prerequisites: (element-type GStrv): of each list one step must be done
 *
 * One kind of step, parsed and checked. Owned by its #HearthPlanTemplates.
 */
typedef struct
{
  const HearthPackEntry *entry;
  const char *id;
  const char *track;
  const char *role;
  const char *document;
  const char *applies_for;
  guint index;
  HearthPlanAnchor anchor;
  const char *anchor_id;
  int due_start;
  int due_offset;
  HearthPlanUnit unit;
  gboolean is_inclusive;
  gboolean is_legal;
  gboolean is_on_request;
  int *repeats;
  guint n_repeats;
  GPtrArray *conditions;
  GPtrArray *prerequisites;
} HearthPlanTemplate;

/**
 * HearthPlanTemplates:
 *
 * All step kinds of a pack set with the calendar they count on. Immutable and counted; any thread.
 */
typedef struct _HearthPlanTemplates HearthPlanTemplates;

HearthPlanTemplates *hearth_plan_templates_new (HearthPackSet *packs,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthPlanTemplates *hearth_plan_templates_new_checked (HearthPackSet *packs, GPtrArray *problems)
    G_GNUC_WARN_UNUSED_RESULT;
HearthPlanTemplates *hearth_plan_templates_ref (HearthPlanTemplates *self);
void hearth_plan_templates_unref (HearthPlanTemplates *self);

HearthPackSet *hearth_plan_templates_get_packs (HearthPlanTemplates *self);
HearthCalendar *hearth_plan_templates_get_calendar (HearthPlanTemplates *self);
guint hearth_plan_templates_get_n (HearthPlanTemplates *self);
const HearthPlanTemplate *hearth_plan_templates_get (HearthPlanTemplates *self, guint index);
const HearthPlanTemplate *hearth_plan_templates_lookup (HearthPlanTemplates *self, const char *id);
GHashTable *hearth_plan_templates_get_asked (HearthPlanTemplates *self);
HearthDate hearth_plan_templates_count (
    HearthPlanTemplates *self, HearthPlanUnit unit, HearthDate from, int n, gboolean is_inclusive);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthPlanTemplates, hearth_plan_templates_unref)

G_END_DECLS
