/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching people everywhere: who has the words that were typed, best first, and where they stand.
 * Reader thread. */
#pragma once

#include "hearth-db.h"
#include "hearth-id.h"
#include "hearth-search.h"

G_BEGIN_DECLS

/** HearthSearchHit: Owned plain value. */
typedef struct
{
  HearthId case_id;
  char *number;
  char *name;          /* as much as is known */
  char *matched;       /* id of the field of the person in which most was found */
  char *variant;       /* what stands in that field: the spelling, the call sign, the number */
  HearthSearchHow how; /* of the words found in that field, the least exact */
  double score;        /* 0 to 1; 1: every word typed stands there whole */
} HearthSearchHit;
void hearth_search_hit_free (HearthSearchHit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthSearchHit, hearth_search_hit_free)

/* (element-type HearthSearchHit) best first, then by name; at most @limit, 0: no limit. */
GPtrArray *hearth_search_query_run (HearthDb *db, HearthSearch *search, guint limit, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/** HearthSearchMatch: where the words typed stand in one person. Owned plain value. */
typedef struct
{
  const char *field;   /* id; NULL: nowhere */
  char *variant;       /* what stands in it */
  HearthSearchHow how; /* the least exact of its words */
} HearthSearchMatch;
void hearth_search_match_clear (HearthSearchMatch *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HearthSearchMatch, hearth_search_match_clear)
gboolean hearth_search_query_match (
    HearthDb *db, HearthSearch *search, gint64 row_id, HearthSearchMatch *match, GError **error);

G_END_DECLS
