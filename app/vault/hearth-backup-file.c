/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of a backup in the making: under a random name until it is complete and on the disk. */
#include "config.h"

#include "hearth-backup-private.h"

#include "hearth-random.h"
#include "hearth-vault-error-private.h"

#include <errno.h>
#include <string.h>

#define RANDOM_SIZE 12
#define PART_SUFFIX ".part"
#define PART_LENGTH (1 + 2 * RANDOM_SIZE + strlen (PART_SUFFIX))

/* A slow stick takes its time for what it was given: it is asked often, so that locking the vault
 * never waits long for it, and so that the progress is an honest one. */
#define SYNC_EVERY (8u << 20)

/* Of the destination nothing is damaged: it is not there, not any more, or not ours. */
static gboolean
fail (int number, const char *act, GError **error)
{
  if (number == ENOENT || number == ENOTDIR || number == ENXIO || number == ENODEV)
    g_set_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO, "%s: %s", act,
                 g_strerror (number));
  else if (number == EFBIG)
    g_set_error (error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_TOO_LARGE,
                 "%s: too large a file for this medium", act);
  else
    _hearth_vault_set_errno_error (error, number, act);
  return FALSE;
}

/* The vault's name and the time; of the name only what every file system takes. */
static char *
make_name (const char *vault_path)
{
  g_autofree char *base = g_path_get_basename (vault_path);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d-%H%M%S");

  if (g_str_has_suffix (base, ".hearth"))
    base[strlen (base) - strlen (".hearth")] = '\0';
  for (char *at = base; *at != '\0'; at++)
    {
      if (!g_ascii_isalnum (*at) && strchr ("._-", *at) == NULL)
        *at = '_';
    }
  return g_strdup_printf ("%s-%s.tar", *base == '\0' || *base == '.' ? "vault" : base, time);
}

static gboolean
is_part (const char *name)
{
  return strlen (name) == PART_LENGTH && *name == '.' && g_str_has_suffix (name, PART_SUFFIX) &&
         strspn (name + 1, "0123456789abcdef") == 2 * RANDOM_SIZE;
}

/* What a crash left fills the medium and is of no use; nobody holds its lock any more. */
static void
remove_abandoned (HearthBackupFile *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  self->fs->list (self->fs->data, self->folder, names);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      int fd = is_part (name)
                   ? self->fs->open (self->fs->data, self->folder, name, HEARTH_FS_READ_WRITE)
                   : -1;

      if (fd < 0)
        continue;
      if (self->fs->lock (self->fs->data, fd) == 0)
        self->fs->unlink (self->fs->data, self->folder, name);
      self->fs->close (self->fs->data, fd);
    }
}

static gboolean
open_place (HearthBackupFile *self, const char *path, const char *vault_path, GError **error)
{
  g_autofree char *folder = NULL;

  self->folder = self->fs->open_folder (self->fs->data, -1, path);
  if (self->folder >= 0)
    {
      folder = g_strdup (path);
      self->name = make_name (vault_path);
    }
  else
    {
      folder = g_path_get_dirname (path);
      self->name = g_path_get_basename (path);
      self->folder = self->fs->open_folder (self->fs->data, -1, folder);
    }
  if (self->folder < 0)
    return fail (-self->folder, "open destination", error);
  self->path = g_build_filename (folder, self->name, NULL);
  if (!hearth_vault_folder_holds (vault_path, folder))
    return TRUE;
  g_set_error_literal (error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_PLACE,
                       "the destination is in the vault itself");
  return FALSE;
}

/**
 * _hearth_backup_file_new:
 * @path: absolute: a file to be replaced, or a folder, in which it gets a name with the time
 * @vault_path: where it may not be
 *
 * Returns: (transfer full): an empty file; %NULL with %HEARTH_BACKUP_ERROR_PLACE or an input/output
 *   error. Thread: any that may wait.
 */
HearthBackupFile *
_hearth_backup_file_new (const HearthFs *fs,
                         const char *path,
                         const char *vault_path,
                         GError **error)
{
  g_autoptr (HearthBackupFile) self = g_new0 (HearthBackupFile, 1);
  guint8 random[RANDOM_SIZE];
  g_autofree char *hex = NULL;

  self->fs = fs;
  self->fd = -1;
  if (!open_place (self, path, vault_path, error))
    return NULL;
  remove_abandoned (self);
  hearth_random_bytes (random, sizeof random);
  hex = hearth_hex_encode (random, sizeof random);
  self->part = g_strconcat (".", hex, PART_SUFFIX, NULL);
  self->fd = fs->open (fs->data, self->folder, self->part, HEARTH_FS_CREATE_NEW);
  if (self->fd < 0)
    {
      g_clear_pointer (&self->part, g_free);
      fail (-self->fd, "create", error);
      return NULL;
    }
  fs->lock (fs->data, self->fd);
  return g_steal_pointer (&self);
}

/** _hearth_backup_file_free: a file that was not committed is removed. */
void
_hearth_backup_file_free (HearthBackupFile *self)
{
  if (self->part != NULL)
    self->fs->unlink (self->fs->data, self->folder, self->part);
  if (self->fd >= 0)
    self->fs->close (self->fs->data, self->fd);
  if (self->folder >= 0)
    self->fs->close (self->fs->data, self->folder);
  g_free (self->part);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

/** _hearth_backup_file_write: appends. Returns: %FALSE with an error. */
gboolean
_hearth_backup_file_write (HearthBackupFile *self, const void *bytes, gsize count, GError **error)
{
  int result = self->fs->write (self->fs->data, self->fd, bytes, count, (gint64) self->size);

  self->size += count;
  self->n_unsynced += count;
  if (result == 0 && self->n_unsynced >= SYNC_EVERY)
    {
      result = self->fs->sync (self->fs->data, self->fd);
      self->n_unsynced = 0;
    }
  return result == 0 || fail (-result, "write", error);
}

/**
 * _hearth_backup_file_commit:
 *
 * Brings the file to the disk, gives it its name, brings the name to the disk.
 *
 * Returns: %FALSE with an error; the name then stands for what it stood for before, or, if only the
 *   last step failed, for the whole file.
 */
gboolean
_hearth_backup_file_commit (HearthBackupFile *self, GError **error)
{
  int result = self->fs->sync (self->fs->data, self->fd);

  if (result == 0)
    result = self->fs->rename (self->fs->data, self->folder, self->part, self->name);
  if (result < 0)
    return fail (-result, "finish", error);
  g_clear_pointer (&self->part, g_free);
  result = self->fs->sync_folder (self->fs->data, self->folder);
  return result == 0 || fail (-result, "sync folder", error);
}
