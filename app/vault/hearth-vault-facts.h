/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-members.h"
#include "hearth-session.h"

G_BEGIN_DECLS

/**
 * HearthVaultFacts:
 * @user_name: of the login
 * @roles: of the login
 * @identity_seed: (nullable): %NULL unless owner
 * @is_temporary: the login's passphrase was chosen by an owner
 * @pending_renewals: bit per compartment with several live keys
 * @epochs: of the key that each compartment is written with
 * @members: HearthMember: all users
 *
 * What the main thread may know of the header while the writer replaces it: copies, taken on the
 * writer.
 */
typedef struct
{
  guint64 generation;
  guint64 serial;
  HearthKdfSet kdf;
  HearthId vault_id;
  HearthId dev;
  HearthId user_id;
  char *user_name;
  char **roles;
  guint8 identity_key[32];
  HearthSecret *identity_seed;
  gboolean is_temporary;
  guint pending_renewals;
  guint32 epochs[HEARTH_N_COMPARTMENTS];
  GPtrArray *members;
} HearthVaultFacts;

HearthVaultFacts *hearth_vault_facts_new (const HearthSession *session) G_GNUC_WARN_UNUSED_RESULT;
const HearthVaultFacts *_hearth_vault_get_facts (HearthVault *self);
void hearth_vault_facts_free (HearthVaultFacts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthVaultFacts, hearth_vault_facts_free)

G_END_DECLS
