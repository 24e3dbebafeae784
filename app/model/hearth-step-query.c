/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of all cases by due date, and how many there are. Each way of asking has its statement over the
 * index made for it. Reader thread. */
#include "config.h"

#include "hearth-step-pool-private.h"
#include "hearth-step-query-private.h"
#include "hearth-step-schema.h"
#include "hearth-today-query.h"

#define SELECT "SELECT " HEARTH_STEP_COLUMNS ", " HEARTH_STEP_PERSON_COLUMNS " "
#define PERSON_OF_STEP                                                                             \
  "CROSS JOIN core.person p INDEXED BY person_of_case ON p.case_id = s.case_id AND p.gone = 0 "

#define FROM_CASE "FROM core.step s INDEXED BY step_of_case " PERSON_OF_STEP
#define FROM_OPEN "FROM core.step s INDEXED BY step_open_due " PERSON_OF_STEP
/* A step without a responsible of its own is the caseworker's, so "mine" are two walks. */
#define FROM_OWNER "FROM core.step s INDEXED BY step_open_owner " PERSON_OF_STEP
#define FROM_CASEWORKER                                                                            \
  "FROM core.person p INDEXED BY person_by_owner "                                                 \
  "CROSS JOIN core.step s INDEXED BY step_open_case ON s.case_id = p.case_id "
#define FROM_URGENT "FROM core.step s INDEXED BY step_urgent " PERSON_OF_STEP
#define FROM_PUT_OFF "FROM core.step s INDEXED BY step_put_off " PERSON_OF_STEP
#define FROM_REMINDED "FROM core.step s INDEXED BY step_reminded " PERSON_OF_STEP
#define FROM_ALL                                                                                   \
  "FROM core.person p INDEXED BY person_present "                                                  \
  "CROSS JOIN core.step s INDEXED BY step_of_case ON s.case_id = p.case_id AND s.gone = 0 "

/* Steps of people who are gone are few: they are counted apart and taken off, instead of looking up the
 * person of every step. */
#define COUNT_DUE                                                                                  \
  "SELECT count (*) FROM core.step s INDEXED BY step_open_due "                                    \
  "WHERE " HEARTH_STEP_OPEN_SQL ("s.") " AND s.due >= ?1 AND s.due < ?2"
#define COUNT_DUE_OF_GONE                                                                          \
  "SELECT count (*) FROM core.person p INDEXED BY person_present "                                 \
  "CROSS JOIN core.step s INDEXED BY step_open_case ON s.case_id = p.case_id "                     \
  "WHERE p.gone = 1 AND " HEARTH_STEP_OPEN_SQL ("s.") " AND s.due >= ?1 AND s.due < ?2"
/* Put off until later: few, and taken off as well. */
#define COUNT_PUT_OFF                                                                              \
  "SELECT count (*) FROM core.step s INDEXED BY step_put_off " PERSON_OF_STEP                      \
  "WHERE " HEARTH_STEP_OPEN_SQL ("s.") " AND s.snoozed_to > ?1 AND s.due < ?1"
#define COUNT_PUT_OFF_TODAY                                                                        \
  "SELECT count (*) FROM core.step s INDEXED BY step_put_off " PERSON_OF_STEP                      \
  "WHERE " HEARTH_STEP_OPEN_SQL ("s.") " AND s.snoozed_to > ?1 AND s.due = ?1"
#define COUNT_CASES "SELECT count (*) FROM core.person INDEXED BY person_present WHERE gone = 0"
#define COUNT_OWED                                                                                 \
  "SELECT count (*) FROM core.person p INDEXED BY person_present WHERE p.gone = 0 "                \
  "AND (p.event IS NULL OR EXISTS (SELECT 1 FROM core.event e WHERE e.rec = p.event "              \
  "AND e.gone = 0 AND ifnull (e.embargo, 0) = 0)) AND (EXISTS "                                    \
  "(SELECT 1 FROM core.step s INDEXED BY step_board WHERE s.case_id = p.case_id "                  \
  "AND " HEARTH_STEP_OPEN_SQL ("s.") " AND " HEARTH_STEP_OWED_SQL ("s.") ")"
#define COUNT_OWED_WITH_MONEY                                                                      \
  COUNT_OWED " OR EXISTS (SELECT 1 FROM benefits.owed o WHERE o.case_id = p.case_id))"

enum
{
  PARAM_DUE = 1,
  PARAM_TRACK,
  PARAM_OWNER,
  PARAM_CASE,
  PARAM_LIMIT,
  PARAM_TODAY,
  PARAM_FROM,
  PARAM_TEMPLATES,
};

/* Which walk answers a filter. */
typedef enum
{
  WALK_CASE,
  WALK_ALL,
  WALK_OPEN,
  WALK_OWNER,
  WALK_CASEWORKER,
  WALK_URGENT,
  WALK_PUT_OFF,
  WALK_REMINDED,
} StepWalk;

static const char *const walks[] = {
  [WALK_CASE] = FROM_CASE "WHERE s.case_id = ?4 AND s.gone = 0",
  [WALK_ALL] = FROM_ALL "WHERE p.gone = 0",
  [WALK_OPEN] = FROM_OPEN "WHERE s.gone = 0",
  [WALK_OWNER] = FROM_OWNER "WHERE s.owner = ?3",
  [WALK_CASEWORKER] = FROM_CASEWORKER "WHERE p.gone = 0 AND p.owner = ?3 AND s.owner IS NULL",
  [WALK_URGENT] = FROM_URGENT "WHERE s.urgent = 1",
  [WALK_PUT_OFF] = FROM_PUT_OFF "WHERE s.snoozed_to > ?6",
  [WALK_REMINDED] = FROM_REMINDED "WHERE s.remind_on <= ?6",
};

static StepWalk
choose_walk (const HearthStepFilter *filter)
{
  switch (filter->only)
    {
    case HEARTH_STEP_ONLY_URGENT:
      return WALK_URGENT;
    case HEARTH_STEP_ONLY_PUT_OFF:
      return WALK_PUT_OFF;
    case HEARTH_STEP_ONLY_REMINDED:
      return WALK_REMINDED;
    case HEARTH_STEP_ONLY_ANY:
    default:
      break;
    }
  if (filter->case_id != NULL)
    return WALK_CASE;
  if (!filter->open_only)
    return WALK_ALL;
  return filter->owner != NULL ? WALK_OWNER : WALK_OPEN;
}

/* Without a limit by due date the undated come first in the index and last for people, so that the rows
 * are cut after they were put in order. */
static gboolean
is_cut_by_sql (const HearthStepFilter *filter, StepWalk walk)
{
  return (walk == WALK_OPEN || walk == WALK_CASEWORKER) && filter->limit > 0 &&
         filter->due_before != HEARTH_DATE_NONE;
}

static char *
build_sql (const HearthStepFilter *filter, StepWalk walk)
{
  GString *sql = g_string_new (SELECT);

  g_string_append (sql, walks[walk]);
  if (filter->open_only)
    g_string_append (sql, " AND " HEARTH_STEP_OPEN_SQL ("s."));
  if (filter->due_before != HEARTH_DATE_NONE)
    g_string_append (sql, " AND s.due < ?1");
  if (filter->due_from != NULL)
    g_string_append (sql, " AND s.due >= ?7");
  if (filter->templates != NULL)
    g_string_append (sql, " AND instr (?8, ' ' || s.template || ' ') > 0");
  if (filter->track != NULL)
    g_string_append (sql, " AND s.track = ?2");
  if (filter->owner != NULL && walk != WALK_OWNER && walk != WALK_CASEWORKER)
    g_string_append (sql, " AND ifnull (s.owner, p.owner) = ?3");
  if (is_cut_by_sql (filter, walk))
    g_string_append (sql, " ORDER BY s.due LIMIT ?5");
  return g_string_free (sql, FALSE);
}

static void
bind_filter (HearthStmt *stmt, const HearthStepFilter *filter, StepWalk walk, HearthDate today)
{
  if (filter->due_before != HEARTH_DATE_NONE)
    {
      g_autofree char *due = hearth_date_to_string (filter->due_before);

      hearth_stmt_bind_text (stmt, PARAM_DUE, due);
    }
  if (filter->due_from != NULL)
    {
      g_autofree char *from = hearth_date_to_string (*filter->due_from);

      hearth_stmt_bind_text (stmt, PARAM_FROM, from);
    }
  if (filter->templates != NULL)
    hearth_stmt_bind_text (stmt, PARAM_TEMPLATES, filter->templates);
  if (filter->track != NULL)
    hearth_stmt_bind_text (stmt, PARAM_TRACK, filter->track);
  if (filter->owner != NULL)
    hearth_stmt_bind_text (stmt, PARAM_OWNER, filter->owner);
  if (filter->case_id != NULL)
    hearth_stmt_bind_id (stmt, PARAM_CASE, filter->case_id);
  if (is_cut_by_sql (filter, walk))
    hearth_stmt_bind_int (stmt, PARAM_LIMIT, filter->limit);
  if (walk == WALK_PUT_OFF || walk == WALK_REMINDED)
    {
      g_autofree char *day = hearth_date_to_string (today);

      hearth_stmt_bind_text (stmt, PARAM_TODAY, day);
    }
}

static HearthDate
due_day (const HearthStepRow *row)
{
  return row->due;
}

static HearthDate
day_of_return (const HearthStepRow *row)
{
  return row->snoozed_to;
}

static gboolean
run_walk (HearthDb *db,
          const HearthStepFilter *filter,
          StepWalk walk,
          HearthDate today,
          HearthStepPool *pool,
          GArray *sortables,
          GError **error)
{
  g_autofree char *sql = build_sql (filter, walk);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;
  bind_filter (stmt, filter, walk, today);
  for (;;)
    {
      g_autoptr (HearthStepRow) row = NULL;
      HearthStepSortable sortable;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      row = _hearth_step_pool_add (pool);
      if (!_hearth_step_row_read_step (row, stmt, 0))
        continue;
      _hearth_step_row_read_person (row, stmt, HEARTH_STEP_N_COLUMNS);
      if (row->due != HEARTH_DATE_NONE && today != HEARTH_DATE_NONE && row->due < today)
        row->age_days = (gint64) today - row->due;
      sortable.row = g_steal_pointer (&row);
      sortable.name_key = _hearth_step_dup_name_key (stmt, HEARTH_STEP_N_COLUMNS);
      g_array_append_val (sortables, sortable);
    }
}

/**
 * hearth_step_query_run:
 * @filter: which steps; borrowed
 * @today: from which ages of open steps past their due date count
 *
 * Returns: (transfer full) (element-type HearthStepRow): by due date, then name; undated last. age_days
 *   are the days past the due date, 0 if there are none. %NULL with an error.
 *   Thread: the connection's.
 */
GPtrArray *
hearth_step_query_run (HearthDb *db,
                       const HearthStepFilter *filter,
                       HearthDate today,
                       GError **error)
{
  g_autoptr (GArray) sortables = NULL;
  g_autoptr (HearthStepPool) pool = NULL;
  StepWalk walk;

  g_return_val_if_fail (db != NULL && filter != NULL, NULL);

  sortables = _hearth_step_sortable_new ();
  pool = _hearth_step_pool_new ();
  walk = choose_walk (filter);
  if (!run_walk (db, filter, walk, today, pool, sortables, error))
    return NULL;
  if (walk == WALK_OWNER && !run_walk (db, filter, WALK_CASEWORKER, today, pool, sortables, error))
    return NULL;
  return _hearth_step_sortable_finish (sortables, walk == WALK_PUT_OFF ? day_of_return : due_day,
                                       filter->limit);
}

static gboolean
count (HearthDb *db,
       const char *sql,
       const char *first,
       const char *second,
       guint *out,
       GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;
  if (first != NULL)
    hearth_stmt_bind_text (stmt, 1, first);
  if (second != NULL)
    hearth_stmt_bind_text (stmt, 2, second);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  *out = has_row ? (guint) hearth_stmt_get_int (stmt, 0) : 0;
  return TRUE;
}

static gboolean
count_due (HearthDb *db, const char *from, const char *to, guint *out, GError **error)
{
  guint n_gone;

  if (!count (db, COUNT_DUE, from, to, out, error) ||
      !count (db, COUNT_DUE_OF_GONE, from, to, &n_gone, error))
    return FALSE;
  *out -= MIN (n_gone, *out);
  return TRUE;
}

static gboolean
count_put_off (HearthDb *db, const char *today, HearthCounts *out, GError **error)
{
  guint n_overdue, n_today;

  if (!count (db, COUNT_PUT_OFF, today, NULL, &n_overdue, error) ||
      !count (db, COUNT_PUT_OFF_TODAY, today, NULL, &n_today, error))
    return FALSE;
  out->n_overdue -= MIN (n_overdue, out->n_overdue);
  out->n_due_today -= MIN (n_today, out->n_due_today);
  return TRUE;
}

/**
 * hearth_step_query_counts:
 * @today: must be known
 * @out: (out): the numbers; undefined on error
 *
 * Returns: %FALSE with an error. Thread: the connection's.
 */
gboolean
hearth_step_query_counts (HearthDb *db, HearthDate today, HearthCounts *out, GError **error)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  const char *count_owed;

  g_return_val_if_fail (db != NULL && out != NULL, FALSE);
  g_return_val_if_fail (today != HEARTH_DATE_NONE, FALSE);

  from = hearth_date_to_string (today);
  to = hearth_date_to_string (today + 1);
  count_owed =
      hearth_db_has (db, HEARTH_COMPARTMENT_BENEFITS) ? COUNT_OWED_WITH_MONEY : COUNT_OWED ")";
  return count_due (db, from, to, &out->n_due_today, error) &&
         count_due (db, "", from, &out->n_overdue, error) && count_put_off (db, from, out, error) &&
         hearth_today_query_count_alarms (db, &out->n_alarms, error) &&
         count (db, COUNT_CASES, NULL, NULL, &out->n_cases, error) &&
         count (db, count_owed, NULL, NULL, &out->n_outstanding_people, error);
}
