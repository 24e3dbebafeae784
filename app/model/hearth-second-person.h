/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rule of two persons (security 5): when a vault needs the second one, who may be it, and what
 * counts as their yes. How it is signed stands in hearth-approval. */
#pragma once

#include "hearth-approval.h"
#include "hearth-members.h"

G_BEGIN_DECLS

/* TRUE: nobody else in the vault may approve, as where one person uses it or where the others neither own nor manage
 * it; a written reason takes the place of the second person, for work has to go on. */
gboolean hearth_second_person_is_alone (HearthVault *vault);
/* (element-type HearthMember) who may say yes to what this login prepares; empty: nobody. */
GPtrArray *hearth_second_person_list (HearthVault *vault) G_GNUC_WARN_UNUSED_RESULT;
/* Exactly one of @approval and @alone counts; the other is NULL. */
gboolean hearth_second_person_check (HearthVault *vault,
                                     const guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE],
                                     const HearthApproval *approval,
                                     const char *alone,
                                     GError **error);
/* One line for the audit log, from which anybody can prove the yes later. */
char *hearth_second_person_dup_proof (const HearthApproval *approval,
                                      const guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE])
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
