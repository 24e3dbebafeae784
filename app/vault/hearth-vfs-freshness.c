/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of current tags (vault 6): what makes an old page, an old journal and a cut file
 * visible. Two side files take it in turn. Callers hold the file's mutex for what touches the table
 * in memory; saving takes it itself. */
#include "config.h"

#include "hearth-mutant.h"
#include "hearth-vault-error-private.h"
#include "hearth-vfs-private.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

#define CHUNK_PAGES 4096
#define CHUNK_SIZE (CHUNK_PAGES * HEARTH_VFS_TAG)

/* Places in a side file (vault 6.1). */
#define NONCE_AT 0
#define TAG_AT 24
#define SIGNED_AT 40 /* from here to the end: associated data of the empty message */
#define PREFIX_AT 40
#define NUMBER_AT (PREFIX_AT + 8)
#define EPOCH_AT (PREFIX_AT + 12)
#define GENERATION_AT 72
#define HEADER_GENERATION_AT 80
#define SERIAL_AT 88
#define WAL_ID_AT 96
#define WAL_SALTS_AT 112
#define WAL_STATE_AT 120
#define MASK_EPOCH_AT 124
#define TAGS_AT 128
#define MAX_SIZE (TAGS_AT + (gsize) HEARTH_VFS_MAX_PAGES * HEARTH_VFS_TAG)

void
_hearth_vfs_table_init (HearthVfsTable *table)
{
  memset (table, 0, sizeof *table);
  table->chunks = g_ptr_array_new_with_free_func (g_free);
  table->good = 1;
}

void
_hearth_vfs_table_clear (HearthVfsTable *table)
{
  g_ptr_array_unref (g_steal_pointer (&table->chunks));
}

static guint8 *
tag_at (HearthVfsTable *table, guint32 number)
{
  guint8 *chunk = g_ptr_array_index (table->chunks, (number - 1) / CHUNK_PAGES);

  return chunk + (gsize) ((number - 1) % CHUNK_PAGES) * HEARTH_VFS_TAG;
}

/* FALSE if the table knows no page @number, from 1: it is beyond the end, or was never written. */
gboolean
_hearth_vfs_table_get (HearthVfsTable *table, guint32 number, guint8 out[HEARTH_VFS_TAG])
{
  g_assert (number >= 1);
  if (number > table->n_pages)
    return FALSE;
  memcpy (out, tag_at (table, number), HEARTH_VFS_TAG);
  return !sodium_is_zero (out, HEARTH_VFS_TAG);
}

/* From now on there are at least @n_pages pages, the new ones without a tag. */
void
_hearth_vfs_table_extend (HearthVfsTable *table, guint32 n_pages)
{
  while ((gsize) table->chunks->len * CHUNK_PAGES < n_pages)
    g_ptr_array_add (table->chunks, g_malloc0 (CHUNK_SIZE));
  table->n_pages = MAX (table->n_pages, n_pages);
}

void
_hearth_vfs_table_set (HearthVfsTable *table, guint32 number, const guint8 tag[HEARTH_VFS_TAG])
{
  _hearth_vfs_table_extend (table, number);
  memcpy (tag_at (table, number), tag, HEARTH_VFS_TAG);
  table->is_dirty = TRUE;
}

void
_hearth_vfs_table_shorten (HearthVfsTable *table, guint32 n_pages)
{
  for (guint32 number = n_pages + 1; number <= table->n_pages; number++)
    memset (tag_at (table, number), 0, HEARTH_VFS_TAG);
  table->n_pages = MIN (table->n_pages, n_pages);
  table->is_dirty = TRUE;
}

static void
make_side_name (HearthVfsFile *file, guint which, char *out, gsize size)
{
  g_snprintf (out, size, "%s.fresh%u", hearth_compartment_get_name (file->cmp), which);
}

static void
put_tags (HearthVfsTable *table, guint8 *out)
{
  gsize left = (gsize) table->n_pages * HEARTH_VFS_TAG;

  for (guint i = 0; left > 0; i++)
    {
      gsize size = MIN (left, CHUNK_SIZE);

      memcpy (out, g_ptr_array_index (table->chunks, i), size);
      out += size;
      left -= size;
    }
}

/* The announcement: 0, or 1 with, above the lowest bit, the number of the journal's frames that the
 * database file already contains. They were flushed before a checkpoint copied them, so a journal
 * that is shorter was cut: without this number it would lay old pages over newer ones unseen. */
static guint32
encode_wal_state (HearthVfsTable *table)
{
  return table->is_wal_announced ? 1u | table->n_backfilled << 1 : 0;
}

static void
encode (HearthVfsFile *file, guint64 generation, GByteArray *out)
{
  HearthVfsTable *table = &file->table;
  const HearthVfsKeys *keys = _hearth_vfs_find_keys (file, file->write_epoch);
  gsize size = TAGS_AT + (gsize) table->n_pages * HEARTH_VFS_TAG;
  guint8 *bytes;

  g_byte_array_set_size (out, (guint) size);
  bytes = out->data;
  _hearth_vfs_take_nonce (file->vfs, bytes + NONCE_AT);
  _hearth_vfs_put_prefix (bytes + PREFIX_AT, file, HEARTH_VFS_KIND_TABLE, table->n_pages,
                          keys->epoch);
  _hearth_put_u64 (bytes + GENERATION_AT, generation);
  _hearth_put_u64 (bytes + HEADER_GENERATION_AT, file->vfs->marks.generation);
  _hearth_put_u64 (bytes + SERIAL_AT, file->vfs->marks.serial);
  memcpy (bytes + WAL_ID_AT, table->wal.id, sizeof table->wal.id);
  memcpy (bytes + WAL_SALTS_AT, table->wal.salts, sizeof table->wal.salts);
  _hearth_put_u32 (bytes + WAL_STATE_AT, encode_wal_state (table));
  _hearth_put_u32 (bytes + MASK_EPOCH_AT, table->wal.mask_epoch);
  put_tags (table, bytes + TAGS_AT);
}

static void
seal (HearthVfsFile *file, GByteArray *image)
{
  const HearthVfsKeys *keys = _hearth_vfs_find_keys (file, file->write_epoch);
  guint8 empty = 0;

  crypto_aead_xchacha20poly1305_ietf_encrypt_detached (
      &empty, image->data + TAG_AT, NULL, &empty, 0, image->data + SIGNED_AT,
      image->len - SIGNED_AT, NULL, image->data + NONCE_AT, keys->table);
}

/* Most callers answer to SQLite, which knows no GError: errno says the same (hearth-vfs-errno.c). */
static void
pass_on (GError *cause, GError **error)
{
  int number = _hearth_vault_errno_of ((HearthVaultError) cause->code);

  g_propagate_error (error, cause);
  errno = number;
}

/* Saves the table (vault 6.2): into the side file that did not take the last successful save, so
 * that a failure leaves the good one alone. */
gboolean
_hearth_vfs_table_save (HearthVfsFile *file, GError **error)
{
  HearthVfsTable *table = &file->table;
  guint64 generation;
  guint target;
  char name[32];
  gboolean is_done;
  g_autoptr (GError) local_error = NULL;

  if (_hearth_vfs_is_dead (file->vfs))
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_MISUSE,
                           "the vault belongs to the parent process");
      return FALSE;
    }
  g_mutex_lock (&file->save_mutex);
  g_mutex_lock (&file->mutex);
  generation = table->generation + 1;
  target = HEARTH_MUTANT (SIDES_BY_PARITY) ? (guint) (generation & 1) : 1 - table->good;
  table->is_dirty = FALSE;
  encode (file, generation, file->save_buffer);
  g_mutex_unlock (&file->mutex);

  seal (file, file->save_buffer);
  make_side_name (file, target, name, sizeof name);
  is_done = hearth_fs_write_file (file->vfs->fs, file->vfs->folder, name, file->save_buffer->data,
                                  file->save_buffer->len, &local_error);

  g_mutex_lock (&file->mutex);
  if (is_done || HEARTH_MUTANT (SIDES_BY_PARITY))
    table->generation = generation;
  if (is_done)
    {
      table->good = target;
      table->is_alone = FALSE;
    }
  else
    table->is_dirty = TRUE;
  g_mutex_unlock (&file->mutex);
  g_mutex_unlock (&file->save_mutex);
  if (!is_done)
    pass_on (g_steal_pointer (&local_error), error);
  return is_done;
}

/* The journal is about to go: afterwards no frame of it may ever authenticate again, or its
 * beginning could be put back later beside newer pages. Hence a new id and not just the word. A save
 * that failed before, perhaps with this very word, is made up for: what lies on the disk counts. */
gboolean
_hearth_vfs_table_end_wal (HearthVfsFile *file, GError **error)
{
  gboolean needs_save;

  g_mutex_lock (&file->mutex);
  needs_save = file->table.is_wal_announced ||
               (file->table.is_dirty && !HEARTH_MUTANT (FAILED_SAVE_FORGOTTEN));
  if (file->table.is_wal_announced)
    {
      file->table.is_wal_announced = FALSE;
      file->table.n_backfilled = 0;
      if (!HEARTH_MUTANT (WAL_ID_KEPT))
        randombytes_buf (file->table.wal.id, sizeof file->table.wal.id);
    }
  g_mutex_unlock (&file->mutex);
  return !needs_save || _hearth_vfs_table_save (file, error);
}

static gboolean
is_authentic (HearthVfsFile *file, const guint8 *bytes, gsize size)
{
  const HearthVfsKeys *keys;
  guint8 prefix[HEARTH_VFS_PREFIX];
  guint8 empty = 0;
  guint32 n_pages;

  if (size < TAGS_AT)
    return FALSE;
  n_pages = _hearth_get_u32 (bytes + NUMBER_AT);
  keys = _hearth_vfs_find_keys (file, _hearth_get_u32 (bytes + EPOCH_AT));
  if (keys == NULL || n_pages > HEARTH_VFS_MAX_PAGES ||
      size != TAGS_AT + (gsize) n_pages * HEARTH_VFS_TAG)
    return FALSE;
  _hearth_vfs_put_prefix (prefix, file, HEARTH_VFS_KIND_TABLE, n_pages, keys->epoch);
  return memcmp (prefix, bytes + PREFIX_AT, sizeof prefix) == 0 &&
         crypto_aead_xchacha20poly1305_ietf_decrypt_detached (
             &empty, NULL, &empty, 0, bytes + TAG_AT, bytes + SIGNED_AT, size - SIGNED_AT,
             bytes + NONCE_AT, keys->table) == 0;
}

static void
decode (HearthVfsTable *table, const guint8 *bytes, guint which)
{
  guint32 n_pages = _hearth_get_u32 (bytes + NUMBER_AT);
  guint32 wal_state = _hearth_get_u32 (bytes + WAL_STATE_AT);

  _hearth_vfs_table_shorten (table, 0);
  for (guint32 number = 1; number <= n_pages; number++)
    _hearth_vfs_table_set (table, number, bytes + TAGS_AT + (gsize) (number - 1) * HEARTH_VFS_TAG);
  table->generation = _hearth_get_u64 (bytes + GENERATION_AT);
  table->marks.generation = _hearth_get_u64 (bytes + HEADER_GENERATION_AT);
  table->marks.serial = _hearth_get_u64 (bytes + SERIAL_AT);
  memcpy (table->wal.id, bytes + WAL_ID_AT, sizeof table->wal.id);
  memcpy (table->wal.salts, bytes + WAL_SALTS_AT, sizeof table->wal.salts);
  table->wal.mask_epoch = _hearth_get_u32 (bytes + MASK_EPOCH_AT);
  table->is_wal_announced = (wal_state & 1) != 0;
  table->n_backfilled = wal_state >> 1;
  table->good = which;
  table->is_dirty = FALSE;
}

/* A side file that is missing, no file or too long is none; one that a failing disk does not give is an error:
 * the other one would be older, and its next save would overwrite what could not be read. */
static gboolean
read_side_file (HearthVfsFile *file, guint which, guint8 **bytes, gsize *size, GError **error)
{
  g_autoptr (GError) cause = NULL;
  char name[32];

  make_side_name (file, which, name, sizeof name);
  if (hearth_fs_read_file (file->vfs->fs, file->vfs->folder, name, MAX_SIZE, bytes, size, &cause) ||
      g_error_matches (cause, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_FILE_MISSING) ||
      g_error_matches (cause, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_A_FILE) ||
      g_error_matches (cause, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT))
    return TRUE;
  if (HEARTH_MUTANT (UNREADABLE_TABLE_IS_MISSING))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* A program before us may have written it and failed to flush it: what is read is then not yet on the
 * disk, and the next save goes over the other one. A medium that cannot be written has no such. */
static gboolean
flush_side_file (HearthVfsFile *file, guint which, GError **error)
{
  const HearthFs *fs = file->vfs->fs;
  char name[32];
  int fd;
  int result;

  make_side_name (file, which, name, sizeof name);
  fd = fs->open (fs->data, file->vfs->folder, name, HEARTH_FS_READ);
  result = fd >= 0 ? fs->sync (fs->data, fd) : fd;
  if (fd >= 0)
    fs->close (fs->data, fd);
  if (result >= 0 || result == -EROFS || result == -EINVAL)
    return TRUE;
  _hearth_vault_set_errno_error (error, -result, "flush table");
  return FALSE;
}

/* Of the side files that authenticate, the one with the greatest generation. */
gboolean
_hearth_vfs_table_load (HearthVfsFile *file, GError **error)
{
  guint n_found = 0;

  for (guint which = 0; which < 2; which++)
    {
      g_autofree guint8 *bytes = NULL;
      gsize size = 0;

      if (!read_side_file (file, which, &bytes, &size, error))
        return FALSE;
      if (bytes == NULL || !is_authentic (file, bytes, size))
        continue;
      if (n_found++ > 0 && _hearth_get_u64 (bytes + GENERATION_AT) <= file->table.generation)
        continue;
      decode (&file->table, bytes, which);
    }
  file->table.is_alone = n_found == 1;
  if (n_found == 0)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TABLE_LOST,
                           "no freshness table of a database authenticates");
      return FALSE;
    }
  return flush_side_file (file, file->table.good, error);
}

/**
 * hearth_vfs_check_table:
 * @which: 0 or 1
 *
 * Returns: %FALSE if that side file is damaged or missing. The other one may be good, and then nothing is
 *   lost. Thread: any.
 */
gboolean
hearth_vfs_check_table (HearthVfs *self, HearthCompartment cmp, guint which)
{
  HearthVfsFile *file;
  g_autofree guint8 *bytes = NULL;
  gsize size = 0;
  gboolean is_good;

  g_return_val_if_fail (self != NULL && which < 2, FALSE);

  file = &self->files[cmp];
  g_mutex_lock (&file->save_mutex);
  is_good = read_side_file (file, which, &bytes, &size, NULL) && bytes != NULL &&
            is_authentic (file, bytes, size);
  g_mutex_unlock (&file->save_mutex);
  return is_good;
}

/**
 * hearth_vfs_is_table_alone:
 *
 * Returns: whether one of the two side files of @cmp was damaged or missing when the table was loaded,
 *   and none was saved since. Thread: any.
 */
gboolean
hearth_vfs_is_table_alone (HearthVfs *self, HearthCompartment cmp)
{
  HearthVfsFile *file;
  gboolean is_alone;

  g_return_val_if_fail (self != NULL, FALSE);

  file = &self->files[cmp];
  g_mutex_lock (&file->mutex);
  is_alone = file->path != NULL && file->table.is_alone;
  g_mutex_unlock (&file->mutex);
  return is_alone;
}
