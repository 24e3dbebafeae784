/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-audit-chain.h"
#include "hearth-vault.h"

G_BEGIN_DECLS

gboolean hearth_audit_verify (HearthDb *db,
                              HearthVault *vault,
                              const char *const *witnesses,
                              HearthAuditReport *out,
                              GError **error);
/* "missing", "form", "chain", "tag", "fork", "cut"; NULL for a good log. */
const char *hearth_audit_fault_to_word (HearthAuditFault fault);

G_END_DECLS
