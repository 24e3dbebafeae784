/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The projection made anew from the journal, and compared with the live one: everything that a list
 * shows can be lost and comes back from the signed lines. */
#include "config.h"

#include "hearth-cmp-sql.h"
#include "hearth-json.h"
#include "hearth-projection.h"
#include "hearth-search-text.h"
#include "hearth-store.h"
#include "hearth-text.h"

#include <string.h>

/* About four megabytes of pages. */
#define RECORDS_PER_PART 4000

/* What is compared for one record. */
typedef struct
{
  HearthDb *db;
  const HearthId *rec;
  const HearthRecordLines *lines;
  json_t *shown;
} Check;

/* (element-type HearthId) in order of arrival, so that rows get the same order again. */
static GArray *
list_touched (HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_autoptr (GArray) recs = g_array_new (FALSE, FALSE, sizeof (HearthId));
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      db, cmp, "SELECT rec FROM @.touch GROUP BY rec ORDER BY min (n)", error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      HearthId rec;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&recs);
      if (hearth_stmt_get_id (stmt, 0, &rec))
        g_array_append_val (recs, rec);
    }
}

/* Also ends one part of the work and begins the next, if @part is not 0. */
static gboolean
project_all (HearthDb *db, HearthCompartment cmp, GArray *recs, guint part, GError **error)
{
  g_autoptr (HearthProjector) projector = hearth_projector_new (db);
  g_autoptr (HearthLineCache) cache = hearth_line_cache_new ();

  for (guint i = 0; i < recs->len; i++)
    {
      if (!hearth_journal_project (projector, cmp, &g_array_index (recs, HearthId, i), cache,
                                   error))
        return FALSE;
      if (part != 0 && (i + 1) % part == 0 &&
          (!hearth_db_commit (db, error) || !hearth_db_begin (db, error)))
        return FALSE;
    }
  return TRUE;
}

/**
 * hearth_journal_rebuild:
 *
 * All that is written stays in memory until the commit.
 *
 * Returns: %FALSE with an error; the caller rolls back. Thread: writer, in a transaction of the file.
 */
gboolean
hearth_journal_rebuild (HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_autoptr (GArray) recs = list_touched (db, cmp, error);

  return recs != NULL && hearth_projection_clear (db, cmp, error) &&
         project_all (db, cmp, recs, 0, error);
}

/**
 * hearth_journal_rebuild_in_parts:
 *
 * As hearth_journal_rebuild(), in transactions of its own and in bounded memory, for a vault that nobody
 * uses before it is whole: pages that wait for their commit would else fill the cache, so that every line
 * is read and opened again for each record.
 *
 * Returns: %FALSE with an error; the tables are then not whole. Thread: writer, outside a transaction.
 */
gboolean
hearth_journal_rebuild_in_parts (HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_autoptr (GArray) recs = list_touched (db, cmp, error);

  if (recs == NULL || !hearth_db_begin (db, error))
    return FALSE;
  if (hearth_projection_clear (db, cmp, error) &&
      project_all (db, cmp, recs, RECORDS_PER_PART, error))
    return hearth_db_commit (db, error);
  hearth_db_rollback (db);
  return FALSE;
}

static gboolean
is_same_value (const HearthField *field, const json_t *shown, const json_t *row)
{
  const json_t *a = json_object_get (shown, field->id);

  if (a != NULL && !hearth_projection_fits (field, a))
    a = NULL;
  return a == NULL ? json_object_get (row, field->id) == NULL
                   : json_equal (a, json_object_get (row, field->id));
}

static gboolean
is_same_row (const Check *check, const HearthRecord *row)
{
  const json_t *values = row == NULL ? NULL : hearth_record_get_values (row);

  if (row == NULL || hearth_record_get_revision (row) != check->lines->n ||
      !hearth_id_equal (hearth_record_get_case (row), &check->lines->case_id))
    return FALSE;
  if (hearth_record_is_gone (row) != (json_object_get (check->shown, "gone") != NULL))
    return FALSE;
  for (const HearthField *field = check->lines->kind->fields; field->id != NULL; field++)
    if (!is_same_value (field, check->shown, values))
      return FALSE;
  return TRUE;
}

typedef char *(*Derive) (const HearthField *field, const char *text);

static char *
derive_sort_key (const HearthField *field, const char *text)
{
  return hearth_text_sort_key (text);
}

static gboolean
is_same_text (
    HearthStmt *stmt, int column, const HearthField *field, const char *text, Derive derive)
{
  g_autofree char *expected = text == NULL ? NULL : derive (field, text);

  return g_strcmp0 (hearth_stmt_get_text (stmt, column), expected) == 0;
}

/* Sort keys and search texts follow from the values; they are compared too, since lists trust them. */
static gboolean
compare_derived (const Check *check,
                 const char *table,
                 const char *suffix,
                 HearthFieldFlags flag,
                 Derive derive,
                 gboolean *equal,
                 GError **error)
{
  const HearthKind *kind = check->lines->kind;
  const char *cmp = hearth_compartment_get_name (kind->cmp);
  g_autoptr (GString) sql = g_string_new ("SELECT 0");
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;
  int column = 0;

  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    if (field->flags & flag)
      g_string_append_printf (sql, ", t.\"%s%s\"", field->id, suffix);
  g_string_append_printf (sql,
                          " FROM %s.\"%s\" p JOIN %s.\"%s\" t ON t.rowid = p.id WHERE p.rec = ?1",
                          cmp, kind->id, cmp, table);
  stmt = hearth_db_prepare (check->db, sql->str, error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, check->rec);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (!has_row)
    {
      /* Only the index of a deleted record may be missing. */
      *equal = *equal && json_object_get (check->shown, "gone") != NULL;
      return TRUE;
    }
  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    if (field->flags & flag)
      *equal = *equal && is_same_text (stmt, ++column, field,
                                       hearth_json_get_string (check->shown, field->id), derive);
  return TRUE;
}

static gboolean
has_flag (const HearthKind *kind, HearthFieldFlags flag)
{
  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    if (field->flags & flag)
      return TRUE;
  return FALSE;
}

static gboolean
compare_conflicts (const Check *check, gboolean *equal, GError **error)
{
  g_autoptr (GPtrArray) conflicts = hearth_heads_get_conflicts (check->lines->heads);
  g_autoptr (HearthStmt) stmt =
      hearth_cmp_sql_prepare (check->db, check->lines->kind->cmp,
                              "SELECT count (*), sum (EXISTS (SELECT 1 FROM @.conflict"
                              " WHERE rec = ?1 AND field = ?2 AND heads = ?3"
                              " AND since = ?4)) FROM @.conflict WHERE rec = ?1",
                              error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, check->rec);
  for (guint i = 0; i <= conflicts->len; i++)
    {
      const HearthConflict *conflict = i < conflicts->len ? conflicts->pdata[i] : NULL;
      g_autofree char *heads = conflict == NULL ? NULL : hearth_json_dump (conflict->heads);

      hearth_stmt_reset (stmt);
      hearth_stmt_bind_text (stmt, 2, conflict == NULL ? NULL : conflict->field);
      hearth_stmt_bind_text (stmt, 3, heads);
      hearth_stmt_bind_int (stmt, 4, conflict == NULL ? 0 : conflict->since_ms);
      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (hearth_stmt_get_int (stmt, 0) != conflicts->len ||
          (conflict != NULL && hearth_stmt_get_int (stmt, 1) == 0))
        *equal = FALSE;
    }
  return TRUE;
}

static gboolean
compare_record (const Check *check, gboolean *equal, GError **error)
{
  const HearthKind *kind = check->lines->kind;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (HearthRecord) row =
      hearth_store_get_record (check->db, kind, check->rec, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *equal = is_same_row (check, row);
  if (*equal && has_flag (kind, HEARTH_FIELD_SORTED) &&
      !compare_derived (check, kind->id, "_sort", HEARTH_FIELD_SORTED, derive_sort_key, equal,
                        error))
    return FALSE;
  if (*equal && has_flag (kind, HEARTH_FIELD_SEARCHED) &&
      !compare_derived (check, "search", "", HEARTH_FIELD_SEARCHED, hearth_search_text_make, equal,
                        error))
    return FALSE;
  return !*equal || compare_conflicts (check, equal, error);
}

/* Rows that no line accounts for. */
static gboolean
count_rows (HearthDb *db, HearthCompartment cmp, gint64 *n_rows, GError **error)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  *n_rows = 0;
  for (guint i = 0; i < n_kinds; i++)
    {
      g_autofree char *sql = NULL;
      g_autoptr (HearthStmt) stmt = NULL;
      gboolean has_row;

      if (kinds[i].cmp != cmp)
        continue;
      sql = g_strdup_printf ("SELECT count (*) FROM %s.\"%s\"", hearth_compartment_get_name (cmp),
                             kinds[i].id);
      stmt = hearth_db_prepare (db, sql, error);
      if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      *n_rows += hearth_stmt_get_int (stmt, 0);
    }
  return TRUE;
}

/**
 * hearth_journal_verify_projection:
 * @equal: (out): whether rows, sort keys, search texts and conflicts are what the lines say
 *
 * Returns: %FALSE with an error. Thread: the connection's.
 */
gboolean
hearth_journal_verify_projection (HearthDb *db,
                                  HearthCompartment cmp,
                                  gboolean *equal,
                                  GError **error)
{
  g_autoptr (GArray) recs = list_touched (db, cmp, error);
  g_autoptr (HearthLineCache) cache = hearth_line_cache_new ();
  gint64 n_known = 0;
  gint64 n_rows;

  *equal = FALSE;
  if (recs == NULL)
    return FALSE;
  for (guint i = 0; i < recs->len; i++)
    {
      const HearthId *rec = &g_array_index (recs, HearthId, i);
      g_auto (HearthRecordLines) lines = { NULL };
      json_auto_t *shown = NULL;

      if (!hearth_journal_load_record (db, cmp, rec, G_MAXINT64, cache, &lines, error))
        return FALSE;
      if (lines.heads == NULL)
        continue;
      shown = hearth_heads_get_shown (lines.heads);
      n_known++;
      if (!compare_record (&(Check){ db, rec, &lines, shown }, equal, error))
        return FALSE;
      if (!*equal)
        return TRUE;
    }
  if (!count_rows (db, cmp, &n_rows, error))
    return FALSE;
  *equal = n_rows == n_known;
  return TRUE;
}
