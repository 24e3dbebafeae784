/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "spy-vfs.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

typedef struct
{
  sqlite3_file methods;
  gboolean is_temporary;
  sqlite3_file *real;
} SpyFile;

static sqlite3_vfs *base;
static sqlite3_vfs spy;
static sqlite3_io_methods spy_methods;
static const char *current_marker = "";
static guint64 n_bytes;
static guint64 n_temporary;
static guint n_found;
static int failure;

gboolean
spy_contains (const guint8 *bytes, gsize length, const char *marker)
{
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (marker, -1, NULL, NULL, NULL);
  g_autofree guint8 *swapped = NULL;
  gsize n_wide = 0;

  while (wide[n_wide] != 0)
    n_wide++;
  swapped = g_malloc (2 * n_wide);
  for (gsize i = 0; i < n_wide; i++)
    {
      swapped[2 * i] = ((guint8 *) wide)[2 * i + 1];
      swapped[2 * i + 1] = ((guint8 *) wide)[2 * i];
    }
  return memmem (bytes, length, marker, strlen (marker)) != NULL ||
         memmem (bytes, length, wide, 2 * n_wide) != NULL ||
         memmem (bytes, length, swapped, 2 * n_wide) != NULL;
}

static sqlite3_file *
real_of (sqlite3_file *file)
{
  return ((SpyFile *) file)->real;
}

static int
spy_close (sqlite3_file *file)
{
  return real_of (file)->pMethods->xClose (real_of (file));
}

/* As the base does it: a full disk has a code of its own, the rest is in errno. */
static int
fail (int result)
{
  errno = failure;
  return failure == ENOSPC && result == SQLITE_IOERR_WRITE ? SQLITE_FULL : result;
}

static int
spy_read (sqlite3_file *file, void *buffer, int length, sqlite3_int64 offset)
{
  if (failure != 0)
    return fail (SQLITE_IOERR_READ);
  return real_of (file)->pMethods->xRead (real_of (file), buffer, length, offset);
}

static int
spy_write (sqlite3_file *file, const void *buffer, int length, sqlite3_int64 offset)
{
  if (failure != 0)
    return fail (SQLITE_IOERR_WRITE);
  n_bytes += (guint64) length;
  if (((SpyFile *) file)->is_temporary)
    n_temporary += (guint64) length;
  if (*current_marker != '\0' && spy_contains (buffer, (gsize) length, current_marker))
    n_found++;
  return real_of (file)->pMethods->xWrite (real_of (file), buffer, length, offset);
}

static int
spy_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return real_of (file)->pMethods->xTruncate (real_of (file), size);
}

static int
spy_sync (sqlite3_file *file, int flags)
{
  if (failure != 0)
    return fail (SQLITE_IOERR_FSYNC);
  return real_of (file)->pMethods->xSync (real_of (file), flags);
}

static int
spy_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return real_of (file)->pMethods->xFileSize (real_of (file), size);
}

static int
spy_lock (sqlite3_file *file, int level)
{
  return real_of (file)->pMethods->xLock (real_of (file), level);
}

static int
spy_unlock (sqlite3_file *file, int level)
{
  return real_of (file)->pMethods->xUnlock (real_of (file), level);
}

static int
spy_check_reserved (sqlite3_file *file, int *out)
{
  return real_of (file)->pMethods->xCheckReservedLock (real_of (file), out);
}

static int
spy_file_control (sqlite3_file *file, int op, void *argument)
{
  return real_of (file)->pMethods->xFileControl (real_of (file), op, argument);
}

static int
spy_sector_size (sqlite3_file *file)
{
  return real_of (file)->pMethods->xSectorSize (real_of (file));
}

static int
spy_characteristics (sqlite3_file *file)
{
  return real_of (file)->pMethods->xDeviceCharacteristics (real_of (file));
}

static int
spy_shm_map (sqlite3_file *file, int region, int size, int extend, void volatile **out)
{
  return real_of (file)->pMethods->xShmMap (real_of (file), region, size, extend, out);
}

static int
spy_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return real_of (file)->pMethods->xShmLock (real_of (file), offset, n, flags);
}

static void
spy_shm_barrier (sqlite3_file *file)
{
  real_of (file)->pMethods->xShmBarrier (real_of (file));
}

static int
spy_shm_unmap (sqlite3_file *file, int delete)
{
  return real_of (file)->pMethods->xShmUnmap (real_of (file), delete);
}

static int
spy_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  SpyFile *self = (SpyFile *) file;
  int result;

  self->methods.pMethods = NULL;
  self->is_temporary = path == NULL;
  self->real = (sqlite3_file *) (self + 1);
  result = base->xOpen (base, path, self->real, flags, out_flags);
  if (result == SQLITE_OK)
    self->methods.pMethods = &spy_methods;
  return result;
}

void
spy_vfs_register (void)
{
  if (base != NULL)
    return;
  base = sqlite3_vfs_find ("unix-excl");
  g_assert_nonnull (base);
  spy_methods = (sqlite3_io_methods){
    .iVersion = 2,
    .xClose = spy_close,
    .xRead = spy_read,
    .xWrite = spy_write,
    .xTruncate = spy_truncate,
    .xSync = spy_sync,
    .xFileSize = spy_file_size,
    .xLock = spy_lock,
    .xUnlock = spy_unlock,
    .xCheckReservedLock = spy_check_reserved,
    .xFileControl = spy_file_control,
    .xSectorSize = spy_sector_size,
    .xDeviceCharacteristics = spy_characteristics,
    .xShmMap = spy_shm_map,
    .xShmLock = spy_shm_lock,
    .xShmBarrier = spy_shm_barrier,
    .xShmUnmap = spy_shm_unmap,
  };
  /* What is not overridden takes the base's own functions, which use nothing of the object but its
   * finder of locking styles. */
  spy = *base;
  spy.iVersion = 2;
  spy.szOsFile = (int) sizeof (SpyFile) + base->szOsFile;
  spy.zName = "spy";
  spy.pNext = NULL;
  spy.xOpen = spy_open;
  g_assert_cmpint (sqlite3_vfs_register (&spy, 0), ==, SQLITE_OK);
}

void
spy_vfs_reset (void)
{
  n_bytes = 0;
  n_temporary = 0;
  n_found = 0;
  current_marker = "";
}

guint64
spy_vfs_get_n_bytes (void)
{
  return n_bytes;
}

guint64
spy_vfs_get_n_temporary (void)
{
  return n_temporary;
}

void
spy_vfs_set_marker (const char *marker)
{
  current_marker = marker;
}

guint
spy_vfs_get_n_found (void)
{
  return n_found;
}

void
spy_vfs_fail_with (int number)
{
  failure = number;
}
