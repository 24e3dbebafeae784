/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-header-copy.h"

#include "hearth-header-copy-private.h"
#include "hearth-vault-private.h"

typedef struct
{
  GBytes *image;
} Save;

static void
free_save (gpointer data)
{
  Save *self = data;

  g_clear_pointer (&self->image, g_bytes_unref);
  g_free (self);
}

static gboolean
save (HearthSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Save *self = data;
  const HearthHeader *header = session->login->header;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  self->image = g_bytes_new (header->image, header->length);
  return TRUE;
}

/**
 * hearth_vault_save_header:
 *
 * To be kept away from the vault, and made again after every change of slots or epochs. Blocks until
 * the writer has its turn.
 *
 * Returns: (transfer full): what hearth_vault_restore_header() takes. Thread: main.
 */
GBytes *
hearth_vault_save_header (HearthVault *self, GError **error)
{
  Save work = { NULL };

  g_return_val_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self), NULL);

  _hearth_vault_call (self, save, &work, error);
  return work.image;
}

/** hearth_vault_save_header_async: as the function above, without blocking. */
void
hearth_vault_save_header_async (HearthVault *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_VAULT (self) && hearth_vault_is_unlocked (self));

  _hearth_vault_run_async (self, save, g_new0 (Save, 1), free_save, hearth_vault_save_header_async,
                           cancellable, callback, user_data);
}

/** hearth_vault_save_header_finish: Returns: (transfer full): as hearth_vault_save_header(). */
GBytes *
hearth_vault_save_header_finish (HearthVault *self, GAsyncResult *result, GError **error)
{
  const Save *work;

  g_return_val_if_fail (HEARTH_IS_VAULT (self), NULL);

  if (!_hearth_vault_run_finish (self, result, hearth_vault_save_header_async, error))
    return NULL;
  work = _hearth_vault_get_job_data (result);
  return g_bytes_ref (work->image);
}

static gboolean
refuse (HearthVaultError code, const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_VAULT_ERROR, (int) code, message);
  return FALSE;
}

/* A copy is put back where the present header is damaged, not to undo what it says. */
static gboolean
check_present (const HearthHeader *copy, const HearthFs *fs, int folder, GError **error)
{
  g_autoptr (HearthHeader) newest = NULL;
  g_autoptr (HearthHeader) other = NULL;

  if (!hearth_header_load (fs, folder, &newest, &other, NULL))
    return TRUE;
  if (!hearth_id_equal (&newest->vault_id, &copy->vault_id))
    return refuse (HEARTH_VAULT_ERROR_TAMPERED, "the copy is of another vault", error);
  if (newest->generation > copy->generation)
    return refuse (HEARTH_VAULT_ERROR_OLDER, "the present header is newer and good", error);
  return TRUE;
}

static gboolean
restore (HearthVaultFolder *folder,
         GBytes *copy,
         const HearthCredentials *credentials,
         GError **error)
{
  gsize length;
  const guint8 *image = g_bytes_get_data (copy, &length);
  g_autoptr (HearthHeader) header = hearth_header_parse (image, length, error);
  g_autoptr (HearthLogin) login = NULL;

  if (header == NULL || !check_present (header, folder->fs, folder->fd, error))
    return FALSE;
  login = hearth_login_open (header, NULL, credentials, error);
  if (login == NULL)
    return FALSE;
  hearth_vault_folder_keep_damaged (folder, "header");
  hearth_vault_folder_keep_damaged (folder, "header.2");
  return hearth_header_store (header, folder->fs, folder->fd, error);
}

/** _hearth_header_copy_restore: as hearth_vault_restore_header(), on any file system. */
gboolean
_hearth_header_copy_restore (const HearthFs *fs,
                             const char *path,
                             GBytes *copy,
                             const HearthCredentials *credentials,
                             GError **error)
{
  g_autoptr (HearthVaultFolder) folder = hearth_vault_folder_open_headless (fs, path, error);

  return folder != NULL && restore (folder, copy, credentials, error);
}

/**
 * hearth_vault_restore_header:
 * @path: the folder of a vault that nobody has open, absolute
 * @copy: from hearth_vault_save_header()
 * @user: who opens the copy: proof that it is one, and asked for by somebody of this vault
 * @key_file: (nullable): 32 bytes
 *
 * Puts a saved header in the place of both copies; what stood there goes to "damaged". If the copy is
 * older than the databases, the next unlock says so and only an owner goes on.
 *
 * Returns: %FALSE and nothing changed with %HEARTH_VAULT_ERROR_HEADER_DAMAGED or
 *   %HEARTH_VAULT_ERROR_TOO_NEW for the copy, %HEARTH_VAULT_ERROR_WRONG_KEY, or
 *   %HEARTH_VAULT_ERROR_OLDER if the vault has a good and newer header; or with an input/output
 *   error. Thread: not main, unless it may wait. Source: vault 3.4.
 */
gboolean
hearth_vault_restore_header (const char *path,
                             GBytes *copy,
                             const char *user,
                             const HearthSecret *passphrase,
                             const HearthSecret *key_file,
                             GError **error)
{
  const HearthCredentials credentials = { user, passphrase, key_file };
  g_autofree char *absolute = NULL;

  g_return_val_if_fail (path != NULL && copy != NULL, FALSE);
  g_return_val_if_fail (user != NULL && passphrase != NULL, FALSE);

  absolute = g_canonicalize_filename (path, NULL);
  return _hearth_header_copy_restore (hearth_fs_get_default (), absolute, copy, &credentials,
                                      error);
}
