/* SPDX-License-Identifier: GPL-3.0-or-later */
/* At every login: files without a row go, rows without a file are told (vault 8). Only where the
 * compartment is attached: colleagues' rows cannot be seen, and their scans must not look like
 * orphans. */
#include "config.h"

#include "hearth-blob-private.h"

#include "hearth-mutant.h"
#include "hearth-vault-error-private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A file whose row is about to be committed is younger, by whatever clock. */
#define ORPHAN_AGE_S (24 * 60 * 60)

#define N_SHARDS 256

/* One compartment. */
typedef struct
{
  HearthBlobStore *store;
  HearthCompartment cmp;
  int folder;  /* negative: there is none */
  GArray *ids; /* (element-type HearthId), sorted */
  guint at;    /* the first of the shards to come */
  HearthBlobSweep *out;
} Pass;

/** hearth_blob_sweep_clear: frees what a sweep found. */
void
hearth_blob_sweep_clear (HearthBlobSweep *self)
{
  g_clear_pointer (&self->missing, g_array_unref);
}

static void
add_missing (const Pass *self, const HearthId *id)
{
  HearthBlobMissing missing = { self->cmp, *id };

  g_array_append_val (self->out->missing, missing);
}

static gint64
get_age_s (const Pass *self, int folder, const char *name)
{
  const HearthFs *fs = self->store->fs;
  int fd = fs->open (fs->data, folder, name, HEARTH_FS_READ);
  gint64 modified;

  if (fd < 0)
    return 0;
  modified = fs->modified (fs->data, fd);
  fs->close (fs->data, fd);
  return modified < 0 ? 0 : g_get_real_time () / G_USEC_PER_SEC - modified;
}

/* Whether a file without a row is ours and stays behind for good. The vault is in one program's hands:
 * a part that this one does not write is nobody's. */
static gboolean
is_abandoned (const Pass *self, int folder, const char *name)
{
  gboolean is_part = g_str_has_suffix (name, HEARTH_BLOB_PART_SUFFIX);
  g_autofree char *hex = g_strdup (name);
  HearthId id;

  if (is_part)
    hex[strlen (hex) - strlen (HEARTH_BLOB_PART_SUFFIX)] = '\0';
  if (!hearth_id_parse (hex, &id) || _hearth_blob_store_is_in_flight (self->store, &id))
    return FALSE;
  return is_part || get_age_s (self, folder, name) > ORPHAN_AGE_S;
}

static gboolean
remove_abandoned (const Pass *self, int folder, GHashTable *names, GError **error)
{
  const HearthFs *fs = self->store->fs;
  GHashTableIter iter;
  gpointer name;
  guint n_removed = 0;
  int result;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (is_abandoned (self, folder, name) && _hearth_blob_store_may_remove (self->store) &&
          fs->unlink (fs->data, folder, name) == 0)
        n_removed++;
    }
  self->out->n_removed += n_removed;
  result = n_removed > 0 ? fs->sync_folder (fs->data, folder) : 0;
  if (result < 0)
    _hearth_vault_set_errno_error (error, -result, "sync folder of attachments");
  return result == 0;
}

/* The names in a folder, as a set; NULL with an error. */
static GHashTable *
list_names (const Pass *self, int folder, GError **error)
{
  g_autoptr (GHashTable) set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  int result = folder >= 0 ? self->store->fs->list (self->store->fs->data, folder, names) : 0;

  if (result < 0)
    {
      _hearth_vault_set_errno_error (error, -result, "list attachments");
      return NULL;
    }
  for (guint i = 0; i < names->len; i++)
    g_hash_table_add (set, g_steal_pointer (&names->pdata[i]));
  return g_steal_pointer (&set);
}

static gboolean
sweep_shard (Pass *self, guint shard, int folder, GError **error)
{
  g_autoptr (GHashTable) names = list_names (self, folder, error);

  if (names == NULL)
    return FALSE;
  for (; self->at < self->ids->len; self->at++)
    {
      const HearthId *id = &g_array_index (self->ids, HearthId, self->at);
      char name[HEARTH_ID_HEX_SIZE];

      if (id->bytes[0] != shard)
        break;
      hearth_id_format (id, name);
      if (!g_hash_table_remove (names, name))
        add_missing (self, id);
    }
  return folder < 0 || remove_abandoned (self, folder, names, error);
}

static gboolean
sweep_folder (Pass *self, GError **error)
{
  const HearthFs *fs = self->store->fs;

  for (guint shard = 0; shard < N_SHARDS; shard++)
    {
      g_autofree char *name = g_strdup_printf ("%02x", shard);
      int folder = self->folder >= 0 ? fs->open_folder (fs->data, self->folder, name) : -ENOENT;
      gboolean is_done;

      /* A folder that cannot be read is no proof that its files are gone. */
      if (folder < 0 && folder != -ENOENT)
        {
          _hearth_vault_set_errno_error (error, -folder, "open folder of attachments");
          return FALSE;
        }
      is_done = sweep_shard (self, shard, folder, error);
      if (folder >= 0)
        fs->close (fs->data, folder);
      if (!is_done || _hearth_blob_store_refuse_if_stopped (self->store, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
sweep_compartment (HearthBlobStore *store,
                   HearthDb *db,
                   HearthCompartment cmp,
                   HearthBlobSweep *out,
                   GError **error)
{
  const HearthFs *fs = store->fs;
  g_autoptr (GArray) ids = hearth_db_has (db, cmp) || !HEARTH_MUTANT (UNATTACHED_FOLDERS_SWEPT)
                               ? hearth_blob_table_list (db, cmp, error)
                               : g_array_new (FALSE, FALSE, sizeof (HearthId));
  Pass self = { store, cmp, -1, ids, 0, out };
  gboolean is_done;

  if (ids == NULL)
    return FALSE;
  out->n_rows += ids->len;
  self.folder = fs->open_folder (fs->data, store->folder, hearth_compartment_get_name (cmp));
  if (self.folder == -ENOENT && ids->len == 0)
    return TRUE;
  if (self.folder < 0 && self.folder != -ENOENT)
    {
      _hearth_vault_set_errno_error (error, -self.folder, "open folder of attachments");
      return FALSE;
    }
  is_done = sweep_folder (&self, error);
  if (self.folder >= 0)
    fs->close (fs->data, self.folder);
  return is_done;
}

/**
 * hearth_blob_store_sweep:
 * @db: the writer's: nothing is committed meanwhile
 * @out: (out): to be cleared by the caller, also on failure
 *
 * Removes parts that nobody writes and files without a row that are older than a day, in the folders
 * of the compartments that @db has attached. Names that are not ours stay.
 *
 * Returns: %FALSE with an error, %G_IO_ERROR_CLOSED if the vault was locked meanwhile. Thread: writer.
 */
gboolean
hearth_blob_store_sweep (HearthBlobStore *self, HearthDb *db, HearthBlobSweep *out, GError **error)
{
  g_return_val_if_fail (self != NULL && db != NULL && out != NULL, FALSE);

  memset (out, 0, sizeof *out);
  out->missing = g_array_new (FALSE, FALSE, sizeof (HearthBlobMissing));
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;

      if ((hearth_db_has (db, cmp) || HEARTH_MUTANT (UNATTACHED_FOLDERS_SWEPT)) &&
          !sweep_compartment (self, db, cmp, out, error))
        return FALSE;
    }
  g_atomic_int_set (&self->n_blobs, (gint) out->n_rows);
  return TRUE;
}
