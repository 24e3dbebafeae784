/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated disk as a file system of SQLite, with the locks of several connections. */
#include "config.h"

#include "sim-disk-private.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

#define SHM_REGION 32768

typedef struct
{
  sqlite3_file methods;
  SimNode *node;
  SimNode *folder;     /* NULL: temporary */
  gboolean syncs_name; /* SQLite syncs the folder with the first sync of a new journal */
  gboolean is_mapped;
  guint shm_shared;
  guint shm_exclusive;
  int level;
} Handle;

static guint n_open;

guint
sim_vfs_get_n_open (void)
{
  return n_open;
}

static Handle *
handle_of (sqlite3_file *file)
{
  return (Handle *) file;
}

static int
result_of (int number, int failure)
{
  if (number == 0)
    return SQLITE_OK;
  return number == ENOSPC ? SQLITE_FULL : failure;
}

static void
unmap (Handle *self)
{
  SimNode *node = self->node;

  for (guint i = 0; i < SIM_N_SHM_LOCKS; i++)
    {
      if (self->shm_shared & 1u << i)
        node->n_shm_shared[i]--;
      if (self->shm_exclusive & 1u << i)
        node->is_shm_exclusive[i] = FALSE;
    }
  self->shm_shared = 0;
  self->shm_exclusive = 0;
  if (self->is_mapped && --node->n_mapped == 0)
    g_ptr_array_set_size (node->regions, 0);
  self->is_mapped = FALSE;
}

static void
lower_lock (Handle *self, int level)
{
  SimNode *node = self->node;

  if (self->level > SQLITE_LOCK_SHARED && level <= SQLITE_LOCK_SHARED)
    {
      node->writer = NULL;
      node->is_pending = FALSE;
    }
  if (self->level >= SQLITE_LOCK_SHARED && level == SQLITE_LOCK_NONE)
    node->n_shared--;
  self->level = MIN (self->level, level);
}

static int
sim_close (sqlite3_file *file)
{
  Handle *self = handle_of (file);

  sim_lock ();
  unmap (self);
  lower_lock (self, SQLITE_LOCK_NONE);
  sim_node_unref (self->node);
  sim_node_unref (self->folder);
  n_open--;
  sim_unlock ();
  return SQLITE_OK;
}

static int
sim_read (sqlite3_file *file, void *buffer, int length, sqlite3_int64 offset)
{
  gssize there;

  sim_lock ();
  there = sim_file_read (handle_of (file)->node, buffer, (gsize) length, offset);
  sim_unlock ();
  if (there < 0)
    return SQLITE_IOERR_READ;
  memset ((guint8 *) buffer + there, 0, (gsize) (length - there));
  return there == length ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
sim_write (sqlite3_file *file, const void *buffer, int length, sqlite3_int64 offset)
{
  int number;

  sim_lock ();
  number = sim_file_write (handle_of (file)->node, buffer, (gsize) length, offset);
  sim_unlock ();
  return result_of (number, SQLITE_IOERR_WRITE);
}

static int
sim_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  int number;

  sim_lock ();
  number = sim_file_truncate (handle_of (file)->node, size);
  sim_unlock ();
  return result_of (number, SQLITE_IOERR_TRUNCATE);
}

static int
sim_sync (sqlite3_file *file, int flags)
{
  Handle *self = handle_of (file);
  int number;

  sim_lock ();
  number = sim_file_sync (self->node);
  if (number == 0 && self->syncs_name)
    {
      number = sim_folder_sync (self->folder);
      self->syncs_name = FALSE;
    }
  sim_unlock ();
  return result_of (number, SQLITE_IOERR_FSYNC);
}

static int
sim_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  gboolean has_power;

  sim_lock ();
  *size = handle_of (file)->node->now->len;
  has_power = sim_has_power ();
  sim_unlock ();
  return has_power ? SQLITE_OK : SQLITE_IOERR_FSTAT;
}

static int
raise_lock (Handle *self, int level)
{
  SimNode *node = self->node;

  if (self->level == SQLITE_LOCK_NONE)
    {
      if (node->is_pending)
        return SQLITE_BUSY;
      node->n_shared++;
      self->level = SQLITE_LOCK_SHARED;
    }
  if (level <= self->level)
    return SQLITE_OK;
  if (node->writer != NULL && node->writer != self)
    return SQLITE_BUSY;
  node->writer = self;
  if (level == SQLITE_LOCK_EXCLUSIVE)
    {
      node->is_pending = TRUE;
      if (node->n_shared > 1)
        {
          self->level = SQLITE_LOCK_PENDING;
          return SQLITE_BUSY;
        }
    }
  self->level = level;
  return SQLITE_OK;
}

static int
sim_raise (sqlite3_file *file, int level)
{
  int result;

  sim_lock ();
  result = raise_lock (handle_of (file), level);
  sim_unlock ();
  return result;
}

static int
sim_lower (sqlite3_file *file, int level)
{
  sim_lock ();
  lower_lock (handle_of (file), level);
  sim_unlock ();
  return SQLITE_OK;
}

static int
sim_check_reserved (sqlite3_file *file, int *out)
{
  sim_lock ();
  *out = handle_of (file)->node->writer != NULL;
  sim_unlock ();
  return SQLITE_OK;
}

static int
sim_file_control (sqlite3_file *file, int op, void *argument)
{
  return SQLITE_NOTFOUND;
}

static int
sim_sector_size (sqlite3_file *file)
{
  return SIM_SECTOR;
}

static int
sim_characteristics (sqlite3_file *file)
{
  return 0;
}

static int
sim_shm_map (sqlite3_file *file, int region, int size, int extend, void volatile **out)
{
  Handle *self = handle_of (file);
  GPtrArray *regions = self->node->regions;

  g_assert_cmpint (size, ==, SHM_REGION);
  sim_lock ();
  if (!self->is_mapped)
    self->node->n_mapped++;
  self->is_mapped = TRUE;
  while (extend && regions->len <= (guint) region)
    g_ptr_array_add (regions, g_malloc0 (SHM_REGION));
  *out = (guint) region < regions->len ? g_ptr_array_index (regions, region) : NULL;
  sim_unlock ();
  return SQLITE_OK;
}

static gboolean
can_lock_shm (Handle *self, guint i, gboolean is_exclusive)
{
  SimNode *node = self->node;
  guint n_others = node->n_shm_shared[i] - ((self->shm_shared >> i) & 1);

  if (node->is_shm_exclusive[i] && (self->shm_exclusive & 1u << i) == 0)
    return FALSE;
  return !is_exclusive || n_others == 0;
}

static void
lock_one_shm (Handle *self, guint i, int flags)
{
  guint bit = 1u << i;
  gboolean is_exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;

  if (flags & SQLITE_SHM_UNLOCK)
    {
      if (is_exclusive && (self->shm_exclusive & bit))
        self->node->is_shm_exclusive[i] = FALSE;
      if (!is_exclusive && (self->shm_shared & bit))
        self->node->n_shm_shared[i]--;
      self->shm_exclusive &= is_exclusive ? ~bit : ~0u;
      self->shm_shared &= is_exclusive ? ~0u : ~bit;
      return;
    }
  if (is_exclusive)
    {
      self->node->is_shm_exclusive[i] = TRUE;
      self->shm_exclusive |= bit;
    }
  else if ((self->shm_shared & bit) == 0)
    {
      self->node->n_shm_shared[i]++;
      self->shm_shared |= bit;
    }
}

static int
sim_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  Handle *self = handle_of (file);
  int result = SQLITE_OK;

  sim_lock ();
  for (int i = offset; i < offset + n && (flags & SQLITE_SHM_LOCK); i++)
    {
      if (!can_lock_shm (self, (guint) i, (flags & SQLITE_SHM_EXCLUSIVE) != 0))
        result = SQLITE_BUSY;
    }
  for (int i = offset; i < offset + n && result == SQLITE_OK; i++)
    lock_one_shm (self, (guint) i, flags);
  sim_unlock ();
  return result;
}

static void
sim_shm_barrier (sqlite3_file *file)
{
  sim_lock ();
  sim_unlock ();
}

static int
sim_shm_unmap (sqlite3_file *file, int delete)
{
  sim_lock ();
  unmap (handle_of (file));
  sim_unlock ();
  return SQLITE_OK;
}

static const sqlite3_io_methods io_methods = {
  .iVersion = 2,
  .xClose = sim_close,
  .xRead = sim_read,
  .xWrite = sim_write,
  .xTruncate = sim_truncate,
  .xSync = sim_sync,
  .xFileSize = sim_file_size,
  .xLock = sim_raise,
  .xUnlock = sim_lower,
  .xCheckReservedLock = sim_check_reserved,
  .xFileControl = sim_file_control,
  .xSectorSize = sim_sector_size,
  .xDeviceCharacteristics = sim_characteristics,
  .xShmMap = sim_shm_map,
  .xShmLock = sim_shm_lock,
  .xShmBarrier = sim_shm_barrier,
  .xShmUnmap = sim_shm_unmap,
};

/* The file, or NULL with a result; a new reference. */
static SimNode *
open_node (SimNode *folder, const char *name, int flags)
{
  SimNode *node = folder != NULL ? sim_folder_find (folder, name) : NULL;

  if (!sim_has_power () || folder == NULL || (node != NULL && node->is_folder))
    return NULL;
  if (node != NULL)
    return sim_node_ref (node);
  if (!(flags & SQLITE_OPEN_CREATE))
    return NULL;
  node = sim_node_new (FALSE);
  if (sim_folder_change (folder, name, node, SIM_ACT_CREATE) == 0)
    return node;
  sim_node_unref (node);
  return NULL;
}

static int
sim_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  Handle *self = handle_of (file);
  const char *name = NULL;

  memset (self, 0, sizeof *self);
  sim_lock ();
  if (path != NULL)
    {
      self->folder = sim_node_ref (sim_find_folder_of (path, &name));
      self->node = open_node (self->folder, name, flags);
    }
  else if (sim_has_power ())
    self->node = sim_node_new (FALSE);
  if (self->node == NULL)
    g_clear_pointer (&self->folder, sim_node_unref);
  else
    n_open++;
  sim_unlock ();
  if (self->node == NULL)
    return SQLITE_CANTOPEN;
  /* As the file system for Unix does, whether or not the file was there. */
  self->syncs_name = (flags & SQLITE_OPEN_WAL) != 0;
  self->methods.pMethods = &io_methods;
  if (out_flags != NULL)
    *out_flags = flags;
  return SQLITE_OK;
}

static int
sim_delete (sqlite3_vfs *vfs, const char *path, int sync_folder)
{
  const char *name;
  SimNode *folder;
  int number = ENOENT;

  sim_lock ();
  folder = sim_find_folder_of (path, &name);
  if (folder != NULL && sim_folder_find (folder, name) != NULL)
    number = sim_folder_change (folder, name, NULL, SIM_ACT_OTHER);
  if (number == 0 && sync_folder)
    number = sim_folder_sync (folder);
  sim_unlock ();
  return number == ENOENT ? SQLITE_IOERR_DELETE_NOENT : result_of (number, SQLITE_IOERR_DELETE);
}

static int
sim_access (sqlite3_vfs *vfs, const char *path, int flags, int *out)
{
  gboolean has_power;

  sim_lock ();
  *out = sim_find_node (path) != NULL;
  has_power = sim_has_power ();
  sim_unlock ();
  return has_power ? SQLITE_OK : SQLITE_IOERR_ACCESS;
}

static int
sim_full_pathname (sqlite3_vfs *vfs, const char *path, int size, char *out)
{
  g_strlcpy (out, path, (gsize) size);
  return SQLITE_OK;
}

void
sim_vfs_register (void)
{
  static sqlite3_vfs vfs;

  if (vfs.zName != NULL)
    return;
  vfs = *sqlite3_vfs_find ("unix-excl");
  vfs.iVersion = 2;
  vfs.szOsFile = sizeof (Handle);
  vfs.zName = SIM_VFS;
  vfs.pNext = NULL;
  vfs.xOpen = sim_open;
  vfs.xDelete = sim_delete;
  vfs.xAccess = sim_access;
  vfs.xFullPathname = sim_full_pathname;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 0), ==, SQLITE_OK);
}
