/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a filter can be set to: the values that the field has in the cases at hand, and how many cases each.
 * One walk over the index of the field. Reader thread. */
#include "config.h"

#include "hearth-case-query-private.h"
#include "hearth-json.h"
#include "hearth-query-schema.h"
#include "hearth-stmt.h"

#include <string.h>

/* Wards and facilities are typed by people; a menu of more is no menu. */
#define MAX_VALUES 500

#define FLAGS                                                                                      \
  "SELECT id, flags FROM core.person INDEXED BY person_with_flags "                                \
  "WHERE gone = 0 AND flags > '' AND flags IS NOT NULL"

/* While one field is walked. */
typedef struct
{
  HearthDb *db;
  const HearthCaseQuery *query;
  const HearthField *field;
  GPtrArray *sets;
  GPtrArray *facets; /* HearthCaseFacet */
  GHashTable *by_value;
} Walk;

static void
walk_clear (Walk *walk)
{
  g_clear_pointer (&walk->sets, g_ptr_array_unref);
  g_clear_pointer (&walk->facets, g_ptr_array_unref);
  g_clear_pointer (&walk->by_value, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

/** hearth_case_facet_free: Thread: any. */
void
hearth_case_facet_free (HearthCaseFacet *self)
{
  if (self == NULL)
    return;
  g_free (self->value);
  g_free (self);
}

static void
count_value (Walk *walk, const char *key, const char *value)
{
  HearthCaseFacet *facet = g_hash_table_lookup (walk->by_value, key);

  if (facet == NULL && walk->facets->len < MAX_VALUES)
    {
      facet = g_new0 (HearthCaseFacet, 1);
      facet->value = g_strdup (value);
      g_ptr_array_add (walk->facets, facet);
      g_hash_table_insert (walk->by_value, g_strdup (key), facet);
    }
  if (facet != NULL)
    facet->n_cases++;
}

static void
count_list (Walk *walk, const char *text)
{
  json_auto_t *list = text != NULL ? hearth_json_parse (text, strlen (text), NULL) : NULL;
  gsize i;
  json_t *element;

  json_array_foreach (list, i, element)
  {
    if (json_is_string (element))
      count_value (walk, json_string_value (element), json_string_value (element));
  }
}

/* An index of sort keys does not hold the words themselves. */
static char *
dup_words (const Walk *walk, gint64 row_id, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM core.person WHERE id = ?1", walk->field->id);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (walk->db, sql, error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_int (stmt, 1, row_id);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return NULL;
  return has_row ? g_strdup (hearth_stmt_get_text (stmt, 0)) : NULL;
}

static gboolean
count_row (Walk *walk, HearthStmt *stmt, gint64 row_id, GError **error)
{
  g_autofree char *words = NULL;
  const char *key;
  HearthId id;

  if (walk->field->type == HEARTH_FIELD_LIST)
    {
      count_list (walk, hearth_stmt_get_text (stmt, 1));
      return TRUE;
    }
  if (walk->field->type == HEARTH_FIELD_ID)
    {
      words = hearth_stmt_get_id (stmt, 1, &id) ? hearth_id_to_string (&id) : NULL;
      if (words != NULL)
        count_value (walk, words, words);
      return TRUE;
    }
  key = hearth_stmt_get_text (stmt, 1);
  if ((walk->field->flags & HEARTH_FIELD_SORTED) && key != NULL &&
      !g_hash_table_contains (walk->by_value, key))
    {
      words = dup_words (walk, row_id, error);
      if (words == NULL)
        return FALSE;
    }
  if (key != NULL)
    count_value (walk, key, words != NULL ? words : key);
  return TRUE;
}

static char *
dup_sql (const HearthField *field)
{
  g_autofree char *column = NULL;

  if (field->type == HEARTH_FIELD_LIST)
    return g_strdup (FLAGS);
  column = hearth_query_schema_dup_column (field);
  return g_strdup_printf ("SELECT id, %s FROM core.person INDEXED BY person_by_%s "
                          "WHERE gone = 0 AND %s > ''",
                          column, field->id, column);
}

static gboolean
walk_rows (Walk *walk, GError **error)
{
  g_autofree char *sql = dup_sql (walk->field);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (walk->db, sql, error);
  gboolean has_row = stmt != NULL;

  while (has_row)
    {
      gint64 row_id;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      row_id = hearth_stmt_get_int (stmt, 0);
      if (_hearth_case_query_wants (walk->query, walk->sets, row_id) &&
          !count_row (walk, stmt, row_id, error))
        return FALSE;
    }
  return stmt != NULL;
}

/**
 * hearth_case_query_facets:
 * @query: the cases at hand, without a filter on @field
 * @field: a sortable field of a person that holds text or an id, or "flags"
 *
 * Returns: (transfer full) (element-type HearthCaseFacet): the values in the order of their index, at most
 *   500; none for a field that is not offered. %NULL with an error. Thread: the connection's.
 */
GPtrArray *
hearth_case_query_facets (HearthDb *db,
                          const HearthCaseQuery *query,
                          const char *field,
                          GError **error)
{
  g_autofree char *today = NULL;
  g_auto (Walk) walk = { .db = db, .query = query };

  g_return_val_if_fail (db != NULL && query != NULL && field != NULL, NULL);

  walk.field = hearth_kind_find_field (hearth_registry_find_kind ("person"), field);
  walk.facets = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_case_facet_free);
  walk.by_value = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (walk.field == NULL ||
      (walk.field->type != HEARTH_FIELD_LIST && !hearth_query_schema_is_sortable (walk.field)))
    return g_steal_pointer (&walk.facets);
  today = query->today == HEARTH_DATE_NONE ? g_strdup ("") : hearth_date_to_string (query->today);
  walk.sets = _hearth_case_query_run_filters (db, query, today, error);
  if (walk.sets == NULL || !walk_rows (&walk, error))
    return NULL;
  return g_steal_pointer (&walk.facets);
}
