/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-page-source.h"

#include "hearth-vault-error-private.h"

#include <sodium.h>
#include <string.h>

struct _HearthPageSource
{
  HearthVfsFile *file;
  sqlite3_file *real; /* through the file system below, which knows of the locks on it */
  int wal;            /* number of HearthFs, -1: no journal */
  HearthVfsWalId wal_id;
  GHashTable *frames; /* page -> index of its last committed frame, + 1 */
  guint32 n_pages;
  guint8 *frame;
};

/* Which frames count, and how long the database is after the last of them. */
static gboolean
map_frames (HearthPageSource *self, guint64 n_committed, GError **error)
{
  const HearthFs *fs = self->file->vfs->fs;

  for (guint64 i = 0; i < n_committed; i++)
    {
      guint8 header[HEARTH_VFS_FRAME_HEADER];
      gint64 offset = HEARTH_VFS_WAL_HEADER + (gint64) i * HEARTH_VFS_FRAME;
      gssize n = fs->read (fs->data, self->wal, header, sizeof header, offset);
      guint32 truncate;

      if (n != sizeof header)
        {
          _hearth_vault_set_errno_error (error, n < 0 ? (int) -n : 5, "read journal");
          return FALSE;
        }
      truncate = _hearth_get_u32 (header + 4);
      g_hash_table_insert (self->frames, GUINT_TO_POINTER (_hearth_get_u32 (header)),
                           GUINT_TO_POINTER ((guint) i + 1));
      if (truncate != 0)
        self->n_pages = truncate;
    }
  return TRUE;
}

static gboolean
open_wal (HearthPageSource *self, GError **error)
{
  HearthVfs *vfs = self->file->vfs;
  g_autofree char *name =
      g_strconcat (hearth_compartment_get_name (self->file->cmp), ".db-wal", NULL);
  HearthVfsAudit audit;

  if (!hearth_vfs_audit_wal (vfs, self->file->cmp, &audit, error))
    return FALSE;
  if (audit.n_committed == 0)
    return TRUE;
  self->wal = vfs->fs->open (vfs->fs->data, vfs->folder, name, HEARTH_FS_READ);
  if (self->wal < 0)
    {
      _hearth_vault_set_errno_error (error, -self->wal, "open journal");
      return FALSE;
    }
  return map_frames (self, audit.n_committed, error);
}

static gboolean
open_database (HearthPageSource *self, GError **error)
{
  sqlite3_vfs *base = self->file->vfs->base;
  int access = self->file->is_read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  int result;

  self->real = g_malloc0 ((gsize) base->szOsFile);
  result = base->xOpen (base, self->file->path, self->real, access | SQLITE_OPEN_MAIN_DB, NULL);
  if (result == SQLITE_OK)
    return TRUE;
  _hearth_vault_set_sqlite_error (error, result, "open pages");
  return FALSE;
}

HearthPageSource *
_hearth_page_source_open (HearthVfs *vfs, HearthCompartment cmp, GError **error)
{
  g_autoptr (HearthPageSource) self = g_new0 (HearthPageSource, 1);

  self->file = &vfs->files[cmp];
  self->wal = -1;
  self->frames = g_hash_table_new (NULL, NULL);
  self->frame = g_malloc (HEARTH_VFS_FRAME);
  g_mutex_lock (&self->file->mutex);
  self->n_pages = self->file->table.n_pages;
  self->wal_id = self->file->table.wal;
  g_mutex_unlock (&self->file->mutex);
  /* Without its table nobody knows which journal belongs to the file. */
  if (!open_database (self, error) || (!self->file->is_unproven && !open_wal (self, error)))
    return NULL;
  return g_steal_pointer (&self);
}

void
_hearth_page_source_free (HearthPageSource *self)
{
  const HearthFs *fs = self->file->vfs->fs;

  if (self->real != NULL && self->real->pMethods != NULL)
    self->real->pMethods->xClose (self->real);
  g_free (self->real);
  if (self->wal >= 0)
    fs->close (fs->data, self->wal);
  g_hash_table_unref (self->frames);
  sodium_memzero (self->frame, HEARTH_VFS_FRAME);
  g_free (self->frame);
  g_free (self);
}

guint32
_hearth_page_source_get_n_pages (const HearthPageSource *self)
{
  return self->n_pages;
}

static gboolean
read_frame (HearthPageSource *self, guint32 number, guint64 index, guint8 *out)
{
  const HearthFs *fs = self->file->vfs->fs;
  gint64 offset = HEARTH_VFS_WAL_HEADER + (gint64) index * HEARTH_VFS_FRAME;

  return fs->read (fs->data, self->wal, self->frame, HEARTH_VFS_FRAME, offset) ==
             HEARTH_VFS_FRAME &&
         _hearth_get_u32 (self->frame) == number &&
         _hearth_vfs_unseal_frame (self->file, &self->wal_id, index, self->frame, out);
}

static gboolean
read_page (HearthPageSource *self, guint32 number, guint8 *out)
{
  guint8 tag[HEARTH_VFS_TAG];
  gboolean is_known;

  if (self->real->pMethods->xRead (self->real, out, HEARTH_VFS_PAGE,
                                   (gint64) (number - 1) * HEARTH_VFS_PAGE) != SQLITE_OK)
    return FALSE;
  if (!self->file->is_unproven)
    {
      g_mutex_lock (&self->file->mutex);
      is_known = _hearth_vfs_table_get (&self->file->table, number, tag);
      g_mutex_unlock (&self->file->mutex);
      if (!is_known ||
          sodium_memcmp (tag, out + HEARTH_VFS_PAGE - HEARTH_VFS_TAG, HEARTH_VFS_TAG) != 0)
        return FALSE;
    }
  return _hearth_vfs_unseal_page (self->file, number, out, out);
}

gboolean
_hearth_page_source_read (HearthPageSource *self, guint32 number, guint8 out[HEARTH_VFS_PAGE])
{
  guint frame = GPOINTER_TO_UINT (g_hash_table_lookup (self->frames, GUINT_TO_POINTER (number)));

  if (number < 1 || number > self->n_pages)
    return FALSE;
  if (frame > 0 ? read_frame (self, number, frame - 1, out) : read_page (self, number, out))
    return TRUE;
  memset (out, 0, HEARTH_VFS_PAGE);
  return FALSE;
}
