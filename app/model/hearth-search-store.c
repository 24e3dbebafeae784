/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place that writes search entries, for local writing, import, rebuild and migration. */
#include "config.h"

#include "hearth-search-store.h"

#include "hearth-json.h"
#include "hearth-search-text.h"
#include "hearth-stmt.h"

static const char *
cmp_name (const HearthKind *kind)
{
  return hearth_compartment_get_name (kind->cmp);
}

/** hearth_search_store_has: whether people search for records of @kind. */
gboolean
hearth_search_store_has (const HearthKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    if (field->flags & HEARTH_FIELD_SEARCHED)
      return TRUE;
  return FALSE;
}

/**
 * hearth_search_store_create:
 *
 * The text in it is folded by us, so the tokenizer must not fold again: й is not и. Places of words are
 * kept ("detail" is full), because the tokenizer knows an older Unicode than folding and may see two words
 * in one; then they must stand side by side.
 *
 * Returns: %FALSE with an error. Thread: the connection's, in a schema step.
 */
gboolean
hearth_search_store_create (HearthDb *db, const HearthKind *kind, GError **error)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autofree char *sql = NULL;

  g_return_val_if_fail (db != NULL && kind != NULL, FALSE);

  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    if (field->flags & HEARTH_FIELD_SEARCHED)
      g_string_append_printf (columns, "\"%s\", ", field->id);
  sql = g_strdup_printf ("CREATE VIRTUAL TABLE %s.search USING fts5 (%s"
                         "tokenize = 'unicode61 remove_diacritics 0')",
                         cmp_name (kind), columns->str);
  return hearth_db_exec (db, sql, error);
}

static char *
insert_sql (const HearthKind *kind)
{
  g_autoptr (GString) columns = g_string_new ("rowid");
  g_autoptr (GString) places = g_string_new ("?1");
  int index = 1;

  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    if (field->flags & HEARTH_FIELD_SEARCHED)
      {
        g_string_append_printf (columns, ", \"%s\"", field->id);
        g_string_append_printf (places, ", ?%d", ++index);
      }
  return g_strdup_printf ("INSERT INTO %s.search (%s) VALUES (%s)", cmp_name (kind), columns->str,
                          places->str);
}

/**
 * hearth_search_store_insert:
 * @row: id of the row in the table of @kind
 * @values: the fields by their ids; others are left alone
 *
 * Returns: %FALSE with an error. Thread: writer.
 */
gboolean
hearth_search_store_insert (
    HearthDb *db, const HearthKind *kind, gint64 row, const json_t *values, GError **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (HearthStmt) stmt = NULL;
  int index = 1;

  g_return_val_if_fail (db != NULL && kind != NULL, FALSE);

  sql = insert_sql (kind);
  stmt = hearth_db_prepare (db, sql, error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_int (stmt, 1, row);
  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    {
      const char *text = hearth_json_get_string (values, field->id);
      g_autofree char *words = NULL;

      if ((field->flags & HEARTH_FIELD_SEARCHED) == 0)
        continue;
      words = text != NULL ? hearth_search_text_make (field, text) : NULL;
      hearth_stmt_bind_text (stmt, ++index, words);
    }
  return hearth_stmt_run (stmt, error);
}

/** hearth_search_store_delete: forgets a row. Thread: writer. */
gboolean
hearth_search_store_delete (HearthDb *db, const HearthKind *kind, gint64 row, GError **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (HearthStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && kind != NULL, FALSE);

  sql = g_strdup_printf ("DELETE FROM %s.search WHERE rowid = ?1", cmp_name (kind));
  stmt = hearth_db_prepare (db, sql, error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_int (stmt, 1, row);
  return hearth_stmt_run (stmt, error);
}

/* What was searched when names got their keys. A later field gets its words in its own step. */
static const char *const searched_then[] = { "number",     "surname",     "given",     "patronymic",
                                             "name_latin", "name_source", "call_sign", "unit",
                                             "wristband",  "phone" };

#define PEOPLE                                                                                     \
  "SELECT id, number, surname, given, patronymic, name_latin, name_source, call_sign, unit, "      \
  "wristband, phone FROM core.person WHERE gone = 0"

/**
 * hearth_search_store_renew_names:
 *
 * The step %HEARTH_SCHEMA_NAMES of core: the table is made anew and filled from the people who are there.
 *
 * Returns: %FALSE with an error. Thread: writer, in the transaction of the step.
 */
gboolean
hearth_search_store_renew_names (HearthDb *db, GError **error)
{
  const HearthKind *person = hearth_registry_find_kind ("person");
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (db != NULL, FALSE);

  if (!hearth_db_exec (db, "DROP TABLE core.search", error) ||
      !hearth_search_store_create (db, person, error))
    return FALSE;
  stmt = hearth_db_prepare (db, PEOPLE, error);
  if (stmt == NULL)
    return FALSE;
  for (;;)
    {
      json_auto_t *values = json_object ();

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      for (guint i = 0; i < G_N_ELEMENTS (searched_then); i++)
        if (hearth_stmt_get_text (stmt, 1 + (int) i) != NULL)
          json_object_set_new (values, searched_then[i],
                               json_string (hearth_stmt_get_text (stmt, 1 + (int) i)));
      if (!hearth_search_store_insert (db, person, hearth_stmt_get_int (stmt, 0), values, error))
        return FALSE;
    }
}
