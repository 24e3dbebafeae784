/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-vault-facts.h"

#include "hearth-renewal-private.h"

#include <string.h>

static HearthMember *
new_member (const HearthGrants *grants, const HearthUser *user)
{
  HearthMember *self = g_new0 (HearthMember, 1);

  self->id = user->id;
  self->name = g_strdup (user->name);
  self->roles = g_strdupv (user->roles);
  self->is_active = user->is_active;
  self->is_recovery = user->is_recovery;
  self->held = hearth_grants_get_held (grants, &user->id);
  memcpy (self->key, user->key, sizeof self->key);
  return self;
}

/**
 * hearth_vault_facts_new:
 *
 * Returns: (transfer full): copies of what the header says now. Thread: writer, or before it runs.
 */
HearthVaultFacts *
hearth_vault_facts_new (const HearthSession *session)
{
  const HearthLogin *login = session->login;
  const HearthGrants *grants = login->area->grants;
  HearthVaultFacts *self = g_new0 (HearthVaultFacts, 1);
  const HearthSecret *seed = hearth_login_get_identity (login);

  self->generation = login->header->generation;
  self->serial = grants->serial;
  self->kdf = login->header->sets[0];
  self->vault_id = grants->vault_id;
  self->dev = login->area->dev;
  self->user_id = login->user->id;
  self->user_name = g_strdup (login->user->name);
  self->roles = g_strdupv (login->user->roles);
  memcpy (self->identity_key, login->slot->identity_key, sizeof self->identity_key);
  if (seed != NULL)
    self->identity_seed = hearth_secret_ref ((HearthSecret *) seed);
  self->pending_renewals = _hearth_renewal_find_pending (session);
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    self->epochs[i] = hearth_grants_get_epoch (grants, (HearthCompartment) i);
  self->is_temporary = login->slot->is_temporary;
  self->members = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_member_free);
  for (guint i = 0; i < grants->users->len; i++)
    g_ptr_array_add (self->members, new_member (grants, g_ptr_array_index (grants->users, i)));
  return self;
}

void
hearth_vault_facts_free (HearthVaultFacts *self)
{
  g_free (self->user_name);
  g_strfreev (self->roles);
  g_clear_pointer (&self->identity_seed, hearth_secret_unref);
  g_ptr_array_unref (self->members);
  g_free (self);
}
