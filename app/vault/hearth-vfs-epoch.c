/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which epochs the files of a compartment still carry (vault 7). Epochs stand in the clear beside each
 * page, so that counting them opens nothing. */
#include "config.h"

#include "hearth-vault-error-private.h"
#include "hearth-vfs-private.h"

#define PAGES_AT_ONCE 64
#define TABLE_EPOCH_AT 52 /* 40: prefix; 12 bytes into it (vault 6.1) */

typedef struct
{
  HearthVfsFile *file;
  guint32 epoch;
  guint64 n_found;
  guint8 *buffer;
} Count;

/* Bytes of units of @unit_size, each of which ends with a sealed page. */
static void
count_units (Count *self, gsize length, gsize unit_size)
{
  for (gsize at = 0; at + unit_size <= length; at += unit_size)
    {
      const guint8 *page = self->buffer + at + unit_size - HEARTH_VFS_PAGE;

      if (_hearth_vfs_peek_epoch (page) == self->epoch)
        self->n_found++;
    }
}

static gboolean
count_open_file (Count *self, sqlite3_file *real, gint64 start, gsize unit_size, GError **error)
{
  sqlite3_int64 size = 0;
  int result = real->pMethods->xFileSize (real, &size);

  for (gint64 at = start; result == SQLITE_OK && at < size;)
    {
      gint64 length = MIN ((gint64) (PAGES_AT_ONCE * unit_size), size - at);

      result = real->pMethods->xRead (real, self->buffer, (int) length, at);
      if (result == SQLITE_OK)
        count_units (self, (gsize) length, unit_size);
      at += length;
    }
  if (result != SQLITE_OK)
    _hearth_vault_set_sqlite_error (error, result, "count epochs");
  return result == SQLITE_OK;
}

/* Through the base: it knows that SQLite has locks on the file, which another descriptor would drop
 * when it is closed. */
static gboolean
count_file (Count *self, const char *path, int kind, gint64 start, gsize unit_size, GError **error)
{
  sqlite3_vfs *base = self->file->vfs->base;
  g_autofree sqlite3_file *real = g_malloc0 ((gsize) base->szOsFile);
  int is_there = 0;
  int result = base->xAccess (base, path, SQLITE_ACCESS_EXISTS, &is_there);
  gboolean is_done = FALSE;

  if (result == SQLITE_OK && !is_there)
    return TRUE;
  if (result == SQLITE_OK)
    result = base->xOpen (base, path, real, SQLITE_OPEN_READWRITE | kind, NULL);
  if (result != SQLITE_OK)
    _hearth_vault_set_sqlite_error (error, result, "open to count epochs");
  else
    is_done = count_open_file (self, real, start, unit_size, error);
  if (real->pMethods != NULL)
    real->pMethods->xClose (real);
  return is_done;
}

static gboolean
count_tables (Count *self, GError **error)
{
  HearthVfs *vfs = self->file->vfs;

  for (guint which = 0; which < 2; which++)
    {
      guint8 head[TABLE_EPOCH_AT + 4];
      char name[32];
      gssize n;
      int fd;

      g_snprintf (name, sizeof name, "%s.fresh%u", hearth_compartment_get_name (self->file->cmp),
                  which);
      fd = vfs->fs->open (vfs->fs->data, vfs->folder, name, HEARTH_FS_READ);
      n = fd >= 0 ? vfs->fs->read (vfs->fs->data, fd, head, sizeof head, 0) : fd;
      if (fd >= 0)
        vfs->fs->close (vfs->fs->data, fd);
      if (n < 0)
        {
          _hearth_vault_set_errno_error (error, (int) -n, "read table");
          return FALSE;
        }
      if (n == (gssize) sizeof head && _hearth_get_u32 (head + TABLE_EPOCH_AT) == self->epoch)
        self->n_found++;
    }
  return TRUE;
}

/**
 * hearth_vfs_count_epochs:
 * @epoch: to look for
 * @out_n_pages: (out): pages of the database, frames of the journal and side files that carry it
 *
 * Reads the database of @cmp to its very end, also what lies behind the pages that the table knows.
 * Call it when nobody writes. Takes as long as reading the file does.
 *
 * Returns: %FALSE with an input/output error. Thread: any. Source: vault 7, step 4.
 */
gboolean
hearth_vfs_count_epochs (
    HearthVfs *self, HearthCompartment cmp, guint32 epoch, guint64 *out_n_pages, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (PAGES_AT_ONCE * HEARTH_VFS_FRAME);
  g_autofree char *name = g_strconcat (hearth_compartment_get_name (cmp), ".db-wal", NULL);
  g_autofree char *wal = NULL;
  Count count = { .epoch = epoch, .buffer = buffer };

  g_return_val_if_fail (self != NULL && out_n_pages != NULL, FALSE);
  g_return_val_if_fail (self->files[cmp].path != NULL, FALSE);

  count.file = &self->files[cmp];
  wal = g_build_filename (self->folder_path, name, NULL);
  if (!count_file (&count, count.file->path, SQLITE_OPEN_MAIN_DB, 0, HEARTH_VFS_PAGE, error) ||
      !count_file (&count, wal, SQLITE_OPEN_WAL, HEARTH_VFS_WAL_HEADER, HEARTH_VFS_FRAME, error) ||
      !count_tables (&count, error))
    return FALSE;
  *out_n_pages = count.n_found;
  return TRUE;
}

/** hearth_vfs_get_n_sealed: Returns: pages, frames and blocks written so far. Thread: any. */
guint64
hearth_vfs_get_n_sealed (HearthVfs *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return __atomic_load_n (&self->n_sealed, __ATOMIC_RELAXED);
}
