/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Something sealed to a user who is not present: only their passphrase opens it. */
#pragma once

#include "hearth-vault.h"

G_BEGIN_DECLS

/* Bytes that the box adds to what it holds. */
#define HEARTH_VAULT_SEAL_OVERHEAD 48

/** HearthVaultRecipient: a user, or the recovery, as the header of the vault says. */
typedef struct
{
  HearthId user;
  guint8 key[32]; /* X25519 */
  gboolean is_active;
  gboolean is_recovery;
  char *name;
  char **roles;
} HearthVaultRecipient;

/* (element-type HearthVaultRecipient) Everybody, those who left too. Thread: writer. */
GPtrArray *hearth_vault_list_recipients (HearthVault *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_vault_recipient_has_role (const HearthVaultRecipient *self, const char *role);

GBytes *hearth_vault_seal (const guint8 key[32],
                           const HearthSecret *plain) G_GNUC_WARN_UNUSED_RESULT;
/* What was sealed to the user who is logged in. NULL: not to them, or damaged. */
HearthSecret *hearth_vault_open_sealed (HearthVault *self,
                                        const guint8 *box,
                                        gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
