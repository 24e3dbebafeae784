/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the signed lines of an act in one file: what needs no database once it has begun, so that it can be
 * done ahead of what is written (hearth-lines-ahead). One thread at a time. */
#pragma once

#include "hearth-commit.h"
#include "hearth-operation-private.h"

G_BEGIN_DECLS

typedef struct _HearthLineComposer HearthLineComposer;

/** HearthComposedLine: a line and what it says. */
typedef struct
{
  HearthCommit commit;
  char *line;
  GPtrArray *prepared; /* (element-type HearthPreparedOperation), borrowed */
} HearthComposedLine;

/* In the transaction of @cmp: continues the chain of this vault. */
HearthLineComposer *_hearth_line_composer_new (const HearthWriter *writer,
                                               HearthCompartment cmp,
                                               const HearthId *act,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void _hearth_line_composer_free (HearthLineComposer *self);
/* (transfer full) (element-type HearthComposedLine): one per case and role, records of an alone kind apart, in
 * the order in which they came; several if one would be too long. */
GPtrArray *_hearth_line_composer_compose (HearthLineComposer *self,
                                          GPtrArray *prepared,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* As _hearth_operations_prepare() for a command that begins a case; without the database. */
GPtrArray *_hearth_line_composer_prepare_new (HearthLineComposer *self,
                                              const HearthCommand *command,
                                              HearthResult *verdict,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthAlikeSets *_hearth_line_composer_get_alike (HearthLineComposer *self);

/* Whether all that @command does in @cmp is to begin the case @case_id, as far as it says itself. */
gboolean _hearth_command_begins_case (const HearthCommand *command,
                                      HearthCompartment cmp,
                                      HearthId *case_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthLineComposer, _hearth_line_composer_free)

G_END_DECLS
