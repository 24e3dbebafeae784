/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What SQLite may open, delete and ask for: the databases that were added, their journals, and temporary
 * files without a name. Everything else is not there. */
#include "config.h"

#include "hearth-vfs-private.h"

#include "hearth-id.h"
#include "hearth-mutant.h"
#include "hearth-vault-error-private.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

#define JOURNAL_SUFFIX "-journal"

#define HANDLE_SIZE ((sizeof (HearthVfsHandle) + 15) & ~(gsize) 15)

static HearthVfs *
vfs_of (sqlite3_vfs *methods)
{
  return methods->pAppData;
}

static HearthVfsFile *
find_file (HearthVfs *self, const char *path, gsize length)
{
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthVfsFile *file = &self->files[i];

      if (file->path != NULL && strlen (file->path) == length &&
          memcmp (file->path, path, length) == 0)
        return file;
    }
  return NULL;
}

static HearthVfsFile *
find_file_of_wal (HearthVfs *self, const char *path)
{
  if (!g_str_has_suffix (path, HEARTH_VFS_WAL_SUFFIX))
    return NULL;
  return find_file (self, path, strlen (path) - strlen (HEARTH_VFS_WAL_SUFFIX));
}

static int
open_base (HearthVfs *self, const char *path, HearthVfsHandle *handle, int flags, int *out_flags)
{
  int result;

  handle->real = (sqlite3_file *) ((guint8 *) handle + HANDLE_SIZE);
  memset (handle->real, 0, (gsize) self->base->szOsFile);
  result = self->base->xOpen (self->base, path, handle->real, flags, out_flags);
  if (result != SQLITE_OK && handle->real->pMethods != NULL)
    handle->real->pMethods->xClose (handle->real);
  return result;
}

/* The last step of every opening. SQLite's own memory: it may run out, and is wiped when freed. */
static int
begin_handle (HearthVfsHandle *handle, const sqlite3_io_methods *methods)
{
  handle->bounce = sqlite3_malloc (HEARTH_VFS_FRAME);
  if (handle->bounce == NULL)
    {
      handle->real->pMethods->xClose (handle->real);
      return SQLITE_NOMEM;
    }
  _hearth_vfs_set_methods (handle, methods);
  g_atomic_int_inc (&handle->vfs->n_handles);
  return SQLITE_OK;
}

/* A connection that asks for less than writing would make the base keep the shared memory in a
 * real file (pitfall 22); only a file in the making may be made. */
static int
open_database (HearthVfsHandle *handle, const char *path, int flags, int *out_flags)
{
  int result;

  handle->file = path != NULL ? find_file (handle->vfs, path, strlen (path)) : NULL;
  if (handle->file == NULL)
    return SQLITE_CANTOPEN;
  flags &= ~(SQLITE_OPEN_READONLY | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  flags |= handle->file->is_read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  result = open_base (handle->vfs, path, handle, flags, out_flags);
  return result == SQLITE_OK ? begin_handle (handle, &_hearth_vfs_database_methods) : result;
}

static int
open_wal (HearthVfsHandle *handle, const char *path, int flags, int *out_flags)
{
  const char *database = sqlite3_filename_database (path);
  int result;

  handle->file = find_file (handle->vfs, database, strlen (database));
  if (handle->file == NULL)
    return SQLITE_CANTOPEN;
  result = open_base (handle->vfs, path, handle, flags, out_flags);
  return result == SQLITE_OK ? begin_handle (handle, &_hearth_vfs_wal_methods) : result;
}

/* Beside the vault's own files, where room was asked for: what the system keeps for temporary files
 * may be a piece of memory. The base removes the name at once. */
static char *
make_temp_name (HearthVfs *self)
{
  guint8 bytes[16];
  g_autofree char *hex = NULL;

  if (self->temp_path == NULL)
    return NULL;
  randombytes_buf (bytes, sizeof bytes);
  hex = hearth_hex_encode (bytes, sizeof bytes);
  return g_build_filename (self->temp_path, hex, NULL);
}

static int
open_temporary (HearthVfsHandle *handle, const char *path, int flags, int *out_flags)
{
  int result;

  if (path != NULL)
    return SQLITE_CANTOPEN;
  handle->temp_name = make_temp_name (handle->vfs);
  result = open_base (handle->vfs, handle->temp_name, handle, flags, out_flags);
  if (result == SQLITE_OK && !_hearth_vfs_temp_begin (handle))
    {
      handle->real->pMethods->xClose (handle->real);
      result = SQLITE_NOMEM;
    }
  else if (result == SQLITE_OK)
    {
      result = begin_handle (handle, &_hearth_vfs_temp_methods);
      if (result != SQLITE_OK)
        _hearth_vfs_temp_end (handle);
    }
  if (result != SQLITE_OK)
    g_free (g_steal_pointer (&handle->temp_name));
  return result;
}

static int
open_by_kind (sqlite3_vfs *methods, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  HearthVfsHandle *handle = (HearthVfsHandle *) file;

  memset (handle, 0, sizeof *handle);
  handle->vfs = vfs_of (methods);
  if (_hearth_vfs_is_dead (handle->vfs))
    return SQLITE_CANTOPEN;
  if (flags & SQLITE_OPEN_MAIN_DB)
    return open_database (handle, path, flags, out_flags);
  if (flags & SQLITE_OPEN_WAL)
    return open_wal (handle, path, flags, out_flags);
  if (flags & (SQLITE_OPEN_TEMP_DB | SQLITE_OPEN_TRANSIENT_DB | SQLITE_OPEN_TEMP_JOURNAL |
               SQLITE_OPEN_SUBJOURNAL))
    return open_temporary (handle, path, flags, out_flags);
  /* Rollback and super-journals: there are none (vault 5.7). */
  return SQLITE_CANTOPEN;
}

static int
vfs_open (sqlite3_vfs *methods, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  errno = 0;
  return _hearth_vfs_note_errno (open_by_kind (methods, path, file, flags, out_flags));
}

static int
delete_file (sqlite3_vfs *methods, const char *path, int sync_folder)
{
  HearthVfs *self = vfs_of (methods);
  HearthVfsFile *file;

  if (_hearth_vfs_is_dead (self))
    return SQLITE_IOERR_DELETE;
  if (g_str_has_suffix (path, JOURNAL_SUFFIX))
    return SQLITE_OK;
  file = find_file_of_wal (self, path);
  if (file == NULL || !_hearth_vfs_table_end_wal (file, NULL))
    return SQLITE_IOERR_DELETE;
  return self->base->xDelete (self->base, path, sync_folder);
}

static int
vfs_delete (sqlite3_vfs *methods, const char *path, int sync_folder)
{
  errno = 0;
  return _hearth_vfs_note_errno (delete_file (methods, path, sync_folder));
}

/* There is nothing but the databases and their journals: a planted rollback journal is not seen. */
static int
vfs_access (sqlite3_vfs *methods, const char *path, int flags, int *out)
{
  HearthVfs *self = vfs_of (methods);

  *out = 0;
  if (HEARTH_MUTANT (PLANTED_JOURNAL_SEEN))
    return self->base->xAccess (self->base, path, flags, out);
  if (_hearth_vfs_is_dead (self))
    return SQLITE_IOERR_ACCESS;
  if (find_file (self, path, strlen (path)) == NULL && find_file_of_wal (self, path) == NULL)
    return SQLITE_OK;
  return self->base->xAccess (self->base, path, flags, out);
}

static int
vfs_full_pathname (sqlite3_vfs *methods, const char *path, int size, char *out)
{
  HearthVfs *self = vfs_of (methods);

  return self->base->xFullPathname (self->base, path, size, out);
}

static int
vfs_randomness (sqlite3_vfs *methods, int length, char *out)
{
  randombytes_buf (out, (gsize) length);
  return length;
}

static int
vfs_sleep (sqlite3_vfs *methods, int microseconds)
{
  HearthVfs *self = vfs_of (methods);

  return self->base->xSleep (self->base, microseconds);
}

static int
vfs_current_time (sqlite3_vfs *methods, double *out)
{
  HearthVfs *self = vfs_of (methods);

  return self->base->xCurrentTime (self->base, out);
}

/* Asked after SQLite has tidied up: the answer is what was noted, not what errno is now. */
static int
vfs_get_last_error (sqlite3_vfs *methods, int length, char *out)
{
  return _hearth_vfs_get_errno ();
}

static int
vfs_current_time_int64 (sqlite3_vfs *methods, sqlite3_int64 *out)
{
  HearthVfs *self = vfs_of (methods);

  return self->base->xCurrentTimeInt64 (self->base, out);
}

/**
 * _hearth_vfs_register:
 *
 * Makes @self known to SQLite under its name. That fails only where SQLite could not be initialised,
 * and then the base would not have been found. Thread: any.
 */
void
_hearth_vfs_register (HearthVfs *self)
{
  int result;

  self->methods = (sqlite3_vfs){
    .iVersion = 2,
    .szOsFile = (int) HANDLE_SIZE + self->base->szOsFile,
    .mxPathname = self->base->mxPathname,
    .zName = self->name,
    .pAppData = self,
    .xOpen = vfs_open,
    .xDelete = vfs_delete,
    .xAccess = vfs_access,
    .xFullPathname = vfs_full_pathname,
    .xRandomness = vfs_randomness,
    .xSleep = vfs_sleep,
    .xCurrentTime = vfs_current_time,
    .xGetLastError = vfs_get_last_error,
    .xCurrentTimeInt64 = vfs_current_time_int64,
  };
  result = sqlite3_vfs_register (&self->methods, 0);
  g_assert (result == SQLITE_OK);
}
