/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making a backup: bytes are copied, not sealed anew, so that whoever may open the vault can back up
 * compartments whose key they lack. */
#include "config.h"

#include "hearth-backup-private.h"

#include "hearth-error.h"
#include "hearth-ustar-writer.h"
#include "hearth-vault-error-private.h"
#include "hearth-vfs-raw.h"

#include <errno.h>
#include <string.h>

#define PIECE (512 * 1024)

/* A file of "files" or "sealed" that was found. */
typedef struct
{
  char *name;
  guint64 size;
} Found;

typedef struct
{
  HearthSession *session;
  const HearthBackupJob *job;
  HearthBackupFile *file;
  HearthUstarWriter *ustar;
  HearthBackupSnapshot *snapshot;
  HearthBackupList *list; /* the snapshot's */
  GPtrArray *found;
  guint8 *buffer;
} Creation;

typedef gssize (*ReadFunc) (gpointer source, void *buffer, gsize count, GError **error);

static void
free_found (gpointer data)
{
  Found *found = data;

  g_free (found->name);
  g_free (found);
}

static gboolean
write_to_file (gpointer sink, const void *bytes, gsize count, GError **error)
{
  return _hearth_backup_file_write (sink, bytes, count, error);
}

/* The archive refuses a name or a size: only a size can be what it has no room for. */
static gboolean
begin_member (Creation *self, const char *name, guint64 size, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (hearth_ustar_writer_begin (self->ustar, name, size, &local))
    return TRUE;
  if (local->domain == HEARTH_BASE_ERROR)
    g_set_error_literal (error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_TOO_LARGE,
                         "a file of the vault has no place in an archive");
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
add_member (
    Creation *self, const char *name, guint64 size, ReadFunc read, gpointer source, GError **error)
{
  HearthBackupMember *member = hearth_backup_list_add (self->list, name, size);
  HearthHash hash;

  if (member == NULL)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_MISUSE,
                           "a member of a backup in the wrong place");
      return FALSE;
    }
  if (!begin_member (self, name, size, error))
    return FALSE;
  hearth_hash_init (&hash);
  for (guint64 done = 0; done < size;)
    {
      gssize n;

      if (g_cancellable_set_error_if_cancelled (self->job->cancellable, error))
        return FALSE;
      n = read (source, self->buffer, (gsize) MIN (size - done, PIECE), error);
      if (n <= 0)
        {
          if (n == 0)
            g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO,
                                 "a file became shorter while it was read");
          return FALSE;
        }
      hearth_hash_update (&hash, self->buffer, (gsize) n);
      if (!hearth_ustar_writer_write (self->ustar, self->buffer, (gsize) n, error))
        return FALSE;
      _hearth_backup_progress_add (self->job->progress, (guint64) n);
      done += (guint64) n;
    }
  hearth_hash_final (&hash, member->hash);
  return TRUE;
}

static gboolean
add_bytes (Creation *self, const char *name, GBytes *bytes, GError **error)
{
  HearthBackupMember *member = hearth_backup_list_add (self->list, name, g_bytes_get_size (bytes));
  gconstpointer data = g_bytes_get_data (bytes, NULL);

  if (member == NULL || !begin_member (self, name, member->size, error))
    return FALSE;
  hearth_hash (member->hash, data, (gsize) member->size);
  return hearth_ustar_writer_write (self->ustar, data, (gsize) member->size, error);
}

static gssize
read_raw (gpointer source, void *buffer, gsize count, GError **error)
{
  return hearth_vfs_raw_read (source, buffer, count, error);
}

typedef struct
{
  const HearthFs *fs;
  int fd;
  guint64 position;
} OpenFile;

static gssize
read_file (gpointer source, void *buffer, gsize count, GError **error)
{
  OpenFile *file = source;
  gssize n = file->fs->read (file->fs->data, file->fd, buffer, count, (gint64) file->position);

  if (n < 0)
    {
      _hearth_vault_set_errno_error (error, (int) -n, "read");
      return -1;
    }
  file->position += (guint64) n;
  return n;
}

/* A file that nobody changes: its compartment is closed, or it is an attachment. */
static gboolean
add_file (Creation *self, int folder, const char *entry, const char *name, GError **error)
{
  const HearthFs *fs = self->session->folder->fs;
  OpenFile file = { fs, fs->open (fs->data, folder, entry, HEARTH_FS_READ), 0 };
  gint64 size = file.fd >= 0 ? fs->size (fs->data, file.fd) : file.fd;
  gboolean is_added = FALSE;

  if (size >= 0)
    is_added = add_member (self, name, (guint64) size, read_file, &file, error);
  else
    _hearth_vault_set_errno_error (error, (int) -size, "open");
  if (file.fd >= 0)
    fs->close (fs->data, file.fd);
  return is_added;
}

/* 0 if it cannot be asked. */
static gint64
get_size (const HearthFs *fs, int folder, const char *name)
{
  int fd = fs->open (fs->data, folder, name, HEARTH_FS_READ);
  gint64 size = fd >= 0 ? fs->size (fs->data, fd) : 0;

  if (fd >= 0)
    fs->close (fs->data, fd);
  return MAX (size, 0);
}

static gboolean
is_attached (Creation *self, HearthCompartment cmp)
{
  return (self->session->attached & 1u << cmp) != 0;
}

/* A compartment that travel mode took off is no gap. */
static gboolean
is_away (Creation *self, HearthCompartment cmp)
{
  return (self->snapshot->away & 1u << cmp) != 0;
}

static gboolean
add_database (Creation *self, HearthCompartment cmp, GError **error)
{
  g_autofree char *name = g_strconcat (hearth_compartment_get_name (cmp), ".db", NULL);
  g_autoptr (HearthVfsRaw) raw = NULL;

  if (!is_attached (self, cmp))
    return add_file (self, self->session->folder->fd, name, name, error);
  raw = hearth_vfs_raw_open (self->session->vfs, cmp, error);
  return raw != NULL &&
         add_member (self, name, hearth_vfs_raw_get_size (raw), read_raw, raw, error);
}

/* Journals of attached files were emptied. An empty one says nothing. */
static gboolean
add_journal (Creation *self, HearthCompartment cmp, GError **error)
{
  const HearthVaultFolder *folder = self->session->folder;
  g_autofree char *name = g_strconcat (hearth_compartment_get_name (cmp), ".db-wal", NULL);
  gint64 size = is_attached (self, cmp) ? 0 : get_size (folder->fs, folder->fd, name);

  return size <= 0 || add_file (self, folder->fd, name, name, error);
}

static gboolean
add_databases (Creation *self, GError **error)
{
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      if (!is_away (self, (HearthCompartment) i) &&
          !add_database (self, (HearthCompartment) i, error))
        return FALSE;
    }
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      if (!is_away (self, (HearthCompartment) i) &&
          !add_journal (self, (HearthCompartment) i, error))
        return FALSE;
    }
  for (guint i = 0; i < self->snapshot->tables->len; i++)
    {
      const HearthBackupPiece *piece = self->snapshot->tables->pdata[i];

      if (!add_bytes (self, piece->name, piece->bytes, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *const *first = a, *const *second = b;

  return strcmp ((*first)->name, (*second)->name);
}

/* Names that no backup holds are of files in the making, or not ours. */
static void
note_file (Creation *self, int folder, const char *entry, const char *name)
{
  Found *found;
  HearthBackupKind kind;
  HearthCompartment cmp;

  if (!hearth_backup_name_parse (name, &kind, &cmp) || g_str_has_suffix (name, ".part") ||
      g_str_has_suffix (name, ".new"))
    return;
  found = g_new0 (Found, 1);
  found->name = g_strdup (name);
  found->size = (guint64) get_size (self->session->folder->fs, folder, entry);
  g_ptr_array_add (self->found, found);
}

/* @depth: how many levels of folders stand above the files. */
static gboolean
find_files (Creation *self, int folder, const char *prefix, guint depth, GError **error)
{
  const HearthFs *fs = self->session->folder->fs;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  int result = fs->list (fs->data, folder, names);

  if (result < 0)
    _hearth_vault_set_errno_error (error, -result, "list");
  for (guint i = 0; result == 0 && i < names->len; i++)
    {
      g_autofree char *name = g_strconcat (prefix, "/", (char *) names->pdata[i], NULL);
      int inner = depth > 0 ? fs->open_folder (fs->data, folder, names->pdata[i]) : -1;

      if (depth == 0)
        note_file (self, folder, names->pdata[i], name);
      if (inner < 0)
        continue;
      if (!find_files (self, inner, name, depth - 1, error))
        result = -1;
      fs->close (fs->data, inner);
    }
  return result == 0;
}

static gboolean
find_in (Creation *self, const char *name, guint depth, GError **error)
{
  const HearthVaultFolder *folder = self->session->folder;
  int fd = folder->fs->open_folder (folder->fs->data, folder->fd, name);
  gboolean is_found;

  /* A vault that "tar" unpacked has no empty folders. */
  if (fd == -ENOENT)
    return TRUE;
  if (fd < 0)
    {
      _hearth_vault_set_errno_error (error, -fd, "open folder");
      return FALSE;
    }
  is_found = find_files (self, fd, name, depth, error);
  folder->fs->close (folder->fs->data, fd);
  return is_found;
}

/* Opens the folders of @name one by one: no link on the way is followed. */
static gboolean
add_found (Creation *self, const char *name, GError **error)
{
  const HearthVaultFolder *folder = self->session->folder;
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);
  int fd = folder->fd;
  gboolean is_added = FALSE;

  for (guint i = 0; parts[i + 1] != NULL && fd >= 0; i++)
    {
      int inner = folder->fs->open_folder (folder->fs->data, fd, parts[i]);

      if (fd != folder->fd)
        folder->fs->close (folder->fs->data, fd);
      fd = inner;
    }
  if (fd < 0)
    _hearth_vault_set_errno_error (error, -fd, "open folder");
  else
    is_added = add_file (self, fd, parts[g_strv_length (parts) - 1], name, error);
  if (fd >= 0 && fd != folder->fd)
    folder->fs->close (folder->fs->data, fd);
  return is_added;
}

static gboolean
find_all (Creation *self, GError **error)
{
  if (!find_in (self, "files", 2, error) || !find_in (self, "sealed", 0, error))
    return FALSE;
  g_ptr_array_sort (self->found, compare_found);
  return TRUE;
}

static gboolean
add_all_found (Creation *self, GError **error)
{
  for (guint i = 0; i < self->found->len; i++)
    {
      const Found *found = self->found->pdata[i];

      if (!add_found (self, found->name, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_list (Creation *self, GError **error)
{
  gsize length;
  g_autofree char *line =
      hearth_backup_list_seal (self->list, self->snapshot->area_secret, &length);

  if (length > HEARTH_BACKUP_LIST_MAX)
    {
      g_set_error_literal (error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_TOO_LARGE,
                           "more files than a backup takes");
      return FALSE;
    }
  return hearth_ustar_writer_add (self->ustar, HEARTH_BACKUP_LIST_NAME, line, length, error) &&
         hearth_ustar_writer_finish (self->ustar, error);
}

static guint64
count_bytes (Creation *self)
{
  const HearthVaultFolder *folder = self->session->folder;
  guint64 total = 0;

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      g_autofree char *name =
          g_strconcat (hearth_compartment_get_name ((HearthCompartment) i), ".db", NULL);

      if (!is_attached (self, (HearthCompartment) i))
        total += (guint64) get_size (folder->fs, folder->fd, name);
      else
        total += hearth_vfs_get_size (self->session->vfs, (HearthCompartment) i);
    }
  for (guint i = 0; i < self->found->len; i++)
    total += ((const Found *) self->found->pdata[i])->size;
  return total;
}

/* The databases go first, so that they may change again soon. */
static gboolean
write_archive (Creation *self, GError **error)
{
  if (!find_all (self, error))
    return FALSE;
  _hearth_backup_progress_begin (self->job->progress, HEARTH_BACKUP_STAGE_COPYING,
                                 count_bytes (self));
  if (!add_bytes (self, "header", self->snapshot->header, error) || !add_databases (self, error))
    return FALSE;
  _hearth_backup_thaw_databases (self->snapshot);
  return add_all_found (self, error) && add_list (self, error) &&
         !g_cancellable_set_error_if_cancelled (self->job->cancellable, error) &&
         _hearth_backup_file_commit (self->file, error);
}

static gboolean
create (Creation *self, HearthBackupSnapshot *snapshot, GError **error)
{
  gboolean is_made;

  self->snapshot = snapshot;
  self->list = snapshot->list;
  self->found = g_ptr_array_new_with_free_func (free_found);
  self->buffer = g_malloc (PIECE);
  self->ustar = hearth_ustar_writer_new (write_to_file, self->file);
  is_made = write_archive (self, error);
  hearth_ustar_writer_free (self->ustar);
  g_free (self->buffer);
  g_ptr_array_unref (self->found);
  return is_made;
}

static HearthBackupReport *
make_report (const Creation *self)
{
  HearthBackupReport *report = g_new0 (HearthBackupReport, 1);

  report->path = g_strdup (self->file->path);
  report->size_bytes = self->file->size;
  report->time_s = self->list->time_s;
  report->generation = self->list->generation;
  report->carried = hearth_backup_list_get_compartments (self->list);
  report->n_cases = -1;
  report->n_attachments = hearth_backup_list_count (self->list, HEARTH_BACKUP_ATTACHMENT);
  report->pause_us = self->snapshot->pause_us;
  return report;
}

/**
 * _hearth_backup_create:
 * @path: absolute: a file, which is replaced, or an existing folder
 *
 * Copies the vault as it is at one moment into one file, which gets its name when it is whole and on
 * the disk. It is not proven yet.
 *
 * Returns: (transfer full): what was made; %NULL with an error, and then no file was left.
 *   Thread: one that may wait, neither the writer nor the reader.
 */
HearthBackupReport *
_hearth_backup_create (HearthSession *session,
                       const char *path,
                       const HearthBackupJob *job,
                       GError **error)
{
  g_autoptr (HearthBackupFile) file = NULL;
  Creation self = { .session = session, .job = job };
  HearthBackupSnapshot snapshot;
  HearthBackupReport *report = NULL;

  file = _hearth_backup_file_new (session->folder->fs, path, session->folder->path, error);
  if (file == NULL)
    return NULL;
  self.file = file;
  if (_hearth_backup_freeze (session, &snapshot, error) && create (&self, &snapshot, error))
    report = make_report (&self);
  _hearth_backup_thaw (&snapshot);
  return report;
}
