/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A handle of a database file (vault 5.3): pages go in and out sealed, at the places where SQLite
 * wants them. What is not in the list of reads and writes is refused. */
#include "config.h"

#include "hearth-mutant.h"
#include "hearth-vfs-private.h"

#include <sodium.h>
#include <string.h>

#define SECTOR_SIZE 4096
#define HEADER_SIZE 100
#define FIRST_PAGE_AT 0

static HearthVfsHandle *
handle_of (sqlite3_file *file)
{
  return (HearthVfsHandle *) file;
}

/* Common end of every kind of handle that was opened: the buffer may hold plaintext. */
int
_hearth_vfs_close_handle (sqlite3_file *file)
{
  HearthVfsHandle *handle = handle_of (file);
  int result = handle->real->pMethods->xClose (handle->real);

  sodium_memzero (handle->bounce, HEARTH_VFS_FRAME);
  sqlite3_free (handle->bounce);
  handle->bounce = NULL;
  g_free (g_steal_pointer (&handle->temp_name));
  g_atomic_int_add (&handle->vfs->n_handles, -1);
  return result;
}

/* The tag that the current version of page @number must have. */
static gboolean
look_up_tag (HearthVfsFile *file, guint32 number, guint8 tag[HEARTH_VFS_TAG], guint32 *n_pages)
{
  gboolean is_known;

  g_mutex_lock (&file->mutex);
  is_known = _hearth_vfs_table_get (&file->table, number, tag);
  *n_pages = file->table.n_pages;
  g_mutex_unlock (&file->mutex);
  return is_known;
}

/* Reads page @number into @out, P bytes; IOERR_DATA unless it is authentic and has @tag. */
static int
read_tagged_page (HearthVfsHandle *handle,
                  guint32 number,
                  const guint8 tag[HEARTH_VFS_TAG],
                  guint8 *out)
{
  gint64 offset = (gint64) (number - 1) * HEARTH_VFS_PAGE;
  int result = handle->real->pMethods->xRead (handle->real, out, HEARTH_VFS_PAGE, offset);

  if (result == SQLITE_OK && HEARTH_MUTANT (TAG_NOT_COMPARED))
    return _hearth_vfs_unseal_page (handle->file, number, out, out) ? SQLITE_OK : SQLITE_IOERR_DATA;
  if (result == SQLITE_OK &&
      sodium_memcmp (tag, out + HEARTH_VFS_PAGE - HEARTH_VFS_TAG, HEARTH_VFS_TAG) == 0)
    return _hearth_vfs_unseal_page (handle->file, number, out, out) ? SQLITE_OK : SQLITE_IOERR_DATA;

  memset (out, 0, HEARTH_VFS_PAGE);
  return result == SQLITE_OK || result == SQLITE_IOERR_SHORT_READ ? SQLITE_IOERR_DATA : result;
}

static int
read_whole_page (HearthVfsHandle *handle, guint8 *out, gint64 offset)
{
  guint32 number = (guint32) (offset / HEARTH_VFS_PAGE) + 1;
  guint32 n_pages;
  guint8 tag[HEARTH_VFS_TAG];
  gboolean is_known = look_up_tag (handle->file, number, tag, &n_pages);
  int result = SQLITE_IOERR_DATA;

  if (is_known)
    result = read_tagged_page (handle, number, tag, out);
  else
    memset (out, 0, HEARTH_VFS_PAGE);
  if (number > n_pages)
    return SQLITE_IOERR_SHORT_READ;
  if (result != SQLITE_IOERR_DATA)
    return result;
  /* Page 1 too, and not NOTADB: only after an input/output error does SQLite throw away what it had
   * to read again for a ROLLBACK; the zeros would stay in its cache and be page 1 from then on. */
  _hearth_vfs_report (handle->vfs, HEARTH_VFS_EVENT_PAGE, handle->file, offset);
  if (number == 1 && HEARTH_MUTANT (FIRST_PAGE_NOTADB))
    return SQLITE_NOTADB;
  return SQLITE_IOERR_DATA;
}

/* A header that lets SQLite open the file and recover the journal, which then brings the real
 * page 1: it may be torn at this moment (pitfall 4). */
static void
make_up_header (guint8 out[HEADER_SIZE])
{
  memset (out, 0, HEADER_SIZE);
  memcpy (out, "SQLite format 3", 16);
  out[16] = HEARTH_VFS_PAGE >> 8;
  out[17] = HEARTH_VFS_PAGE & 0xff;
  out[18] = 2; /* written and read by WAL programs */
  out[19] = 2;
  out[20] = HEARTH_VFS_RESERVE;
  out[21] = 64;
  out[22] = 32;
  out[23] = 32;
}

/* The read before recovery. An empty file is a new database for SQLite, which would also throw its
 * journal away: it must be refused here, before that (pitfalls 33 and 36). */
static int
read_header (HearthVfsHandle *handle, guint8 *out)
{
  sqlite3_int64 size = 0;
  guint32 n_pages;
  guint8 tag[HEARTH_VFS_TAG];
  gboolean is_known = look_up_tag (handle->file, 1, tag, &n_pages);
  int result = handle->real->pMethods->xFileSize (handle->real, &size);

  memset (out, 0, HEADER_SIZE);
  if (result != SQLITE_OK)
    return result;
  if (size == 0 || n_pages == 0)
    {
      if (handle->file->is_new || HEARTH_MUTANT (ZERO_LENGTH_ACCEPTED))
        return SQLITE_IOERR_SHORT_READ;
      _hearth_vfs_report (handle->vfs, HEARTH_VFS_EVENT_PAGE, handle->file, FIRST_PAGE_AT);
      return SQLITE_IOERR_DATA;
    }
  result = is_known ? read_tagged_page (handle, 1, tag, handle->bounce) : SQLITE_IOERR_DATA;
  if (result == SQLITE_OK)
    memcpy (out, handle->bounce, HEADER_SIZE);
  else if (result == SQLITE_IOERR_DATA && !HEARTH_MUTANT (STRICT_FIRST_READ))
    make_up_header (out);
  else
    return result;
  return SQLITE_OK;
}

/* Pieces inside pages: the change counter, and parts of overflow pages in newer SQLite. */
static int
read_pieces (HearthVfsHandle *handle, guint8 *out, int length, gint64 offset)
{
  gint64 end = offset + length;

  while (offset < end)
    {
      gint64 page_at = offset - offset % HEARTH_VFS_PAGE;
      gint64 piece = MIN (page_at + HEARTH_VFS_PAGE, end) - offset;
      int result = read_whole_page (handle, handle->bounce, page_at);

      memcpy (out, handle->bounce + (offset - page_at), (gsize) piece);
      if (result != SQLITE_OK)
        {
          memset (out, 0, (gsize) (end - offset));
          return result;
        }
      out += piece;
      offset += piece;
    }
  return SQLITE_OK;
}

static int
database_read (sqlite3_file *file, void *buffer, int length, sqlite3_int64 offset)
{
  HearthVfsHandle *handle = handle_of (file);

  if (_hearth_vfs_is_dead (handle->vfs) || length <= 0 || offset < 0)
    return SQLITE_IOERR_READ;
  /* Page numbers have 32 bits: far behind the end nothing may look like a page of the beginning. */
  if (offset / HEARTH_VFS_PAGE >= HEARTH_VFS_MAX_PAGES)
    {
      memset (buffer, 0, (gsize) length);
      return SQLITE_IOERR_SHORT_READ;
    }
  if (length == HEARTH_VFS_PAGE && offset % HEARTH_VFS_PAGE == 0)
    return read_whole_page (handle, buffer, offset);
  if (length == HEADER_SIZE && offset == 0)
    return read_header (handle, buffer);
  return read_pieces (handle, buffer, length, offset);
}

/* Seals @plain, or zeros, as page @number, and makes it the current version once it is written. */
static int
write_sealed_page (HearthVfsHandle *handle, guint32 number, const guint8 *plain)
{
  HearthVfsFile *file = handle->file;
  gint64 offset = (gint64) (number - 1) * HEARTH_VFS_PAGE;
  int result;

  if (!_hearth_vfs_seal_page (file, number, plain, handle->bounce))
    {
      _hearth_vfs_report (handle->vfs, HEARTH_VFS_EVENT_SHAPE, file, offset);
      return SQLITE_IOERR_WRITE;
    }
  result = handle->real->pMethods->xWrite (handle->real, handle->bounce, HEARTH_VFS_PAGE, offset);
  if (result != SQLITE_OK)
    return result;
  g_mutex_lock (&file->mutex);
  _hearth_vfs_table_set (&file->table, number, handle->bounce + HEARTH_VFS_PAGE - HEARTH_VFS_TAG);
  g_mutex_unlock (&file->mutex);
  _hearth_vfs_count_sealed (handle->vfs);
  return SQLITE_OK;
}

/* Seals zeros anew, under the write epoch, as page @number, which SQLite never writes itself. */
int
_hearth_vfs_database_reseal (sqlite3_file *file, guint32 number)
{
  static const guint8 zeros[HEARTH_VFS_PAGE];
  HearthVfsHandle *handle = handle_of (file);

  g_return_val_if_fail (handle->inner == &_hearth_vfs_database_methods, SQLITE_MISUSE);

  return write_sealed_page (handle, number, zeros);
}

/* Pages that SQLite skips, freed ones and the one with the lock bytes, are sealed as zeros: a page
 * without a tag would be damage. The known size counts, not the file's, which may hold more after a
 * crash (pitfall 34). */
static int
fill_gap (HearthVfsHandle *handle, guint32 number)
{
  static const guint8 zeros[HEARTH_VFS_PAGE];
  guint32 n_pages;
  int result = SQLITE_OK;

  g_mutex_lock (&handle->file->mutex);
  n_pages = handle->file->table.n_pages;
  g_mutex_unlock (&handle->file->mutex);
  if (HEARTH_MUTANT (GAP_BY_FILE_SIZE))
    {
      sqlite3_int64 size = 0;

      handle->real->pMethods->xFileSize (handle->real, &size);
      n_pages = (guint32) (size / HEARTH_VFS_PAGE);
    }
  for (guint32 gap = n_pages + 1; result == SQLITE_OK && gap < number; gap++)
    result = write_sealed_page (handle, gap, zeros);
  return result;
}

static int
database_write (sqlite3_file *file, const void *buffer, int length, sqlite3_int64 offset)
{
  HearthVfsHandle *handle = handle_of (file);
  const guint8 *plain = buffer;
  guint32 number;
  int result;

  if (_hearth_vfs_is_dead (handle->vfs))
    return SQLITE_IOERR_WRITE;
  if (g_atomic_int_get (&handle->vfs->is_held))
    return SQLITE_BUSY;
  if (length != HEARTH_VFS_PAGE || offset < 0 || offset % HEARTH_VFS_PAGE != 0)
    {
      _hearth_vfs_report (handle->vfs, HEARTH_VFS_EVENT_SHAPE, handle->file, offset);
      return SQLITE_IOERR_WRITE;
    }
  if (!sodium_is_zero (plain + HEARTH_VFS_CONTENT, HEARTH_VFS_RESERVE) &&
      !HEARTH_MUTANT (RESERVE_UNCHECKED))
    {
      _hearth_vfs_report (handle->vfs, HEARTH_VFS_EVENT_RESERVE, handle->file, offset);
      return SQLITE_IOERR_WRITE;
    }
  if (offset / HEARTH_VFS_PAGE >= HEARTH_VFS_MAX_PAGES)
    return SQLITE_FULL;
  number = (guint32) (offset / HEARTH_VFS_PAGE) + 1;
  result = fill_gap (handle, number);
  if (result != SQLITE_OK)
    return result;
  _hearth_vfs_note_backfill (handle->file, number);
  return write_sealed_page (handle, number, plain);
}

static int
database_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  HearthVfsHandle *handle = handle_of (file);
  guint32 n_pages = (guint32) (size / HEARTH_VFS_PAGE);
  int result;

  if (_hearth_vfs_is_dead (handle->vfs) || size < 0 || size % HEARTH_VFS_PAGE != 0 ||
      size / HEARTH_VFS_PAGE > HEARTH_VFS_MAX_PAGES)
    return SQLITE_IOERR_TRUNCATE;
  if (g_atomic_int_get (&handle->vfs->is_held))
    return SQLITE_BUSY;
  /* A checkpoint "truncates" upwards when the last pages are free and were never written. */
  result = fill_gap (handle, n_pages + 1);
  if (result == SQLITE_OK)
    result = handle->real->pMethods->xTruncate (handle->real, size);
  if (result != SQLITE_OK)
    return result;
  g_mutex_lock (&handle->file->mutex);
  _hearth_vfs_table_shorten (&handle->file->table, n_pages);
  g_mutex_unlock (&handle->file->mutex);
  return SQLITE_OK;
}

/* The journal may be started anew only after this call: so the table is saved here. */
static int
database_sync (sqlite3_file *file, int flags)
{
  HearthVfsHandle *handle = handle_of (file);
  gboolean is_dirty;
  int result;

  if (_hearth_vfs_is_dead (handle->vfs))
    return SQLITE_IOERR_FSYNC;
  result = handle->real->pMethods->xSync (handle->real, flags);
  if (result != SQLITE_OK)
    return result;
  g_mutex_lock (&handle->file->mutex);
  is_dirty = handle->file->table.is_dirty;
  g_mutex_unlock (&handle->file->mutex);
  if (HEARTH_MUTANT (TABLE_NOT_SAVED))
    return SQLITE_OK;
  return !is_dirty || _hearth_vfs_table_save (handle->file, NULL) ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

static int
database_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  HearthVfsHandle *handle = handle_of (file);
  gint64 known;
  int result;

  if (_hearth_vfs_is_dead (handle->vfs))
    return SQLITE_IOERR_FSTAT;
  result = handle->real->pMethods->xFileSize (handle->real, size);
  g_mutex_lock (&handle->file->mutex);
  known = (gint64) handle->file->table.n_pages * HEARTH_VFS_PAGE;
  g_mutex_unlock (&handle->file->mutex);
  *size = MIN (*size, known);
  /* SQLite would take nothing for a new database and throw the journal away (pitfall 36). */
  if (result == SQLITE_OK && *size == 0 && !handle->file->is_new &&
      !HEARTH_MUTANT (ZERO_LENGTH_ACCEPTED))
    return SQLITE_IOERR_DATA;
  return result;
}

static int
database_lock (sqlite3_file *file, int level)
{
  HearthVfsHandle *handle = handle_of (file);

  if (_hearth_vfs_is_dead (handle->vfs))
    return SQLITE_IOERR_LOCK;
  return handle->real->pMethods->xLock (handle->real, level);
}

static int
database_unlock (sqlite3_file *file, int level)
{
  HearthVfsHandle *handle = handle_of (file);

  return handle->real->pMethods->xUnlock (handle->real, level);
}

static int
database_check_reserved (sqlite3_file *file, int *out)
{
  HearthVfsHandle *handle = handle_of (file);

  return handle->real->pMethods->xCheckReservedLock (handle->real, out);
}

/* PRAGMAs that would change the geometry or the journal; the authorizer stops them earlier, this
 * stops them even where it is lifted. */
static int
control_pragma (HearthVfsHandle *handle, char **arguments)
{
  const char *name = arguments[1];
  const char *value = arguments[2];
  gboolean is_refused = FALSE;

  if (value == NULL || handle->file->is_new)
    return SQLITE_NOTFOUND;
  if (g_ascii_strcasecmp (name, "page_size") == 0)
    is_refused = TRUE;
  else if (g_ascii_strcasecmp (name, "mmap_size") == 0)
    is_refused = !g_str_equal (value, "0");
  else if (g_ascii_strcasecmp (name, "journal_mode") == 0)
    is_refused = g_ascii_strcasecmp (value, "wal") != 0;
  return is_refused ? SQLITE_ERROR : SQLITE_NOTFOUND;
}

static int
database_file_control (sqlite3_file *file, int op, void *argument)
{
  HearthVfsHandle *handle = handle_of (file);

  switch (op)
    {
    case SQLITE_FCNTL_MMAP_SIZE:
      *(sqlite3_int64 *) argument = 0;
      return SQLITE_OK;
    case SQLITE_FCNTL_SIZE_HINT:
    case SQLITE_FCNTL_CHUNK_SIZE:
      /* Both would put unauthenticated zeros into the file. */
      return SQLITE_OK;
    case SQLITE_FCNTL_BEGIN_ATOMIC_WRITE:
    case SQLITE_FCNTL_COMMIT_ATOMIC_WRITE:
    case SQLITE_FCNTL_ROLLBACK_ATOMIC_WRITE:
      return SQLITE_NOTFOUND;
    case SQLITE_FCNTL_POWERSAFE_OVERWRITE:
      *(int *) argument = 1;
      return SQLITE_OK;
    case SQLITE_FCNTL_PRAGMA:
      return control_pragma (handle, argument);
    case SQLITE_FCNTL_VFSNAME:
      *(char **) argument = sqlite3_mprintf ("hearth/%s", handle->vfs->base->zName);
      return SQLITE_OK;
    default:
      return handle->real->pMethods->xFileControl (handle->real, op, argument);
    }
}

static int
database_sector_size (sqlite3_file *file)
{
  return SECTOR_SIZE;
}

/* A frame goes out in one write and must not be padded or split; atomic writes would change the
 * layout of the journal (pitfalls 7 and 14). */
static int
database_characteristics (sqlite3_file *file)
{
  HearthVfsHandle *handle = handle_of (file);
  int base = handle->real->pMethods->xDeviceCharacteristics (handle->real);

  /* Without a lock, a journal and its shared memory, of which nothing could be written. */
  if (handle->file->is_read_only)
    base |= SQLITE_IOCAP_IMMUTABLE;
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE |
         (base & (SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN | SQLITE_IOCAP_IMMUTABLE));
}

static int
database_shm_map (sqlite3_file *file, int region, int size, int extend, void volatile **out)
{
  HearthVfsHandle *handle = handle_of (file);

  if (_hearth_vfs_is_dead (handle->vfs))
    return SQLITE_IOERR_SHMMAP;
  return handle->real->pMethods->xShmMap (handle->real, region, size, extend, out);
}

static int
database_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  HearthVfsHandle *handle = handle_of (file);

  return handle->real->pMethods->xShmLock (handle->real, offset, n, flags);
}

static void
database_shm_barrier (sqlite3_file *file)
{
  HearthVfsHandle *handle = handle_of (file);

  handle->real->pMethods->xShmBarrier (handle->real);
}

static int
database_shm_unmap (sqlite3_file *file, int delete)
{
  HearthVfsHandle *handle = handle_of (file);

  return handle->real->pMethods->xShmUnmap (handle->real, delete);
}

/* Version 2: without the two methods of version 3 SQLite cannot map the file into memory. */
const sqlite3_io_methods _hearth_vfs_database_methods = {
  .iVersion = 2,
  .xClose = _hearth_vfs_close_handle,
  .xRead = database_read,
  .xWrite = database_write,
  .xTruncate = database_truncate,
  .xSync = database_sync,
  .xFileSize = database_file_size,
  .xLock = database_lock,
  .xUnlock = database_unlock,
  .xCheckReservedLock = database_check_reserved,
  .xFileControl = database_file_control,
  .xSectorSize = database_sector_size,
  .xDeviceCharacteristics = database_characteristics,
  .xShmMap = database_shm_map,
  .xShmLock = database_shm_lock,
  .xShmBarrier = database_shm_barrier,
  .xShmUnmap = database_shm_unmap,
};
