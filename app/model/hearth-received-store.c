/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-received-store.h"

#include "hearth-model-error.h"
#include "hearth-stmt.h"

#include <string.h>

/** hearth_received_bundle_free: frees @self. */
void
hearth_received_bundle_free (HearthReceivedBundle *self)
{
  g_free (self->created);
  g_free (self);
}

/** hearth_waiting_part_copy: Returns: (transfer full). */
HearthWaitingPart *
hearth_waiting_part_copy (const HearthWaitingPart *self)
{
  HearthWaitingPart *copy = g_memdup2 (self, sizeof *self);

  copy->compartment = g_strdup (self->compartment);
  copy->name = g_strdup (self->name);
  return copy;
}

/** hearth_waiting_part_free: frees @self. */
void
hearth_waiting_part_free (HearthWaitingPart *self)
{
  g_free (self->compartment);
  g_free (self->name);
  g_free (self);
}

static gpointer
fail (GError **error)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_JOURNAL,
                       "a row of the bundles is not whole");
  return NULL;
}

static gboolean
read_bytes (HearthStmt *stmt, int column, gpointer out, gsize size)
{
  gsize length;
  gconstpointer bytes = hearth_stmt_get_blob (stmt, column, &length);

  if (bytes == NULL || length != size)
    return FALSE;
  memcpy (out, bytes, size);
  return TRUE;
}

static HearthReceivedBundle *
read_bundle (HearthStmt *stmt, GError **error)
{
  g_autoptr (HearthReceivedBundle) row = g_new0 (HearthReceivedBundle, 1);

  if (!hearth_stmt_get_id (stmt, 0, &row->bundle) ||
      !read_bytes (stmt, 1, row->sender, sizeof row->sender) ||
      !read_bytes (stmt, 3, row->manifest, sizeof row->manifest) ||
      !hearth_stmt_get_id (stmt, 6, &row->who))
    return fail (error);
  row->seq = hearth_stmt_get_int (stmt, 2);
  row->created = hearth_stmt_dup_text (stmt, 4);
  row->at_ms = hearth_stmt_get_int (stmt, 5);
  row->n_lines = (guint) hearth_stmt_get_int (stmt, 7);
  row->n_new = (guint) hearth_stmt_get_int (stmt, 8);
  return g_steal_pointer (&row);
}

/** hearth_received_list: Returns: (transfer full): %NULL with an error. Thread: the connection's. */
GPtrArray *
hearth_received_list (HearthDb *db, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_received_bundle_free);
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db,
                         "SELECT id, sender, seq, manifest, created, at_ms, who, n_lines, n_new"
                         " FROM admin.received ORDER BY at_ms DESC, id",
                         error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      HearthReceivedBundle *row;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&rows);
      row = read_bundle (stmt, error);
      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
}

static gboolean
find_last (HearthDb *db, const guint8 sender[HEARTH_KEY_SIZE], gint64 *last_seq, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (
      db, "SELECT seq FROM admin.received WHERE sender = ?1 ORDER BY seq DESC LIMIT 1", error);
  gboolean has_row;

  *last_seq = 0;
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_blob (stmt, 1, sender, HEARTH_KEY_SIZE);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    *last_seq = hearth_stmt_get_int (stmt, 0);
  return TRUE;
}

/** hearth_received_find: Returns: %FALSE with an error. Thread: the connection's. */
gboolean
hearth_received_find (HearthDb *db,
                      const HearthId *bundle,
                      const guint8 sender[HEARTH_KEY_SIZE],
                      gboolean *is_here,
                      gint64 *last_seq,
                      GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db, "SELECT 1 FROM admin.received WHERE id = ?1", error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, bundle);
  return hearth_stmt_step (stmt, is_here, error) && find_last (db, sender, last_seq, error);
}

/** hearth_received_put: Returns: %FALSE with an error. Thread: writer. */
gboolean
hearth_received_put (HearthDb *db, const HearthReceivedBundle *row, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (
      db,
      "INSERT OR IGNORE INTO admin.received (id, sender, seq, manifest, created, at_ms, who,"
      " n_lines, n_new) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, &row->bundle);
  hearth_stmt_bind_blob (stmt, 2, row->sender, sizeof row->sender);
  hearth_stmt_bind_int (stmt, 3, row->seq);
  hearth_stmt_bind_blob (stmt, 4, row->manifest, sizeof row->manifest);
  hearth_stmt_bind_text (stmt, 5, row->created);
  hearth_stmt_bind_int (stmt, 6, row->at_ms);
  hearth_stmt_bind_id (stmt, 7, &row->who);
  hearth_stmt_bind_int (stmt, 8, row->n_lines);
  hearth_stmt_bind_int (stmt, 9, row->n_new);
  return hearth_stmt_run (stmt, error);
}

static HearthWaitingPart *
read_part (HearthStmt *stmt, GError **error)
{
  g_autoptr (HearthWaitingPart) part = g_new0 (HearthWaitingPart, 1);

  if (!hearth_stmt_get_id (stmt, 0, &part->file) || !hearth_stmt_get_id (stmt, 1, &part->bundle) ||
      !read_bytes (stmt, 2, part->sender, sizeof part->sender) ||
      !read_bytes (stmt, 6, part->hash, sizeof part->hash))
    return fail (error);
  part->compartment = hearth_stmt_dup_text (stmt, 3);
  part->name = hearth_stmt_dup_text (stmt, 4);
  part->size = (guint64) hearth_stmt_get_int (stmt, 5);
  return g_steal_pointer (&part);
}

/** hearth_waiting_list: Returns: (transfer full): %NULL with an error. Thread: the connection's. */
GPtrArray *
hearth_waiting_list (HearthDb *db, GError **error)
{
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_waiting_part_free);
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db,
                         "SELECT file, bundle, sender, compartment, name, size_bytes, hash"
                         " FROM admin.waiting ORDER BY bundle, compartment, name",
                         error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      HearthWaitingPart *part;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&parts);
      part = read_part (stmt, error);
      if (part == NULL)
        return NULL;
      g_ptr_array_add (parts, part);
    }
}

/** hearth_waiting_has: whether that member waits already. %FALSE with an error. Thread: the connection's. */
gboolean
hearth_waiting_has (
    HearthDb *db, const HearthId *bundle, const char *name, gboolean *has, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db, "SELECT 1 FROM admin.waiting WHERE bundle = ?1 AND name = ?2", error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, bundle);
  hearth_stmt_bind_text (stmt, 2, name);
  return hearth_stmt_step (stmt, has, error);
}

/** hearth_waiting_put: Returns: %FALSE with an error. Thread: writer. */
gboolean
hearth_waiting_put (HearthDb *db, const HearthWaitingPart *part, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db,
                         "INSERT INTO admin.waiting (file, bundle, sender, compartment, name,"
                         " size_bytes, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                         error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, &part->file);
  hearth_stmt_bind_id (stmt, 2, &part->bundle);
  hearth_stmt_bind_blob (stmt, 3, part->sender, sizeof part->sender);
  hearth_stmt_bind_text (stmt, 4, part->compartment);
  hearth_stmt_bind_text (stmt, 5, part->name);
  hearth_stmt_bind_int (stmt, 6, (gint64) part->size);
  hearth_stmt_bind_blob (stmt, 7, part->hash, sizeof part->hash);
  return hearth_stmt_run (stmt, error);
}

/** hearth_waiting_remove: Returns: %FALSE with an error. Thread: writer. */
gboolean
hearth_waiting_remove (HearthDb *db, const HearthId *file, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db, "DELETE FROM admin.waiting WHERE file = ?1", error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, file);
  return hearth_stmt_run (stmt, error);
}

/** hearth_witness_put: Returns: %FALSE with an error. Thread: writer, in a transaction of admin. */
gboolean
hearth_witness_put (
    HearthDb *db, const HearthId *dev, gint64 hlc, const char *line, gsize length, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db,
                         "INSERT INTO admin.witness (dev, hlc, line) VALUES (?1, ?2, ?3)"
                         " ON CONFLICT (dev) DO UPDATE SET hlc = excluded.hlc, line = excluded.line"
                         " WHERE excluded.hlc > hlc",
                         error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, dev);
  hearth_stmt_bind_int (stmt, 2, hlc);
  hearth_stmt_bind_blob (stmt, 3, line, length);
  return hearth_stmt_run (stmt, error);
}
