/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a side file of the freshness table and as the audit's journal: refused, or within the
 * bounds of what a table may say. The first byte chooses; for a table its length field is made right,
 * so that more than the first comparison is reached. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-vfs-private.h"

#include <errno.h>
#include <string.h>

/* One folder with one file, of which the input is the content. */
typedef struct
{
  const char *name;
  const guint8 *bytes;
  gsize size;
} Content;

static int
open_file (gpointer data, int folder, const char *name, HearthFsMode mode)
{
  const Content *content = data;

  return g_str_equal (name, content->name) ? 3 : -ENOENT;
}

static int
open_folder (gpointer data, int folder, const char *name)
{
  return 2;
}

static void
close_file (gpointer data, int fd)
{
}

static gssize
read_file (gpointer data, int fd, gpointer buffer, gsize length, gint64 offset)
{
  const Content *content = data;
  gsize there = (gsize) offset < content->size ? MIN (length, content->size - (gsize) offset) : 0;

  if (there > 0)
    memcpy (buffer, content->bytes + offset, there);
  return (gssize) there;
}

static int
sync_file (gpointer data, int fd)
{
  return 0;
}

static gint64
get_size (gpointer data, int fd)
{
  return (gint64) ((const Content *) data)->size;
}

static void
load_table (HearthVfsFile *file, guint8 *bytes, gsize size)
{
  if (size > 128)
    {
      _hearth_vfs_put_prefix (bytes + 40, file, HEARTH_VFS_KIND_TABLE,
                              (guint32) ((size - 128) / HEARTH_VFS_TAG), 1);
    }
  g_assert_false (_hearth_vfs_table_load (file, NULL));
  g_assert_cmpuint (file->table.n_pages, ==, 0);
}

static void
audit_journal (HearthVfs *vfs, HearthVfsFile *file, const guint8 *bytes, gsize size)
{
  HearthVfsAudit audit;

  file->path = g_strdup ("/core.db");
  file->table.is_wal_announced = TRUE;
  if (size >= HEARTH_VFS_WAL_HEADER)
    memcpy (file->table.wal.salts, bytes + 16, 8);
  g_assert_true (hearth_vfs_audit_wal (vfs, HEARTH_COMPARTMENT_CORE, &audit, NULL));
  /* Without the key nothing counts as committed. */
  g_assert_cmpuint (audit.n_committed, ==, 0);
  g_assert_cmpuint (audit.first_bad, <=, audit.n_frames);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const guint8 id[16] = { 1 };
  g_autoptr (HearthSecret) key = hearth_secret_new_random (32);
  g_autofree guint8 *copy = NULL;
  Content content = { 0 };
  HearthFs fs = { .open = open_file,
                  .open_folder = open_folder,
                  .close = close_file,
                  .read = read_file,
                  .sync = sync_file,
                  .size = get_size,
                  .data = &content };
  HearthVfs *vfs;

  if (size == 0)
    return 0;
  copy = g_malloc (size);
  memcpy (copy, data + 1, size - 1);
  content = (Content){ data[0] & 1 ? "core.fresh0" : "core.db-wal", copy, size - 1 };
  vfs = hearth_vfs_new (id, &fs, "/", NULL, NULL, NULL, NULL);
  hearth_vfs_add_key (vfs, HEARTH_COMPARTMENT_CORE, 1, key);
  if (data[0] & 1)
    load_table (&vfs->files[HEARTH_COMPARTMENT_CORE], copy, size - 1);
  else
    audit_journal (vfs, &vfs->files[HEARTH_COMPARTMENT_CORE], copy, size - 1);
  hearth_vfs_free (vfs);
  return 0;
}
