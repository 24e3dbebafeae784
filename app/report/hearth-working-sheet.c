/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-working-sheet.h"

#include "hearth-account-words.h"
#include "hearth-benefit-working.h"
#include "hearth-paper-words.h"
#include "hearth-plan-explain.h"

#define TYPE_SIZE 9.5
#define N_COLUMNS 8

static const double shares[N_COLUMNS] = { 0.23, 0.08, 0.1, 0.14, 0.15, 0.14, 0.1, 0.06 };

typedef struct
{
  const HearthBenefits *benefits;
  const HearthAccountWords *words;
  HearthFlow *flow;
  GPtrArray *acts; /* of the table that is being made: const char * */
} Sheet;

/* Acts stand below the table: in it they would make three lines of each month. */
static char *
dup_act_number (const Sheet *self, const HearthBenefitLine *line)
{
  const char *act = line->source != NULL
                        ? hearth_benefit_line_get_source (line, self->words->language)
                        : self->words->own_pay;
  guint index;

  if (!g_ptr_array_find_with_equal_func (self->acts, act, g_str_equal, &index))
    {
      index = self->acts->len;
      g_ptr_array_add (self->acts, (gpointer) act);
    }
  return g_strdup_printf ("[%u]", index + 1);
}

static void
add_acts (const Sheet *self)
{
  for (guint i = 0; i < self->acts->len; i++)
    {
      g_autofree char *text =
          g_strdup_printf ("[%u] %s", i + 1, (const char *) self->acts->pdata[i]);

      hearth_flow_add_note (self->flow, text);
    }
}

static void
add_head (const Sheet *self)
{
  const HearthAccountWords *words = self->words;
  const char *cells[N_COLUMNS] = { words->period, words->days,   words->month_days,
                                   words->rate,   words->factor, words->amount_title,
                                   words->whose,  words->act };

  hearth_flow_add_row (self->flow, cells, shares, N_COLUMNS, TRUE);
}

static void
add_line (const Sheet *self, const HearthBenefitLine *line)
{
  const HearthAccountWords *words = self->words;
  g_autofree char *period = _hearth_account_dup_days (words, line->from, line->to);
  g_autofree char *days = g_strdup_printf ("%d", line->n_days);
  g_autofree char *month = line->month_days > 0 ? g_strdup_printf ("%d", line->month_days) : NULL;
  g_autofree char *rate = hearth_kopiykas_to_text (line->rate_kop, words->language);
  g_autofree char *factor = hearth_benefit_line_dup_factor (line);
  g_autofree char *amount = hearth_kopiykas_to_text (line->amount_kop, words->language);
  g_autofree char *act = dup_act_number (self, line);
  const char *cells[N_COLUMNS] = {
    period, days, month, rate, factor, amount, words->whose_words[line->to_whom], act
  };

  hearth_flow_add_row (self->flow, cells, shares, N_COLUMNS, FALSE);
}

static void
add_sum (const Sheet *self, const HearthBenefitTotal *total)
{
  const HearthAccountWords *words = self->words;
  g_autofree char *sum = _hearth_account_dup_amount (words, total->sum_kop);
  g_autofree char *person =
      _hearth_account_dup_amount (words, total->by_recipient[HEARTH_RECIPIENT_PERSON]);
  g_autofree char *relatives =
      _hearth_account_dup_amount (words, total->by_recipient[HEARTH_RECIPIENT_RELATIVES]);

  hearth_flow_add_fact (self->flow, words->total, sum);
  if (total->by_recipient[HEARTH_RECIPIENT_RELATIVES] == 0)
    return;
  hearth_flow_add_fact (self->flow, words->whose_words[HEARTH_RECIPIENT_PERSON], person);
  hearth_flow_add_fact (self->flow, words->whose_words[HEARTH_RECIPIENT_RELATIVES], relatives);
}

static void
add_unsure (const Sheet *self, const HearthBenefitTotal *total)
{
  g_autofree char *reason = hearth_benefit_total_dup_reason (total, self->words->language);
  g_autofree char *least = _hearth_account_dup_amount (self->words, total->sum_kop);
  g_autofree char *most = _hearth_account_dup_amount (self->words, total->max_kop);
  g_autofree char *sums = _hearth_paper_fill (self->words->unsure, least, most);
  g_autofree char *why = NULL;
  g_autofree char *text = NULL;

  if (reason == NULL)
    return;
  why = _hearth_paper_fill (self->words->because, reason, NULL);
  text = g_strdup_printf ("%s %s", sums, why);
  hearth_flow_add_text (self->flow, text);
}

static void
add_note (const Sheet *self, const HearthPackEntry *benefit, const char *key, const char *pattern)
{
  const char *value = hearth_pack_entry_get_text (benefit, key, self->words->language);
  g_autofree char *text = NULL;

  if (value == NULL)
    return;
  text = _hearth_paper_fill (pattern, value, NULL);
  hearth_flow_add_note (self->flow, text);
}

static void
add_benefit (const Sheet *self, const HearthBenefitTotal *total)
{
  const HearthPackEntry *benefit = total->benefit;

  g_ptr_array_set_size (self->acts, 0);
  hearth_flow_add_heading (self->flow,
                           hearth_pack_entry_get_title (benefit, self->words->language));
  for (guint i = 0; i < self->benefits->lines->len; i++)
    {
      const HearthBenefitLine *line = &g_array_index (self->benefits->lines, HearthBenefitLine, i);

      if (line->benefit != benefit)
        continue;
      if (self->acts->len == 0)
        add_head (self);
      add_line (self, line);
    }
  add_acts (self);
  if (self->acts->len == 0)
    hearth_flow_add_text (self->flow, self->words->no_lines);
  add_sum (self, total);
  add_unsure (self, total);
  add_note (self, benefit, "Note", "%s");
  add_note (self, benefit, "Source", self->words->by_act);
  if (g_strcmp0 (hearth_pack_entry_get_text (benefit, "Certainty", NULL), "uncertain") == 0)
    hearth_flow_add_note (self->flow, self->words->not_settled);
}

/**
 * hearth_working_sheet_new:
 * @language: of the paper, "uk" or "en"
 *
 * The same lines as those of hearth_benefits_dup_working().
 *
 * Returns: (transfer full): the working; a table that goes on has its head on every page.
 */
HearthFlow *
hearth_working_sheet_new (const HearthCaseBenefits *counted,
                          const char *number,
                          HearthDate today,
                          const char *language)
{
  const HearthAccountWords *words = _hearth_account_words_for (language);
  g_autofree char *title = NULL;
  g_autofree char *day = NULL;
  g_autofree char *footer = NULL;
  g_autofree char *captivity = NULL;
  g_autofree char *choices = NULL;
  g_autoptr (GPtrArray) acts = g_ptr_array_new ();
  Sheet self = { .words = words, .acts = acts };

  g_return_val_if_fail (counted != NULL && today != HEARTH_DATE_NONE, NULL);

  self.benefits = counted->benefits;
  title = _hearth_paper_fill (words->working_title, number, NULL);
  day = hearth_plan_date_in_words (today, language);
  footer = _hearth_paper_fill (_hearth_paper_words_for (language)->made_on, day, number);
  captivity = hearth_benefits_dup_captivity (self.benefits, language);
  choices = hearth_benefit_facts_dup_choices (counted->facts, language);
  self.flow = hearth_flow_new (TYPE_SIZE, footer);
  hearth_flow_add_title (self.flow, title);
  hearth_flow_add_text (self.flow, words->working_about);
  hearth_flow_add_bold (self.flow, captivity);
  hearth_flow_add_bold (self.flow, choices);
  if (self.benefits->totals->len == 0)
    hearth_flow_add_text (self.flow, words->nothing);
  for (guint i = 0; i < self.benefits->totals->len; i++)
    add_benefit (&self, &g_array_index (self.benefits->totals, HearthBenefitTotal, i));
  hearth_flow_add_note (self.flow, words->rounding);
  return self.flow;
}
