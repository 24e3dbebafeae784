/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-roster-mapping-store.h"

#include "hearth-stmt.h"

#define SELECT "SELECT fields FROM core.roster_mapping WHERE headings = ?1"
#define PUT                                                                                        \
  "INSERT OR REPLACE INTO core.roster_mapping (headings, fields, at_ms) VALUES (?1, ?2, ?3)"
#define TIDY                                                                                       \
  "DELETE FROM core.roster_mapping WHERE headings NOT IN (SELECT headings FROM "                   \
  "core.roster_mapping ORDER BY at_ms DESC LIMIT ?1)"

/**
 * hearth_roster_mapping_store_get:
 * @headings: hearth_roster_dup_key()
 *
 * Returns: (transfer full) (nullable): for hearth_roster_take_mapping(). Thread: the connection's.
 */
char *
hearth_roster_mapping_store_get (HearthDb *db, const char *headings, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (db != NULL && headings != NULL, NULL);

  stmt = hearth_db_prepare (db, SELECT, error);
  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_text (stmt, 1, headings);
  if (!hearth_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  return hearth_stmt_dup_text (stmt, 0);
}

/**
 * hearth_roster_mapping_store_put:
 *
 * Keeps it in the place of the one with the same headings. In a transaction of the caller's.
 *
 * Returns: %FALSE with an error. Thread: writer.
 */
gboolean
hearth_roster_mapping_store_put (const HearthWriter *writer,
                                 const char *headings,
                                 const char *fields,
                                 GError **error)
{
  g_autoptr (HearthStmt) put = NULL;
  g_autoptr (HearthStmt) tidy = NULL;

  g_return_val_if_fail (writer != NULL && headings != NULL && fields != NULL, FALSE);

  put = hearth_db_prepare (writer->db, PUT, error);
  if (put == NULL)
    return FALSE;
  hearth_stmt_bind_text (put, 1, headings);
  hearth_stmt_bind_text (put, 2, fields);
  hearth_stmt_bind_int (put, 3, hearth_writer_get_now_ms (writer));
  if (!hearth_stmt_run (put, error))
    return FALSE;
  tidy = hearth_db_prepare (writer->db, TIDY, error);
  if (tidy == NULL)
    return FALSE;
  hearth_stmt_bind_int (tidy, 1, HEARTH_ROSTER_MAPPINGS_MAX);
  return hearth_stmt_run (tidy, error);
}
