/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The acts on backups as the layers above see them: beside the writer for a vault that is open, on a
 * pool thread where none is. */
#include "config.h"

#include "hearth-backup.h"

#include "hearth-backup-private.h"
#include "hearth-vault-error-private.h"
#include "hearth-vault-private.h"

#include <errno.h>

/* One act, whatever it needs, and its answer. */
typedef struct
{
  char *path;
  char *new_path;
  char *user;
  HearthSecret *passphrase;
  HearthBackupJob job;
  HearthBackupReport *report;
} Work;

void
hearth_backup_report_free (HearthBackupReport *self)
{
  g_free (self->path);
  g_free (self);
}

static Work *
new_work (const char *path, HearthBackupCountFunc count, HearthBackupProgress *progress)
{
  Work *self = g_new0 (Work, 1);

  self->path = g_canonicalize_filename (path, NULL);
  self->job.count = count;
  self->job.progress = progress != NULL ? hearth_backup_progress_ref (progress) : NULL;
  return self;
}

static void
free_work (gpointer data)
{
  Work *self = data;

  g_clear_pointer (&self->report, hearth_backup_report_free);
  g_clear_pointer (&self->job.progress, hearth_backup_progress_unref);
  g_clear_pointer (&self->passphrase, hearth_secret_unref);
  g_free (self->user);
  g_free (self->new_path);
  g_free (self->path);
  g_free (self);
}

static gboolean
create (HearthSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *self = data;

  self->job.cancellable = cancellable;
  self->report = _hearth_backup_create (session, self->path, &self->job, error);
  return self->report != NULL;
}

/* Where no vault is open, or none that can be written, the databases, ciphertext as they are, are unpacked into the user's cache. */
static char *
make_spool (GError **error)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "hearth", "proof", NULL);

  if (g_mkdir_with_parents (path, 0700) == 0)
    return g_steal_pointer (&path);
  _hearth_vault_set_errno_error (error, errno, "make work folder");
  return NULL;
}

typedef struct
{
  HearthSession *session;
  HearthLogin *login;
} KeysOfToday;

static void
copy_keys_on_writer (gpointer data)
{
  KeysOfToday *keys = data;

  keys->login = hearth_login_copy_slot (keys->session->login);
}

static gboolean
verify (HearthSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *self = data;
  g_autofree char *spool = NULL;
  KeysOfToday keys = { session, NULL };

  if (session->folder->is_read_only)
    spool = make_spool (error);
  else
    spool = g_build_filename (session->folder->path, "spool", NULL);
  if (spool == NULL)
    return FALSE;
  hearth_worker_call_sync (session->writer_worker, copy_keys_on_writer, &keys);
  self->job.cancellable = cancellable;
  self->report = _hearth_backup_verify (session->folder->fs, self->path, keys.login, NULL, spool,
                                        &self->job, error);
  hearth_login_free (keys.login);
  return self->report != NULL;
}

static HearthBackupReport *
call_beside (
    HearthVault *vault, HearthVaultJob act, Work *work, GCancellable *cancellable, GError **error)
{
  HearthBackupReport *report = NULL;

  if (_hearth_vault_call_beside (vault, act, work, cancellable, error))
    report = g_steal_pointer (&work->report);
  free_work (work);
  return report;
}

static HearthBackupReport *
finish_beside (HearthVault *vault, GAsyncResult *result, gpointer tag, GError **error)
{
  Work *work = _hearth_vault_run_beside_finish (vault, result, tag, error);

  return work != NULL ? g_steal_pointer (&work->report) : NULL;
}

/**
 * hearth_backup_create:
 * @path: of a file, which is replaced, or of an existing folder, in which it gets a name with the time
 * @progress: (nullable)
 *
 * Copies the unlocked vault into one file. People go on working: writer and reader stand still for one
 * checkpoint only. Blocks: for hearthctl and tests.
 *
 * Returns: (transfer full): what was made, not proven yet; %NULL with %HEARTH_BACKUP_ERROR_PLACE,
 *   %HEARTH_BACKUP_ERROR_TOO_LARGE, %G_IO_ERROR_CANCELLED or an error of the disk; no part of a file is
 *   left. Source: vault 9.
 */
HearthBackupReport *
hearth_backup_create (HearthVault *vault,
                      const char *path,
                      HearthBackupProgress *progress,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (vault) && hearth_vault_is_unlocked (vault), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return call_beside (vault, create, new_work (path, NULL, progress), cancellable, error);
}

/** hearth_backup_create_async: as hearth_backup_create(); locking the vault cancels it. */
void
hearth_backup_create_async (HearthVault *vault,
                            const char *path,
                            HearthBackupProgress *progress,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_VAULT (vault) && hearth_vault_is_unlocked (vault));
  g_return_if_fail (path != NULL);

  _hearth_vault_run_beside_async (vault, create, new_work (path, NULL, progress), free_work,
                                  hearth_backup_create_async, cancellable, callback, user_data);
}

/** hearth_backup_create_finish: Returns: (transfer full): as hearth_backup_create(). */
HearthBackupReport *
hearth_backup_create_finish (HearthVault *vault, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (vault), NULL);

  return finish_beside (vault, result, hearth_backup_create_async, error);
}

/**
 * hearth_backup_verify:
 * @path: of a backup of this vault
 * @count: (nullable): asks for the number of cases
 * @progress: (nullable)
 *
 * Opens a backup with the keys of this login and reads all of it. Blocks.
 *
 * Returns: (transfer full): what was proven; %NULL with any code of %HEARTH_BACKUP_ERROR,
 *   %HEARTH_VAULT_ERROR_WRONG_KEY if it was made before this user came or before all keys were renewed,
 *   %G_IO_ERROR_CANCELLED or an error of the disk. Source: vault 9.
 */
HearthBackupReport *
hearth_backup_verify (HearthVault *vault,
                      const char *path,
                      HearthBackupCountFunc count,
                      HearthBackupProgress *progress,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (vault) && hearth_vault_is_unlocked (vault), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return call_beside (vault, verify, new_work (path, count, progress), cancellable, error);
}

/** hearth_backup_verify_async: as hearth_backup_verify(); locking the vault cancels it. */
void
hearth_backup_verify_async (HearthVault *vault,
                            const char *path,
                            HearthBackupCountFunc count,
                            HearthBackupProgress *progress,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_VAULT (vault) && hearth_vault_is_unlocked (vault));
  g_return_if_fail (path != NULL);

  _hearth_vault_run_beside_async (vault, verify, new_work (path, count, progress), free_work,
                                  hearth_backup_verify_async, cancellable, callback, user_data);
}

/** hearth_backup_verify_finish: Returns: (transfer full): as hearth_backup_verify(). */
HearthBackupReport *
hearth_backup_verify_finish (HearthVault *vault, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (vault), NULL);

  return finish_beside (vault, result, hearth_backup_verify_async, error);
}

/**
 * hearth_backup_verify_alone:
 * @user: of the day on which it was made
 * @passphrase: of that day
 * @count: (nullable): asks for the number of cases
 * @progress: (nullable)
 *
 * As hearth_backup_verify() where only the file is there. Blocks. Thread: any that may wait.
 *
 * Returns: (transfer full): what was proven, or %NULL with an error.
 */
HearthBackupReport *
hearth_backup_verify_alone (const char *path,
                            const char *user,
                            const HearthSecret *passphrase,
                            HearthBackupCountFunc count,
                            HearthBackupProgress *progress,
                            GCancellable *cancellable,
                            GError **error)
{
  const HearthCredentials credentials = { .user = user, .passphrase = passphrase };
  HearthBackupJob job = { count, progress, cancellable };
  g_autofree char *absolute = NULL;
  g_autofree char *spool = NULL;

  g_return_val_if_fail (path != NULL && user != NULL && passphrase != NULL, NULL);

  absolute = g_canonicalize_filename (path, NULL);
  spool = make_spool (error);
  if (spool == NULL)
    return NULL;
  return _hearth_backup_verify (hearth_fs_get_default (), absolute, NULL, &credentials, spool, &job,
                                error);
}

/**
 * hearth_backup_restore:
 * @new_path: of the vault to be; nothing may stand there
 * @user: of the day on which the backup was made
 * @passphrase: of that day
 * @count: (nullable): asks for the number of cases
 * @progress: (nullable)
 *
 * Makes a vault from a backup, whole or not at all. The passphrases of that day work again. It writes
 * under a new id, so an owner must issue its next card. Blocks. Thread: any that may wait.
 *
 * Returns: (transfer full): what was restored; %NULL with %HEARTH_VAULT_ERROR_EXISTS or as
 *   hearth_backup_verify(), and nothing is left. Source: vault 9.
 */
HearthBackupReport *
hearth_backup_restore (const char *path,
                       const char *new_path,
                       const char *user,
                       const HearthSecret *passphrase,
                       HearthBackupCountFunc count,
                       HearthBackupProgress *progress,
                       GCancellable *cancellable,
                       GError **error)
{
  const HearthCredentials credentials = { .user = user, .passphrase = passphrase };
  HearthBackupJob job = { count, progress, cancellable };
  g_autofree char *absolute = NULL;
  g_autofree char *new_absolute = NULL;

  g_return_val_if_fail (path != NULL && new_path != NULL, NULL);
  g_return_val_if_fail (user != NULL && passphrase != NULL, NULL);

  absolute = g_canonicalize_filename (path, NULL);
  new_absolute = g_canonicalize_filename (new_path, NULL);
  return _hearth_backup_restore (hearth_fs_get_default (), absolute, new_absolute, &credentials,
                                 &job, error);
}

static void
free_report (gpointer data)
{
  hearth_backup_report_free (data);
}

static void
restore_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Work *work = data;
  GError *error = NULL;
  HearthBackupReport *report =
      hearth_backup_restore (work->path, work->new_path, work->user, work->passphrase,
                             work->job.count, work->job.progress, cancellable, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, free_report);
  else
    g_task_return_error (task, error);
}

/** hearth_backup_restore_async: as hearth_backup_restore(), on a pool thread. Thread: main. */
void
hearth_backup_restore_async (const char *path,
                             const char *new_path,
                             const char *user,
                             HearthSecret *passphrase,
                             HearthBackupCountFunc count,
                             HearthBackupProgress *progress,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_if_fail (path != NULL && new_path != NULL);
  g_return_if_fail (user != NULL && passphrase != NULL);

  work = new_work (path, count, progress);
  work->new_path = g_strdup (new_path);
  work->user = g_strdup (user);
  work->passphrase = hearth_secret_ref (passphrase);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_backup_restore_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, free_work);
  g_task_run_in_thread (task, restore_in_thread);
}

/** hearth_backup_restore_finish: Returns: (transfer full): as hearth_backup_restore(). */
HearthBackupReport *
hearth_backup_restore_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == hearth_backup_restore_async,
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
remove_file (const HearthFs *fs, const char *path, GError **error)
{
  g_autofree char *folder_path = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  int folder = fs->open_folder (fs->data, -1, folder_path);
  int result = folder >= 0 ? fs->unlink (fs->data, folder, name) : folder;

  if (result == 0)
    result = fs->sync_folder (fs->data, folder);
  if (folder >= 0)
    fs->close (fs->data, folder);
  if (result < 0)
    _hearth_vault_set_errno_error (error, -result, "delete backup");
  return result == 0;
}

/**
 * hearth_backup_delete:
 * @path: of a file that was noted as a backup
 * @vault_id: of the vault
 * @size_bytes: that it had
 *
 * Deletes a backup that newer ones replace, if it is still the file that is meant.
 *
 * Returns: %FALSE with %HEARTH_BACKUP_ERROR_OTHER_VAULT, %HEARTH_BACKUP_ERROR_ARCHIVE or another error,
 *   and it is still there.
 */
gboolean
hearth_backup_delete (const char *path,
                      const HearthId *vault_id,
                      guint64 size_bytes,
                      GError **error)
{
  const HearthFs *fs = hearth_fs_get_default ();
  g_autoptr (HearthBackupReader) reader = NULL;

  g_return_val_if_fail (path != NULL && g_path_is_absolute (path) && vault_id != NULL, FALSE);

  reader = _hearth_backup_reader_open (fs, path, error);
  if (reader == NULL || !_hearth_backup_reader_is_of (reader, vault_id, error))
    return FALSE;
  if (reader->archive->size != size_bytes)
    {
      g_set_error_literal (error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_ARCHIVE,
                           "another file than the one noted");
      return FALSE;
    }
  return remove_file (fs, path, error);
}

/** hearth_backup_has_folder: Thread: any. */
gboolean
hearth_backup_has_folder (const char *folder)
{
  const HearthFs *fs = hearth_fs_get_default ();
  int fd = fs->open_folder (fs->data, -1, folder);

  if (fd >= 0)
    fs->close (fs->data, fd);
  return fd >= 0;
}
