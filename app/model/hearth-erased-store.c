/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-erased-store.h"

#include "hearth-cmp-sql.h"

/** hearth_erased_has: @id: of a case or record. Returns: %FALSE with an error. Thread: the connection's. */
gboolean
hearth_erased_has (
    HearthDb *db, HearthCompartment cmp, const HearthId *id, gboolean *is_erased, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_cmp_sql_prepare (db, cmp, "SELECT 1 FROM @.erased WHERE id = ?1", error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, id);
  return hearth_stmt_step (stmt, is_erased, error);
}
