/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder of the attachments, who writes into it, and how files leave it. */
#include "config.h"

#include "hearth-blob-private.h"

#include "hearth-vault-error-private.h"
#include "hearth-vault-private.h"

#include <errno.h>

#define FOLDER_NAME "files"
#define SHARD_DIGITS 2

/**
 * hearth_blob_store_new:
 * @fs: outlives the store
 * @vault_folder: the vault's, borrowed until this returns
 *
 * Returns: (transfer full): the attachments of a vault; %NULL with an input/output error. Thread: any.
 */
HearthBlobStore *
hearth_blob_store_new (const HearthFs *fs, int vault_folder, GError **error)
{
  HearthBlobStore *self;
  int folder = fs->open_folder (fs->data, vault_folder, FOLDER_NAME);

  if (folder == -ENOENT)
    {
      folder = fs->make_folder (fs->data, vault_folder, FOLDER_NAME);
      if (folder == 0)
        folder = fs->sync_folder (fs->data, vault_folder);
      if (folder == 0)
        folder = fs->open_folder (fs->data, vault_folder, FOLDER_NAME);
    }
  if (folder < 0)
    {
      _hearth_vault_set_errno_error (error, -folder, "open folder of attachments");
      return NULL;
    }
  self = g_new0 (HearthBlobStore, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->fs = fs;
  self->folder = folder;
  g_mutex_init (&self->mutex);
  self->max_size = HEARTH_BLOB_DEFAULT_MAX_SIZE;
  self->in_flight = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, NULL);
  return self;
}

/** hearth_blob_store_ref: Returns: (transfer full): the same store. Thread: any. */
HearthBlobStore *
hearth_blob_store_ref (HearthBlobStore *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/** hearth_blob_store_unref: the last one closes the folder. Thread: any. */
void
hearth_blob_store_unref (HearthBlobStore *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  self->fs->close (self->fs->data, self->folder);
  g_hash_table_unref (self->in_flight);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/** hearth_vault_get_blob_store: Returns: (transfer none): of an unlocked vault. Thread: main. */
HearthBlobStore *
hearth_vault_get_blob_store (HearthVault *vault)
{
  HearthSession *session = _hearth_vault_get_session (vault);

  g_return_val_if_fail (session != NULL, NULL);

  return session->blobs;
}

/**
 * hearth_blob_store_set_max_size:
 * @max_size: bytes, from 1 to %HEARTH_BLOB_MAX_SIZE
 *
 * For attachments that are begun from now on. Thread: any.
 */
void
hearth_blob_store_set_max_size (HearthBlobStore *self, guint64 max_size)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (max_size > 0 && max_size <= HEARTH_BLOB_MAX_SIZE);

  g_mutex_lock (&self->mutex);
  self->max_size = max_size;
  g_mutex_unlock (&self->mutex);
}

/** hearth_blob_store_get_max_size: Returns: bytes. Thread: any. */
guint64
hearth_blob_store_get_max_size (HearthBlobStore *self)
{
  guint64 max_size;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->mutex);
  max_size = self->max_size;
  g_mutex_unlock (&self->mutex);
  return max_size;
}

/**
 * hearth_blob_store_stop:
 *
 * Locking does not wait for streams: a stick that hangs must not keep the keys in memory. They end at
 * their next chunk and remove what they began. Thread: any.
 */
void
hearth_blob_store_stop (HearthBlobStore *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_int_set (&self->is_stopped, TRUE);
}

gboolean
_hearth_blob_store_refuse_if_stopped (HearthBlobStore *self, GError **error)
{
  if (!g_atomic_int_get (&self->is_stopped))
    return FALSE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the vault is locked");
  return TRUE;
}

/**
 * hearth_blob_store_hold_removals:
 *
 * Call it on the writer: what is being removed there is then finished.
 */
void
hearth_blob_store_hold_removals (HearthBlobStore *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_int_inc (&self->n_holds);
}

/** hearth_blob_store_release_removals: once for each hold. Thread: any. */
void
hearth_blob_store_release_removals (HearthBlobStore *self)
{
  g_return_if_fail (self != NULL && g_atomic_int_get (&self->n_holds) > 0);

  g_atomic_int_add (&self->n_holds, -1);
}

gboolean
_hearth_blob_store_may_remove (HearthBlobStore *self)
{
  return g_atomic_int_get (&self->n_holds) == 0;
}

void
_hearth_blob_store_begin (HearthBlobStore *self, const HearthId *id)
{
  g_mutex_lock (&self->mutex);
  g_hash_table_add (self->in_flight, hearth_id_copy (id));
  g_mutex_unlock (&self->mutex);
}

void
_hearth_blob_store_end (HearthBlobStore *self, const HearthId *id)
{
  g_mutex_lock (&self->mutex);
  g_hash_table_remove (self->in_flight, id);
  g_mutex_unlock (&self->mutex);
}

gboolean
_hearth_blob_store_is_in_flight (HearthBlobStore *self, const HearthId *id)
{
  gboolean is_in_flight;

  g_mutex_lock (&self->mutex);
  is_in_flight = g_hash_table_contains (self->in_flight, id);
  g_mutex_unlock (&self->mutex);
  return is_in_flight;
}

/* --- Where a file lies --- */

static int
open_inner (const HearthFs *fs, int folder, const char *name, gboolean makes)
{
  int inner = fs->open_folder (fs->data, folder, name);
  int result;

  if (inner != -ENOENT || !makes)
    return inner;
  result = fs->make_folder (fs->data, folder, name);
  /* Another stream may have been faster. */
  if (result < 0 && result != -EEXIST)
    return result;
  return fs->open_folder (fs->data, folder, name);
}

/* Opens the folders, makes them if @makes; 0 or a negative errno. */
int
_hearth_blob_place_open (HearthBlobPlace *self,
                         HearthBlobStore *store,
                         HearthCompartment cmp,
                         const HearthId *id,
                         gboolean makes)
{
  char shard[SHARD_DIGITS + 1];

  *self = HEARTH_BLOB_PLACE_NONE;
  self->fs = store->fs;
  hearth_id_format (id, self->name);
  g_strlcpy (shard, self->name, sizeof shard);
  self->cmp_folder =
      open_inner (store->fs, store->folder, hearth_compartment_get_name (cmp), makes);
  if (self->cmp_folder < 0)
    return self->cmp_folder;
  self->folder = open_inner (store->fs, self->cmp_folder, shard, makes);
  return MIN (self->folder, 0);
}

void
_hearth_blob_place_clear (HearthBlobPlace *self)
{
  if (self->folder >= 0)
    self->fs->close (self->fs->data, self->folder);
  if (self->cmp_folder >= 0)
    self->fs->close (self->fs->data, self->cmp_folder);
  *self = HEARTH_BLOB_PLACE_NONE;
}

/** hearth_blob_get_path: Returns: (transfer full): within the vault's folder, for archives. */
char *
hearth_blob_get_path (HearthCompartment cmp, const HearthId *id)
{
  char name[HEARTH_ID_HEX_SIZE];

  g_return_val_if_fail (id != NULL, NULL);

  hearth_id_format (id, name);
  return g_strdup_printf (FOLDER_NAME "/%s/%.*s/%s", hearth_compartment_get_name (cmp),
                          SHARD_DIGITS, name, name);
}

/* --- Away --- */

/* Best effort: what stays is an orphan, and the sweep looks for those. */
static void
remove_file (HearthBlobStore *self, HearthCompartment cmp, const HearthId *id)
{
  g_auto (HearthBlobPlace) place = HEARTH_BLOB_PLACE_NONE;

  if (!_hearth_blob_store_may_remove (self) ||
      _hearth_blob_place_open (&place, self, cmp, id, FALSE) < 0)
    return;
  if (self->fs->unlink (self->fs->data, place.folder, place.name) == 0)
    self->fs->sync_folder (self->fs->data, place.folder);
}

/**
 * hearth_blob_store_discard:
 *
 * Removes the file of an attachment that got no row. Thread: any that may wait.
 */
void
hearth_blob_store_discard (HearthBlobStore *self, HearthCompartment cmp, const HearthId *id)
{
  g_return_if_fail (self != NULL && id != NULL);

  remove_file (self, cmp, id);
  _hearth_blob_store_end (self, id);
}

static gboolean
delete_rows (HearthDb *db, HearthCompartment cmp, const HearthId *ids, guint n_ids, GError **error)
{
  if (!hearth_db_begin (db, error))
    return FALSE;
  for (guint i = 0; i < n_ids; i++)
    {
      if (!hearth_blob_table_delete (db, cmp, &ids[i], error))
        {
          hearth_db_rollback (db);
          return FALSE;
        }
    }
  return hearth_db_commit (db, error);
}

/**
 * hearth_blob_store_delete:
 * @db: the writer's
 * @ids: (array length=n_ids): rows of @cmp
 *
 * For ever: rows and keys in one transaction, then the files. A crash in between leaves orphans that
 * nobody can open any more.
 *
 * Returns: %FALSE with an error; nothing is removed then. Thread: writer. Source: vault 8.
 */
gboolean
hearth_blob_store_delete (HearthBlobStore *self,
                          HearthDb *db,
                          HearthCompartment cmp,
                          const HearthId *ids,
                          guint n_ids,
                          GError **error)
{
  g_return_val_if_fail (self != NULL && db != NULL && ids != NULL, FALSE);

  if (n_ids == 0)
    return TRUE;
  if (!delete_rows (db, cmp, ids, n_ids, error))
    return FALSE;
  for (guint i = 0; i < n_ids; i++)
    remove_file (self, cmp, &ids[i]);
  return TRUE;
}
