/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-query.h"
#include "hearth-row-set.h"

G_BEGIN_DECLS

/* One condition as a statement that gives the row ids for which it holds. */
typedef struct
{
  char *sql;
  char *first;   /* ?1, or NULL: not used */
  char *second;  /* ?2 */
  char *element; /* what the list in the second column must hold, or NULL */
  HearthId id;   /* ?1 of a field that holds an id */
  gboolean is_id;
  gboolean is_negated; /* the rows that the statement does not give */
} HearthCaseFilter;

typedef enum
{
  HEARTH_CASE_SORT_FIELD,
  HEARTH_CASE_SORT_RELEASED,
  HEARTH_CASE_SORT_OVERDUE,
  HEARTH_CASE_SORT_OWED,
} HearthCaseSort;

struct _HearthCaseQuery
{
  gatomicrefcount n_refs;
  HearthSearch *search; /* NULL: none */
  GPtrArray *filters;   /* HearthCaseFilter */
  HearthCaseSort sort;
  const HearthField *sort_field; /* for HEARTH_CASE_SORT_FIELD */
  GStrv value_order;             /* of sort_field; NULL: as the values themselves sort */
  gboolean is_descending;
  gboolean needs_steps;
  HearthDate today;
};

/* As hearth_case_query_run (), on another day than that of the query. @keys: of all cases. */
GArray *_hearth_case_query_run_on (HearthDb *db,
                                   const HearthCaseQuery *query,
                                   const GArray *keys,
                                   HearthDate today,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* All cases in the order of @query, whatever its filters and its text. */
GArray *_hearth_case_query_run_sort (HearthDb *db,
                                     const HearthCaseQuery *query,
                                     const GArray *keys,
                                     HearthDate today,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For ?1 of what depends on the day. */
char *_hearth_case_query_dup_day (HearthDate today) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type HearthRowSet) what each filter finds, in their order, then what the text finds; NULL with
 * an error. For hearth_case_query's own walks. */
GPtrArray *_hearth_case_query_run_filters (HearthDb *db,
                                           const HearthCaseQuery *query,
                                           const char *today,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean _hearth_case_query_wants (const HearthCaseQuery *query,
                                   const GPtrArray *sets,
                                   gint64 row_id);

/* hearth-case-filter-query.c: NULL for a field or value that cannot be asked for. */
HearthCaseFilter *_hearth_case_filter_new (const char *field,
                                           const char *value) G_GNUC_WARN_UNUSED_RESULT;
HearthCaseFilter *_hearth_case_filter_new_overdue (gboolean is_overdue) G_GNUC_WARN_UNUSED_RESULT;
HearthCaseFilter *_hearth_case_filter_new_conflict (gboolean is_in_conflict)
    G_GNUC_WARN_UNUSED_RESULT;
void _hearth_case_filter_free (HearthCaseFilter *self);
/* @today stands for ?1 in a filter that has no value of its own. */
HearthRowSet *_hearth_case_filter_run (HearthDb *db,
                                       const HearthCaseFilter *self,
                                       const char *today,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* hearth-case-order-query.c: all cases as one sort puts them, which holds until something is written. Counted,
 * never changed. */
typedef struct
{
  HearthCaseQuery *query; /* whose sort it is */
  HearthDate today;
  GArray *rows; /* gint64 */
} HearthCaseOrder;
HearthCaseOrder *_hearth_case_order_ref (HearthCaseOrder *self) G_GNUC_WARN_UNUSED_RESULT;
void _hearth_case_order_unref (HearthCaseOrder *self);

/* As _hearth_case_query_run_on (). @order: (inout) (transfer full) (nullable): one of the database as it is
 * now; replaced by that of @query where it is of another sort. What is given is not to be changed. */
GArray *_hearth_case_query_run_ordered (HearthDb *db,
                                        HearthCaseQuery *query,
                                        const GArray *keys,
                                        HearthDate today,
                                        HearthCaseOrder **order,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
