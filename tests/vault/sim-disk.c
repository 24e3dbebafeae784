/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sim-disk-private.h"

#include "spy-vfs.h"

#include <errno.h>
#include <string.h>

/* What a file may grow to here: tests of larger ones use real sparse files. */
#define MAX_FILE_SIZE (G_GINT64_CONSTANT (1) << 30)

/* One write or truncation that was not synced yet. */
typedef struct
{
  gint64 offset; /* of a truncation: the new length */
  GBytes *bytes; /* NULL: a truncation */
} Change;

/* A creation, renaming or removal that the folder has not synced yet. */
typedef struct
{
  char *name;
  SimNode *node; /* NULL: the name goes */
  gboolean is_with_next;
} NameChange;

struct _SimImage
{
  SimNode *root;
};

typedef struct
{
  GMutex mutex;
  SimNode *root;
  GRand *rand;
  guint n_operations;
  guint n_reads;
  guint cut_at;
  gboolean is_cut;
  SimFault fault;
  guint fail_at;
  gboolean fails_once;
  gboolean has_failed;
  guint call_at;
  GDestroyNotify call;
  gpointer call_data;
  gint64 capacity;
  char *marker;
  guint n_found;
} Disk;

static Disk disk;

void
sim_lock (void)
{
  g_mutex_lock (&disk.mutex);
}

void
sim_unlock (void)
{
  g_mutex_unlock (&disk.mutex);
}

gboolean
sim_has_power (void)
{
  return !disk.is_cut;
}

SimFault
sim_get_fault (void)
{
  return disk.fault;
}

/* --- Nodes --- */

static void
free_change (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->bytes, g_bytes_unref);
  g_free (change);
}

static void
free_name_change (gpointer data)
{
  NameChange *change = data;

  sim_node_unref (change->node);
  g_free (change->name);
  g_free (change);
}

static GHashTable *
new_names (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sim_node_unref);
}

SimNode *
sim_node_new (gboolean is_folder)
{
  SimNode *self = g_new0 (SimNode, 1);

  self->ref_count = 1;
  self->is_folder = is_folder;
  self->now = g_byte_array_new ();
  self->durable = g_byte_array_new ();
  self->changes = g_ptr_array_new_with_free_func (free_change);
  self->names = new_names ();
  self->durable_names = new_names ();
  self->name_changes = g_ptr_array_new_with_free_func (free_name_change);
  self->regions = g_ptr_array_new_with_free_func (g_free);
  return self;
}

SimNode *
sim_node_ref (SimNode *self)
{
  if (self != NULL)
    self->ref_count++;
  return self;
}

void
sim_node_unref (gpointer data)
{
  SimNode *self = data;

  if (self == NULL || --self->ref_count > 0)
    return;
  g_byte_array_unref (self->now);
  g_byte_array_unref (self->durable);
  g_ptr_array_unref (self->changes);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->durable_names);
  g_ptr_array_unref (self->name_changes);
  g_ptr_array_unref (self->regions);
  g_free (self);
}

/* --- What fails --- */

static gboolean
is_due (guint n)
{
  if (disk.fail_at == 0 || n < disk.fail_at || (disk.fails_once && n > disk.fail_at))
    return FALSE;
  return TRUE;
}

static int
fail_operation (SimAct act)
{
  switch (disk.fault)
    {
    case SIM_FAULT_FULL:
      if (act == SIM_ACT_OTHER)
        return 0;
      disk.has_failed = TRUE;
      return ENOSPC;
    case SIM_FAULT_ERROR:
    case SIM_FAULT_PART:
      disk.has_failed = TRUE;
      return EIO;
    case SIM_FAULT_READ:
    case SIM_FAULT_SHORT:
    default:
      return 0;
    }
}

/* Counts one operation; an errno if it does not happen. */
int
sim_operate (SimAct act)
{
  if (disk.is_cut)
    return EIO;
  disk.n_operations++;
  if (disk.call_at != 0 && disk.n_operations == disk.call_at)
    disk.call (disk.call_data);
  if (disk.cut_at != 0 && disk.n_operations >= disk.cut_at)
    {
      disk.is_cut = TRUE;
      return EIO;
    }
  return is_due (disk.n_operations) ? fail_operation (act) : 0;
}

static gint64
count_bytes (SimNode *node)
{
  gint64 n_bytes = node->now->len;
  GHashTableIter iter;
  gpointer child;

  g_hash_table_iter_init (&iter, node->names);
  while (g_hash_table_iter_next (&iter, NULL, &child))
    n_bytes += count_bytes (child);
  return n_bytes;
}

gint64
sim_get_free_space (void)
{
  if (disk.capacity == 0)
    return G_MAXINT64 / 4;
  return MAX (disk.capacity - count_bytes (disk.root), 0);
}

static gboolean
has_room (SimNode *file, gint64 end)
{
  gint64 more = end - (gint64) file->now->len;

  return more <= 0 || disk.capacity == 0 || more <= sim_get_free_space ();
}

/* --- Content --- */

static void
resize (GByteArray *content, gsize length)
{
  gsize old = content->len;

  g_byte_array_set_size (content, (guint) length);
  if (length > old)
    memset (content->data + old, 0, length - old);
}

static void
apply_write (GByteArray *content, gint64 offset, const guint8 *bytes, gsize length)
{
  if (length == 0)
    return;
  if (content->len < (gsize) offset + length)
    resize (content, (gsize) offset + length);
  memcpy (content->data + offset, bytes, length);
}

static void
apply_change (GByteArray *content, const Change *change)
{
  gsize length;
  const guint8 *bytes;

  if (change->bytes == NULL)
    {
      resize (content, (gsize) change->offset);
      return;
    }
  bytes = g_bytes_get_data (change->bytes, &length);
  apply_write (content, change->offset, bytes, length);
}

static void
note_change (SimNode *file, gint64 offset, GBytes *bytes)
{
  Change *change = g_new0 (Change, 1);

  change->offset = offset;
  change->bytes = bytes;
  g_ptr_array_add (file->changes, change);
}

static void
write_now (SimNode *file, gconstpointer bytes, gsize length, gint64 offset)
{
  note_change (file, offset, g_bytes_new (bytes, length));
  apply_write (file->now, offset, bytes, length);
}

int
sim_file_write (SimNode *file, gconstpointer bytes, gsize length, gint64 offset)
{
  int number = sim_operate (SIM_ACT_WRITE);

  g_assert_cmpint (offset + (gint64) length, <=, MAX_FILE_SIZE);
  if (disk.marker != NULL && spy_contains (bytes, length, disk.marker))
    disk.n_found++;
  if (number == 0 && !has_room (file, offset + (gint64) length))
    return ENOSPC;
  if (number == 0)
    write_now (file, bytes, length, offset);
  else if (disk.is_cut && disk.n_operations == disk.cut_at)
    /* Of the write during which the power fails a part may be on its way. */
    note_change (file, offset, g_bytes_new (bytes, length));
  else if (!disk.is_cut && disk.fault == SIM_FAULT_PART && length > 1)
    write_now (file, bytes, (gsize) g_rand_int_range (disk.rand, 1, (gint32) length), offset);
  return number;
}

int
sim_file_truncate (SimNode *file, gint64 length)
{
  int number = sim_operate (length > (gint64) file->now->len ? SIM_ACT_WRITE : SIM_ACT_OTHER);

  g_assert_cmpint (length, <=, MAX_FILE_SIZE);
  if (number == 0 && !has_room (file, length))
    number = ENOSPC;
  if (number != 0)
    return number;
  note_change (file, length, NULL);
  resize (file->now, (gsize) length);
  return 0;
}

static void
settle_content (SimNode *file)
{
  for (guint i = 0; i < file->changes->len; i++)
    apply_change (file->durable, g_ptr_array_index (file->changes, i));
  g_ptr_array_set_size (file->changes, 0);
}

int
sim_file_sync (SimNode *file)
{
  int number = sim_operate (SIM_ACT_OTHER);

  if (number == 0)
    settle_content (file);
  return number;
}

gssize
sim_file_read (SimNode *file, gpointer buffer, gsize length, gint64 offset)
{
  gsize there = offset < file->now->len ? MIN (length, file->now->len - (gsize) offset) : 0;

  if (disk.is_cut)
    return -EIO;
  disk.n_reads++;
  if (is_due (disk.n_reads) && disk.fault == SIM_FAULT_READ)
    {
      disk.has_failed = TRUE;
      return -EIO;
    }
  if (is_due (disk.n_reads) && disk.fault == SIM_FAULT_SHORT && there > 0)
    {
      disk.has_failed = TRUE;
      there = (gsize) g_rand_int_range (disk.rand, 0, (gint32) there);
    }
  if (there > 0)
    memcpy (buffer, file->now->data + offset, there);
  return (gssize) there;
}

/* --- Names --- */

SimNode *
sim_folder_find (SimNode *folder, const char *name)
{
  return g_hash_table_lookup (folder->names, name);
}

static void
set_name (GHashTable *names, const char *name, SimNode *node)
{
  if (node != NULL)
    g_hash_table_replace (names, g_strdup (name), sim_node_ref (node));
  else
    g_hash_table_remove (names, name);
}

static void
note_name (SimNode *folder, const char *name, SimNode *node, gboolean is_with_next)
{
  NameChange *change = g_new0 (NameChange, 1);

  change->name = g_strdup (name);
  change->node = sim_node_ref (node);
  change->is_with_next = is_with_next;
  g_ptr_array_add (folder->name_changes, change);
  set_name (folder->names, name, node);
}

/* @node: NULL: the name goes. */
int
sim_folder_change (SimNode *folder, const char *name, SimNode *node, SimAct act)
{
  int number = sim_operate (act);

  if (number == 0)
    note_name (folder, name, node, FALSE);
  return number;
}

/* A folder moves in one step. Of a file a weak file system may keep both names for a moment. */
int
sim_folder_rename (SimNode *folder, const char *from, const char *to)
{
  SimNode *node = sim_node_ref (sim_folder_find (folder, from));
  int number = node != NULL ? sim_operate (SIM_ACT_OTHER) : ENOENT;

  if (number == 0)
    {
      note_name (folder, to, node, node->is_folder);
      note_name (folder, from, NULL, FALSE);
    }
  sim_node_unref (node);
  return number;
}

static void
settle_names (SimNode *folder, guint n_changes)
{
  for (guint i = 0; i < n_changes; i++)
    {
      const NameChange *change = g_ptr_array_index (folder->name_changes, i);

      set_name (folder->durable_names, change->name, change->node);
    }
}

int
sim_folder_sync (SimNode *folder)
{
  int number = sim_operate (SIM_ACT_OTHER);

  if (number != 0)
    return number;
  settle_names (folder, folder->name_changes->len);
  g_ptr_array_set_size (folder->name_changes, 0);
  return 0;
}

SimNode *
sim_find_folder_of (const char *path, const char **name)
{
  g_auto (GStrv) parts = g_strsplit (path + 1, "/", -1);
  SimNode *folder = disk.root;

  g_assert_true (g_path_is_absolute (path));
  for (guint i = 0; folder != NULL && parts[i + 1] != NULL; i++)
    {
      folder = sim_folder_find (folder, parts[i]);
      if (folder != NULL && !folder->is_folder)
        folder = NULL;
    }
  *name = strrchr (path, '/') + 1;
  return folder;
}

SimNode *
sim_find_node (const char *path)
{
  const char *name;
  SimNode *folder = sim_find_folder_of (path, &name);

  return folder != NULL ? sim_folder_find (folder, name) : NULL;
}

/* --- Power --- */

/* Whole, not at all, or some of its sectors. */
static void
settle_change_by_chance (GByteArray *content, const Change *change)
{
  gint32 fate = g_rand_int_range (disk.rand, 0, 3);
  gsize length;
  const guint8 *bytes;

  if (fate == 0)
    return;
  if (fate == 1 || change->bytes == NULL)
    {
      apply_change (content, change);
      return;
    }
  bytes = g_bytes_get_data (change->bytes, &length);
  for (gsize at = 0; at < length;)
    {
      gsize in_sector = (gsize) (change->offset + (gint64) at) % SIM_SECTOR;
      gsize piece = MIN (length - at, SIM_SECTOR - in_sector);

      if (g_rand_boolean (disk.rand))
        apply_write (content, change->offset + (gint64) at, bytes + at, piece);
      at += piece;
    }
}

static void
begin_boot (SimNode *node)
{
  node->locked_by = 0;
  node->n_mapped = 0;
  node->n_shared = 0;
  node->writer = NULL;
  node->is_pending = FALSE;
  g_ptr_array_set_size (node->regions, 0);
  memset (node->n_shm_shared, 0, sizeof node->n_shm_shared);
  memset (node->is_shm_exclusive, 0, sizeof node->is_shm_exclusive);
}

static void
lose_file (SimNode *file)
{
  for (guint i = 0; i < file->changes->len; i++)
    settle_change_by_chance (file->durable, g_ptr_array_index (file->changes, i));
  g_ptr_array_set_size (file->changes, 0);
  g_byte_array_set_size (file->now, 0);
  g_byte_array_append (file->now, file->durable->data, file->durable->len);
}

/* A file system with a journal keeps the order of names: of each folder the first few are there. */
static void
lose_names (SimNode *folder)
{
  guint n_kept = (guint) g_rand_int_range (disk.rand, 0, (gint32) folder->name_changes->len + 1);

  while (n_kept > 0 &&
         ((NameChange *) g_ptr_array_index (folder->name_changes, n_kept - 1))->is_with_next)
    n_kept--;
  settle_names (folder, n_kept);
  g_ptr_array_set_size (folder->name_changes, 0);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
sort_names (GHashTable *names)
{
  GPtrArray *sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (sorted, name);
  g_ptr_array_sort (sorted, compare_names);
  return sorted;
}

/* In the order of names, so that a seed always gives the same disk. */
static void
settle_tree (SimNode *node, gboolean by_chance)
{
  g_autoptr (GPtrArray) sorted = NULL;

  begin_boot (node);
  if (!node->is_folder)
    {
      if (by_chance)
        lose_file (node);
      else
        settle_content (node);
      return;
    }
  if (by_chance)
    lose_names (node);
  else
    {
      settle_names (node, node->name_changes->len);
      g_ptr_array_set_size (node->name_changes, 0);
    }
  g_hash_table_remove_all (node->names);
  sorted = sort_names (node->durable_names);
  for (guint i = 0; i < sorted->len; i++)
    {
      const char *name = g_ptr_array_index (sorted, i);
      SimNode *child = g_hash_table_lookup (node->durable_names, name);

      set_name (node->names, name, child);
      settle_tree (child, by_chance);
    }
}

static void
end_boot (void)
{
  g_assert_cmpuint (sim_vfs_get_n_open (), ==, 0);
  disk.is_cut = FALSE;
  disk.cut_at = 0;
  disk.fail_at = 0;
  disk.call_at = 0;
}

void
sim_disk_reboot (void)
{
  settle_tree (disk.root, TRUE);
  end_boot ();
}

void
sim_disk_settle (void)
{
  settle_tree (disk.root, FALSE);
  end_boot ();
}

static void
make_root (void)
{
  SimNode *folder = sim_node_new (TRUE);

  g_clear_pointer (&disk.root, sim_node_unref);
  disk.root = sim_node_new (TRUE);
  set_name (disk.root->names, SIM_FOLDER + 1, folder);
  set_name (disk.root->durable_names, SIM_FOLDER + 1, folder);
  sim_node_unref (folder);
}

static void
begin_disk (guint32 seed)
{
  end_boot ();
  g_clear_pointer (&disk.rand, g_rand_free);
  g_clear_pointer (&disk.marker, g_free);
  disk.rand = g_rand_new_with_seed (seed);
  disk.n_operations = 0;
  disk.n_reads = 0;
  disk.has_failed = FALSE;
  disk.capacity = 0;
  disk.n_found = 0;
  sim_fs_reset ();
}

void
sim_disk_reset (guint32 seed)
{
  sim_vfs_register ();
  make_root ();
  begin_disk (seed);
}

static SimNode *
copy_tree (SimNode *node)
{
  SimNode *copy = sim_node_new (node->is_folder);
  GHashTableIter iter;
  gpointer name, child;

  g_byte_array_append (copy->now, node->now->data, node->now->len);
  g_byte_array_append (copy->durable, node->now->data, node->now->len);
  g_hash_table_iter_init (&iter, node->names);
  while (g_hash_table_iter_next (&iter, &name, &child))
    {
      SimNode *inner = copy_tree (child);

      set_name (copy->names, name, inner);
      set_name (copy->durable_names, name, inner);
      sim_node_unref (inner);
    }
  return copy;
}

SimImage *
sim_disk_take_image (void)
{
  SimImage *image = g_new0 (SimImage, 1);

  image->root = copy_tree (disk.root);
  return image;
}

void
sim_disk_put_image (const SimImage *image, guint32 seed)
{
  g_clear_pointer (&disk.root, sim_node_unref);
  disk.root = copy_tree (image->root);
  begin_disk (seed);
}

void
sim_image_free (SimImage *image)
{
  sim_node_unref (image->root);
  g_free (image);
}

/* --- By hand --- */

void
sim_disk_cut_after (guint n_operations)
{
  disk.cut_at = n_operations > 0 ? disk.n_operations + n_operations : 0;
}

void
sim_disk_call_at (guint n, GDestroyNotify func, gpointer data)
{
  disk.call_at = n > 0 ? disk.n_operations + n : 0;
  disk.call = func;
  disk.call_data = data;
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

guint
sim_disk_get_n_reads (void)
{
  return disk.n_reads;
}

void
sim_disk_fail (SimFault fault, guint n, gboolean only_once)
{
  gboolean is_read = fault == SIM_FAULT_READ || fault == SIM_FAULT_SHORT;

  disk.fault = fault;
  disk.fail_at = n > 0 ? n + (is_read ? disk.n_reads : disk.n_operations) : 0;
  disk.fails_once = only_once;
  disk.has_failed = FALSE;
}

gboolean
sim_disk_has_failed (void)
{
  return disk.has_failed;
}

void
sim_disk_set_capacity (gint64 n_bytes)
{
  disk.capacity = n_bytes;
}

GBytes *
sim_disk_read (const char *path)
{
  SimNode *node = sim_find_node (path);

  return node != NULL ? g_bytes_new (node->now->data, node->now->len) : NULL;
}

void
sim_disk_write (const char *path, gconstpointer bytes, gsize size)
{
  const char *name;
  SimNode *folder = sim_find_folder_of (path, &name);
  SimNode *node = sim_node_new (FALSE);

  g_assert_nonnull (folder);
  apply_write (node->now, 0, bytes, size);
  apply_write (node->durable, 0, bytes, size);
  set_name (folder->names, name, node);
  set_name (folder->durable_names, name, node);
  sim_node_unref (node);
}

void
sim_disk_remove (const char *path)
{
  const char *name;
  SimNode *folder = sim_find_folder_of (path, &name);

  g_assert_nonnull (folder);
  set_name (folder->names, name, NULL);
  set_name (folder->durable_names, name, NULL);
}

gboolean
sim_disk_exists (const char *path)
{
  return sim_find_node (path) != NULL;
}

static void
list_below (SimNode *node, const char *path, GPtrArray *out)
{
  g_autoptr (GPtrArray) sorted = NULL;

  if (!node->is_folder)
    {
      g_ptr_array_add (out, g_strdup (path));
      return;
    }
  sorted = sort_names (node->names);
  for (guint i = 0; i < sorted->len; i++)
    {
      const char *name = g_ptr_array_index (sorted, i);
      g_autofree char *inner = g_strconcat (path, "/", name, NULL);

      list_below (sim_folder_find (node, name), inner, out);
    }
}

GPtrArray *
sim_disk_list (const char *path)
{
  GPtrArray *out = g_ptr_array_new_with_free_func (g_free);
  SimNode *node = sim_find_node (path);

  if (node != NULL)
    list_below (node, path, out);
  return out;
}

void
sim_disk_watch_for (const char *marker)
{
  g_free (disk.marker);
  disk.marker = g_strdup (marker);
  disk.n_found = 0;
}

guint
sim_disk_get_n_found (void)
{
  return disk.n_found;
}
