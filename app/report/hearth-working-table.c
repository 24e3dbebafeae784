/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-working-table.h"

#include "hearth-account-words.h"
#include "hearth-benefit-working.h"
#include "hearth-paper-words.h"
#include "hearth-plan-explain.h"

typedef struct
{
  HearthTable *table;
  const HearthAccountWords *words;
  gint64 sum_kop;
} Working;

static void
add_columns (const Working *self)
{
  const HearthAccountWords *words = self->words;
  const struct
  {
    HearthColumnType type;
    const char *title;
  } columns[] = {
    { HEARTH_COLUMN_TEXT, words->benefit },     { HEARTH_COLUMN_DATE, words->from },
    { HEARTH_COLUMN_DATE, words->until },       { HEARTH_COLUMN_COUNT, words->days },
    { HEARTH_COLUMN_COUNT, words->month_days }, { HEARTH_COLUMN_MONEY, words->rate },
    { HEARTH_COLUMN_TEXT, words->factor },      { HEARTH_COLUMN_MONEY, words->amount_title },
    { HEARTH_COLUMN_TEXT, words->whose },       { HEARTH_COLUMN_TEXT, words->act },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    hearth_table_add_column (self->table, columns[i].type, columns[i].title);
}

static void
add_line (Working *self, const HearthBenefitLine *line)
{
  const HearthAccountWords *words = self->words;
  g_autofree char *factor = hearth_benefit_line_dup_factor (line);

  hearth_table_add_text (self->table, hearth_pack_entry_get_title (line->benefit, words->language));
  hearth_table_add_date (self->table, line->from);
  hearth_table_add_date (self->table, line->to);
  hearth_table_add_number (self->table, line->n_days);
  if (line->month_days > 0)
    hearth_table_add_number (self->table, line->month_days);
  else
    hearth_table_add_empty (self->table);
  hearth_table_add_number (self->table, line->rate_kop);
  hearth_table_add_text (self->table, factor);
  hearth_table_add_number (self->table, line->amount_kop);
  hearth_table_add_text (self->table, words->whose_words[line->to_whom]);
  hearth_table_add_text (self->table, line->source != NULL
                                          ? hearth_benefit_line_get_source (line, words->language)
                                          : words->own_pay);
  self->sum_kop += line->amount_kop;
}

static void
add_totals (const Working *self)
{
  hearth_table_begin_totals (self->table);
  hearth_table_add_text (self->table, self->words->total);
  for (guint i = 0; i < 6; i++)
    hearth_table_add_empty (self->table);
  hearth_table_add_number (self->table, self->sum_kop);
  hearth_table_add_empty (self->table);
  hearth_table_add_empty (self->table);
}

/* On what the figures rest stands beside them wherever they go. */
static void
add_choices (const Working *self, const HearthCaseBenefits *counted)
{
  const char *language = self->words->language;
  g_autofree char *captivity = hearth_benefits_dup_captivity (counted->benefits, language);
  g_autofree char *choices = hearth_benefit_facts_dup_choices (counted->facts, language);

  hearth_table_add_note (self->table, captivity);
  hearth_table_add_note (self->table, choices);
}

/**
 * hearth_working_table_new:
 *
 * Returns: (transfer full): sealed. Thread: any.
 */
HearthTable *
hearth_working_table_new (const HearthCaseBenefits *counted,
                          const HearthPackEntry *benefit,
                          const char *number,
                          HearthDate today,
                          const char *language)
{
  const HearthAccountWords *words = _hearth_account_words_for (language);
  g_autofree char *day = hearth_plan_date_in_words (today, language);
  g_autofree char *made =
      _hearth_paper_fill (_hearth_paper_words_for (language)->made_on, day, number);
  Working self = { .words = words };

  g_return_val_if_fail (counted != NULL && benefit != NULL, NULL);

  self.table = hearth_table_new (language, hearth_pack_entry_get_title (benefit, language));
  add_columns (&self);
  hearth_table_set_parameters (self.table, made);
  add_choices (&self, counted);
  for (guint i = 0; i < counted->benefits->lines->len; i++)
    {
      const HearthBenefitLine *line =
          &g_array_index (counted->benefits->lines, HearthBenefitLine, i);

      if (line->benefit == benefit)
        add_line (&self, line);
    }
  add_totals (&self);
  hearth_table_seal (self.table);
  return self.table;
}
