/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any sequence of reads, writes and truncations on the handles of a database, of its journal and of a
 * temporary file, against a flat model: what is accepted is there, what is refused changed nothing. */
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

/* --- The journal: frames behind its end, as a transaction that never ends --- */

#define FRAME 4120
#define N_FRAMES 8
#define BOUND 8 /* bytes of a frame's header for which its page is sealed */

typedef struct
{
  gboolean has_header, is_sealed;
  guint8 header[BOUND];
  guint8 sealed[BOUND];
  guint8 page[4096];
} Frame;

typedef struct
{
  sqlite3_file *file;
  sqlite3_int64 begin;
  int waiting; /* whose header waits for its page; -1: none */
  guint8 header[BOUND];
  Frame frames[N_FRAMES];
} Journal;

static gint64
frame_at (const Journal *self, guint k)
{
  return self->begin + (gint64) k * FRAME;
}

static void
let_go (Journal *self)
{
  if (self->waiting < 0)
    return;
  memcpy (self->frames[self->waiting].header, self->header, BOUND);
  self->frames[self->waiting].has_header = TRUE;
  self->waiting = -1;
}

static gboolean
is_whole (const Frame *frame)
{
  return frame->has_header && frame->is_sealed && memcmp (frame->header, frame->sealed, BOUND) == 0;
}

static void
write_frame_header (Journal *self, guint k, const guint8 *data)
{
  guint8 header[24] = { 0, 0, 0, (guint8) (1 + (data[2] & 3)), 0, 0, 0, (guint8) (data[2] >> 7) };

  memset (header + 16, data[3], 8);
  let_go (self);
  g_assert_cmpint (self->file->pMethods->xWrite (self->file, header, 24, frame_at (self, k)), ==,
                   SQLITE_OK);
  memcpy (self->header, header, BOUND);
  self->waiting = (int) k;
}

static void
write_frame_page (Journal *self, guint k, guint8 fill)
{
  Frame *frame = &self->frames[k];
  gboolean is_awaited = self->waiting == (int) k;
  guint8 page[4096];
  int result;

  memset (page, fill, sizeof page);
  memset (page + HEARTH_VFS_CONTENT, 0, HEARTH_VFS_RESERVE);
  result = self->file->pMethods->xWrite (self->file, page, 4096, frame_at (self, k) + 24);
  let_go (self);
  if (!is_awaited && !is_whole (frame))
    {
      g_assert_cmpint (result, ==, SQLITE_IOERR_DATA);
      return;
    }
  g_assert_cmpint (result, ==, SQLITE_OK);
  memcpy (frame->sealed, frame->header, BOUND);
  memcpy (frame->page, page, sizeof page);
  frame->is_sealed = TRUE;
}

static void
read_frame (Journal *self, guint k, gboolean with_header)
{
  const Frame *frame = &self->frames[k];
  guint8 bytes[FRAME];
  const guint8 *page = with_header ? bytes + 24 : bytes;
  int result;

  if (with_header)
    result = self->file->pMethods->xRead (self->file, bytes, FRAME, frame_at (self, k));
  else
    result = self->file->pMethods->xRead (self->file, bytes, 4096, frame_at (self, k) + 24);
  let_go (self);
  g_assert_true ((result == SQLITE_OK) == is_whole (frame));
  if (result == SQLITE_OK)
    g_assert_cmpmem (page, 4096, frame->page, 4096);
}

static void
cut_journal (Journal *self, guint k)
{
  g_assert_cmpint (self->file->pMethods->xTruncate (self->file, frame_at (self, k)), ==, SQLITE_OK);
  let_go (self);
  for (; k < N_FRAMES; k++)
    memset (&self->frames[k], 0, sizeof self->frames[k]);
}

static void
call_journal (Journal *self, const guint8 *data)
{
  const sqlite3_io_methods *methods = self->file->pMethods;
  guint k = data[1] % N_FRAMES;
  sqlite3_int64 size;
  guint8 odd[64] = { 0 };

  switch (data[0] >> 2 & 7)
    {
    case 0:
    case 1:
      write_frame_header (self, k, data);
      break;
    case 2:
    case 3:
      write_frame_page (self, k, data[3]);
      break;
    case 4:
      read_frame (self, k, (data[2] & 1) != 0);
      break;
    case 5:
      cut_journal (self, k);
      break;
    case 6:
      if (data[2] & 1)
        g_assert_cmpint (methods->xSync (self->file, SQLITE_SYNC_NORMAL), ==, SQLITE_OK);
      else
        g_assert_cmpint (methods->xFileSize (self->file, &size), ==, SQLITE_OK);
      let_go (self);
      break;
    default: /* of no shape that a journal has */
      g_assert_cmpint (methods->xWrite (self->file, odd, 1 + data[2] % 23, frame_at (self, k)), ==,
                       SQLITE_IOERR_WRITE);
      break;
    }
}

/* Four bytes a call: which and on what, where, how much. */
static void
call (Side sides[2], Journal *journal, const guint8 *data)
{
  Side *side = &sides[data[0] & 1];
  gint64 offset = (gint64) (data[1] << 8 | data[2]) * MODEL_SIZE / 65536;
  int length = data[3] * 32;
  sqlite3_int64 size;

  if (data[0] & 32)
    {
      call_journal (journal, data);
      return;
    }
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

static void
begin_journal (Store *store, Journal *self)
{
  g_assert_cmpint (
      sqlite3_file_control (store->db->handle, "core", SQLITE_FCNTL_JOURNAL_POINTER, &self->file),
      ==, SQLITE_OK);
  g_assert_cmpint (self->file->pMethods->xFileSize (self->file, &self->begin), ==, SQLITE_OK);
  g_assert_cmpint ((self->begin - 32) % FRAME, ==, 0);
  self->waiting = -1;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree Side *sides = g_new0 (Side, 2);
  g_autofree Journal *journal = g_new0 (Journal, 1);
  Store store;
  sqlite3_int64 begin;

  sim_disk_reset (1);
  store_init_on (&store, sim_disk_get_fs (), SIM_FOLDER);
  store_create (&store);
  store_exec (&store, "PRAGMA core.wal_checkpoint; CREATE TABLE core.t (a)");
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
  begin_journal (&store, journal);
  for (gsize i = 0; i + 4 <= size && i < 4 * MAX_CALLS; i += 4)
    call (sides, journal, data + i);
  sides[1].file->pMethods->xClose (sides[1].file);
  g_free (sides[1].file);
  store_abandon (&store);
  store_clear (&store);
  return 0;
}
