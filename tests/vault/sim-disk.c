/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sim-disk.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

#define SECTOR 512
#define FIRST_FD 100
#define FOLDER_FD 1
#define SHM_REGION 32768

/* One write or truncation that was not synced yet. */
typedef struct
{
  gint64 offset; /* of a truncation: the new length */
  GBytes *bytes; /* NULL: a truncation */
} Change;

typedef struct
{
  guint ref_count;
  GByteArray *now;     /* what programs see */
  GByteArray *durable; /* what a power cut leaves for certain */
  GPtrArray *changes;  /* from durable to now */
  GPtrArray *regions;  /* shared memory, of this boot */
} File;

/* A creation, renaming or removal that the folder has not synced yet. */
typedef struct
{
  char *name;
  File *file; /* NULL: the name goes */
} NameChange;

typedef struct
{
  sqlite3_file methods;
  File *file;
  char *name;
  gboolean is_temporary;
  gboolean syncs_name; /* SQLite syncs the folder with the first sync of a new journal */
} Handle;

typedef struct
{
  GHashTable *now; /* name → File */
  GHashTable *durable;
  GPtrArray *name_changes;
  GPtrArray *open; /* File by fd - FIRST_FD, NULL: closed */
  GRand *rand;
  guint n_operations;
  guint cut_at;
  guint fail_at;
  gboolean fails_once;
  gboolean is_cut;
} Disk;

static Disk disk;

static void
free_change (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->bytes, g_bytes_unref);
  g_free (change);
}

static void
unref_file (gpointer data)
{
  File *file = data;

  if (file == NULL || --file->ref_count > 0)
    return;
  g_byte_array_unref (file->now);
  g_byte_array_unref (file->durable);
  g_ptr_array_unref (file->changes);
  g_ptr_array_unref (file->regions);
  g_free (file);
}

static File *
ref_file (File *file)
{
  if (file != NULL)
    file->ref_count++;
  return file;
}

static File *
new_file (void)
{
  File *file = g_new0 (File, 1);

  file->ref_count = 1;
  file->now = g_byte_array_new ();
  file->durable = g_byte_array_new ();
  file->changes = g_ptr_array_new_with_free_func (free_change);
  file->regions = g_ptr_array_new_with_free_func (g_free);
  return file;
}

static void
free_name_change (gpointer data)
{
  NameChange *change = data;

  unref_file (change->file);
  g_free (change->name);
  g_free (change);
}

static GHashTable *
new_folder (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_file);
}

/* Counts one operation; an errno if it does not happen. */
static int
operate (void)
{
  if (disk.is_cut)
    return EIO;
  disk.n_operations++;
  if (disk.cut_at != 0 && disk.n_operations >= disk.cut_at)
    {
      disk.is_cut = TRUE;
      return EIO;
    }
  if (disk.fail_at != 0 && disk.n_operations >= disk.fail_at)
    {
      if (disk.fails_once)
        disk.fail_at = 0;
      return ENOSPC;
    }
  return 0;
}

static void
apply_write (GByteArray *content, gint64 offset, const guint8 *bytes, gsize length)
{
  guint old = content->len;

  if (content->len < (guint) (offset + (gint64) length))
    {
      g_byte_array_set_size (content, (guint) (offset + (gint64) length));
      memset (content->data + old, 0, content->len - old);
    }
  memcpy (content->data + offset, bytes, length);
}

static void
apply_truncate (GByteArray *content, gint64 length)
{
  guint old = content->len;

  g_byte_array_set_size (content, (guint) length);
  if (content->len > old)
    memset (content->data + old, 0, content->len - old);
}

static int
write_file (File *file, const void *bytes, gsize length, gint64 offset)
{
  Change *change;
  int number = operate ();

  /* Of the write during which the power fails a part may be on its way. */
  if (number == 0 || disk.is_cut)
    {
      change = g_new0 (Change, 1);
      change->offset = offset;
      change->bytes = g_bytes_new (bytes, length);
      g_ptr_array_add (file->changes, change);
    }
  if (number == 0)
    apply_write (file->now, offset, bytes, length);
  return number;
}

static int
truncate_file (File *file, gint64 length)
{
  Change *change;
  int number = operate ();

  if (number != 0)
    return number;
  change = g_new0 (Change, 1);
  change->offset = length;
  g_ptr_array_add (file->changes, change);
  apply_truncate (file->now, length);
  return 0;
}

static int
sync_file (File *file)
{
  int number = operate ();

  if (number != 0)
    return number;
  g_byte_array_set_size (file->durable, 0);
  g_byte_array_append (file->durable, file->now->data, file->now->len);
  g_ptr_array_set_size (file->changes, 0);
  return 0;
}

static void
change_name (const char *name, File *file)
{
  NameChange *change = g_new0 (NameChange, 1);

  change->name = g_strdup (name);
  change->file = ref_file (file);
  g_ptr_array_add (disk.name_changes, change);
  if (file != NULL)
    g_hash_table_replace (disk.now, g_strdup (name), ref_file (file));
  else
    g_hash_table_remove (disk.now, name);
}

static void
apply_name_change (const NameChange *change)
{
  if (change->file != NULL)
    g_hash_table_replace (disk.durable, g_strdup (change->name), ref_file (change->file));
  else
    g_hash_table_remove (disk.durable, change->name);
}

static int
sync_names (void)
{
  int number = operate ();

  if (number != 0)
    return number;
  for (guint i = 0; i < disk.name_changes->len; i++)
    apply_name_change (g_ptr_array_index (disk.name_changes, i));
  g_ptr_array_set_size (disk.name_changes, 0);
  return 0;
}

static int
remove_name (const char *name)
{
  int number = operate ();

  if (number != 0)
    return number;
  if (!g_hash_table_contains (disk.now, name))
    return ENOENT;
  change_name (name, NULL);
  return 0;
}

/* Whole, not at all, or some of its sectors. */
static void
settle_change (GByteArray *content, const Change *change)
{
  gint32 fate = g_rand_int_range (disk.rand, 0, 3);
  gsize length;
  const guint8 *bytes;

  if (fate == 0)
    return;
  if (change->bytes == NULL)
    {
      apply_truncate (content, change->offset);
      return;
    }
  bytes = g_bytes_get_data (change->bytes, &length);
  for (gsize at = 0; at < length;)
    {
      gsize piece = MIN (length - at, SECTOR - (gsize) (change->offset + (gint64) at) % SECTOR);

      if (fate == 1 || g_rand_boolean (disk.rand))
        apply_write (content, change->offset + (gint64) at, bytes + at, piece);
      at += piece;
    }
}

static void
settle_file (gpointer name, gpointer data, gpointer unused)
{
  File *file = data;

  for (guint i = 0; i < file->changes->len; i++)
    settle_change (file->durable, g_ptr_array_index (file->changes, i));
  g_ptr_array_set_size (file->changes, 0);
  g_ptr_array_set_size (file->regions, 0);
  g_byte_array_set_size (file->now, 0);
  g_byte_array_append (file->now, file->durable->data, file->durable->len);
}

static void
copy_entry (gpointer name, gpointer file, gpointer data)
{
  g_hash_table_replace (data, g_strdup (name), ref_file (file));
}

void
sim_disk_reboot (void)
{
  /* A file system with a journal keeps the order of names: the first few are there. */
  gint32 n_kept = g_rand_int_range (disk.rand, 0, (gint32) disk.name_changes->len + 1);

  for (gint32 i = 0; i < n_kept; i++)
    apply_name_change (g_ptr_array_index (disk.name_changes, (guint) i));
  g_ptr_array_set_size (disk.name_changes, 0);
  g_hash_table_foreach (disk.durable, settle_file, NULL);
  g_hash_table_remove_all (disk.now);
  g_hash_table_foreach (disk.durable, copy_entry, disk.now);
  disk.is_cut = FALSE;
  disk.cut_at = 0;
  disk.fail_at = 0;
}

/* --- as a HearthFs --- */

static int
fs_open (gpointer data, int folder, const char *name, HearthFsMode mode)
{
  File *file = g_hash_table_lookup (disk.now, name);

  g_assert_cmpint (folder, ==, FOLDER_FD);
  if (disk.is_cut)
    return -EIO;
  if (file != NULL && mode == HEARTH_FS_CREATE_NEW)
    return -EEXIST;
  if (file == NULL && (mode == HEARTH_FS_READ || mode == HEARTH_FS_READ_WRITE))
    return -ENOENT;
  if (file == NULL)
    {
      int number = operate ();

      if (number != 0)
        return -number;
      file = new_file ();
      change_name (name, file);
      unref_file (file);
    }
  g_ptr_array_add (disk.open, ref_file (file));
  return FIRST_FD + (int) disk.open->len - 1;
}

static int
fs_open_folder (gpointer data, int folder, const char *name)
{
  return folder < 0 && g_str_equal (name, SIM_FOLDER) ? FOLDER_FD : -ENOENT;
}

static File *
file_of (int fd)
{
  return g_ptr_array_index (disk.open, fd - FIRST_FD);
}

static void
fs_close (gpointer data, int fd)
{
  if (fd == FOLDER_FD)
    return;
  unref_file (file_of (fd));
  g_ptr_array_index (disk.open, fd - FIRST_FD) = NULL;
}

static gssize
read_file (File *file, void *buffer, gsize length, gint64 offset)
{
  gsize there = offset < file->now->len ? MIN (length, file->now->len - (gsize) offset) : 0;

  if (there > 0)
    memcpy (buffer, file->now->data + offset, there);
  return (gssize) there;
}

static gssize
fs_read (gpointer data, int fd, gpointer buffer, gsize length, gint64 offset)
{
  return disk.is_cut ? -EIO : read_file (file_of (fd), buffer, length, offset);
}

static int
fs_write (gpointer data, int fd, gconstpointer buffer, gsize length, gint64 offset)
{
  return -write_file (file_of (fd), buffer, length, offset);
}

static int
fs_truncate (gpointer data, int fd, gint64 length)
{
  return -truncate_file (file_of (fd), length);
}

static int
fs_sync (gpointer data, int fd)
{
  return -sync_file (file_of (fd));
}

static gint64
fs_size (gpointer data, int fd)
{
  return disk.is_cut ? -EIO : (gint64) file_of (fd)->now->len;
}

static int
fs_rename (gpointer data, int folder, const char *from, const char *to)
{
  File *file = ref_file (g_hash_table_lookup (disk.now, from));
  int number = file != NULL ? operate () : ENOENT;

  if (number == 0)
    {
      change_name (to, file);
      change_name (from, NULL);
    }
  unref_file (file);
  return -number;
}

static int
fs_unlink (gpointer data, int folder, const char *name)
{
  return -remove_name (name);
}

static int
fs_sync_folder (gpointer data, int folder)
{
  return -sync_names ();
}

static int
fs_list (gpointer data, int folder, GPtrArray *names)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, disk.now);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  return 0;
}

const HearthFs *
sim_disk_get_fs (void)
{
  static const HearthFs table = {
    .open = fs_open,
    .open_folder = fs_open_folder,
    .close = fs_close,
    .read = fs_read,
    .write = fs_write,
    .truncate = fs_truncate,
    .sync = fs_sync,
    .size = fs_size,
    .rename = fs_rename,
    .unlink = fs_unlink,
    .sync_folder = fs_sync_folder,
    .list = fs_list,
  };

  return &table;
}

/* --- as a file system of SQLite --- */

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

static int
sim_close (sqlite3_file *file)
{
  unref_file (handle_of (file)->file);
  g_free (handle_of (file)->name);
  return SQLITE_OK;
}

static int
sim_read (sqlite3_file *file, void *buffer, int length, sqlite3_int64 offset)
{
  gssize there;

  if (disk.is_cut)
    return SQLITE_IOERR_READ;
  there = read_file (handle_of (file)->file, buffer, (gsize) length, offset);
  memset ((guint8 *) buffer + there, 0, (gsize) (length - there));
  return there == length ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
sim_write (sqlite3_file *file, const void *buffer, int length, sqlite3_int64 offset)
{
  return result_of (write_file (handle_of (file)->file, buffer, (gsize) length, offset),
                    SQLITE_IOERR_WRITE);
}

static int
sim_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return result_of (truncate_file (handle_of (file)->file, size), SQLITE_IOERR_TRUNCATE);
}

static int
sim_sync (sqlite3_file *file, int flags)
{
  Handle *handle = handle_of (file);
  int number = sync_file (handle->file);

  if (number == 0 && handle->syncs_name)
    {
      number = sync_names ();
      handle->syncs_name = FALSE;
    }
  return result_of (number, SQLITE_IOERR_FSYNC);
}

static int
sim_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  *size = handle_of (file)->file->now->len;
  return disk.is_cut ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

/* One connection: locks are always had. */
static int
sim_lock (sqlite3_file *file, int level)
{
  return SQLITE_OK;
}

static int
sim_check_reserved (sqlite3_file *file, int *out)
{
  *out = 0;
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
  return SECTOR;
}

static int
sim_characteristics (sqlite3_file *file)
{
  return 0;
}

static int
sim_shm_map (sqlite3_file *file, int region, int size, int extend, void volatile **out)
{
  GPtrArray *regions = handle_of (file)->file->regions;

  g_assert_cmpint (size, ==, SHM_REGION);
  while (extend && regions->len <= (guint) region)
    g_ptr_array_add (regions, g_malloc0 (SHM_REGION));
  *out = (guint) region < regions->len ? g_ptr_array_index (regions, region) : NULL;
  return SQLITE_OK;
}

static int
sim_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return SQLITE_OK;
}

static void
sim_shm_barrier (sqlite3_file *file)
{
}

static int
sim_shm_unmap (sqlite3_file *file, int delete)
{
  g_ptr_array_set_size (handle_of (file)->file->regions, 0);
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
  .xLock = sim_lock,
  .xUnlock = sim_lock,
  .xCheckReservedLock = sim_check_reserved,
  .xFileControl = sim_file_control,
  .xSectorSize = sim_sector_size,
  .xDeviceCharacteristics = sim_characteristics,
  .xShmMap = sim_shm_map,
  .xShmLock = sim_shm_lock,
  .xShmBarrier = sim_shm_barrier,
  .xShmUnmap = sim_shm_unmap,
};

static const char *
name_of (const char *path)
{
  g_assert_true (g_str_has_prefix (path, SIM_FOLDER "/"));
  return path + strlen (SIM_FOLDER "/");
}

static int
sim_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  Handle *handle = handle_of (file);
  File *found = path != NULL ? g_hash_table_lookup (disk.now, name_of (path)) : NULL;

  memset (handle, 0, sizeof *handle);
  if (disk.is_cut || (path != NULL && found == NULL && !(flags & SQLITE_OPEN_CREATE)))
    return SQLITE_CANTOPEN;
  if (found != NULL)
    handle->file = ref_file (found);
  else if (path == NULL)
    handle->file = new_file ();
  else
    {
      int number = operate ();

      if (number != 0)
        return SQLITE_CANTOPEN;
      handle->file = new_file ();
      change_name (name_of (path), handle->file);
    }
  /* As the file system for Unix does, whether or not the file was there. */
  handle->syncs_name = (flags & SQLITE_OPEN_WAL) != 0;
  handle->methods.pMethods = &io_methods;
  if (out_flags != NULL)
    *out_flags = flags;
  return SQLITE_OK;
}

static int
sim_delete (sqlite3_vfs *vfs, const char *path, int sync_folder)
{
  int number = remove_name (name_of (path));

  if (number == ENOENT)
    return SQLITE_IOERR_DELETE_NOENT;
  if (number == 0 && sync_folder)
    number = sync_names ();
  return result_of (number, SQLITE_IOERR_DELETE);
}

static int
sim_access (sqlite3_vfs *vfs, const char *path, int flags, int *out)
{
  *out = g_hash_table_contains (disk.now, name_of (path));
  return disk.is_cut ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

static int
sim_full_pathname (sqlite3_vfs *vfs, const char *path, int size, char *out)
{
  g_strlcpy (out, path, (gsize) size);
  return SQLITE_OK;
}

void
sim_disk_reset (guint32 seed)
{
  static sqlite3_vfs vfs;

  if (vfs.zName == NULL)
    {
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
      disk.open = g_ptr_array_new ();
    }
  g_clear_pointer (&disk.now, g_hash_table_unref);
  g_clear_pointer (&disk.durable, g_hash_table_unref);
  g_clear_pointer (&disk.name_changes, g_ptr_array_unref);
  g_clear_pointer (&disk.rand, g_rand_free);
  disk.now = new_folder ();
  disk.durable = new_folder ();
  disk.name_changes = g_ptr_array_new_with_free_func (free_name_change);
  disk.rand = g_rand_new_with_seed (seed);
  g_ptr_array_set_size (disk.open, 0);
  disk.n_operations = 0;
  disk.cut_at = 0;
  disk.fail_at = 0;
  disk.is_cut = FALSE;
}

void
sim_disk_cut_after (guint n_operations)
{
  disk.cut_at = n_operations > 0 ? disk.n_operations + n_operations : 0;
}

gboolean
sim_disk_is_cut (void)
{
  return disk.is_cut;
}

guint
sim_disk_get_n_operations (void)
{
  return disk.n_operations;
}

void
sim_disk_fail_after (guint n_operations, gboolean only_once)
{
  disk.fail_at = n_operations > 0 ? disk.n_operations + n_operations : 0;
  disk.fails_once = only_once;
}
