/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-injury-acts-private.h"
#include "hearth-stmt.h"

gboolean
_hearth_injury_query_last_number (
    HearthDb *db, const HearthKind *kind, const HearthId *case_id, gint64 *out, GError **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row = FALSE;

  *out = 0;
  /* Who may not read the compartment may not write to it either, which is said later. */
  if (!hearth_db_has (db, kind->cmp))
    return TRUE;
  sql = g_strdup_printf ("SELECT coalesce (max (number), 0) FROM %s.\"%s\" WHERE case_id = ?1",
                         hearth_compartment_get_name (kind->cmp), kind->id);
  stmt = hearth_db_prepare (db, sql, error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, case_id);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    *out = hearth_stmt_get_int (stmt, 0);
  return TRUE;
}
