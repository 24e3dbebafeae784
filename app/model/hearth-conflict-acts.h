/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deciding a conflict: a plain commit that names all its heads (bundles 3). */
#pragma once

#include "hearth-change-set.h"
#include "hearth-context.h"

G_BEGIN_DECLS

typedef enum
{
  HEARTH_CONFLICT_OURS,
  HEARTH_CONFLICT_THEIRS,
  HEARTH_CONFLICT_VALUE,
} HearthConflictChoice;

/* Blocks. */
HearthChangeSet *hearth_conflict_resolve (HearthContext *context,
                                          const HearthId *conflict,
                                          HearthConflictChoice choice,
                                          const json_t *value,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_conflict_resolve_async (HearthContext *context,
                                    const HearthId *conflict,
                                    HearthConflictChoice choice,
                                    const json_t *value,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
HearthChangeSet *hearth_conflict_resolve_finish (HearthContext *context,
                                                 GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
