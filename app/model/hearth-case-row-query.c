/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lists show of each case. Reader thread. */
#include "config.h"

#include "hearth-case-query.h"
#include "hearth-owed-store.h"
#include "hearth-plan.h"
#include "hearth-query-schema.h"
#include "hearth-stmt.h"

enum
{
  COL_CASE,
  COL_NUMBER,
  COL_SURNAME,
  COL_GIVEN,
  COL_PATRONYMIC,
  COL_NAME_LATIN,
  COL_CALL_SIGN,
  COL_RANK,
  COL_BRANCH,
  COL_UNIT,
  COL_CATEGORY,
  COL_CONDITION,
  COL_STAGE,
  COL_OWNER,
  COL_FACILITY,
  COL_WARD,
  COL_FLAGS,
  COL_EVENT,
  COL_ARRIVED,
  COL_BIRTH,
  COL_RELEASED,
};

#define PERSON                                                                                     \
  "SELECT case_id, number, surname, given, patronymic, name_latin, call_sign, rank, branch, "      \
  "unit, "                                                                                         \
  "category, condition, stage, owner, facility, ward, flags, event, arrived, birth, "              \
  "(SELECT max (c.released) FROM core.captivity c INDEXED BY captivity_of_case "                   \
  "WHERE c.case_id = p.case_id AND c.gone = 0) "                                                   \
  "FROM core.person p WHERE p.id = ?1 AND p.gone = 0"

/* One row per track, in the order of the index: total, done, overdue. */
#define STEPS                                                                                      \
  "SELECT s.track, sum (s.state NOT IN ('not-applicable', 'cancelled')), sum (s.state = 'done'), " \
  "sum (s.state IN ('planned', 'ready', 'in-progress', 'waiting') AND s.due < ?2) "                \
  "FROM core.step s INDEXED BY step_of_case WHERE s.case_id = ?1 AND s.gone = 0 GROUP BY s.track"

/* The rings of lists are those of plans. */
G_STATIC_ASSERT ((int) HEARTH_N_RINGS == (int) HEARTH_PLAN_N_RINGS);
G_STATIC_ASSERT ((int) HEARTH_RING_MEDICAL == (int) HEARTH_PLAN_RING_MEDICAL);
G_STATIC_ASSERT ((int) HEARTH_RING_DOCUMENTS == (int) HEARTH_PLAN_RING_DOCUMENTS);
G_STATIC_ASSERT ((int) HEARTH_RING_COMPENSATION == (int) HEARTH_PLAN_RING_COMPENSATION);
G_STATIC_ASSERT ((int) HEARTH_RING_REHABILITATION == (int) HEARTH_PLAN_RING_REHABILITATION);

#define ROW_OF_CASE                                                                                \
  "SELECT id FROM core.person INDEXED BY person_of_case WHERE case_id = ?1 AND gone = 0 LIMIT 1"

/** hearth_case_row_free: Thread: any. */
void
hearth_case_row_free (HearthCaseRow *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  g_free (self->surname);
  g_free (self->given);
  g_free (self->patronymic);
  g_free (self->name_latin);
  g_free (self->call_sign);
  g_free (self->rank);
  g_free (self->branch);
  g_free (self->unit);
  g_free (self->category);
  g_free (self->condition);
  g_free (self->stage);
  g_free (self->owner);
  g_free (self->facility);
  g_free (self->ward);
  g_free (self->flags);
  g_free (self->event);
  g_free (self);
}

static HearthPartialDate
get_date (HearthStmt *stmt, int column)
{
  HearthPartialDate date = HEARTH_PARTIAL_DATE_INIT;
  const char *text = hearth_stmt_get_text (stmt, column);

  if (text != NULL && !hearth_partial_date_parse (text, &date))
    date = (HearthPartialDate) HEARTH_PARTIAL_DATE_INIT;
  return date;
}

static void
read_other_types (HearthStmt *stmt, HearthCaseRow *row)
{
  const char *arrived = hearth_stmt_get_text (stmt, COL_ARRIVED);
  HearthId event;

  if (arrived == NULL || !hearth_date_parse (arrived, &row->arrived))
    row->arrived = HEARTH_DATE_NONE;
  if (hearth_stmt_get_id (stmt, COL_EVENT, &event))
    row->event = hearth_id_to_string (&event);
  row->birth = get_date (stmt, COL_BIRTH);
  row->released = get_date (stmt, COL_RELEASED);
}

static gboolean
read_person (HearthStmt *stmt, HearthCaseRow *row)
{
  struct
  {
    int column;
    char **text;
  } texts[] = {
    { COL_NUMBER, &row->number },
    { COL_SURNAME, &row->surname },
    { COL_GIVEN, &row->given },
    { COL_PATRONYMIC, &row->patronymic },
    { COL_NAME_LATIN, &row->name_latin },
    { COL_CALL_SIGN, &row->call_sign },
    { COL_RANK, &row->rank },
    { COL_BRANCH, &row->branch },
    { COL_UNIT, &row->unit },
    { COL_CATEGORY, &row->category },
    { COL_CONDITION, &row->condition },
    { COL_STAGE, &row->stage },
    { COL_OWNER, &row->owner },
    { COL_FACILITY, &row->facility },
    { COL_WARD, &row->ward },
    { COL_FLAGS, &row->flags },
  };

  if (!hearth_stmt_get_id (stmt, COL_CASE, &row->case_id))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i].text = hearth_stmt_dup_text (stmt, texts[i].column);
  read_other_types (stmt, row);
  return TRUE;
}

static void
add_track (HearthCaseRow *row, HearthStmt *stmt)
{
  const int ring = hearth_plan_ring_from_track (hearth_stmt_get_text (stmt, 0));

  row->n_overdue += (guint) hearth_stmt_get_int (stmt, 3);
  if (ring < 0)
    return;
  row->ring_total[ring] += (guint) hearth_stmt_get_int (stmt, 1);
  row->ring_done[ring] += (guint) hearth_stmt_get_int (stmt, 2);
}

static gboolean
count_steps (HearthStmt *stmt, HearthCaseRow *row, const char *today, GError **error)
{
  gboolean has_row;

  hearth_stmt_reset (stmt);
  hearth_stmt_bind_id (stmt, 1, &row->case_id);
  hearth_stmt_bind_text (stmt, 2, today);
  for (;;)
    {
      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      add_track (row, stmt);
    }
}

/* *@out stays NULL if there is no such case. */
static gboolean
load_row (HearthStmt *person,
          HearthStmt *steps,
          HearthOwed *owed,
          gint64 row_id,
          const char *today,
          HearthCaseRow **out,
          GError **error)
{
  g_autoptr (HearthCaseRow) row = g_new0 (HearthCaseRow, 1);
  gboolean has_row;

  hearth_stmt_reset (person);
  hearth_stmt_bind_int (person, 1, row_id);
  if (!hearth_stmt_step (person, &has_row, error))
    return FALSE;
  row->row_id = row_id;
  if (!has_row || !read_person (person, row))
    return TRUE;
  if (!count_steps (steps, row, today, error) ||
      (owed != NULL &&
       !hearth_owed_get (owed, &row->case_id, &row->owed_kop, &row->is_owed_known, error)))
    return FALSE;
  *out = g_steal_pointer (&row);
  return TRUE;
}

/**
 * hearth_case_query_rows:
 * @row_ids: ids that hearth_case_query_run () gave
 * @today: the day before which a step is overdue; %HEARTH_DATE_NONE: nothing is
 *
 * Returns: (transfer full) (element-type HearthCaseRow): their rows, in that order; those that are gone
 *   meanwhile are left out. %NULL with an error. Thread: the connection's.
 */
GPtrArray *
hearth_case_query_rows (
    HearthDb *db, const gint64 *row_ids, guint n_row_ids, HearthDate today, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (HearthStmt) person = NULL;
  g_autoptr (HearthStmt) steps = NULL;
  g_autoptr (HearthOwed) owed = NULL;
  g_autofree char *today_text = NULL;

  g_return_val_if_fail (db != NULL, NULL);
  g_return_val_if_fail (row_ids != NULL || n_row_ids == 0, NULL);

  rows = g_ptr_array_new_full (n_row_ids, (GDestroyNotify) hearth_case_row_free);
  today_text = today == HEARTH_DATE_NONE ? g_strdup ("") : hearth_date_to_string (today);
  person = hearth_db_prepare (db, PERSON, error);
  if (person == NULL)
    return NULL;
  steps = hearth_db_prepare (db, STEPS, error);
  if (steps == NULL)
    return NULL;
  if (hearth_db_has (db, HEARTH_COMPARTMENT_BENEFITS) &&
      (owed = hearth_owed_new (db, error)) == NULL)
    return NULL;
  for (guint i = 0; i < n_row_ids; i++)
    {
      HearthCaseRow *row = NULL;

      if (!load_row (person, steps, owed, row_ids[i], today_text, &row, error))
        return NULL;
      if (row != NULL)
        g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

/**
 * hearth_case_query_row:
 * @today: as for hearth_case_query_rows ()
 * @out: (out) (transfer full) (nullable): the row, %NULL if there is no such case
 *
 * Returns: %FALSE with an error. Thread: the connection's.
 */
gboolean
hearth_case_query_row (
    HearthDb *db, const HearthId *case_id, HearthDate today, HearthCaseRow **out, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gboolean has_row;
  gint64 row_id;

  g_return_val_if_fail (db != NULL && case_id != NULL && out != NULL, FALSE);

  *out = NULL;
  stmt = hearth_db_prepare (db, ROW_OF_CASE, error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, case_id);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  row_id = hearth_stmt_get_int (stmt, 0);
  rows = hearth_case_query_rows (db, &row_id, 1, today, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len > 0)
    {
      *out = rows->pdata[0];
      rows->pdata[0] = NULL;
    }
  return TRUE;
}

static void
append_part (GString *name, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (name->len > 0)
    g_string_append_c (name, ' ');
  g_string_append (name, part);
}

/** hearth_case_row_dup_name: Returns: (transfer full): the parts that are known, maybe "". Thread: any. */
char *
hearth_case_row_dup_name (const HearthCaseRow *self)
{
  GString *name = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, g_string_free (name, FALSE));

  append_part (name, self->surname);
  append_part (name, self->given);
  append_part (name, self->patronymic);
  return g_string_free (name, FALSE);
}
