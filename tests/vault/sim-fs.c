/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated disk as a HearthFs. */
#include "config.h"

#include "sim-disk-private.h"

#include <errno.h>

/* By number: nodes that are open; NULL: closed. 0 is nobody's. */
static GPtrArray *open_nodes;

void
sim_fs_reset (void)
{
  if (open_nodes == NULL)
    open_nodes = g_ptr_array_new_with_free_func (sim_node_unref);
  g_ptr_array_set_size (open_nodes, 0);
  g_ptr_array_add (open_nodes, NULL);
  g_ptr_array_add (open_nodes, sim_node_ref (sim_find_node (SIM_FOLDER)));
}

static SimNode *
node_of (int fd)
{
  SimNode *node;

  g_assert_cmpint (fd, >, 0);
  g_assert_cmpuint ((guint) fd, <, open_nodes->len);
  node = g_ptr_array_index (open_nodes, fd);
  g_assert_nonnull (node);
  return node;
}

/* The always open folder is whatever stands there now, also after a reboot. */
static SimNode *
folder_of (int fd)
{
  SimNode *node = fd == SIM_FOLDER_FD ? sim_find_node (SIM_FOLDER) : node_of (fd);

  g_assert_true (node->is_folder);
  return node;
}

static int
add_node (SimNode *node)
{
  g_ptr_array_add (open_nodes, sim_node_ref (node));
  return (int) open_nodes->len - 1;
}

static int
open_file (int folder, const char *name, HearthFsMode mode)
{
  SimNode *parent = folder_of (folder);
  SimNode *node = sim_folder_find (parent, name);
  int number;

  if (!sim_has_power ())
    return -EIO;
  if (node != NULL && mode == HEARTH_FS_CREATE_NEW)
    return -EEXIST;
  if (node != NULL && node->is_folder && mode != HEARTH_FS_READ)
    return -EISDIR;
  if (node != NULL)
    return add_node (node);
  if (mode == HEARTH_FS_READ || mode == HEARTH_FS_READ_WRITE)
    return -ENOENT;
  node = sim_node_new (FALSE);
  number = sim_folder_change (parent, name, node, SIM_ACT_CREATE);
  number = number == 0 ? add_node (node) : -number;
  sim_node_unref (node);
  return number;
}

static int
fs_open (gpointer data, int folder, const char *name, HearthFsMode mode)
{
  int result;

  sim_lock ();
  result = open_file (folder, name, mode);
  sim_unlock ();
  return result;
}

static int
fs_open_folder (gpointer data, int folder, const char *name)
{
  SimNode *node;
  int result = -EIO;

  sim_lock ();
  node = folder < 0 ? sim_find_node (name) : sim_folder_find (folder_of (folder), name);
  if (sim_has_power ())
    result = node == NULL ? -ENOENT : !node->is_folder ? -ENOTDIR : add_node (node);
  sim_unlock ();
  return result;
}

static int
fs_make_folder (gpointer data, int folder, const char *name)
{
  SimNode *node;
  int number = EEXIST;

  sim_lock ();
  if (sim_folder_find (folder_of (folder), name) == NULL)
    {
      node = sim_node_new (TRUE);
      number = sim_folder_change (folder_of (folder), name, node, SIM_ACT_CREATE);
      sim_node_unref (node);
    }
  sim_unlock ();
  return -number;
}

static void
fs_close (gpointer data, int fd)
{
  sim_lock ();
  if (fd != SIM_FOLDER_FD)
    {
      SimNode *node = node_of (fd);

      if (node->locked_by == fd)
        node->locked_by = 0;
      g_ptr_array_index (open_nodes, fd) = NULL;
      sim_node_unref (node);
    }
  sim_unlock ();
}

static gssize
fs_read (gpointer data, int fd, gpointer buffer, gsize length, gint64 offset)
{
  gssize n;

  sim_lock ();
  n = sim_file_read (node_of (fd), buffer, length, offset);
  sim_unlock ();
  return n;
}

static int
fs_write (gpointer data, int fd, gconstpointer buffer, gsize length, gint64 offset)
{
  int number;

  sim_lock ();
  number = sim_file_write (node_of (fd), buffer, length, offset);
  sim_unlock ();
  return -number;
}

static int
fs_truncate (gpointer data, int fd, gint64 length)
{
  int number;

  sim_lock ();
  number = sim_file_truncate (node_of (fd), length);
  sim_unlock ();
  return -number;
}

static int
fs_sync (gpointer data, int fd)
{
  int number;

  sim_lock ();
  number = sim_file_sync (node_of (fd));
  sim_unlock ();
  return -number;
}

static gint64
fs_size (gpointer data, int fd)
{
  gint64 size = -EIO;

  sim_lock ();
  if (sim_has_power ())
    size = node_of (fd)->is_folder ? -EINVAL : (gint64) node_of (fd)->now->len;
  sim_unlock ();
  return size;
}

static int
fs_rename (gpointer data, int folder, const char *from, const char *to)
{
  int number;

  sim_lock ();
  number = sim_folder_rename (folder_of (folder), from, to);
  sim_unlock ();
  return -number;
}

static int
fs_rename_new (gpointer data, int folder, const char *from, const char *to)
{
  int number = EEXIST;

  sim_lock ();
  if (sim_folder_find (folder_of (folder), to) == NULL)
    number = sim_folder_rename (folder_of (folder), from, to);
  sim_unlock ();
  return -number;
}

static int
fs_unlink (gpointer data, int folder, const char *name)
{
  SimNode *node;
  int number = ENOENT;

  sim_lock ();
  node = sim_folder_find (folder_of (folder), name);
  if (node != NULL)
    number = node->is_folder ? EISDIR
                             : sim_folder_change (folder_of (folder), name, NULL, SIM_ACT_OTHER);
  sim_unlock ();
  return -number;
}

static int
fs_remove_folder (gpointer data, int folder, const char *name)
{
  SimNode *node;
  int number = ENOENT;

  sim_lock ();
  node = sim_folder_find (folder_of (folder), name);
  if (node != NULL && !node->is_folder)
    number = ENOTDIR;
  else if (node != NULL && g_hash_table_size (node->names) > 0)
    number = ENOTEMPTY;
  else if (node != NULL)
    number = sim_folder_change (folder_of (folder), name, NULL, SIM_ACT_OTHER);
  sim_unlock ();
  return -number;
}

static int
fs_sync_folder (gpointer data, int folder)
{
  int number;

  sim_lock ();
  number = sim_folder_sync (folder_of (folder));
  sim_unlock ();
  return -number;
}

static int
fs_list (gpointer data, int folder, GPtrArray *names)
{
  GHashTableIter iter;
  gpointer name;
  int result = -EIO;

  sim_lock ();
  if (sim_has_power ())
    {
      g_hash_table_iter_init (&iter, folder_of (folder)->names);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        g_ptr_array_add (names, g_strdup (name));
      result = 0;
    }
  sim_unlock ();
  return result;
}

static int
fs_lock (gpointer data, int fd)
{
  int result = -EAGAIN;

  sim_lock ();
  if (!sim_has_power ())
    result = -EIO;
  else if (node_of (fd)->locked_by == 0 || node_of (fd)->locked_by == fd)
    {
      node_of (fd)->locked_by = fd;
      result = 0;
    }
  sim_unlock ();
  return result;
}

static int
fs_probe (gpointer data, int folder)
{
  return sim_has_power () ? 0 : -EIO;
}

static gint64 modified_s;

void
sim_disk_set_modified (gint64 time_s)
{
  modified_s = time_s;
}

static gint64
fs_modified (gpointer data, int fd)
{
  return sim_has_power () ? modified_s : -EIO;
}

static gint64
fs_free_space (gpointer data, int folder)
{
  gint64 n_bytes;

  sim_lock ();
  n_bytes = sim_has_power () ? sim_get_free_space () : -EIO;
  sim_unlock ();
  return n_bytes;
}

/* Full or failing, it is still no write-protected one. */
static int
fs_can_write (gpointer data, int folder, const char *name)
{
  return 0;
}

const HearthFs *
sim_disk_get_fs (void)
{
  static const HearthFs table = {
    .open = fs_open,
    .open_folder = fs_open_folder,
    .make_folder = fs_make_folder,
    .close = fs_close,
    .read = fs_read,
    .write = fs_write,
    .truncate = fs_truncate,
    .sync = fs_sync,
    .size = fs_size,
    .modified = fs_modified,
    .rename = fs_rename,
    .rename_new = fs_rename_new,
    .unlink = fs_unlink,
    .remove_folder = fs_remove_folder,
    .sync_folder = fs_sync_folder,
    .list = fs_list,
    .lock = fs_lock,
    .lock_shared = fs_lock,
    .can_write = fs_can_write,
    .probe = fs_probe,
    .free_space = fs_free_space,
    .sqlite_name = SIM_VFS,
  };

  return &table;
}
