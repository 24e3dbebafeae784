/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a name and a passphrase to keys (vault 3.3, steps 3 to 5), and the first user of a new vault.
 * Slow, because of Argon2id: never on the main thread. */
#include "config.h"

#include "hearth-login.h"

#include "hearth-key.h"
#include "hearth-random.h"

#include <sodium.h>
#include <string.h>

#define FIRST_EPOCH 1

/* Every role of security 4: the first user holds them all. */
static const char *const all_roles[] = {
  "registrar",        "caseworker", "clinician", "psychologist", "debriefer", "tracing-officer",
  "benefits-officer", "manager",    "auditor",   "owner",        NULL,
};

static void
free_key (gpointer data)
{
  HearthLoginKey *key = data;

  hearth_secret_unref (key->key);
  g_free (key);
}

static HearthLogin *
new_login (void)
{
  HearthLogin *self = g_new0 (HearthLogin, 1);

  self->keys = g_ptr_array_new_with_free_func (free_key);
  return self;
}

void
hearth_login_free (HearthLogin *self)
{
  g_clear_pointer (&self->header, hearth_header_free);
  g_clear_pointer (&self->slot, hearth_slot_free);
  g_clear_pointer (&self->area, hearth_area_free);
  g_ptr_array_unref (self->keys);
  g_free (self);
}

static void
take_key (HearthLogin *self, HearthCompartment cmp, guint32 epoch, HearthSecret *key)
{
  HearthLoginKey *entry = g_new0 (HearthLoginKey, 1);

  entry->cmp = cmp;
  entry->epoch = epoch;
  entry->key = key;
  g_ptr_array_add (self->keys, entry);
}

/** hearth_login_find_key: Returns: (transfer none) (nullable): %NULL if it was not granted. */
const HearthSecret *
hearth_login_find_key (const HearthLogin *self, HearthCompartment cmp, guint32 epoch)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->keys->len; i++)
    {
      const HearthLoginKey *entry = g_ptr_array_index (self->keys, i);

      if (entry->cmp == cmp && entry->epoch == epoch)
        return entry->key;
    }
  return NULL;
}

static gboolean
check_name (const char *name, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  if (*stripped != '\0' && strlen (name) <= HEARTH_USER_NAME_MAX &&
      g_utf8_validate (name, -1, NULL))
    return TRUE;
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT,
                       "a user name is empty, too long or no text");
  return FALSE;
}

static HearthSlot *
make_slot (const HearthSecret *identity_seed)
{
  HearthSlot *slot = g_new0 (HearthSlot, 1);

  slot->kind = HEARTH_SLOT_PASSPHRASE;
  slot->made = (guint64) (g_get_real_time () / G_USEC_PER_SEC);
  slot->user = hearth_random_id ();
  slot->seed = hearth_secret_new_random (32);
  slot->area_secret = hearth_secret_new_random (32);
  hearth_key_ed25519_public (identity_seed, slot->identity_key);
  return slot;
}

/* One key for every compartment and the identity, each granted to the only user. */
static HearthArea *
make_area (HearthLogin *self, const char *name, const HearthSecret *identity_seed)
{
  HearthArea *area = g_new0 (HearthArea, 1);
  HearthUser *user;

  area->dev = hearth_random_id ();
  area->grants = hearth_grants_new (&self->header->vault_id);
  area->grants->serial = 1;
  user = hearth_grants_add_user (area->grants, &self->slot->user, name, all_roles, self->slot->seed,
                                 self->slot_index);
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    {
      HearthSecret *key = i == HEARTH_COMPARTMENT_IDENTITY
                              ? hearth_secret_ref ((HearthSecret *) identity_seed)
                              : hearth_secret_new_random (32);

      take_key (self, (HearthCompartment) i, FIRST_EPOCH, key);
      hearth_grants_add_epoch (area->grants, (HearthCompartment) i, FIRST_EPOCH);
      hearth_grants_grant (area->grants, user, (HearthCompartment) i, FIRST_EPOCH, key);
    }
  area->line = hearth_grants_sign (area->grants, identity_seed);
  self->user = user;
  return area;
}

/**
 * hearth_login_new_vault:
 * @name: of the first user, who is owner and holds everything
 * @set: within hearth_kdf_set_is_allowed()
 *
 * Returns: (transfer full): the login, with a complete header of generation 1 that nobody has
 *   written yet; %NULL with %HEARTH_VAULT_ERROR_LIMIT or %HEARTH_VAULT_ERROR_NO_MEMORY.
 *   Thread: not main.
 */
HearthLogin *
hearth_login_new_vault (const char *name,
                        const HearthSecret *passphrase,
                        const HearthKdfSet *set,
                        GError **error)
{
  g_autoptr (HearthLogin) self = new_login ();
  g_autoptr (HearthSecret) identity_seed = hearth_secret_new_random (32);
  g_autoptr (HearthSecret) slot_key = NULL;

  g_return_val_if_fail (name != NULL && passphrase != NULL && set != NULL, NULL);

  if (!check_name (name, error))
    return NULL;
  if (!hearth_kdf_set_is_allowed (set) || hearth_secret_get_size (passphrase) == 0)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT,
                           "parameters or passphrase are out of bounds");
      return NULL;
    }
  self->header = hearth_header_new (set);
  self->header->generation = 1;
  slot_key = hearth_header_derive_key (self->header, 0, name, passphrase, NULL, error);
  if (slot_key == NULL)
    return NULL;
  self->slot_index = hearth_random_uniform (self->header->n_slots);
  self->slot = make_slot (identity_seed);
  self->area = make_area (self, name, identity_seed);
  hearth_header_set_slot (self->header, self->slot_index, 0, self->slot, slot_key);
  if (!hearth_header_set_area (self->header, self->area, self->slot->area_secret, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
has_slot (const HearthUser *user, guint slot)
{
  for (guint i = 0; i < user->slots->len; i++)
    {
      if (g_array_index (user->slots, guint, i) == slot)
        return TRUE;
    }
  return FALSE;
}

/* The area of the newest copy that accepts this slot (step 4). */
static gboolean
open_area (HearthLogin *self, const HearthHeader *const copies[2], GError **error)
{
  for (guint i = 0; i < 2 && copies[i] != NULL; i++)
    {
      g_autoptr (HearthArea) area = hearth_header_open_area (copies[i], self->slot, NULL);
      const HearthUser *user =
          area != NULL ? hearth_grants_find_user (area->grants, &self->slot->user) : NULL;

      if (user == NULL || !user->is_active || !has_slot (user, self->slot_index))
        {
          self->was_tampered = TRUE;
          continue;
        }
      self->header = hearth_header_copy (copies[i]);
      self->area = g_steal_pointer (&area);
      self->user = user;
      return TRUE;
    }
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TAMPERED,
                       "a slot opens, but the header does not know its user");
  return FALSE;
}

/* The box of the identity must hold the seed of the very key that the slot pins. */
static gboolean
check_identity (const HearthLogin *self, const HearthSecret *seed, GError **error)
{
  guint8 public_key[HEARTH_KEY_SIZE];

  hearth_key_ed25519_public (seed, public_key);
  if (memcmp (public_key, self->slot->identity_key, sizeof public_key) == 0)
    return TRUE;
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TAMPERED,
                       "the identity that is granted is another one");
  return FALSE;
}

static gboolean
open_grants (HearthLogin *self, GError **error)
{
  const GPtrArray *grants = self->area->grants->grants;

  for (guint i = 0; i < grants->len; i++)
    {
      const HearthGrant *grant = g_ptr_array_index (grants, i);
      HearthSecret *key;

      if (!hearth_id_equal (&grant->user, &self->user->id))
        continue;
      key = hearth_grants_open (self->area->grants, grant, self->slot->seed, error);
      if (key == NULL)
        return FALSE;
      take_key (self, grant->cmp, grant->epoch, key);
      if (grant->cmp == HEARTH_COMPARTMENT_IDENTITY && !check_identity (self, key, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_same_work (const HearthHeader *a, const HearthHeader *b, guint set)
{
  return b != NULL && memcmp (a->salt, b->salt, sizeof a->salt) == 0 &&
         a->sets[set].passes == b->sets[set].passes &&
         a->sets[set].memory_bytes == b->sets[set].memory_bytes;
}

/* Tries both sets on both copies; what Argon2id made for one copy serves the other. */
static gboolean
open_any_slot (HearthLogin *self,
               const HearthHeader *const copies[2],
               const char *name,
               const HearthSecret *passphrase,
               const HearthSecret *key_file,
               GError **error)
{
  g_autoptr (GPtrArray) made =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_secret_unref);

  for (guint i = 0; i < 2 && copies[i] != NULL && self->slot == NULL; i++)
    {
      for (guint set = 0; set < 2 && copies[i]->sets[set].passes > 0 && self->slot == NULL; set++)
        {
          HearthSecret *key;

          if (i == 1 && set < made->len && is_same_work (copies[1], copies[0], set))
            key = hearth_secret_ref (g_ptr_array_index (made, set));
          else
            key = hearth_header_derive_key (copies[i], set, name, passphrase, key_file, error);
          if (key == NULL)
            return FALSE;
          g_ptr_array_add (made, key);
          self->slot = hearth_header_open_slot (copies[i], set, key, &self->slot_index);
          self->set = set;
        }
    }
  if (self->slot == NULL)
    g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WRONG_KEY, "no slot opens");
  return self->slot != NULL;
}

/**
 * hearth_login_open:
 * @newest: the copy with the greatest generation
 * @other: (nullable): the other good copy
 * @key_file: (nullable): 32 bytes
 *
 * Steps 3 to 5 of vault 3.3. An unknown name and a wrong passphrase take the same time and give the
 * same answer.
 *
 * Returns: (transfer full): the login, or %NULL with %HEARTH_VAULT_ERROR_WRONG_KEY if no slot opens
 *   in either copy, %HEARTH_VAULT_ERROR_TAMPERED if one opens but the area does not bear it out,
 *   %HEARTH_VAULT_ERROR_NO_MEMORY or %HEARTH_VAULT_ERROR_LIMIT. Thread: not main.
 */
HearthLogin *
hearth_login_open (const HearthHeader *newest,
                   const HearthHeader *other,
                   const char *name,
                   const HearthSecret *passphrase,
                   const HearthSecret *key_file,
                   GError **error)
{
  const HearthHeader *const copies[2] = { newest, other };
  g_autoptr (HearthLogin) self = new_login ();

  g_return_val_if_fail (newest != NULL && name != NULL && passphrase != NULL, NULL);

  if (!open_any_slot (self, copies, name, passphrase, key_file, error) ||
      !open_area (self, copies, error) || !open_grants (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * hearth_login_change_passphrase:
 *
 * Seals the same seed under a new passphrase, in the same slot, under set 0. The header of @self is
 * replaced by a complete one of the next generation, which the caller stores.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_WRONG_KEY if @old_passphrase does not open the slot, or
 *   another error; the header of @self is then as it was. Thread: not main.
 */
gboolean
hearth_login_change_passphrase (HearthLogin *self,
                                const HearthSecret *old_passphrase,
                                const HearthSecret *new_passphrase,
                                GError **error)
{
  g_autoptr (HearthHeader) header = NULL;
  g_autoptr (HearthSecret) old_key = NULL;
  g_autoptr (HearthSecret) new_key = NULL;
  g_autoptr (HearthSlot) seen = NULL;
  guint slot;

  g_return_val_if_fail (self != NULL && old_passphrase != NULL && new_passphrase != NULL, FALSE);

  header = hearth_header_copy (self->header);
  old_key =
      hearth_header_derive_key (header, self->set, self->user->name, old_passphrase, NULL, error);
  if (old_key == NULL)
    return FALSE;
  seen = hearth_header_open_slot (header, self->set, old_key, &slot);
  if (seen == NULL || slot != self->slot_index || hearth_secret_get_size (new_passphrase) == 0)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR,
                           seen == NULL ? HEARTH_VAULT_ERROR_WRONG_KEY : HEARTH_VAULT_ERROR_LIMIT,
                           "the passphrase cannot be changed");
      return FALSE;
    }
  new_key = hearth_header_derive_key (header, 0, self->user->name, new_passphrase, NULL, error);
  if (new_key == NULL)
    return FALSE;
  header->generation++;
  self->slot->is_temporary = FALSE;
  hearth_header_set_slot (header, slot, 0, self->slot, new_key);
  self->area->old_set[slot / 8] &= (guint8) ~(1u << slot % 8);
  if (!hearth_header_set_area (header, self->area, self->slot->area_secret, error))
    return FALSE;
  g_clear_pointer (&self->header, hearth_header_free);
  self->header = g_steal_pointer (&header);
  self->set = 0;
  return TRUE;
}
