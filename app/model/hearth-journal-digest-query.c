/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-journal-digest.h"

#include "hearth-cmp-sql.h"

/**
 * hearth_journal_get_digest:
 * @case_id: (nullable)
 * @out: (out): H over the ids of the lines in force, sorted, as a fingerprint is written
 *
 * Returns: %FALSE with an error. Thread: the connection's. Source: bundles 5, M11; 8.
 */
gboolean
hearth_journal_get_digest (
    HearthDb *db, HearthCompartment cmp, const HearthId *case_id, HearthDigest *out, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      db, cmp,
      case_id == NULL ? "SELECT id FROM @.journal WHERE state = 0 ORDER BY id"
                      : "SELECT id FROM @.journal WHERE case_id = ?1 AND state = 0 ORDER BY id",
      error);
  guint8 digest[HEARTH_HASH_SIZE];
  HearthHash hash;
  gboolean has_row;

  out->n_lines = 0;
  if (stmt == NULL)
    return FALSE;
  if (case_id != NULL)
    hearth_stmt_bind_id (stmt, 1, case_id);
  hearth_hash_init (&hash);
  for (;;)
    {
      gconstpointer id;
      gsize length;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      id = hearth_stmt_get_blob (stmt, 0, &length);
      hearth_hash_update (&hash, id, length);
      out->n_lines++;
    }
  hearth_hash_final (&hash, digest);
  hearth_hash_format_digits (digest, out->text);
  return TRUE;
}
