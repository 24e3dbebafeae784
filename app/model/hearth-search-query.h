/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching people everywhere: who has words that begin as typed, best first. Reader thread. */
#pragma once

#include "hearth-db.h"
#include "hearth-id.h"

G_BEGIN_DECLS

/** HearthSearchHit: Owned plain value. */
typedef struct
{
  HearthId case_id;
  char *number;
  char *name;    /* as much as is known */
  char *matched; /* id of the field of the person in which most was found */
  double score;  /* 0 to 1; 1: every word typed stands there whole */
} HearthSearchHit;
void hearth_search_hit_free (HearthSearchHit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthSearchHit, hearth_search_hit_free)

/* (element-type HearthSearchHit) best first, then by name; at most @limit, 0: no limit. Empty if @text has
 * no word. */
GPtrArray *hearth_search_query_run (HearthDb *db, const char *text, guint limit, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
