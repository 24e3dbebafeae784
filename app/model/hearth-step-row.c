/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step with its person: reading it from a statement, and bringing rows into order. Reader thread. */
#include "config.h"

#include "hearth-step-query-private.h"

#include "hearth-step-pool-private.h"

/** hearth_step_row_free: Thread: any. */
void
hearth_step_row_free (HearthStepRow *self)
{
  if (self == NULL)
    return;
  if (self->pool != NULL)
    {
      _hearth_step_pool_drop (self->pool);
      return;
    }
  g_free (self->case_number);
  g_free (self->surname);
  g_free (self->given);
  g_free (self->patronymic);
  g_free (self->unit);
  g_free (self->facility);
  g_free (self->event);
  g_free (self->benefit);
  g_free (self->template_id);
  g_free (self->track);
  g_free (self->state);
  g_free (self->owner);
  g_free (self->blocker);
  g_free (self->waiting_for);
  g_free (self->note);
  g_free (self->snooze_reason);
  g_free (self);
}

HearthDate
_hearth_step_get_date (HearthStmt *stmt, int column)
{
  const char *text = hearth_stmt_get_text (stmt, column);
  HearthDate date;

  return text != NULL && hearth_date_parse (text, &date) ? date : HEARTH_DATE_NONE;
}

static char *
take_text (HearthStepRow *self, HearthStmt *stmt, int column)
{
  return self->pool != NULL
             ? _hearth_step_pool_keep (self->pool, hearth_stmt_get_text (stmt, column))
             : hearth_stmt_dup_text (stmt, column);
}

gboolean
_hearth_step_row_read_step (HearthStepRow *self, HearthStmt *stmt, int first_column)
{
  int column = first_column;

  if (!hearth_stmt_get_id (stmt, column++, &self->step_id) ||
      !hearth_stmt_get_id (stmt, column++, &self->case_id))
    return FALSE;
  self->revision = hearth_stmt_get_int (stmt, column++);
  self->template_id = take_text (self, stmt, column++);
  self->track = take_text (self, stmt, column++);
  self->state = take_text (self, stmt, column++);
  self->owner = take_text (self, stmt, column++);
  self->blocker = take_text (self, stmt, column++);
  self->waiting_for = take_text (self, stmt, column++);
  self->note = take_text (self, stmt, column++);
  self->occurrence = hearth_stmt_get_int (stmt, column++);
  self->due = _hearth_step_get_date (stmt, column++);
  self->done_on = _hearth_step_get_date (stmt, column++);
  column = first_column + HEARTH_STEP_COLUMN_MADE_ON + 1;
  self->is_urgent = hearth_stmt_get_int (stmt, column++) != 0;
  self->snoozed_to = _hearth_step_get_date (stmt, column++);
  self->snooze_reason = take_text (self, stmt, column++);
  self->remind_on = _hearth_step_get_date (stmt, column++);
  self->since = HEARTH_DATE_NONE;
  return TRUE;
}

static void
take_event (HearthStepRow *self, const HearthId *event)
{
  char hex[HEARTH_ID_HEX_SIZE];

  hearth_id_format (event, hex);
  self->event = self->pool != NULL ? _hearth_step_pool_keep (self->pool, hex) : g_strdup (hex);
}

void
_hearth_step_row_read_person (HearthStepRow *self, HearthStmt *stmt, int first_column)
{
  int column = first_column;
  HearthId event;

  self->case_number = take_text (self, stmt, column++);
  self->surname = take_text (self, stmt, column++);
  self->given = take_text (self, stmt, column++);
  self->patronymic = take_text (self, stmt, column++);
  self->unit = take_text (self, stmt, column++);
  self->facility = take_text (self, stmt, column++);
  if (hearth_stmt_get_id (stmt, column, &event))
    take_event (self, &event);
  column++;
  if (self->owner == NULL)
    self->owner = take_text (self, stmt, column);
}

char *
_hearth_step_dup_name_key (HearthStmt *stmt, int first_column)
{
  const char *surname = hearth_stmt_get_text (stmt, first_column + 8);
  const char *given = hearth_stmt_get_text (stmt, first_column + 9);

  /* A space weighs less than any letter of a sort key, so a shorter surname comes first. */
  return g_strdup_printf ("%s %s", surname != NULL ? surname : "~", given != NULL ? given : "~");
}

static void
sortable_clear (gpointer data)
{
  HearthStepSortable *self = data;

  g_clear_pointer (&self->row, hearth_step_row_free);
  g_clear_pointer (&self->name_key, g_free);
}

GArray *
_hearth_step_sortable_new (void)
{
  GArray *sortables = g_array_new (FALSE, TRUE, sizeof (HearthStepSortable));

  g_array_set_clear_func (sortables, sortable_clear);
  return sortables;
}

static int
compare_number (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_sortable (gconstpointer a, gconstpointer b, gpointer data)
{
  HearthDate (*day) (const HearthStepRow *) = *(HearthDate (**) (const HearthStepRow *)) data;
  const HearthStepSortable *left = a, *right = b;
  const HearthDate left_day = day (left->row), right_day = day (right->row);
  int order;

  if ((left_day == HEARTH_DATE_NONE) != (right_day == HEARTH_DATE_NONE))
    return left_day == HEARTH_DATE_NONE ? 1 : -1;
  order = compare_number (left_day, right_day);
  if (order == 0)
    order = g_strcmp0 (left->name_key, right->name_key);
  if (order == 0)
    order = g_strcmp0 (left->row->template_id, right->row->template_id);
  return order != 0 ? order : compare_number (left->row->occurrence, right->row->occurrence);
}

GPtrArray *
_hearth_step_sortable_finish (GArray *sortables,
                              HearthDate (*day) (const HearthStepRow *row),
                              guint limit)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_step_row_free);

  g_array_sort_with_data (sortables, compare_sortable, &day);
  for (guint i = 0; i < sortables->len && (limit == 0 || i < limit); i++)
    g_ptr_array_add (rows, g_steal_pointer (&g_array_index (sortables, HearthStepSortable, i).row));
  return rows;
}
