/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row ids that answer a query: a walk over the index of the sort, cut with the sets of the filters.
 * Reader thread. */
#include "config.h"

#include "hearth-case-query-private.h"
#include "hearth-query-schema.h"
#include "hearth-step-schema.h"
#include "hearth-stmt.h"

#include <string.h>

#define SEARCH "SELECT rowid FROM core.search WHERE search MATCH ?1"

/* These two give cases, which are looked up outside SQL, where that costs a tenth of a join. Newest first,
 * so that the first row seen of a case is that of its last release. */
#define BY_RELEASED                                                                                \
  "SELECT c.case_id, 0 FROM core.captivity c INDEXED BY captivity_released "                       \
  "WHERE c.gone = 0 AND c.released > '' ORDER BY c.released DESC, c.case_id DESC"

/* Oldest first, so that the first row seen of a case is its longest overdue step. */
#define BY_OVERDUE                                                                                 \
  "SELECT s.case_id, 0 FROM core.step s INDEXED BY step_open_due "                                 \
  "WHERE " HEARTH_STEP_OPEN_SQL ("s.") " AND s.due < ?1 ORDER BY s.due"

/* What is owed to each person, 0 too: whoever is not among them was not counted yet. */
#define BY_OWED                                                                                    \
  "SELECT o.case_id, 0 FROM benefits.owed_case o INDEXED BY owed_case_by_sum "                     \
  "WHERE o.owed_kop >= 0 ORDER BY o.owed_kop, o.case_id"

/* The rows of one value in what a walk gave. */
typedef struct
{
  char *value;
  guint first, n_rows;
} Group;

/* What run () gathers: the sets that a row must be in, or not in, and the rows so far. */
typedef struct
{
  HearthDb *db;
  char *today; /* "" sorts before every date: then nothing is overdue */
  const HearthCaseQuery *query;
  GPtrArray *sets; /* HearthRowSet, those of the filters in their order, then that of the text */
  HearthRowSet *seen;
  GArray *rows;
  GArray *groups;     /* Group, while values of their own order are walked */
  const GArray *keys; /* HearthCaseKey of all cases */
} Run;

/* What the first column of a walk holds. */
typedef enum
{
  WALK_ROWS,
  WALK_CASES,
} Walk;

static void
run_clear (Run *run)
{
  g_free (run->today);
  g_clear_pointer (&run->sets, g_ptr_array_unref);
  hearth_row_set_free (run->seen);
  g_clear_pointer (&run->rows, g_array_unref);
  g_clear_pointer (&run->groups, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static HearthRowSet *
run_expression (HearthDb *db, const char *expression, const char *today, GError **error)
{
  HearthCaseFilter text = { .sql = (char *) SEARCH, .first = (char *) expression };

  return _hearth_case_filter_run (db, &text, today, error);
}

/* Who was searched for; if nobody is, who would be but for a slip. */
static HearthRowSet *
run_search (HearthDb *db, HearthSearch *search, const char *today, GError **error)
{
  HearthRowSet *set = run_expression (db, hearth_search_get_begun (search), today, error);

  if (set == NULL || !hearth_row_set_is_empty (set))
    return set;
  hearth_row_set_free (set);
  return run_expression (db, hearth_search_get_similar (search), today, error);
}

GPtrArray *
_hearth_case_query_run_filters (HearthDb *db,
                                const HearthCaseQuery *query,
                                const char *today,
                                GError **error)
{
  g_autoptr (GPtrArray) sets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_row_set_free);

  for (guint i = 0; i < query->filters->len; i++)
    {
      HearthRowSet *set =
          _hearth_case_filter_run (db, g_ptr_array_index (query->filters, i), today, error);

      if (set == NULL)
        return NULL;
      g_ptr_array_add (sets, set);
    }
  if (query->search != NULL)
    {
      HearthRowSet *set = run_search (db, query->search, today, error);

      if (set == NULL)
        return NULL;
      g_ptr_array_add (sets, set);
    }
  return g_steal_pointer (&sets);
}

gboolean
_hearth_case_query_wants (const HearthCaseQuery *query, const GPtrArray *sets, gint64 row_id)
{
  for (guint i = 0; i < sets->len; i++)
    {
      gboolean is_negated = FALSE;

      if (i < query->filters->len)
        is_negated = ((const HearthCaseFilter *) query->filters->pdata[i])->is_negated;
      if (hearth_row_set_has (sets->pdata[i], row_id) == is_negated)
        return FALSE;
    }
  return TRUE;
}

/* The row of the case in column 0; -1 if the case is gone. */
static gint64
get_row_id (const Run *run, HearthStmt *stmt, Walk what)
{
  HearthId case_id;

  if (what == WALK_ROWS)
    return hearth_stmt_get_int (stmt, 0);
  return hearth_stmt_get_id (stmt, 0, &case_id) ? hearth_case_keys_find (run->keys, &case_id) : -1;
}

/* Rows of one value stand together in the index of a sort. */
static void
note_group (Run *run, HearthStmt *stmt)
{
  const char *value = run->groups != NULL ? hearth_stmt_get_text (stmt, 2) : NULL;
  Group *last;

  if (value == NULL)
    return;
  last = run->groups->len > 0 ? &g_array_index (run->groups, Group, run->groups->len - 1) : NULL;
  if (last == NULL || strcmp (last->value, value) != 0)
    {
      const Group group = { g_strdup (value), run->rows->len - 1, 0 };

      g_array_append_val (run->groups, group);
      last = &g_array_index (run->groups, Group, run->groups->len - 1);
    }
  last->n_rows++;
}

/* Adds the wanted rows of @sql that were not seen yet. Returns how many of those lead with an unknown
 * value (second column), or -1 with an error. */
static int
walk (Run *run, const char *sql, Walk what, gboolean binds_today, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (run->db, sql, error);
  gboolean has_row;
  int n_unknown = 0;

  if (stmt == NULL)
    return -1;
  if (binds_today)
    hearth_stmt_bind_text (stmt, 1, run->today);
  for (;;)
    {
      gint64 row_id;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return -1;
      if (!has_row)
        return n_unknown;
      row_id = get_row_id (run, stmt, what);
      if (row_id < 0 || !_hearth_case_query_wants (run->query, run->sets, row_id) ||
          !hearth_row_set_add (run->seen, row_id))
        continue;
      g_array_append_val (run->rows, row_id);
      note_group (run, stmt);
      n_unknown += hearth_stmt_get_int (stmt, 1) != 0;
    }
}

static void
reverse (GArray *rows)
{
  for (guint i = 0; i < rows->len / 2; i++)
    {
      gint64 *a = &g_array_index (rows, gint64, i);
      gint64 *b = &g_array_index (rows, gint64, rows->len - 1 - i);
      gint64 swap = *a;

      *a = *b;
      *b = swap;
    }
}

/* SQLite puts NULL first going up; people want the unknown last. */
static void
move_to_end (GArray *rows, guint n_first, GArray *groups)
{
  g_autofree gint64 *first = NULL;

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    g_array_index (groups, Group, i).first -= n_first;
  if (n_first == 0 || n_first >= rows->len)
    return;
  first = g_memdup2 (rows->data, n_first * sizeof (gint64));
  g_array_remove_range (rows, 0, n_first);
  g_array_append_vals (rows, first, n_first);
}

static void
group_clear (gpointer group)
{
  g_free (((Group *) group)->value);
}

static void
append_group (GArray *rows, const GArray *from, const Group *group)
{
  g_array_append_vals (rows, &g_array_index (from, gint64, group->first), group->n_rows);
}

static const Group *
find_group (const GArray *groups, const char *value)
{
  for (guint i = 0; i < groups->len; i++)
    if (strcmp (g_array_index (groups, Group, i).value, value) == 0)
      return &g_array_index (groups, Group, i);
  return NULL;
}

/* Puts the rows group by group as people know the values; the unknown, of no group, stay last. */
static void
order_groups (Run *run)
{
  const char *const *order = (const char *const *) run->query->value_order;
  const guint n_values = g_strv_length (run->query->value_order);
  const gboolean is_descending = run->query->is_descending;
  g_autoptr (GArray) walked = g_steal_pointer (&run->rows);
  guint n_grouped = 0;

  run->rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), walked->len);
  for (guint i = 0; i < n_values; i++)
    {
      const Group *group = find_group (run->groups, order[is_descending ? n_values - 1 - i : i]);

      if (group != NULL)
        append_group (run->rows, walked, group);
    }
  for (guint i = 0; i < run->groups->len; i++)
    {
      const Group *group = &g_array_index (run->groups, Group, i);

      n_grouped += group->n_rows;
      if (!g_strv_contains (order, group->value))
        append_group (run->rows, walked, group);
    }
  if (walked->len > n_grouped)
    g_array_append_vals (run->rows, &g_array_index (walked, gint64, n_grouped),
                         walked->len - n_grouped);
}

static char *
dup_walk_sql (const HearthField *field, gboolean is_descending, gboolean has_groups)
{
  g_autofree char *column = hearth_query_schema_dup_column (field);
  g_autofree char *order = hearth_query_schema_dup_order (field, is_descending ? " DESC" : "");

  return g_strdup_printf ("SELECT id, %s IS NULL%s%s FROM core.person INDEXED BY person_by_%s "
                          "WHERE gone = 0 ORDER BY %s",
                          column, has_groups ? ", " : "", has_groups ? column : "", field->id,
                          order);
}

static gboolean
walk_field (Run *run, const HearthField *field, gboolean is_descending, GError **error)
{
  g_autofree char *sql = dup_walk_sql (field, is_descending, run->groups != NULL);
  int n_unknown = walk (run, sql, WALK_ROWS, FALSE, error);

  if (n_unknown > 0 && !is_descending)
    move_to_end (run->rows, (guint) n_unknown, run->groups);
  return n_unknown >= 0;
}

static gboolean
walk_sort_field (Run *run, GError **error)
{
  const HearthCaseQuery *query = run->query;

  if (query->value_order == NULL)
    return walk_field (run, query->sort_field, query->is_descending, error);
  run->groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_array_set_clear_func (run->groups, group_clear);
  if (!walk_field (run, query->sort_field, query->is_descending, error))
    return FALSE;
  order_groups (run);
  return TRUE;
}

/* A sort by something of another table: who has it stands in run->rows; then everybody else by name. */
static gboolean
append_others (Run *run, gboolean is_reversed, GError **error)
{
  const HearthField *surname =
      hearth_kind_find_field (hearth_registry_find_kind ("person"), "surname");
  g_autoptr (GArray) leading = g_steal_pointer (&run->rows);

  if (is_reversed)
    reverse (leading);
  /* Everybody leads: nobody is left to look for. */
  if (leading->len == run->keys->len)
    {
      run->rows = g_steal_pointer (&leading);
      return TRUE;
    }
  run->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!walk_field (run, surname, FALSE, error))
    return FALSE;
  g_array_prepend_vals (run->rows, leading->data, leading->len);
  return TRUE;
}

static gboolean
walk_sort (Run *run, GError **error)
{
  const HearthCaseQuery *query = run->query;

  switch (query->sort)
    {
    case HEARTH_CASE_SORT_RELEASED:
      return walk (run, BY_RELEASED, WALK_CASES, FALSE, error) >= 0 &&
             append_others (run, !query->is_descending, error);
    case HEARTH_CASE_SORT_OVERDUE:
      return walk (run, BY_OVERDUE, WALK_CASES, TRUE, error) >= 0 &&
             append_others (run, query->is_descending, error);
    case HEARTH_CASE_SORT_OWED:
      return (!hearth_db_has (run->db, HEARTH_COMPARTMENT_BENEFITS) ||
              walk (run, BY_OWED, WALK_CASES, FALSE, error) >= 0) &&
             append_others (run, query->is_descending, error);
    case HEARTH_CASE_SORT_FIELD:
    default:
      return walk_sort_field (run, error);
    }
}

/* @sets: (transfer full) (nullable): of an error. */
static GArray *
run_sort (HearthDb *db,
          const HearthCaseQuery *query,
          GPtrArray *sets,
          const GArray *keys,
          HearthDate today,
          GError **error)
{
  g_auto (Run) run = { .db = db, .query = query, .sets = sets, .keys = keys };

  run.today = _hearth_case_query_dup_day (today);
  run.seen = hearth_row_set_new ();
  run.rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (run.sets == NULL || !walk_sort (&run, error))
    return NULL;
  return g_steal_pointer (&run.rows);
}

char *
_hearth_case_query_dup_day (HearthDate today)
{
  return today == HEARTH_DATE_NONE ? g_strdup ("") : hearth_date_to_string (today);
}

GArray *
_hearth_case_query_run_on (HearthDb *db,
                           const HearthCaseQuery *query,
                           const GArray *keys,
                           HearthDate today,
                           GError **error)
{
  g_autofree char *day = _hearth_case_query_dup_day (today);

  return run_sort (db, query, _hearth_case_query_run_filters (db, query, day, error), keys, today,
                   error);
}

GArray *
_hearth_case_query_run_sort (HearthDb *db,
                             const HearthCaseQuery *query,
                             const GArray *keys,
                             HearthDate today,
                             GError **error)
{
  return run_sort (db, query, g_ptr_array_new (), keys, today, error);
}

/**
 * hearth_case_query_run:
 * @db: a connection with core attached
 * @query: what is wanted
 *
 * Returns: (transfer full) (element-type gint64): row ids of core.person in the order asked for, or
 *   %NULL with an error. Thread: the connection's.
 */
GArray *
hearth_case_query_run (HearthDb *db, const HearthCaseQuery *query, GError **error)
{
  g_autoptr (GArray) keys = NULL;

  g_return_val_if_fail (db != NULL && query != NULL, NULL);

  if (query->sort != HEARTH_CASE_SORT_FIELD)
    {
      keys = hearth_case_query_all (db, error);
      if (keys == NULL)
        return NULL;
    }
  return _hearth_case_query_run_on (db, query, keys, query->today, error);
}
