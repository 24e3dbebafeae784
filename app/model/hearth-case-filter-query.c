/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One condition on cases, answered from an index alone as a set of row ids of core.person. Sets are cut
 * with one another outside SQL, so that any filters and any sort go together without an index for each
 * pair. Reader thread. */
#include "config.h"

#include "hearth-case-query-private.h"
#include "hearth-query-schema.h"
#include "hearth-step-schema.h"
#include "hearth-stmt.h"
#include "hearth-text.h"

#include <string.h>

/* "> ''" is "known": SQLite does not look up IS NOT NULL in an index. */
#define OF_CAPTIVITY(column, condition)                                                            \
  "SELECT p.id FROM core.captivity c INDEXED BY captivity_" column                                 \
  " CROSS JOIN core.person p INDEXED BY person_of_case ON p.case_id = c.case_id AND p.gone = 0 "   \
  "WHERE c.gone = 0 AND c." column " " condition

#define OVERDUE                                                                                    \
  "SELECT p.id FROM core.person p INDEXED BY person_present WHERE p.gone = 0 AND EXISTS "          \
  "(SELECT 1 FROM core.step s INDEXED BY step_open_case WHERE s.case_id = p.case_id "              \
  "AND " HEARTH_STEP_OPEN_SQL ("s.") " AND s.due < ?1)"

#define WITH_FLAGS                                                                                 \
  "SELECT id, flags FROM core.person INDEXED BY person_with_flags "                                \
  "WHERE gone = 0 AND flags > '' AND flags IS NOT NULL"

/* Every line that touched a record names its case; there are few conflicts. */
#define IN_CONFLICT                                                                                \
  "SELECT p.id FROM core.conflict f CROSS JOIN core.touch t ON t.rec = f.rec "                     \
  "CROSS JOIN core.journal j ON j.n = t.n "                                                        \
  "CROSS JOIN core.person p INDEXED BY person_of_case ON p.case_id = j.case_id AND p.gone = 0 "    \
  "WHERE f.rec > x''"

/* Fields of the first captivity period under the names that people use of a case (cli). */
typedef struct
{
  const char *field;
  const char *column;
  const char *is_equal, *is_between, *is_known;
} CaptivityFilter;

#define CAPTIVITY_FILTER(field, column)                                                            \
  {                                                                                                \
    field, column, OF_CAPTIVITY (column, "= ?1"),                                                  \
        OF_CAPTIVITY (column, ">= ?1 AND c." column " < ?2"), OF_CAPTIVITY (column, "> ''")        \
  }

static const CaptivityFilter captivity_filters[] = {
  CAPTIVITY_FILTER ("released", "released"),
  CAPTIVITY_FILTER ("captured", "captured"),
  CAPTIVITY_FILTER ("captured_at", "place"),
};

void
_hearth_case_filter_free (HearthCaseFilter *self)
{
  g_free (self->sql);
  g_free (self->first);
  g_free (self->second);
  g_free (self->element);
  g_free (self);
}

static gboolean
is_date (const HearthField *field)
{
  return field->type == HEARTH_FIELD_DATE || field->type == HEARTH_FIELD_PARTIAL_DATE;
}

/* "2022-05" is everything that begins so: up to and without the same text with its last digit raised. */
static gboolean
bind_date (HearthCaseFilter *self, const char *value)
{
  HearthPartialDate date;

  if (!hearth_partial_date_parse (value, &date))
    return FALSE;
  self->first = g_strdup (value);
  self->second = g_strdup (value);
  self->second[strlen (value) - 1]++;
  return TRUE;
}

static gboolean
fill_captivity (HearthCaseFilter *self, const CaptivityFilter *row, const char *value)
{
  const HearthKind *kind = hearth_registry_find_kind ("captivity");
  const HearthField *field = hearth_kind_find_field (kind, row->column);

  self->is_negated = *value == '\0';
  if (self->is_negated)
    self->sql = g_strdup (row->is_known);
  else if (is_date (field))
    self->sql = g_strdup (row->is_between);
  else
    self->sql = g_strdup (row->is_equal);
  if (!self->is_negated && is_date (field))
    return bind_date (self, value);
  self->first = self->is_negated ? NULL : g_strdup (value);
  return TRUE;
}

/* Lists stand as JSON texts; entries of packs have ids that need no escape there. */
static gboolean
fill_flags (HearthCaseFilter *self, const char *value)
{
  if (strpbrk (value, "\"\\") != NULL)
    return FALSE;
  self->sql = g_strdup (WITH_FLAGS);
  self->is_negated = *value == '\0';
  if (!self->is_negated)
    self->element = g_strdup_printf ("\"%s\"", value);
  return TRUE;
}

static gboolean
fill_person (HearthCaseFilter *self, const HearthField *field, const char *value)
{
  g_autofree char *column = hearth_query_schema_dup_column (field);
  const char *condition = "= ?1";

  if (g_str_equal (field->id, "flags"))
    return fill_flags (self, value);
  if (field->type == HEARTH_FIELD_LIST || (field->flags & HEARTH_FIELD_RETIRED))
    return FALSE;
  self->is_negated = *value == '\0';
  if (self->is_negated)
    condition = "> ''";
  else if (is_date (field))
    condition = ">= ?1";
  self->sql =
      g_strdup_printf ("SELECT id FROM core.person INDEXED BY person_%s_%s "
                       "WHERE gone = 0 AND %s %s%s%s%s",
                       hearth_query_schema_is_sortable (field) ? "by" : "with", field->id, column,
                       condition, !self->is_negated && is_date (field) ? " AND " : "",
                       !self->is_negated && is_date (field) ? column : "",
                       !self->is_negated && is_date (field) ? " < ?2" : "");
  if (self->is_negated)
    return TRUE;
  if (is_date (field))
    return bind_date (self, value);
  self->is_id = field->type == HEARTH_FIELD_ID;
  if (self->is_id)
    return hearth_id_parse (value, &self->id);
  self->first =
      field->flags & HEARTH_FIELD_SORTED ? hearth_text_sort_key (value) : g_strdup (value);
  return TRUE;
}

HearthCaseFilter *
_hearth_case_filter_new (const char *field_id, const char *value)
{
  const HearthField *field =
      hearth_kind_find_field (hearth_registry_find_kind ("person"), field_id);
  HearthCaseFilter *self = g_new0 (HearthCaseFilter, 1);
  gboolean is_possible = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (captivity_filters); i++)
    {
      if (g_str_equal (captivity_filters[i].field, field_id))
        is_possible = fill_captivity (self, &captivity_filters[i], value);
    }
  if (self->sql == NULL && field != NULL)
    is_possible = fill_person (self, field, value);
  if (!is_possible)
    g_clear_pointer (&self, _hearth_case_filter_free);
  return self;
}

HearthCaseFilter *
_hearth_case_filter_new_overdue (gboolean is_overdue)
{
  HearthCaseFilter *self = g_new0 (HearthCaseFilter, 1);

  self->sql = g_strdup (OVERDUE);
  self->is_negated = !is_overdue;
  return self;
}

HearthCaseFilter *
_hearth_case_filter_new_conflict (gboolean is_in_conflict)
{
  HearthCaseFilter *self = g_new0 (HearthCaseFilter, 1);

  self->sql = g_strdup (IN_CONFLICT);
  self->is_negated = !is_in_conflict;
  return self;
}

static gboolean
has_element (const HearthCaseFilter *self, HearthStmt *stmt)
{
  const char *list = self->element != NULL ? hearth_stmt_get_text (stmt, 1) : NULL;

  return self->element == NULL || (list != NULL && strstr (list, self->element) != NULL);
}

HearthRowSet *
_hearth_case_filter_run (HearthDb *db,
                         const HearthCaseFilter *self,
                         const char *today,
                         GError **error)
{
  g_autoptr (HearthRowSet) rows = hearth_row_set_new ();
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, self->sql, error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;
  if (self->is_id)
    hearth_stmt_bind_id (stmt, 1, &self->id);
  else if (self->first != NULL)
    hearth_stmt_bind_text (stmt, 1, self->first);
  else if (strstr (self->sql, "?1") != NULL)
    hearth_stmt_bind_text (stmt, 1, today);
  if (self->second != NULL)
    hearth_stmt_bind_text (stmt, 2, self->second);
  for (;;)
    {
      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&rows);
      if (has_element (self, stmt))
        hearth_row_set_add (rows, hearth_stmt_get_int (stmt, 0));
    }
}
