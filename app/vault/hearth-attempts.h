/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often somebody tried to unlock a vault on this computer and failed. Without a key there is no place
 * for it in the vault, so it waits beside the user's other state until the next login enters it in the
 * audit log. */
#pragma once

#include "hearth-fs.h"
#include "hearth-id.h"

G_BEGIN_DECLS

void hearth_attempts_add (const HearthFs *fs, const char *vault_path);
/* How many since the last call, and forgets them. */
guint hearth_attempts_take (const HearthFs *fs, const HearthId *vault_id);

G_END_DECLS
