/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A handle of a write-ahead log (vault 5.4). SQLite's own framing stays; each page is sealed for its
 * frame, and the running checksums, which SQLite computes over plaintext, are masked. */
#include "config.h"

#include "hearth-mutant.h"
#include "hearth-vfs-private.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

#define SECTOR_SIZE 4096
#define N_ROUNDS 4

/* Places in a frame header. */
#define NUMBER_AT 0
#define TRUNCATE_AT 4
#define SALTS_AT 8
#define CHECKSUMS_AT 16

/* Places in the header of the file. */
#define HEADER_FORMAT_AT 4
#define HEADER_SIZE_AT 8
#define HEADER_SALTS_AT 16
#define HEADER_CHECKSUMS_AT 24

#define WAL_MAGIC 0x377f0682u /* the lowest bit: words of checksums are big-endian */
#define WAL_FORMAT 3007000

/* What this thread read last as one page of a journal. A checkpoint reads a frame and writes its
 * page to the database on the same thread: that is how the table learns what it contains. */
typedef struct
{
  guint8 wal_id[16];
  guint32 number;
  guint32 n_frames;
} LastRead;

static _Thread_local LastRead last_read;

static HearthVfsHandle *
handle_of (sqlite3_file *file)
{
  return (HearthVfsHandle *) file;
}

static gint64
frame_offset (guint64 index)
{
  return HEARTH_VFS_WAL_HEADER + (gint64) index * HEARTH_VFS_FRAME;
}

/* Whether @offset lies @inside bytes into a frame. */
static gboolean
is_in_frame (gint64 offset, gint64 inside, guint64 *index)
{
  gint64 at = offset - HEARTH_VFS_WAL_HEADER - inside;

  if (at < 0 || at % HEARTH_VFS_FRAME != 0)
    return FALSE;
  *index = (guint64) (at / HEARTH_VFS_FRAME);
  return TRUE;
}

static HearthVfsWalId
copy_wal_id (HearthVfsFile *file)
{
  HearthVfsWalId id;

  g_mutex_lock (&file->mutex);
  id = file->table.wal;
  g_mutex_unlock (&file->mutex);
  return id;
}

/* Called when page @number of the database file is written. */
void
_hearth_vfs_note_backfill (HearthVfsFile *file, guint32 number)
{
  if (last_read.number != number || HEARTH_MUTANT (BACKFILL_NOT_NOTED))
    return;
  g_mutex_lock (&file->mutex);
  if (file->table.is_wal_announced &&
      sodium_memcmp (last_read.wal_id, file->table.wal.id, sizeof last_read.wal_id) == 0)
    file->table.n_backfilled = MAX (file->table.n_backfilled, last_read.n_frames);
  g_mutex_unlock (&file->mutex);
}

/* One round of the permutation that hides a frame's checksums. */
static guint32
round_function (const guint8 *key, const guint8 salts[8], guint64 index, guint8 round, guint32 half)
{
  guint8 input[21];
  guint8 output[crypto_shorthash_BYTES];

  memcpy (input, salts, 8);
  _hearth_put_u64 (input + 8, index);
  input[16] = round;
  _hearth_put_u32 (input + 17, half);
  crypto_shorthash (output, input, sizeof input, key);
  return _hearth_get_u32 (output);
}

/* Checksums of plaintext, 64 linear bits a frame, would tell much: as one block of a permutation
 * they show equality only. */
void
_hearth_vfs_mask_checksums (const HearthVfsKeys *keys,
                            const guint8 salts[8],
                            guint64 index,
                            guint8 checksums[8])
{
  guint32 left = _hearth_get_u32 (checksums);
  guint32 right = _hearth_get_u32 (checksums + 4);

  if (HEARTH_MUTANT (CHECKSUMS_UNMASKED))
    return;
  for (guint8 round = 0; round < N_ROUNDS; round++)
    {
      guint32 mixed = left ^ round_function (keys->mask, salts, index, round, right);

      left = right;
      right = mixed;
    }
  _hearth_put_u32 (checksums, left);
  _hearth_put_u32 (checksums + 4, right);
}

void
_hearth_vfs_unmask_checksums (const HearthVfsKeys *keys,
                              const guint8 salts[8],
                              guint64 index,
                              guint8 checksums[8])
{
  guint32 left = _hearth_get_u32 (checksums);
  guint32 right = _hearth_get_u32 (checksums + 4);

  if (HEARTH_MUTANT (CHECKSUMS_UNMASKED))
    return;
  for (guint8 round = N_ROUNDS; round > 0; round--)
    {
      guint32 mixed = right ^ round_function (keys->mask, salts, index, (guint8) (round - 1), left);

      right = left;
      left = mixed;
    }
  _hearth_put_u32 (checksums, left);
  _hearth_put_u32 (checksums + 4, right);
}

/* SQLite's checksum of a journal, continued over @length bytes, a multiple of 8. */
void
_hearth_vfs_wal_checksum (gboolean is_big_endian, const guint8 *bytes, gsize length, guint32 sum[2])
{
  for (gsize i = 0; i < length; i += 8)
    {
      guint32 first = _hearth_get_u32 (bytes + i);
      guint32 second = _hearth_get_u32 (bytes + i + 4);

      sum[0] += (is_big_endian ? first : GUINT32_SWAP_LE_BE (first)) + sum[1];
      sum[1] += (is_big_endian ? second : GUINT32_SWAP_LE_BE (second)) + sum[0];
    }
}

/* While SQLite mends checksums a frame has zero salts: the journal's own count then. */
static const guint8 *
effective_salts (const HearthVfsWalId *wal, const guint8 *frame_header)
{
  return sodium_is_zero (frame_header + SALTS_AT, 8) ? wal->salts : frame_header + SALTS_AT;
}

static void
make_frame_aad (HearthVfsAad *aad,
                HearthVfsFile *file,
                const HearthVfsWalId *wal,
                guint64 index,
                const guint8 *frame_header,
                guint32 epoch)
{
  guint8 *at = aad->bytes + HEARTH_VFS_PREFIX;

  _hearth_vfs_put_prefix (aad->bytes, file, HEARTH_VFS_KIND_FRAME,
                          _hearth_get_u32 (frame_header + NUMBER_AT), epoch);
  memcpy (at, frame_header + TRUNCATE_AT, 4);
  if (HEARTH_MUTANT (AAD_WITHOUT_COMMIT_MARK))
    memset (at, 0, 4);
  memcpy (at + 4, effective_salts (wal, frame_header), 8);
  _hearth_put_u64 (at + 12, HEARTH_MUTANT (AAD_WITHOUT_INDEX) ? 0 : index);
  memcpy (at + 20, wal->id, sizeof wal->id);
  aad->length = HEARTH_VFS_PREFIX + 36;
}

/* Opens the page of a stored frame into @out, P bytes, which may be its own place in @frame. */
gboolean
_hearth_vfs_unseal_frame (
    HearthVfsFile *file, const HearthVfsWalId *wal, guint64 index, const guint8 *frame, guint8 *out)
{
  const guint8 *sealed = frame + HEARTH_VFS_FRAME_HEADER;
  const HearthVfsKeys *keys = _hearth_vfs_find_keys (file, _hearth_vfs_peek_epoch (sealed));
  HearthVfsAad aad;

  _hearth_vfs_count_opened (file->vfs);
  if (keys == NULL)
    {
      memset (out, 0, HEARTH_VFS_PAGE);
      return FALSE;
    }
  make_frame_aad (&aad, file, wal, index, frame, keys->epoch);
  return _hearth_vfs_unseal (keys->wal, &aad, 0, sealed, out);
}

/* The mask belongs to the epoch in which this journal began, whatever epoch a page has. */
static const HearthVfsKeys *
find_mask (HearthVfsFile *file, const HearthVfsWalId *wal)
{
  if (HEARTH_MUTANT (MASK_WITHOUT_EPOCH))
    return _hearth_vfs_find_keys (file, file->write_epoch);
  return _hearth_vfs_find_keys (file, wal->mask_epoch);
}

static int
read_base (HearthVfsHandle *handle, guint8 *out, int length, gint64 offset)
{
  return handle->real->pMethods->xRead (handle->real, out, length, offset);
}

static int
write_base (HearthVfsHandle *handle, const guint8 *bytes, int length, gint64 offset)
{
  return handle->real->pMethods->xWrite (handle->real, bytes, length, offset);
}

/* A header that was held back for its page goes out alone: SQLite only mended its checksums. */
static int
flush_pending (HearthVfsHandle *handle)
{
  HearthVfsWalId wal;
  const HearthVfsKeys *keys;

  if (!handle->has_pending)
    return SQLITE_OK;
  handle->has_pending = FALSE;
  wal = copy_wal_id (handle->file);
  keys = find_mask (handle->file, &wal);
  if (keys == NULL)
    return SQLITE_IOERR_WRITE;
  _hearth_vfs_mask_checksums (keys, handle->pending + SALTS_AT, handle->pending_index,
                              handle->pending + CHECKSUMS_AT);
  return write_base (handle, handle->pending, HEARTH_VFS_FRAME_HEADER,
                     frame_offset (handle->pending_index));
}

/* Whether SQLite will take this for the header of a journal: one that it does not understand it
 * ignores, with all commits behind it. Anybody can make the checksum right. */
gboolean
_hearth_vfs_is_wal_header (const guint8 header[HEARTH_VFS_WAL_HEADER])
{
  guint32 sum[2] = { 0, 0 };

  if (HEARTH_MUTANT (JOURNAL_HEADER_UNCHECKED))
    return TRUE;
  _hearth_vfs_wal_checksum ((header[3] & 1) != 0, header, HEADER_CHECKSUMS_AT, sum);
  return (_hearth_get_u32 (header) & ~1u) == WAL_MAGIC &&
         _hearth_get_u32 (header + HEADER_FORMAT_AT) == WAL_FORMAT &&
         _hearth_get_u32 (header + HEADER_SIZE_AT) == HEARTH_VFS_PAGE &&
         _hearth_get_u32 (header + HEADER_CHECKSUMS_AT) == sum[0] &&
         _hearth_get_u32 (header + HEADER_CHECKSUMS_AT + 4) == sum[1];
}

/* A header that is wrong is damage, not the end of the journal; a zero one is the space that a crash
 * left. */
static int
read_wal_header (HearthVfsHandle *handle, guint8 *out)
{
  int result = read_base (handle, out, HEARTH_VFS_WAL_HEADER, 0);

  if (result != SQLITE_OK || sodium_is_zero (out, HEARTH_VFS_WAL_HEADER) ||
      _hearth_vfs_is_wal_header (out))
    return result;
  memset (out, 0, HEARTH_VFS_WAL_HEADER);
  if (handle->file->is_wal_void)
    return SQLITE_OK;
  _hearth_vfs_report (handle->vfs, HEARTH_VFS_EVENT_WAL_HEADER, handle->file, 0);
  return SQLITE_IOERR_DATA;
}

/* The page of a frame, for a reader or a checkpoint: straight into SQLite's buffer. */
static int
read_frame_page (HearthVfsHandle *handle, guint8 *out, guint64 index)
{
  HearthVfsWalId wal = copy_wal_id (handle->file);
  int result = read_base (handle, handle->bounce, HEARTH_VFS_FRAME, frame_offset (index));

  if (result == SQLITE_OK &&
      _hearth_vfs_unseal_frame (handle->file, &wal, index, handle->bounce, out))
    {
      memcpy (last_read.wal_id, wal.id, sizeof wal.id);
      last_read.number = _hearth_get_u32 (handle->bounce + NUMBER_AT);
      last_read.n_frames = (guint32) index + 1;
      return SQLITE_OK;
    }
  memset (out, 0, HEARTH_VFS_PAGE);
  if (result != SQLITE_OK && result != SQLITE_IOERR_SHORT_READ)
    return result;
  _hearth_vfs_report (handle->vfs, HEARTH_VFS_EVENT_FRAME, handle->file, frame_offset (index));
  return SQLITE_IOERR_DATA;
}

/* A frame at which recovery must end: page 0, salts that are not the journal's. */
static void
poison (const HearthVfsWalId *wal, guint8 *out)
{
  memset (out, 0, HEARTH_VFS_FRAME);
  for (guint i = 0; i < 8; i++)
    out[SALTS_AT + i] = (guint8) ~wal->salts[i];
  memset (out + CHECKSUMS_AT, 0xA5, 8);
}

/* A whole frame, for recovery. There a frame that does not open is what a torn write leaves, the
 * end of the journal; but not for a handle that wrote frames and now mends their checksums. */
static int
read_frame (HearthVfsHandle *handle, guint8 *out, guint64 index)
{
  HearthVfsWalId wal = copy_wal_id (handle->file);
  const HearthVfsKeys *keys = find_mask (handle->file, &wal);
  int result = read_base (handle, out, HEARTH_VFS_FRAME, frame_offset (index));

  if (result != SQLITE_OK)
    {
      memset (out, 0, HEARTH_VFS_FRAME);
      return result;
    }
  if (keys != NULL &&
      _hearth_vfs_unseal_frame (handle->file, &wal, index, out, out + HEARTH_VFS_FRAME_HEADER))
    {
      _hearth_vfs_unmask_checksums (keys, out + SALTS_AT, index, out + CHECKSUMS_AT);
      return SQLITE_OK;
    }
  poison (&wal, out);
  if (!handle->has_written && !HEARTH_MUTANT (TORN_TAIL_IS_ERROR))
    return SQLITE_OK;
  memset (out, 0, HEARTH_VFS_FRAME);
  _hearth_vfs_report (handle->vfs, HEARTH_VFS_EVENT_FRAME, handle->file, frame_offset (index));
  return SQLITE_IOERR_DATA;
}

/* The running checksum after frame @index, from which mending begins. */
static int
read_checksums (HearthVfsHandle *handle, guint8 *out, guint64 index)
{
  HearthVfsWalId wal = copy_wal_id (handle->file);
  const HearthVfsKeys *keys = find_mask (handle->file, &wal);
  guint8 header[HEARTH_VFS_FRAME_HEADER];
  int result = read_base (handle, header, sizeof header, frame_offset (index));

  memset (out, 0, 8);
  if (result != SQLITE_OK)
    return result;
  if (keys == NULL)
    return SQLITE_IOERR_DATA;
  _hearth_vfs_unmask_checksums (keys, header + SALTS_AT, index, header + CHECKSUMS_AT);
  memcpy (out, header + CHECKSUMS_AT, 8);
  return SQLITE_OK;
}

static int
wal_read (sqlite3_file *file, void *buffer, int length, sqlite3_int64 offset)
{
  HearthVfsHandle *handle = handle_of (file);
  guint64 index;
  int result;

  if (_hearth_vfs_is_dead (handle->vfs))
    return SQLITE_IOERR_READ;
  result = flush_pending (handle);
  if (result != SQLITE_OK)
    return result;
  if (length == HEARTH_VFS_PAGE && is_in_frame (offset, HEARTH_VFS_FRAME_HEADER, &index))
    return read_frame_page (handle, buffer, index);
  if (length == HEARTH_VFS_FRAME && is_in_frame (offset, 0, &index))
    return read_frame (handle, buffer, index);
  if (length == HEARTH_VFS_WAL_HEADER && offset == 0)
    return read_wal_header (handle, buffer);
  if (length == 8 && offset == HEADER_CHECKSUMS_AT)
    return read_base (handle, buffer, length, offset);
  if (length == 8 && is_in_frame (offset, CHECKSUMS_AT, &index))
    return read_checksums (handle, buffer, index);

  memset (buffer, 0, (gsize) MAX (length, 0));
  _hearth_vfs_report (handle->vfs, HEARTH_VFS_EVENT_SHAPE, handle->file, offset);
  return SQLITE_IOERR_READ;
}

/* SQLite syncs the folder of a new journal with its first flush, does not look how that went and never
 * does it again: a power cut could take the name, and all that was acknowledged after it. */
static int
sync_name (HearthVfsHandle *handle)
{
  const HearthFs *fs = handle->vfs->fs;
  int result;

  if (HEARTH_MUTANT (JOURNAL_NAME_UNSYNCED))
    return SQLITE_OK;
  result = fs->sync_folder (fs->data, handle->vfs->folder);
  if (result >= 0 || result == -EINVAL)
    return SQLITE_OK;
  errno = -result;
  return SQLITE_IOERR_DIR_FSYNC;
}

static gboolean
announce (HearthVfsFile *file, const guint8 *header)
{
  HearthVfsTable *table = &file->table;

  g_mutex_lock (&file->mutex);
  if (!HEARTH_MUTANT (WAL_ID_KEPT))
    randombytes_buf (table->wal.id, sizeof table->wal.id);
  memcpy (table->wal.salts, header + HEADER_SALTS_AT, sizeof table->wal.salts);
  table->wal.mask_epoch = file->write_epoch;
  table->is_wal_announced = TRUE;
  table->n_backfilled = 0;
  file->is_wal_void = FALSE;
  g_mutex_unlock (&file->mutex);
  return _hearth_vfs_table_save (file, NULL);
}

/* A new life of the journal. It is announced when its header and its name are on the disk, and the life
 * before is ended first: so whatever a crash leaves, a journal that is announced and not there was taken
 * away. No frame of an earlier life opens, and none is written before the announcement. */
static int
write_wal_header (HearthVfsHandle *handle, const guint8 *header)
{
  HearthVfsFile *file = handle->file;
  int result;

  if (!_hearth_vfs_is_wal_header (header))
    {
      _hearth_vfs_report (handle->vfs, HEARTH_VFS_EVENT_SHAPE, file, HEADER_SIZE_AT);
      return SQLITE_IOERR_WRITE;
    }
  if (!_hearth_vfs_table_end_wal (file, NULL))
    return SQLITE_IOERR_WRITE;
  handle->has_written = TRUE;
  result = write_base (handle, header, HEARTH_VFS_WAL_HEADER, 0);
  if (result == SQLITE_OK)
    result = handle->real->pMethods->xSync (handle->real, SQLITE_SYNC_NORMAL);
  if (result == SQLITE_OK)
    result = sync_name (handle);
  if (result != SQLITE_OK)
    return result;
  return announce (file, header) ? SQLITE_OK : SQLITE_IOERR_WRITE;
}

static int
hold_back (HearthVfsHandle *handle, const guint8 *header, guint64 index)
{
  int result = flush_pending (handle);

  if (result != SQLITE_OK)
    return result;
  memcpy (handle->pending, header, HEARTH_VFS_FRAME_HEADER);
  handle->pending_index = index;
  handle->has_pending = TRUE;
  handle->has_written = TRUE;
  return SQLITE_OK;
}

/* Seals @plain behind the frame header that is at the beginning of the bounce buffer. */
static int
write_behind_header (HearthVfsHandle *handle,
                     const HearthVfsWalId *wal,
                     guint64 index,
                     const guint8 *plain)
{
  HearthVfsFile *file = handle->file;
  const HearthVfsKeys *keys = _hearth_vfs_find_keys (file, file->write_epoch);
  HearthVfsAad aad;

  make_frame_aad (&aad, file, wal, index, handle->bounce, keys->epoch);
  _hearth_vfs_seal (file, keys->wal, keys->epoch, &aad, 0, plain,
                    handle->bounce + HEARTH_VFS_FRAME_HEADER);
  _hearth_vfs_count_sealed (file->vfs);
  return write_base (handle, handle->bounce, HEARTH_VFS_FRAME, frame_offset (index));
}

/* SQLite replaces the page of a frame that this transaction spilled before (pitfall 3). The header
 * on disk says whose frame it is, and is believed only if the old page opens under it. */
static int
replace_page (HearthVfsHandle *handle, const guint8 *plain, guint64 index)
{
  HearthVfsWalId wal = copy_wal_id (handle->file);
  int result = read_base (handle, handle->bounce, HEARTH_VFS_FRAME, frame_offset (index));

  if (result != SQLITE_OK)
    return result == SQLITE_IOERR_SHORT_READ ? SQLITE_IOERR_DATA : result;
  if (!_hearth_vfs_unseal_frame (handle->file, &wal, index, handle->bounce,
                                 handle->bounce + HEARTH_VFS_FRAME_HEADER))
    {
      _hearth_vfs_report (handle->vfs, HEARTH_VFS_EVENT_FRAME, handle->file, frame_offset (index));
      return SQLITE_IOERR_DATA;
    }
  return write_behind_header (handle, &wal, index, plain);
}

static int
write_page (HearthVfsHandle *handle, const guint8 *plain, guint64 index)
{
  HearthVfsWalId wal;
  const HearthVfsKeys *keys;
  int result;

  if (!sodium_is_zero (plain + HEARTH_VFS_CONTENT, HEARTH_VFS_RESERVE) &&
      !HEARTH_MUTANT (RESERVE_UNCHECKED))
    {
      _hearth_vfs_report (handle->vfs, HEARTH_VFS_EVENT_RESERVE, handle->file,
                          frame_offset (index));
      return SQLITE_IOERR_WRITE;
    }
  if (!handle->has_pending || handle->pending_index != index)
    {
      result = flush_pending (handle);
      return result == SQLITE_OK ? replace_page (handle, plain, index) : result;
    }
  wal = copy_wal_id (handle->file);
  keys = find_mask (handle->file, &wal);
  if (keys == NULL)
    return SQLITE_IOERR_WRITE;
  handle->has_pending = FALSE;
  memcpy (handle->bounce, handle->pending, HEARTH_VFS_FRAME_HEADER);
  _hearth_vfs_mask_checksums (keys, handle->bounce + SALTS_AT, index,
                              handle->bounce + CHECKSUMS_AT);
  return write_behind_header (handle, &wal, index, plain);
}

static int
wal_write (sqlite3_file *file, const void *buffer, int length, sqlite3_int64 offset)
{
  HearthVfsHandle *handle = handle_of (file);
  guint64 index;

  if (_hearth_vfs_is_dead (handle->vfs))
    return SQLITE_IOERR_WRITE;
  if (length == HEARTH_VFS_PAGE && is_in_frame (offset, HEARTH_VFS_FRAME_HEADER, &index))
    return write_page (handle, buffer, index);
  if (length == HEARTH_VFS_FRAME_HEADER && is_in_frame (offset, 0, &index))
    return hold_back (handle, buffer, index);
  if (length == HEARTH_VFS_WAL_HEADER && offset == 0)
    {
      int result = flush_pending (handle);

      return result == SQLITE_OK ? write_wal_header (handle, buffer) : result;
    }
  _hearth_vfs_report (handle->vfs, HEARTH_VFS_EVENT_SHAPE, handle->file, offset);
  return SQLITE_IOERR_WRITE;
}

/* To nothing when the journal ends; to journal_size_limit when it begins anew, where only frames of
 * an earlier life are cut off. */
static int
wal_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  HearthVfsHandle *handle = handle_of (file);
  int result;

  if (_hearth_vfs_is_dead (handle->vfs))
    return SQLITE_IOERR_TRUNCATE;
  result = flush_pending (handle);
  if (result != SQLITE_OK)
    return result;
  if (size == 0 && !_hearth_vfs_table_end_wal (handle->file, NULL))
    return SQLITE_IOERR_TRUNCATE;
  return handle->real->pMethods->xTruncate (handle->real, size);
}

static int
wal_sync (sqlite3_file *file, int flags)
{
  HearthVfsHandle *handle = handle_of (file);
  int result;

  if (_hearth_vfs_is_dead (handle->vfs))
    return SQLITE_IOERR_FSYNC;
  result = flush_pending (handle);
  if (HEARTH_MUTANT (SYNC_DROPPED))
    return result;
  return result == SQLITE_OK ? handle->real->pMethods->xSync (handle->real, flags) : result;
}

static int
wal_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  HearthVfsHandle *handle = handle_of (file);
  int result;

  if (_hearth_vfs_is_dead (handle->vfs))
    return SQLITE_IOERR_FSTAT;
  result = flush_pending (handle);
  return result == SQLITE_OK ? handle->real->pMethods->xFileSize (handle->real, size) : result;
}

static int
wal_close (sqlite3_file *file)
{
  HearthVfsHandle *handle = handle_of (file);
  int flushed = _hearth_vfs_is_dead (handle->vfs) ? SQLITE_OK : flush_pending (handle);
  int closed;

  closed = _hearth_vfs_close_handle (file);
  return flushed != SQLITE_OK ? flushed : closed;
}

static int
wal_lock (sqlite3_file *file, int level)
{
  HearthVfsHandle *handle = handle_of (file);

  return handle->real->pMethods->xLock (handle->real, level);
}

static int
wal_unlock (sqlite3_file *file, int level)
{
  HearthVfsHandle *handle = handle_of (file);

  return handle->real->pMethods->xUnlock (handle->real, level);
}

static int
wal_check_reserved (sqlite3_file *file, int *out)
{
  HearthVfsHandle *handle = handle_of (file);

  return handle->real->pMethods->xCheckReservedLock (handle->real, out);
}

static int
wal_file_control (sqlite3_file *file, int op, void *argument)
{
  return SQLITE_NOTFOUND;
}

static int
wal_sector_size (sqlite3_file *file)
{
  return SECTOR_SIZE;
}

static int
wal_characteristics (sqlite3_file *file)
{
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

const sqlite3_io_methods _hearth_vfs_wal_methods = {
  .iVersion = 1,
  .xClose = wal_close,
  .xRead = wal_read,
  .xWrite = wal_write,
  .xTruncate = wal_truncate,
  .xSync = wal_sync,
  .xFileSize = wal_file_size,
  .xLock = wal_lock,
  .xUnlock = wal_unlock,
  .xCheckReservedLock = wal_check_reserved,
  .xFileControl = wal_file_control,
  .xSectorSize = wal_sector_size,
  .xDeviceCharacteristics = wal_characteristics,
};
