/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a case over all compartments that the login holds. */
#include "config.h"

#include "hearth-case-files-query.h"

#include "hearth-blob.h"
#include "hearth-commit.h"
#include "hearth-file-kinds.h"
#include "hearth-projection.h"
#include "hearth-store.h"

/** hearth_case_file_row_free: frees one row. */
void
hearth_case_file_row_free (HearthCaseFileRow *self)
{
  hearth_record_unref (self->record);
  g_free (self);
}

static gboolean
find_made (
    HearthDb *db, HearthCompartment cmp, const HearthId *blob, gint64 *made_ms, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT made FROM %s.blob WHERE id = ?1", hearth_compartment_get_name (cmp));
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, blob);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  /* A row without a time is a row all the same. */
  *made_ms = has_row ? MAX (hearth_stmt_get_int (stmt, 0), 1) : 0;
  return TRUE;
}

static gboolean
add_rows (
    HearthDb *db, const HearthKind *kind, const HearthId *case_id, GPtrArray *rows, GError **error)
{
  g_autoptr (GPtrArray) records = hearth_store_list_records (db, kind, case_id, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      HearthCaseFileRow *row = g_new0 (HearthCaseFileRow, 1);
      HearthId blob;

      row->record = hearth_record_ref (g_ptr_array_index (records, i));
      g_ptr_array_add (rows, row);
      if (hearth_id_parse (hearth_record_get_text (row->record, "blob"), &blob) &&
          !find_made (db, kind->cmp, &blob, &row->made_ms, error))
        return FALSE;
    }
  return TRUE;
}

static gint
compare_rows (gconstpointer a, gconstpointer b)
{
  const HearthCaseFileRow *first = *(const HearthCaseFileRow *const *) a;
  const HearthCaseFileRow *second = *(const HearthCaseFileRow *const *) b;

  return (first->made_ms < second->made_ms) - (first->made_ms > second->made_ms);
}

/**
 * hearth_case_files_query_run:
 *
 * Returns: (transfer full) (element-type HearthCaseFileRow): files of the case that are not deleted, newest
 *   first, those whose content is not here last; %NULL with an error of the vault. Thread: the
 *   connection's.
 */
GPtrArray *
hearth_case_files_query_run (HearthDb *db, const HearthId *case_id, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_case_file_row_free);
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  g_return_val_if_fail (db != NULL && case_id != NULL, NULL);

  for (guint i = 0; i < n_kinds; i++)
    if (hearth_file_is_kind (&kinds[i]) && hearth_db_has (db, kinds[i].cmp) &&
        !add_rows (db, &kinds[i], case_id, rows, error))
      return NULL;
  g_ptr_array_sort (rows, compare_rows);
  return g_steal_pointer (&rows);
}

/**
 * hearth_case_files_query_find:
 * @blob: an attachment of @cmp
 *
 * Returns: (transfer full) (nullable): the record that names it, rather one that is not deleted; %NULL
 *   without an error if there is none. Thread: the connection's.
 */
HearthRecord *
hearth_case_files_query_find (HearthDb *db,
                              HearthCompartment cmp,
                              const HearthId *blob,
                              GError **error)
{
  const HearthKind *kind = hearth_file_find_kind (cmp);
  g_autofree char *sql = NULL;
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (db != NULL && blob != NULL, NULL);

  if (kind == NULL)
    return NULL;
  sql = hearth_projection_select_sql (kind, "WHERE blob = ?1 ORDER BY gone LIMIT 1");
  stmt = hearth_db_prepare (db, sql, error);
  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_id (stmt, 1, blob);
  if (!hearth_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  return hearth_projection_read (kind, stmt);
}

/**
 * hearth_case_files_query_list_removed:
 * @before_ms: milliseconds since 1970
 *
 * Attachments that are here although every record that names them was deleted, the last of them before
 * @before_ms. One that no record names at all is none of them: its record is on its way.
 *
 * Returns: (transfer full) (element-type HearthId): %NULL with an error. Thread: the connection's.
 */
GArray *
hearth_case_files_query_list_removed (HearthDb *db,
                                      HearthCompartment cmp,
                                      gint64 before_ms,
                                      GError **error)
{
  const HearthKind *kind = hearth_file_find_kind (cmp);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (HearthId));
  const char *name = hearth_compartment_get_name (cmp);
  g_autofree char *sql = NULL;
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (db != NULL, NULL);

  if (kind == NULL)
    return g_steal_pointer (&ids);
  sql = g_strdup_printf ("SELECT f.blob FROM (SELECT blob, min (gone) AS gone, max (n) AS n"
                         " FROM %s.\"%s\" WHERE blob IN (SELECT id FROM %s.blob) GROUP BY blob) f"
                         " JOIN %s.journal j ON j.n = f.n WHERE f.gone = 1 AND j.hlc < ?1",
                         name, kind->id, name, name);
  stmt = hearth_db_prepare (db, sql, error);
  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_int (stmt, 1, hearth_hlc_next (0, before_ms));
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
