/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is still owed to people, over all cases: case by case, so that the person and the release are
 * read once for all steps of a case. Reader thread. */
#include "config.h"

#include "hearth-event-query.h"
#include "hearth-outstanding-owed-private.h"
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

/* One case in the hand. */
typedef struct
{
  GArray *sortables;
  HearthStmt *persons;
  HearthId case_id;
  HearthDate release;
  HearthDate as_of;
} Place;

/* Takes @row. */
static void
append_row (Place *self, HearthStepRow *row, HearthDate made_on)
{
  HearthStepSortable sortable = { .row = row };

  _hearth_step_row_read_person (row, self->persons, PERSONS_COLUMN_PERSON);
  row->since = self->release != HEARTH_DATE_NONE ? self->release : made_on;
  if (row->since == HEARTH_DATE_NONE || row->since > self->as_of)
    row->since = self->as_of;
  row->age_days = (gint64) self->as_of - row->since;
  sortable.name_key = _hearth_step_dup_name_key (self->persons, PERSONS_COLUMN_PERSON);
  g_array_append_val (self->sortables, sortable);
}

static HearthStepRow *
append_money_cb (gpointer data)
{
  Place *self = data;
  HearthStepRow *row = g_new0 (HearthStepRow, 1);

  row->case_id = self->case_id;
  row->due = HEARTH_DATE_NONE;
  row->done_on = HEARTH_DATE_NONE;
  row->snoozed_to = HEARTH_DATE_NONE;
  row->remind_on = HEARTH_DATE_NONE;
  append_row (self, row, HEARTH_DATE_NONE);
  return row;
}

static gboolean
add_steps (Place *self, HearthStmt *steps, GError **error)
{
  gboolean has_row;

  for (;;)
    {
      g_autoptr (HearthStepRow) row = g_new0 (HearthStepRow, 1);

      if (!hearth_stmt_step (steps, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (_hearth_step_row_read_step (row, steps, 0))
        append_row (self, g_steal_pointer (&row),
                    _hearth_step_get_date (steps, HEARTH_STEP_COLUMN_MADE_ON));
    }
}

static HearthDate
since_day (const HearthStepRow *row)
{
  return row->since;
}

/* @steps: bound to the day */
static gboolean
add_case (Place *self, HearthStmt *steps, HearthOwedRows *owed, GError **error)
{
  const guint first = self->sortables->len;

  hearth_stmt_bind_id (steps, 1, &self->case_id);
  return add_steps (self, steps, error) &&
         _hearth_owed_rows_tell (owed, &self->case_id, self->sortables, first, append_money_cb,
                                 self, error);
}

/**
 * hearth_step_query_outstanding:
 * @question: its day must be known
 *
 * Returns: (transfer full) (element-type HearthStepRow): oldest first, then by name. %NULL with an error.
 *   Thread: the connection's.
 */
GPtrArray *
hearth_step_query_outstanding (HearthDb *db,
                               const HearthOutstandingQuestion *question,
                               GError **error)
{
  g_autoptr (GArray) sortables = NULL;
  g_autoptr (HearthStmt) persons = NULL;
  g_autoptr (HearthStmt) steps = NULL;
  g_autoptr (HearthOwedRows) owed = NULL;
  g_autofree char *day = NULL;
  Place place;
  gboolean has_row;

  g_return_val_if_fail (db != NULL && question != NULL, NULL);
  g_return_val_if_fail (question->as_of != HEARTH_DATE_NONE && question->packs != NULL, NULL);

  sortables = _hearth_step_sortable_new ();
  day = hearth_date_to_string (question->as_of);
  persons = hearth_db_prepare (db, PERSONS, error);
  steps = persons != NULL ? hearth_db_prepare (db, STEPS, error) : NULL;
  owed = steps != NULL ? _hearth_owed_rows_new (db, question, error) : NULL;
  if (owed == NULL)
    return NULL;
  place = (Place){ .sortables = sortables, .persons = persons, .as_of = question->as_of };
  for (;;)
    {
      if (!hearth_stmt_step (persons, &has_row, error))
        return NULL;
      if (!has_row)
        return _hearth_step_sortable_finish (sortables, since_day, 0);
      if (!hearth_stmt_get_id (persons, 0, &place.case_id) ||
          !get_release (persons, question->as_of, &place.release))
        continue;
      hearth_stmt_reset (steps);
      hearth_stmt_bind_text (steps, 2, day);
      if (!add_case (&place, steps, owed, error))
        return NULL;
    }
}

/**
 * hearth_step_query_outstanding_to_tell:
 * @question: its day must be known
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
                                       const HearthOutstandingQuestion *question,
                                       gboolean *has_left_out,
                                       GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (has_left_out != NULL, NULL);

  rows = hearth_step_query_outstanding (db, question, error);
  if (rows == NULL || !hearth_event_leave_out_withheld (db, rows, has_left_out, error))
    return NULL;
  return g_steal_pointer (&rows);
}
