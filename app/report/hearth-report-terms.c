/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps with a due date, one by one, and how many each person has to do. */
#include "config.h"

#include "hearth-report-private.h"

#include "hearth-event-query.h"

#define SOON_DAYS 7

/* @templates: (nullable): as in HearthStepFilter */
static GPtrArray *
list_steps (HearthReportMaker *self,
            HearthDate from,
            HearthDate before,
            const char *templates,
            GError **error)
{
  const HearthStepFilter filter = { .due_before = before,
                                    .due_from = from != HEARTH_DATE_NONE ? &from : NULL,
                                    .templates = templates,
                                    .open_only = TRUE };
  g_autoptr (GPtrArray) rows =
      hearth_step_query_run (self->db, &filter, self->question->today, error);

  if (rows == NULL || !hearth_event_leave_out_withheld (self->db, rows, &self->has_left_out, error))
    return NULL;
  return g_steal_pointer (&rows);
}

static void
add_step_columns (HearthReportMaker *self, const char *days_en, const char *days_uk)
{
  _hearth_report_add_column (self, HEARTH_COLUMN_DATE, "Due", "Термін");
  _hearth_report_add_column (self, HEARTH_COLUMN_DAYS, days_en, days_uk);
  _hearth_report_add_case_columns (self);
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Step", "Крок");
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Facility", "Заклад");
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Responsible", "Відповідальний");
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Waiting for", "На що чекає");
}

static void
add_step (HearthReportMaker *self, const HearthStepRow *row, gint64 days)
{
  hearth_table_add_date (self->table, row->due);
  hearth_table_add_number (self->table, days);
  _hearth_report_add_case (self, row);
  hearth_table_add_text (self->table, _hearth_report_get_title (self, "step", row->template_id));
  hearth_table_add_text (self->table, row->facility);
  hearth_table_add_text (self->table, row->owner);
  hearth_table_add_text (self->table, row->waiting_for);
}

gboolean
_hearth_report_deadlines (HearthReportMaker *self, GError **error)
{
  const HearthReportQuestion *question = self->question;
  const HearthDate from = question->from != HEARTH_DATE_NONE ? question->from : question->today;
  const HearthDate to = question->to != HEARTH_DATE_NONE
                            ? question->to
                            : MAX (from, question->today) + HEARTH_REPORT_DEFAULT_DAYS;
  g_autoptr (GPtrArray) rows = list_steps (self, from, to + 1, NULL, error);

  if (rows == NULL)
    return FALSE;
  add_step_columns (self, "Days left", "Лишилося днів");
  for (guint i = 0; i < rows->len; i++)
    {
      const HearthStepRow *row = rows->pdata[i];

      add_step (self, row, (gint64) row->due - question->today);
    }
  return TRUE;
}

/* Steps whose term is set by an act, not by custom. */
static char *
dup_legal (const HearthReportMaker *self)
{
  HearthPackSet *packs = self->question->packs;
  GString *ids = g_string_new (" ");

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "step"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "step", i);

      if (g_strcmp0 (hearth_pack_entry_get_text (entry, "Clock", NULL), "legal") == 0)
        g_string_append_printf (ids, "%s ", hearth_pack_entry_get_id (entry));
    }
  return g_string_free (ids, FALSE);
}

gboolean
_hearth_report_overdue_clocks (HearthReportMaker *self, GError **error)
{
  const HearthReportQuestion *question = self->question;
  const HearthDate last = question->to != HEARTH_DATE_NONE ? MIN (question->to, question->today - 1)
                                                           : question->today - 1;
  g_autofree char *legal = dup_legal (self);
  g_autoptr (GPtrArray) rows = list_steps (self, question->from, last + 1, legal, error);

  if (rows == NULL)
    return FALSE;
  add_step_columns (self, "Days late", "Днів запізнення");
  for (guint i = 0; i < rows->len; i++)
    {
      const HearthStepRow *row = rows->pdata[i];

      add_step (self, row, (gint64) question->today - row->due);
    }
  return TRUE;
}

/* --- Workload --- */

enum
{
  CASES,
  OPEN,
  OVERDUE,
  SOON,
  URGENT,
  N_LOADS,
};

typedef struct
{
  HearthReportMaker *maker;
  HearthReportSums *sums;
} Counter;

static void
count_step (const HearthReportItem *item, gpointer data)
{
  const Counter *self = data;
  const HearthDate today = self->maker->question->today;

  if (!_hearth_report_is_asked (self->maker, item->due))
    return;
  _hearth_report_sums_add (self->sums, item->owner, OPEN, 1);
  if (item->due != HEARTH_DATE_NONE && item->due < today)
    _hearth_report_sums_add (self->sums, item->owner, OVERDUE, 1);
  else if (item->due != HEARTH_DATE_NONE && item->due <= today + SOON_DAYS)
    _hearth_report_sums_add (self->sums, item->owner, SOON, 1);
  if (item->is_urgent)
    _hearth_report_sums_add (self->sums, item->owner, URGENT, 1);
}

gboolean
_hearth_report_workload (HearthReportMaker *self, GError **error)
{
  g_autoptr (HearthReportPeople) people = hearth_report_query_people (self->db, error);
  g_autoptr (HearthReportSums) sums = _hearth_report_sums_new (N_LOADS);
  Counter counter = { self, sums };

  if (people == NULL)
    return FALSE;
  self->has_left_out = people->has_left_out;
  for (guint i = 0; i < people->list->len; i++)
    _hearth_report_sums_add (sums, ((HearthReportPerson *) people->list->pdata[i])->owner, CASES,
                             1);
  if (!hearth_report_query_open_steps (self->db, people, count_step, &counter, error))
    return FALSE;
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Responsible", "Відповідальний");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Cases", "Справ");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Open steps", "Відкритих кроків");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Overdue", "Прострочено");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Due in 7 days", "Термін за 7 днів");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Needed at once", "Потрібно негайно");
  _hearth_report_sums_tell (sums, self, NULL);
  return TRUE;
}
