/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was chosen on the board, row by row. */
#include "config.h"

#include "hearth-report-private.h"

#include "hearth-benefit-facts.h"
#include "hearth-outstanding.h"

static void
add_columns (HearthReportMaker *self)
{
  _hearth_report_add_case_columns (self);
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Benefit", "Виплата");
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Step", "Крок");
  _hearth_report_add_column (self, HEARTH_COLUMN_MONEY, "Owed, UAH", "Винні, ₴");
  _hearth_report_add_column (self, HEARTH_COLUMN_DATE, "Since", "З якого дня");
  _hearth_report_add_column (self, HEARTH_COLUMN_DAYS, "Days", "Днів");
  _hearth_report_add_column (self, HEARTH_COLUMN_DATE, "Due", "Термін");
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Blocker", "Що заважає");
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Waiting for", "На кого чекає");
  _hearth_report_add_column (self, HEARTH_COLUMN_TEXT, "Responsible", "Відповідальний");
  _hearth_report_add_column (self, HEARTH_COLUMN_DATE, "Remind on", "Нагадати");
}

static void
add_row (HearthReportMaker *self, const HearthStepRow *row)
{
  HearthPackSet *packs = self->question->packs;
  const HearthPackEntry *benefit =
      row->benefit != NULL ? hearth_benefit_find (packs, row->benefit) : NULL;
  const char *benefit_title =
      benefit != NULL ? hearth_pack_entry_get_title (benefit, self->question->language) : NULL;
  const gboolean has_step = row->state != NULL;

  _hearth_report_add_case (self, row);
  hearth_table_add_text (self->table, benefit_title);
  hearth_table_add_text (
      self->table, has_step ? _hearth_report_get_title (self, "step", row->template_id) : NULL);
  _hearth_report_add_sum (self, row->is_owed_known && row->owed_kop > 0, row->owed_kop);
  hearth_table_add_date (self->table, row->since);
  hearth_table_add_number (self->table, row->age_days);
  hearth_table_add_date (self->table, row->due);
  hearth_table_add_text (self->table, row->blocker != NULL && *row->blocker != '\0'
                                          ? _hearth_report_get_title (self, "blocker", row->blocker)
                                          : NULL);
  hearth_table_add_text (self->table, row->waiting_for);
  hearth_table_add_text (self->table, row->owner);
  hearth_table_add_date (self->table, row->remind_on);
}

static void
add_totals (HearthReportMaker *self, GPtrArray *rows)
{
  const HearthOutstandingFigures total = hearth_outstanding_total (rows, self->question->today);

  hearth_table_begin_totals (self->table);
  hearth_table_add_text (self->table, _hearth_report_say (self, "Together", "Разом"));
  for (guint i = self->question->has_names ? 0 : 1; i < 3; i++)
    hearth_table_add_empty (self->table);
  _hearth_report_add_sum (self, self->question->is_owed_known, total.owed_kop);
  for (guint i = 0; i < 7; i++)
    hearth_table_add_empty (self->table);
}

/**
 * hearth_report_make_chosen:
 * @question: days are not asked about
 *
 * Returns: (transfer full): a sealed table. Thread: any; takes its time with many rows.
 */
HearthTable *
hearth_report_make_chosen (GPtrArray *rows, const HearthReportQuestion *question)
{
  g_autoptr (HearthTable) table = NULL;
  g_autofree char *today = NULL;
  g_autofree char *parameters = NULL;
  HearthReportMaker maker = { .question = question };

  g_return_val_if_fail (rows != NULL && question != NULL, NULL);
  g_return_val_if_fail (question->today != HEARTH_DATE_NONE, NULL);

  maker.table = table =
      hearth_table_new (question->language,
                        hearth_report_get_title (hearth_report_get_chosen (), question->language));
  today = _hearth_report_dup_day (question, question->today);
  parameters = g_strconcat (_hearth_report_say (&maker, "Made on ", "Складено "), today, NULL);
  hearth_table_set_parameters (table, parameters);
  add_columns (&maker);
  for (guint i = 0; i < rows->len; i++)
    add_row (&maker, rows->pdata[i]);
  add_totals (&maker, rows);
  hearth_table_seal (table);
  return g_steal_pointer (&table);
}
