/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-compartment.h"
#include "hearth-id.h"
#include "hearth-secret.h"
#include "hearth-vault-error.h"

G_BEGIN_DECLS

#define HEARTH_GRANT_BOX_SIZE 136
#define HEARTH_GRANTS_MAX_USERS 256
#define HEARTH_GRANTS_MAX_EPOCHS 8
#define HEARTH_USER_NAME_MAX 256 /* bytes */

/* A person who may unlock, or the recovery. */
typedef struct
{
  HearthId id;
  guint8 key[32]; /* X25519: what is granted is sealed to it */
  gboolean is_recovery;
  gboolean is_active;
  char *name;
  char **roles;
  GArray *slots; /* guint */
} HearthUser;

/* One key for one user, in a box that only that user opens. */
typedef struct
{
  HearthCompartment cmp;
  guint32 epoch;
  HearthId user;
  guint8 box[HEARTH_GRANT_BOX_SIZE];
} HearthGrant;

/**
 * HearthGrants:
 * @serial: + 1 at each change by an owner
 * @live: guint32 epochs of each compartment whose key is needed; the greatest is written
 * @away: bit per compartment whose file travel mode took off this computer
 *
 * Who there is and who holds what: the signed part of the header's area (vault 3.2).
 */
typedef struct
{
  HearthId vault_id;
  guint64 serial;
  GPtrArray *users;  /* HearthUser */
  GPtrArray *grants; /* HearthGrant */
  GArray *live[HEARTH_N_COMPARTMENTS];
  guint away;
} HearthGrants;

HearthGrants *hearth_grants_new (const HearthId *vault_id) G_GNUC_WARN_UNUSED_RESULT;
void hearth_grants_free (HearthGrants *self);

char *hearth_grants_sign (const HearthGrants *self,
                          const HearthSecret *identity_seed) G_GNUC_WARN_UNUSED_RESULT;
HearthGrants *hearth_grants_read (const char *line,
                                  gsize length,
                                  const guint8 identity_key[32],
                                  const HearthId *vault_id,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

HearthUser *hearth_grants_add_user (HearthGrants *self,
                                    const HearthId *id,
                                    const char *name,
                                    const char *const *roles,
                                    const HearthSecret *seed);
gboolean hearth_grants_is_seed_of (const HearthUser *user, const HearthSecret *seed);
void hearth_grants_set_seed (HearthUser *user, const HearthSecret *seed);
void hearth_grants_remove_user (HearthGrants *self, const HearthId *id);
HearthUser *hearth_grants_find_user (const HearthGrants *self, const HearthId *id);
void hearth_grants_add_epoch (HearthGrants *self, HearthCompartment cmp, guint32 epoch);
guint32 hearth_grants_get_epoch (const HearthGrants *self, HearthCompartment cmp);
gboolean hearth_grants_has (const HearthGrants *self, const HearthId *user, HearthCompartment cmp);
guint hearth_grants_get_held (const HearthGrants *self, const HearthId *user);
void hearth_grants_take (HearthGrants *self, const HearthId *user, guint compartments);
void hearth_grants_grant (HearthGrants *self,
                          const HearthUser *user,
                          HearthCompartment cmp,
                          guint32 epoch,
                          const HearthSecret *key);
HearthSecret *hearth_grants_open (const HearthGrants *self,
                                  const HearthGrant *grant,
                                  const HearthSecret *seed,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthGrants, hearth_grants_free)

G_END_DECLS
