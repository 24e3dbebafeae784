/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sealed bytes of a database beside SQLite, for backups. A file of ours may not simply be opened
 * and closed: closing any descriptor of a file drops the locks that SQLite has on it. The file system
 * below knows this and keeps the descriptor for as long as there are locks. */
#include "config.h"

#include "hearth-vfs-raw.h"

#include "hearth-vault-error-private.h"
#include "hearth-vfs-private.h"

#include <errno.h>

struct _HearthVfsRaw
{
  HearthVfsFile *file;
  guint64 size;
  guint64 position;
  sqlite3_file *real;
};

/**
 * hearth_vfs_hold:
 * @hold: %TRUE: nothing is copied from the journals into the databases until %FALSE
 *
 * While it holds, SQLite's checkpoints answer that they are busy; commits go on into the journals,
 * so that what was read from the databases belongs to one moment. Thread: any.
 */
void
hearth_vfs_hold (HearthVfs *self, gboolean hold)
{
  g_return_if_fail (self != NULL);

  g_atomic_int_set (&self->is_held, hold);
}

/** hearth_vfs_get_size: Returns: bytes of the database of @cmp, as its table knows them. */
guint64
hearth_vfs_get_size (HearthVfs *self, HearthCompartment cmp)
{
  HearthVfsFile *file = &self->files[cmp];
  guint64 size;

  g_mutex_lock (&file->mutex);
  size = (guint64) file->table.n_pages * HEARTH_VFS_PAGE;
  g_mutex_unlock (&file->mutex);
  return size;
}

/**
 * hearth_vfs_raw_open:
 * @cmp: its file was added, and hearth_vfs_hold() was called
 *
 * Returns: (transfer full): the pages that the table knows, as they lie on the disk, from the first;
 *   %NULL with an error. One thread, any.
 */
HearthVfsRaw *
hearth_vfs_raw_open (HearthVfs *vfs, HearthCompartment cmp, GError **error)
{
  g_autoptr (HearthVfsRaw) self = NULL;
  int result;

  g_return_val_if_fail (vfs != NULL && vfs->files[cmp].path != NULL, NULL);
  g_return_val_if_fail (g_atomic_int_get (&vfs->is_held), NULL);

  self = g_new0 (HearthVfsRaw, 1);
  self->file = &vfs->files[cmp];
  self->size = hearth_vfs_get_size (vfs, cmp);
  self->real = g_malloc0 ((gsize) vfs->base->szOsFile);
  result = vfs->base->xOpen (vfs->base, self->file->path, self->real,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_MAIN_DB, NULL);
  if (result == SQLITE_OK)
    return g_steal_pointer (&self);
  _hearth_vault_set_sqlite_errno_error (error, result, errno, "open raw");
  return NULL;
}

/** hearth_vfs_raw_free: (transfer full). */
void
hearth_vfs_raw_free (HearthVfsRaw *self)
{
  if (self->real->pMethods != NULL)
    self->real->pMethods->xClose (self->real);
  g_free (self->real);
  g_free (self);
}

/** hearth_vfs_raw_get_size: Returns: bytes. */
guint64
hearth_vfs_raw_get_size (const HearthVfsRaw *self)
{
  return self->size;
}

/**
 * hearth_vfs_raw_read:
 *
 * Returns: how many of the next bytes were read, @count unless the end is nearer; 0 at the end, -1
 *   with an error, %HEARTH_VAULT_ERROR_PAGE_DAMAGED if the file is shorter than it must be.
 */
gssize
hearth_vfs_raw_read (HearthVfsRaw *self, void *buffer, gsize count, GError **error)
{
  gsize n = (gsize) MIN (MIN (count, G_MAXINT), self->size - self->position);
  int result;

  if (n == 0)
    return 0;
  result = self->real->pMethods->xRead (self->real, buffer, (int) n, (gint64) self->position);
  if (result == SQLITE_OK)
    {
      self->position += n;
      return (gssize) n;
    }
  if (result == SQLITE_IOERR_SHORT_READ)
    g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_PAGE_DAMAGED,
                         "a database is shorter than its table");
  else
    _hearth_vault_set_sqlite_errno_error (error, result, errno, "read raw");
  return -1;
}
