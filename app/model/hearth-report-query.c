/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-report-query.h"

#include "hearth-event-query.h"
#include "hearth-model-error.h"
#include "hearth-step-query-private.h"
#include "hearth-step-schema.h"

#define PEOPLE                                                                                     \
  "SELECT case_id, owner, facility, category, event, arrived FROM core.person WHERE gone = 0"
/* case, what, state, owner, due, done on, urgent, occurrence, number */
#define OPEN_STEPS                                                                                 \
  "SELECT s.case_id, s.template, s.state, s.owner, s.due, s.done_on, s.urgent, 0, 1 "              \
  "FROM core.step s INDEXED BY step_open_case WHERE " HEARTH_STEP_OPEN_SQL ("s.")
#define FOLLOW_UP                                                                                  \
  "SELECT case_id, template, state, owner, due, done_on, urgent, occurrence, 1 "                   \
  "FROM core.step INDEXED BY step_of_case WHERE case_id = ?1 AND gone = 0 AND track = 'followup'"
#define DOCUMENTS                                                                                  \
  "SELECT case_id, document, state, NULL, due_on, handed_on, 0, 0, 1 FROM core.document WHERE "    \
  "gone = 0"
#define STEP_STATES                                                                                \
  "SELECT case_id, NULL, state, NULL, NULL, NULL, 0, 0, count (*) "                                \
  "FROM core.step INDEXED BY step_of_case WHERE case_id = ?1 AND gone = 0 GROUP BY state"
#define RELEASED                                                                                   \
  "SELECT max (released) FROM core.captivity INDEXED BY captivity_of_case "                        \
  "WHERE case_id = ?1 AND gone = 0"
/* As hearth_ledger_counts() says: of two corrections of one entry that with the greater id. */
#define PAYMENTS                                                                                   \
  "SELECT case_id, benefit, entry, NULL, NULL, paid_on, 0, 0, amount_kop "                         \
  "FROM benefits.payment e WHERE gone = 0 AND void_reason IS NULL AND NOT EXISTS "                 \
  "(SELECT 1 FROM benefits.payment c WHERE c.case_id = e.case_id AND c.gone = 0 "                  \
  "AND c.void_reason IS NULL AND (c.corrects = e.rec OR c.corrects = e.corrects AND c.rec > "      \
  "e.rec))"
#define CHECKS                                                                                     \
  "SELECT case_id, \"check\", outcome, NULL, "                                                     \
  "CASE WHEN row_number () OVER (PARTITION BY case_id, \"check\" ORDER BY done_on DESC, rec) = 1 " \
  "THEN next_on END, done_on, 0, 0, 1 FROM medical.\"check\" WHERE gone = 0"
#define RESULTS(what, table, day, if)                                                              \
  " UNION ALL SELECT case_id, " what ", NULL, NULL, NULL, " day ", 0, 0, 1 FROM medical." table    \
  " WHERE gone = 0" if
/* An examination for injuries is one, however many are found. */
#define EXAMINATIONS                                                                               \
  " UNION ALL SELECT case_id, 'injuries', NULL, NULL, NULL, examined_on, 0, 0, 1 FROM "            \
  "medical.injury "                                                                                \
  "WHERE gone = 0 GROUP BY case_id, examined_on"
#define ALL_CHECKS                                                                                 \
  CHECKS RESULTS ("'vital-signs'", "vitals", "measured_on",                                        \
                  " AND (pulse IS NOT NULL OR systolic IS NOT NULL OR temperature_dc IS NOT "      \
                  "NULL)")                                                                         \
      RESULTS ("'weight-height'", "vitals", "measured_on", " AND weight_g IS NOT NULL")            \
          RESULTS ("'refeeding-risk'", "feeding", "assessed_on", "")                               \
              RESULTS ("questionnaire", "answers", "filled_on", "") EXAMINATIONS

static void
person_free (gpointer data)
{
  HearthReportPerson *person = data;

  g_free (person->owner);
  g_free (person->facility);
  g_free (person->category);
  g_free (person->event);
  g_free (person);
}

/** hearth_report_people_free: @self: (transfer full) (nullable) */
void
hearth_report_people_free (HearthReportPeople *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_case);
  g_ptr_array_unref (self->list);
  g_free (self);
}

/* @known: hex digits -> whether numbers of the event may be told. */
static gboolean
may_tell (HearthDb *db, const HearthId *event, GHashTable *known, gboolean *out, GError **error)
{
  g_autofree char *key = hearth_id_to_string (event);
  gpointer answer;

  if (g_hash_table_lookup_extended (known, key, NULL, &answer))
    {
      *out = GPOINTER_TO_INT (answer);
      return TRUE;
    }
  if (!hearth_event_may_tell_count (db, event, out, error))
    return FALSE;
  g_hash_table_insert (known, g_steal_pointer (&key), GINT_TO_POINTER (*out));
  return TRUE;
}

static gboolean
add_person (
    HearthDb *db, HearthStmt *stmt, HearthReportPeople *self, GHashTable *known, GError **error)
{
  HearthReportPerson *person;
  HearthId case_id, event;
  gboolean has_event = hearth_stmt_get_id (stmt, 4, &event);
  gboolean is_told = TRUE;

  if (!hearth_stmt_get_id (stmt, 0, &case_id))
    return TRUE;
  if (has_event && !may_tell (db, &event, known, &is_told, error))
    return FALSE;
  if (!is_told)
    {
      self->has_left_out = TRUE;
      return TRUE;
    }
  person = g_new0 (HearthReportPerson, 1);
  person->case_id = case_id;
  person->owner = hearth_stmt_dup_text (stmt, 1);
  person->facility = hearth_stmt_dup_text (stmt, 2);
  person->category = hearth_stmt_dup_text (stmt, 3);
  person->event = has_event ? hearth_id_to_string (&event) : NULL;
  person->arrived = _hearth_step_get_date (stmt, 5);
  person->released = HEARTH_DATE_NONE;
  g_ptr_array_add (self->list, person);
  g_hash_table_insert (self->by_case, &person->case_id, person);
  return TRUE;
}

/** hearth_report_query_people: Returns: (transfer full): %NULL with an error. Thread: the connection's. */
HearthReportPeople *
hearth_report_query_people (HearthDb *db, GError **error)
{
  g_autoptr (HearthReportPeople) self = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (HearthStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  self = g_new0 (HearthReportPeople, 1);
  self->list = g_ptr_array_new_with_free_func (person_free);
  self->by_case = g_hash_table_new (hearth_id_hash, hearth_id_equal);
  stmt = hearth_db_prepare (db, PEOPLE, error);
  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      gboolean has_row;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&self);
      if (!add_person (db, stmt, self, known, error))
        return NULL;
    }
}

static gboolean
tell_rows (HearthStmt *stmt,
           HearthReportPeople *people,
           HearthReportFunc func,
           gpointer data,
           GError **error)
{
  for (;;)
    {
      HearthReportItem item = { NULL };
      HearthId case_id;
      gboolean has_row;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (hearth_stmt_get_id (stmt, 0, &case_id))
        item.person = g_hash_table_lookup (people->by_case, &case_id);
      if (item.person == NULL)
        continue;
      item.what = hearth_stmt_get_text (stmt, 1);
      item.state = hearth_stmt_get_text (stmt, 2);
      item.owner = hearth_stmt_get_text (stmt, 3);
      if (item.owner == NULL)
        item.owner = item.person->owner;
      item.due = _hearth_step_get_date (stmt, 4);
      item.done_on = _hearth_step_get_date (stmt, 5);
      item.is_urgent = hearth_stmt_get_int (stmt, 6) != 0;
      item.occurrence = hearth_stmt_get_int (stmt, 7);
      item.number = hearth_stmt_get_int (stmt, 8);
      func (&item, data);
    }
}

static gboolean
tell (HearthDb *db,
      const char *sql,
      HearthReportPeople *people,
      HearthReportFunc func,
      gpointer data,
      GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);

  return stmt != NULL && tell_rows (stmt, people, func, data, error);
}

/** hearth_report_query_open_steps: in no order. Returns: %FALSE with an error. Thread: the connection's. */
gboolean
hearth_report_query_open_steps (
    HearthDb *db, HearthReportPeople *people, HearthReportFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (db != NULL && people != NULL && func != NULL, FALSE);

  return tell (db, OPEN_STEPS, people, func, data, error);
}

/* The index of steps begins with the case. */
static gboolean
tell_by_case (HearthDb *db,
              const char *sql,
              HearthReportPeople *people,
              HearthReportFunc func,
              gpointer data,
              GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);

  for (guint i = 0; stmt != NULL && i < people->list->len; i++)
    {
      const HearthReportPerson *person = people->list->pdata[i];

      hearth_stmt_reset (stmt);
      hearth_stmt_bind_id (stmt, 1, &person->case_id);
      if (!tell_rows (stmt, people, func, data, error))
        return FALSE;
    }
  return stmt != NULL;
}

/** hearth_report_query_follow_up: Returns: %FALSE with an error. Thread: the connection's. */
gboolean
hearth_report_query_follow_up (
    HearthDb *db, HearthReportPeople *people, HearthReportFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (db != NULL && people != NULL && func != NULL, FALSE);

  return tell_by_case (db, FOLLOW_UP, people, func, data, error);
}

/** hearth_report_query_step_states: Returns: %FALSE with an error. Thread: the connection's. */
gboolean
hearth_report_query_step_states (
    HearthDb *db, HearthReportPeople *people, HearthReportFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (db != NULL && people != NULL && func != NULL, FALSE);

  return tell_by_case (db, STEP_STATES, people, func, data, error);
}

/** hearth_report_query_releases: Returns: %FALSE with an error. Thread: the connection's. */
gboolean
hearth_report_query_releases (HearthDb *db, HearthReportPeople *people, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && people != NULL, FALSE);

  stmt = hearth_db_prepare (db, RELEASED, error);
  for (guint i = 0; stmt != NULL && i < people->list->len; i++)
    {
      HearthReportPerson *person = people->list->pdata[i];
      HearthPartialDate date;
      gboolean has_row;

      hearth_stmt_reset (stmt);
      hearth_stmt_bind_id (stmt, 1, &person->case_id);
      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (has_row && hearth_stmt_get_text (stmt, 0) != NULL &&
          hearth_partial_date_parse (hearth_stmt_get_text (stmt, 0), &date) &&
          hearth_partial_date_is_known (&date))
        person->released = hearth_partial_date_last (&date);
    }
  return stmt != NULL;
}

/** hearth_report_query_documents: Returns: %FALSE with an error. Thread: the connection's. */
gboolean
hearth_report_query_documents (
    HearthDb *db, HearthReportPeople *people, HearthReportFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (db != NULL && people != NULL && func != NULL, FALSE);

  return tell (db, DOCUMENTS, people, func, data, error);
}

static gboolean
tell_if_held (HearthDb *db,
              HearthCompartment cmp,
              const char *sql,
              HearthReportPeople *people,
              HearthReportFunc func,
              gpointer data,
              GError **error)
{
  if (hearth_db_has (db, cmp))
    return tell (db, sql, people, func, data, error);
  g_set_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_NO_ACCESS,
               "this login does not hold the compartment %s", hearth_compartment_get_name (cmp));
  return FALSE;
}

/** hearth_report_query_payments: in no order. Returns: %FALSE with an error. Thread: the connection's. */
gboolean
hearth_report_query_payments (
    HearthDb *db, HearthReportPeople *people, HearthReportFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (db != NULL && people != NULL && func != NULL, FALSE);

  return tell_if_held (db, HEARTH_COMPARTMENT_BENEFITS, PAYMENTS, people, func, data, error);
}

/** hearth_report_query_checks: Returns: %FALSE with an error. Thread: the connection's. */
gboolean
hearth_report_query_checks (
    HearthDb *db, HearthReportPeople *people, HearthReportFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (db != NULL && people != NULL && func != NULL, FALSE);

  return tell_if_held (db, HEARTH_COMPARTMENT_MEDICAL, ALL_CHECKS, people, func, data, error);
}
