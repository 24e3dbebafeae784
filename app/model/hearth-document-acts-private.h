/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from the record of a document. On the writer's thread. */
#pragma once

#include "hearth-case-acts-private.h"

G_BEGIN_DECLS

/* Adds to @set what it says without saying it: the state that a day means and the day that a state means, the
 * day by which the document is expected, how long it holds. FALSE with _INVALID if its days are not in order. */
gboolean _hearth_document_complete (const HearthActEnv *env,
                                    const HearthRecord *present,
                                    json_t *set,
                                    GError **error);
/* Moves the steps of @records that belong to the document, in @command and in @records.
 * @present: (nullable): the record as it was; @next: as it is to be. */
void _hearth_document_move_steps (HearthCommand *command,
                                  const HearthActEnv *env,
                                  HearthCaseRecords *records,
                                  const HearthRecord *present,
                                  const HearthRecord *next);

G_END_DECLS
