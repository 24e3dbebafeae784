/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the list of cases can show, sort by and be filtered by: one table for headers, rows, menus and
 * chips. */
#pragma once

#include "hearth-case-query.h"
#include "hearth-line-column.h"
#include "hearth-view-keeper.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** HearthCaseColumn: a row of the table. */
typedef HearthLineColumn HearthCaseColumn;

/** HearthCaseFilterField: what can be filtered by. */
typedef struct
{
  const char *field;
  const char *title; /* N_ () */
  const char *pack;  /* kind of pack of the values, NULL: text of people */
  const char *yes;   /* N_ (): the only choice, for conditions that hold or not */
} HearthCaseFilterField;

/* The name, which is always the first. */
const HearthCaseColumn *hearth_case_columns_get_name (void);
/* The others, in the order in which they are offered. */
const HearthCaseColumn *hearth_case_columns_get_all (guint *n_columns);
const HearthCaseColumn *hearth_case_columns_find (const char *id);
const char *const *hearth_case_columns_get_default (void);
/* FALSE: this login may not read it. */
gboolean hearth_case_columns_is_offered (const HearthCaseColumn *column, HearthDesk *desk);
/* Whether a sort that is chosen anew begins with the greatest. */
gboolean hearth_case_columns_is_first_down (const char *sort);
/* The name and all that @view shows, (element-type HearthCaseColumn). */
GPtrArray *hearth_case_columns_list (const HearthSavedView *view) G_GNUC_WARN_UNUSED_RESULT;
/* Room at the end of each line, in which the header has its menu of columns. */
#define HEARTH_CASE_COLUMNS_END 40
/* The name and what @view shows, as many as fit into @width; (element-type HearthCaseColumn). @widths:
 * (out): pixels of each, (element-type int). */
GPtrArray *hearth_case_columns_place (const HearthSavedView *view,
                                      GtkWidget *widget,
                                      int width,
                                      GArray **widths) G_GNUC_WARN_UNUSED_RESULT;
/* What a cell reads; NULL: nothing is known. */
char *hearth_case_columns_dup_text (const HearthCaseColumn *column,
                                    const HearthCaseRow *row,
                                    HearthViewKeeper *keeper) G_GNUC_WARN_UNUSED_RESULT;

const HearthCaseFilterField *hearth_case_filter_fields_get (guint *n_fields);
const HearthCaseFilterField *hearth_case_filter_fields_find (const char *field);
/* "Reception", "Overdue": as a chip or a menu has it. */
char *hearth_case_filter_fields_dup_value (const HearthCaseFilterField *field,
                                           const char *value,
                                           HearthViewKeeper *keeper) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
