/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-context.h"
#include "hearth-step-query.h"
#include "hearth-step-state.h"

G_BEGIN_DECLS

typedef enum
{
  HEARTH_STEP_GROUP_OVERDUE,
  HEARTH_STEP_GROUP_TODAY,
  HEARTH_STEP_GROUP_NEXT,
  HEARTH_STEP_GROUP_LATER,
  HEARTH_STEP_GROUP_CLOSED,
  HEARTH_N_STEP_GROUPS,
} HearthStepGroup;

/**
 * HearthStepItem:
 *
 * A step as a line on the screen shows it: texts in the window's language, made once from what the
 * layers below know. Immutable. All strings are (nullable) unless said, and live as long as the item.
 */
#define HEARTH_TYPE_STEP_ITEM (hearth_step_item_get_type ())
G_DECLARE_FINAL_TYPE (HearthStepItem, hearth_step_item, HEARTH, STEP_ITEM, GObject)

/* A step of an open case, with what the plan says of it. */
HearthStepItem *hearth_step_item_new_for_case (
    HearthContext *context, HearthCase *kase, const HearthCaseStep *step) G_GNUC_WARN_UNUSED_RESULT;
/* A step beside those of other people: with the person's name. */
HearthStepItem *hearth_step_item_new_for_row (HearthContext *context,
                                              const HearthStepRow *row,
                                              HearthDate today) G_GNUC_WARN_UNUSED_RESULT;

const HearthId *hearth_step_item_get_step_id (HearthStepItem *self);
const HearthId *hearth_step_item_get_case_id (HearthStepItem *self);
gint64 hearth_step_item_get_revision (HearthStepItem *self);
HearthStepState hearth_step_item_get_state (HearthStepItem *self);
HearthStepGroup hearth_step_item_get_group (HearthStepItem *self);
HearthDate hearth_step_item_get_due (HearthStepItem *self);
/* Days since the due date; 0 if it is not over or the step is closed. */
gint64 hearth_step_item_get_n_days_overdue (HearthStepItem *self);
const char *hearth_step_item_get_title (HearthStepItem *self);   /* never NULL */
const char *hearth_step_item_get_why (HearthStepItem *self);     /* the due date in words */
const char *hearth_step_item_get_person (HearthStepItem *self);  /* only beside other people's */
const char *hearth_step_item_get_blocked (HearthStepItem *self); /* what holds it up, in words */
const char *hearth_step_item_get_owner (HearthStepItem *self);
const char *hearth_step_item_get_track (HearthStepItem *self); /* id, never NULL */
gboolean hearth_step_item_is_urgent (HearthStepItem *self);    /* an alarm asks for it */
/* The day until which it is put off, still to come; or HEARTH_DATE_NONE. */
HearthDate hearth_step_item_get_put_off (HearthStepItem *self);
const char *hearth_step_item_get_template (HearthStepItem *self);
/* The record, of a step of an open case. */
HearthRecord *hearth_step_item_get_record (HearthStepItem *self);

/* The rule of the groups, for tests: which group a step is in. */
HearthStepGroup hearth_step_group_compute (HearthStepState state,
                                           HearthDate due,
                                           gboolean is_ready,
                                           HearthDate today);

G_END_DECLS
