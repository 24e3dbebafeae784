/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from a claim, in the same act: its dates, and where its steps of the plan stand. Sums and reasons
 * stay with the claim: everybody who works on a case reads its steps. On the writer's thread. */
#pragma once

#include "hearth-case-acts-private.h"

G_BEGIN_DECLS

gboolean _hearth_claim_is_kind (const HearthKind *kind);
/* Adds to @set what it says without saying it. FALSE with _INVALID. @user: (nullable): who decides. */
gboolean _hearth_claim_complete (const HearthActEnv *env,
                                 const HearthRecord *present,
                                 json_t *set,
                                 const char *user,
                                 GError **error);
/* Moves the steps of @records that belong to the claim, in @command and in @records.
 * @present: as the claim was, or empty; @next: as it is to be. */
void _hearth_claim_move_steps (HearthCommand *command,
                               const HearthActEnv *env,
                               HearthCaseRecords *records,
                               const HearthRecord *present,
                               const HearthRecord *next);

G_END_DECLS
