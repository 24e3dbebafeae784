/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-query.h"
#include "hearth-id.h"
#include "hearth-pack-set.h"

G_BEGIN_DECLS

/** HearthViewFilter: one condition of a view. */
typedef struct
{
  char *field; /* as hearth_case_query_add_filter () takes it */
  char *value;
} HearthViewFilter;

/**
 * HearthSavedView:
 * @id: zero: what the list shows when its user comes back
 * @name: NULL for that one
 * @place: which list it is a look of: NULL: that of the cases
 * @filters: (element-type HearthViewFilter): in the order in which they were chosen, no two alike
 * @sort: as hearth_case_query_set_sort () takes it
 * @columns: (element-type utf8): of the table, beside the name; their meaning is the window's
 * @is_table: a table rather than tiles beside the case
 *
 * How a user looks at the list of cases. A plain owned value; any thread.
 */
typedef struct
{
  HearthId id;
  char *name;
  char *place;
  GPtrArray *filters;
  char *sort;
  gboolean is_descending;
  GPtrArray *columns;
  gboolean is_table;
} HearthSavedView;

HearthSavedView *hearth_saved_view_new (void) G_GNUC_WARN_UNUSED_RESULT;
HearthSavedView *hearth_saved_view_copy (const HearthSavedView *self) G_GNUC_WARN_UNUSED_RESULT;
void hearth_saved_view_free (HearthSavedView *self);
/* Whether both show the same; id and name aside. */
gboolean hearth_saved_view_looks_like (const HearthSavedView *self, const HearthSavedView *other);

void hearth_saved_view_set_name (HearthSavedView *self, const char *name);
void hearth_saved_view_set_place (HearthSavedView *self, const char *place);
void hearth_saved_view_set_columns (HearthSavedView *self, const char *const *columns);
void hearth_saved_view_set_sort (HearthSavedView *self, const char *sort, gboolean is_descending);
/* NULL: no filter on the field. Of the flags several may be asked for. */
const char *hearth_saved_view_get_filter (const HearthSavedView *self, const char *field);
gboolean hearth_saved_view_has_filter (const HearthSavedView *self,
                                       const char *field,
                                       const char *value);
void hearth_saved_view_add_filter (HearthSavedView *self, const char *field, const char *value);
void hearth_saved_view_remove_filter (HearthSavedView *self, const char *field, const char *value);
void hearth_saved_view_clear_filters (HearthSavedView *self);

HearthCaseQuery *hearth_saved_view_make_query (const HearthSavedView *self,
                                               const char *text,
                                               HearthDate today,
                                               HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;

/* The look as text for the table of views, and back. */
char *hearth_saved_view_to_text (const HearthSavedView *self) G_GNUC_WARN_UNUSED_RESULT;
HearthSavedView *hearth_saved_view_from_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthSavedView, hearth_saved_view_free)

G_END_DECLS
