/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The user's own passphrase. */
#include "config.h"

#include "hearth-vault-private.h"

typedef struct
{
  HearthSecret *old_passphrase;
  HearthSecret *new_passphrase;
} Change;

static Change *
change_new (const HearthSecret *old_passphrase, const HearthSecret *new_passphrase)
{
  Change *self = g_new0 (Change, 1);

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
  g_free (self);
}

static gboolean
change (HearthSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Change *self = data;

  return hearth_session_change_passphrase (session, self->old_passphrase, self->new_passphrase,
                                           error);
}

/**
 * hearth_vault_change_passphrase:
 * @old_passphrase: the present one
 * @new_passphrase: UTF-8, as typed, not empty
 *
 * Seals the user's seed under a new passphrase and writes the header. Old copies of the header and
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
  Change *work;
  gboolean is_done;

  g_return_val_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self), FALSE);
  g_return_val_if_fail (old_passphrase != NULL && new_passphrase != NULL, FALSE);

  work = change_new (old_passphrase, new_passphrase);
  is_done = _hearth_vault_call (self, change, work, error);
  change_free (work);
  return is_done;
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

  _hearth_vault_run_async (self, change, change_new (old_passphrase, new_passphrase), change_free,
                           hearth_vault_change_passphrase_async, cancellable, callback, user_data);
}

/** hearth_vault_change_passphrase_finish: Returns: whether it was changed. Thread: main. */
gboolean
hearth_vault_change_passphrase_finish (HearthVault *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (self), FALSE);

  return _hearth_vault_run_finish (self, result, hearth_vault_change_passphrase_async, error);
}
