/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is still owed: a row for each person, and one for each benefit. */
#include "config.h"

#include "hearth-report-private.h"

#include "hearth-benefit-facts.h"
#include "hearth-outstanding.h"

HearthDate
_hearth_report_get_day (const HearthReportMaker *self)
{
  const HearthReportQuestion *question = self->question;

  return question->to != HEARTH_DATE_NONE ? question->to : question->today;
}

GPtrArray *
_hearth_report_list_outstanding (HearthReportMaker *self, GError **error)
{
  const HearthOutstandingQuestion question = { .as_of = _hearth_report_get_day (self),
                                               .packs = self->question->packs,
                                               .is_owed_known = self->question->is_owed_known };
  g_autoptr (GPtrArray) rows =
      hearth_step_query_outstanding_to_tell (self->db, &question, &self->has_left_out, error);
  guint n = 0;

  if (rows == NULL)
    return NULL;
  if (!question.is_owed_known)
    hearth_table_add_note (
        self->table,
        _hearth_report_say (
            self,
            "Sums that are owed are left out: this login may not know them, or they were asked "
            "for another day than today.",
            "Суми боргу пропущено: цей вхід не може їх знати, або запитано не сьогоднішній день."));
  if (self->question->from == HEARTH_DATE_NONE)
    return g_steal_pointer (&rows);
  /* Outstanding since the day asked for, or later. */
  for (guint i = 0; i < rows->len; i++)
    {
      HearthStepRow *row = rows->pdata[i];

      if (row->since >= self->question->from)
        {
          rows->pdata[i] = rows->pdata[n];
          rows->pdata[n++] = row;
        }
    }
  g_ptr_array_set_size (rows, (int) n);
  return g_steal_pointer (&rows);
}

void
_hearth_report_add_sum (HearthReportMaker *self, gboolean is_known, gint64 kop)
{
  if (is_known)
    hearth_table_add_number (self->table, kop);
  else
    hearth_table_add_empty (self->table);
}

/* @rows: of one case */
static void
add_person (HearthReportMaker *self, GPtrArray *rows)
{
  const HearthOutstandingFigures figures =
      hearth_outstanding_total (rows, _hearth_report_get_day (self));
  const HearthStepRow *first = rows->pdata[0];
  const char *blocker = NULL;

  for (guint i = 0; blocker == NULL && i < rows->len; i++)
    blocker = ((HearthStepRow *) rows->pdata[i])->blocker;
  _hearth_report_add_case (self, first);
  hearth_table_add_text (self->table, first->facility);
  hearth_table_add_text (self->table, first->unit);
  hearth_table_add_text (self->table, first->owner);
  hearth_table_add_number (self->table, figures.n_rows);
  hearth_table_add_number (self->table, figures.n_overdue);
  _hearth_report_add_sum (self, figures.is_owed_known, figures.owed_kop);
  hearth_table_add_date (self->table, first->since);
  hearth_table_add_number (self->table, figures.oldest_age_days);
  hearth_table_add_text (
      self->table, blocker != NULL ? _hearth_report_get_title (self, "blocker", blocker) : NULL);
}

static GPtrArray *
list_of_case (GHashTable *cases, GPtrArray *order, HearthStepRow *row)
{
  GPtrArray *list = g_hash_table_lookup (cases, &row->case_id);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (cases, &row->case_id, list);
      g_ptr_array_add (order, list);
    }
  return list;
}

static void
add_person_columns (HearthReportMaker *self)
{
  _hearth_report_add_case_columns (self);
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Facility", "Заклад");
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Unit", "Частина");
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Caseworker", "Кейс-менеджер");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Open", "Відкрито");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Overdue", "Прострочено");
  _hearth_report_add_column (self, HEARTH_COLUMN_MONEY, "Owed, UAH", "Винні, ₴");
  _hearth_report_add_column (self, HEARTH_COLUMN_DATE, "Since", "З якого дня");
  _hearth_report_add_column (self, HEARTH_COLUMN_DAYS, "Days", "Днів");
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Blocker", "Що заважає");
}

static void
add_person_totals (HearthReportMaker *self, GPtrArray *rows)
{
  const HearthOutstandingFigures total =
      hearth_outstanding_total (rows, _hearth_report_get_day (self));

  hearth_table_begin_totals (self->table);
  hearth_table_add_text (self->table, _hearth_report_say (self, "Together", "Разом"));
  for (guint i = self->question->has_names ? 0 : 1; i < 4; i++)
    hearth_table_add_empty (self->table);
  hearth_table_add_number (self->table, total.n_rows);
  hearth_table_add_number (self->table, total.n_overdue);
  _hearth_report_add_sum (self, self->question->is_owed_known, total.owed_kop);
  for (guint i = 0; i < 3; i++)
    hearth_table_add_empty (self->table);
}

gboolean
_hearth_report_outstanding_by_person (HearthReportMaker *self, GError **error)
{
  g_autoptr (GPtrArray) rows = _hearth_report_list_outstanding (self, error);
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) cases = g_hash_table_new (hearth_id_hash, hearth_id_equal);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (list_of_case (cases, order, rows->pdata[i]), rows->pdata[i]);
  add_person_columns (self);
  for (guint i = 0; i < order->len; i++)
    add_person (self, order->pdata[i]);
  add_person_totals (self, rows);
  return TRUE;
}

/* --- By benefit --- */

/* A sum of which no step is left stands under its benefit. */
static const char *
get_title (const HearthReportMaker *self, const char *id)
{
  const HearthPackEntry *benefit =
      id != NULL ? hearth_benefit_find (self->question->packs, id) : NULL;

  return benefit != NULL ? hearth_pack_entry_get_title (benefit, self->question->language)
                         : _hearth_report_get_title (self, "step", id);
}

static void
add_figures (HearthReportMaker *self, const HearthOutstandingFigures *figures, gboolean is_known)
{
  hearth_table_add_number (self->table, figures->n_people);
  hearth_table_add_number (self->table, figures->n_rows);
  hearth_table_add_number (self->table, figures->n_overdue);
  hearth_table_add_number (self->table, figures->n_blocked);
  hearth_table_add_number (self->table, figures->oldest_age_days);
  _hearth_report_add_sum (self, is_known, figures->owed_kop);
}

gboolean
_hearth_report_outstanding_by_benefit (HearthReportMaker *self, GError **error)
{
  g_autoptr (GPtrArray) rows = _hearth_report_list_outstanding (self, error);
  g_autoptr (GPtrArray) groups = NULL;
  HearthOutstandingFigures total;

  if (rows == NULL)
    return FALSE;
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Benefit or step", "Виплата або крок");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "People", "Людей");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Open", "Відкрито");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Overdue", "Прострочено");
  _hearth_report_add_column (self, HEARTH_COLUMN_COUNT, "Blocked", "Заблоковано");
  _hearth_report_add_column (self, HEARTH_COLUMN_DAYS, "Oldest, days", "Найдавніше, днів");
  _hearth_report_add_column (self, HEARTH_COLUMN_MONEY, "Owed, UAH", "Винні, ₴");
  groups =
      hearth_outstanding_group (rows, HEARTH_OUTSTANDING_BY_BENEFIT, _hearth_report_get_day (self));
  for (guint i = 0; i < groups->len; i++)
    {
      const HearthOutstandingGroup *group = groups->pdata[i];

      hearth_table_add_text (self->table, get_title (self, group->key));
      add_figures (self, &group->figures, group->figures.is_owed_known);
    }
  total = hearth_outstanding_total (rows, _hearth_report_get_day (self));
  hearth_table_begin_totals (self->table);
  hearth_table_add_text (self->table, _hearth_report_say (self, "Together", "Разом"));
  add_figures (self, &total, self->question->is_owed_known);
  return TRUE;
}
