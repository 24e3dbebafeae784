/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Users and what they are granted: key ⇄ box. No files. */
#include "config.h"

#include "hearth-grants-private.h"

#include "hearth-kdf.h"
#include "hearth-mutant.h"
#include "hearth-vfs-private.h"

#include <sodium.h>
#include <string.h>

#define BOX_LABEL "hearth/grant/v1\n"
#define BOX_LABEL_SIZE 16
#define PLAIN_SIZE 88
#define CODE_AT 32
#define EPOCH_AT 36
#define USER_AT 40
#define KEY_AT 56

G_STATIC_ASSERT (PLAIN_SIZE + crypto_box_SEALBYTES == HEARTH_GRANT_BOX_SIZE);

static void
free_user (gpointer data)
{
  HearthUser *user = data;

  g_free (user->name);
  g_strfreev (user->roles);
  g_array_unref (user->slots);
  g_free (user);
}

/** _hearth_grants_new_user: Returns: (transfer full): without a name and a key: to be filled in. */
HearthUser *
_hearth_grants_new_user (void)
{
  HearthUser *user = g_new0 (HearthUser, 1);

  user->slots = g_array_new (FALSE, FALSE, sizeof (guint));
  return user;
}

/** hearth_grants_new: Returns: (transfer full): no users, no grants, serial 0. Thread: any. */
HearthGrants *
hearth_grants_new (const HearthId *vault_id)
{
  HearthGrants *self = g_new0 (HearthGrants, 1);

  self->vault_id = *vault_id;
  self->users = g_ptr_array_new_with_free_func (free_user);
  self->grants = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    self->live[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

void
hearth_grants_free (HearthGrants *self)
{
  g_ptr_array_unref (self->users);
  g_ptr_array_unref (self->grants);
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    g_array_unref (self->live[i]);
  g_free (self);
}

/* The X25519 pair with which a user opens grants (vault 3.1). */
static HearthSecret *
make_box_pair (const HearthSecret *seed, guint8 public_key[crypto_box_PUBLICKEYBYTES])
{
  g_autoptr (HearthSecret) box_seed = hearth_kdf_derive (seed, "hearth/user/box/v1");
  HearthSecret *secret = hearth_secret_new_zero (crypto_box_SECRETKEYBYTES);

  crypto_box_seed_keypair (public_key, hearth_secret_peek_writable (secret),
                           hearth_secret_get_bytes (box_seed));
  return secret;
}

/**
 * hearth_grants_add_user:
 * @name: as it is shown, UTF-8
 * @roles: %NULL-terminated role ids of security 4
 * @seed: the user's seed, 32 bytes; only its public key is kept here
 *
 * Returns: (transfer none): the new user, active, without slots. Thread: any.
 */
HearthUser *
hearth_grants_add_user (HearthGrants *self,
                        const HearthId *id,
                        const char *name,
                        const char *const *roles,
                        const HearthSecret *seed)
{
  g_autoptr (HearthSecret) secret = NULL;
  HearthUser *user;

  g_return_val_if_fail (self != NULL && id != NULL && name != NULL && seed != NULL, NULL);

  user = _hearth_grants_new_user ();
  user->id = *id;
  user->name = g_strdup (name);
  user->roles = g_strdupv ((char **) roles);
  user->is_active = TRUE;
  secret = make_box_pair (seed, user->key);
  g_ptr_array_add (self->users, user);
  return user;
}

/** hearth_grants_is_seed_of: whether what is granted to @user opens with @seed, 32 bytes. */
gboolean
hearth_grants_is_seed_of (const HearthUser *user, const HearthSecret *seed)
{
  g_autoptr (HearthSecret) secret = NULL;
  guint8 public_key[crypto_box_PUBLICKEYBYTES];

  g_return_val_if_fail (user != NULL && seed != NULL, FALSE);

  secret = make_box_pair (seed, public_key);
  return sodium_memcmp (public_key, user->key, sizeof public_key) == 0;
}

/**
 * hearth_grants_set_seed:
 * @user: one without grants: boxes for the former seed would not open any more
 * @seed: 32 bytes
 */
void
hearth_grants_set_seed (HearthUser *user, const HearthSecret *seed)
{
  g_autoptr (HearthSecret) secret = NULL;

  g_return_if_fail (user != NULL && seed != NULL);

  secret = make_box_pair (seed, user->key);
}

/** hearth_grants_remove_user: forgets the user of that id, with all grants. */
void
hearth_grants_remove_user (HearthGrants *self, const HearthId *id)
{
  HearthUser *user = hearth_grants_find_user (self, id);

  g_return_if_fail (user != NULL);

  hearth_grants_take (self, id, HEARTH_COMPARTMENTS_ALL);
  g_ptr_array_remove (self->users, user);
}

/** hearth_grants_find_user: Returns: (transfer none) (nullable): the user of that id. */
HearthUser *
hearth_grants_find_user (const HearthGrants *self, const HearthId *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  for (guint i = 0; i < self->users->len; i++)
    {
      HearthUser *user = g_ptr_array_index (self->users, i);

      if (hearth_id_equal (&user->id, id))
        return user;
    }
  return NULL;
}

/** hearth_grants_add_epoch: makes @epoch of @cmp live. */
void
hearth_grants_add_epoch (HearthGrants *self, HearthCompartment cmp, guint32 epoch)
{
  g_return_if_fail (self != NULL);

  g_array_append_val (self->live[cmp], epoch);
}

/** hearth_grants_get_epoch: Returns: the greatest live epoch of @cmp, the one that is written. */
guint32
hearth_grants_get_epoch (const HearthGrants *self, HearthCompartment cmp)
{
  guint32 greatest = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->live[cmp]->len; i++)
    greatest = MAX (greatest, g_array_index (self->live[cmp], guint32, i));
  return greatest;
}

/** hearth_grants_has: whether the user holds the key of @cmp that is written with. */
gboolean
hearth_grants_has (const HearthGrants *self, const HearthId *user, HearthCompartment cmp)
{
  const guint32 epoch = hearth_grants_get_epoch (self, cmp);

  for (guint i = 0; i < self->grants->len; i++)
    {
      const HearthGrant *grant = g_ptr_array_index (self->grants, i);

      if (grant->cmp == cmp && grant->epoch == epoch && hearth_id_equal (&grant->user, user))
        return TRUE;
    }
  return FALSE;
}

/** hearth_grants_get_held: Returns: bit per compartment, and bit 0 for the identity. */
guint
hearth_grants_get_held (const HearthGrants *self, const HearthId *user)
{
  guint held = 0;

  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    {
      if (hearth_grants_has (self, user, (HearthCompartment) i))
        held |= 1u << i;
    }
  return held;
}

/**
 * hearth_grants_take:
 * @compartments: bit per compartment, and bit 0 for the identity
 *
 * Removes the boxes of all epochs. What the user has read or copied is not taken back by that.
 */
void
hearth_grants_take (HearthGrants *self, const HearthId *user, guint compartments)
{
  g_return_if_fail (self != NULL && user != NULL);

  for (guint i = self->grants->len; i > 0; i--)
    {
      const HearthGrant *grant = g_ptr_array_index (self->grants, i - 1);

      if ((compartments & 1u << grant->cmp) != 0 && hearth_id_equal (&grant->user, user))
        g_ptr_array_remove_index (self->grants, i - 1);
    }
}

/* What stands in a box beside the key: where the box belongs. */
static void
put_place (guint8 plain[PLAIN_SIZE], const HearthId *vault_id, const HearthGrant *grant)
{
  memcpy (plain, BOX_LABEL, BOX_LABEL_SIZE);
  memcpy (plain + BOX_LABEL_SIZE, vault_id->bytes, HEARTH_ID_SIZE);
  _hearth_put_u32 (plain + CODE_AT, (guint32) grant->cmp);
  _hearth_put_u32 (plain + EPOCH_AT, grant->epoch);
  memcpy (plain + USER_AT, grant->user.bytes, HEARTH_ID_SIZE);
}

/**
 * hearth_grants_grant:
 * @key: 32 bytes: the compartment's key of that epoch, or the identity seed
 *
 * Adds a box for @user, who need not be present. Thread: any.
 */
void
hearth_grants_grant (HearthGrants *self,
                     const HearthUser *user,
                     HearthCompartment cmp,
                     guint32 epoch,
                     const HearthSecret *key)
{
  g_autoptr (HearthSecret) plain = NULL;
  HearthGrant *grant;

  g_return_if_fail (self != NULL && user != NULL && key != NULL);
  g_return_if_fail (hearth_secret_get_size (key) == 32);

  grant = g_new0 (HearthGrant, 1);
  grant->cmp = cmp;
  grant->epoch = epoch;
  grant->user = user->id;
  plain = hearth_secret_new_zero (PLAIN_SIZE);
  put_place (hearth_secret_peek_writable (plain), &self->vault_id, grant);
  memcpy (hearth_secret_peek_writable (plain) + KEY_AT, hearth_secret_get_bytes (key), 32);
  crypto_box_seal (grant->box, hearth_secret_get_bytes (plain), PLAIN_SIZE, user->key);
  g_ptr_array_add (self->grants, grant);
}

/**
 * hearth_grants_open:
 * @grant: one of the user to whom @seed belongs
 *
 * Returns: (transfer full): the key, 32 bytes; %NULL with %HEARTH_VAULT_ERROR_TAMPERED if the box
 *   does not open or was made for another place. Thread: any.
 */
HearthSecret *
hearth_grants_open (const HearthGrants *self,
                    const HearthGrant *grant,
                    const HearthSecret *seed,
                    GError **error)
{
  guint8 public_key[crypto_box_PUBLICKEYBYTES];
  guint8 place[PLAIN_SIZE] = { 0 };
  g_autoptr (HearthSecret) secret = NULL;
  g_autoptr (HearthSecret) plain = NULL;

  g_return_val_if_fail (self != NULL && grant != NULL && seed != NULL, NULL);

  secret = make_box_pair (seed, public_key);
  plain = hearth_secret_new_zero (PLAIN_SIZE);
  put_place (place, &self->vault_id, grant);
  if (crypto_box_seal_open (hearth_secret_peek_writable (plain), grant->box, sizeof grant->box,
                            public_key, hearth_secret_get_bytes (secret)) != 0 ||
      (sodium_memcmp (hearth_secret_get_bytes (plain), place, KEY_AT) != 0 &&
       !HEARTH_MUTANT (BOX_LABEL_UNCHECKED)))
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TAMPERED,
                           "a grant does not belong where it stands");
      return NULL;
    }
  return hearth_secret_new (hearth_secret_get_bytes (plain) + KEY_AT, 32);
}
