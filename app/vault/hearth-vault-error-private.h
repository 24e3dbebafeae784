/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-vault-error.h"

G_BEGIN_DECLS

void _hearth_vault_set_sqlite_error (GError **error, int result, const char *act);
void _hearth_vault_set_sqlite_errno_error (GError **error, int result, int number, const char *act);
void _hearth_vault_set_errno_error (GError **error, int number, const char *act);
void _hearth_vault_set_older_error (GError **error, const HearthVaultOlder *older);
void _hearth_vault_set_read_only_error (GError **error,
                                        HearthVaultReadOnly reason,
                                        const char *message);
int _hearth_vault_errno_of (HearthVaultError code);

G_END_DECLS
