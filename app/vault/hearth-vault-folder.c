/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder of a vault: found, locked, cleaned; made under another name and renamed when it is
 * whole. */
#include "config.h"

#include "hearth-vault-folder.h"

#include "hearth-compartment.h"
#include "hearth-id.h"
#include "hearth-random.h"
#include "hearth-vault-error-private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define LOCK_NAME "lock"
#define PART_SUFFIX ".part"
#define NEW_SUFFIX ".new"
#define MAX_DAMAGED_SIZE (G_GUINT64_CONSTANT (1) << 30)

static const char *const header_names[] = { "header", "header.2" };
static const char *const subfolders[] = { "files", "sealed", "spool", "damaged" };

void
hearth_vault_folder_free (HearthVaultFolder *self)
{
  if (self->lock_fd >= 0)
    self->fs->close (self->fs->data, self->lock_fd);
  if (self->fd >= 0)
    self->fs->close (self->fs->data, self->fd);
  g_free (self->path);
  g_free (self);
}

static HearthVaultFolder *
new_folder (const HearthFs *fs, const char *path)
{
  HearthVaultFolder *self = g_new0 (HearthVaultFolder, 1);

  self->fs = fs;
  self->path = g_strdup (path);
  self->fd = -1;
  self->lock_fd = -1;
  return self;
}

static gboolean
has_header (const HearthFs *fs, int fd)
{
  for (guint i = 0; i < G_N_ELEMENTS (header_names); i++)
    {
      if (hearth_fs_exists (fs, fd, header_names[i]))
        return TRUE;
    }
  return FALSE;
}

/* What every login needs, and so what every vault has: without its headers it was one. */
static gboolean
has_table (const HearthFs *fs, int fd)
{
  const char *admin = hearth_compartment_get_name (HEARTH_COMPARTMENT_ADMIN);
  g_autofree char *table = g_strconcat (admin, ".fresh0", NULL);

  return hearth_fs_exists (fs, fd, table);
}

/* As the kernel names a place, so that no link leads into the vault unseen. */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real != NULL ? real : path);

  free (real);
  return copy;
}

/**
 * hearth_vault_folder_holds:
 * @path: of a folder that exists
 *
 * Returns: whether @path is the vault's folder or lies in it: nothing of ours but the vault may be
 *   written there. Thread: any.
 */
gboolean
hearth_vault_folder_holds (const char *vault_path, const char *path)
{
  g_autofree char *inner = resolve (path);
  g_autofree char *outer = resolve (vault_path);
  gsize length = strlen (outer);

  return strncmp (inner, outer, length) == 0 && (inner[length] == '\0' || inner[length] == '/');
}

/** hearth_vault_folder_exists: whether @path is the folder of a vault, in whatever health. */
gboolean
hearth_vault_folder_exists (const HearthFs *fs, const char *path)
{
  int fd = fs->open_folder (fs->data, -1, path);
  gboolean is_there = fd >= 0 && (has_header (fs, fd) || has_table (fs, fd));

  if (fd >= 0)
    fs->close (fs->data, fd);
  return is_there;
}

/** hearth_vault_folder_is_free: whether nothing stands at @path, of whatever kind. Thread: any. */
gboolean
hearth_vault_folder_is_free (const HearthFs *fs, const char *path)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *parent_path = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  int parent = fs->open_folder (fs->data, -1, parent_path);

  if (parent < 0)
    return TRUE;
  fs->list (fs->data, parent, names);
  fs->close (fs->data, parent);
  return !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

/* A write-protected stick, or a folder of somebody else. */
static gboolean
find_read_only (const HearthVaultFolder *self)
{
  const char *const names[] = { ".", "header", "header.2", LOCK_NAME };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int result = self->fs->can_write (self->fs->data, self->fd, names[i]);

      if (result == -EROFS || result == -EACCES || result == -EPERM)
        return TRUE;
    }
  return FALSE;
}

/* Where nothing can be written the lock is shared, and its file may be missing. */
static int
lock_shared (HearthVaultFolder *self)
{
  self->lock_fd = self->fs->open (self->fs->data, self->fd, LOCK_NAME, HEARTH_FS_READ);
  if (self->lock_fd == -ENOENT)
    return 0;
  return self->lock_fd >= 0 ? self->fs->lock_shared (self->fs->data, self->lock_fd) : self->lock_fd;
}

static int
lock_alone (HearthVaultFolder *self)
{
  self->lock_fd = self->fs->open (self->fs->data, self->fd, LOCK_NAME, HEARTH_FS_CREATE);
  return self->lock_fd >= 0 ? self->fs->lock (self->fs->data, self->lock_fd) : self->lock_fd;
}

static gboolean
take_lock (HearthVaultFolder *self, GError **error)
{
  int result = self->is_read_only ? lock_shared (self) : lock_alone (self);

  if (result == -EAGAIN)
    g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_BUSY,
                         "another program has the vault open");
  else if (result < 0)
    _hearth_vault_set_errno_error (error, -result, "lock");
  return result == 0;
}

/* Network file systems, also those that the desktop shows as local paths. */
static gboolean
check_file_system (HearthVaultFolder *self, GError **error)
{
  int result = self->fs->probe (self->fs->data, self->fd);

  if (result == -ENOTSUP || strstr (self->path, "/gvfs/") != NULL)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_FILE_SYSTEM,
                           "a vault is not safe on this file system");
      return FALSE;
    }
  if (result < 0)
    _hearth_vault_set_errno_error (error, -result, "file system");
  self->is_weak = result > 0;
  return result >= 0;
}

static HearthVaultFolder *
open_existing (const HearthFs *fs, const char *path, gboolean needs_header, GError **error)
{
  g_autoptr (HearthVaultFolder) self = new_folder (fs, path);
  gboolean is_vault = FALSE, was_vault = FALSE;

  self->fd = fs->open_folder (fs->data, -1, path);
  if (self->fd >= 0)
    {
      was_vault = has_table (fs, self->fd);
      is_vault = has_header (fs, self->fd) || (!needs_header && was_vault);
    }
  if (was_vault && !is_vault)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_HEADER_DAMAGED,
                           "both copies of the header are gone");
      return NULL;
    }
  if (self->fd == -ENOENT || self->fd == -ENOTDIR || (self->fd >= 0 && !is_vault))
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_A_VAULT,
                           "there is no vault");
      return NULL;
    }
  if (self->fd < 0)
    {
      _hearth_vault_set_errno_error (error, -self->fd, "open folder");
      return NULL;
    }
  self->is_read_only = find_read_only (self);
  if (!take_lock (self, error) || !check_file_system (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * hearth_vault_folder_open:
 * @path: absolute
 *
 * Takes an existing vault: one program at a time.
 *
 * Returns: (transfer full): the folder, or %NULL with %HEARTH_VAULT_ERROR_NOT_A_VAULT,
 *   %HEARTH_VAULT_ERROR_HEADER_DAMAGED if both headers are gone from what was a vault,
 *   %HEARTH_VAULT_ERROR_BUSY, %HEARTH_VAULT_ERROR_FILE_SYSTEM or an input/output error. Thread: any.
 */
HearthVaultFolder *
hearth_vault_folder_open (const HearthFs *fs, const char *path, GError **error)
{
  return open_existing (fs, path, TRUE, error);
}

/**
 * hearth_vault_folder_open_headless:
 *
 * As hearth_vault_folder_open(), also when both headers are gone and only the databases say that this
 * was a vault. Thread: any.
 */
HearthVaultFolder *
hearth_vault_folder_open_headless (const HearthFs *fs, const char *path, GError **error)
{
  return open_existing (fs, path, FALSE, error);
}

static void
clear_folder (HearthVaultFolder *self, const char *name)
{
  hearth_fs_remove_tree (self->fs, self->fd, name);
  self->fs->make_folder (self->fs->data, self->fd, name);
}

/**
 * hearth_vault_folder_clean:
 *
 * Removes what a crash or an unfinished work left: "*.new", "*.part", everything in "spool".
 * Thread: any.
 */
void
hearth_vault_folder_clean (HearthVaultFolder *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (self->is_read_only)
    return;
  self->fs->list (self->fs->data, self->fd, names);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (g_str_has_suffix (name, NEW_SUFFIX) || g_str_has_suffix (name, PART_SUFFIX))
        hearth_fs_remove_tree (self->fs, self->fd, name);
    }
  clear_folder (self, "spool");
}

/**
 * hearth_vault_folder_keep_damaged:
 * @name: a file of the folder
 *
 * Puts a copy of a damaged file, ciphertext as it is, into "damaged", under a name with the time.
 * Best effort: the original is not touched. Thread: any.
 */
void
hearth_vault_folder_keep_damaged (HearthVaultFolder *self, const char *name)
{
  g_autofree guint8 *bytes = NULL;
  g_autofree char *copy_name = NULL;
  gsize size;
  int damaged;

  self->fs->make_folder (self->fs->data, self->fd, "damaged");
  damaged = self->fs->open_folder (self->fs->data, self->fd, "damaged");
  if (damaged < 0)
    return;
  copy_name = g_strdup_printf ("%s.%" G_GINT64_FORMAT, name, g_get_real_time () / G_USEC_PER_SEC);
  if (hearth_fs_read_file (self->fs, self->fd, name, MAX_DAMAGED_SIZE, &bytes, &size, NULL))
    hearth_fs_write_file (self->fs, damaged, copy_name, bytes, size, NULL);
  self->fs->close (self->fs->data, damaged);
}

static int
open_parent (const HearthFs *fs, const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);
  int fd = fs->open_folder (fs->data, -1, parent);

  if (fd == -ENOENT && g_mkdir_with_parents (parent, 0700) == 0)
    fd = fs->open_folder (fs->data, -1, parent);
  if (fd < 0)
    _hearth_vault_set_errno_error (error, -fd, "open parent folder");
  return fd;
}

/* A folder in the making whose maker is gone: nobody holds its lock. */
static void
remove_if_abandoned (const HearthFs *fs, int parent, const char *name)
{
  int folder = fs->open_folder (fs->data, parent, name);
  int lock;

  if (folder < 0)
    return;
  lock = fs->open (fs->data, folder, LOCK_NAME, HEARTH_FS_READ_WRITE);
  if (lock >= 0 && fs->lock (fs->data, lock) == 0)
    hearth_fs_remove_tree (fs, parent, name);
  if (lock >= 0)
    fs->close (fs->data, lock);
  fs->close (fs->data, folder);
}

static gboolean
is_part_of (const char *name, const char *vault_name)
{
  return g_str_has_prefix (name, vault_name) && name[strlen (vault_name)] == '.' &&
         g_str_has_suffix (name, PART_SUFFIX);
}

static void
remove_abandoned_parts (const HearthFs *fs, int parent, const char *vault_name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  fs->list (fs->data, parent, names);
  for (guint i = 0; i < names->len; i++)
    {
      if (is_part_of (g_ptr_array_index (names, i), vault_name))
        remove_if_abandoned (fs, parent, g_ptr_array_index (names, i));
    }
}

static char *
make_part_path (const char *path)
{
  guint8 bytes[8];
  g_autofree char *hex = NULL;

  hearth_random_bytes (bytes, sizeof bytes);
  hex = hearth_hex_encode (bytes, sizeof bytes);
  return g_strconcat (path, ".", hex, PART_SUFFIX, NULL);
}

static gboolean
fill_part (HearthVaultFolder *self, int parent, GError **error)
{
  g_autofree char *name = g_path_get_basename (self->path);
  int result = self->fs->make_folder (self->fs->data, parent, name);

  if (result == 0)
    {
      self->fd = self->fs->open_folder (self->fs->data, parent, name);
      result = MIN (self->fd, 0);
    }
  for (guint i = 0; result == 0 && i < G_N_ELEMENTS (subfolders); i++)
    result = self->fs->make_folder (self->fs->data, self->fd, subfolders[i]);
  if (result < 0)
    {
      _hearth_vault_set_errno_error (error, -result, "make folder");
      return FALSE;
    }
  return take_lock (self, error) && check_file_system (self, error);
}

/**
 * hearth_vault_folder_make:
 * @path: absolute; nothing may stand there
 *
 * Makes an empty folder beside @path, "NAME.<random>.part", which hearth_vault_folder_finish()
 * renames. Parts of this name that a crash left are removed.
 *
 * Returns: (transfer full): the folder in the making, locked; %NULL with %HEARTH_VAULT_ERROR_EXISTS,
 *   %HEARTH_VAULT_ERROR_FILE_SYSTEM or an input/output error. Thread: any.
 */
HearthVaultFolder *
hearth_vault_folder_make (const HearthFs *fs, const char *path, GError **error)
{
  g_autofree char *part = make_part_path (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (HearthVaultFolder) self = new_folder (fs, part);
  int parent = open_parent (fs, path, error);
  gboolean is_made;

  if (parent < 0)
    return NULL;
  remove_abandoned_parts (fs, parent, name);
  is_made = fill_part (self, parent, error);
  /* A folder that is ours alone: nothing stays of it where no vault may be. */
  if (!is_made && self->fd >= 0)
    {
      g_autofree char *part_name = g_path_get_basename (part);

      hearth_fs_remove_tree (fs, parent, part_name);
    }
  fs->close (fs->data, parent);
  if (!is_made)
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * hearth_vault_folder_finish:
 * @path: the final place
 *
 * Syncs the folder, renames it unless something stands at @path, and syncs the parent: from here on
 * the vault exists. The lock is kept.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_EXISTS or an input/output error. Thread: any.
 */
gboolean
hearth_vault_folder_finish (HearthVaultFolder *self, const char *path, GError **error)
{
  g_autofree char *from = g_path_get_basename (self->path);
  g_autofree char *to = g_path_get_basename (path);
  int parent = open_parent (self->fs, path, error);
  int result;

  if (parent < 0)
    return FALSE;
  result = self->fs->sync_folder (self->fs->data, self->fd);
  if (result == 0)
    result = self->fs->rename_new (self->fs->data, parent, from, to);
  if (result == 0)
    {
      g_free (self->path);
      self->path = g_strdup (path);
      result = self->fs->sync_folder (self->fs->data, parent);
    }
  self->fs->close (self->fs->data, parent);
  if (result < 0)
    _hearth_vault_set_errno_error (error, -result, "rename");
  return result == 0;
}

/**
 * hearth_vault_folder_discard:
 * @self: in the making
 *
 * Removes what hearth_vault_folder_make() made, with all that is in it. Thread: any.
 */
void
hearth_vault_folder_discard (HearthVaultFolder *self)
{
  g_autofree char *parent = g_path_get_dirname (self->path);
  g_autofree char *name = g_path_get_basename (self->path);
  int fd = self->fs->open_folder (self->fs->data, -1, parent);

  if (fd < 0)
    return;
  hearth_fs_remove_tree (self->fs, fd, name);
  self->fs->close (self->fs->data, fd);
}

/**
 * hearth_vault_folder_check_new:
 * @path: absolute
 *
 * To be asked before long work; the rename at its end asks again.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_EXISTS if something stands at @path. Thread: any.
 */
gboolean
hearth_vault_folder_check_new (const HearthFs *fs, const char *path, GError **error)
{
  g_autofree char *parent_path = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  int parent = fs->open_folder (fs->data, -1, parent_path);

  if (parent < 0)
    return TRUE;
  fs->list (fs->data, parent, names);
  fs->close (fs->data, parent);
  if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    return TRUE;
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_EXISTS,
                       "there is something already");
  return FALSE;
}
