/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sealing and opening of one page (vault 5.2, 5.3) and the nonces for it. Nothing is allocated
 * here: this is the path of every read and write. */
#include "config.h"

#include "hearth-mutant.h"
#include "hearth-vfs-private.h"

#include <sodium.h>
#include <string.h>

#define NONCE_POOL_SIZE (128 * HEARTH_VFS_NONCE)

/* Places in the reserved bytes of a sealed page. */
#define NONCE_AT (HEARTH_VFS_PAGE - 48)
#define EPOCH_AT (HEARTH_VFS_PAGE - 24)
#define ZERO_AT (HEARTH_VFS_PAGE - 20)
#define TAG_AT (HEARTH_VFS_PAGE - 16)

#define CLEAR_SIZE 16
static const char plain_magic[CLEAR_SIZE] = "SQLite format 3";

/* Random numbers for each page would cost a system call: they are fetched for 128 pages at a time
 * and wiped as they are used. */
void
_hearth_vfs_take_nonce (HearthVfs *self, guint8 out[HEARTH_VFS_NONCE])
{
  guint8 *pool;

  if (HEARTH_MUTANT (NONCE_FIXED))
    {
      memset (out, 0x5a, HEARTH_VFS_NONCE);
      return;
    }
  g_mutex_lock (&self->nonce_mutex);
  if (self->nonces == NULL)
    {
      self->nonces = hearth_secret_new_zero (NONCE_POOL_SIZE);
      self->nonces_used = NONCE_POOL_SIZE;
    }
  pool = hearth_secret_peek_writable (self->nonces);
  if (self->nonces_used == NONCE_POOL_SIZE)
    {
      randombytes_buf (pool, NONCE_POOL_SIZE);
      self->nonces_used = 0;
    }
  memcpy (out, pool + self->nonces_used, HEARTH_VFS_NONCE);
  sodium_memzero (pool + self->nonces_used, HEARTH_VFS_NONCE);
  self->nonces_used += HEARTH_VFS_NONCE;
  g_mutex_unlock (&self->nonce_mutex);
}

/* Associated data of everything that is sealed begins with where it belongs (vault 5.2). */
void
_hearth_vfs_put_prefix (guint8 out[HEARTH_VFS_PREFIX],
                        HearthVfsFile *file,
                        HearthVfsKind kind,
                        guint32 number,
                        guint32 epoch)
{
  out[0] = (guint8) kind;
  out[1] = HEARTH_VFS_CIPHER;
  out[2] = HEARTH_VFS_PAGE / 256;
  out[3] = HEARTH_VFS_FORMAT;
  out[4] = (guint8) file->cmp;
  memset (out + 5, 0, 3);
  _hearth_put_u32 (out + 8, HEARTH_MUTANT (AAD_WITHOUT_PAGE_NUMBER) && number > 1 ? 2 : number);
  _hearth_put_u32 (out + 12, epoch);
  memcpy (out + 16, file->vfs->vault_id, 16);
}

/* Seals @plain, whose reserved bytes are not looked at, into @out, which may not overlap it. The
 * first @clear bytes of @out are the caller's. */
void
_hearth_vfs_seal (HearthVfsFile *file,
                  const guint8 *key,
                  guint32 epoch,
                  const HearthVfsAad *aad,
                  gsize clear,
                  const guint8 *plain,
                  guint8 *out)
{
  _hearth_vfs_take_nonce (file->vfs, out + NONCE_AT);
  _hearth_put_u32 (out + EPOCH_AT, epoch);
  memset (out + ZERO_AT, 0, TAG_AT - ZERO_AT);
  crypto_aead_xchacha20poly1305_ietf_encrypt_detached (
      out + clear, out + TAG_AT, NULL, plain + clear, HEARTH_VFS_CONTENT - clear, aad->bytes,
      aad->length, NULL, out + NONCE_AT, key);
}

/* Opens @sealed into @out, which may be the same buffer. On failure @out is zeroed whole; on
 * success its reserved bytes are zero and its first @clear bytes untouched. */
gboolean
_hearth_vfs_unseal (
    const guint8 *key, const HearthVfsAad *aad, gsize clear, const guint8 *sealed, guint8 *out)
{
  gboolean is_authentic;

  is_authentic = _hearth_get_u32 (sealed + ZERO_AT) == 0 &&
                 crypto_aead_xchacha20poly1305_ietf_decrypt_detached (
                     out + clear, NULL, sealed + clear, HEARTH_VFS_CONTENT - clear, sealed + TAG_AT,
                     aad->bytes, aad->length, sealed + NONCE_AT, key) == 0;
  if (is_authentic)
    memset (out + HEARTH_VFS_CONTENT, 0, HEARTH_VFS_RESERVE);
  else
    memset (out, 0, HEARTH_VFS_PAGE);
  return is_authentic;
}

guint32
_hearth_vfs_peek_epoch (const guint8 *sealed)
{
  return _hearth_get_u32 (sealed + EPOCH_AT);
}

/* Page 1 shows what a program needs to know that the file is ours, and nothing else. */
static void
put_clear_bytes (guint8 out[CLEAR_SIZE], HearthVfsFile *file)
{
  memcpy (out, "HEARTHDB", 8);
  _hearth_put_u32 (out + 8, HEARTH_VFS_PAGE);
  out[12] = HEARTH_VFS_CIPHER;
  out[13] = HEARTH_VFS_FORMAT;
  out[14] = HEARTH_VFS_RESERVE;
  out[15] = (guint8) file->cmp;
}

static gsize
make_page_aad (HearthVfsAad *aad, HearthVfsFile *file, guint32 number, guint32 epoch)
{
  _hearth_vfs_put_prefix (aad->bytes, file, HEARTH_VFS_KIND_PAGE, number, epoch);
  aad->length = HEARTH_VFS_PREFIX;
  if (number != 1)
    return 0;
  put_clear_bytes (aad->bytes + HEARTH_VFS_PREFIX, file);
  aad->length += CLEAR_SIZE;
  return CLEAR_SIZE;
}

/* Seals page @number of a database under the write epoch; FALSE if page 1 is not one of ours. */
gboolean
_hearth_vfs_seal_page (HearthVfsFile *file, guint32 number, const guint8 *plain, guint8 *out)
{
  const HearthVfsKeys *keys = _hearth_vfs_find_keys (file, file->write_epoch);
  HearthVfsAad aad;
  gsize clear;

  g_assert (keys != NULL);
  if (number == 1 &&
      (memcmp (plain, plain_magic, CLEAR_SIZE) != 0 ||
       (plain[16] << 8 | plain[17]) != HEARTH_VFS_PAGE || plain[20] != HEARTH_VFS_RESERVE))
    return FALSE;

  clear = make_page_aad (&aad, file, number, keys->epoch);
  if (number == 1)
    put_clear_bytes (out, file);
  _hearth_vfs_seal (file, keys->page, keys->epoch, &aad, clear, plain, out);
  return TRUE;
}

/* Opens page @number of a database; FALSE, and @out zeroed, unless it is authentic in this place.
 * Whether it is the current version is for the table to say. */
gboolean
_hearth_vfs_unseal_page (HearthVfsFile *file, guint32 number, const guint8 *sealed, guint8 *out)
{
  const HearthVfsKeys *keys = _hearth_vfs_find_keys (file, _hearth_vfs_peek_epoch (sealed));
  HearthVfsAad aad;
  gsize clear;

  _hearth_vfs_count_opened (file->vfs);
  if (keys == NULL)
    {
      memset (out, 0, HEARTH_VFS_PAGE);
      return FALSE;
    }
  clear = make_page_aad (&aad, file, number, keys->epoch);
  if (number == 1 && memcmp (sealed, aad.bytes + HEARTH_VFS_PREFIX, CLEAR_SIZE) != 0)
    {
      memset (out, 0, HEARTH_VFS_PAGE);
      return FALSE;
    }
  if (!_hearth_vfs_unseal (keys->page, &aad, clear, sealed, out))
    return FALSE;
  if (number == 1)
    memcpy (out, plain_magic, CLEAR_SIZE);
  return TRUE;
}
