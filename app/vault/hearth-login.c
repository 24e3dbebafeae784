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

/** hearth_login_key_new: Returns: (transfer full): @key, 32 bytes, with its place. */
HearthLoginKey *
hearth_login_key_new (HearthCompartment cmp, guint32 epoch, const HearthSecret *key)
{
  HearthLoginKey *self = g_new0 (HearthLoginKey, 1);

  self->cmp = cmp;
  self->epoch = epoch;
  self->key = hearth_secret_ref ((HearthSecret *) key);
  return self;
}

void
hearth_login_key_free (HearthLoginKey *self)
{
  hearth_secret_unref (self->key);
  g_free (self);
}

static HearthLogin *
new_login (void)
{
  HearthLogin *self = g_new0 (HearthLogin, 1);

  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_login_key_free);
  return self;
}

void
hearth_login_free (HearthLogin *self)
{
  g_clear_pointer (&self->header, hearth_header_free);
  g_clear_pointer (&self->slot, hearth_slot_free);
  g_clear_pointer (&self->area, hearth_area_free);
  g_clear_pointer (&self->key_file, hearth_secret_unref);
  g_ptr_array_unref (self->keys);
  g_free (self);
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

/** hearth_login_drop_key: the key of @epoch is wiped, unless something else still holds it. */
void
hearth_login_drop_key (HearthLogin *self, HearthCompartment cmp, guint32 epoch)
{
  g_return_if_fail (self != NULL);

  for (guint i = self->keys->len; i > 0; i--)
    {
      const HearthLoginKey *entry = g_ptr_array_index (self->keys, i - 1);

      if (entry->cmp == cmp && entry->epoch == epoch)
        g_ptr_array_remove_index (self->keys, i - 1);
    }
}

/** hearth_login_get_identity: Returns: (transfer none) (nullable): the seed, %NULL unless owner. */
const HearthSecret *
hearth_login_get_identity (const HearthLogin *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return hearth_login_find_key (
      self, HEARTH_COMPARTMENT_IDENTITY,
      hearth_grants_get_epoch (self->area->grants, HEARTH_COMPARTMENT_IDENTITY));
}

/** hearth_login_check_name: %FALSE with %HEARTH_VAULT_ERROR_LIMIT if @name cannot be a user's. */
gboolean
hearth_login_check_name (const char *name, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  if (*stripped != '\0' && strlen (name) <= HEARTH_USER_NAME_MAX &&
      g_utf8_validate (name, -1, NULL))
    return TRUE;
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT,
                       "a user name is empty, too long or no text");
  return FALSE;
}

/** hearth_login_check_passphrase: %FALSE with %HEARTH_VAULT_ERROR_LIMIT if @passphrase is empty. */
gboolean
hearth_login_check_passphrase (const HearthSecret *passphrase, GError **error)
{
  if (hearth_secret_get_size (passphrase) > 0)
    return TRUE;
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT,
                       "a passphrase is empty");
  return FALSE;
}

static HearthSlot *
make_slot (const HearthSecret *key_file, const HearthSecret *identity_seed)
{
  HearthSlot *slot = g_new0 (HearthSlot, 1);

  slot->kind = key_file != NULL ? HEARTH_SLOT_KEY_FILE : HEARTH_SLOT_PASSPHRASE;
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
  user =
      hearth_grants_add_user (area->grants, &self->slot->user, name, all_roles, self->slot->seed);
  g_array_append_val (user->slots, self->slot_index);
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    {
      g_autoptr (HearthSecret) key = i == HEARTH_COMPARTMENT_IDENTITY
                                         ? hearth_secret_ref ((HearthSecret *) identity_seed)
                                         : hearth_secret_new_random (32);

      g_ptr_array_add (self->keys, hearth_login_key_new ((HearthCompartment) i, FIRST_EPOCH, key));
      hearth_grants_add_epoch (area->grants, (HearthCompartment) i, FIRST_EPOCH);
      hearth_grants_grant (area->grants, user, (HearthCompartment) i, FIRST_EPOCH, key);
    }
  area->line = hearth_grants_sign (area->grants, identity_seed);
  self->user = user;
  return area;
}

static void
take_key_file (HearthLogin *self, const HearthCredentials *credentials)
{
  if (credentials->key_file != NULL)
    self->key_file = hearth_secret_ref ((HearthSecret *) credentials->key_file);
}

/**
 * hearth_login_new_vault:
 * @credentials: of the first user, who is owner and holds everything
 * @set: within hearth_kdf_set_is_allowed()
 *
 * Returns: (transfer full): the login, with a complete header of generation 1 that nobody has
 *   written yet; %NULL with %HEARTH_VAULT_ERROR_LIMIT or %HEARTH_VAULT_ERROR_NO_MEMORY.
 *   Thread: not main.
 */
HearthLogin *
hearth_login_new_vault (const HearthCredentials *credentials,
                        const HearthKdfSet *set,
                        GError **error)
{
  g_autoptr (HearthLogin) self = new_login ();
  g_autoptr (HearthSecret) identity_seed = hearth_secret_new_random (32);
  g_autoptr (HearthSecret) slot_key = NULL;

  g_return_val_if_fail (credentials != NULL && set != NULL, NULL);

  if (!hearth_login_check_name (credentials->user, error) ||
      !hearth_login_check_passphrase (credentials->passphrase, error))
    return NULL;
  if (!hearth_kdf_set_is_allowed (set))
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT,
                           "parameters are out of bounds");
      return NULL;
    }
  self->header = hearth_header_new (set);
  self->header->generation = 1;
  slot_key = hearth_header_derive_key (self->header, 0, credentials->user, credentials->passphrase,
                                       credentials->key_file, error);
  if (slot_key == NULL)
    return NULL;
  take_key_file (self, credentials);
  self->slot_index = hearth_random_uniform (self->header->n_slots);
  self->slot = make_slot (credentials->key_file, identity_seed);
  self->area = make_area (self, credentials->user, identity_seed);
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

/* Whether the slot is the one that an owner's line gives to its user. */
static gboolean
is_enrolled (const HearthLogin *self, const HearthArea *area)
{
  const HearthUser *user = hearth_grants_find_user (area->grants, &self->slot->user);

  return user != NULL && user->is_active && has_slot (user, self->slot_index) &&
         hearth_grants_is_seed_of (user, self->slot->seed);
}

static gboolean
refuse (HearthVaultError code, const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_VAULT_ERROR, (int) code, message);
  return FALSE;
}

/* The area of the newest copy that accepts this slot (step 4). A slot of the older copy that an
 * authentic newer one no longer knows is not one of this vault: the user was removed, or has another
 * slot. */
static gboolean
open_area (HearthLogin *self, const HearthHeader *const copies[2], guint slot_copy, GError **error)
{
  for (guint i = 0; i < 2 && copies[i] != NULL; i++)
    {
      g_autoptr (HearthArea) area = hearth_header_open_area (copies[i], self->slot, NULL);

      if (area == NULL || (!is_enrolled (self, area) && i >= slot_copy))
        {
          self->was_tampered = TRUE;
          continue;
        }
      if (!is_enrolled (self, area))
        return refuse (HEARTH_VAULT_ERROR_WRONG_KEY, "a slot of an older header opens", error);
      self->header = hearth_header_copy (copies[i]);
      self->user = hearth_grants_find_user (area->grants, &self->slot->user);
      self->area = g_steal_pointer (&area);
      return TRUE;
    }
  return refuse (HEARTH_VAULT_ERROR_TAMPERED, "a slot opens, but the header does not know its user",
                 error);
}

/* The box of the identity must hold the seed of the very key that the slot pins. */
static gboolean
check_identity (const HearthLogin *self, const HearthSecret *seed, GError **error)
{
  guint8 public_key[HEARTH_KEY_SIZE];

  hearth_key_ed25519_public (seed, public_key);
  if (sodium_memcmp (public_key, self->slot->identity_key, sizeof public_key) == 0)
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
      g_autoptr (HearthSecret) key = NULL;

      if (!hearth_id_equal (&grant->user, &self->user->id))
        continue;
      key = hearth_grants_open (self->area->grants, grant, self->slot->seed, error);
      if (key == NULL)
        return FALSE;
      g_ptr_array_add (self->keys, hearth_login_key_new (grant->cmp, grant->epoch, key));
      if (grant->cmp == HEARTH_COMPARTMENT_IDENTITY && !check_identity (self, key, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_same_work (const HearthHeader *a, const HearthHeader *b, guint set)
{
  return b != NULL && sodium_memcmp (a->salt, b->salt, sizeof a->salt) == 0 &&
         a->sets[set].passes == b->sets[set].passes &&
         a->sets[set].memory_bytes == b->sets[set].memory_bytes;
}

/* A slot says by which kind of key it opens. */
static gboolean
try_slot (HearthLogin *self,
          const HearthHeader *header,
          guint set,
          const HearthSecret *key,
          HearthSlotKind kind)
{
  self->slot = hearth_header_open_slot (header, set, key, &self->slot_index);
  self->set = set;
  if (self->slot != NULL && self->slot->kind != kind)
    g_clear_pointer (&self->slot, hearth_slot_free);
  return self->slot != NULL;
}

/* Tries both sets on both copies; what Argon2id made for one copy serves the other. */
static gboolean
try_passphrase (HearthLogin *self,
                const HearthHeader *const copies[2],
                const HearthCredentials *credentials,
                guint *out_copy,
                GError **error)
{
  const HearthSlotKind kind =
      credentials->key_file != NULL ? HEARTH_SLOT_KEY_FILE : HEARTH_SLOT_PASSPHRASE;
  g_autoptr (GPtrArray) made =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_secret_unref);

  for (guint i = 0; i < 2 && copies[i] != NULL; i++)
    {
      *out_copy = i;
      for (guint set = 0; set < 2 && copies[i]->sets[set].passes > 0; set++)
        {
          HearthSecret *key;

          if (i == 1 && set < made->len && is_same_work (copies[1], copies[0], set))
            key = hearth_secret_ref (g_ptr_array_index (made, set));
          else
            key = hearth_header_derive_key (copies[i], set, credentials->user,
                                            credentials->passphrase, credentials->key_file, error);
          if (key == NULL)
            return FALSE;
          g_ptr_array_add (made, key);
          if (try_slot (self, copies[i], set, key, kind))
            return TRUE;
        }
    }
  return TRUE;
}

static void
try_recovery (HearthLogin *self,
              const HearthHeader *const copies[2],
              const HearthSecret *recovery_key,
              guint *out_copy)
{
  g_autoptr (HearthSecret) key = hearth_header_derive_recovery_key (recovery_key);

  for (guint i = 0; i < 2 && copies[i] != NULL; i++)
    {
      *out_copy = i;
      if (try_slot (self, copies[i], HEARTH_HEADER_RECOVERY_SET, key, HEARTH_SLOT_RECOVERY))
        return;
    }
}

static gboolean
open_any_slot (HearthLogin *self,
               const HearthHeader *const copies[2],
               const HearthCredentials *credentials,
               guint *out_copy,
               GError **error)
{
  if (credentials->recovery_key != NULL)
    try_recovery (self, copies, credentials->recovery_key, out_copy);
  else if (!try_passphrase (self, copies, credentials, out_copy, error))
    return FALSE;
  return self->slot != NULL || refuse (HEARTH_VAULT_ERROR_WRONG_KEY, "no slot opens", error);
}

/**
 * hearth_login_open:
 * @newest: the copy with the greatest generation
 * @other: (nullable): the other good copy
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
                   const HearthCredentials *credentials,
                   GError **error)
{
  const HearthHeader *const copies[2] = { newest, other };
  g_autoptr (HearthLogin) self = new_login ();
  guint slot_copy = 0;

  g_return_val_if_fail (newest != NULL && credentials != NULL, NULL);

  if (!open_any_slot (self, copies, credentials, &slot_copy, error) ||
      !open_area (self, copies, slot_copy, error) || !open_grants (self, error))
    return NULL;
  take_key_file (self, credentials);
  return g_steal_pointer (&self);
}

static HearthSlot *
copy_slot (const HearthSlot *slot)
{
  HearthSlot *copy = g_memdup2 (slot, sizeof *slot);

  copy->seed = hearth_secret_ref (slot->seed);
  copy->area_secret = hearth_secret_ref (slot->area_secret);
  return copy;
}

/**
 * hearth_login_copy_slot:
 *
 * Returns: (transfer full): header and slot of @self and nothing else, for hearth_login_open_with() on
 *   another thread. Thread: the one on which @self may change.
 */
HearthLogin *
hearth_login_copy_slot (const HearthLogin *self)
{
  HearthLogin *copy = new_login ();

  copy->header = hearth_header_copy (self->header);
  copy->slot = copy_slot (self->slot);
  copy->slot_index = self->slot_index;
  return copy;
}

/**
 * hearth_login_open_with:
 * @header: of the same vault, from a backup
 * @present: a login of today, or hearth_login_copy_slot() of it
 *
 * Opens an older header with the keys of a login, without its passphrase of then.
 *
 * Returns: (transfer full): what the user of @present held then; %NULL with
 *   %HEARTH_VAULT_ERROR_WRONG_KEY if the user was not there yet or all keys were renewed since, or
 *   %HEARTH_VAULT_ERROR_TAMPERED. Thread: any.
 */
HearthLogin *
hearth_login_open_with (const HearthHeader *header, const HearthLogin *present, GError **error)
{
  const HearthHeader *const copies[2] = { header, NULL };
  g_autoptr (HearthLogin) self = new_login ();

  g_return_val_if_fail (header != NULL && present != NULL, NULL);

  self->slot = copy_slot (present->slot);
  self->slot_index = present->slot_index;
  if (!open_area (self, copies, 0, NULL))
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WRONG_KEY,
                           "the keys of this login do not open this header");
      return NULL;
    }
  return open_grants (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * hearth_login_verify_passphrase:
 *
 * Who sits at an unlocked vault is not yet its user. Takes as long as Argon2id does.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_WRONG_KEY unless @passphrase, with the key file that was
 *   shown at the login, opens the login's own slot. Thread: not main.
 */
gboolean
hearth_login_verify_passphrase (const HearthLogin *self,
                                const HearthSecret *passphrase,
                                GError **error)
{
  g_autoptr (HearthSecret) key = NULL;
  g_autoptr (HearthSlot) seen = NULL;
  guint slot = 0;

  g_return_val_if_fail (self != NULL && passphrase != NULL, FALSE);

  if (self->set != HEARTH_HEADER_RECOVERY_SET)
    {
      key = hearth_header_derive_key (self->header, self->set, self->user->name, passphrase,
                                      self->key_file, error);
      if (key == NULL)
        return FALSE;
      seen = hearth_header_open_slot (self->header, self->set, key, &slot);
    }
  return (seen != NULL && slot == self->slot_index) ||
         refuse (HEARTH_VAULT_ERROR_WRONG_KEY, "the passphrase is not the present one", error);
}
