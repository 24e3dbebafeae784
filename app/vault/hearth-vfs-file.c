/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The database files of a vault: what is known of each, and how one is made known to SQLite. */
#include "config.h"

#include "hearth-vfs-private.h"

#include "hearth-mutant.h"
#include "hearth-vault-error-private.h"

#include <errno.h>
#include <sodium.h>

void
_hearth_vfs_init_file (HearthVfsFile *file, HearthVfs *self, HearthCompartment cmp)
{
  file->vfs = self;
  file->cmp = cmp;
  file->keys = g_ptr_array_new_with_free_func (_hearth_vfs_free_keys);
  file->save_buffer = g_byte_array_new ();
  g_mutex_init (&file->mutex);
  g_mutex_init (&file->save_mutex);
  _hearth_vfs_table_init (&file->table);
}

void
_hearth_vfs_clear_file (HearthVfsFile *file)
{
  _hearth_vfs_table_clear (&file->table);
  g_ptr_array_unref (file->keys);
  g_byte_array_unref (file->save_buffer);
  g_mutex_clear (&file->mutex);
  g_mutex_clear (&file->save_mutex);
  g_free (file->path);
}

/** hearth_vfs_get_path: Returns: (nullable): the database of @cmp, %NULL unless it was added. */
const char *
hearth_vfs_get_path (HearthVfs *self, HearthCompartment cmp)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->files[cmp].path;
}

/** hearth_vfs_is_read_only: whether the database of @cmp was added for reading only. */
gboolean
hearth_vfs_is_read_only (HearthVfs *self, HearthCompartment cmp)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->files[cmp].is_read_only;
}

/**
 * hearth_vfs_is_clean:
 *
 * Returns: whether the database of @cmp is whole without a journal, as an orderly lock leaves it.
 *   Thread: any, before any connection.
 */
gboolean
hearth_vfs_is_clean (HearthVfs *self, HearthCompartment cmp)
{
  g_autofree char *name =
      g_strconcat (hearth_compartment_get_name (cmp), ".db" HEARTH_VFS_WAL_SUFFIX, NULL);
  gint64 size = 0;
  int fd;

  g_return_val_if_fail (self != NULL, FALSE);

  fd = self->fs->open (self->fs->data, self->folder, name, HEARTH_FS_READ);
  if (fd >= 0)
    {
      size = self->fs->size (self->fs->data, fd);
      self->fs->close (self->fs->data, fd);
    }
  else if (fd != -ENOENT)
    return FALSE; /* there, and not to be looked into */
  return !self->files[cmp].table.is_wal_announced && size == 0;
}

/** hearth_vfs_is_new_file: whether the database of @cmp is in the making. */
gboolean
hearth_vfs_is_new_file (HearthVfs *self, HearthCompartment cmp)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->files[cmp].is_new;
}

/**
 * hearth_vfs_get_marks:
 * @out: (out): generation and serial of the header when the table of @cmp was last saved, as loaded
 *
 * Returns: %FALSE if the file was not added. Thread: any.
 */
gboolean
hearth_vfs_get_marks (HearthVfs *self, HearthCompartment cmp, HearthVfsMarks *out)
{
  g_return_val_if_fail (self != NULL && out != NULL, FALSE);

  *out = self->files[cmp].table.marks;
  return self->files[cmp].path != NULL;
}

/** hearth_vfs_get_table_generation: Returns: how often the table of @cmp was saved; 0: not added. */
guint64
hearth_vfs_get_table_generation (HearthVfs *self, HearthCompartment cmp)
{
  HearthVfsFile *file;
  guint64 generation;

  g_return_val_if_fail (self != NULL, 0);

  file = &self->files[cmp];
  g_mutex_lock (&file->mutex);
  generation = file->path != NULL ? file->table.generation : 0;
  g_mutex_unlock (&file->mutex);
  return generation;
}

/** hearth_vfs_get_n_pages: Returns: pages of the database of @cmp, as its table knows it. */
guint32
hearth_vfs_get_n_pages (HearthVfs *self, HearthCompartment cmp)
{
  HearthVfsFile *file;
  guint32 n_pages;

  g_return_val_if_fail (self != NULL, 0);

  file = &self->files[cmp];
  g_mutex_lock (&file->mutex);
  n_pages = file->table.n_pages;
  g_mutex_unlock (&file->mutex);
  return n_pages;
}

static char *
find_full_path (HearthVfs *self, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder_path, name, NULL);
  g_autofree char *full = g_malloc0 ((gsize) self->base->mxPathname + 1);
  int result;

  errno = 0;
  result = self->base->xFullPathname (self->base, path, self->base->mxPathname + 1, full);
  /* The answer "there was a link on the way" is no failure: the folder may be reached by one. */
  if (result == SQLITE_OK || result == SQLITE_OK_SYMLINK)
    return g_steal_pointer (&full);
  _hearth_vault_set_sqlite_errno_error (error, result, errno, "path");
  return NULL;
}

/* An empty file to begin with, so that its mode is ours and not SQLite's. */
static gboolean
make_empty (HearthVfs *self, const char *name, GError **error)
{
  int fd = self->fs->open (self->fs->data, self->folder, name, HEARTH_FS_CREATE_NEW);

  if (fd < 0)
    {
      _hearth_vault_set_errno_error (error, -fd, "create");
      return FALSE;
    }
  self->fs->close (self->fs->data, fd);
  return TRUE;
}

/* An empty database, or a table of no pages, is damage: SQLite would begin a new database. */
static gboolean
check_not_empty (HearthVfsFile *file, const char *name, GError **error)
{
  HearthVfs *self = file->vfs;
  int fd = self->fs->open (self->fs->data, self->folder, name, HEARTH_FS_READ);
  gint64 size;

  if (fd < 0)
    {
      _hearth_vault_set_errno_error (error, -fd, "open");
      return FALSE;
    }
  size = self->fs->size (self->fs->data, fd);
  self->fs->close (self->fs->data, fd);
  if (size < 0)
    {
      _hearth_vault_set_errno_error (error, (int) -size, "size of database");
      return FALSE;
    }
  if ((size > 0 && file->table.n_pages > 0) || HEARTH_MUTANT (ZERO_LENGTH_ACCEPTED))
    return TRUE;
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_PAGE_DAMAGED,
                       "a database file is empty");
  return FALSE;
}

/* A lost table leaves as many pages as the file is long, and nothing that says which are current. */
static gboolean
load_table (HearthVfsFile *file, const char *name, HearthVfsFlags flags, GError **error)
{
  const HearthFs *fs = file->vfs->fs;
  g_autoptr (GError) local_error = NULL;
  gint64 size;
  int fd;

  if (_hearth_vfs_table_load (file, &local_error))
    return TRUE;
  if ((flags & HEARTH_VFS_UNPROVEN) == 0 ||
      !g_error_matches (local_error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TABLE_LOST))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  fd = fs->open (fs->data, file->vfs->folder, name, HEARTH_FS_READ);
  size = fd < 0 ? fd : fs->size (fs->data, fd);
  if (fd >= 0)
    fs->close (fs->data, fd);
  if (size < 0)
    {
      _hearth_vault_set_errno_error (error, (int) -size, "size of database");
      return FALSE;
    }
  file->is_unproven = TRUE;
  _hearth_vfs_table_extend (&file->table,
                            (guint32) MIN (size / HEARTH_VFS_PAGE, HEARTH_VFS_MAX_PAGES));
  return TRUE;
}

/**
 * hearth_vfs_add_file:
 * @flags: %HEARTH_VFS_CREATE makes an empty database; else the file must be there
 *
 * Makes the database of @cmp known to SQLite and loads its table. Its keys were added before.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_FILE_MISSING, %HEARTH_VAULT_ERROR_TABLE_LOST,
 *   %HEARTH_VAULT_ERROR_PAGE_DAMAGED if the file is empty, or an input/output error. Thread: any.
 */
gboolean
hearth_vfs_add_file (HearthVfs *self, HearthCompartment cmp, HearthVfsFlags flags, GError **error)
{
  g_autofree char *name = g_strconcat (hearth_compartment_get_name (cmp), ".db", NULL);
  g_autofree char *path = NULL;
  HearthVfsFile *file;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (cmp >= HEARTH_COMPARTMENT_FIRST && cmp <= HEARTH_COMPARTMENT_LAST, FALSE);
  file = &self->files[cmp];
  g_return_val_if_fail (file->path == NULL && file->keys->len > 0, FALSE);

  path = find_full_path (self, name, error);
  if (path == NULL)
    return FALSE;
  file->is_new = (flags & HEARTH_VFS_CREATE) != 0;
  file->is_read_only = (flags & HEARTH_VFS_READ_ONLY) != 0;
  if (file->is_new)
    {
      randombytes_buf (file->table.wal.id, sizeof file->table.wal.id);
      file->table.wal.mask_epoch = file->write_epoch;
      if (!make_empty (self, name, error))
        return FALSE;
    }
  else if (!hearth_fs_exists (self->fs, self->folder, name))
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_FILE_MISSING,
                           "a database file is missing");
      return FALSE;
    }
  else if (!load_table (file, name, flags, error) || !check_not_empty (file, name, error))
    return FALSE;
  file->path = g_steal_pointer (&path);
  return TRUE;
}

/**
 * hearth_vfs_save_table:
 *
 * Saves the table of @cmp. A file that was made needs it twice, so that both side files are whole.
 *
 * Returns: %FALSE with an error; the last good table then stands. Thread: any.
 */
gboolean
hearth_vfs_save_table (HearthVfs *self, HearthCompartment cmp, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return _hearth_vfs_table_save (&self->files[cmp], error);
}
