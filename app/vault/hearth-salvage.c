/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-salvage.h"

#include "hearth-check-private.h"
#include "hearth-db-private.h"
#include "hearth-random.h"

#include <string.h>

#define N_FRESH_SAVES 2
#define PIECE 65536

struct _HearthSalvage
{
  HearthCheck *source;
  HearthVaultFolder *folder; /* the vault in the making */
  HearthVfs *vfs;
  HearthDb *db;
};

static void
salvage_free (HearthSalvage *self)
{
  g_clear_pointer (&self->db, hearth_db_close);
  g_clear_pointer (&self->vfs, hearth_vfs_free);
  g_clear_pointer (&self->folder, hearth_vault_folder_free);
  g_clear_pointer (&self->source, _hearth_check_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthSalvage, salvage_free)

/** hearth_salvage_get_map: Returns: (transfer none) (nullable): the old pages of @cmp. */
HearthPageMap *
hearth_salvage_get_map (HearthSalvage *self, HearthCompartment cmp)
{
  return self->source->maps[cmp];
}

/** hearth_salvage_get_db: Returns: (transfer none): the new databases. */
HearthDb *
hearth_salvage_get_db (HearthSalvage *self)
{
  return self->db;
}

/** hearth_salvage_get_old_dev: Returns: (transfer none): writer id of the old vault's own lines. */
const HearthId *
hearth_salvage_get_old_dev (HearthSalvage *self)
{
  return hearth_check_get_dev (self->source);
}

static gboolean
has_key (const HearthSalvage *self, HearthCompartment cmp)
{
  const HearthLogin *login = self->source->login;

  return hearth_login_find_key (login, cmp, hearth_grants_get_epoch (login->area->grants, cmp)) !=
         NULL;
}

static gboolean
is_away (const HearthSalvage *self, HearthCompartment cmp)
{
  return (self->source->login->area->grants->away & 1u << cmp) != 0;
}

/* A file of the old folder, byte by byte. One that is not there is left out. */
static gboolean
copy_file (HearthSalvage *self, int from, int to, const char *name, GError **error)
{
  const HearthFs *fs = self->folder->fs;
  g_autofree guint8 *piece = g_malloc (PIECE);
  gint64 at = 0;
  gssize n = 0;
  int in = fs->open (fs->data, from, name, HEARTH_FS_READ);
  int out, result = 0;

  if (in < 0)
    return TRUE;
  out = fs->open (fs->data, to, name, HEARTH_FS_CREATE);
  if (out < 0)
    result = out;
  while (result == 0 && (n = fs->read (fs->data, in, piece, PIECE, at)) > 0)
    {
      result = fs->write (fs->data, out, piece, (gsize) n, at);
      at += n;
    }
  if (result == 0)
    result = n < 0 ? (int) n : fs->sync (fs->data, out);
  if (out >= 0)
    fs->close (fs->data, out);
  fs->close (fs->data, in);
  if (result == 0)
    return TRUE;
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO, "copy of a sealed file");
  return FALSE;
}

/* A compartment whose key this login lacks is taken along as it is. */
static gboolean
copy_sealed (HearthSalvage *self, HearthCompartment cmp, GError **error)
{
  static const char *const endings[] = { ".db", ".db-wal", ".fresh0", ".fresh1" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (hearth_compartment_get_name (cmp), endings[i], NULL);

      if (!copy_file (self, self->source->folder->fd, self->folder->fd, name, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
make_header (HearthSalvage *self, HearthId *old_dev, GError **error)
{
  HearthLogin *login = self->source->login;

  *old_dev = login->area->dev;
  login->area->dev = hearth_random_id ();
  login->header->generation++;
  return hearth_header_set_area (login->header, login->area, login->slot->area_secret, error) &&
         hearth_header_store (login->header, self->folder->fs, self->folder->fd, error);
}

static gboolean
add_files (HearthSalvage *self, GError **error)
{
  const HearthLogin *login = self->source->login;
  HearthVfsMarks marks = { login->header->generation, login->area->grants->serial };

  self->vfs = hearth_vfs_new (login->header->vault_id.bytes, self->folder->fs, self->folder->path,
                              NULL, NULL, NULL, error);
  if (self->vfs == NULL)
    return FALSE;
  hearth_vfs_set_marks (self->vfs, &marks);
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;

      if (is_away (self, cmp))
        continue;
      if (!has_key (self, cmp))
        {
          if (!copy_sealed (self, cmp, error))
            return FALSE;
          continue;
        }
      _hearth_session_add_keys (self->vfs, login, cmp);
      if (!hearth_vfs_add_file (self->vfs, cmp, HEARTH_VFS_CREATE, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
make_databases (HearthSalvage *self, const HearthSchema *schema, GError **error)
{
  self->db = hearth_db_open (self->vfs, HEARTH_DB_CREATOR, error);
  if (self->db == NULL)
    return FALSE;
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;

      if (!is_away (self, cmp) && has_key (self, cmp) && !hearth_db_attach (self->db, cmp, error))
        return FALSE;
    }
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    if (hearth_db_has (self->db, (HearthCompartment) i) &&
        !hearth_schema_run (schema, self->db, (HearthCompartment) i, error))
      return FALSE;
  return TRUE;
}

/* Both side files of each database are good at the end. */
static gboolean
close_databases (HearthSalvage *self, GError **error)
{
  guint made = 0;

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    if (hearth_db_has (self->db, (HearthCompartment) i))
      made |= 1u << i;
  g_clear_pointer (&self->db, hearth_db_close);
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    for (guint n = 0; n < N_FRESH_SAVES && (made & 1u << i) != 0; n++)
      if (!hearth_vfs_save_table (self->vfs, (HearthCompartment) i, error))
        return FALSE;
  g_clear_pointer (&self->vfs, hearth_vfs_free);
  return TRUE;
}

static int
make_and_open (const HearthFs *fs, int folder, const char *name)
{
  fs->make_folder (fs->data, folder, name);
  return fs->open_folder (fs->data, folder, name);
}

/* Opens "files/<compartment>/<2 hex>" of one of the folders; with @make makes what is missing. */
static int
open_blob_folder (const HearthVaultFolder *folder, char **parts, gboolean make)
{
  const HearthFs *fs = folder->fs;
  int at = folder->fd;

  for (guint i = 0; parts[i + 1] != NULL; i++)
    {
      int next = make ? make_and_open (fs, at, parts[i]) : fs->open_folder (fs->data, at, parts[i]);

      if (make && next >= 0)
        fs->sync_folder (fs->data, at);
      if (at != folder->fd)
        fs->close (fs->data, at);
      at = next;
      if (at < 0)
        break;
    }
  return at;
}

/** hearth_salvage_copy_blob: see the header. */
gboolean
hearth_salvage_copy_blob (HearthSalvage *self,
                          HearthCompartment cmp,
                          const HearthBlob *blob,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autofree char *path = hearth_blob_get_path (cmp, &blob->id);
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  const HearthFs *fs = self->folder->fs;
  g_autoptr (GError) local_error = NULL;
  gboolean is_copied;
  int from, to;

  if (!hearth_blob_store_verify (self->source->blobs, cmp, blob, cancellable, &local_error))
    {
      if (!_hearth_check_is_damage (local_error))
        g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  from = open_blob_folder (self->source->folder, parts, FALSE);
  to = open_blob_folder (self->folder, parts, TRUE);
  is_copied =
      from >= 0 && to >= 0 && copy_file (self, from, to, parts[g_strv_length (parts) - 1], error);
  if (is_copied)
    fs->sync_folder (fs->data, to);
  if (from >= 0)
    fs->close (fs->data, from);
  if (to >= 0)
    fs->close (fs->data, to);
  return is_copied;
}

static gboolean
fill (HearthSalvage *self,
      const HearthSchema *schema,
      const HearthSalvageHooks *hooks,
      GCancellable *cancellable,
      GError **error)
{
  HearthId old_dev, new_dev;

  if (!make_header (self, &old_dev, error))
    return FALSE;
  /* The hook asks whose the old lines are. */
  new_dev = self->source->login->area->dev;
  self->source->login->area->dev = old_dev;
  if (!add_files (self, error) || !make_databases (self, schema, error) ||
      !hooks->fill (self, hooks->data, cancellable, error) || !close_databases (self, error))
    return FALSE;
  self->source->login->area->dev = new_dev;
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * hearth_salvage_run:
 * @path: of a vault that nobody has open
 * @new_path: nothing may stand there
 * @schema: of the new vault
 *
 * Reads what can be read of @path and makes a new vault of it, whole or not at all. Compartments that
 * the login cannot open are copied as they are.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_EXISTS, an error of opening or of the disk,
 *   %G_IO_ERROR_CANCELLED, or an error of the hook; nothing is left at @new_path then. Thread: any
 *   that may wait. Source: vault 9.
 */
gboolean
hearth_salvage_run (const char *path,
                    const char *new_path,
                    const HearthCredentials *credentials,
                    const HearthSchema *schema,
                    const HearthSalvageHooks *hooks,
                    GCancellable *cancellable,
                    GError **error)
{
  const HearthFs *fs = hearth_fs_get_default ();
  const HearthCheckHooks reading = { .progress = hooks->progress, .data = hooks->data };
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autoptr (HearthSalvage) self = g_new0 (HearthSalvage, 1);

  g_return_val_if_fail (path != NULL && new_path != NULL && credentials != NULL, FALSE);

  from = g_canonicalize_filename (path, NULL);
  to = g_canonicalize_filename (new_path, NULL);
  if (!hearth_vault_folder_check_new (fs, to, error))
    return FALSE;
  self->source = _hearth_check_open (fs, from, credentials, HEARTH_VFS_UNPROVEN, FALSE, &reading,
                                     cancellable, error);
  if (self->source == NULL)
    return FALSE;
  self->folder = hearth_vault_folder_make (fs, to, error);
  if (self->folder == NULL)
    return FALSE;
  if (fill (self, schema, hooks, cancellable, error) &&
      hearth_vault_folder_finish (self->folder, to, error))
    return TRUE;
  g_clear_pointer (&self->db, hearth_db_close);
  g_clear_pointer (&self->vfs, hearth_vfs_free);
  hearth_vault_folder_discard (self->folder);
  return FALSE;
}
