/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is still owed to people, over all cases: case by case, so that the person and the release are
 * read once for all steps of a case. Reader thread. */
#include "config.h"

#include "hearth-event-query.h"
#include "hearth-step-query-private.h"
#include "hearth-step-schema.h"

#define PERSONS                                                                                    \
  "SELECT p.case_id, " HEARTH_STEP_PERSON_COLUMNS ", "                                             \
  "(SELECT max (c.released) FROM core.captivity c INDEXED BY captivity_of_case "                   \
  "WHERE c.case_id = p.case_id AND c.gone = 0) "                                                   \
  "FROM core.person p INDEXED BY person_present WHERE p.gone = 0"
#define PERSONS_COLUMN_PERSON 1
#define PERSONS_COLUMN_RELEASED (1 + HEARTH_STEP_PERSON_N_COLUMNS)

/* What was done after the day asked about was outstanding on it. */
#define STEPS                                                                                      \
  "SELECT " HEARTH_STEP_COLUMNS " FROM core.step s INDEXED BY step_of_case "                       \
  "WHERE s.case_id = ?1 AND " HEARTH_STEP_OWED_SQL (                                               \
      "s.") " "                                                                                    \
            "AND (" HEARTH_STEP_OPEN_SQL (                                                         \
                "s.") " OR s.state = 'done' AND s.done_on > ?2) AND s.gone = 0"

/* FALSE: released after @as_of. *@out is NONE if the release is not known. Of a date known in part the
 * last day counts, so that an age is never overstated. */
static gboolean
get_release (HearthStmt *persons, HearthDate as_of, HearthDate *out)
{
  const char *text = hearth_stmt_get_text (persons, PERSONS_COLUMN_RELEASED);
  HearthPartialDate date;

  *out = HEARTH_DATE_NONE;
  if (text == NULL || !hearth_partial_date_parse (text, &date) ||
      !hearth_partial_date_is_known (&date))
    return TRUE;
  if (hearth_partial_date_first (&date) > as_of)
    return FALSE;
  *out = MIN (hearth_partial_date_last (&date), as_of);
  return TRUE;
}

static gboolean
add_steps_of_case (GArray *sortables,
                   HearthStmt *steps,
                   HearthStmt *persons,
                   HearthDate release,
                   HearthDate as_of,
                   GError **error)
{
  gboolean has_row;

  for (;;)
    {
      g_autoptr (HearthStepRow) row = g_new0 (HearthStepRow, 1);
      HearthStepSortable sortable;

      if (!hearth_stmt_step (steps, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!_hearth_step_row_read_step (row, steps, 0))
        continue;
      _hearth_step_row_read_person (row, persons, PERSONS_COLUMN_PERSON);
      row->since = release;
      if (release == HEARTH_DATE_NONE)
        row->since = _hearth_step_get_date (steps, HEARTH_STEP_COLUMN_MADE_ON);
      if (row->since == HEARTH_DATE_NONE || row->since > as_of)
        row->since = as_of;
      row->age_days = (gint64) as_of - row->since;
      sortable.row = g_steal_pointer (&row);
      sortable.name_key = _hearth_step_dup_name_key (persons, PERSONS_COLUMN_PERSON);
      g_array_append_val (sortables, sortable);
    }
}

static HearthDate
since_day (const HearthStepRow *row)
{
  return row->since;
}

/**
 * hearth_step_query_outstanding:
 * @as_of: the day asked about; must be known
 *
 * Returns: (transfer full) (element-type HearthStepRow): oldest first, then by name. %NULL with an error.
 *   Thread: the connection's.
 */
GPtrArray *
hearth_step_query_outstanding (HearthDb *db, HearthDate as_of, GError **error)
{
  g_autoptr (GArray) sortables = NULL;
  g_autoptr (HearthStmt) persons = NULL;
  g_autoptr (HearthStmt) steps = NULL;
  g_autofree char *day = NULL;
  gboolean has_row;

  g_return_val_if_fail (db != NULL, NULL);
  g_return_val_if_fail (as_of != HEARTH_DATE_NONE, NULL);

  sortables = _hearth_step_sortable_new ();
  day = hearth_date_to_string (as_of);
  persons = hearth_db_prepare (db, PERSONS, error);
  if (persons == NULL)
    return NULL;
  steps = hearth_db_prepare (db, STEPS, error);
  if (steps == NULL)
    return NULL;
  for (;;)
    {
      HearthDate release;
      HearthId case_id;

      if (!hearth_stmt_step (persons, &has_row, error))
        return NULL;
      if (!has_row)
        return _hearth_step_sortable_finish (sortables, since_day, 0);
      if (!hearth_stmt_get_id (persons, 0, &case_id) || !get_release (persons, as_of, &release))
        continue;
      hearth_stmt_reset (steps);
      hearth_stmt_bind_id (steps, 1, &case_id);
      hearth_stmt_bind_text (steps, 2, day);
      if (!add_steps_of_case (sortables, steps, persons, release, as_of, error))
        return NULL;
    }
}

/**
 * hearth_step_query_outstanding_to_tell:
 * @as_of: the day asked about; must be known
 * @has_left_out: (out): whether people of events under embargo are not among the rows
 *
 * What leaves the vault tells no count of such an event (product 3), and whoever could have the whole with
 * them and the whole without them would have it as the difference: they stay away whatever is asked, rows
 * and figures alike, and the answer says so.
 *
 * Returns: (transfer full) (element-type HearthStepRow): as hearth_step_query_outstanding(). %NULL with an
 *   error. Thread: the connection's.
 */
GPtrArray *
hearth_step_query_outstanding_to_tell (HearthDb *db,
                                       HearthDate as_of,
                                       gboolean *has_left_out,
                                       GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (has_left_out != NULL, NULL);

  rows = hearth_step_query_outstanding (db, as_of, error);
  if (rows == NULL || !hearth_event_leave_out_withheld (db, rows, has_left_out, error))
    return NULL;
  return g_steal_pointer (&rows);
}
