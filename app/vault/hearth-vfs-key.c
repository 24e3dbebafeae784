/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of a compartment: one set for each live epoch (vault 5.2). */
#include "config.h"

#include "hearth-vfs-private.h"

#include "hearth-kdf.h"

#include <string.h>

const HearthVfsKeys *
_hearth_vfs_find_keys (HearthVfsFile *file, guint32 epoch)
{
  for (guint i = 0; i < file->keys->len; i++)
    {
      const HearthVfsKeys *keys = g_ptr_array_index (file->keys, i);

      if (keys->epoch == epoch)
        return keys;
    }
  return NULL;
}

void
_hearth_vfs_free_keys (gpointer data)
{
  HearthVfsKeys *keys = data;

  hearth_secret_unref (keys->arena);
  g_free (keys);
}

static void
derive_into (guint8 *out, gsize size, const HearthSecret *key, const char *label)
{
  g_autoptr (HearthSecret) derived = hearth_kdf_derive (key, label);

  memcpy (out, hearth_secret_get_bytes (derived), size);
}

/**
 * hearth_vfs_add_key:
 * @epoch: from 1
 * @key: 32 bytes, the compartment's key of that epoch
 *
 * The last one added is the one that is written under, until hearth_vfs_set_write_epoch(). All
 * epochs of a file are added before the file, or while nobody reads it (vault 7). Thread: any.
 */
void
hearth_vfs_add_key (HearthVfs *self, HearthCompartment cmp, guint32 epoch, const HearthSecret *key)
{
  HearthVfsKeys *keys;
  guint8 *arena;

  g_return_if_fail (self != NULL && key != NULL);
  g_return_if_fail (hearth_secret_get_size (key) == 32);

  keys = g_new0 (HearthVfsKeys, 1);
  keys->epoch = epoch;
  keys->arena = hearth_secret_new_zero (3 * 32 + 16);
  arena = hearth_secret_peek_writable (keys->arena);
  derive_into (arena, 32, key, "hearth/page/main/v1");
  derive_into (arena + 32, 32, key, "hearth/page/wal/v1");
  derive_into (arena + 64, 32, key, "hearth/page/table/v1");
  derive_into (arena + 96, 16, key, "hearth/page/mask/v1");
  keys->page = arena;
  keys->wal = arena + 32;
  keys->table = arena + 64;
  keys->mask = arena + 96;
  g_ptr_array_add (self->files[cmp].keys, keys);
  self->files[cmp].write_epoch = epoch;
}

/** hearth_vfs_set_write_epoch: new pages of @cmp are sealed under @epoch, whose key was added. */
void
hearth_vfs_set_write_epoch (HearthVfs *self, HearthCompartment cmp, guint32 epoch)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (_hearth_vfs_find_keys (&self->files[cmp], epoch) != NULL);

  self->files[cmp].write_epoch = epoch;
}

/**
 * hearth_vfs_drop_key:
 * @epoch: not the one that is written
 *
 * What is still sealed under @epoch cannot be read from now on. Only while nobody reads the file.
 * Thread: writer.
 */
void
hearth_vfs_drop_key (HearthVfs *self, HearthCompartment cmp, guint32 epoch)
{
  const HearthVfsKeys *keys;

  g_return_if_fail (self != NULL && epoch != self->files[cmp].write_epoch);

  keys = _hearth_vfs_find_keys (&self->files[cmp], epoch);
  if (keys != NULL)
    g_ptr_array_remove (self->files[cmp].keys, (gpointer) keys);
}
