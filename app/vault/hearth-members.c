/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-members-private.h"

#include "hearth-random.h"
#include "hearth-vault-facts.h"
#include "hearth-vault-private.h"

#include <string.h>

G_STATIC_ASSERT (HEARTH_MEMBER_NAME_MAX == HEARTH_USER_NAME_MAX);

#define ADMIN_BIT (1u << HEARTH_COMPARTMENT_ADMIN)

/** hearth_member_copy: Returns: (transfer full): the same. Thread: any. */
HearthMember *
hearth_member_copy (const HearthMember *self)
{
  HearthMember *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->name = g_strdup (self->name);
  copy->roles = g_strdupv (self->roles);
  return copy;
}

void
hearth_member_free (HearthMember *self)
{
  g_free (self->name);
  g_strfreev (self->roles);
  g_free (self);
}

/**
 * hearth_vault_list_members:
 *
 * Returns: (transfer full) (element-type HearthMember): all users as of the last act, also those who
 *   are disabled, and the recovery; not to be changed. Thread: main.
 */
GPtrArray *
hearth_vault_list_members (HearthVault *self)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self), NULL);

  return g_ptr_array_ref (_hearth_vault_get_facts (self)->members);
}

/** hearth_members_find: Returns: (transfer none) (nullable): the user of that id. Thread: any. */
const HearthMember *
hearth_members_find (const GPtrArray *members, const HearthId *id)
{
  g_return_val_if_fail (members != NULL && id != NULL, NULL);

  for (guint i = 0; i < members->len; i++)
    {
      const HearthMember *member = g_ptr_array_index (members, i);

      if (hearth_id_equal (&member->id, id))
        return member;
    }
  return NULL;
}

/* Only who can log in, or could again, takes a name. */
static gboolean
takes_name (const char *name, gboolean is_active, char **roles, const char *folded)
{
  g_autofree char *own = hearth_header_fold_name (name);

  return (is_active || roles[0] != NULL) && strcmp (own, folded) == 0;
}

/**
 * hearth_members_find_by_name:
 * @name: as typed: case and spaces around it do not matter
 *
 * Returns: (transfer none) (nullable): the person who logs in under that name, also one who is
 *   disabled now; not one who was removed. Thread: any.
 */
const HearthMember *
hearth_members_find_by_name (const GPtrArray *members, const char *name)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (members != NULL && name != NULL, NULL);

  folded = hearth_header_fold_name (name);
  for (guint i = 0; i < members->len; i++)
    {
      const HearthMember *member = g_ptr_array_index (members, i);

      if (!member->is_recovery &&
          takes_name (member->name, member->is_active, member->roles, folded))
        return member;
    }
  return NULL;
}

/** hearth_member_act_new: Returns: (transfer full): to be filled in. Thread: any. */
HearthMemberAct *
hearth_member_act_new (HearthMemberActKind kind, const HearthId *user)
{
  HearthMemberAct *self;

  g_return_val_if_fail (user != NULL, NULL);

  self = g_new0 (HearthMemberAct, 1);
  self->kind = kind;
  self->user = *user;
  return self;
}

/** hearth_member_act_new_add: Returns: (transfer full): for a new user @name. Thread: any. */
HearthMemberAct *
hearth_member_act_new_add (const char *name)
{
  const HearthId id = hearth_random_id ();
  HearthMemberAct *self = hearth_member_act_new (HEARTH_MEMBER_ADD, &id);

  g_return_val_if_fail (name != NULL, NULL);

  self->name = g_strstrip (g_strdup (name));
  return self;
}

/** hearth_member_act_copy: Returns: (transfer full): the same. Thread: any. */
HearthMemberAct *
hearth_member_act_copy (const HearthMemberAct *self)
{
  HearthMemberAct *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->name = g_strdup (self->name);
  copy->roles = g_strdupv (self->roles);
  copy->passphrase = NULL;
  copy->key_file = NULL;
  hearth_member_act_set_passphrase (copy, self->passphrase, self->key_file);
  return copy;
}

void
hearth_member_act_free (HearthMemberAct *self)
{
  g_free (self->name);
  g_strfreev (self->roles);
  g_clear_pointer (&self->passphrase, hearth_secret_unref);
  g_clear_pointer (&self->key_file, hearth_secret_unref);
  g_free (self);
}

/** hearth_member_act_set_roles: @roles: (nullable): all that the user has afterwards. */
void
hearth_member_act_set_roles (HearthMemberAct *self, const char *const *roles)
{
  g_return_if_fail (self != NULL);

  g_strfreev (self->roles);
  self->roles = g_strdupv ((char **) roles);
}

/** hearth_member_act_set_passphrase: both (nullable), referenced. */
void
hearth_member_act_set_passphrase (HearthMemberAct *self,
                                  const HearthSecret *passphrase,
                                  const HearthSecret *key_file)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->passphrase, hearth_secret_unref);
  g_clear_pointer (&self->key_file, hearth_secret_unref);
  if (passphrase != NULL)
    self->passphrase = hearth_secret_ref ((HearthSecret *) passphrase);
  if (key_file != NULL)
    self->key_file = hearth_secret_ref ((HearthSecret *) key_file);
}

static gboolean
refuse (HearthVaultError code, const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_VAULT_ERROR, (int) code, message);
  return FALSE;
}

/* Every live epoch: while a key is being renewed some pages are still under the old one. */
static gboolean
give_one (HearthAmendment *self, const HearthUser *user, HearthCompartment cmp, GError **error)
{
  HearthGrants *grants = self->area->grants;

  for (guint i = 0; i < grants->live[cmp]->len; i++)
    {
      guint32 epoch = g_array_index (grants->live[cmp], guint32, i);
      const HearthSecret *key = hearth_login_find_key (self->login, cmp, epoch);

      if (key == NULL)
        return refuse (HEARTH_VAULT_ERROR_NOT_HELD,
                       "a key that the login does not hold cannot be granted", error);
      hearth_grants_grant (grants, user, cmp, epoch, key);
    }
  return TRUE;
}

/**
 * _hearth_members_give:
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_NOT_HELD unless the login holds all of @compartments, of
 *   which @user gets those that are not there yet. Thread: writer.
 */
gboolean
_hearth_members_give (HearthAmendment *amendment,
                      const HearthUser *user,
                      guint compartments,
                      GError **error)
{
  const guint held = hearth_grants_get_held (amendment->area->grants, &user->id);

  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    {
      if ((compartments & ~held & 1u << i) != 0 &&
          !give_one (amendment, user, (HearthCompartment) i, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * _hearth_members_enrol:
 * @seed: 32 bytes, the user's
 *
 * Seals @seed, the area secret and the identity key of @amendment into a free slot for @user. Takes
 * as long as Argon2id does.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_LIMIT or %HEARTH_VAULT_ERROR_NO_MEMORY. Thread: writer.
 */
gboolean
_hearth_members_enrol (HearthAmendment *amendment,
                       HearthUser *user,
                       const HearthSecret *seed,
                       const HearthSecret *passphrase,
                       const HearthSecret *key_file,
                       gboolean is_temporary,
                       GError **error)
{
  g_autoptr (HearthSecret) slot_key = NULL;
  g_autoptr (HearthSlot) contents = NULL;
  guint slot;

  if (!hearth_login_check_passphrase (passphrase, error) ||
      !hearth_amendment_take_free_slot (amendment, &slot, error))
    return FALSE;
  slot_key =
      hearth_header_derive_key (amendment->header, 0, user->name, passphrase, key_file, error);
  if (slot_key == NULL)
    return FALSE;
  contents = hearth_slot_copy (amendment->slot);
  contents->kind = key_file != NULL ? HEARTH_SLOT_KEY_FILE : HEARTH_SLOT_PASSPHRASE;
  contents->is_temporary = is_temporary;
  /* What this user noted elsewhere under a former seed was noted before, be it in the same second. */
  contents->made = (guint64) (g_get_real_time () / G_USEC_PER_SEC) + 1;
  contents->user = user->id;
  hearth_secret_unref (contents->seed);
  contents->seed = hearth_secret_ref ((HearthSecret *) seed);
  hearth_header_set_slot (amendment->header, slot, 0, contents, slot_key);
  hearth_area_set_old (amendment->area, slot, FALSE);
  g_array_append_val (user->slots, slot);
  return TRUE;
}

/* The list keeps who was removed, for names in old records, until it is full. */
static void
make_room (HearthGrants *grants)
{
  for (guint i = 0; grants->users->len >= HEARTH_GRANTS_MAX_USERS && i < grants->users->len; i++)
    {
      const HearthUser *user = g_ptr_array_index (grants->users, i);

      if (!user->is_active && user->roles[0] == NULL)
        hearth_grants_remove_user (grants, &user->id);
    }
}

/** _hearth_members_check_new_name: %FALSE with LIMIT or EXISTS if nobody can log in as @name. */
gboolean
_hearth_members_check_new_name (const HearthGrants *grants, const char *name, GError **error)
{
  g_autofree char *folded = NULL;

  if (!hearth_login_check_name (name, error))
    return FALSE;
  folded = hearth_header_fold_name (name);
  for (guint i = 0; i < grants->users->len; i++)
    {
      const HearthUser *user = g_ptr_array_index (grants->users, i);

      if (!user->is_recovery && takes_name (user->name, user->is_active, user->roles, folded))
        return refuse (HEARTH_VAULT_ERROR_EXISTS, "there is a user of that name", error);
    }
  return TRUE;
}

static gboolean
add (HearthAmendment *amendment, const HearthMemberAct *act, GError **error)
{
  static const char *const none[] = { NULL };
  HearthGrants *grants = amendment->area->grants;
  g_autoptr (HearthSecret) seed = hearth_secret_new_random (32);
  const char *const *roles = act->roles != NULL ? (const char *const *) act->roles : none;
  HearthUser *user;

  if (!_hearth_members_check_new_name (grants, act->name, error))
    return FALSE;
  make_room (grants);
  user = hearth_grants_add_user (grants, &act->user, act->name, roles, seed);
  return _hearth_members_enrol (amendment, user, seed, act->passphrase, act->key_file,
                                !act->is_permanent, error) &&
         _hearth_members_give (amendment, user, act->compartments | ADMIN_BIT, error);
}

/* Whether somebody else, or the recovery, can still open @cmp. */
static gboolean
has_other_holder (const HearthGrants *grants, const HearthUser *user, HearthCompartment cmp)
{
  for (guint i = 0; i < grants->users->len; i++)
    {
      const HearthUser *other = g_ptr_array_index (grants->users, i);

      if (other != user && other->is_active && hearth_grants_has (grants, &other->id, cmp))
        return TRUE;
    }
  return FALSE;
}

static gboolean
take (HearthAmendment *amendment, const HearthUser *user, guint compartments, GError **error)
{
  HearthGrants *grants = amendment->area->grants;
  const guint held = hearth_grants_get_held (grants, &user->id);

  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    {
      if ((compartments & held & 1u << i) != 0 &&
          !has_other_holder (grants, user, (HearthCompartment) i))
        return refuse (HEARTH_VAULT_ERROR_LAST_HOLDER, "nobody else holds a compartment", error);
    }
  hearth_grants_take (grants, &user->id, compartments);
  return TRUE;
}

static gboolean
revoke_some (HearthAmendment *amendment,
             const HearthUser *user,
             const HearthMemberAct *act,
             GError **error)
{
  /* Every login writes its entries there. */
  if ((act->compartments & ADMIN_BIT) != 0)
    return refuse (HEARTH_VAULT_ERROR_MISUSE, "an active user keeps admin", error);
  return take (amendment, user, act->compartments, error);
}

static gboolean
disable (HearthAmendment *amendment, HearthUser *user, GError **error)
{
  if (!take (amendment, user, HEARTH_COMPARTMENTS_ALL, error))
    return FALSE;
  hearth_amendment_clear_slots (amendment, user);
  user->is_active = FALSE;
  return TRUE;
}

static guint
get_own_held (const HearthAmendment *amendment)
{
  return hearth_grants_get_held (amendment->area->grants, &amendment->slot->user);
}

/* A new seed, so that what the old passphrase opened in an old copy of the header is worth nothing
 * here; what the owner does not hold cannot be given again. */
static gboolean
reset (HearthAmendment *amendment, HearthUser *user, const HearthMemberAct *act, GError **error)
{
  const guint held = hearth_grants_get_held (amendment->area->grants, &user->id);
  const guint kept = held & get_own_held (amendment);
  g_autoptr (HearthSecret) seed = hearth_secret_new_random (32);

  if (!take (amendment, user, held & ~kept, error))
    return FALSE;
  hearth_grants_take (amendment->area->grants, &user->id, kept);
  hearth_amendment_clear_slots (amendment, user);
  hearth_grants_set_seed (user, seed);
  user->is_active = TRUE;
  return _hearth_members_enrol (amendment, user, seed, act->passphrase, act->key_file,
                                !act->is_permanent, error) &&
         _hearth_members_give (amendment, user, kept | act->compartments | ADMIN_BIT, error);
}

static gboolean
change (HearthAmendment *amendment, HearthUser *user, const HearthMemberAct *act, GError **error)
{
  const gboolean is_self = hearth_id_equal (&user->id, &amendment->slot->user);

  switch (act->kind)
    {
    case HEARTH_MEMBER_GRANT:
      return user->is_active ? _hearth_members_give (amendment, user, act->compartments, error)
                             : refuse (HEARTH_VAULT_ERROR_MISUSE, "the user is disabled", error);
    case HEARTH_MEMBER_REVOKE:
      return revoke_some (amendment, user, act, error);
    case HEARTH_MEMBER_DISABLE:
    case HEARTH_MEMBER_REMOVE:
      return is_self ? refuse (HEARTH_VAULT_ERROR_MISUSE, "nobody removes themselves", error)
                     : disable (amendment, user, error);
    case HEARTH_MEMBER_RESET:
      return is_self ? refuse (HEARTH_VAULT_ERROR_MISUSE, "nobody resets themselves", error)
                     : reset (amendment, user, act, error);
    case HEARTH_MEMBER_ADD:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
set_roles (HearthUser *user, const HearthMemberAct *act)
{
  static char *none[] = { NULL };

  if (act->roles == NULL && act->kind != HEARTH_MEMBER_REMOVE)
    return;
  g_strfreev (user->roles);
  user->roles = g_strdupv (act->kind == HEARTH_MEMBER_REMOVE ? none : act->roles);
}

/**
 * _hearth_members_amend:
 * @amendment: by an owner
 *
 * Stages @act, and says in it what was lost.
 *
 * Returns: %FALSE with an error of hearth_vault_run_member_act(); @amendment is then good for nothing
 *   but freeing. Thread: writer.
 */
gboolean
_hearth_members_amend (HearthAmendment *amendment, HearthMemberAct *act, GError **error)
{
  HearthGrants *grants = amendment->area->grants;
  HearthUser *user;
  guint before;

  act->lost = 0;
  if (act->kind == HEARTH_MEMBER_ADD)
    return add (amendment, act, error);
  user = hearth_grants_find_user (grants, &act->user);
  if (user == NULL || user->is_recovery)
    return refuse (HEARTH_VAULT_ERROR_MISUSE, "there is no such user", error);
  before = hearth_grants_get_held (grants, &user->id);
  if (!change (amendment, user, act, error))
    return FALSE;
  set_roles (user, act);
  act->lost = before & ~hearth_grants_get_held (grants, &user->id);
  return TRUE;
}

static gboolean
run (HearthSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  HearthMemberAct *act = data;
  g_autoptr (HearthAmendment) amendment = hearth_amendment_new_by_owner (session->login, error);

  return amendment != NULL && _hearth_members_amend (amendment, act, error) &&
         hearth_session_commit_header (session, amendment, error);
}

static gboolean
is_complete (const HearthMemberAct *act)
{
  const gboolean needs_passphrase =
      act->kind == HEARTH_MEMBER_ADD || act->kind == HEARTH_MEMBER_RESET;

  return (act->kind != HEARTH_MEMBER_ADD || act->name != NULL) &&
         (!needs_passphrase || act->passphrase != NULL);
}

/**
 * hearth_vault_run_member_act:
 *
 * Does what an owner wants done to a user. Blocks, with a new passphrase for as long as Argon2id
 * takes: for hearthctl and tests.
 *
 * Returns: %FALSE and nothing changed with %HEARTH_VAULT_ERROR_NOT_OWNER; with
 *   %HEARTH_VAULT_ERROR_NOT_HELD if the login does not hold what it is to grant; with
 *   %HEARTH_VAULT_ERROR_LAST_HOLDER if nobody could open a compartment any more; with
 *   %HEARTH_VAULT_ERROR_EXISTS if the name is taken; with %HEARTH_VAULT_ERROR_LIMIT for names,
 *   passphrases and more than 256 users; with %HEARTH_VAULT_ERROR_MISUSE if there is no such user, if
 *   it is disabled, keeps admin or is oneself; or with an input/output error. Thread: main.
 *   Source: vault 3.4.
 */
gboolean
hearth_vault_run_member_act (HearthVault *self, HearthMemberAct *act, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self), FALSE);
  g_return_val_if_fail (act != NULL && is_complete (act), FALSE);

  return _hearth_vault_call (self, run, act, error);
}

/** hearth_vault_run_member_act_async: as the function above, on the writer, with a copy of @act. */
void
hearth_vault_run_member_act_async (HearthVault *self,
                                   const HearthMemberAct *act,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self));
  g_return_if_fail (act != NULL && is_complete (act));

  _hearth_vault_run_async (self, run, hearth_member_act_copy (act),
                           (GDestroyNotify) hearth_member_act_free,
                           hearth_vault_run_member_act_async, cancellable, callback, user_data);
}

/**
 * hearth_vault_run_member_act_finish:
 * @out_lost: (out) (optional): keys to be renewed, see HearthMemberAct
 *
 * Returns: whether it was done. Thread: main.
 */
gboolean
hearth_vault_run_member_act_finish (HearthVault *self,
                                    GAsyncResult *result,
                                    guint *out_lost,
                                    GError **error)
{
  const HearthMemberAct *act;

  g_return_val_if_fail (HEARTH_IS_VAULT (self), FALSE);

  if (!_hearth_vault_run_finish (self, result, hearth_vault_run_member_act_async, error))
    return FALSE;
  act = _hearth_vault_get_job_data (result);
  if (out_lost != NULL)
    *out_lost = act->lost;
  return TRUE;
}
