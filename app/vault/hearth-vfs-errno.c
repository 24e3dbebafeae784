/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps, for the sentence that people get, what the system said when a call below failed: by the time
 * SQLite answers it has tidied up, and errno is somebody else's; and what this layer refuses
 * itself must not be explained with an errno of yesterday. Hence every call of SQLite comes through
 * here, and the last failure of each thread is noted. */
#include "config.h"

#include "hearth-vfs-private.h"

#include <errno.h>

static __thread int failed_with;

static HearthVfsHandle *
handle_of (sqlite3_file *file)
{
  return (HearthVfsHandle *) file;
}

/* Before the call below: an errno that is there already explains nothing. */
static HearthVfsHandle *
begin (sqlite3_file *file)
{
  errno = 0;
  return handle_of (file);
}

/** _hearth_vfs_note_errno: passes @result on; if it is a failure, errno is what the system said. */
int
_hearth_vfs_note_errno (int result)
{
  if (result != SQLITE_OK && result != SQLITE_IOERR_SHORT_READ)
    failed_with = errno;
  return result;
}

/** _hearth_vfs_get_errno: what the system said at the last failure on this thread; 0: nothing. */
int
_hearth_vfs_get_errno (void)
{
  return failed_with;
}

static int
noting_close (sqlite3_file *file)
{
  return handle_of (file)->inner->xClose (file);
}

static int
noting_read (sqlite3_file *file, void *buffer, int length, sqlite3_int64 offset)
{
  return _hearth_vfs_note_errno (begin (file)->inner->xRead (file, buffer, length, offset));
}

static int
noting_write (sqlite3_file *file, const void *buffer, int length, sqlite3_int64 offset)
{
  return _hearth_vfs_note_errno (begin (file)->inner->xWrite (file, buffer, length, offset));
}

static int
noting_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return _hearth_vfs_note_errno (begin (file)->inner->xTruncate (file, size));
}

static int
noting_sync (sqlite3_file *file, int flags)
{
  return _hearth_vfs_note_errno (begin (file)->inner->xSync (file, flags));
}

static int
noting_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return _hearth_vfs_note_errno (begin (file)->inner->xFileSize (file, size));
}

static int
noting_lock (sqlite3_file *file, int level)
{
  return _hearth_vfs_note_errno (begin (file)->inner->xLock (file, level));
}

static int
noting_unlock (sqlite3_file *file, int level)
{
  return handle_of (file)->inner->xUnlock (file, level);
}

static int
noting_check_reserved (sqlite3_file *file, int *out)
{
  return handle_of (file)->inner->xCheckReservedLock (file, out);
}

static int
noting_file_control (sqlite3_file *file, int op, void *argument)
{
  return handle_of (file)->inner->xFileControl (file, op, argument);
}

static int
noting_sector_size (sqlite3_file *file)
{
  return handle_of (file)->inner->xSectorSize (file);
}

static int
noting_characteristics (sqlite3_file *file)
{
  return handle_of (file)->inner->xDeviceCharacteristics (file);
}

static int
noting_shm_map (sqlite3_file *file, int region, int size, int extend, void volatile **out)
{
  return _hearth_vfs_note_errno (begin (file)->inner->xShmMap (file, region, size, extend, out));
}

static int
noting_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return handle_of (file)->inner->xShmLock (file, offset, n, flags);
}

static void
noting_shm_barrier (sqlite3_file *file)
{
  handle_of (file)->inner->xShmBarrier (file);
}

static int
noting_shm_unmap (sqlite3_file *file, int delete)
{
  return handle_of (file)->inner->xShmUnmap (file, delete);
}

static const sqlite3_io_methods methods_with_memory = {
  .iVersion = 2,
  .xClose = noting_close,
  .xRead = noting_read,
  .xWrite = noting_write,
  .xTruncate = noting_truncate,
  .xSync = noting_sync,
  .xFileSize = noting_file_size,
  .xLock = noting_lock,
  .xUnlock = noting_unlock,
  .xCheckReservedLock = noting_check_reserved,
  .xFileControl = noting_file_control,
  .xSectorSize = noting_sector_size,
  .xDeviceCharacteristics = noting_characteristics,
  .xShmMap = noting_shm_map,
  .xShmLock = noting_shm_lock,
  .xShmBarrier = noting_shm_barrier,
  .xShmUnmap = noting_shm_unmap,
};

static const sqlite3_io_methods methods_without_memory = {
  .iVersion = 1,
  .xClose = noting_close,
  .xRead = noting_read,
  .xWrite = noting_write,
  .xTruncate = noting_truncate,
  .xSync = noting_sync,
  .xFileSize = noting_file_size,
  .xLock = noting_lock,
  .xUnlock = noting_unlock,
  .xCheckReservedLock = noting_check_reserved,
  .xFileControl = noting_file_control,
  .xSectorSize = noting_sector_size,
  .xDeviceCharacteristics = noting_characteristics,
};

/** _hearth_vfs_set_methods: from now on SQLite reaches @methods through the functions above. */
void
_hearth_vfs_set_methods (HearthVfsHandle *handle, const sqlite3_io_methods *methods)
{
  handle->inner = methods;
  handle->methods.pMethods =
      methods->iVersion >= 2 ? &methods_with_memory : &methods_without_memory;
}
