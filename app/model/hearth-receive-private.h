/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-command-private.h"
#include "hearth-journal-state.h"
#include "hearth-receive.h"

G_BEGIN_DECLS

/* One transaction of one file in which lines come into force or are set aside; what they touch is
 * projected before it ends. */
typedef struct
{
  const HearthWriter *writer; /* borrowed */
  HearthCompartment cmp;
  HearthChangeSet *changes; /* borrowed */
  HearthLineCache *cache;
  HearthProjector *projector;
  GArray *touched;         /* (element-type HearthId) in order */
  GHashTable *touched_set; /* HearthId */
  gint64 now_ms;
  gboolean is_dirty;
} HearthLineSession;

HearthLineSession *_hearth_line_session_begin (const HearthWriter *writer,
                                               HearthCompartment cmp,
                                               HearthChangeSet *changes,
                                               GError **error);
/* What follows from a line that came into force or went out of it. */
gboolean _hearth_line_session_touch (HearthLineSession *self,
                                     const HearthCommit *commit,
                                     GError **error);
/* As it, for records that may change their kind. */
gboolean _hearth_line_session_touch_anew (HearthLineSession *self,
                                          const HearthCommit *commit,
                                          GError **error);
gboolean _hearth_line_session_end (HearthLineSession *self, GError **error);
void _hearth_line_session_free (HearthLineSession *self);

/* Everything about a line but its signature. @waived: reasons that do not count, a bit for each. */
gboolean _hearth_line_session_judge (HearthLineSession *self,
                                     const HearthCommit *commit,
                                     guint waived,
                                     HearthAside *out,
                                     GError **error);
/* From the line alone: role, kind and form of one of its operations. */
gboolean _hearth_line_is_lawful (const HearthCommit *commit, const json_t *operation);
HearthAside _hearth_aside_of_author (HearthAuthorVerdict verdict);

/* The command that withdraws or brings back. */
HearthChangeSet *_hearth_receive_execute (const HearthWriter *writer,
                                          const HearthCommand *command,
                                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthLineSession, _hearth_line_session_free)

G_END_DECLS
