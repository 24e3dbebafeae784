/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a check of the vault knows of journals and cases (vault 9): whose rows a damaged page held, and
 * whether every line is the one that was signed. */
#pragma once

#include "hearth-check.h"

G_BEGIN_DECLS

/* The hooks for hearth_check_run() and hearth_vault_check_async(). @progress may be NULL. */
HearthCheckHooks hearth_journal_check_hooks (HearthCheckProgressFunc progress, gpointer data);

G_END_DECLS
