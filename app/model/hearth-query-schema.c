/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Indexes of the projection. Every sort of the list of cases is answered by one covering index that
 * begins with "gone" and ends with the name; every other field that can be asked for has a small
 * partial index of the rows that know it. For the writer thread, inside a schema step. */
#include "config.h"

#include "hearth-query-schema.h"

#include "hearth-step-schema.h"
#include "hearth-stmt.h"

#include <string.h>

/* Not made from the registry: they serve joins over several kinds. */
static const char *const core_indexes[] = {
  "CREATE INDEX core.person_present ON person (gone, case_id)",
  "CREATE INDEX core.person_of_case ON person (case_id, gone)",
  "CREATE INDEX core.captivity_of_case ON captivity (case_id, gone, released)",
  "CREATE INDEX core.captivity_released ON captivity (gone, released, case_id)",
  "CREATE INDEX core.captivity_captured ON captivity (gone, captured, case_id)",
  "CREATE INDEX core.captivity_place ON captivity (gone, place, case_id)",
};

/* Columns by which lists sort since HEARTH_SCHEMA_LISTS; until then each had a partial index. */
static const char *const later_sorts[] = { "call_sign", "ward" };

/* "flags" is asked for the rows that have some; the value is looked at outside SQL. */
static const char *const list_indexes[] = {
  "DROP INDEX core.person_with_flags",
  "CREATE INDEX core.person_with_flags ON person (gone, flags) WHERE flags IS NOT NULL",
};

static gboolean
is_sorted_from_the_first (const HearthField *field)
{
  return (field->flags & (HEARTH_FIELD_SORTED | HEARTH_FIELD_INDEXED)) != 0 &&
         (field->flags & HEARTH_FIELD_RETIRED) == 0;
}

/**
 * hearth_query_schema_is_sortable:
 * @field: a field of the kind "person"
 *
 * Returns: whether @field has a covering index for sorting. Thread: any.
 */
gboolean
hearth_query_schema_is_sortable (const HearthField *field)
{
  g_return_val_if_fail (field != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (later_sorts); i++)
    if (strcmp (later_sorts[i], field->id) == 0)
      return TRUE;
  return is_sorted_from_the_first (field);
}

/**
 * hearth_query_schema_dup_column:
 * @field: a field of the registry
 *
 * Fields that people type are compared by their sort key, all others as they stand.
 *
 * Returns: (transfer full): the column's name. Thread: any.
 */
char *
hearth_query_schema_dup_column (const HearthField *field)
{
  g_return_val_if_fail (field != NULL, NULL);

  if (field->flags & HEARTH_FIELD_SORTED)
    return g_strconcat (field->id, "_sort", NULL);
  return g_strdup (field->id);
}

/**
 * hearth_query_schema_has_case_index:
 *
 * Returns: whether an index above begins with the case id of @kind, so that none needs to be made
 *   from the registry. Thread: any.
 */
gboolean
hearth_query_schema_has_case_index (const HearthKind *kind)
{
  static const char *const indexed[] = { "person", "captivity", "step", NULL };

  g_return_val_if_fail (kind != NULL, FALSE);

  return g_strv_contains (indexed, kind->id);
}

/**
 * hearth_query_schema_dup_order:
 * @field: a sortable field of the kind "person"
 * @direction: "" or " DESC"; one for all columns, so that the index can be walked either way
 *
 * Returns: (transfer full): the terms of ORDER BY, which are the columns of the index too.
 *   Thread: any.
 */
char *
hearth_query_schema_dup_order (const HearthField *field, const char *direction)
{
  static const char *const name_columns[] = { "surname_sort", "given_sort" };
  g_autofree char *column = NULL;
  GString *terms;

  g_return_val_if_fail (field != NULL, NULL);

  column = hearth_query_schema_dup_column (field);
  terms = g_string_new (column);
  g_string_append (terms, direction);
  for (guint i = 0; i < G_N_ELEMENTS (name_columns); i++)
    {
      if (!g_str_equal (name_columns[i], column))
        g_string_append_printf (terms, ", %s%s", name_columns[i], direction);
    }
  return g_string_free (terms, FALSE);
}

static gboolean
create_sort_index (HearthDb *db, const HearthField *field, GError **error)
{
  g_autofree char *order = hearth_query_schema_dup_order (field, "");
  g_autofree char *sql =
      g_strdup_printf ("CREATE INDEX core.person_by_%s ON person (gone, %s)", field->id, order);

  return hearth_db_exec (db, sql, error);
}

static gboolean
create_person_index (HearthDb *db, const HearthField *field, GError **error)
{
  g_autofree char *column = hearth_query_schema_dup_column (field);
  g_autofree char *sql = NULL;

  if (is_sorted_from_the_first (field))
    return create_sort_index (db, field, error);
  sql = g_strdup_printf ("CREATE INDEX core.person_with_%s ON person (%s) WHERE %s IS NOT NULL",
                         field->id, column, column);
  return hearth_db_exec (db, sql, error);
}

/**
 * hearth_query_schema_create_indexes:
 * @db: the connection, in the transaction of a schema step
 * @cmp: the compartment whose tables were just made
 *
 * Returns: %FALSE with an error. Thread: the connection's.
 */
gboolean
hearth_query_schema_create_indexes (HearthDb *db, HearthCompartment cmp, GError **error)
{
  const HearthKind *person = hearth_registry_find_kind ("person");

  g_return_val_if_fail (db != NULL, FALSE);
  g_return_val_if_fail (person != NULL, FALSE);

  if (cmp != HEARTH_COMPARTMENT_CORE)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (core_indexes); i++)
    {
      if (!hearth_db_exec (db, core_indexes[i], error))
        return FALSE;
    }
  if (!hearth_step_schema_create_indexes (db, error))
    return FALSE;
  for (const HearthField *field = person->fields; field->id != NULL; field++)
    {
      if (field->since == 0 && !create_person_index (db, field, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * hearth_query_schema_add_list_indexes:
 * @db: the connection, in the transaction of a schema step of core
 *
 * Gives sorts to fields that had none, and the flags an index that answers alone.
 *
 * Returns: %FALSE with an error. Thread: the connection's.
 */
gboolean
hearth_query_schema_add_list_indexes (HearthDb *db, GError **error)
{
  const HearthKind *person = hearth_registry_find_kind ("person");

  g_return_val_if_fail (db != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (list_indexes); i++)
    if (!hearth_db_exec (db, list_indexes[i], error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (later_sorts); i++)
    {
      g_autofree char *drop = g_strdup_printf ("DROP INDEX core.person_with_%s", later_sorts[i]);

      if (!hearth_db_exec (db, drop, error) ||
          !create_sort_index (db, hearth_kind_find_field (person, later_sorts[i]), error))
        return FALSE;
    }
  return TRUE;
}

/**
 * hearth_query_schema_add_field:
 * @db: the connection, in the transaction of a schema step
 * @field: whose column was just added to the table of @kind
 *
 * Returns: %FALSE with an error. Thread: the connection's.
 */
gboolean
hearth_query_schema_add_field (HearthDb *db,
                               const HearthKind *kind,
                               const HearthField *field,
                               GError **error)
{
  g_return_val_if_fail (db != NULL && kind != NULL && field != NULL, FALSE);

  return strcmp (kind->id, "person") != 0 || create_person_index (db, field, error);
}

/* Alarms that nobody took up, and documents that are on their way: few among many. */
typedef struct
{
  HearthCompartment cmp;
  const char *sql;
} PartialIndex;

static const PartialIndex care_indexes[] = {
  { HEARTH_COMPARTMENT_CORE, "CREATE INDEX core.document_open ON document (due_on, case_id)"
                             " WHERE gone = 0 AND state = 'applied'" },
  { HEARTH_COMPARTMENT_MEDICAL, "CREATE INDEX medical.answers_alarm ON answers (gone, case_id)"
                                " WHERE gone = 0 AND alarm IS NOT NULL"
                                " AND acknowledged_on IS NULL" },
  { HEARTH_COMPARTMENT_RESTRICTED,
    "CREATE INDEX restricted.restricted_answers_alarm ON restricted_answers (gone, case_id)"
    " WHERE gone = 0 AND alarm IS NOT NULL AND acknowledged_on IS NULL" },
};

static const PartialIndex wait_indexes[] = {
  { HEARTH_COMPARTMENT_CORE, "CREATE INDEX core.letter_open ON letter (written_on, case_id)"
                             " WHERE gone = 0 AND answered_on IS NULL" },
  { HEARTH_COMPARTMENT_MEDICAL, "CREATE INDEX medical.check_again ON \"check\" (next_on, case_id)"
                                " WHERE gone = 0 AND next_on IS NOT NULL" },
  { HEARTH_COMPARTMENT_RESTRICTED,
    "CREATE INDEX restricted.restricted_check_again ON restricted_check (next_on, case_id)"
    " WHERE gone = 0 AND next_on IS NOT NULL" },
};

static gboolean
add_indexes (HearthDb *db,
             HearthCompartment cmp,
             const PartialIndex *indexes,
             guint n_indexes,
             GError **error)
{
  for (guint i = 0; i < n_indexes; i++)
    if (indexes[i].cmp == cmp && !hearth_db_exec (db, indexes[i].sql, error))
      return FALSE;
  return TRUE;
}

/** hearth_query_schema_add_care_indexes: those that came with %HEARTH_SCHEMA_CARE. Thread: writer. */
gboolean
hearth_query_schema_add_care_indexes (HearthDb *db, HearthCompartment cmp, GError **error)
{
  return add_indexes (db, cmp, care_indexes, G_N_ELEMENTS (care_indexes), error) &&
         (cmp != HEARTH_COMPARTMENT_CORE || hearth_step_schema_add_care_indexes (db, error));
}

/** hearth_query_schema_add_wait_indexes: those that came with %HEARTH_SCHEMA_WAITS. Thread: writer. */
gboolean
hearth_query_schema_add_wait_indexes (HearthDb *db, HearthCompartment cmp, GError **error)
{
  return add_indexes (db, cmp, wait_indexes, G_N_ELEMENTS (wait_indexes), error);
}
