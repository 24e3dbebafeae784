/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exchange events with the people who came home in them, and whether their numbers may be told. */
#pragma once

#include "hearth-db.h"
#include "hearth-record.h"
#include "hearth-step-query.h"

G_BEGIN_DECLS

/** HearthEventRow: @n_people: cases of the event. Owned plain value. */
typedef struct
{
  HearthRecord *record;
  guint n_people;
} HearthEventRow;

void hearth_event_row_free (HearthEventRow *self);

/* (element-type HearthEventRow) newest first, those without a date last. */
GPtrArray *hearth_event_query_run (HearthDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The embargo (product 3). Every report and export asks one of these before it tells a number that
 * belongs to an event, or that is made from one. */
gboolean hearth_event_is_withheld (const HearthRecord *event);
gboolean hearth_event_may_tell_count (HearthDb *db,
                                      const HearthId *event,
                                      gboolean *may_tell,
                                      GError **error);
gboolean hearth_event_is_count (const HearthField *field);
gboolean hearth_event_leave_out_withheld (HearthDb *db,
                                          GPtrArray *rows,
                                          gboolean *has_left_out,
                                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthEventRow, hearth_event_row_free)

G_END_DECLS
