/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-erased-store.h"

#include "hearth-cmp-sql.h"
#include "hearth-file-kinds.h"
#include "hearth-owed-store.h"
#include "hearth-projection.h"
#include "hearth-search-store.h"

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

/** hearth_erased_has_any: %FALSE with an error. Thread: the connection's. */
gboolean
hearth_erased_has_any (HearthDb *db, HearthCompartment cmp, gboolean *has_any, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_cmp_sql_prepare (db, cmp, "SELECT 1 FROM @.erased LIMIT 1", error);

  return stmt != NULL && hearth_stmt_step (stmt, has_any, error);
}

static GArray *
collect_ids (HearthStmt *stmt, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (HearthId));
  gboolean has_row;

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

static GArray *
list_ids (HearthDb *db, const char *sql, const HearthId *id, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);

  if (stmt == NULL)
    return NULL;
  if (id != NULL)
    hearth_stmt_bind_id (stmt, 1, id);
  return collect_ids (stmt, error);
}

/** hearth_erased_list_blobs: (transfer full): %NULL with an error. Thread: the connection's. */
GArray *
hearth_erased_list_blobs (HearthDb *db,
                          HearthCompartment cmp,
                          const HearthId *case_id,
                          const HearthId *rec,
                          GError **error)
{
  const HearthKind *kind = hearth_file_find_kind (cmp);
  const char *name = hearth_compartment_get_name (cmp);
  g_autofree char *sql = NULL;

  if (kind == NULL)
    return g_array_new (FALSE, FALSE, sizeof (HearthId));
  sql = g_strdup_printf ("SELECT DISTINCT f.blob FROM %s.\"%s\" f JOIN %s.blob b ON b.id = f.blob"
                         " WHERE f.%s = ?1",
                         name, kind->id, name, rec != NULL ? "rec" : "case_id");
  return list_ids (db, sql, rec != NULL ? rec : case_id, error);
}

static gboolean
run_with_id (
    HearthDb *db, HearthCompartment cmp, const char *format, const HearthId *id, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (db, cmp, format, error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, id);
  return hearth_stmt_run (stmt, error);
}

static gboolean
delete_rows (HearthDb *db, const HearthKind *kind, const HearthId *case_id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rec FROM %s.\"%s\" WHERE case_id = ?1",
                                          hearth_compartment_get_name (kind->cmp), kind->id);
  g_autoptr (GArray) recs = list_ids (db, sql, case_id, error);

  if (recs == NULL)
    return FALSE;
  for (guint i = 0; i < recs->len; i++)
    if (!hearth_projection_delete (db, kind->cmp, &g_array_index (recs, HearthId, i), error))
      return FALSE;
  return TRUE;
}

/* What is deleted from the index stays in it, marked, until its parts are joined. */
static gboolean
tidy_search (HearthDb *db, const HearthKind *kind, GError **error)
{
  const char *name = hearth_compartment_get_name (kind->cmp);
  g_autofree char *sql =
      g_strdup_printf ("INSERT INTO %s.search (search) VALUES ('optimize')", name);

  return !hearth_search_store_has (kind) || hearth_db_exec (db, sql, error);
}

/* Who was compared with an erased case is nobody's business any more. */
static gboolean
delete_pairs (HearthDb *db, HearthCompartment cmp, const HearthId *case_id, GError **error)
{
  return cmp != HEARTH_COMPARTMENT_CORE ||
         run_with_id (db, cmp, "DELETE FROM @.pair WHERE low = ?1 OR high = ?1", case_id, error);
}

/* What was owed to an erased person is no more, and what was owed with an erased record is counted anew. */
static gboolean
delete_owed (HearthDb *db,
             HearthCompartment cmp,
             const HearthId *case_id,
             const HearthId *rec,
             GError **error)
{
  if (cmp != HEARTH_COMPARTMENT_BENEFITS)
    return TRUE;
  return rec == NULL
             ? run_with_id (db, cmp, "DELETE FROM @.owed WHERE case_id = ?1", case_id, error)
             : hearth_owed_forget (db, error);
}

static gboolean
delete_projection (HearthDb *db,
                   HearthCompartment cmp,
                   const HearthId *case_id,
                   const HearthId *rec,
                   GError **error)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  if (rec != NULL && !hearth_projection_delete (db, cmp, rec, error))
    return FALSE;
  for (guint i = 0; i < n_kinds; i++)
    {
      if (kinds[i].cmp != cmp)
        continue;
      if (rec == NULL && (kinds[i].flags & HEARTH_KIND_SHARED) == 0 &&
          !delete_rows (db, &kinds[i], case_id, error))
        return FALSE;
      if (!tidy_search (db, &kinds[i], error))
        return FALSE;
    }
  if (rec == NULL && !delete_pairs (db, cmp, case_id, error))
    return FALSE;
  if (!delete_owed (db, cmp, case_id, rec, error))
    return FALSE;
  return run_with_id (db, cmp,
                      rec != NULL ? "DELETE FROM @.draft WHERE rec = ?1"
                                  : "DELETE FROM @.draft WHERE case_id = ?1",
                      rec != NULL ? rec : case_id, error);
}

/**
 * hearth_erased_erase:
 * @n_lines: (out): how many lines are gone
 *
 * The ids of the lines stay, so that importing them again changes nothing. Source: bundles 7.
 *
 * Returns: %FALSE with an error; the caller rolls back. Thread: writer, in a transaction of the file.
 */
gboolean
hearth_erased_erase (HearthDb *db,
                     HearthCompartment cmp,
                     const HearthId *case_id,
                     const HearthId *rec,
                     const HearthId *erasure,
                     gint64 at_ms,
                     guint *n_lines,
                     GError **error)
{
  const HearthId *target = rec != NULL ? rec : case_id;
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      db, cmp, "INSERT OR IGNORE INTO @.erased (id, erasure, at_ms) VALUES (?1, ?2, ?3)", error);

  *n_lines = 0;
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, target);
  hearth_stmt_bind_id (stmt, 2, erasure);
  hearth_stmt_bind_int (stmt, 3, at_ms);
  if (!hearth_stmt_run (stmt, error) || !delete_projection (db, cmp, case_id, rec, error))
    return FALSE;
  if (!run_with_id (db, cmp,
                    rec != NULL ? "UPDATE @.journal SET line = NULL, state = 2, reason = NULL"
                                  " WHERE state <> 2 AND n IN"
                                  " (SELECT n FROM @.touch WHERE rec = ?1)"
                                : "UPDATE @.journal SET line = NULL, state = 2, reason = NULL"
                                  " WHERE state <> 2 AND case_id = ?1",
                    target, error))
    return FALSE;
  *n_lines = (guint) hearth_db_n_changes (db);
  return TRUE;
}

/** hearth_erased_add_order: %FALSE with an error. Thread: writer, in a transaction of core. */
gboolean
hearth_erased_add_order (HearthDb *db, const HearthId *erasure, gint64 at_ms, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (
      db, "INSERT OR IGNORE INTO core.erasure_order (erasure, at_ms) VALUES (?1, ?2)", error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, erasure);
  hearth_stmt_bind_int (stmt, 2, at_ms);
  return hearth_stmt_run (stmt, error);
}

/** hearth_erased_list_orders: (transfer full) (element-type HearthId): %NULL with an error. */
GArray *
hearth_erased_list_orders (HearthDb *db, GError **error)
{
  return list_ids (db, "SELECT erasure FROM core.erasure_order ORDER BY at_ms", NULL, error);
}
