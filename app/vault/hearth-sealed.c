/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-sealed.h"

#include "hearth-vault-error-private.h"
#include "hearth-vault-private.h"

#include <string.h>

#define COPY_SIZE (64 * 1024)
#define PART_SUFFIX ".part" /* what a crash leaves is removed when the vault is opened */

typedef struct
{
  const HearthFs *fs;
  int folder;
} Place;

static gboolean
fail (GError **error, int number, const char *act)
{
  _hearth_vault_set_errno_error (error, number, act);
  return FALSE;
}

static gboolean
open_place (HearthVault *vault, Place *place, GError **error)
{
  const HearthVaultFolder *folder = vault->session->folder;

  place->fs = folder->fs;
  place->folder = place->fs->open_folder (place->fs->data, folder->fd, "sealed");
  return place->folder >= 0 || fail (error, -place->folder, "open folder of sealed parts");
}

static void
close_place (Place *place)
{
  place->fs->close (place->fs->data, place->folder);
}

static gboolean
copy_in (const Place *place, int fd, HearthSealedReadFunc read, gpointer data, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (COPY_SIZE);
  gint64 offset = 0;
  gssize n;

  while ((n = read (data, buffer, COPY_SIZE, error)) > 0)
    {
      int result = place->fs->write (place->fs->data, fd, buffer, (gsize) n, offset);

      if (result < 0)
        return fail (error, -result, "write sealed part");
      offset += n;
    }
  return n == 0;
}

static gboolean
put (const Place *place, const char *name, HearthSealedReadFunc read, gpointer data, GError **error)
{
  const HearthFs *fs = place->fs;
  g_autofree char *part = g_strconcat (name, PART_SUFFIX, NULL);
  int fd = fs->open (fs->data, place->folder, part, HEARTH_FS_CREATE_NEW);
  int result = 0;
  gboolean done;

  if (fd < 0)
    return fail (error, -fd, "create sealed part");
  done = copy_in (place, fd, read, data, error);
  if (done)
    result = fs->sync (fs->data, fd);
  fs->close (fs->data, fd);
  if (done && result == 0)
    result = fs->rename_new (fs->data, place->folder, part, name);
  if (done && result == 0)
    result = fs->sync_folder (fs->data, place->folder);
  if (done && result == 0)
    return TRUE;
  fs->unlink (fs->data, place->folder, part);
  return done ? fail (error, -result, "publish sealed part") : FALSE;
}

/**
 * hearth_sealed_put:
 * @file: a new id, which names the file
 * @read: gives the bytes, which are ciphertext
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_DISK_FULL, another input/output error or one of @read; nothing is
 *   left then. Thread: writer.
 */
gboolean
hearth_sealed_put (HearthVault *vault,
                   const HearthId *file,
                   HearthSealedReadFunc read,
                   gpointer data,
                   GError **error)
{
  char name[HEARTH_ID_HEX_SIZE];
  Place place;
  gboolean done;

  g_return_val_if_fail (HEARTH_IS_VAULT (vault) && vault->session != NULL, FALSE);

  hearth_id_format (file, name);
  if (!open_place (vault, &place, error))
    return FALSE;
  done = put (&place, name, read, data, error);
  close_place (&place);
  return done;
}

static gboolean
copy_out (const Place *place, int fd, HearthSealedWriteFunc write, gpointer data, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (COPY_SIZE);
  gint64 offset = 0;

  for (;;)
    {
      gssize n = place->fs->read (place->fs->data, fd, buffer, COPY_SIZE, offset);

      if (n < 0)
        return fail (error, (int) -n, "read sealed part");
      if (n == 0)
        return TRUE;
      if (!write (data, buffer, (gsize) n, error))
        return FALSE;
      offset += n;
    }
}

/** hearth_sealed_get: all bytes of a file to @write, in order. Returns: %FALSE with an error. Thread: writer. */
gboolean
hearth_sealed_get (HearthVault *vault,
                   const HearthId *file,
                   HearthSealedWriteFunc write,
                   gpointer data,
                   GError **error)
{
  char name[HEARTH_ID_HEX_SIZE];
  gboolean done = FALSE;
  Place place;
  int fd;

  g_return_val_if_fail (HEARTH_IS_VAULT (vault) && vault->session != NULL, FALSE);

  hearth_id_format (file, name);
  if (!open_place (vault, &place, error))
    return FALSE;
  fd = place.fs->open (place.fs->data, place.folder, name, HEARTH_FS_READ);
  if (fd < 0)
    fail (error, -fd, "open sealed part");
  else
    {
      done = copy_out (&place, fd, write, data, error);
      place.fs->close (place.fs->data, fd);
    }
  close_place (&place);
  return done;
}

/** hearth_sealed_remove: a file that stays because it cannot be removed is tidied another time. Thread: writer. */
void
hearth_sealed_remove (HearthVault *vault, const HearthId *file)
{
  char name[HEARTH_ID_HEX_SIZE];
  Place place;

  g_return_if_fail (HEARTH_IS_VAULT (vault) && vault->session != NULL);

  hearth_id_format (file, name);
  if (!open_place (vault, &place, NULL))
    return;
  place.fs->unlink (place.fs->data, place.folder, name);
  place.fs->sync_folder (place.fs->data, place.folder);
  close_place (&place);
}

static gboolean
is_wanted (GArray *wanted, const char *name)
{
  HearthId id;

  if (!hearth_id_parse (name, &id))
    return FALSE;
  for (guint i = 0; i < wanted->len; i++)
    if (hearth_id_equal (&g_array_index (wanted, HearthId, i), &id))
      return TRUE;
  return FALSE;
}

/** hearth_sealed_tidy: Returns: %FALSE with an error if the folder cannot be read. Thread: writer. */
gboolean
hearth_sealed_tidy (HearthVault *vault, GArray *wanted, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  Place place;
  int result;

  g_return_val_if_fail (HEARTH_IS_VAULT (vault) && vault->session != NULL, FALSE);

  if (!open_place (vault, &place, error))
    return FALSE;
  result = place.fs->list (place.fs->data, place.folder, names);
  for (guint i = 0; result == 0 && i < names->len; i++)
    if (!is_wanted (wanted, names->pdata[i]))
      place.fs->unlink (place.fs->data, place.folder, names->pdata[i]);
  close_place (&place);
  return result == 0 || fail (error, -result, "list sealed parts");
}
