/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that happened in a case, newest first, a page at a time: the records of all compartments that
 * this login holds, by the dates that the registry names. Reader thread. */
#pragma once

#include "hearth-db.h"
#include "hearth-record.h"

G_BEGIN_DECLS

/** HearthTimelineEntry: one date of one record. A period of captivity has two. Owned plain value. */
typedef struct
{
  const HearthField
      *field; /* whose date it is; NULL: none is known, it is when it was written down */
  HearthPartialDate date; /* year 0 without @field */
  gint64 written_ms;      /* of the first line, since 1970 UTC */
  HearthRecord *record;
} HearthTimelineEntry;

/** HearthTimeline: a page. Owned plain value. */
typedef struct
{
  GPtrArray *entries; /* HearthTimelineEntry */
  guint n_total;      /* of all pages */
  GHashTable *counts; /* kind id (static) -> number of entries, whatever was asked for */
} HearthTimeline;

/** HearthTimelineQuestion: @kind: (nullable): an id; %NULL: all. */
typedef struct
{
  HearthId case_id;
  const char *kind;
  guint offset;
  guint limit;
} HearthTimelineQuestion;

HearthTimeline *hearth_timeline_query_run (HearthDb *db,
                                           const HearthTimelineQuestion *question,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_timeline_free (HearthTimeline *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthTimeline, hearth_timeline_free)

G_END_DECLS
