/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The moment of a backup. Writer and reader stand still only for a checkpoint and for reading the
 * freshness tables. From then on commits go into the journals, which nothing copies into the
 * databases until the backup has read them: a database without a checkpoint does not change, and the
 * tables that were read say that there is no journal. */
#include "config.h"

#include "hearth-backup-private.h"
#include "hearth-blob-store.h"
#include "hearth-db-private.h"
#include "hearth-stmt.h"
#include "hearth-vfs-private.h"

#include <string.h>

/* As the freshness tables of a file of 16 GiB. */
#define MAX_TABLE_SIZE ((gsize) 128 + (gsize) HEARTH_VFS_MAX_PAGES * HEARTH_VFS_TAG)

static void
free_piece (gpointer data)
{
  HearthBackupPiece *piece = data;

  g_free (piece->name);
  g_bytes_unref (piece->bytes);
  g_free (piece);
}

static gboolean
has_journal (HearthDb *db, HearthCompartment cmp, gboolean *has, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT 1 FROM %s.sqlite_schema WHERE type = 'table' AND name = 'journal'",
                       hearth_compartment_get_name (cmp));
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);

  return stmt != NULL && hearth_stmt_step (stmt, has, error);
}

/**
 * _hearth_backup_read_head:
 *
 * Where the journal of @cmp ends. The vault knows nothing of what is in the lines; that there is a
 * journal is part of the form of a vault (vault 9). Thread: the connection's.
 */
gboolean
_hearth_backup_read_head (HearthDb *db,
                          HearthCompartment cmp,
                          HearthBackupHead *head,
                          GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT n, id FROM %s.journal ORDER BY n DESC LIMIT 1",
                                          hearth_compartment_get_name (cmp));
  g_autoptr (HearthStmt) stmt = NULL;
  gconstpointer id;
  gboolean has_row;
  gsize length;

  memset (head, 0, sizeof *head);
  if (!has_journal (db, cmp, &head->is_known, error))
    return FALSE;
  if (!head->is_known)
    return TRUE;
  stmt = hearth_db_prepare (db, sql, error);
  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  head->n = hearth_stmt_get_int (stmt, 0);
  id = hearth_stmt_get_blob (stmt, 1, &length);
  if (id != NULL && length == sizeof head->id)
    memcpy (head->id, id, length);
  return TRUE;
}

/* Of the two one may be missing after a crash while a vault was young; the other one is good. */
static gboolean
read_tables (HearthBackupSnapshot *self, HearthCompartment cmp, GError **error)
{
  const HearthVaultFolder *folder = self->session->folder;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.fresh%u", hearth_compartment_get_name (cmp), i);
      g_autoptr (GError) local = NULL;
      HearthBackupPiece *piece;
      guint8 *bytes;
      gsize size;

      if (!hearth_fs_read_file (folder->fs, folder->fd, name, MAX_TABLE_SIZE, &bytes, &size,
                                &local))
        {
          if (g_error_matches (local, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_FILE_MISSING) ||
              g_error_matches (local, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_A_FILE))
            continue;
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      piece = g_new0 (HearthBackupPiece, 1);
      piece->name = g_steal_pointer (&name);
      piece->bytes = g_bytes_new_take (bytes, size);
      g_ptr_array_add (self->tables, piece);
    }
  return TRUE;
}

static gboolean
checkpoint_all (HearthBackupSnapshot *self, GError **error)
{
  HearthDb *writer = self->session->writer;

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      if (hearth_db_has (writer, (HearthCompartment) i) &&
          !_hearth_db_checkpoint (writer, (HearthCompartment) i, TRUE, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_state (HearthBackupSnapshot *self, GError **error)
{
  const HearthLogin *login = self->session->login;
  HearthBackupList *list = self->list;

  self->area_secret = hearth_secret_ref (login->slot->area_secret);
  self->away = login->area->grants->away;
  self->header = g_bytes_new (login->header->image, login->header->length);
  list->vault = login->header->vault_id;
  list->dev = login->area->dev;
  list->generation = login->header->generation;
  list->time_s = g_get_real_time () / G_USEC_PER_SEC;
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;

      if (!read_tables (self, cmp, error) ||
          (hearth_db_has (self->session->writer, cmp) &&
           !_hearth_backup_read_head (self->session->writer, cmp, &list->heads[i], error)))
        return FALSE;
    }
  return TRUE;
}

/* On the reader, while the writer waits for it: neither is in the middle of anything. */
static void
freeze_all (gpointer data)
{
  HearthBackupSnapshot *self = data;
  gint64 begin_us = g_get_monotonic_time ();

  /* What the databases of this moment know must not be removed before it was copied. */
  hearth_blob_store_hold_removals (self->session->blobs);
  self->is_holding = TRUE;
  if (checkpoint_all (self, &self->error))
    {
      _hearth_db_hold_checkpoints (self->session->writer, TRUE);
      self->is_frozen = TRUE;
      read_state (self, &self->error);
    }
  self->pause_us = g_get_monotonic_time () - begin_us;
}

static void
freeze_on_writer (gpointer data)
{
  HearthBackupSnapshot *self = data;

  hearth_worker_call_sync (self->session->reader_worker, freeze_all, self);
}

static void
thaw_on_writer (gpointer data)
{
  HearthBackupSnapshot *self = data;

  _hearth_db_hold_checkpoints (self->session->writer, FALSE);
}

/**
 * _hearth_backup_freeze:
 * @out: (out): given back with _hearth_backup_thaw(), also after a failure
 *
 * Waits for what writer and reader are doing, and keeps the state of that moment readable.
 *
 * Returns: %FALSE with an error; %HEARTH_VAULT_ERROR_BUSY if somebody else copies journals at this
 *   moment. Thread: neither the writer nor the reader.
 */
gboolean
_hearth_backup_freeze (HearthSession *session, HearthBackupSnapshot *out, GError **error)
{
  *out = (HearthBackupSnapshot){
    .session = session,
    .tables = g_ptr_array_new_with_free_func (free_piece),
    .list = hearth_backup_list_new (),
  };
  hearth_worker_call_sync (session->writer_worker, freeze_on_writer, out);
  if (out->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&out->error));
  return FALSE;
}

/** _hearth_backup_thaw_databases: they were read, and may change again; nothing is removed yet. */
void
_hearth_backup_thaw_databases (HearthBackupSnapshot *self)
{
  if (self->is_frozen)
    hearth_worker_call_sync (self->session->writer_worker, thaw_on_writer, self);
  self->is_frozen = FALSE;
}

/** _hearth_backup_thaw: lets go of the moment; everything was read, or is given up. */
void
_hearth_backup_thaw (HearthBackupSnapshot *self)
{
  _hearth_backup_thaw_databases (self);
  if (self->is_holding)
    hearth_blob_store_release_removals (self->session->blobs);
  g_clear_pointer (&self->header, g_bytes_unref);
  g_clear_pointer (&self->area_secret, hearth_secret_unref);
  g_ptr_array_unref (self->tables);
  hearth_backup_list_free (self->list);
}
