/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-blob.h"

#include "hearth-stmt.h"

#include <string.h>

/** hearth_blob_copy: Returns: (transfer full): the same attachment; the key is shared. Thread: any. */
HearthBlob *
hearth_blob_copy (const HearthBlob *self)
{
  HearthBlob *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  hearth_secret_ref (copy->key);
  return copy;
}

/** hearth_blob_free: the last copy wipes the key. Thread: any. */
void
hearth_blob_free (HearthBlob *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->key, hearth_secret_unref);
  g_free (self);
}

/* "@" stands for the schema. */
static HearthStmt *
prepare (HearthDb *db, HearthCompartment cmp, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "@", -1);
  g_autofree char *sql = g_strjoinv (hearth_compartment_get_name (cmp), parts);

  return hearth_db_prepare (db, sql, error);
}

/**
 * hearth_blob_table_create:
 *
 * Makes the empty table of @cmp. Source: vault 8.
 *
 * Returns: %FALSE with an error. Thread: the connection's, in a step of the schema.
 */
gboolean
hearth_blob_table_create (HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("CREATE TABLE %s.blob (id BLOB PRIMARY KEY, key BLOB NOT NULL,"
                       " size INTEGER NOT NULL, hash BLOB NOT NULL, made INTEGER NOT NULL)"
                       " WITHOUT ROWID",
                       hearth_compartment_get_name (cmp));

  return hearth_db_exec (db, sql, error);
}

/**
 * hearth_blob_table_insert:
 *
 * Adds the row without which the file is an orphan. The caller's transaction writes the record too.
 *
 * Returns: %FALSE with an error. Thread: writer.
 */
gboolean
hearth_blob_table_insert (HearthDb *db,
                          HearthCompartment cmp,
                          const HearthBlob *blob,
                          GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && blob != NULL, FALSE);

  stmt = prepare (
      db, cmp, "INSERT INTO @.blob (id, key, size, hash, made) VALUES (?1, ?2, ?3, ?4, ?5)", error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, &blob->id);
  hearth_stmt_bind_blob (stmt, 2, hearth_secret_get_bytes (blob->key), HEARTH_BLOB_KEY_SIZE);
  hearth_stmt_bind_int (stmt, 3, (gint64) blob->size);
  hearth_stmt_bind_blob (stmt, 4, blob->hash, sizeof blob->hash);
  hearth_stmt_bind_int (stmt, 5, blob->made_ms);
  return hearth_stmt_run (stmt, error);
}

/**
 * hearth_blob_table_delete:
 *
 * Takes the row away, and with it the key: the file is an orphan from here on. See
 * hearth_blob_store_delete() for both.
 *
 * Returns: %FALSE with an error; a row that is not there is none. Thread: writer, in a transaction.
 */
gboolean
hearth_blob_table_delete (HearthDb *db, HearthCompartment cmp, const HearthId *id, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && id != NULL, FALSE);

  stmt = prepare (db, cmp, "DELETE FROM @.blob WHERE id = ?1", error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, id);
  return hearth_stmt_run (stmt, error);
}

/* NULL if a column has not the shape that insert gives it. */
static HearthBlob *
read_row (HearthStmt *stmt, const HearthId *id)
{
  g_autoptr (HearthBlob) blob = g_new0 (HearthBlob, 1);
  gint64 size = hearth_stmt_get_int (stmt, 1);
  gconstpointer bytes;
  gsize length;

  blob->id = *id;
  bytes = hearth_stmt_get_blob (stmt, 0, &length);
  if (length != HEARTH_BLOB_KEY_SIZE || size < 1 || size > (gint64) HEARTH_BLOB_MAX_SIZE)
    return NULL;
  blob->key = hearth_secret_new (bytes, length);
  blob->size = (guint64) size;
  bytes = hearth_stmt_get_blob (stmt, 2, &length);
  if (length != sizeof blob->hash)
    return NULL;
  memcpy (blob->hash, bytes, length);
  blob->made_ms = hearth_stmt_get_int (stmt, 3);
  return g_steal_pointer (&blob);
}

/**
 * hearth_blob_table_find:
 *
 * Returns: (transfer full) (nullable): the attachment; %NULL without an error if this vault has none
 *   of that id, %NULL with %HEARTH_VAULT_ERROR_BLOB_DAMAGED if its row is malformed, or with another
 *   error. Thread: the connection's.
 */
HearthBlob *
hearth_blob_table_find (HearthDb *db, HearthCompartment cmp, const HearthId *id, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;
  HearthBlob *blob;
  gboolean has_row;

  g_return_val_if_fail (db != NULL && id != NULL, NULL);

  stmt = prepare (db, cmp, "SELECT key, size, hash, made FROM @.blob WHERE id = ?1", error);
  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_id (stmt, 1, id);
  if (!hearth_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  blob = read_row (stmt, id);
  if (blob == NULL)
    g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_BLOB_DAMAGED,
                         "the row of an attachment is malformed");
  return blob;
}

/**
 * hearth_blob_table_list:
 *
 * Returns: (transfer full) (element-type HearthId): of all attachments of @cmp, sorted; without the
 *   keys, of which only one at a time should be in memory. %NULL with an error. Thread: the
 *   connection's.
 */
GArray *
hearth_blob_table_list (HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (HearthId));
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = prepare (db, cmp, "SELECT id FROM @.blob ORDER BY id", error);
  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      HearthId id;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&ids);
      if (hearth_stmt_get_id (stmt, 0, &id))
        g_array_append_val (ids, id);
    }
}
