/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One transaction of one compartment file, in which the commits of one act are written. */
#pragma once

#include "hearth-command-private.h"
#include "hearth-journal.h"
#include "hearth-lines-ahead.h"
#include "hearth-writer.h"

G_BEGIN_DECLS

typedef struct _HearthWriteSession HearthWriteSession;

/* @is_long: it may write more than fits in memory. */
HearthWriteSession *_hearth_write_session_begin (const HearthWriter *writer,
                                                 HearthCompartment cmp,
                                                 gboolean is_long,
                                                 const HearthId *act,
                                                 HearthChangeSet *changes,
                                                 GError **error);
/* Before anything is written: all steps of so many cases are about to come, if they are new, or to go, and
 * until the end nobody asks which ones are open. Commands for other cases come before those for new ones. */
gboolean _hearth_write_session_expect_plans (HearthWriteSession *self,
                                             guint n_cases,
                                             gboolean are_new,
                                             GError **error);
/* (transfer none): the lines that it has read. */
HearthLineCache *_hearth_write_session_get_cache (HearthWriteSession *self);
/* FALSE with an error, or without one if *verdict says stale or denied: roll back then. */
gboolean _hearth_write_session_apply (HearthWriteSession *self,
                                      const HearthCommand *command,
                                      HearthResult *verdict,
                                      GError **error);
/* What follows begins cases: @next is asked for it on a thread of its own, which has the session's lines until
 * _hearth_lines_ahead_stop(). Each part goes to the function below and nothing to the one above. */
HearthLinesAhead *_hearth_write_session_go_ahead (HearthWriteSession *self,
                                                  HearthNextNewFunc next,
                                                  gpointer data,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean _hearth_write_session_apply_ahead (HearthWriteSession *self,
                                            const HearthPartAhead *part,
                                            HearthResult *verdict,
                                            GError **error);
/* Looks at the operations of this compartment without writing. */
gboolean _hearth_write_session_check (const HearthWriter *writer,
                                      HearthCompartment cmp,
                                      const HearthCommand *command,
                                      HearthChangeSet *changes,
                                      HearthResult *verdict,
                                      GError **error);
/* Commits; *range is what was written, last_n 0 if nothing was. */
gboolean _hearth_write_session_end (HearthWriteSession *self,
                                    HearthLineRange *range,
                                    GError **error);
/* Rolls back unless ended, and frees. */
void _hearth_write_session_free (HearthWriteSession *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthWriteSession, _hearth_write_session_free)

G_END_DECLS
