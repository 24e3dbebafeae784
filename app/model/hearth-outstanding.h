/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures and groups of what is outstanding (product 7), over the rows of hearth_step_query_outstanding ().
 * Pure. An amount that is not known is not reported, never as 0. */
#pragma once

#include "hearth-step-query.h"

G_BEGIN_DECLS

typedef enum
{
  HEARTH_OUTSTANDING_BY_BENEFIT, /* its code; the template of a step to none, a document */
  HEARTH_OUTSTANDING_BY_BLOCKER,
  HEARTH_OUTSTANDING_BY_EVENT,
  HEARTH_OUTSTANDING_BY_FACILITY,
  HEARTH_OUTSTANDING_BY_UNIT,
  HEARTH_OUTSTANDING_BY_OWNER,
  HEARTH_N_OUTSTANDING_GROUPINGS,
} HearthOutstandingGrouping;

/* "benefit", "blocker", ... (cli) */
const char *hearth_outstanding_grouping_get_name (HearthOutstandingGrouping by);
gboolean hearth_outstanding_grouping_from_name (const char *name, HearthOutstandingGrouping *out);
/* What @row is grouped by; NULL: none. Lent by the row. */
const char *hearth_outstanding_get_key (const HearthStepRow *row, HearthOutstandingGrouping by);

/* Whether @row waits for somebody who is not here. */
gboolean hearth_outstanding_is_waiting (const HearthStepRow *row);
/* Days from release: 0-30, 31-90, 91-180, more. */
#define HEARTH_OUTSTANDING_N_AGES 4
guint hearth_outstanding_get_age (gint64 days); /* which of them */

typedef struct
{
  guint n_people, n_rows;
  guint n_overdue; /* rows whose due date is past */
  guint n_blocked; /* rows with a blocker */
  guint n_waiting; /* rows that wait for somebody else */
  guint n_remind;  /* rows to be remembered on the day, or before it */
  guint n_people_aged[HEARTH_OUTSTANDING_N_AGES]; /* each by what is oldest of theirs */
  gint64 oldest_age_days;
  gint64 owed_kop;
  gint64 overpaid_kop; /* apart: what one got too much, another still waits for */
  gboolean is_owed_known;
} HearthOutstandingFigures;

/** HearthOutstandingGroup: Owned plain value. */
typedef struct
{
  char *key; /* NULL: those that have none */
  HearthOutstandingFigures figures;
  GPtrArray *rows; /* (element-type HearthStepRow): lent by what was grouped, in its order */
} HearthOutstandingGroup;
void hearth_outstanding_group_free (HearthOutstandingGroup *self);

/* @rows: (element-type HearthStepRow). Most people first. */
GPtrArray *hearth_outstanding_group (GPtrArray *rows,
                                     HearthOutstandingGrouping by,
                                     HearthDate as_of) G_GNUC_WARN_UNUSED_RESULT;
/* One for each person, in the order in which they first come; the key is the number of the case. */
GPtrArray *hearth_outstanding_group_people (GPtrArray *rows,
                                            HearthDate as_of) G_GNUC_WARN_UNUSED_RESULT;
HearthOutstandingFigures hearth_outstanding_total (GPtrArray *rows, HearthDate as_of);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthOutstandingGroup, hearth_outstanding_group_free)

G_END_DECLS
