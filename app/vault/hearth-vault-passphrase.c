/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The own passphrase and key file, and the parameters that make guessing dear. */
#include "config.h"

#include "hearth-members-private.h"
#include "hearth-vault-private.h"

typedef enum
{
  CHANGE_PASSPHRASE,
  CHANGE_KEY_FILE,
  CHANGE_PARAMETERS,
} ChangeKind;

typedef struct
{
  ChangeKind kind;
  HearthSecret *old_passphrase;
  HearthSecret *new_passphrase;
  HearthSecret *key_file; /* CHANGE_KEY_FILE: the new one, NULL: none any more */
  HearthKdfSet kdf;       /* CHANGE_PARAMETERS */
} Change;

static Change *
change_new (ChangeKind kind, const HearthSecret *old_passphrase, const HearthSecret *new_passphrase)
{
  Change *self = g_new0 (Change, 1);

  self->kind = kind;
  self->old_passphrase = hearth_secret_ref ((HearthSecret *) old_passphrase);
  self->new_passphrase = hearth_secret_ref ((HearthSecret *) new_passphrase);
  return self;
}

static void
change_free (gpointer data)
{
  Change *self = data;

  hearth_secret_unref (self->old_passphrase);
  hearth_secret_unref (self->new_passphrase);
  g_clear_pointer (&self->key_file, hearth_secret_unref);
  g_free (self);
}

/* Slots that Argon2id made: all but the recovery's. */
static void
mark_old_slots (HearthAmendment *amendment)
{
  const GPtrArray *users = amendment->area->grants->users;

  for (guint i = 0; i < users->len; i++)
    {
      const HearthUser *user = g_ptr_array_index (users, i);

      for (guint j = 0; !user->is_recovery && j < user->slots->len; j++)
        hearth_area_set_old (amendment->area, g_array_index (user->slots, guint, j), TRUE);
    }
}

/**
 * _hearth_kdf_amend:
 *
 * The new parameters become set 0; who is still under the old ones moves at the next login. There is
 * no third set: while somebody has not moved yet, another change is refused. The login's own slot is
 * to be sealed afterwards.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_LIMIT. Thread: writer.
 */
gboolean
_hearth_kdf_amend (HearthAmendment *amendment, const HearthKdfSet *kdf, GError **error)
{
  HearthHeader *header = amendment->header;

  if (!hearth_kdf_set_is_allowed (kdf) || header->sets[1].passes > 0)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT,
                           header->sets[1].passes > 0
                               ? "not all users have logged in since the last change"
                               : "parameters are out of bounds");
      return FALSE;
    }
  header->sets[1] = header->sets[0];
  header->sets[0] = *kdf;
  mark_old_slots (amendment);
  return TRUE;
}

static gboolean
change (HearthSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Change *self = data;
  g_autoptr (HearthAmendment) amendment = NULL;

  if (!hearth_login_verify_passphrase (session->login, self->old_passphrase, error))
    return FALSE;
  amendment = self->kind == CHANGE_PARAMETERS
                  ? hearth_amendment_new_by_owner (session->login, error)
                  : hearth_amendment_new (session->login, error);
  if (amendment == NULL)
    return FALSE;
  if (self->kind == CHANGE_PARAMETERS && !_hearth_kdf_amend (amendment, &self->kdf, error))
    return FALSE;
  if (self->kind == CHANGE_PASSPHRASE)
    amendment->slot->is_temporary = FALSE;
  if (self->kind == CHANGE_KEY_FILE)
    {
      g_clear_pointer (&amendment->key_file, hearth_secret_unref);
      if (self->key_file != NULL)
        amendment->key_file = hearth_secret_ref (self->key_file);
    }
  return hearth_amendment_seal_own_slot (amendment, self->new_passphrase, error) &&
         hearth_session_commit_header (session, amendment, error);
}

static gboolean
call (HearthVault *self, Change *work, GError **error)
{
  gboolean is_done = _hearth_vault_call (self, change, work, error);

  change_free (work);
  return is_done;
}

/**
 * hearth_vault_change_passphrase:
 * @old_passphrase: the present one
 * @new_passphrase: UTF-8, as typed, not empty
 *
 * Seals the user's seed under a new passphrase, with the key file that opened it if there was one,
 * and writes the header. Old copies of the header and
 * backups still open with the old one. Blocks: for hearthctl and tests.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_WRONG_KEY if @old_passphrase is not the present one,
 *   %HEARTH_VAULT_ERROR_LIMIT, %HEARTH_VAULT_ERROR_NO_MEMORY or an input/output error. Thread: main.
 */
gboolean
hearth_vault_change_passphrase (HearthVault *self,
                                const HearthSecret *old_passphrase,
                                const HearthSecret *new_passphrase,
                                GError **error)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self), FALSE);
  g_return_val_if_fail (old_passphrase != NULL && new_passphrase != NULL, FALSE);

  return call (self, change_new (CHANGE_PASSPHRASE, old_passphrase, new_passphrase), error);
}

/** hearth_vault_change_passphrase_async: as the function above, on the writer. */
void
hearth_vault_change_passphrase_async (HearthVault *self,
                                      HearthSecret *old_passphrase,
                                      HearthSecret *new_passphrase,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self));
  g_return_if_fail (old_passphrase != NULL && new_passphrase != NULL);

  _hearth_vault_run_async (
      self, change, change_new (CHANGE_PASSPHRASE, old_passphrase, new_passphrase), change_free,
      hearth_vault_change_passphrase_async, cancellable, callback, user_data);
}

/** hearth_vault_change_passphrase_finish: Returns: whether it was changed. Thread: main. */
gboolean
hearth_vault_change_passphrase_finish (HearthVault *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self), FALSE);

  return _hearth_vault_run_finish (self, result, hearth_vault_change_passphrase_async, error);
}

/**
 * hearth_vault_change_key_file:
 * @passphrase: the present one
 * @key_file: (nullable): 32 random bytes that are asked for from now on; %NULL: none any more
 *
 * Blocks: for hearthctl and tests. Source: vault 3.1.
 *
 * Returns: %FALSE with an error as hearth_vault_change_passphrase(). Thread: main.
 */
gboolean
hearth_vault_change_key_file (HearthVault *self,
                              const HearthSecret *passphrase,
                              const HearthSecret *key_file,
                              GError **error)
{
  Change *work;

  g_return_val_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self), FALSE);
  g_return_val_if_fail (passphrase != NULL, FALSE);
  g_return_val_if_fail (key_file == NULL || hearth_secret_get_size (key_file) == 32, FALSE);

  work = change_new (CHANGE_KEY_FILE, passphrase, passphrase);
  if (key_file != NULL)
    work->key_file = hearth_secret_ref ((HearthSecret *) key_file);
  return call (self, work, error);
}

static Change *
new_parameters (const HearthSecret *passphrase, guint64 memory_bytes, guint passes)
{
  Change *work = change_new (CHANGE_PARAMETERS, passphrase, passphrase);

  work->kdf.memory_bytes = memory_bytes;
  work->kdf.passes = passes;
  return work;
}

/**
 * hearth_vault_change_kdf:
 * @passphrase: the present one, of an owner
 * @memory_bytes: from 64 MiB to 2 GiB
 * @passes: from 1 to 20
 *
 * Gives the vault new parameters of Argon2id. Everybody else moves to them at the next login. Blocks:
 * for hearthctl and tests.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_NOT_OWNER, %HEARTH_VAULT_ERROR_LIMIT, also while somebody
 *   has not moved since the last change, %HEARTH_VAULT_ERROR_WRONG_KEY or an input/output error.
 *   Thread: main. Source: vault 3.2.
 */
gboolean
hearth_vault_change_kdf (HearthVault *self,
                         const HearthSecret *passphrase,
                         guint64 memory_bytes,
                         guint passes,
                         GError **error)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self), FALSE);
  g_return_val_if_fail (passphrase != NULL, FALSE);

  return call (self, new_parameters (passphrase, memory_bytes, passes), error);
}

/** hearth_vault_change_kdf_async: as the function above, on the writer. */
void
hearth_vault_change_kdf_async (HearthVault *self,
                               HearthSecret *passphrase,
                               guint64 memory_bytes,
                               guint passes,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self));
  g_return_if_fail (passphrase != NULL);

  _hearth_vault_run_async (self, change, new_parameters (passphrase, memory_bytes, passes),
                           change_free, hearth_vault_change_kdf_async, cancellable, callback,
                           user_data);
}

/** hearth_vault_change_kdf_finish: Returns: whether it was changed. Thread: main. */
gboolean
hearth_vault_change_kdf_finish (HearthVault *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self), FALSE);

  return _hearth_vault_run_finish (self, result, hearth_vault_change_kdf_async, error);
}
