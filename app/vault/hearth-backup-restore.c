/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vault from a backup, whole or not at all. It writes under a new id from then on, so that lines
 * which others already have from it are never numbered twice (bundles 8). */
#include "config.h"

#include "hearth-backup-private.h"

#include "hearth-random.h"

static gboolean
unpack_all (HearthBackupReader *reader, int folder, const HearthBackupJob *job, GError **error)
{
  for (guint i = 0; i < reader->list->members->len; i++)
    {
      const HearthBackupMember *member = reader->list->members->pdata[i];

      /* The header is written anew. */
      if (member->kind != HEARTH_BACKUP_HEADER &&
          !_hearth_backup_unpack (reader, i, folder, job, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_header (HearthBackupReader *reader, HearthVaultFolder *folder, GError **error)
{
  HearthLogin *login = reader->login;

  login->area->dev = hearth_random_id ();
  login->header->generation++;
  return hearth_header_set_area (login->header, login->area, login->slot->area_secret, error) &&
         hearth_header_store (login->header, folder->fs, folder->fd, error);
}

/* In the folder in the making: only what was opened and found whole becomes a vault. */
static gboolean
prove (HearthBackupReader *reader,
       HearthVaultFolder *folder,
       const HearthBackupJob *job,
       HearthBackupReport *report,
       GError **error)
{
  g_autoptr (HearthBackupProof) proof =
      _hearth_backup_proof_open (reader, folder->path, job, error);

  return proof != NULL && _hearth_backup_proof_finish (proof, reader, job, report, error);
}

static gboolean
fill (HearthBackupReader *reader,
      HearthVaultFolder *folder,
      const HearthBackupJob *job,
      HearthBackupReport *report,
      GError **error)
{
  _hearth_backup_progress_begin (job->progress, HEARTH_BACKUP_STAGE_COPYING, reader->archive->size);
  if (!unpack_all (reader, folder->fd, job, error))
    return FALSE;
  _hearth_backup_progress_begin (job->progress, HEARTH_BACKUP_STAGE_PROVING, 0);
  return prove (reader, folder, job, report, error) && write_header (reader, folder, error) &&
         !g_cancellable_set_error_if_cancelled (job->cancellable, error);
}

/**
 * _hearth_backup_restore:
 * @path: of the backup, absolute
 * @new_path: absolute; nothing may stand there
 * @credentials: of the day of the backup
 *
 * Makes a vault from a backup. It is complete and proven before it gets its name.
 *
 * Returns: (transfer full): what was restored; %NULL with an error of _hearth_backup_verify() or
 *   %HEARTH_VAULT_ERROR_EXISTS, and nothing is left. Thread: any that may wait.
 */
HearthBackupReport *
_hearth_backup_restore (const HearthFs *fs,
                        const char *path,
                        const char *new_path,
                        const HearthCredentials *credentials,
                        const HearthBackupJob *job,
                        GError **error)
{
  g_autoptr (HearthBackupReader) reader = NULL;
  g_autoptr (HearthBackupReport) report = NULL;
  g_autoptr (HearthVaultFolder) folder = NULL;

  if (!hearth_vault_folder_check_new (fs, new_path, error))
    return NULL;
  reader = _hearth_backup_reader_open (fs, path, error);
  if (reader == NULL || !_hearth_backup_reader_unlock (reader, NULL, credentials, error))
    return NULL;
  report = _hearth_backup_reader_report (reader, path);
  folder = hearth_vault_folder_make (fs, new_path, error);
  if (folder == NULL)
    return NULL;
  if (fill (reader, folder, job, report, error) &&
      hearth_vault_folder_finish (folder, new_path, error))
    return g_steal_pointer (&report);
  hearth_vault_folder_discard (folder);
  return NULL;
}
