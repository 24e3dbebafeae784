/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each question has its statement over the partial index made for it: what is open is little among much. */
#include "config.h"

#include "hearth-today-query.h"

#include "hearth-letter-query.h"
#include "hearth-step-schema.h"
#include "hearth-stmt.h"

#define PERSON "p.number, p.surname, p.given"
#define PERSON_OF(alias)                                                                           \
  "CROSS JOIN core.person p INDEXED BY person_of_case ON p.case_id = " alias                       \
  ".case_id AND p.gone = 0 "
#define OPEN_ALARM "a.gone = 0 AND a.alarm IS NOT NULL AND a.acknowledged_on IS NULL"
#define ALARM_COLUMNS "a.rec, a.case_id, a.n, a.questionnaire, a.alarm, a.filled_on, " PERSON

/* Where alarms are kept: a login asks those that it holds. */
static const struct
{
  const char *kind;
  const char *select;
} alarm_sources[] = {
  { "answers",
    "SELECT " ALARM_COLUMNS
    " FROM medical.answers a INDEXED BY answers_alarm " PERSON_OF ("a") "WHERE " OPEN_ALARM },
  { "restricted_answers",
    "SELECT " ALARM_COLUMNS " FROM restricted.restricted_answers a"
    " INDEXED BY restricted_answers_alarm " PERSON_OF ("a") "WHERE " OPEN_ALARM },
};

/* Made again later: its own next date counts. */
#define CHECK_AGAIN(table, index)                                                                  \
  "SELECT w.rec, w.case_id, w.\"check\", w.next_on, p.owner, " PERSON " FROM " table               \
  " w INDEXED BY " index                                                                           \
  " " PERSON_OF ("w") "WHERE w.gone = 0 AND w.next_on IS NOT NULL"                                 \
                      " AND w.next_on <= ?1 AND NOT EXISTS (SELECT 1 FROM " table                  \
                      " l WHERE l.case_id = w.case_id"                                             \
                      " AND l.\"check\" = w.\"check\" AND l.gone = 0 AND l.done_on > w.done_on)"

/* What has a day by which it was to be there, and no step of the plan that says so. Columns as in add_wait();
 * "late": how many days after the date of the row. */
static const struct
{
  const char *kind;
  const char *about;
  const char *select;
  int late;
} wait_sources[] = {
  { "document", "document",
    "SELECT w.rec, w.case_id, w.document, w.due_on, p.owner, " PERSON
    " FROM core.document w INDEXED BY document_open " PERSON_OF (
        "w") "WHERE w.gone = 0 AND w.state = 'applied' AND w.due_on <= ?1",
    0 },
  /* A document that was applied for waits by itself. */
  { "letter", "template",
    "SELECT w.rec, w.case_id, ifnull (w.template, w.addressee), w.written_on, p.owner, " PERSON
    " FROM core.letter w INDEXED BY letter_open " PERSON_OF (
        "w") "WHERE w.gone = 0 AND w.answered_on IS NULL AND w.written_on <= ?1 AND NOT EXISTS "
             "(SELECT 1 FROM core.document d WHERE d.rec = w.about AND d.gone = 0)",
    HEARTH_LETTER_ANSWER_DAYS },
  { "check", "check", CHECK_AGAIN ("medical.\"check\"", "check_again"), 0 },
  { "restricted_check", "check",
    CHECK_AGAIN ("restricted.restricted_check", "restricted_check_again"), 0 },
};

#define OPEN_STEPS                                                                                 \
  "SELECT s.template FROM core.step s INDEXED BY step_open_case WHERE s.case_id = ?1 "             \
  "AND " HEARTH_STEP_OPEN_SQL ("s.")

#define COUNT_URGENT                                                                               \
  "SELECT count (*) FROM core.step s INDEXED BY step_urgent " PERSON_OF (                          \
      "s") "WHERE " HEARTH_STEP_OPEN_SQL ("s.") " AND s.urgent = 1"

static void
alarm_row_free (gpointer data)
{
  HearthAlarmRow *self = data;

  g_free (self->case_number);
  g_free (self->surname);
  g_free (self->given);
  g_free (self->questionnaire);
  g_free (self->alarm);
  g_free (self);
}

static void
wait_row_free (gpointer data)
{
  HearthWaitRow *self = data;

  g_free (self->case_number);
  g_free (self->surname);
  g_free (self->given);
  g_free (self->about);
  g_free (self);
}

/** hearth_today_free: Thread: any. */
void
hearth_today_free (HearthToday *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->alarms, g_ptr_array_unref);
  g_clear_pointer (&self->urgent, g_ptr_array_unref);
  g_clear_pointer (&self->due, g_ptr_array_unref);
  g_clear_pointer (&self->put_off, g_ptr_array_unref);
  g_clear_pointer (&self->waits, g_ptr_array_unref);
  g_free (self);
}

static HearthDate
get_date (HearthStmt *stmt, int column)
{
  const char *text = hearth_stmt_get_text (stmt, column);
  HearthDate date;

  return text != NULL && hearth_date_parse (text, &date) ? date : HEARTH_DATE_NONE;
}

static void
add_alarm (GPtrArray *rows, const HearthKind *kind, HearthStmt *stmt)
{
  HearthAlarmRow *row = g_new0 (HearthAlarmRow, 1);

  g_ptr_array_add (rows, row);
  row->kind = kind;
  if (!hearth_stmt_get_id (stmt, 0, &row->rec) || !hearth_stmt_get_id (stmt, 1, &row->case_id))
    {
      g_ptr_array_set_size (rows, (gint) rows->len - 1);
      return;
    }
  row->revision = hearth_stmt_get_int (stmt, 2);
  row->questionnaire = hearth_stmt_dup_text (stmt, 3);
  row->alarm = hearth_stmt_dup_text (stmt, 4);
  row->filled_on = get_date (stmt, 5);
  row->case_number = hearth_stmt_dup_text (stmt, 6);
  row->surname = hearth_stmt_dup_text (stmt, 7);
  row->given = hearth_stmt_dup_text (stmt, 8);
}

static gboolean
read_alarms (HearthDb *db, guint source, GPtrArray *rows, GError **error)
{
  const HearthKind *kind = hearth_registry_find_kind (alarm_sources[source].kind);
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row = TRUE;

  if (!hearth_db_has (db, kind->cmp))
    return TRUE;
  stmt = hearth_db_prepare (db, alarm_sources[source].select, error);
  if (stmt == NULL)
    return FALSE;
  while (has_row)
    {
      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (has_row)
        add_alarm (rows, kind, stmt);
    }
  return TRUE;
}

static gint
compare_days (HearthDate a, HearthDate b)
{
  return (a > b) - (a < b);
}

static gint
compare_alarms (gconstpointer a, gconstpointer b)
{
  const HearthAlarmRow *left = *(HearthAlarmRow *const *) a;
  const HearthAlarmRow *right = *(HearthAlarmRow *const *) b;
  gint order = compare_days (left->filled_on, right->filled_on);

  return order != 0 ? order : g_strcmp0 (left->case_number, right->case_number);
}

/** hearth_today_query_alarms: (transfer full): see the header; %NULL with an error. Thread: the connection's. */
GPtrArray *
hearth_today_query_alarms (HearthDb *db, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (alarm_row_free);

  g_return_val_if_fail (db != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (alarm_sources); i++)
    if (!read_alarms (db, i, rows, error))
      return NULL;
  g_ptr_array_sort (rows, compare_alarms);
  return g_steal_pointer (&rows);
}

static gboolean
is_asked (const HearthTodayQuestion *question, const char *owner)
{
  return question->owner == NULL || g_strcmp0 (question->owner, owner) == 0;
}

static void
add_wait (
    GPtrArray *rows, const HearthKind *kind, const HearthField *field, int late, HearthStmt *stmt)
{
  HearthWaitRow *row = g_new0 (HearthWaitRow, 1);

  g_ptr_array_add (rows, row);
  row->kind = kind;
  row->about_field = field;
  if (!hearth_stmt_get_id (stmt, 0, &row->rec) || !hearth_stmt_get_id (stmt, 1, &row->case_id))
    {
      g_ptr_array_set_size (rows, (gint) rows->len - 1);
      return;
    }
  row->about = hearth_stmt_dup_text (stmt, 2);
  row->expected = get_date (stmt, 3);
  if (row->expected != HEARTH_DATE_NONE)
    row->expected += late;
  row->case_number = hearth_stmt_dup_text (stmt, 5);
  row->surname = hearth_stmt_dup_text (stmt, 6);
  row->given = hearth_stmt_dup_text (stmt, 7);
}

static gboolean
read_waits (HearthDb *db,
            guint source,
            const HearthTodayQuestion *question,
            GPtrArray *rows,
            GError **error)
{
  const HearthKind *kind = hearth_registry_find_kind (wait_sources[source].kind);
  const HearthField *field = hearth_kind_find_field (kind, wait_sources[source].about);
  g_autofree char *until = hearth_date_to_string (question->today - wait_sources[source].late);
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row = TRUE;

  if (!hearth_db_has (db, kind->cmp))
    return TRUE;
  stmt = hearth_db_prepare (db, wait_sources[source].select, error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_text (stmt, 1, until);
  while (has_row)
    {
      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (has_row && is_asked (question, hearth_stmt_get_text (stmt, 4)))
        add_wait (rows, kind, field, wait_sources[source].late, stmt);
    }
  return TRUE;
}

static gint
compare_waits (gconstpointer a, gconstpointer b)
{
  const HearthWaitRow *left = *(HearthWaitRow *const *) a;
  const HearthWaitRow *right = *(HearthWaitRow *const *) b;
  gint order = compare_days (left->expected, right->expected);

  return order != 0 ? order : g_strcmp0 (left->case_number, right->case_number);
}

/* The steps of the catalogue's entry; NULL: the row is of no check, or nothing is known of it. */
static const char *const *
steps_of (const HearthWaitRow *row, HearthPackSet *packs)
{
  const HearthPackEntry *entry =
      packs != NULL && row->about != NULL && g_strcmp0 (row->about_field->pack, "check") == 0
          ? hearth_pack_set_lookup (packs, "check", row->about)
          : NULL;

  return entry != NULL ? hearth_pack_entry_get_list (entry, "Steps") : NULL;
}

/* Whether an open step of the plan says the same. */
static gboolean
find_step (
    HearthDb *db, const HearthWaitRow *row, const char *const *steps, gboolean *out, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, OPEN_STEPS, error);
  gboolean has_row = TRUE;

  *out = FALSE;
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, &row->case_id);
  while (has_row && !*out)
    {
      const char *template_id;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      template_id = has_row ? hearth_stmt_get_text (stmt, 0) : NULL;
      *out = template_id != NULL && g_strv_contains (steps, template_id);
    }
  return TRUE;
}

static gboolean
leave_out_steps (HearthDb *db, GPtrArray *rows, HearthPackSet *packs, GError **error)
{
  for (guint i = rows->len; i > 0; i--)
    {
      const char *const *steps = steps_of (rows->pdata[i - 1], packs);
      gboolean has_step = FALSE;

      if (steps != NULL && !find_step (db, rows->pdata[i - 1], steps, &has_step, error))
        return FALSE;
      if (has_step)
        g_ptr_array_remove_index (rows, i - 1);
    }
  return TRUE;
}

static GPtrArray *
list_waits (HearthDb *db, const HearthTodayQuestion *question, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (wait_row_free);

  for (guint i = 0; i < G_N_ELEMENTS (wait_sources); i++)
    if (!read_waits (db, i, question, rows, error))
      return NULL;
  if (!leave_out_steps (db, rows, question->packs, error))
    return NULL;
  g_ptr_array_sort (rows, compare_waits);
  return g_steal_pointer (&rows);
}

static GPtrArray *
list_steps (HearthDb *db, const HearthTodayQuestion *question, HearthStepOnly only, GError **error)
{
  gboolean is_urgent = only == HEARTH_STEP_ONLY_URGENT;
  HearthStepFilter filter = {
    .track = is_urgent ? NULL : question->track,
    .owner = is_urgent ? NULL : question->owner,
    .open_only = TRUE,
    .limit = question->limit,
    .only = only,
  };

  if (only == HEARTH_STEP_ONLY_ANY)
    filter.due_before = question->today + (HearthDate) question->days_ahead + 1;
  else
    filter.due_before = HEARTH_DATE_NONE;
  return hearth_step_query_run (db, &filter, question->today, error);
}

/* Those that stand in another group of the page. */
static gboolean
is_elsewhere (const HearthStepRow *row, HearthDate today)
{
  return row->is_urgent || (row->snoozed_to != HEARTH_DATE_NONE && row->snoozed_to > today);
}

static void
take_due (GPtrArray *from, GPtrArray *to, const HearthTodayQuestion *question, gboolean is_late)
{
  HearthDate last = question->today + (HearthDate) question->days_ahead;

  for (guint i = 0; i < from->len; i++)
    {
      HearthStepRow *row = from->pdata[i];
      gboolean is_listed = row->due != HEARTH_DATE_NONE && row->due <= last;

      if (is_elsewhere (row, question->today) || (is_late && is_listed))
        continue;
      g_ptr_array_add (to, row);
      from->pdata[i] = NULL;
    }
}

static void
step_row_free (gpointer data)
{
  hearth_step_row_free (data);
}

static GPtrArray *
list_due (HearthDb *db, const HearthTodayQuestion *question, GError **error)
{
  g_autoptr (GPtrArray) due = list_steps (db, question, HEARTH_STEP_ONLY_ANY, error);
  g_autoptr (GPtrArray) reminded =
      due != NULL ? list_steps (db, question, HEARTH_STEP_ONLY_REMINDED, error) : NULL;
  GPtrArray *rows;

  if (reminded == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func (step_row_free);
  take_due (due, rows, question, FALSE);
  take_due (reminded, rows, question, TRUE);
  return rows;
}

/**
 * hearth_today_query_run:
 * @question: borrowed
 *
 * Returns: (transfer full): see HearthToday; %NULL with an error. Thread: the connection's.
 */
HearthToday *
hearth_today_query_run (HearthDb *db, const HearthTodayQuestion *question, GError **error)
{
  g_autoptr (HearthToday) self = g_new0 (HearthToday, 1);

  g_return_val_if_fail (db != NULL && question != NULL, NULL);
  g_return_val_if_fail (question->today != HEARTH_DATE_NONE, NULL);

  self->alarms = hearth_today_query_alarms (db, error);
  if (self->alarms != NULL)
    self->urgent = list_steps (db, question, HEARTH_STEP_ONLY_URGENT, error);
  if (self->urgent != NULL)
    self->due = list_due (db, question, error);
  if (self->due != NULL)
    self->put_off = list_steps (db, question, HEARTH_STEP_ONLY_PUT_OFF, error);
  if (self->put_off != NULL)
    self->waits = list_waits (db, question, error);
  return self->waits != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * hearth_today_query_count_alarms:
 * @out: (out): how many things need somebody at once
 *
 * An alarm and the step that it made are one: a login counts the more of the two that it can read.
 *
 * Returns: %FALSE with an error. Thread: the connection's.
 */
gboolean
hearth_today_query_count_alarms (HearthDb *db, guint *out, GError **error)
{
  g_autoptr (GPtrArray) alarms = NULL;
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (db != NULL && out != NULL, FALSE);

  alarms = hearth_today_query_alarms (db, error);
  stmt = alarms != NULL ? hearth_db_prepare (db, COUNT_URGENT, error) : NULL;
  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  *out = MAX (alarms->len, has_row ? (guint) hearth_stmt_get_int (stmt, 0) : 0);
  return TRUE;
}
