/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any sequence of reads, writes and truncations on the handles of a database and of a temporary file,
 * against a flat model: what is accepted is there, what is refused changed nothing. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-vfs-private.h"
#include "sim-disk.h"
#include "store-fixture.h"

#include <string.h>

#define MODEL_SIZE (24 * 4096)
#define MAX_CALLS 200

typedef struct
{
  sqlite3_file *file;
  gboolean is_database;
  guint8 model[MODEL_SIZE + 65536];
  gint64 size;
} Side;

static void
write_piece (Side *self, gint64 offset, int length, guint8 fill)
{
  guint8 bytes[8192];
  int result;

  memset (bytes, fill, sizeof bytes);
  if (self->is_database)
    memset (bytes + HEARTH_VFS_CONTENT, 0, HEARTH_VFS_RESERVE);
  result = self->file->pMethods->xWrite (self->file, bytes, length, offset);
  if (self->is_database && (length != 4096 || offset % 4096 != 0 || offset == 0))
    g_assert_cmpint (result, ==, SQLITE_IOERR_WRITE);
  else
    g_assert_cmpint (result, ==, SQLITE_OK);
  if (result != SQLITE_OK)
    return;
  memcpy (self->model + offset, bytes, (gsize) length);
  self->size = MAX (self->size, offset + length);
}

static void
read_piece (Side *self, gint64 offset, int length)
{
  guint8 bytes[8192];
  int result = self->file->pMethods->xRead (self->file, bytes, length, offset);
  gint64 there = CLAMP (self->size - offset, 0, length);

  /* The read before recovery has an answer of its own. */
  if (self->is_database && (offset < 4096 || length == 0))
    return;
  g_assert_cmpint (result, ==, there == length ? SQLITE_OK : SQLITE_IOERR_SHORT_READ);
  g_assert_cmpmem (bytes, (gsize) there, self->model + offset, (gsize) there);
}

static void
cut (Side *self, gint64 size)
{
  int result;

  if (self->is_database)
    size -= size % 4096;
  size = MIN (size, self->size);
  if (self->is_database && size == 0)
    return;
  result = self->file->pMethods->xTruncate (self->file, size);
  g_assert_cmpint (result, ==, SQLITE_OK);
  memset (self->model + size, 0, sizeof self->model - (gsize) size);
  self->size = size;
}

/* Four bytes a call: which and on what, where, how much. */
static void
call (Side sides[2], const guint8 *data)
{
  Side *side = &sides[data[0] & 1];
  gint64 offset = (gint64) (data[1] << 8 | data[2]) * MODEL_SIZE / 65536;
  int length = data[3] * 32;
  sqlite3_int64 size;

  if (data[0] & 2)
    {
      offset -= offset % 4096;
      length = 4096;
    }
  length = MAX (length, 1);
  switch (data[0] >> 2 & 7)
    {
    case 0:
    case 1:
    case 2:
      write_piece (side, offset, length, data[3]);
      break;
    case 3:
      cut (side, offset);
      break;
    default:
      read_piece (side, offset, length);
      break;
    }
  g_assert_cmpint (side->file->pMethods->xFileSize (side->file, &size), ==, SQLITE_OK);
  g_assert_cmpint (size, ==, side->size);
}

static sqlite3_file *
open_temporary (Store *store)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (hearth_vfs_get_name (store->vfs));
  sqlite3_file *file = g_malloc0 ((gsize) vfs->szOsFile);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE |
              SQLITE_OPEN_DELETEONCLOSE | SQLITE_OPEN_TEMP_DB;

  g_assert_cmpint (vfs->xOpen (vfs, NULL, file, flags, NULL), ==, SQLITE_OK);
  return file;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree Side *sides = g_new0 (Side, 2);
  Store store;
  sqlite3_int64 begin;

  sim_disk_reset (1);
  store_init_on (&store, sim_disk_get_fs (), SIM_FOLDER);
  store_create (&store);
  store_exec (&store, "PRAGMA core.wal_checkpoint");
  sides[0].is_database = TRUE;
  g_assert_cmpint (
      sqlite3_file_control (store.db->handle, "core", SQLITE_FCNTL_FILE_POINTER, &sides[0].file),
      ==, SQLITE_OK);
  sides[1].file = open_temporary (&store);
  g_assert_cmpint (sides[0].file->pMethods->xFileSize (sides[0].file, &begin), ==, SQLITE_OK);
  g_assert_cmpint (begin, <=, MODEL_SIZE);
  for (gint64 at = 0; at < begin; at += 4096)
    sides[0].file->pMethods->xRead (sides[0].file, sides[0].model + at, 4096, at);
  sides[0].size = begin;
  for (gsize i = 0; i + 4 <= size && i < 4 * MAX_CALLS; i += 4)
    call (sides, data + i);
  sides[1].file->pMethods->xClose (sides[1].file);
  g_free (sides[1].file);
  store_abandon (&store);
  store_clear (&store);
  return 0;
}
