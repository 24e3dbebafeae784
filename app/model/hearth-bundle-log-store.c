/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-log.h"
#include "hearth-model-error.h"
#include "hearth-stmt.h"

#include <string.h>

enum
{
  STATE_BEGUN = 0, /* the program may have stopped before the file was there */
  STATE_MADE = 1,
};

/* The newest bundle that was made for the destination: its number and the hash of its manifest. */
static gboolean
read_previous (HearthDb *db, HearthBundleLogEntry *entry, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db,
                         "SELECT seq, manifest FROM admin.bundle WHERE destination = ?1"
                         " AND state = 1 ORDER BY seq DESC LIMIT 1",
                         error);
  gconstpointer manifest;
  gboolean has_row;
  gsize length;

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_text (stmt, 1, entry->destination);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  entry->seq = 1;
  entry->has_prev = FALSE;
  if (!has_row)
    return TRUE;

  manifest = hearth_stmt_get_blob (stmt, 1, &length);
  if (manifest == NULL || length != sizeof entry->prev)
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_JOURNAL,
                           "the log of bundles is damaged");
      return FALSE;
    }
  entry->seq = hearth_stmt_get_int (stmt, 0) + 1;
  entry->has_prev = TRUE;
  memcpy (entry->prev, manifest, length);
  return TRUE;
}

static gboolean
insert (HearthDb *db, const HearthBundleLogEntry *entry, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db,
                         "INSERT INTO admin.bundle (id, destination, seq, parts, n_cases, state,"
                         " at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                         error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, &entry->bundle);
  hearth_stmt_bind_text (stmt, 2, entry->destination);
  hearth_stmt_bind_int (stmt, 3, entry->seq);
  hearth_stmt_bind_int (stmt, 4, entry->parts);
  hearth_stmt_bind_int (stmt, 5, entry->n_cases);
  hearth_stmt_bind_int (stmt, 6, STATE_BEGUN);
  hearth_stmt_bind_int (stmt, 7, g_get_real_time () / 1000);
  return hearth_stmt_run (stmt, error);
}

static gboolean
insert_cases (HearthDb *db, const HearthBundleLogEntry *entry, GError **error)
{
  for (guint i = 0; entry->cases != NULL && i < entry->cases->len; i++)
    {
      g_autoptr (HearthStmt) stmt = hearth_db_prepare (
          db, "INSERT OR IGNORE INTO admin.bundle_case (case_id, bundle) VALUES (?1, ?2)", error);

      if (stmt == NULL)
        return FALSE;
      hearth_stmt_bind_id (stmt, 1, &g_array_index (entry->cases, HearthId, i));
      hearth_stmt_bind_id (stmt, 2, &entry->bundle);
      if (!hearth_stmt_run (stmt, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * hearth_bundle_log_begin:
 * @entry: (inout): seq, has_prev and prev are filled in
 *
 * Returns: %FALSE with an error of the vault; then nothing may leave. Thread: writer, outside of a
 *   transaction.
 */
gboolean
hearth_bundle_log_begin (HearthDb *db, HearthBundleLogEntry *entry, GError **error)
{
  g_return_val_if_fail (db != NULL && entry != NULL && entry->destination != NULL, FALSE);

  if (!hearth_db_begin (db, error))
    return FALSE;
  if (read_previous (db, entry, error) && insert (db, entry, error) &&
      insert_cases (db, entry, error) && hearth_db_commit (db, error))
    return TRUE;
  hearth_db_rollback (db);
  return FALSE;
}

/**
 * hearth_bundle_log_finish:
 * @manifest: H of the manifest, which the next bundle to this destination will name
 *
 * Returns: %FALSE with an error of the vault. Thread: writer, outside of a transaction.
 */
gboolean
hearth_bundle_log_finish (HearthDb *db,
                          const HearthId *bundle,
                          const guint8 manifest[HEARTH_HASH_SIZE],
                          guint64 size_bytes,
                          GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;

  if (!hearth_db_begin (db, error))
    return FALSE;
  stmt = hearth_db_prepare (
      db, "UPDATE admin.bundle SET state = ?1, manifest = ?2, size_bytes = ?3 WHERE id = ?4",
      error);
  if (stmt != NULL)
    {
      hearth_stmt_bind_int (stmt, 1, STATE_MADE);
      hearth_stmt_bind_blob (stmt, 2, manifest, HEARTH_HASH_SIZE);
      hearth_stmt_bind_int (stmt, 3, (gint64) size_bytes);
      hearth_stmt_bind_id (stmt, 4, bundle);
    }
  if (stmt != NULL && hearth_stmt_run (stmt, error) && hearth_db_commit (db, error))
    return TRUE;
  hearth_db_rollback (db);
  return FALSE;
}

static gboolean
ask (HearthDb *db,
     HearthCompartment cmp,
     const char *table,
     const char *column,
     gconstpointer bytes,
     gsize length,
     gboolean *has,
     GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM %s.%s WHERE %s = ?1 LIMIT 1",
                                          hearth_compartment_get_name (cmp), table, column);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_blob (stmt, 1, bytes, length);
  return hearth_stmt_step (stmt, has, error);
}

/** hearth_bundle_log_has_line: @id: of a line. %FALSE with an error. Thread: the connection's. */
gboolean
hearth_bundle_log_has_line (HearthDb *db,
                            HearthCompartment cmp,
                            const guint8 id[HEARTH_HASH_SIZE],
                            gboolean *has,
                            GError **error)
{
  return ask (db, cmp, "journal", "id", id, HEARTH_HASH_SIZE, has, error);
}

/** hearth_bundle_log_has_record: whether any line touches the record. Thread: the connection's. */
gboolean
hearth_bundle_log_has_record (
    HearthDb *db, HearthCompartment cmp, const HearthId *rec, gboolean *has, GError **error)
{
  return ask (db, cmp, "touch", "rec", rec->bytes, sizeof rec->bytes, has, error);
}

/** hearth_bundle_log_has_case: whether any line of the case is here. Thread: the connection's. */
gboolean
hearth_bundle_log_has_case (
    HearthDb *db, HearthCompartment cmp, const HearthId *case_id, gboolean *has, GError **error)
{
  return ask (db, cmp, "journal", "case_id", case_id->bytes, sizeof case_id->bytes, has, error);
}

/** hearth_bundle_sent_free: frees @self. */
void
hearth_bundle_sent_free (HearthBundleSent *self)
{
  g_free (self->destination);
  g_free (self);
}

static HearthBundleSent *
read_sent (HearthStmt *stmt)
{
  HearthBundleSent *sent = g_new0 (HearthBundleSent, 1);
  gconstpointer manifest;
  gsize length;

  hearth_stmt_get_id (stmt, 0, &sent->bundle);
  sent->destination = hearth_stmt_dup_text (stmt, 1);
  sent->seq = hearth_stmt_get_int (stmt, 2);
  sent->parts = (guint) hearth_stmt_get_int (stmt, 3);
  sent->n_cases = (guint) hearth_stmt_get_int (stmt, 4);
  sent->is_made = hearth_stmt_get_int (stmt, 5) == STATE_MADE;
  sent->at_ms = hearth_stmt_get_int (stmt, 6);
  manifest = hearth_stmt_get_blob (stmt, 7, &length);
  if (manifest != NULL && length == sizeof sent->manifest)
    memcpy (sent->manifest, manifest, length);
  sent->size_bytes = (guint64) hearth_stmt_get_int (stmt, 8);
  return sent;
}

/** hearth_bundle_log_list: Returns: (transfer full): %NULL with an error. Thread: the connection's. */
GPtrArray *
hearth_bundle_log_list (HearthDb *db, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_bundle_sent_free);
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db,
                         "SELECT id, destination, seq, parts, n_cases, state, at_ms, manifest,"
                         " size_bytes FROM admin.bundle ORDER BY at_ms DESC, id",
                         error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&list);
      g_ptr_array_add (list, read_sent (stmt));
    }
}
