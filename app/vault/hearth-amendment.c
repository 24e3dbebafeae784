/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-amendment.h"

#include "hearth-random.h"

#include <string.h>

/**
 * hearth_amendment_new:
 *
 * Returns: (transfer full): the header of @login as it is, to be changed; its grants stay signed as
 *   they are. %NULL with %HEARTH_VAULT_ERROR_TAMPERED if memory is not what was read. Thread: where
 *   the header is written.
 */
HearthAmendment *
hearth_amendment_new (HearthLogin *login, GError **error)
{
  g_autoptr (HearthAmendment) self = NULL;
  const HearthArea *area;

  g_return_val_if_fail (login != NULL, NULL);

  area = login->area;
  self = g_new0 (HearthAmendment, 1);
  self->login = login;
  self->header = hearth_header_copy (login->header);
  self->header->generation = MAX (login->header->generation, login->generation_tried) + 1;
  self->slot = hearth_slot_copy (login->slot);
  self->slot_index = login->slot_index;
  self->set = login->set;
  if (login->key_file != NULL)
    self->key_file = hearth_secret_ref (login->key_file);
  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_login_key_free);

  self->area = g_new0 (HearthArea, 1);
  self->area->dev = area->dev;
  memcpy (self->area->old_set, area->old_set, sizeof area->old_set);
  self->area->line = g_strdup (area->line);
  self->area->grants = hearth_grants_read (
      area->line, strlen (area->line), login->slot->identity_key, &login->header->vault_id, error);
  return self->area->grants != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * hearth_amendment_new_by_owner:
 *
 * As hearth_amendment_new(), for acts on users and grants: the serial grows by one and the grants
 * are signed anew.
 *
 * Returns: (transfer full): also %NULL with %HEARTH_VAULT_ERROR_NOT_OWNER. Thread: where the header
 *   is written.
 */
HearthAmendment *
hearth_amendment_new_by_owner (HearthLogin *login, GError **error)
{
  HearthAmendment *self;
  const HearthSecret *seed;

  g_return_val_if_fail (login != NULL, NULL);

  seed = hearth_login_get_identity (login);
  if (seed == NULL)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_OWNER,
                           "the login does not hold the identity key");
      return NULL;
    }
  self = hearth_amendment_new (login, error);
  if (self == NULL)
    return NULL;
  self->identity_seed = hearth_secret_ref ((HearthSecret *) seed);
  self->area->grants->serial++;
  return self;
}

void
hearth_amendment_free (HearthAmendment *self)
{
  g_clear_pointer (&self->header, hearth_header_free);
  g_clear_pointer (&self->area, hearth_area_free);
  g_clear_pointer (&self->slot, hearth_slot_free);
  g_clear_pointer (&self->key_file, hearth_secret_unref);
  g_clear_pointer (&self->identity_seed, hearth_secret_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_free (self);
}

/** hearth_amendment_add_key: the login holds @key, 32 bytes, once this is committed. */
void
hearth_amendment_add_key (HearthAmendment *self,
                          HearthCompartment cmp,
                          guint32 epoch,
                          const HearthSecret *key)
{
  g_return_if_fail (self != NULL && key != NULL);

  g_ptr_array_add (self->keys, hearth_login_key_new (cmp, epoch, key));
}

/**
 * hearth_amendment_take_free_slot:
 * @out_slot: (out): a slot that no user has, chosen at random
 *
 * When all are taken there are twice as many afterwards (vault 3.2).
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_LIMIT when 256 are taken. Thread: any.
 */
gboolean
hearth_amendment_take_free_slot (HearthAmendment *self, guint *out_slot, GError **error)
{
  const GPtrArray *users;
  gboolean is_taken[HEARTH_GRANTS_MAX_USERS] = { FALSE };
  guint n_taken = 0;
  guint n;

  g_return_val_if_fail (self != NULL && out_slot != NULL, FALSE);

  users = self->area->grants->users;
  for (guint i = 0; i < users->len; i++)
    {
      const HearthUser *user = g_ptr_array_index (users, i);

      for (guint j = 0; j < user->slots->len; j++)
        is_taken[g_array_index (user->slots, guint, j)] = TRUE;
    }
  for (guint i = 0; i < self->header->n_slots; i++)
    n_taken += is_taken[i];
  if (n_taken == self->header->n_slots && !hearth_header_grow (self->header))
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT,
                           "all slots of the header are taken");
      return FALSE;
    }
  n = hearth_random_uniform (self->header->n_slots - n_taken);
  for (*out_slot = 0; is_taken[*out_slot] || n > 0; (*out_slot)++)
    n -= !is_taken[*out_slot];
  return TRUE;
}

/** hearth_amendment_clear_slots: nobody opens the slots of @user, one of the area, any more. */
void
hearth_amendment_clear_slots (HearthAmendment *self, HearthUser *user)
{
  g_return_if_fail (self != NULL && user != NULL);

  for (guint i = 0; i < user->slots->len; i++)
    {
      guint slot = g_array_index (user->slots, guint, i);

      if (slot >= self->header->n_slots)
        continue;
      hearth_header_clear_slot (self->header, slot);
      hearth_area_set_old (self->area, slot, FALSE);
    }
  g_array_set_size (user->slots, 0);
}

/**
 * hearth_amendment_seal_own_slot:
 * @passphrase: UTF-8, as typed
 *
 * Seals the login's own slot under @passphrase, the key file of @self if there is one, and the newest
 * parameters. Takes as long as Argon2id does.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_LIMIT or %HEARTH_VAULT_ERROR_NO_MEMORY. Thread: not main.
 */
gboolean
hearth_amendment_seal_own_slot (HearthAmendment *self,
                                const HearthSecret *passphrase,
                                GError **error)
{
  const HearthUser *user;
  g_autoptr (HearthSecret) key = NULL;

  g_return_val_if_fail (self != NULL && passphrase != NULL, FALSE);

  user = hearth_grants_find_user (self->area->grants, &self->slot->user);
  if (!hearth_login_check_passphrase (passphrase, error))
    return FALSE;
  key = hearth_header_derive_key (self->header, 0, user->name, passphrase, self->key_file, error);
  if (key == NULL)
    return FALSE;
  self->slot->kind = self->key_file != NULL ? HEARTH_SLOT_KEY_FILE : HEARTH_SLOT_PASSPHRASE;
  hearth_header_set_slot (self->header, self->slot_index, 0, self->slot, key);
  hearth_area_set_old (self->area, self->slot_index, FALSE);
  self->set = 0;
  return TRUE;
}

/* Parameters that no slot needs are forgotten. */
static void
drop_old_set (HearthAmendment *self)
{
  for (guint i = 0; i < sizeof self->area->old_set; i++)
    {
      if (self->area->old_set[i] != 0)
        return;
    }
  memset (&self->header->sets[1], 0, sizeof self->header->sets[1]);
}

/* What is about to be written is read as the next login will read it: a slip here would lock
 * everybody out. */
static gboolean
prove (const HearthAmendment *self, GError **error)
{
  g_autoptr (HearthHeader) header =
      hearth_header_parse (self->header->image, self->header->length, NULL);
  g_autoptr (HearthArea) area = NULL;
  const HearthUser *user = NULL;

  if (header != NULL)
    area = hearth_header_open_area (header, self->slot, NULL);
  if (area != NULL)
    user = hearth_grants_find_user (area->grants, &self->slot->user);
  if (user != NULL && user->is_active)
    return TRUE;
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT,
                       "a header that could not be opened again is not written");
  return FALSE;
}

static gboolean
seal (HearthAmendment *self, GError **error)
{
  drop_old_set (self);
  if (self->identity_seed != NULL)
    {
      g_free (self->area->line);
      self->area->line = hearth_grants_sign (self->area->grants, self->identity_seed);
    }
  return hearth_header_set_area (self->header, self->area, self->slot->area_secret, error) &&
         prove (self, error);
}

static void
take_over (HearthAmendment *self)
{
  HearthLogin *login = self->login;

  hearth_header_free (login->header);
  login->header = g_steal_pointer (&self->header);
  hearth_area_free (login->area);
  login->area = g_steal_pointer (&self->area);
  hearth_slot_free (login->slot);
  login->slot = g_steal_pointer (&self->slot);
  g_clear_pointer (&login->key_file, hearth_secret_unref);
  login->key_file = g_steal_pointer (&self->key_file);
  login->slot_index = self->slot_index;
  login->set = self->set;
  login->user = hearth_grants_find_user (login->area->grants, &login->slot->user);
  g_ptr_array_extend_and_steal (login->keys, g_steal_pointer (&self->keys));
}

/**
 * hearth_amendment_commit:
 *
 * Seals the area, signs it if this is an act of an owner, writes both copies, and makes @self what
 * the login knows. @self is used up on success.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_LIMIT if the grants do not fit, or an input/output error;
 *   the login is then as before, the old header is put back if the disk allows it, and the next
 *   unlock finds the old or the new one. Thread: where the header is written. Source: vault 3.4.
 */
gboolean
hearth_amendment_commit (HearthAmendment *self, const HearthFs *fs, int folder, GError **error)
{
  g_return_val_if_fail (self != NULL && fs != NULL, FALSE);

  if (!seal (self, error))
    return FALSE;
  self->login->generation_tried = self->header->generation;
  if (!hearth_header_store (self->header, fs, folder, error))
    {
      hearth_header_repair (self->login->header, fs, folder, NULL);
      return FALSE;
    }
  take_over (self);
  return TRUE;
}
