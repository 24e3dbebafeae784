/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thread that makes and signs the lines of new cases while the writer writes those before them. It asks
 * nothing of the database. */
#pragma once

#include "hearth-line-composer.h"

G_BEGIN_DECLS

typedef struct _HearthLinesAhead HearthLinesAhead;

/** HearthPartAhead: one part of a long act. */
typedef struct
{
  HearthCommand *command; /* NULL: there are no more, or @error says why */
  GPtrArray *prepared;    /* (element-type HearthPreparedOperation) */
  GPtrArray *lines;       /* (element-type HearthComposedLine); NULL if refused */
  HearthResult verdict;
  GError *error;
} HearthPartAhead;

/* @composer and @data belong to the thread until _hearth_lines_ahead_stop(). */
HearthLinesAhead *_hearth_lines_ahead_start (HearthLineComposer *composer,
                                             HearthCompartment cmp,
                                             HearthNextNewFunc next,
                                             gpointer data,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer none): waits for the next part; the one before it is no longer there. */
const HearthPartAhead *_hearth_lines_ahead_pop (HearthLinesAhead *self);
/* Waits until the thread has ended; what it made and nobody took is forgotten. */
void _hearth_lines_ahead_stop (HearthLinesAhead *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthLinesAhead, _hearth_lines_ahead_stop)

G_END_DECLS
