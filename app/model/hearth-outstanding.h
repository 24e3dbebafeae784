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

typedef struct
{
  guint n_people, n_rows;
  guint n_overdue; /* rows whose due date is past */
  guint n_blocked; /* rows with a blocker */
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
} HearthOutstandingGroup;
void hearth_outstanding_group_free (HearthOutstandingGroup *self);

/* @rows: (element-type HearthStepRow). Most people first. */
GPtrArray *hearth_outstanding_group (GPtrArray *rows,
                                     HearthOutstandingGrouping by,
                                     HearthDate as_of) G_GNUC_WARN_UNUSED_RESULT;
HearthOutstandingFigures hearth_outstanding_total (GPtrArray *rows, HearthDate as_of);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthOutstandingGroup, hearth_outstanding_group_free)

G_END_DECLS
