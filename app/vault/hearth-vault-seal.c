/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-vault-seal.h"

#include "hearth-kdf.h"
#include "hearth-vault-private.h"

#include <sodium.h>
#include <string.h>

#define MAX_BOX 4096

G_STATIC_ASSERT (HEARTH_VAULT_SEAL_OVERHEAD == crypto_box_SEALBYTES);

static void
recipient_free (gpointer data)
{
  HearthVaultRecipient *self = data;

  g_strfreev (self->roles);
  g_free (self->name);
  g_free (self);
}

/**
 * hearth_vault_list_recipients:
 *
 * Returns: (transfer full) (element-type HearthVaultRecipient): the users with their public keys, as an
 *   owner signed them. Thread: writer, the only one that changes them; the vault is unlocked.
 */
GPtrArray *
hearth_vault_list_recipients (HearthVault *self)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (recipient_free);
  const GPtrArray *users;

  g_return_val_if_fail (HEARTH_IS_VAULT (self), found);
  g_return_val_if_fail (_hearth_vault_get_session (self) != NULL, found);

  users = _hearth_vault_get_session (self)->login->area->grants->users;
  for (guint i = 0; i < users->len; i++)
    {
      const HearthUser *user = users->pdata[i];
      HearthVaultRecipient *recipient = g_new0 (HearthVaultRecipient, 1);

      recipient->user = user->id;
      memcpy (recipient->key, user->key, sizeof recipient->key);
      recipient->is_active = user->is_active;
      recipient->name = g_strdup (user->name);
      recipient->is_recovery = user->is_recovery;
      recipient->roles = g_strdupv (user->roles);
      g_ptr_array_add (found, recipient);
    }
  return found;
}

/** hearth_vault_recipient_has_role: whether @role is among the roles of the user. Thread: any. */
gboolean
hearth_vault_recipient_has_role (const HearthVaultRecipient *self, const char *role)
{
  g_return_val_if_fail (self != NULL && role != NULL, FALSE);

  return self->roles != NULL && g_strv_contains ((const char *const *) self->roles, role);
}

/**
 * hearth_vault_seal:
 * @key: of a recipient
 * @plain: what the box holds; it should say where the box belongs
 *
 * Returns: (transfer full): the box. Thread: any.
 */
GBytes *
hearth_vault_seal (const guint8 key[32], const HearthSecret *plain)
{
  gsize length;
  guint8 *box;

  g_return_val_if_fail (key != NULL && plain != NULL, NULL);

  length = hearth_secret_get_size (plain) + crypto_box_SEALBYTES;
  box = g_malloc (length);
  crypto_box_seal (box, hearth_secret_get_bytes (plain), hearth_secret_get_size (plain), key);
  return g_bytes_new_take (box, length);
}

/**
 * hearth_vault_open_sealed:
 *
 * Returns: (transfer full) (nullable): what the box holds; %NULL if it was not sealed to the user who is
 *   logged in. Thread: any, while the vault is unlocked.
 */
HearthSecret *
hearth_vault_open_sealed (HearthVault *self, const guint8 *box, gsize length)
{
  guint8 public_key[crypto_box_PUBLICKEYBYTES];
  g_autoptr (HearthSecret) seed = NULL;
  g_autoptr (HearthSecret) secret = NULL;
  g_autoptr (HearthSecret) plain = NULL;

  g_return_val_if_fail (HEARTH_IS_VAULT (self), NULL);
  g_return_val_if_fail (_hearth_vault_get_session (self) != NULL && box != NULL, NULL);

  if (length < crypto_box_SEALBYTES || length > MAX_BOX)
    return NULL;
  seed =
      hearth_kdf_derive (_hearth_vault_get_session (self)->login->slot->seed, "hearth/user/box/v1");
  secret = hearth_secret_new_zero (crypto_box_SECRETKEYBYTES);
  crypto_box_seed_keypair (public_key, hearth_secret_peek_writable (secret),
                           hearth_secret_get_bytes (seed));
  plain = hearth_secret_new_zero (length - crypto_box_SEALBYTES);
  if (crypto_box_seal_open (hearth_secret_peek_writable (plain), box, length, public_key,
                            hearth_secret_get_bytes (secret)) != 0)
    return NULL;
  return g_steal_pointer (&plain);
}
