/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records out of the rows of the projection. */
#include "config.h"

#include "hearth-projection.h"

#include "hearth-json.h"
#include "hearth-model-error.h"
#include "hearth-store.h"

#include <string.h>

/* Columns before the fields: rec, case_id, n, gone. */
#define N_HEAD_COLUMNS 4

/** hearth_projection_select_sql: (transfer full): see the header. */
char *
hearth_projection_select_sql (const HearthKind *kind, const char *rest)
{
  GString *sql = g_string_new ("SELECT rec, case_id, n, gone");

  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    g_string_append_printf (sql, ", \"%s\"", field->id);
  g_string_append_printf (sql, " FROM %s.\"%s\" %s", hearth_compartment_get_name (kind->cmp),
                          kind->id, rest);
  return g_string_free (sql, FALSE);
}

static json_t *
read_value (const HearthField *field, HearthStmt *stmt, int column)
{
  char hex[HEARTH_ID_HEX_SIZE];
  const char *text;
  HearthId id;

  switch (field->type)
    {
    case HEARTH_FIELD_INTEGER:
    case HEARTH_FIELD_MONEY:
      return json_integer (hearth_stmt_get_int (stmt, column));
    case HEARTH_FIELD_BOOLEAN:
      return json_boolean (hearth_stmt_get_int (stmt, column));
    case HEARTH_FIELD_ID:
      if (!hearth_stmt_get_id (stmt, column, &id))
        return NULL;
      hearth_id_format (&id, hex);
      return json_string (hex);
    case HEARTH_FIELD_LIST:
      text = hearth_stmt_get_text (stmt, column);
      return text == NULL ? NULL : hearth_json_parse (text, strlen (text), NULL);
    case HEARTH_FIELD_TEXT:
    case HEARTH_FIELD_DATE:
    case HEARTH_FIELD_PARTIAL_DATE:
    case HEARTH_FIELD_ENUM:
    default:
      text = hearth_stmt_get_text (stmt, column);
      return text == NULL ? NULL : json_string (text);
    }
}

/**
 * hearth_projection_fits:
 *
 * Whether a column of @field can hold @value. A line of another vault may hold anything; what does not
 * fit is kept in the journal and not shown.
 */
gboolean
hearth_projection_fits (const HearthField *field, const json_t *value)
{
  HearthId id;

  switch (field->type)
    {
    case HEARTH_FIELD_INTEGER:
    case HEARTH_FIELD_MONEY:
      return json_is_integer (value);
    case HEARTH_FIELD_BOOLEAN:
      return json_is_boolean (value);
    case HEARTH_FIELD_ID:
      return hearth_id_parse (json_string_value (value), &id);
    case HEARTH_FIELD_LIST:
      return json_is_array (value);
    case HEARTH_FIELD_TEXT:
    case HEARTH_FIELD_DATE:
    case HEARTH_FIELD_PARTIAL_DATE:
    case HEARTH_FIELD_ENUM:
    default:
      return json_is_string (value);
    }
}

/** hearth_projection_read: (transfer full): the record in the current row of @stmt. */
HearthRecord *
hearth_projection_read (const HearthKind *kind, HearthStmt *stmt)
{
  json_t *values = json_object ();
  HearthId rec = { { 0 } };
  HearthId case_id = { { 0 } };
  int column = N_HEAD_COLUMNS;

  hearth_stmt_get_id (stmt, 0, &rec);
  hearth_stmt_get_id (stmt, 1, &case_id);
  if (hearth_stmt_get_int (stmt, 3) != 0)
    json_object_set_new (values, "gone", json_true ());
  for (const HearthField *field = kind->fields; field->id != NULL; field++, column++)
    if (!hearth_stmt_is_null (stmt, column))
      json_object_set_new (values, field->id, read_value (field, stmt, column));
  return hearth_record_new (kind, &rec, &case_id, hearth_stmt_get_int (stmt, 2), values);
}

static gboolean
check_access (HearthDb *db, const HearthKind *kind, GError **error)
{
  if (hearth_db_has (db, kind->cmp))
    return TRUE;
  g_set_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_NO_ACCESS,
               "the compartment of \"%s\" is not attached", kind->id);
  return FALSE;
}

/**
 * hearth_store_get_record:
 *
 * Returns: (transfer full) (nullable): the record, also if it is gone; %NULL without error if there is
 *   none; %NULL with %HEARTH_MODEL_ERROR_NO_ACCESS or an error of the vault. Thread: the connection's.
 */
HearthRecord *
hearth_store_get_record (HearthDb *db, const HearthKind *kind, const HearthId *rec, GError **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (db != NULL && kind != NULL && rec != NULL, NULL);

  if (!check_access (db, kind, error))
    return NULL;
  sql = hearth_projection_select_sql (kind, "WHERE rec = ?1");
  stmt = hearth_db_prepare (db, sql, error);
  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_id (stmt, 1, rec);
  if (!hearth_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  return hearth_projection_read (kind, stmt);
}

/**
 * hearth_store_list_records:
 * @case_id: (nullable): %NULL for the shared records of @kind
 *
 * Returns: (transfer full) (element-type HearthRecord): those that are not gone, in order of arrival;
 *   %NULL with an error. Thread: the connection's.
 */
GPtrArray *
hearth_store_list_records (HearthDb *db,
                           const HearthKind *kind,
                           const HearthId *case_id,
                           GError **error)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
  g_autofree char *sql = NULL;
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (db != NULL && kind != NULL, NULL);

  if (!check_access (db, kind, error))
    return NULL;
  sql = hearth_projection_select_sql (kind, "WHERE case_id IS ?1 AND gone = 0 ORDER BY id");
  stmt = hearth_db_prepare (db, sql, error);
  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_id (stmt, 1, kind->flags & HEARTH_KIND_SHARED ? NULL : case_id);
  for (;;)
    {
      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&records);
      g_ptr_array_add (records, hearth_projection_read (kind, stmt));
    }
}
