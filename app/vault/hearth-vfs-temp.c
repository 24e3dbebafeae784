/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A handle of a temporary file (vault 5.6): sorter runs, statement journals, VACUUM. SQLite reads and
 * writes any piece of it, so it is kept in sealed blocks, one of which is open in memory. The key
 * lives as long as the file, which nobody opens twice. */
#include "config.h"

#include "hearth-mutant.h"
#include "hearth-vfs-private.h"

#include <sodium.h>
#include <string.h>

#define BLOCK 4096
#define STORED (BLOCK + HEARTH_VFS_NONCE + HEARTH_VFS_TAG)
#define SECTOR_SIZE 4096

struct _HearthVfsTemp
{
  HearthSecret *key;
  guint64 counter; /* nonces written so far */
  gint64 size;
  gint64 n_stored; /* blocks that are on disk, without gaps */
  gint64 block;    /* the one in memory; -1: none */
  gboolean is_dirty;
  guint8 content[BLOCK];
  guint8 sealed[STORED];
};

static HearthVfsHandle *
handle_of (sqlite3_file *file)
{
  return (HearthVfsHandle *) file;
}

/* FALSE: no memory. */
gboolean
_hearth_vfs_temp_begin (HearthVfsHandle *handle)
{
  HearthVfsTemp *temp = sqlite3_malloc (sizeof *temp);

  if (temp == NULL)
    return FALSE;
  memset (temp, 0, sizeof *temp);
  temp->key = hearth_secret_new_random (crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  temp->block = -1;
  handle->temp = temp;
  return TRUE;
}

void
_hearth_vfs_temp_end (HearthVfsHandle *handle)
{
  HearthVfsTemp *temp = g_steal_pointer (&handle->temp);

  hearth_secret_unref (temp->key);
  sodium_memzero (temp, sizeof *temp);
  sqlite3_free (temp);
}

/* Temporary files belong to the connection, not to a compartment: the prefix says 0. */
static void
make_aad (HearthVfsHandle *handle, gint64 block, HearthVfsAad *aad)
{
  HearthVfsFile nobody = { .vfs = handle->vfs, .cmp = (HearthCompartment) 0 };

  _hearth_vfs_put_prefix (aad->bytes, &nobody, HEARTH_VFS_KIND_TEMP, 0, 0);
  _hearth_put_u64 (aad->bytes + HEARTH_VFS_PREFIX, (guint64) block);
  aad->length = HEARTH_VFS_PREFIX + 8;
}

static int
store_block (HearthVfsHandle *handle, gint64 block, const guint8 *content)
{
  HearthVfsTemp *temp = handle->temp;
  guint8 *nonce = temp->sealed + BLOCK;
  HearthVfsAad aad;

  make_aad (handle, block, &aad);
  memset (nonce, 0, HEARTH_VFS_NONCE);
  _hearth_put_u64 (nonce, temp->counter++);
  crypto_aead_xchacha20poly1305_ietf_encrypt_detached (temp->sealed, nonce + HEARTH_VFS_NONCE, NULL,
                                                       content, BLOCK, aad.bytes, aad.length, NULL,
                                                       nonce, hearth_secret_get_bytes (temp->key));
  _hearth_vfs_count_sealed (handle->vfs);
  if (HEARTH_MUTANT (TEMP_IN_CLEAR))
    memcpy (temp->sealed, content, BLOCK);
  return handle->real->pMethods->xWrite (handle->real, temp->sealed, STORED, block * STORED);
}

/* Blocks that were jumped over are sealed zeros. */
static int
fill_gap (HearthVfsHandle *handle, gint64 block)
{
  static const guint8 zeros[BLOCK];
  int result = SQLITE_OK;

  while (result == SQLITE_OK && handle->temp->n_stored < block)
    {
      result = store_block (handle, handle->temp->n_stored, zeros);
      if (result == SQLITE_OK)
        handle->temp->n_stored++;
    }
  return result;
}

static int
write_back (HearthVfsHandle *handle)
{
  HearthVfsTemp *temp = handle->temp;
  int result;

  if (!temp->is_dirty)
    return SQLITE_OK;
  result = fill_gap (handle, temp->block);
  if (result == SQLITE_OK)
    result = store_block (handle, temp->block, temp->content);
  if (result != SQLITE_OK)
    return result;
  temp->n_stored = MAX (temp->n_stored, temp->block + 1);
  temp->is_dirty = FALSE;
  return SQLITE_OK;
}

static int
load_block (HearthVfsHandle *handle, gint64 block)
{
  HearthVfsTemp *temp = handle->temp;
  const guint8 *nonce = temp->sealed + BLOCK;
  HearthVfsAad aad;
  int result;

  if (temp->block == block)
    return SQLITE_OK;
  result = write_back (handle);
  if (result != SQLITE_OK)
    return result;
  temp->block = -1;
  memset (temp->content, 0, BLOCK);
  if (block < temp->n_stored)
    {
      result = handle->real->pMethods->xRead (handle->real, temp->sealed, STORED, block * STORED);
      if (result != SQLITE_OK)
        return result == SQLITE_IOERR_SHORT_READ ? SQLITE_IOERR_DATA : result;
      make_aad (handle, block, &aad);
      if (HEARTH_MUTANT (TEMP_IN_CLEAR))
        memcpy (temp->content, temp->sealed, BLOCK);
      else if (crypto_aead_xchacha20poly1305_ietf_decrypt_detached (
                   temp->content, NULL, temp->sealed, BLOCK, nonce + HEARTH_VFS_NONCE, aad.bytes,
                   aad.length, nonce, hearth_secret_get_bytes (temp->key)) != 0)
        {
          memset (temp->content, 0, BLOCK);
          _hearth_vfs_report (handle->vfs, HEARTH_VFS_EVENT_TEMP, NULL, block * STORED);
          return SQLITE_IOERR_DATA;
        }
    }
  temp->block = block;
  return SQLITE_OK;
}

static int
temp_read (sqlite3_file *file, void *buffer, int length, sqlite3_int64 offset)
{
  HearthVfsHandle *handle = handle_of (file);
  HearthVfsTemp *temp = handle->temp;
  guint8 *out = buffer;
  gint64 end = MIN (offset + length, temp->size);

  if (_hearth_vfs_is_dead (handle->vfs) || length < 0 || offset < 0)
    return SQLITE_IOERR_READ;
  memset (out, 0, (gsize) length);
  for (gint64 at = offset; at < end;)
    {
      gint64 inside = at % BLOCK;
      gint64 piece = MIN (BLOCK - inside, end - at);
      int result = load_block (handle, at / BLOCK);

      if (result != SQLITE_OK)
        {
          memset (buffer, 0, (gsize) length);
          return result;
        }
      memcpy (out + (at - offset), temp->content + inside, (gsize) piece);
      at += piece;
    }
  return offset + length > temp->size ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

static int
temp_write (sqlite3_file *file, const void *buffer, int length, sqlite3_int64 offset)
{
  HearthVfsHandle *handle = handle_of (file);
  HearthVfsTemp *temp = handle->temp;
  const guint8 *bytes = buffer;
  gint64 end = offset + length;

  if (_hearth_vfs_is_dead (handle->vfs) || length < 0 || offset < 0)
    return SQLITE_IOERR_WRITE;
  for (gint64 at = offset; at < end;)
    {
      gint64 inside = at % BLOCK;
      gint64 piece = MIN (BLOCK - inside, end - at);
      int result = load_block (handle, at / BLOCK);

      if (result != SQLITE_OK)
        return result;
      memcpy (temp->content + inside, bytes + (at - offset), (gsize) piece);
      temp->is_dirty = TRUE;
      at += piece;
    }
  temp->size = MAX (temp->size, end);
  return SQLITE_OK;
}

/* What lies behind the new end must read as zeros if the file grows again. */
static int
temp_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  HearthVfsHandle *handle = handle_of (file);
  HearthVfsTemp *temp = handle->temp;
  gint64 n_blocks = (size + BLOCK - 1) / BLOCK;
  int result;

  if (size < 0 || _hearth_vfs_is_dead (handle->vfs))
    return SQLITE_IOERR_TRUNCATE;
  if (size >= temp->size)
    return SQLITE_OK;
  if (size % BLOCK != 0)
    {
      result = load_block (handle, size / BLOCK);
      if (result != SQLITE_OK)
        return result;
      memset (temp->content + size % BLOCK, 0, (gsize) (BLOCK - size % BLOCK));
      temp->is_dirty = TRUE;
    }
  if (temp->block >= n_blocks)
    {
      temp->block = -1;
      temp->is_dirty = FALSE;
    }
  temp->size = size;
  temp->n_stored = MIN (temp->n_stored, n_blocks);
  return SQLITE_OK;
}

static int
temp_sync (sqlite3_file *file, int flags)
{
  return SQLITE_OK;
}

static int
temp_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  *size = handle_of (file)->temp->size;
  return SQLITE_OK;
}

static int
temp_close (sqlite3_file *file)
{
  _hearth_vfs_temp_end (handle_of (file));
  return _hearth_vfs_close_handle (file);
}

/* Nobody else can name the file: locks are always had. */
static int
temp_lock (sqlite3_file *file, int level)
{
  return SQLITE_OK;
}

static int
temp_check_reserved (sqlite3_file *file, int *out)
{
  *out = 0;
  return SQLITE_OK;
}

static int
temp_file_control (sqlite3_file *file, int op, void *argument)
{
  if (op == SQLITE_FCNTL_SIZE_HINT || op == SQLITE_FCNTL_CHUNK_SIZE)
    return SQLITE_OK;
  if (op == SQLITE_FCNTL_MMAP_SIZE)
    {
      *(sqlite3_int64 *) argument = 0;
      return SQLITE_OK;
    }
  return SQLITE_NOTFOUND;
}

static int
temp_sector_size (sqlite3_file *file)
{
  return SECTOR_SIZE;
}

static int
temp_characteristics (sqlite3_file *file)
{
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

const sqlite3_io_methods _hearth_vfs_temp_methods = {
  .iVersion = 1,
  .xClose = temp_close,
  .xRead = temp_read,
  .xWrite = temp_write,
  .xTruncate = temp_truncate,
  .xSync = temp_sync,
  .xFileSize = temp_file_size,
  .xLock = temp_lock,
  .xUnlock = temp_lock,
  .xCheckReservedLock = temp_check_reserved,
  .xFileControl = temp_file_control,
  .xSectorSize = temp_sector_size,
  .xDeviceCharacteristics = temp_characteristics,
};
