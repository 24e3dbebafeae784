/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines into the audit log. The line and the next key are one transaction. */
#include "config.h"

#include "hearth-audit-private.h"

#include "hearth-audit-wait.h"
#include "hearth-commit.h"
#include "hearth-model-error.h"
#include "hearth-stmt.h"

#include <string.h>

static gboolean
insert_line (HearthDb *db, gint64 segment, const char *line, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db, "INSERT INTO admin.audit (segment, line) VALUES (?1, ?2)", error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_int (stmt, 1, segment);
  hearth_stmt_bind_text (stmt, 2, line);
  return hearth_stmt_run (stmt, error);
}

/* Where the last check stands, which people ask for without reading the log. */
static gboolean
note_place (HearthDb *db, const HearthAuditEntry *entry, gint64 n, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;

  if (entry->event != HEARTH_AUDIT_CHECK || entry->phase == HEARTH_AUDIT_BEGIN)
    return TRUE;
  stmt = hearth_db_prepare (
      db, "INSERT OR REPLACE INTO admin.audit_note (name, value) VALUES (?1, ?2)", error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_text (stmt, 1, hearth_audit_event_to_word (entry->event));
  hearth_stmt_bind_int (stmt, 2, n);
  return hearth_stmt_run (stmt, error);
}

static void
follow (HearthAuditEnd *end, const char *line)
{
  guint8 head[HEARTH_HASH_SIZE];
  g_autofree char *hex = NULL;
  HearthSecret *next = hearth_audit_next_key (end->key);

  hearth_hash (head, line, strlen (line));
  hex = hearth_hex_encode (head, sizeof head);
  g_strlcpy (end->prev, hex, sizeof end->prev);
  hearth_secret_unref (end->key);
  end->key = next;
  end->next++;
}

static gboolean
append_line (const HearthWriter *writer,
             const HearthAuditEntry *entry,
             HearthAuditEnd *end,
             GError **error)
{
  gint64 now_ms = entry->at_ms != 0 ? entry->at_ms : g_get_real_time () / 1000;
  g_autofree char *line = NULL;
  json_auto_t *json = NULL;

  if (!_hearth_audit_end_turn (writer, end, now_ms, error))
    return FALSE;
  end->hlc = hearth_hlc_next (end->hlc, now_ms);
  json = _hearth_audit_entry_to_json (writer, entry, end);
  line = hearth_audit_line_new (json, end->key);
  if (!insert_line (writer->db, end->segment, line, error) ||
      !note_place (writer->db, entry, hearth_db_last_insert_id (writer->db), error))
    return FALSE;
  follow (end, line);
  return end->next % HEARTH_AUDIT_CHECKPOINT_EVERY != 0 ||
         _hearth_audit_end_sign (writer->db, end, error);
}

gboolean
_hearth_audit_append_in_transaction (const HearthWriter *writer,
                                     const HearthAuditEntry *entries,
                                     guint n_entries,
                                     gboolean is_signed,
                                     GError **error)
{
  g_auto (HearthAuditEnd) end = { 0 };

  if (!_hearth_audit_end_load (writer->db, &end, error))
    return FALSE;
  for (guint i = 0; i < n_entries; i++)
    if (!append_line (writer, &entries[i], &end, error))
      return FALSE;
  if (is_signed && end.next > 0 && !_hearth_audit_end_sign (writer->db, &end, error))
    return FALSE;
  return n_entries == 0 || _hearth_audit_end_save (writer->db, &end, error);
}

/* What waited comes first, in the same transaction. */
static gboolean
append_all (const HearthWriter *writer,
            const HearthAuditEntry *entries,
            guint n_entries,
            gboolean is_signed,
            GError **error)
{
  const HearthAuditEntry *waiting = NULL;
  guint n_waiting = 0;

  if (writer->wait != NULL)
    waiting = hearth_audit_wait_get (writer->wait, &n_waiting);
  if (!hearth_db_begin (writer->db, error))
    return FALSE;
  if ((n_waiting == 0 ||
       _hearth_audit_append_in_transaction (writer, waiting, n_waiting, FALSE, error)) &&
      _hearth_audit_append_in_transaction (writer, entries, n_entries, is_signed, error))
    {
      if (!hearth_db_commit (writer->db, error))
        return FALSE;
      if (n_waiting > 0)
        hearth_audit_wait_clear (writer->wait);
      return TRUE;
    }
  hearth_db_rollback (writer->db);
  return FALSE;
}

gboolean
_hearth_audit_append (const HearthWriter *writer,
                      const HearthAuditEntry *entries,
                      guint n_entries,
                      gboolean is_signed,
                      GError **error)
{
  g_autoptr (GError) local_error = NULL;

  /* Only owners get so far, and the banner says that readings are not noted (vault 5.8). */
  if (writer->vault != NULL && hearth_vault_is_read_only (writer->vault))
    return TRUE;
  if (!hearth_db_has (writer->db, HEARTH_COMPARTMENT_ADMIN))
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_NO_ACCESS,
                           "there is no place for the audit log");
      return FALSE;
    }
  if (append_all (writer, entries, n_entries, is_signed, &local_error) ||
      (writer->wait != NULL &&
       hearth_audit_wait_add (writer->wait, entries, n_entries, local_error)))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * hearth_audit_append:
 *
 * Enters an act, in a transaction of its own. On a full disk what is read on the screen is entered later.
 *
 * Returns: %FALSE with an error of the vault or the model: nothing was entered, and the act must not
 *   happen. Thread: writer, outside of a transaction. Source: security 12, vault 4.3.
 */
gboolean
hearth_audit_append (const HearthWriter *writer, const HearthAuditEntry *entry, GError **error)
{
  return hearth_audit_append_many (writer, entry, 1, error);
}

/** hearth_audit_append_many: as hearth_audit_append(): all of them or none, one flush of the disk. */
gboolean
hearth_audit_append_many (const HearthWriter *writer,
                          const HearthAuditEntry *entries,
                          guint n_entries,
                          GError **error)
{
  g_return_val_if_fail (writer != NULL && entries != NULL && n_entries > 0, FALSE);

  return _hearth_audit_append (writer, entries, n_entries, FALSE, error);
}

/* Whether the end of the log has its checkpoint. */
static gboolean
is_end_signed (HearthDb *db, gboolean *is_signed, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db,
                         "SELECT EXISTS (SELECT 1 FROM admin.audit_checkpoint c WHERE"
                         " c.segment = g.id AND c.n = g.next) OR g.next = 0"
                         " FROM admin.audit_segment g ORDER BY g.id DESC LIMIT 1",
                         error);
  gboolean has_row;

  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  *is_signed = !has_row || hearth_stmt_get_int (stmt, 0) != 0;
  return TRUE;
}

/** hearth_audit_checkpoint: Returns: %FALSE with an error. Thread: writer, outside of a transaction. */
gboolean
hearth_audit_checkpoint (const HearthWriter *writer, GError **error)
{
  gboolean is_signed;

  g_return_val_if_fail (writer != NULL, FALSE);

  if (!hearth_db_has (writer->db, HEARTH_COMPARTMENT_ADMIN))
    return TRUE;
  return is_end_signed (writer->db, &is_signed, error) &&
         (is_signed || _hearth_audit_append (writer, NULL, 0, TRUE, error));
}

/** hearth_audit_get_checkpoint: (transfer full) (nullable). Thread: the connection's. */
char *
hearth_audit_get_checkpoint (HearthDb *db, const HearthId *dev, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (
      db,
      "SELECT c.line FROM admin.audit_checkpoint c JOIN admin.audit_segment g"
      " ON g.id = c.segment WHERE g.dev = ?1 ORDER BY c.segment DESC, c.n DESC LIMIT 1",
      error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_id (stmt, 1, dev);
  if (!hearth_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  return hearth_stmt_dup_text (stmt, 0);
}

/* Which program was noted last; kept in the log itself. */
char *
_hearth_audit_dup_program (HearthDb *db, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db, "SELECT value FROM admin.audit_note WHERE name = 'program'", error);
  gboolean has_row;

  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  return hearth_stmt_dup_text (stmt, 0);
}

gboolean
_hearth_audit_note_program (HearthDb *db, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (
      db, "INSERT OR REPLACE INTO admin.audit_note (name, value) VALUES ('program', ?1)", error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_text (stmt, 1, HEARTH_VERSION);
  return hearth_stmt_run (stmt, error);
}
