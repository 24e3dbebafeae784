/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The proof of a backup: opened and read as if it were needed, and nothing of it kept. */
#include "config.h"

#include "hearth-backup-private.h"

#include "hearth-random.h"
#include "hearth-vault-error-private.h"

#include <errno.h>

#define RANDOM_SIZE 8

/* A folder of our own in the spool, gone when the proof is over. */
typedef struct
{
  const HearthFs *fs;
  int parent;
  int folder;
  char *name;
  char *path;
} Workplace;

static void
clear_workplace (Workplace *self)
{
  if (self->folder >= 0)
    self->fs->close (self->fs->data, self->folder);
  if (self->parent >= 0)
    {
      hearth_fs_remove_tree (self->fs, self->parent, self->name);
      self->fs->close (self->fs->data, self->parent);
    }
  g_free (self->name);
  g_free (self->path);
}

static gboolean
make_workplace (Workplace *self, const HearthFs *fs, const char *spool_path, GError **error)
{
  guint8 random[RANDOM_SIZE];
  int result;

  hearth_random_bytes (random, sizeof random);
  self->fs = fs;
  self->name = hearth_hex_encode (random, sizeof random);
  self->path = g_build_filename (spool_path, self->name, NULL);
  self->folder = -1;
  self->parent = fs->open_folder (fs->data, -1, spool_path);
  result = self->parent >= 0 ? fs->make_folder (fs->data, self->parent, self->name) : self->parent;
  if (result == 0)
    result = self->folder = fs->open_folder (fs->data, self->parent, self->name);
  if (result < 0)
    _hearth_vault_set_errno_error (error, -result, "make work folder");
  return result >= 0;
}

/* All bytes of all members but the attachments, which only pass by. */
static gboolean
unpack_databases (HearthBackupReader *reader,
                  int folder,
                  const HearthBackupJob *job,
                  GError **error)
{
  for (guint i = 0; i < reader->list->members->len; i++)
    {
      const HearthBackupMember *member = reader->list->members->pdata[i];

      if (member->kind < HEARTH_BACKUP_ATTACHMENT &&
          !_hearth_backup_unpack (reader, i, folder, job, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
prove (HearthBackupReader *reader,
       Workplace *workplace,
       const HearthBackupJob *job,
       HearthBackupReport *report,
       GError **error)
{
  g_autoptr (HearthBackupProof) proof = NULL;

  _hearth_backup_progress_begin (job->progress, HEARTH_BACKUP_STAGE_PROVING, reader->archive->size);
  if (!unpack_databases (reader, workplace->folder, job, error))
    return FALSE;
  proof = _hearth_backup_proof_open (reader, workplace->path, job, error);
  return proof != NULL &&
         _hearth_backup_proof_check_attachments (proof, reader, job, report, error) &&
         _hearth_backup_proof_finish (proof, reader, job, report, error);
}

/**
 * _hearth_backup_verify:
 * @path: absolute
 * @present: (nullable): a login; else
 * @credentials: (nullable): of the day on which it was made
 * @spool_path: absolute: a folder for ciphertext, with room for the databases
 *
 * Proves a backup: every byte against the list, every database opened, every page read.
 *
 * Returns: (transfer full): what was proven; %NULL with %HEARTH_VAULT_ERROR_WRONG_KEY, any code of
 *   %HEARTH_BACKUP_ERROR, %G_IO_ERROR_CANCELLED or an error of the disk. Thread: any that may wait.
 */
HearthBackupReport *
_hearth_backup_verify (const HearthFs *fs,
                       const char *path,
                       const HearthLogin *present,
                       const HearthCredentials *credentials,
                       const char *spool_path,
                       const HearthBackupJob *job,
                       GError **error)
{
  g_autoptr (HearthBackupReader) reader = _hearth_backup_reader_open (fs, path, error);
  g_autoptr (HearthBackupReport) report = NULL;
  Workplace workplace = { 0 };
  gboolean is_proven;

  if (reader == NULL || !_hearth_backup_reader_unlock (reader, present, credentials, error))
    return NULL;
  report = _hearth_backup_reader_report (reader, path);
  is_proven = make_workplace (&workplace, fs, spool_path, error) &&
              prove (reader, &workplace, job, report, error);
  clear_workplace (&workplace);
  return is_proven ? g_steal_pointer (&report) : NULL;
}
