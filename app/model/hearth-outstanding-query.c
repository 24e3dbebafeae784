/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is still owed to people, over all cases: people, releases, steps and sums are each read in one walk, in
 * the order in which they lie, and put together by the ids of cases, for of a hundred thousand cases looking up
 * each would take most of the time. Reader thread. */
#include "config.h"

#include "hearth-event-query.h"
#include "hearth-outstanding-owed-private.h"
#include "hearth-step-pool-private.h"
#include "hearth-step-schema.h"

#include <string.h>

/* In the order of the table; the index of those that are there would jump about in it. */
#define PERSONS                                                                                    \
  "SELECT p.case_id, " HEARTH_STEP_PERSON_COLUMNS " FROM core.person p WHERE p.id > 0 AND "        \
  "+p.gone = 0"
#define PERSONS_COLUMN_PERSON 1

/* The last one of a case is its latest. */
#define RELEASES                                                                                   \
  "SELECT c.case_id, c.released FROM core.captivity c INDEXED BY captivity_released "              \
  "WHERE c.gone = 0 AND c.released > '' ORDER BY c.released"

/* All of it is in the index. Notes are not, and not asked for. */
#define OPEN                                                                                       \
  "SELECT s.rec, s.case_id, s.n, s.template, s.track, s.state, s.owner, s.blocker, "               \
  "s.waiting_for, NULL, s.occurrence, s.due, NULL, s.made_on, s.urgent, s.snoozed_to, NULL, "      \
  "s.remind_on FROM core.step s INDEXED BY step_board WHERE s.case_id > ?1 AND "                   \
  "" HEARTH_STEP_OPEN_SQL ("s.") " AND " HEARTH_STEP_OWED_SQL ("s.") " ORDER BY s.case_id"

/* What was done after the day asked about was outstanding on it. */
#define DONE_SINCE                                                                                 \
  "SELECT " HEARTH_STEP_COLUMNS " FROM core.step s INDEXED BY step_settled "                       \
  "WHERE " HEARTH_STEP_SETTLED_SQL ("s.") " AND s.done_on > ?1"

/* Somebody, and which rows are theirs. */
typedef struct
{
  HearthStepRow of; /* what every row of theirs says of them; texts lent by the pool */
  HearthDate release;
  gboolean is_later; /* released after the day asked about */
  char *name_key;
  guint first, n_rows;
} Person;

typedef struct
{
  HearthDb *db;
  HearthDate as_of;
  HearthStepPool *pool;
  GArray *persons; /* Person */
  GPtrArray *read; /* HearthStepRow, by case */
  GPtrArray *rows; /* HearthStepRow, by person */
  Person *person;  /* in hand */
} Reading;

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->persons, g_array_unref);
  g_clear_pointer (&self->read, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->pool, _hearth_step_pool_close);
}

static void
person_clear (gpointer data)
{
  g_free (((Person *) data)->name_key);
}

static int
compare_case (gconstpointer a, gconstpointer b)
{
  return hearth_id_compare (&((const Person *) a)->of.case_id, &((const Person *) b)->of.case_id);
}

static gboolean
read_persons (Reading *self, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (self->db, PERSONS, error);
  gboolean has_row;

  while (stmt != NULL)
    {
      Person person = { .of = { .pool = self->pool }, .release = HEARTH_DATE_NONE };

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      if (!hearth_stmt_get_id (stmt, 0, &person.of.case_id))
        continue;
      _hearth_step_row_read_person (&person.of, stmt, PERSONS_COLUMN_PERSON);
      person.name_key = _hearth_step_dup_name_key (stmt, PERSONS_COLUMN_PERSON);
      g_array_append_val (self->persons, person);
    }
  g_array_sort (self->persons, compare_case);
  return stmt != NULL;
}

/* Of a date known in part the last day counts, so that an age is never overstated. */
static void
set_release (Person *person, const char *text, HearthDate as_of)
{
  HearthPartialDate date;

  person->release = HEARTH_DATE_NONE;
  person->is_later = FALSE;
  if (text == NULL || !hearth_partial_date_parse (text, &date) ||
      !hearth_partial_date_is_known (&date))
    return;
  person->is_later = hearth_partial_date_first (&date) > as_of;
  person->release = MIN (hearth_partial_date_last (&date), as_of);
}

static gboolean
read_releases (Reading *self, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (self->db, RELEASES, error);
  gboolean has_row;

  while (stmt != NULL)
    {
      Person wanted;
      guint i;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (hearth_stmt_get_id (stmt, 0, &wanted.of.case_id) &&
          g_array_binary_search (self->persons, &wanted, compare_case, &i))
        set_release (&g_array_index (self->persons, Person, i), hearth_stmt_get_text (stmt, 1),
                     self->as_of);
    }
  return FALSE;
}

/* Takes the rows of @stmt, each with the day it was planned as the one since which it is outstanding. */
static gboolean
take_rows (Reading *self, HearthStmt *stmt, GError **error)
{
  gboolean has_row;

  for (;;)
    {
      g_autoptr (HearthStepRow) row = NULL;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      row = _hearth_step_pool_add (self->pool);
      if (!_hearth_step_row_read_step (row, stmt, 0))
        continue;
      row->since = _hearth_step_get_date (stmt, HEARTH_STEP_COLUMN_MADE_ON);
      g_ptr_array_add (self->read, g_steal_pointer (&row));
    }
}

static int
compare_row_case (gconstpointer a, gconstpointer b)
{
  return hearth_id_compare (&(*(HearthStepRow *const *) a)->case_id,
                            &(*(HearthStepRow *const *) b)->case_id);
}

static gboolean
read_steps (Reading *self, GError **error)
{
  const HearthId none = { { 0 } };
  g_autofree char *day = hearth_date_to_string (self->as_of);
  g_autoptr (HearthStmt) open = hearth_db_prepare (self->db, OPEN, error);
  g_autoptr (HearthStmt) done =
      open != NULL ? hearth_db_prepare (self->db, DONE_SINCE, error) : NULL;
  guint n_open;

  if (done == NULL)
    return FALSE;
  hearth_stmt_bind_id (open, 1, &none);
  hearth_stmt_bind_text (done, 1, day);
  if (!take_rows (self, open, error))
    return FALSE;
  n_open = self->read->len;
  if (!take_rows (self, done, error))
    return FALSE;
  if (self->read->len > n_open)
    g_ptr_array_sort (self->read, compare_row_case);
  return TRUE;
}

/* Takes @row, whose since is the day it was planned, if it is a step. */
static void
add_row (Reading *self, HearthStepRow *row)
{
  const HearthStepRow *of = &self->person->of;

  row->case_number = of->case_number;
  row->surname = of->surname;
  row->given = of->given;
  row->patronymic = of->patronymic;
  row->unit = of->unit;
  row->facility = of->facility;
  row->event = of->event;
  if (row->owner == NULL)
    row->owner = of->owner;
  if (self->person->release != HEARTH_DATE_NONE)
    row->since = self->person->release;
  if (row->since == HEARTH_DATE_NONE || row->since > self->as_of)
    row->since = self->as_of;
  row->age_days = (gint64) self->as_of - row->since;
  g_ptr_array_add (self->rows, row);
}

static HearthStepRow *
append_money_cb (gpointer data)
{
  Reading *self = data;
  HearthStepRow *row = _hearth_step_pool_add (self->pool);

  row->case_id = self->person->of.case_id;
  add_row (self, row);
  return row;
}

static int
compare_step (gconstpointer a, gconstpointer b)
{
  const HearthStepRow *left = *(HearthStepRow *const *) a, *right = *(HearthStepRow *const *) b;
  const int order = g_strcmp0 (left->template_id, right->template_id);

  return order != 0
             ? order
             : (left->occurrence > right->occurrence) - (left->occurrence < right->occurrence);
}

/* Rows of nobody who is there stay behind. */
static gboolean
join (Reading *self, HearthOwedRows *owed, GError **error)
{
  guint next = 0;

  for (guint i = 0; i < self->persons->len; i++)
    {
      Person *person = &g_array_index (self->persons, Person, i);
      const HearthId *case_id = &person->of.case_id;

      self->person = person;
      person->first = self->rows->len;
      for (; next < self->read->len; next++)
        {
          HearthStepRow *row = self->read->pdata[next];
          const int order = hearth_id_compare (&row->case_id, case_id);

          if (order > 0)
            break;
          if (order == 0 && !person->is_later)
            {
              self->read->pdata[next] = NULL;
              add_row (self, row);
            }
        }
      if (!person->is_later && !_hearth_owed_rows_tell (owed, case_id, self->rows, person->first,
                                                        append_money_cb, self, error))
        return FALSE;
      person->n_rows = self->rows->len - person->first;
      qsort (self->rows->pdata + person->first, person->n_rows, sizeof (gpointer), compare_step);
    }
  return TRUE;
}

static int
compare_name (gconstpointer a, gconstpointer b)
{
  const Person *left = a, *right = b;
  const int order = strcmp (left->name_key, right->name_key);

  return order != 0 ? order : compare_case (a, b);
}

/* Puts the rows of people, who are in order, each to the others of its day: by counting, for there are few days
 * and many rows. */
static GPtrArray *
order_rows (Reading *self)
{
  GPtrArray *ordered =
      g_ptr_array_new_full (self->rows->len, (GDestroyNotify) hearth_step_row_free);
  HearthDate first = self->as_of;
  g_autofree guint *places = NULL;
  guint place = 0;

  for (guint i = 0; i < self->rows->len; i++)
    first = MIN (first, ((HearthStepRow *) self->rows->pdata[i])->since);
  places = g_new0 (guint, (gsize) (self->as_of - first) + 1);
  for (guint i = 0; i < self->rows->len; i++)
    places[((HearthStepRow *) self->rows->pdata[i])->since - first]++;
  for (gsize day = 0; day <= (gsize) (self->as_of - first); day++)
    {
      const guint n = places[day];

      places[day] = place;
      place += n;
    }
  g_ptr_array_set_size (ordered, (int) self->rows->len);
  for (guint i = 0; i < self->persons->len; i++)
    {
      const Person *person = &g_array_index (self->persons, Person, i);

      for (guint j = person->first; j < person->first + person->n_rows; j++)
        {
          HearthStepRow *row = g_steal_pointer (&self->rows->pdata[j]);

          ordered->pdata[places[row->since - first]++] = row;
        }
    }
  return ordered;
}

static GPtrArray *
read_all (Reading *self, const HearthOutstandingQuestion *question, GError **error)
{
  g_autoptr (HearthOwedRows) owed = _hearth_owed_rows_new (self->db, question, self->pool, error);

  if (owed == NULL || !read_persons (self, error) || !read_releases (self, error) ||
      !read_steps (self, error) || !join (self, owed, error))
    return NULL;
  g_clear_pointer (&self->read, g_ptr_array_unref);
  g_array_sort (self->persons, compare_name);
  return order_rows (self);
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
  Reading reading = { .db = db };
  GPtrArray *rows;

  g_return_val_if_fail (db != NULL && question != NULL, NULL);
  g_return_val_if_fail (question->as_of != HEARTH_DATE_NONE && question->packs != NULL, NULL);

  reading.as_of = question->as_of;
  reading.pool = _hearth_step_pool_new ();
  reading.persons = g_array_new (FALSE, FALSE, sizeof (Person));
  g_array_set_clear_func (reading.persons, person_clear);
  reading.read = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_step_row_free);
  reading.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_step_row_free);
  rows = read_all (&reading, question, error);
  reading_clear (&reading);
  return rows;
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
