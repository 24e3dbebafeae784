/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a backup: its headers, the vault's header with a key, then the list that says what all
 * the rest must be. Nothing else is read before. */
#include "config.h"

#include "hearth-backup-private.h"

#include "hearth-vault-error-private.h"

#include <errno.h>
#include <string.h>

static gssize
read_at (gpointer source, void *buffer, gsize count, guint64 offset, GError **error)
{
  HearthBackupReader *self = source;
  gssize n = self->fs->read (self->fs->data, self->fd, buffer, count, (gint64) offset);

  if (n < 0)
    _hearth_vault_set_errno_error (error, (int) -n, "read backup");
  return n < 0 ? -1 : n;
}

/**
 * _hearth_backup_translate:
 * @error: (inout) (nullable): set, or %NULL if nobody asks
 *
 * What is damage in a vault is, in a backup, a reason to refuse the file: it becomes @code. Failures
 * of disk, memory and passphrase stay what they are.
 */
void
_hearth_backup_translate (GError **error, HearthBackupError code)
{
  static const HearthVaultError damages[] = {
    HEARTH_VAULT_ERROR_NOT_A_VAULT,  HEARTH_VAULT_ERROR_HEADER_DAMAGED,
    HEARTH_VAULT_ERROR_TAMPERED,     HEARTH_VAULT_ERROR_OLDER,
    HEARTH_VAULT_ERROR_PAGE_DAMAGED, HEARTH_VAULT_ERROR_WAL_DAMAGED,
    HEARTH_VAULT_ERROR_TABLE_LOST,   HEARTH_VAULT_ERROR_FILE_MISSING,
    HEARTH_VAULT_ERROR_BLOB_DAMAGED, HEARTH_VAULT_ERROR_LIMIT,
    HEARTH_VAULT_ERROR_MISUSE,
  };
  GError *translated;

  if (error == NULL || (*error)->domain != HEARTH_VAULT_ERROR)
    return;
  if ((*error)->code == HEARTH_VAULT_ERROR_TOO_NEW)
    code = HEARTH_BACKUP_ERROR_TOO_NEW;
  else
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (damages) && (int) damages[i] != (*error)->code)
        i++;
      if (i == G_N_ELEMENTS (damages))
        return;
    }
  /* Errors of the vault carry more than others: one cannot be turned into the other in place. */
  translated = g_error_new_literal (HEARTH_BACKUP_ERROR, (int) code, (*error)->message);
  g_error_free (*error);
  *error = translated;
}

void
_hearth_backup_reader_free (HearthBackupReader *self)
{
  g_clear_pointer (&self->login, hearth_login_free);
  g_clear_pointer (&self->list, hearth_backup_list_free);
  g_clear_pointer (&self->archive, hearth_backup_archive_free);
  if (self->fd >= 0)
    self->fs->close (self->fs->data, self->fd);
  g_free (self);
}

static int
open_file (const HearthFs *fs, const char *path)
{
  g_autofree char *folder_path = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  int folder = fs->open_folder (fs->data, -1, folder_path);
  int fd;

  if (folder < 0)
    return folder;
  fd = fs->open (fs->data, folder, name, HEARTH_FS_READ);
  fs->close (fs->data, folder);
  return fd;
}

/**
 * _hearth_backup_reader_open:
 * @path: absolute
 *
 * Returns: (transfer full): a backup of which nothing is believed yet; %NULL with an error of
 *   hearth_backup_archive_scan() or an input/output error. Thread: any that may wait.
 */
HearthBackupReader *
_hearth_backup_reader_open (const HearthFs *fs, const char *path, GError **error)
{
  g_autoptr (HearthBackupReader) self = g_new0 (HearthBackupReader, 1);
  gint64 size;

  self->fs = fs;
  self->fd = open_file (fs, path);
  size = self->fd >= 0 ? fs->size (fs->data, self->fd) : self->fd;
  if (size == -EINVAL || size == -EISDIR)
    {
      g_set_error_literal (error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_NOT_BACKUP,
                           "this is no file");
      return NULL;
    }
  if (size < 0)
    {
      /* A file that is not there is no damage of a vault. */
      g_set_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO, "open backup: %s",
                   g_strerror ((int) -size));
      return NULL;
    }
  /* What was just written shall come from the medium and not from memory. */
  if (fs->forget != NULL)
    fs->forget (fs->data, self->fd);
  self->archive = hearth_backup_archive_scan (read_at, self, (guint64) size, error);
  return self->archive != NULL ? g_steal_pointer (&self) : NULL;
}

static HearthHeader *
read_header (HearthBackupReader *self, GError **error)
{
  const HearthBackupPlace *place = self->archive->places->pdata[0];
  g_autofree char *image = NULL;
  HearthHeader *header;

  if (!g_str_equal (place->name, "header"))
    {
      g_set_error_literal (error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_NOT_BACKUP,
                           "the first member is not a header");
      return NULL;
    }
  image = hearth_backup_archive_read_whole (self->archive, place, HEARTH_HEADER_MAX_SIZE, error);
  if (image == NULL)
    return NULL;
  header = hearth_header_parse ((const guint8 *) image, (gsize) place->size, error);
  if (header == NULL)
    _hearth_backup_translate (error, HEARTH_BACKUP_ERROR_HEADER);
  return header;
}

/** _hearth_backup_reader_is_of: whether its header, which is no secret, names this vault. */
gboolean
_hearth_backup_reader_is_of (HearthBackupReader *self, const HearthId *vault_id, GError **error)
{
  g_autoptr (HearthHeader) header = read_header (self, error);

  if (header == NULL)
    return FALSE;
  if (hearth_id_equal (&header->vault_id, vault_id))
    return TRUE;
  g_set_error_literal (error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_OTHER_VAULT,
                       "a backup of another vault");
  return FALSE;
}

static gboolean
open_list (HearthBackupReader *self, GError **error)
{
  const HearthBackupPlace *place = self->archive->places->pdata[self->archive->places->len - 1];
  g_autofree char *line =
      hearth_backup_archive_read_whole (self->archive, place, HEARTH_BACKUP_LIST_MAX, error);
  const HearthLogin *login = self->login;

  if (line == NULL)
    return FALSE;
  self->list = hearth_backup_list_open (line, (gsize) place->size, login->slot->area_secret, error);
  if (self->list == NULL || !hearth_backup_archive_match (self->archive, self->list, error))
    return FALSE;
  if (hearth_id_equal (&self->list->vault, &login->header->vault_id) &&
      hearth_id_equal (&self->list->dev, &login->area->dev) &&
      self->list->generation == login->header->generation)
    return TRUE;
  g_set_error_literal (error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_LIST,
                       "the list belongs to another header");
  return FALSE;
}

/* Every compartment that the vault has, each with a table; what travel mode took off is no gap. */
static gboolean
check_complete (HearthBackupReader *self, GError **error)
{
  const HearthGrants *grants = self->login->area->grants;
  guint databases = hearth_backup_list_get_compartments (self->list);
  guint tables = 0, journals = 0, needed = 0;

  for (guint i = 0; i < self->list->members->len; i++)
    {
      const HearthBackupMember *member = self->list->members->pdata[i];

      if (member->kind == HEARTH_BACKUP_TABLE)
        tables |= 1u << member->cmp;
      if (member->kind == HEARTH_BACKUP_JOURNAL)
        journals |= 1u << member->cmp;
    }
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      if (grants->live[i]->len > 0 && (grants->away & 1u << i) == 0)
        needed |= 1u << i;
    }
  if ((needed & ~databases) == 0 && tables == databases && (journals & ~databases) == 0)
    return TRUE;
  g_set_error_literal (error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_DATABASE,
                       "a database, or its table, is not in the backup");
  return FALSE;
}

/**
 * _hearth_backup_reader_unlock:
 * @present: (nullable): a login whose keys are tried; else
 * @credentials: (nullable): of the day on which it was made
 *
 * Opens the header and with it the list: from here on it is known what every member must be.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_WRONG_KEY, %HEARTH_BACKUP_ERROR_OTHER_VAULT, _HEADER, _MAC,
 *   _LIST, _DATABASE, _TOO_NEW or an input/output error. Thread: any that may wait.
 */
gboolean
_hearth_backup_reader_unlock (HearthBackupReader *self,
                              const HearthLogin *present,
                              const HearthCredentials *credentials,
                              GError **error)
{
  g_autoptr (HearthHeader) header = read_header (self, error);

  if (header == NULL)
    return FALSE;
  if (present != NULL && !hearth_id_equal (&present->header->vault_id, &header->vault_id))
    {
      g_set_error_literal (error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_OTHER_VAULT,
                           "a backup of another vault");
      return FALSE;
    }
  if (present != NULL)
    self->login = hearth_login_open_with (header, present, error);
  else
    self->login = hearth_login_open (header, NULL, credentials, error);
  if (self->login == NULL)
    {
      _hearth_backup_translate (error, HEARTH_BACKUP_ERROR_HEADER);
      return FALSE;
    }
  return open_list (self, error) && check_complete (self, error);
}

typedef struct
{
  const HearthFs *fs;
  const HearthBackupJob *job;
  int fd;
  guint64 position;
} Output;

static gboolean
write_output (gpointer sink, const void *bytes, gsize count, GError **error)
{
  Output *self = sink;
  int result = self->fs->write (self->fs->data, self->fd, bytes, count, (gint64) self->position);

  self->position += count;
  if (result < 0)
    _hearth_vault_set_errno_error (error, -result, "unpack");
  else
    _hearth_backup_progress_add (self->job->progress, count);
  return result == 0;
}

/* Opens the folder of a member in @folder, making what is not there, each brought to the disk. */
static int
open_inner (const HearthFs *fs, int folder, char *const *parts)
{
  int fd = folder;

  for (guint i = 0; parts[i + 1] != NULL && fd >= 0; i++)
    {
      int result = fs->make_folder (fs->data, fd, parts[i]);
      int inner;

      if (result == 0)
        result = fs->sync_folder (fs->data, fd);
      inner = result == 0 || result == -EEXIST ? fs->open_folder (fs->data, fd, parts[i]) : result;
      if (fd != folder)
        fs->close (fs->data, fd);
      fd = inner;
    }
  return fd;
}

static gboolean
unpack_in (HearthBackupReader *self,
           guint index,
           int folder,
           const char *entry,
           const HearthBackupJob *job,
           GError **error)
{
  const HearthFs *fs = self->fs;
  Output output = { fs, job, fs->open (fs->data, folder, entry, HEARTH_FS_CREATE_NEW), 0 };
  gboolean is_done;
  int result = 0;

  if (output.fd < 0)
    {
      _hearth_vault_set_errno_error (error, -output.fd, "unpack");
      return FALSE;
    }
  is_done = hearth_backup_archive_copy (self->archive, index, self->list->members->pdata[index],
                                        write_output, &output, job->cancellable, error);
  if (is_done)
    result = fs->sync (fs->data, output.fd);
  fs->close (fs->data, output.fd);
  if (is_done && result == 0 && folder >= 0)
    result = fs->sync_folder (fs->data, folder);
  if (result < 0)
    _hearth_vault_set_errno_error (error, -result, "unpack");
  return is_done && result == 0;
}

/**
 * _hearth_backup_unpack:
 * @index: of a member
 * @folder: of a vault in the making, or a work folder
 *
 * Copies a member to the place that its name says, which is one of the closed list, and to the disk.
 * Returns: %FALSE with %HEARTH_BACKUP_ERROR_ENTRY or another error; what was written is then of no
 *   use.
 */
gboolean
_hearth_backup_unpack (
    HearthBackupReader *self, guint index, int folder, const HearthBackupJob *job, GError **error)
{
  const HearthBackupMember *member = self->list->members->pdata[index];
  g_auto (GStrv) parts = g_strsplit (member->name, "/", -1);
  int inner = open_inner (self->fs, folder, parts);
  gboolean is_done;

  if (inner < 0)
    {
      _hearth_vault_set_errno_error (error, -inner, "unpack");
      return FALSE;
    }
  is_done = unpack_in (self, index, inner, parts[g_strv_length (parts) - 1], job, error);
  if (inner != folder)
    self->fs->close (self->fs->data, inner);
  return is_done;
}

/** _hearth_backup_reader_report: Returns: (transfer full): what the list says, nothing proven. */
HearthBackupReport *
_hearth_backup_reader_report (const HearthBackupReader *self, const char *path)
{
  HearthBackupReport *report = g_new0 (HearthBackupReport, 1);

  report->path = g_strdup (path);
  report->size_bytes = self->archive->size;
  report->time_s = self->list->time_s;
  report->generation = self->list->generation;
  report->carried = hearth_backup_list_get_compartments (self->list);
  report->n_cases = -1;
  report->n_attachments = hearth_backup_list_count (self->list, HEARTH_BACKUP_ATTACHMENT);
  return report;
}
