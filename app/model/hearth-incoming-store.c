/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-incoming-store.h"

#include "hearth-cmp-sql.h"

/* A plan is a line of ten thousand bytes, and a hostile line may be far longer: counting lines is no bound. */
#define MAX_BYTES (1 << 20)

/** hearth_incoming_put: Returns: %FALSE with an error. Thread: writer, in a transaction of the file. */
gboolean
hearth_incoming_put (
    HearthDb *db, HearthCompartment cmp, const char *line, gsize length, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_cmp_sql_prepare (db, cmp, "INSERT INTO @.incoming (line) VALUES (?1)", error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_blob (stmt, 1, line, length);
  return hearth_stmt_run (stmt, error);
}

/** hearth_incoming_list: Returns: (transfer full): see the header; %NULL with an error. Thread: writer. */
GPtrArray *
hearth_incoming_list (HearthDb *db, HearthCompartment cmp, gint64 *n, guint limit, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      db, cmp, "SELECT n, line FROM @.incoming WHERE n > ?1 ORDER BY n LIMIT ?2", error);
  gsize n_bytes = 0;
  gboolean has_row;

  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_int (stmt, 1, *n);
  hearth_stmt_bind_int (stmt, 2, limit);
  while (n_bytes < MAX_BYTES)
    {
      gconstpointer line;
      gsize length;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      *n = hearth_stmt_get_int (stmt, 0);
      line = hearth_stmt_get_blob (stmt, 1, &length);
      g_ptr_array_add (lines, g_bytes_new (line, length));
      n_bytes += length;
    }
  return g_steal_pointer (&lines);
}

/** hearth_incoming_clear: Returns: %FALSE with an error. Thread: writer, in a transaction of the file. */
gboolean
hearth_incoming_clear (HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (db, cmp, "DELETE FROM @.incoming", error);

  return stmt != NULL && hearth_stmt_run (stmt, error);
}

static gboolean
has_any (HearthDb *db, HearthCompartment cmp, gboolean *has, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_cmp_sql_prepare (db, cmp, "SELECT 1 FROM @.incoming LIMIT 1", error);

  return stmt != NULL && hearth_stmt_step (stmt, has, error);
}

/** hearth_incoming_clear_all: what an import that was stopped left in the files of this login. Returns:
 * %FALSE with an error. Thread: writer, outside of a transaction. */
gboolean
hearth_incoming_clear_all (HearthDb *db, GError **error)
{
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;
      gboolean has = FALSE;

      if (!hearth_db_has (db, cmp))
        continue;
      if (!has_any (db, cmp, &has, error))
        return FALSE;
      if (!has)
        continue;
      if (!hearth_db_begin (db, error))
        return FALSE;
      if (!hearth_incoming_clear (db, cmp, error))
        {
          hearth_db_rollback (db);
          return FALSE;
        }
      if (!hearth_db_commit (db, error))
        return FALSE;
    }
  return TRUE;
}
