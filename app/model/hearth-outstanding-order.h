/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows of the board are shown, and in which order. Pure. */
#pragma once

#include "hearth-outstanding.h"

G_BEGIN_DECLS

typedef enum
{
  HEARTH_OUTSTANDING_SORT_AGE,
  HEARTH_OUTSTANDING_SORT_PERSON,
  HEARTH_OUTSTANDING_SORT_BENEFIT,
  HEARTH_OUTSTANDING_SORT_OWED,
  HEARTH_OUTSTANDING_SORT_BLOCKER,
  HEARTH_OUTSTANDING_SORT_WAITING,
  HEARTH_OUTSTANDING_SORT_OWNER,
  HEARTH_OUTSTANDING_SORT_REMIND,
  HEARTH_OUTSTANDING_SORT_DUE,
  HEARTH_N_OUTSTANDING_SORTS,
} HearthOutstandingSort;

/* "age", "person", "owed", ... */
const char *hearth_outstanding_sort_get_name (HearthOutstandingSort sort);
gboolean hearth_outstanding_sort_from_name (const char *name, HearthOutstandingSort *out);

/* @filter: "all", "people", "owed", "overdue", "blocked", "waiting", "remind", or "age-0" to "age-3"; another
 * lets everything through. (element-type HearthStepRow): lent by @rows, in their order. */
GPtrArray *hearth_outstanding_filter (GPtrArray *rows,
                                      const char *filter,
                                      HearthDate as_of) G_GNUC_WARN_UNUSED_RESULT;
/* In place. What has nothing to sort by comes last, either way; what is alike keeps its order. */
void hearth_outstanding_sort (GPtrArray *rows, HearthOutstandingSort sort, gboolean is_reversed);
/* Groups to which most is owed first, if that is asked for; otherwise they keep their order, or turn it. */
void hearth_outstanding_sort_groups (GPtrArray *groups,
                                     HearthOutstandingSort sort,
                                     gboolean is_reversed);

G_END_DECLS
