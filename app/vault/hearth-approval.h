/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The yes of a second person (security 5): they type their passphrase in the session of the first one,
 * whose login it stays. */
#pragma once

#include "hearth-login.h"
#include "hearth-vault.h"

G_BEGIN_DECLS

#define HEARTH_APPROVAL_DIGEST_SIZE 32

/**
 * HearthApproval:
 * @user: who said yes
 * @key: Ed25519: the approval key of that user
 * @signature: of "hearth/approval/v1\n" and the digest
 */
typedef struct
{
  HearthId user;
  guint8 key[32];
  guint8 signature[64];
} HearthApproval;

/* Blocks. */
gboolean hearth_vault_approve (HearthVault *self,
                               const HearthCredentials *second,
                               const guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE],
                               HearthApproval *out,
                               GError **error);
void hearth_vault_approve_async (HearthVault *self,
                                 const HearthCredentials *second,
                                 const guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE],
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean hearth_vault_approve_finish (HearthVault *self,
                                      GAsyncResult *result,
                                      HearthApproval *out,
                                      GError **error);
gboolean hearth_approval_verify (const HearthApproval *self,
                                 const guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE]);

G_END_DECLS
