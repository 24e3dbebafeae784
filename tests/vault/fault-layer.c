/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fault-layer.h"

#include "sim-disk.h"

#include <errno.h>
#include <sqlite3.h>

#define LAYER_VFS "faulty"

static struct
{
  FaultCall call;
  guint n_left; /* 0: nothing fails */
  int number;   /* the errno */
  gboolean has_failed;
} fault;

static HearthFs table;
static sqlite3_vfs *disk;
static sqlite3_vfs layer;
static const sqlite3_io_methods *disk_methods;
static sqlite3_io_methods layer_methods;

void
fault_layer_fail_as (FaultCall call, guint n, int number)
{
  fault.call = call;
  fault.n_left = n;
  fault.number = number;
  fault.has_failed = FALSE;
}

void
fault_layer_fail (FaultCall call, guint n)
{
  fault_layer_fail_as (call, n, EIO);
}

gboolean
fault_layer_has_failed (void)
{
  return fault.has_failed;
}

static gboolean
is_due (FaultCall call)
{
  if (fault.call != call || fault.n_left == 0 || --fault.n_left > 0)
    return FALSE;
  fault.has_failed = TRUE;
  return TRUE;
}

/* --- SQLite's side --- */

static int
layer_read (sqlite3_file *file, void *buffer, int length, sqlite3_int64 offset)
{
  if (is_due (FAULT_READ))
    return SQLITE_IOERR_READ;
  if (is_due (FAULT_SHORT))
    {
      disk_methods->xRead (file, buffer, length, offset);
      for (int i = length / 2; i < length; i++)
        ((guint8 *) buffer)[i] = 0;
      return SQLITE_IOERR_SHORT_READ;
    }
  return disk_methods->xRead (file, buffer, length, offset);
}

static int
layer_write (sqlite3_file *file, const void *buffer, int length, sqlite3_int64 offset)
{
  return is_due (FAULT_WRITE) ? SQLITE_IOERR_WRITE
                              : disk_methods->xWrite (file, buffer, length, offset);
}

static int
layer_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return is_due (FAULT_TRUNCATE) ? SQLITE_IOERR_TRUNCATE : disk_methods->xTruncate (file, size);
}

static int
layer_sync (sqlite3_file *file, int flags)
{
  return is_due (FAULT_SYNC) ? SQLITE_IOERR_FSYNC : disk_methods->xSync (file, flags);
}

static int
layer_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return is_due (FAULT_SIZE) ? SQLITE_IOERR_FSTAT : disk_methods->xFileSize (file, size);
}

static int
layer_lock (sqlite3_file *file, int level)
{
  return is_due (FAULT_LOCK) ? SQLITE_IOERR_LOCK : disk_methods->xLock (file, level);
}

static int
layer_map (sqlite3_file *file, int region, int size, int extend, void volatile **out)
{
  return is_due (FAULT_MAP) ? SQLITE_IOERR_SHMMAP
                            : disk_methods->xShmMap (file, region, size, extend, out);
}

static int
layer_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  int result;

  file->pMethods = NULL;
  if (is_due (FAULT_OPEN))
    return SQLITE_CANTOPEN;
  result = disk->xOpen (disk, path, file, flags, out_flags);
  if (result != SQLITE_OK)
    return result;
  /* All files of the disk have one table of functions. */
  disk_methods = file->pMethods;
  layer_methods = *disk_methods;
  layer_methods.xRead = layer_read;
  layer_methods.xWrite = layer_write;
  layer_methods.xTruncate = layer_truncate;
  layer_methods.xSync = layer_sync;
  layer_methods.xFileSize = layer_size;
  layer_methods.xLock = layer_lock;
  layer_methods.xShmMap = layer_map;
  file->pMethods = &layer_methods;
  return is_due (FAULT_OPEN_HALF) ? SQLITE_CANTOPEN : SQLITE_OK;
}

static int
layer_delete (sqlite3_vfs *vfs, const char *path, int sync_folder)
{
  return is_due (FAULT_DELETE) ? SQLITE_IOERR_DELETE : disk->xDelete (disk, path, sync_folder);
}

static int
layer_access (sqlite3_vfs *vfs, const char *path, int flags, int *out)
{
  return is_due (FAULT_ACCESS) ? SQLITE_IOERR_ACCESS : disk->xAccess (disk, path, flags, out);
}

static int
layer_full_pathname (sqlite3_vfs *vfs, const char *path, int size, char *out)
{
  return is_due (FAULT_PATH) ? SQLITE_CANTOPEN : disk->xFullPathname (disk, path, size, out);
}

/* --- The vault's side --- */

static int
fs_open (gpointer data, int folder, const char *name, HearthFsMode mode)
{
  return is_due (FAULT_OPEN) ? -fault.number : sim_disk_get_fs ()->open (data, folder, name, mode);
}

static int
fs_open_folder (gpointer data, int folder, const char *name)
{
  return is_due (FAULT_OPEN) ? -fault.number : sim_disk_get_fs ()->open_folder (data, folder, name);
}

static gssize
fs_read (gpointer data, int fd, gpointer buffer, gsize length, gint64 offset)
{
  gssize n;

  if (is_due (FAULT_READ))
    return -fault.number;
  n = sim_disk_get_fs ()->read (data, fd, buffer, length, offset);
  return n > 0 && is_due (FAULT_SHORT) ? n / 2 : n;
}

static int
fs_write (gpointer data, int fd, gconstpointer buffer, gsize length, gint64 offset)
{
  return is_due (FAULT_WRITE) ? -fault.number
                              : sim_disk_get_fs ()->write (data, fd, buffer, length, offset);
}

static int
fs_truncate (gpointer data, int fd, gint64 length)
{
  return is_due (FAULT_TRUNCATE) ? -fault.number : sim_disk_get_fs ()->truncate (data, fd, length);
}

static int
fs_sync (gpointer data, int fd)
{
  return is_due (FAULT_SYNC) ? -fault.number : sim_disk_get_fs ()->sync (data, fd);
}

static int
fs_sync_folder (gpointer data, int folder)
{
  return is_due (FAULT_SYNC) ? -fault.number : sim_disk_get_fs ()->sync_folder (data, folder);
}

static gint64
fs_size (gpointer data, int fd)
{
  return is_due (FAULT_SIZE) ? -fault.number : sim_disk_get_fs ()->size (data, fd);
}

const HearthFs *
fault_layer_get_fs (void)
{
  if (disk != NULL)
    return &table;
  disk = sqlite3_vfs_find (SIM_VFS);
  g_assert_nonnull (disk);
  layer = *disk;
  layer.zName = LAYER_VFS;
  layer.pNext = NULL;
  layer.xOpen = layer_open;
  layer.xDelete = layer_delete;
  layer.xAccess = layer_access;
  layer.xFullPathname = layer_full_pathname;
  g_assert_cmpint (sqlite3_vfs_register (&layer, 0), ==, SQLITE_OK);

  table = *sim_disk_get_fs ();
  table.sqlite_name = LAYER_VFS;
  table.open = fs_open;
  table.open_folder = fs_open_folder;
  table.read = fs_read;
  table.write = fs_write;
  table.truncate = fs_truncate;
  table.sync = fs_sync;
  table.sync_folder = fs_sync_folder;
  table.size = fs_size;
  return &table;
}
