/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-projection.h"

#include "hearth-json.h"
#include "hearth-search-store.h"
#include "hearth-text.h"

#include <string.h>

/* Columns before the fields: rec, case_id, n, gone. */
#define N_HEAD_COLUMNS 4

/* The statement of a kind is long, so that finding it in the connection's cache for every record of
 * an import costs more than running it. */
struct _HearthProjector
{
  HearthDb *db;
  GHashTable *upserts; /* HearthKind -> HearthStmt */
  GHashTable *inserts; /* the same for records that have no row yet */
};

static const char *
cmp_name (const HearthKind *kind)
{
  return hearth_compartment_get_name (kind->cmp);
}

static void
append_column (GString *sql, const char *column, gboolean is_assignment)
{
  if (is_assignment)
    g_string_append_printf (sql, ", \"%s\" = excluded.\"%s\"", column, column);
  else
    g_string_append_printf (sql, ", \"%s\"", column);
}

static void
append_columns (GString *sql, const HearthKind *kind, gboolean is_assignment)
{
  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    {
      g_autofree char *sort = g_strconcat (field->id, "_sort", NULL);

      append_column (sql, field->id, is_assignment);
      if (field->flags & HEARTH_FIELD_SORTED)
        append_column (sql, sort, is_assignment);
    }
}

static GString *
insert_sql (const HearthKind *kind)
{
  GString *sql = g_string_new (NULL);
  guint n_columns = N_HEAD_COLUMNS;

  g_string_append_printf (sql, "INSERT INTO %s.\"%s\" (rec, case_id, n, gone", cmp_name (kind),
                          kind->id);
  append_columns (sql, kind, FALSE);
  g_string_append (sql, ") VALUES (?1, ?2, ?3, ?4");
  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    {
      g_string_append_printf (sql, ", ?%u", ++n_columns);
      if (field->flags & HEARTH_FIELD_SORTED)
        g_string_append_printf (sql, ", ?%u", ++n_columns);
    }
  g_string_append_c (sql, ')');
  return sql;
}

static GString *
upsert_sql (const HearthKind *kind)
{
  GString *sql = insert_sql (kind);

  g_string_append (sql, " ON CONFLICT (rec) DO UPDATE SET"
                        " case_id = excluded.case_id, n = excluded.n, gone = excluded.gone");
  append_columns (sql, kind, TRUE);
  return sql;
}

/** hearth_projector_new: (transfer full): writes to @db. Thread: the connection's. */
HearthProjector *
hearth_projector_new (HearthDb *db)
{
  HearthProjector *self;

  g_return_val_if_fail (db != NULL, NULL);

  self = g_new0 (HearthProjector, 1);
  self->db = db;
  self->upserts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) hearth_stmt_release);
  self->inserts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) hearth_stmt_release);
  return self;
}

/** hearth_projector_free: gives the statements back. */
void
hearth_projector_free (HearthProjector *self)
{
  g_hash_table_unref (self->upserts);
  g_hash_table_unref (self->inserts);
  g_free (self);
}

/** hearth_projector_get_db: (transfer none). */
HearthDb *
hearth_projector_get_db (HearthProjector *self)
{
  return self->db;
}

static HearthStmt *
get_statement (HearthProjector *self, const HearthKind *kind, gboolean is_new, GError **error)
{
  GHashTable *statements = is_new ? self->inserts : self->upserts;
  HearthStmt *stmt = g_hash_table_lookup (statements, kind);
  g_autoptr (GString) sql = NULL;

  if (stmt != NULL)
    return stmt;
  sql = is_new ? insert_sql (kind) : upsert_sql (kind);
  stmt = hearth_db_prepare (self->db, sql->str, error);
  if (stmt != NULL)
    g_hash_table_insert (statements, (gpointer) kind, stmt);
  return stmt;
}

/* FALSE if @value is not of the field's type, and nothing was bound. Texts are lent: they outlive the running
 * of the statement, and then everything is bound anew. */
static gboolean
bind_typed (HearthStmt *stmt, int index, const HearthField *field, const json_t *value)
{
  g_autofree char *list = NULL;
  HearthId id;

  switch (field->type)
    {
    case HEARTH_FIELD_INTEGER:
    case HEARTH_FIELD_MONEY:
      if (!json_is_integer (value))
        return FALSE;
      hearth_stmt_bind_int (stmt, index, json_integer_value (value));
      return TRUE;
    case HEARTH_FIELD_BOOLEAN:
      if (!json_is_boolean (value))
        return FALSE;
      hearth_stmt_bind_int (stmt, index, json_is_true (value));
      return TRUE;
    case HEARTH_FIELD_ID:
      if (!hearth_id_parse (json_string_value (value), &id))
        return FALSE;
      hearth_stmt_bind_id (stmt, index, &id);
      return TRUE;
    case HEARTH_FIELD_LIST:
      if (!json_is_array (value))
        return FALSE;
      list = hearth_json_dump (value);
      hearth_stmt_bind_text (stmt, index, list);
      return TRUE;
    case HEARTH_FIELD_TEXT:
    case HEARTH_FIELD_DATE:
    case HEARTH_FIELD_PARTIAL_DATE:
    case HEARTH_FIELD_ENUM:
    default:
      if (!json_is_string (value))
        return FALSE;
      hearth_stmt_lend_text (stmt, index, json_string_value (value));
      return TRUE;
    }
}

static void
bind_value (HearthStmt *stmt, int index, const HearthField *field, const json_t *value)
{
  /* What was bound for the record before is still there. */
  if (value == NULL || !bind_typed (stmt, index, field, value))
    hearth_stmt_bind_null (stmt, index);
}

static void
bind_fields (HearthStmt *stmt, const HearthKind *kind, const json_t *shown)
{
  int index = N_HEAD_COLUMNS;

  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    {
      const json_t *value = json_object_get (shown, field->id);

      bind_value (stmt, ++index, field, value);
      if (field->flags & HEARTH_FIELD_SORTED)
        {
          g_autofree char *key =
              json_is_string (value) ? hearth_text_sort_key (json_string_value (value)) : NULL;

          hearth_stmt_bind_text (stmt, ++index, key);
        }
    }
}

static gboolean
find_row (HearthDb *db, const HearthKind *kind, const HearthId *rec, gint64 *row, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT id FROM %s.\"%s\" WHERE rec = ?1", cmp_name (kind), kind->id);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);
  gboolean has_row;

  *row = 0;
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, rec);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    *row = hearth_stmt_get_int (stmt, 0);
  return TRUE;
}

/* The store writes the index itself: with trusted_schema off no trigger may (vault 12, 46). */
static gboolean
replace_search (
    HearthDb *db, const HearthId *rec, const HearthKind *kind, const json_t *shown, GError **error)
{
  gint64 row;

  if (!hearth_search_store_has (kind))
    return TRUE;
  return find_row (db, kind, rec, &row, error) &&
         hearth_search_store_delete (db, kind, row, error) &&
         (json_object_get (shown, "gone") != NULL ||
          hearth_search_store_insert (db, kind, row, shown, error));
}

static gboolean
delete_conflicts (HearthDb *db, HearthCompartment cmp, const HearthId *rec, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("DELETE FROM %s.conflict WHERE rec = ?1", hearth_compartment_get_name (cmp));
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, rec);
  return hearth_stmt_run (stmt, error);
}

static gboolean
insert_conflict (HearthDb *db,
                 const HearthKind *kind,
                 const HearthId *rec,
                 const HearthConflict *conflict,
                 GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("INSERT INTO %s.conflict (rec, field, heads, since) VALUES (?1, ?2, ?3, ?4)",
                       cmp_name (kind));
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);
  g_autofree char *heads = hearth_json_dump (conflict->heads);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, rec);
  hearth_stmt_bind_text (stmt, 2, conflict->field);
  hearth_stmt_bind_text (stmt, 3, heads);
  hearth_stmt_bind_int (stmt, 4, conflict->since_ms);
  return hearth_stmt_run (stmt, error);
}

static gboolean
write_conflicts (HearthDb *db, const HearthId *rec, const HearthRecordLines *lines, GError **error)
{
  g_autoptr (GPtrArray) conflicts = NULL;

  if (!delete_conflicts (db, lines->kind->cmp, rec, error))
    return FALSE;
  conflicts = hearth_heads_get_conflicts (lines->heads);
  for (guint i = 0; i < conflicts->len; i++)
    if (!insert_conflict (db, lines->kind, rec, conflicts->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* Of a record in the statement that the kind has for it. */
static HearthStmt *
bind_row (HearthProjector *self,
          const HearthId *rec,
          const HearthRecordLines *lines,
          const json_t *shown,
          gboolean is_new,
          GError **error)
{
  HearthStmt *stmt = get_statement (self, lines->kind, is_new, error);

  if (stmt == NULL)
    return NULL;
  hearth_stmt_lend_id (stmt, 1, rec);
  hearth_stmt_lend_id (stmt, 2, lines->kind->flags & HEARTH_KIND_SHARED ? NULL : &lines->case_id);
  hearth_stmt_bind_int (stmt, 3, lines->n);
  hearth_stmt_bind_int (stmt, 4, json_object_get (shown, "gone") != NULL);
  bind_fields (stmt, lines->kind, shown);
  return stmt;
}

/**
 * hearth_projector_insert:
 * @lines: of a record that no line touched before; its heads are not looked at
 * @shown: what its one line sets
 *
 * As hearth_projector_write(), for a record that has no row, no search entry and no conflict yet. Most of what
 * a list of ten thousand people writes are such records.
 *
 * Returns: %FALSE with an error of the vault, also if there is a row. Thread: writer, in a transaction of the
 *   file.
 */
gboolean
hearth_projector_insert (HearthProjector *self,
                         const HearthId *rec,
                         const HearthRecordLines *lines,
                         const json_t *shown,
                         GError **error)
{
  HearthStmt *stmt = bind_row (self, rec, lines, shown, TRUE, error);

  return stmt != NULL && hearth_stmt_run (stmt, error) &&
         (!hearth_search_store_has (lines->kind) ||
          hearth_search_store_insert (self->db, lines->kind, hearth_db_last_insert_id (self->db),
                                      shown, error));
}

/**
 * hearth_projector_write:
 * @lines: all that is known of the record, of a known kind
 *
 * Writes the record's row, its search entry and its conflicts. The one function for local writing,
 * import and rebuild; see hearth_projector_insert() for what is new.
 *
 * Returns: %FALSE with an error of the vault. Thread: writer, in a transaction of the file.
 */
gboolean
hearth_projector_write (HearthProjector *self,
                        const HearthId *rec,
                        const HearthRecordLines *lines,
                        GError **error)
{
  json_auto_t *shown = hearth_heads_get_shown (lines->heads);
  HearthStmt *stmt = bind_row (self, rec, lines, shown, FALSE, error);

  return stmt != NULL && hearth_stmt_run (stmt, error) &&
         replace_search (self->db, rec, lines->kind, shown, error) &&
         write_conflicts (self->db, rec, lines, error);
}

static gboolean
delete_row (HearthDb *db, const HearthKind *kind, const HearthId *rec, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("DELETE FROM %s.\"%s\" WHERE rec = ?1", cmp_name (kind), kind->id);
  g_autoptr (HearthStmt) stmt = NULL;
  gint64 row;

  if (hearth_search_store_has (kind) &&
      (!find_row (db, kind, rec, &row, error) ||
       (row != 0 && !hearth_search_store_delete (db, kind, row, error))))
    return FALSE;
  stmt = hearth_db_prepare (db, sql, error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, rec);
  return hearth_stmt_run (stmt, error);
}

/** hearth_projection_delete: removes the row, search entry and conflicts of a record without lines. */
gboolean
hearth_projection_delete (HearthDb *db, HearthCompartment cmp, const HearthId *rec, GError **error)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    if (kinds[i].cmp == cmp && !delete_row (db, &kinds[i], rec, error))
      return FALSE;
  return delete_conflicts (db, cmp, rec, error);
}

static gboolean
clear_table (HearthDb *db, HearthCompartment cmp, const char *table, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("DELETE FROM %s.\"%s\"", hearth_compartment_get_name (cmp), table);

  return hearth_db_exec (db, sql, error);
}

/** hearth_projection_clear: empties every table that hearth_projector_write() fills. */
gboolean
hearth_projection_clear (HearthDb *db, HearthCompartment cmp, GError **error)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    if (kinds[i].cmp == cmp &&
        (!clear_table (db, cmp, kinds[i].id, error) ||
         (hearth_search_store_has (&kinds[i]) && !clear_table (db, cmp, "search", error))))
      return FALSE;
  return clear_table (db, cmp, "conflict", error);
}
