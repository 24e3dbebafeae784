/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a whole database anew, which puts every page under the present key (vault 7, step 2). */
#include "config.h"

#include "hearth-db-private.h"
#include "hearth-vfs-private.h"

/* With the settings of every day a rewriting holds the file in memory twice: as the copy that VACUUM
 * makes and as pages that wait for the commit. Both go to the disk here, sealed. Spilling is off
 * otherwise because of savepoints (hearth-db-attach.c); VACUUM rolls none back. */
static gboolean
set_bracket (HearthDb *self, const char *schema, gboolean is_open, GError **error)
{
  char sql[128];

  g_snprintf (sql, sizeof sql, "PRAGMA temp_store = %s; PRAGMA %s.cache_spill = %s",
              is_open ? "FILE" : "MEMORY", schema, is_open ? "ON" : "OFF");
  return _hearth_db_exec_unrestricted (self, sql, error);
}

/**
 * _hearth_db_rewrite:
 *
 * Writes every page of @cmp anew in one transaction; it may be cancelled. The temporary copy is as
 * large as the file, and so is the journal afterwards.
 *
 * Returns: %FALSE with an error; the file is then as it was. Thread: the connection's.
 */
gboolean
_hearth_db_rewrite (HearthDb *self, HearthCompartment cmp, GError **error)
{
  const char *schema = hearth_compartment_get_name (cmp);
  char sql[64];
  gboolean is_done;
  g_autoptr (GError) closing_error = NULL;

  g_snprintf (sql, sizeof sql, "VACUUM %s", schema);
  is_done =
      set_bracket (self, schema, TRUE, error) && _hearth_db_exec_unrestricted (self, sql, error);
  if (set_bracket (self, schema, FALSE, &closing_error) || !is_done)
    return is_done;
  g_propagate_error (error, g_steal_pointer (&closing_error));
  return FALSE;
}

/* Seals zeros under the present key as the page of the lock bytes, if the file is as long as that:
 * SQLite skips it (pitfall 10). Thread: the connection's. */
gboolean
_hearth_db_reseal_lock_page (HearthDb *self, HearthCompartment cmp, GError **error)
{
  sqlite3_file *file = NULL;
  int result;

  if (hearth_vfs_get_n_pages (self->vfs, cmp) < HEARTH_DB_LOCK_PAGE)
    return TRUE;
  result = sqlite3_file_control (self->handle, hearth_compartment_get_name (cmp),
                                 SQLITE_FCNTL_FILE_POINTER, &file);
  if (result == SQLITE_OK)
    result = _hearth_vfs_database_reseal (file, HEARTH_DB_LOCK_PAGE);
  if (result == SQLITE_OK)
    result = file->pMethods->xSync (file, SQLITE_SYNC_NORMAL);
  return _hearth_db_check (self, result, "reseal", error);
}
