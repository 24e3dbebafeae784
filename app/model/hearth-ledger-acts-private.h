/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from an entry of the ledger, in the same act. On the writer's thread. */
#pragma once

#include "hearth-case-acts-private.h"

G_BEGIN_DECLS

/* @set: the fields that are about to be set; what goes without saying is added to it. FALSE with _INVALID if
 * the entry cannot be. */
gboolean _hearth_ledger_follow (HearthCommand *command,
                                const HearthActEnv *env,
                                HearthDb *db,
                                const HearthId *case_id,
                                const HearthKind *kind,
                                const HearthRecord *present,
                                json_t *set,
                                GError **error);

G_END_DECLS
