/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Direct file work of the vault: the table of the operating system and what is built on any table. */
#include "config.h"

#include "hearth-fs.h"

#include "hearth-vault-error-private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* A write call is cut into pieces, so that a side file is never "full" because of its size. */
#define PIECE_SIZE (64 * 1024)

/* File systems that <linux/magic.h> of our platform does not name. */
#define KNOWN_CIFS 0xff534d42u
#define KNOWN_SMB2 0xfe534d42u
#define KNOWN_EXFAT 0x2011bab0u
#define KNOWN_FUSE 0x65735546u

static int
system_open (gpointer data, int folder, const char *name, HearthFsMode mode)
{
  static const int flags[] = {
    [HEARTH_FS_READ] = O_RDONLY,
    [HEARTH_FS_READ_WRITE] = O_RDWR,
    [HEARTH_FS_CREATE] = O_RDWR | O_CREAT,
    [HEARTH_FS_CREATE_NEW] = O_RDWR | O_CREAT | O_EXCL,
  };
  /* A pipe that somebody planted under the name of a file must not be waited for; files do not care. */
  int fd = openat (folder, name, flags[mode] | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
  struct stat info;

  if (fd < 0)
    return errno == ENXIO ? -EISDIR : -errno; /* a socket */
  if (fstat (fd, &info) == 0 && !S_ISREG (info.st_mode))
    {
      close (fd);
      return -EISDIR;
    }
  return fd;
}

static int
system_open_folder (gpointer data, int folder, const char *name)
{
  int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
  int fd;

  /* The vault itself may be reached through a link that its user made; nothing inside it may. */
  if (folder >= 0)
    flags |= O_NOFOLLOW;
  fd = openat (folder >= 0 ? folder : AT_FDCWD, name, flags);
  return fd >= 0 ? fd : -errno;
}

static int
system_make_folder (gpointer data, int folder, const char *name)
{
  return mkdirat (folder, name, 0700) == 0 ? 0 : -errno;
}

static void
system_close (gpointer data, int fd)
{
  close (fd);
}

static gssize
system_read (gpointer data, int fd, gpointer buffer, gsize length, gint64 offset)
{
  gsize done = 0;

  while (done < length)
    {
      gssize n = pread (fd, (guint8 *) buffer + done, length - done, offset + (gint64) done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -errno;
      if (n == 0)
        break;
      done += (gsize) n;
    }
  return (gssize) done;
}

static int
system_write (gpointer data, int fd, gconstpointer buffer, gsize length, gint64 offset)
{
  gsize done = 0;

  while (done < length)
    {
      gsize piece = MIN (length - done, PIECE_SIZE);
      gssize n = pwrite (fd, (const guint8 *) buffer + done, piece, offset + (gint64) done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -errno;
      done += (gsize) n;
    }
  return 0;
}

static int
system_truncate (gpointer data, int fd, gint64 length)
{
  return ftruncate (fd, length) == 0 ? 0 : -errno;
}

static int
system_sync (gpointer data, int fd)
{
  return fsync (fd) == 0 ? 0 : -errno;
}

static gint64
system_size (gpointer data, int fd)
{
  struct stat info;

  if (fstat (fd, &info) != 0)
    return -errno;
  return S_ISREG (info.st_mode) ? info.st_size : -EINVAL;
}

static gint64
system_modified (gpointer data, int fd)
{
  struct stat info;

  return fstat (fd, &info) == 0 ? info.st_mtim.tv_sec : -errno;
}

static void
system_forget (gpointer data, int fd)
{
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
}

static int
system_rename (gpointer data, int folder, const char *from, const char *to)
{
  return renameat (folder, from, folder, to) == 0 ? 0 : -errno;
}

/* FAT and some FUSE file systems do not know the flag: there a look before has to do. */
static int
system_rename_new (gpointer data, int folder, const char *from, const char *to)
{
  struct stat info;

  if (renameat2 (folder, from, folder, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return -errno;
  if (fstatat (folder, to, &info, AT_SYMLINK_NOFOLLOW) == 0)
    return -EEXIST;
  return system_rename (data, folder, from, to);
}

static int
system_remove_folder (gpointer data, int folder, const char *name)
{
  return unlinkat (folder, name, AT_REMOVEDIR) == 0 ? 0 : -errno;
}

static int
system_unlink (gpointer data, int folder, const char *name)
{
  return unlinkat (folder, name, 0) == 0 ? 0 : -errno;
}

static int
system_sync_folder (gpointer data, int folder)
{
  /* FAT and some FUSE file systems cannot sync a folder and say so: there is no more to be done. */
  return fsync (folder) == 0 || errno == EINVAL ? 0 : -errno;
}

static int
system_list (gpointer data, int folder, GPtrArray *names)
{
  /* A second descriptor: reading through @folder itself would move its position. */
  int fd = openat (folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *dir;
  struct dirent *entry;

  if (fd < 0)
    return -errno;
  dir = fdopendir (fd);
  if (dir == NULL)
    {
      int number = errno;

      close (fd);
      return -number;
    }
  while ((entry = readdir (dir)) != NULL)
    {
      if (!g_str_equal (entry->d_name, ".") && !g_str_equal (entry->d_name, ".."))
        g_ptr_array_add (names, g_strdup (entry->d_name));
    }
  closedir (dir);
  return 0;
}

/* Of the open file and not of the process: closing another descriptor of it does not drop it. */
static int
take_file_lock (int fd, short type)
{
  struct flock lock = { .l_type = type, .l_whence = SEEK_SET };

  if (fcntl (fd, F_OFD_SETLK, &lock) == 0)
    return 0;
  return errno == EACCES ? -EAGAIN : -errno;
}

static int
system_lock (gpointer data, int fd)
{
  return take_file_lock (fd, F_WRLCK);
}

static int
system_lock_shared (gpointer data, int fd)
{
  return take_file_lock (fd, F_RDLCK);
}

static int
system_can_write (gpointer data, int folder, const char *name)
{
  return faccessat (folder, name, W_OK, AT_EACCESS) == 0 ? 0 : -errno;
}

/* On network file systems locks and the order of writes are promises that nobody keeps (vault 2). */
static int
system_probe (gpointer data, int folder)
{
  static const guint32 refused[] = { NFS_SUPER_MAGIC, SMB_SUPER_MAGIC, KNOWN_SMB2, KNOWN_CIFS,
                                     V9FS_MAGIC };
  static const guint32 weak[] = { MSDOS_SUPER_MAGIC, KNOWN_EXFAT, KNOWN_FUSE };
  struct statfs info;

  if (fstatfs (folder, &info) != 0)
    return -errno;
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      if ((guint32) info.f_type == refused[i])
        return -ENOTSUP;
    }
  for (guint i = 0; i < G_N_ELEMENTS (weak); i++)
    {
      if ((guint32) info.f_type == weak[i])
        return 1;
    }
  return 0;
}

static gint64
system_free_space (gpointer data, int folder)
{
  struct statvfs info;

  if (fstatvfs (folder, &info) != 0)
    return -errno;
  return (gint64) (info.f_bavail * info.f_frsize);
}

/** hearth_fs_get_default: Returns: (transfer none): the operating system's files. Thread: any. */
const HearthFs *
hearth_fs_get_default (void)
{
  static const HearthFs table = {
    .open = system_open,
    .open_folder = system_open_folder,
    .make_folder = system_make_folder,
    .close = system_close,
    .read = system_read,
    .write = system_write,
    .truncate = system_truncate,
    .sync = system_sync,
    .size = system_size,
    .modified = system_modified,
    .forget = system_forget,
    .rename = system_rename,
    .rename_new = system_rename_new,
    .unlink = system_unlink,
    .remove_folder = system_remove_folder,
    .sync_folder = system_sync_folder,
    .list = system_list,
    .lock = system_lock,
    .lock_shared = system_lock_shared,
    .can_write = system_can_write,
    .probe = system_probe,
    .free_space = system_free_space,
  };

  return &table;
}

/**
 * hearth_fs_read_file:
 * @max_size: a file that is longer is %HEARTH_VAULT_ERROR_LIMIT, and nothing is allocated
 * @out_bytes: (out) (transfer full): the content
 *
 * Returns: %FALSE with an error, %HEARTH_VAULT_ERROR_FILE_MISSING if there is no such file.
 *   Thread: any.
 */
gboolean
hearth_fs_read_file (const HearthFs *fs,
                     int folder,
                     const char *name,
                     gsize max_size,
                     guint8 **out_bytes,
                     gsize *out_size,
                     GError **error)
{
  g_autofree guint8 *bytes = NULL;
  int fd = fs->open (fs->data, folder, name, HEARTH_FS_READ);
  gint64 size;
  gssize n_read = 0;

  if (fd < 0)
    {
      _hearth_vault_set_errno_error (error, -fd, "open");
      return FALSE;
    }
  size = fs->size (fs->data, fd);
  if (size >= 0 && (guint64) size <= max_size)
    {
      bytes = g_malloc ((gsize) size + 1);
      n_read = fs->read (fs->data, fd, bytes, (gsize) size, 0);
    }
  fs->close (fs->data, fd);

  if (size >= 0 && (guint64) size > max_size)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT,
                           "read: the file is too long");
      return FALSE;
    }
  if (size < 0 || n_read != size)
    {
      _hearth_vault_set_errno_error (error,
                                     size < 0     ? (int) -size
                                     : n_read < 0 ? (int) -n_read
                                                  : EIO,
                                     "read");
      return FALSE;
    }
  *out_bytes = g_steal_pointer (&bytes);
  *out_size = (gsize) size;
  return TRUE;
}

/**
 * hearth_fs_write_file:
 *
 * Writes a file whole and syncs it: cut to @size, whatever it was before. Not atomic: for files of
 * which there are two, or that nobody reads before they are complete.
 *
 * Returns: %FALSE with an error; the content is then undefined. Thread: any.
 */
gboolean
hearth_fs_write_file (const HearthFs *fs,
                      int folder,
                      const char *name,
                      gconstpointer bytes,
                      gsize size,
                      GError **error)
{
  int fd = fs->open (fs->data, folder, name, HEARTH_FS_CREATE);
  int result;

  if (fd < 0)
    {
      _hearth_vault_set_errno_error (error, -fd, "open");
      return FALSE;
    }
  result = fs->write (fs->data, fd, bytes, size, 0);
  if (result == 0)
    result = fs->truncate (fs->data, fd, (gint64) size);
  if (result == 0)
    result = fs->sync (fs->data, fd);
  fs->close (fs->data, fd);
  if (result < 0)
    _hearth_vault_set_errno_error (error, -result, "write");
  return result == 0;
}

/**
 * hearth_fs_put_file:
 *
 * Replaces a file in one step (vault 3.4): write beside it as "NAME.new", sync, rename, sync the
 * folder. After a crash the old content or the new one is there.
 *
 * Returns: %FALSE with an error; the old content then stands, unless only the folder's sync failed.
 *   Thread: any.
 */
gboolean
hearth_fs_put_file (const HearthFs *fs,
                    int folder,
                    const char *name,
                    gconstpointer bytes,
                    gsize size,
                    GError **error)
{
  g_autofree char *new_name = g_strconcat (name, ".new", NULL);
  int fd;
  int result;

  /* A leftover of a crash would make the exclusive open fail. */
  fs->unlink (fs->data, folder, new_name);
  fd = fs->open (fs->data, folder, new_name, HEARTH_FS_CREATE_NEW);
  if (fd < 0)
    {
      _hearth_vault_set_errno_error (error, -fd, "create");
      return FALSE;
    }
  result = fs->write (fs->data, fd, bytes, size, 0);
  if (result == 0)
    result = fs->sync (fs->data, fd);
  fs->close (fs->data, fd);
  if (result == 0)
    result = fs->rename (fs->data, folder, new_name, name);
  if (result < 0)
    fs->unlink (fs->data, folder, new_name);
  else
    result = fs->sync_folder (fs->data, folder);
  if (result < 0)
    _hearth_vault_set_errno_error (error, -result, "put");
  return result == 0;
}

/**
 * hearth_fs_exists:
 *
 * Returns: whether a file @name is in @folder. One that a failing disk does not open is there: who reads
 *   it gets the error. Thread: any.
 */
gboolean
hearth_fs_exists (const HearthFs *fs, int folder, const char *name)
{
  int fd = fs->open (fs->data, folder, name, HEARTH_FS_READ);
  g_autoptr (GError) error = NULL;

  if (fd >= 0)
    {
      fs->close (fs->data, fd);
      return TRUE;
    }
  _hearth_vault_set_errno_error (&error, -fd, "open");
  return error->code != HEARTH_VAULT_ERROR_FILE_MISSING;
}

static void
remove_content (const HearthFs *fs, int folder)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  fs->list (fs->data, folder, names);
  for (guint i = 0; i < names->len; i++)
    hearth_fs_remove_tree (fs, folder, g_ptr_array_index (names, i));
}

/**
 * hearth_fs_remove_tree:
 * @name: a file, or a folder with all that is in it
 *
 * Removes it as far as that can be done; links are removed, not followed. Thread: any.
 */
void
hearth_fs_remove_tree (const HearthFs *fs, int folder, const char *name)
{
  int inner;

  if (fs->unlink (fs->data, folder, name) == 0)
    return;
  inner = fs->open_folder (fs->data, folder, name);
  if (inner < 0)
    return;
  remove_content (fs, inner);
  fs->close (fs->data, inner);
  fs->remove_folder (fs->data, folder, name);
}
