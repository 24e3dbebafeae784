/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-step-schema.h"

#include "hearth-registry-schema.h"
#include "hearth-stmt.h"

/* For fewer cases it is not worth while to make indexes anew... */
#define MANY_CASES 250
/* ... nor if there are so many times more that nothing happens to. */
#define MOST_CASES 2

#define OF_CASE "CREATE INDEX core.step_of_case ON step (case_id, gone, track, state, due)"
#define OF_RECORD "CREATE UNIQUE INDEX core.step_rec ON step (rec)"

typedef struct
{
  const char *name;
  const char *definition;
} PartialIndex;

/* Partial ones, whose condition is that of the statements: HEARTH_SCHEMA_ROSTER spelt it anew. */
static const PartialIndex open_indexes[] = {
  { "step_open_owner", "step (owner, due, track, case_id) WHERE " HEARTH_STEP_OPEN_SQL ("") },
  { "step_open_case", "step (case_id, due) WHERE " HEARTH_STEP_OPEN_SQL ("") },
};

/* Until HEARTH_SCHEMA_BOARD. */
static const PartialIndex first_indexes[] = {
  { "step_open_due", "step (gone, due, track, owner, case_id) WHERE " HEARTH_STEP_OPEN_SQL ("") },
  { "step_owed",
    "step (case_id) WHERE " HEARTH_STEP_OPEN_SQL ("") " AND " HEARTH_STEP_OWED_SQL ("") },
};

/* Steps of some templates are found by their day, and of what the board shows of a step none is looked up in the
 * table, which jumps about in it. */
static const PartialIndex board_indexes[] = {
  { "step_open_due",
    "step (gone, due, track, owner, case_id, template) WHERE " HEARTH_STEP_OPEN_SQL ("") },
  { "step_board",
    "step (case_id, template, occurrence, rec, n, gone, track, state, owner, blocker, "
    "waiting_for, due, made_on, urgent, snoozed_to, remind_on) "
    "WHERE " HEARTH_STEP_OPEN_SQL ("") " AND " HEARTH_STEP_OWED_SQL ("") },
};
#define OF_SETTLED                                                                                 \
  "CREATE INDEX core.step_settled ON step (done_on, case_id) WHERE " HEARTH_STEP_SETTLED_SQL ("")

/* Alarms that nobody took up, and what was put off: few among many. */
static const char *const care_indexes[] = {
  "CREATE INDEX core.step_urgent ON step (urgent, case_id) WHERE " HEARTH_STEP_OPEN_SQL (
      "") " AND urgent = 1",
  "CREATE INDEX core.step_put_off ON step (snoozed_to, due, case_id) WHERE " HEARTH_STEP_OPEN_SQL (
      "") " AND snoozed_to IS NOT NULL",
  "CREATE INDEX core.step_reminded ON step (remind_on, case_id) WHERE " HEARTH_STEP_OPEN_SQL (
      "") " AND remind_on IS NOT NULL",
};

static gboolean
create_partial (HearthDb *db, const PartialIndex *index, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("CREATE INDEX core.%s ON %s", index->name, index->definition);

  return hearth_db_exec (db, sql, error);
}

static gboolean
drop_partial (HearthDb *db, const PartialIndex *index, GError **error)
{
  g_autofree char *sql = g_strconcat ("DROP INDEX core.", index->name, NULL);

  return hearth_db_exec (db, sql, error);
}

static gboolean
create_some (HearthDb *db, const PartialIndex *indexes, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!create_partial (db, &indexes[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
drop_some (HearthDb *db, const PartialIndex *indexes, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!drop_partial (db, &indexes[i], error))
      return FALSE;
  return TRUE;
}

/* @others: those that are not the same at every version */
static gboolean
create_open_indexes (HearthDb *db, const PartialIndex others[2], GError **error)
{
  return create_some (db, open_indexes, G_N_ELEMENTS (open_indexes), error) &&
         create_some (db, others, 2, error);
}

static gboolean
drop_open_indexes (HearthDb *db, const PartialIndex others[2], GError **error)
{
  return drop_some (db, open_indexes, G_N_ELEMENTS (open_indexes), error) &&
         drop_some (db, others, 2, error);
}

/** hearth_step_schema_create_indexes: those of %HEARTH_SCHEMA_FIRST_LIGHT. */
gboolean
hearth_step_schema_create_indexes (HearthDb *db, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return hearth_db_exec (db, OF_CASE, error) && create_open_indexes (db, first_indexes, error);
}

/** hearth_step_schema_renew_open_indexes: as %HEARTH_SCHEMA_ROSTER spells them. */
gboolean
hearth_step_schema_renew_open_indexes (HearthDb *db, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return drop_open_indexes (db, first_indexes, error) &&
         create_open_indexes (db, first_indexes, error);
}

/** hearth_step_schema_add_care_indexes: those that came with %HEARTH_SCHEMA_CARE. */
gboolean
hearth_step_schema_add_care_indexes (HearthDb *db, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (care_indexes); i++)
    if (!hearth_db_exec (db, care_indexes[i], error))
      return FALSE;
  return TRUE;
}

/* Of the fields that there are at %HEARTH_SCHEMA_STEPS; @types also tells what they hold. */
static char *
list_columns (const HearthKind *kind, gboolean types)
{
  GString *columns = g_string_new (NULL);

  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    {
      g_assert ((field->flags & HEARTH_FIELD_SORTED) == 0);
      if (field->since <= HEARTH_SCHEMA_STEPS)
        g_string_append_printf (columns, ", \"%s\"%s%s", field->id, types ? " " : "",
                                types ? hearth_registry_schema_get_column_type (field) : "");
    }
  return g_string_free (columns, FALSE);
}

static gboolean
copy_table (HearthDb *db, GError **error)
{
  const HearthKind *kind = hearth_registry_find_kind ("step");
  g_autofree char *typed = list_columns (kind, TRUE);
  g_autofree char *named = list_columns (kind, FALSE);
  g_autofree char *create = g_strdup_printf (
      "CREATE TABLE core.step_anew (id INTEGER PRIMARY KEY, rec BLOB NOT NULL, case_id BLOB,"
      " n INTEGER NOT NULL, gone INTEGER NOT NULL DEFAULT 0%s)",
      typed);
  g_autofree char *copy =
      g_strdup_printf ("INSERT INTO core.step_anew (id, rec, case_id, n, gone%s)"
                       " SELECT id, rec, case_id, n, gone%s FROM core.step ORDER BY id",
                       named, named);

  return hearth_db_exec (db, create, error) && hearth_db_exec (db, copy, error) &&
         hearth_db_exec (db, "DROP TABLE core.step", error) &&
         hearth_db_exec (db, "ALTER TABLE core.step_anew RENAME TO step", error);
}

/**
 * hearth_step_schema_make_anew:
 * @db: the connection, in the transaction of %HEARTH_SCHEMA_STEPS
 *
 * Until then the table was made with its index of records inside, which can't be set aside.
 *
 * Returns: %FALSE with an error. Thread: the connection's.
 */
gboolean
hearth_step_schema_make_anew (HearthDb *db, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return copy_table (db, error) && hearth_db_exec (db, OF_RECORD, error) &&
         hearth_step_schema_create_indexes (db, error) &&
         hearth_step_schema_add_care_indexes (db, error);
}

/** hearth_step_schema_add_board_indexes: those that came with %HEARTH_SCHEMA_BOARD. */
gboolean
hearth_step_schema_add_board_indexes (HearthDb *db, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return drop_some (db, first_indexes, G_N_ELEMENTS (first_indexes), error) &&
         create_some (db, board_indexes, G_N_ELEMENTS (board_indexes), error) &&
         hearth_db_exec (db, OF_SETTLED, error);
}

/* Rows are never removed: the greatest id is how many there are, or nearly. */
static gboolean
are_most (HearthDb *db, guint n_cases, gboolean *answer, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, "SELECT max (id) FROM core.person", error);
  gboolean has_row;

  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  *answer = hearth_stmt_get_int (stmt, 0) / MOST_CASES <= n_cases;
  return TRUE;
}

/**
 * hearth_step_schema_set_aside:
 * @db: the connection, in a transaction of core
 * @n_cases: of so many cases all steps are about to be written
 * @are_new: they have none yet, and until the indexes are back nobody asks for a record of a step
 * @aside: (out): what is not there now, nothing if it is not worth while
 *
 * When most of the steps are about to be new, or to go, it takes a quarter of the time to sort their
 * indexes once than to find the place of each entry: ids of records are hashes, and each would go to another
 * page. In the same transaction, and before anything asks for open steps, hearth_step_schema_bring_back() is
 * to be called; without it nothing is committed.
 *
 * Returns: %FALSE with an error. Thread: writer.
 */
gboolean
hearth_step_schema_set_aside (
    HearthDb *db, guint n_cases, gboolean are_new, HearthStepIndexes *aside, GError **error)
{
  gboolean is_worth_while = FALSE;

  g_return_val_if_fail (db != NULL && aside != NULL, FALSE);

  *aside = HEARTH_STEP_INDEXES_NONE;
  if (n_cases < MANY_CASES)
    return TRUE;
  if (!are_most (db, n_cases, &is_worth_while, error))
    return FALSE;
  if (!is_worth_while)
    return TRUE;
  *aside = HEARTH_STEP_INDEXES_OPEN | (are_new ? HEARTH_STEP_INDEXES_IDS : 0);
  return drop_open_indexes (db, board_indexes, error) &&
         (!are_new || hearth_db_exec (db, "DROP INDEX core.step_rec", error));
}

/** hearth_step_schema_bring_back: @aside: (inout): is nothing afterwards. Thread: writer. */
gboolean
hearth_step_schema_bring_back (HearthDb *db, HearthStepIndexes *aside, GError **error)
{
  HearthStepIndexes missing;

  g_return_val_if_fail (db != NULL && aside != NULL, FALSE);

  missing = *aside;
  *aside = HEARTH_STEP_INDEXES_NONE;
  return ((missing & HEARTH_STEP_INDEXES_IDS) == 0 || hearth_db_exec (db, OF_RECORD, error)) &&
         ((missing & HEARTH_STEP_INDEXES_OPEN) == 0 ||
          create_open_indexes (db, board_indexes, error));
}
