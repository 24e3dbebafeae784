/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-recovery.h"

#include "hearth-key.h"
#include "hearth-members-private.h"
#include "hearth-random.h"
#include "hearth-vault-facts.h"
#include "hearth-vault-private.h"

#include <string.h>

#define IDENTITY_BIT (1u << HEARTH_COMPARTMENT_IDENTITY)

static const char *const owner_roles[] = { "owner", NULL };

static void
free_enrolment (gpointer data)
{
  HearthEnrolment *self = data;

  hearth_secret_unref (self->passphrase);
  g_clear_pointer (&self->key_file, hearth_secret_unref);
  g_free (self);
}

/**
 * hearth_re_enrolment_new:
 * @new_owner: (nullable): see HearthReEnrolment, as all others
 *
 * Returns: (transfer full): with nobody else who stays yet. Thread: any.
 */
HearthReEnrolment *
hearth_re_enrolment_new (const char *new_owner,
                         const HearthSecret *passphrase,
                         const HearthSecret *key_file)
{
  HearthReEnrolment *self;

  g_return_val_if_fail (passphrase != NULL, NULL);

  self = g_new0 (HearthReEnrolment, 1);
  self->new_owner = g_strdup (new_owner);
  self->passphrase = hearth_secret_ref ((HearthSecret *) passphrase);
  if (key_file != NULL)
    self->key_file = hearth_secret_ref ((HearthSecret *) key_file);
  self->enrolments = g_ptr_array_new_with_free_func (free_enrolment);
  return self;
}

/** hearth_re_enrolment_keep: @user stays, with what the login can give again. */
void
hearth_re_enrolment_keep (HearthReEnrolment *self,
                          const HearthId *user,
                          const HearthSecret *passphrase,
                          const HearthSecret *key_file)
{
  HearthEnrolment *enrolment;

  g_return_if_fail (self != NULL && user != NULL && passphrase != NULL);

  enrolment = g_new0 (HearthEnrolment, 1);
  enrolment->user = *user;
  enrolment->passphrase = hearth_secret_ref ((HearthSecret *) passphrase);
  if (key_file != NULL)
    enrolment->key_file = hearth_secret_ref ((HearthSecret *) key_file);
  g_ptr_array_add (self->enrolments, enrolment);
}

void
hearth_re_enrolment_free (HearthReEnrolment *self)
{
  g_free (self->new_owner);
  hearth_secret_unref (self->passphrase);
  g_clear_pointer (&self->key_file, hearth_secret_unref);
  g_ptr_array_unref (self->enrolments);
  g_free (self);
}

static gboolean
refuse (HearthVaultError code, const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_VAULT_ERROR, (int) code, message);
  return FALSE;
}

static const HearthEnrolment *
find_enrolment (const HearthReEnrolment *self, const HearthId *user)
{
  for (guint i = 0; i < self->enrolments->len; i++)
    {
      const HearthEnrolment *enrolment = g_ptr_array_index (self->enrolments, i);

      if (hearth_id_equal (&enrolment->user, user))
        return enrolment;
    }
  return NULL;
}

/* What a former owner knows, perhaps: the key that signs the grants and the secret of the area. */
static void
replace_common_keys (HearthAmendment *amendment)
{
  HearthGrants *grants = amendment->area->grants;
  const guint32 epoch = hearth_grants_get_epoch (grants, HEARTH_COMPARTMENT_IDENTITY) + 1;

  hearth_secret_unref (amendment->identity_seed);
  amendment->identity_seed = hearth_secret_new_random (32);
  hearth_secret_unref (amendment->slot->area_secret);
  amendment->slot->area_secret = hearth_secret_new_random (32);
  hearth_key_ed25519_public (amendment->identity_seed, amendment->slot->identity_key);
  hearth_amendment_add_key (amendment, HEARTH_COMPARTMENT_IDENTITY, epoch,
                            amendment->identity_seed);
  g_array_set_size (grants->live[HEARTH_COMPARTMENT_IDENTITY], 0);
  hearth_grants_add_epoch (grants, HEARTH_COMPARTMENT_IDENTITY, epoch);
}

/* The identity is a new one, which the login does not hold yet in the way of the others. */
static gboolean
give (HearthAmendment *amendment, const HearthUser *user, guint compartments, GError **error)
{
  HearthGrants *grants = amendment->area->grants;

  if ((compartments & IDENTITY_BIT) != 0)
    hearth_grants_grant (grants, user, HEARTH_COMPARTMENT_IDENTITY,
                         hearth_grants_get_epoch (grants, HEARTH_COMPARTMENT_IDENTITY),
                         amendment->identity_seed);
  return _hearth_members_give (amendment, user, compartments & ~IDENTITY_BIT, error);
}

/* A new seed and slot for @user, with @compartments. The login becomes that user if it @is_own. */
static gboolean
enrol (HearthAmendment *amendment,
       HearthUser *user,
       const HearthEnrolment *enrolment,
       guint compartments,
       gboolean is_own,
       GError **error)
{
  g_autoptr (HearthSecret) seed = hearth_secret_new_random (32);

  hearth_grants_set_seed (user, seed);
  user->is_active = TRUE;
  if (!_hearth_members_enrol (amendment, user, seed, enrolment->passphrase, enrolment->key_file,
                              !is_own, error) ||
      !give (amendment, user, compartments, error))
    return FALSE;
  if (!is_own)
    return TRUE;
  hearth_secret_unref (amendment->slot->seed);
  amendment->slot->seed = g_steal_pointer (&seed);
  amendment->slot->user = user->id;
  amendment->slot->kind =
      enrolment->key_file != NULL ? HEARTH_SLOT_KEY_FILE : HEARTH_SLOT_PASSPHRASE;
  amendment->slot->is_temporary = FALSE;
  amendment->slot_index = g_array_index (user->slots, guint, 0);
  amendment->set = 0;
  g_clear_pointer (&amendment->key_file, hearth_secret_unref);
  if (enrolment->key_file != NULL)
    amendment->key_file = hearth_secret_ref (enrolment->key_file);
  return TRUE;
}

/* Nobody opens anything any more; what each held is noted in @held, in the order of the users. */
static void
put_out_all (HearthAmendment *amendment, GArray *held)
{
  HearthGrants *grants = amendment->area->grants;

  for (guint i = 0; i < grants->users->len; i++)
    {
      HearthUser *user = g_ptr_array_index (grants->users, i);
      guint compartments = hearth_grants_get_held (grants, &user->id);

      g_array_append_val (held, compartments);
      hearth_grants_take (grants, &user->id, HEARTH_COMPARTMENTS_ALL);
      hearth_amendment_clear_slots (amendment, user);
      user->is_active = FALSE;
    }
}

static guint
get_login_held (const HearthLogin *login)
{
  return hearth_grants_get_held (login->area->grants, &login->user->id);
}

static gboolean
enrol_kept (HearthAmendment *amendment,
            const HearthReEnrolment *self,
            const GArray *held,
            GError **error)
{
  const HearthLogin *login = amendment->login;
  const HearthEnrolment own = { login->user->id, self->passphrase, login->key_file };
  GPtrArray *users = amendment->area->grants->users;

  for (guint i = 0; i < held->len; i++)
    {
      HearthUser *user = g_ptr_array_index (users, i);
      const gboolean is_own =
          self->new_owner == NULL && hearth_id_equal (&user->id, &login->user->id);
      const HearthEnrolment *enrolment = is_own ? &own : find_enrolment (self, &user->id);
      guint compartments = g_array_index (held, guint, i) & get_login_held (login);

      if (enrolment == NULL || user->is_recovery)
        continue;
      if (!enrol (amendment, user, enrolment, compartments, is_own, error))
        return FALSE;
    }
  return TRUE;
}

/* The new owner holds whatever the login holds, so that nothing is lost with it. */
static gboolean
add_owner (HearthAmendment *amendment, const HearthReEnrolment *self, GError **error)
{
  HearthGrants *grants = amendment->area->grants;
  g_autoptr (HearthSecret) seed = hearth_secret_new_random (32);
  g_autofree char *name = g_strstrip (g_strdup (self->new_owner));
  const HearthId id = hearth_random_id ();
  const HearthEnrolment enrolment = { id, self->passphrase, self->key_file };
  HearthUser *user;

  if (!_hearth_members_check_new_name (grants, name, error))
    return FALSE;
  user = hearth_grants_add_user (grants, &id, name, owner_roles, seed);
  return enrol (amendment, user, &enrolment, get_login_held (amendment->login) | IDENTITY_BIT, TRUE,
                error);
}

static void
remove_recoveries (HearthAmendment *amendment)
{
  HearthGrants *grants = amendment->area->grants;

  for (guint i = grants->users->len; i > 0; i--)
    {
      HearthUser *user = g_ptr_array_index (grants->users, i - 1);

      if (!user->is_recovery)
        continue;
      hearth_amendment_clear_slots (amendment, user);
      hearth_grants_remove_user (grants, &user->id);
    }
}

/* Whatever somebody could open before, somebody must be able to open afterwards. */
static gboolean
check_holders (const HearthAmendment *amendment, const GArray *held, GError **error)
{
  const HearthGrants *grants = amendment->area->grants;
  guint before = 0;
  guint after = 0;

  for (guint i = 0; i < held->len; i++)
    before |= g_array_index (held, guint, i);
  for (guint i = 0; i < grants->users->len; i++)
    after |=
        hearth_grants_get_held (grants, &((HearthUser *) g_ptr_array_index (grants->users, i))->id);
  return (before & ~after) == 0 ||
         refuse (HEARTH_VAULT_ERROR_LAST_HOLDER, "nobody could open a compartment any more", error);
}

gboolean
_hearth_recovery_amend (HearthAmendment *amendment, const HearthReEnrolment *self, GError **error)
{
  g_autoptr (GArray) held = g_array_new (FALSE, FALSE, sizeof (guint));

  if (self->new_owner == NULL && amendment->set == HEARTH_HEADER_RECOVERY_SET)
    return refuse (HEARTH_VAULT_ERROR_MISUSE, "a recovery makes a new owner", error);
  put_out_all (amendment, held);
  replace_common_keys (amendment);
  if (!enrol_kept (amendment, self, held, error) ||
      (self->new_owner != NULL && !add_owner (amendment, self, error)) ||
      !check_holders (amendment, held, error))
    return FALSE;
  remove_recoveries (amendment);
  return TRUE;
}

static gboolean
re_enrol (HearthSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const HearthReEnrolment *self = data;
  g_autoptr (HearthAmendment) amendment = hearth_amendment_new_by_owner (session->login, error);

  if (amendment == NULL ||
      (self->new_owner == NULL &&
       !hearth_login_verify_passphrase (session->login, self->passphrase, error)))
    return FALSE;
  return _hearth_recovery_amend (amendment, self, error) &&
         hearth_session_commit_header (session, amendment, error);
}

/**
 * hearth_vault_re_enrol:
 *
 * For when an owner leaves, the identity key may be known, or the recovery was used: nothing less
 * helps, because a former owner knows the area secret, the signing key and perhaps seeds that they
 * made. All compartment keys are to be renewed afterwards, the card is another one, and there is no
 * recovery any more until one is made. After hearth_vault_unlock_recovery() the login is the new
 * owner's from then on. Blocks for one Argon2id for each who stays: for hearthctl and tests.
 *
 * Returns: %FALSE and nothing changed with %HEARTH_VAULT_ERROR_NOT_OWNER, with
 *   %HEARTH_VAULT_ERROR_WRONG_KEY for the owner's passphrase, with %HEARTH_VAULT_ERROR_LAST_HOLDER,
 *   %HEARTH_VAULT_ERROR_EXISTS, %HEARTH_VAULT_ERROR_LIMIT or an input/output error. Thread: main.
 *   Source: vault 3.4, security 8.
 */
gboolean
hearth_vault_re_enrol (HearthVault *self, const HearthReEnrolment *enrolment, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self), FALSE);
  g_return_val_if_fail (enrolment != NULL, FALSE);

  return _hearth_vault_call (self, re_enrol, (gpointer) enrolment, error);
}

gboolean
_hearth_recovery_amend_create (HearthAmendment *amendment,
                               const HearthSecret *recovery_key,
                               GError **error)
{
  g_autoptr (HearthSecret) seed = hearth_secret_new_random (32);
  g_autoptr (HearthSecret) slot_key = hearth_header_derive_recovery_key (recovery_key);
  g_autoptr (HearthSlot) contents = hearth_slot_copy (amendment->slot);
  const HearthId id = hearth_random_id ();
  HearthUser *user;
  guint slot;

  remove_recoveries (amendment);
  if (!hearth_amendment_take_free_slot (amendment, &slot, error))
    return FALSE;
  user = hearth_grants_add_user (amendment->area->grants, &id, HEARTH_RECOVERY_NAME, owner_roles,
                                 seed);
  user->is_recovery = TRUE;
  g_array_append_val (user->slots, slot);
  contents->kind = HEARTH_SLOT_RECOVERY;
  contents->is_temporary = FALSE;
  contents->made = (guint64) (g_get_real_time () / G_USEC_PER_SEC);
  contents->user = id;
  hearth_secret_unref (contents->seed);
  contents->seed = hearth_secret_ref (seed);
  hearth_header_set_slot (amendment->header, slot, HEARTH_HEADER_RECOVERY_SET, contents, slot_key);
  return _hearth_members_give (amendment, user, HEARTH_COMPARTMENTS_ALL, error);
}

static gboolean
create_recovery (HearthSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (HearthAmendment) amendment = hearth_amendment_new_by_owner (session->login, error);

  return amendment != NULL && _hearth_recovery_amend_create (amendment, data, error) &&
         hearth_session_commit_header (session, amendment, error);
}

/**
 * hearth_vault_create_recovery:
 *
 * Makes a recovery that opens everything, in the place of one that there may be. Blocks: for
 * hearthctl and tests.
 *
 * Returns: (transfer full): the recovery key, 32 bytes, which is kept nowhere: to be split and
 *   printed now; %NULL with %HEARTH_VAULT_ERROR_NOT_OWNER, with %HEARTH_VAULT_ERROR_NOT_HELD unless
 *   the owner holds every compartment, or an input/output error. Thread: main.
 */
HearthSecret *
hearth_vault_create_recovery (HearthVault *self, GError **error)
{
  g_autoptr (HearthSecret) key = NULL;

  g_return_val_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self), NULL);

  key = hearth_secret_new_random (32);
  return _hearth_vault_call (self, create_recovery, key, error) ? g_steal_pointer (&key) : NULL;
}

/** hearth_vault_create_recovery_async: as the function above, on the writer. */
void
hearth_vault_create_recovery_async (HearthVault *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self));

  _hearth_vault_run_async (self, create_recovery, hearth_secret_new_random (32),
                           (GDestroyNotify) hearth_secret_unref, hearth_vault_create_recovery_async,
                           cancellable, callback, user_data);
}

/** hearth_vault_create_recovery_finish: Returns: (transfer full): as hearth_vault_create_recovery(). */
HearthSecret *
hearth_vault_create_recovery_finish (HearthVault *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self), NULL);

  if (!_hearth_vault_run_finish (self, result, hearth_vault_create_recovery_async, error))
    return NULL;
  return hearth_secret_ref (_hearth_vault_get_job_data (result));
}

/** hearth_vault_has_recovery: whether there is one; a vault without it asks for it. Thread: main. */
gboolean
hearth_vault_has_recovery (HearthVault *self)
{
  const GPtrArray *members;

  g_return_val_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self), FALSE);

  members = _hearth_vault_get_facts (self)->members;
  for (guint i = 0; i < members->len; i++)
    {
      const HearthMember *member = g_ptr_array_index (members, i);

      if (member->is_recovery && member->is_active)
        return TRUE;
    }
  return FALSE;
}

static gboolean
try_recovery (HearthSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const HearthCredentials credentials = { .recovery_key = data };
  g_autoptr (HearthLogin) login =
      hearth_login_open (session->login->header, NULL, &credentials, error);

  return login != NULL;
}

/**
 * hearth_vault_try_recovery:
 * @recovery_key: 32 bytes, put together from shares
 *
 * The drill: whether the recovery would open this vault. Changes nothing.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_WRONG_KEY or %HEARTH_VAULT_ERROR_TAMPERED. Thread: main.
 */
gboolean
hearth_vault_try_recovery (HearthVault *self, const HearthSecret *recovery_key, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self), FALSE);
  g_return_val_if_fail (recovery_key != NULL && hearth_secret_get_size (recovery_key) == 32, FALSE);

  return _hearth_vault_call (self, try_recovery, (gpointer) recovery_key, error);
}
