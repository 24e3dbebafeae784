/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-vault-error.h"

G_BEGIN_DECLS

typedef enum
{
  HEARTH_FS_READ,
  HEARTH_FS_READ_WRITE, /* must exist */
  HEARTH_FS_CREATE,     /* made, empty, if it does not exist */
  HEARTH_FS_CREATE_NEW, /* must not exist */
} HearthFsMode;

/**
 * HearthFs:
 *
 * The only way in which the vault touches files beside the databases. Production has one table,
 * tests have a disk in memory that loses power. Files and folders are numbers that only the same
 * table understands. Unless said otherwise a function returns 0 or a negative errno.
 *
 * @open: a file of a folder, never through a symbolic link, mode 0600; returns its number; -EISDIR for
 *   whatever else has the name
 * @open_folder: a folder of a folder, or with -1 an absolute path; returns its number
 * @make_folder: mode 0700
 * @read: up to @length bytes; fewer only at the end of the file; returns how many
 * @write: all @length bytes
 * @size: returns bytes
 * @modified: returns seconds since 1970
 * @forget: (nullable): what is read next comes from the medium and not from memory, if that can be had
 * @list: adds the names of a folder's entries to @names, in no order
 * @rename_new: -EEXIST if @to exists, whatever it is
 * @lock: -EAGAIN if another open file has it; lasts until @fd is closed
 * @lock_shared: as @lock, beside others of its kind; @fd may be open for reading only
 * @can_write: whether something of a folder, or "." for itself, can be written: -EROFS, -EACCES
 * @probe: 1 on a file system without owners or a strong rename, -ENOTSUP where a vault is not safe
 * @free_space: bytes that may still be written below the folder
 * @sqlite_name: the file system of SQLite that sees the same files; %NULL: "unix-excl"
 */
typedef struct
{
  int (*open) (gpointer data, int folder, const char *name, HearthFsMode mode);
  int (*open_folder) (gpointer data, int folder, const char *name);
  int (*make_folder) (gpointer data, int folder, const char *name);
  void (*close) (gpointer data, int fd);
  gssize (*read) (gpointer data, int fd, gpointer buffer, gsize length, gint64 offset);
  int (*write) (gpointer data, int fd, gconstpointer buffer, gsize length, gint64 offset);
  int (*truncate) (gpointer data, int fd, gint64 length);
  int (*sync) (gpointer data, int fd);
  gint64 (*size) (gpointer data, int fd);
  gint64 (*modified) (gpointer data, int fd);
  void (*forget) (gpointer data, int fd);
  int (*rename) (gpointer data, int folder, const char *from, const char *to);
  int (*rename_new) (gpointer data, int folder, const char *from, const char *to);
  int (*unlink) (gpointer data, int folder, const char *name);
  int (*remove_folder) (gpointer data, int folder, const char *name);
  int (*sync_folder) (gpointer data, int folder);
  int (*list) (gpointer data, int folder, GPtrArray *names);
  int (*lock) (gpointer data, int fd);
  int (*lock_shared) (gpointer data, int fd);
  int (*can_write) (gpointer data, int folder, const char *name);
  int (*probe) (gpointer data, int folder);
  gint64 (*free_space) (gpointer data, int folder);
  const char *sqlite_name;
  gpointer data;
} HearthFs;

const HearthFs *hearth_fs_get_default (void);

gboolean hearth_fs_read_file (const HearthFs *fs,
                              int folder,
                              const char *name,
                              gsize max_size,
                              guint8 **out_bytes,
                              gsize *out_size,
                              GError **error);
gboolean hearth_fs_write_file (const HearthFs *fs,
                               int folder,
                               const char *name,
                               gconstpointer bytes,
                               gsize size,
                               GError **error);
gboolean hearth_fs_put_file (const HearthFs *fs,
                             int folder,
                             const char *name,
                             gconstpointer bytes,
                             gsize size,
                             GError **error);
gboolean hearth_fs_exists (const HearthFs *fs, int folder, const char *name);
void hearth_fs_remove_tree (const HearthFs *fs, int folder, const char *name);

G_END_DECLS
