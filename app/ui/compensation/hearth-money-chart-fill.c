/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on the chart, from the records of a case and what was counted. */
#include "config.h"

#include "hearth-format.h"
#include "hearth-ledger.h"
#include "hearth-money-chart-private.h"
#include "hearth-money-words.h"
#include "hearth-words.h"

#include <glib/gi18n.h>

/* In the order of days. Takes the text. */
static void
insert (GArray *items, HearthMoneyItem item)
{
  guint place = items->len;

  while (place > 0 && g_array_index (items, HearthMoneyItem, place - 1).from > item.from)
    place--;
  g_array_insert_val (items, place, item);
}

/* --- Captivity --- */

static void
add_captivity (HearthMoneyData *self, const HearthCaseBenefits *counted)
{
  for (guint i = 0; i < counted->benefits->captivity->len; i++)
    {
      const HearthSpan span = g_array_index (counted->benefits->captivity, HearthSpan, i);
      g_autofree char *days = hearth_money_dup_span (span.from, span.to);
      g_autofree char *count = hearth_format_n_days (hearth_span_count (span));

      insert (self->lanes[HEARTH_MONEY_LANE_CAPTIVITY],
              (HearthMoneyItem){ .from = span.from,
                                 .to = span.to,
                                 .text = g_strdup_printf ("%s (%s)", days, count) });
    }
}

static gboolean
is_whole (const HearthBenefitCaptivity *period)
{
  return period->from.day != 0 && period->to.day != 0;
}

/* Behind the days that are sure, those that may be: only where a date is known in part. */
static void
add_unsure (HearthMoneyData *self, const HearthBenefitFacts *facts)
{
  for (guint i = 0; i < facts->captivity->len; i++)
    {
      const HearthBenefitCaptivity *period =
          &g_array_index (facts->captivity, HearthBenefitCaptivity, i);
      HearthMoneyItem item = { .is_unsure = TRUE };

      if (!hearth_partial_date_is_known (&period->from) || is_whole (period))
        continue;
      item.from = hearth_partial_date_first (&period->from);
      item.to = hearth_partial_date_is_known (&period->to) ? hearth_partial_date_last (&period->to)
                                                           : facts->as_of;
      if (item.to != HEARTH_DATE_NONE && item.to >= item.from)
        insert (self->unsure, item);
    }
}

/* --- What is due --- */

static void
add_to_month (GArray *months, const HearthBenefitLine *line)
{
  const HearthSpan month = hearth_span_of_month (line->from);
  HearthMoneyItem item = { .from = month.from, .to = month.to, .kop = line->amount_kop };

  for (guint i = 0; i < months->len; i++)
    if (g_array_index (months, HearthMoneyItem, i).from == month.from)
      {
        g_array_index (months, HearthMoneyItem, i).kop += line->amount_kop;
        return;
      }
  insert (months, item);
}

static void
add_once (HearthMoneyData *self, const HearthBenefitLine *line)
{
  g_autofree char *day = hearth_format_date (line->to);
  g_autofree char *sum = hearth_money_dup_text (line->amount_kop);

  insert (
      self->lanes[HEARTH_MONEY_LANE_ONCE],
      (HearthMoneyItem){ .from = line->to,
                         .to = line->to,
                         .shape = 2,
                         .text = g_strdup_printf ("%s: %s, %s", day, sum,
                                                  hearth_pack_entry_get_title (
                                                      line->benefit, hearth_format_language ())) });
}

static void
add_due (HearthMoneyData *self, const HearthCaseBenefits *counted)
{
  GArray *months = self->lanes[HEARTH_MONEY_LANE_MONTHS];

  for (guint i = 0; i < counted->benefits->lines->len; i++)
    {
      const HearthBenefitLine *line =
          &g_array_index (counted->benefits->lines, HearthBenefitLine, i);

      if (line->month_days > 0)
        add_to_month (months, line);
      else
        add_once (self, line);
    }
  for (guint i = 0; i < months->len; i++)
    {
      HearthMoneyItem *item = &g_array_index (months, HearthMoneyItem, i);
      g_autofree char *days = hearth_money_dup_span (item->from, item->to);
      g_autofree char *sum = hearth_money_dup_text (item->kop);

      item->text = g_strdup_printf ("%s: %s", days, sum);
    }
}

/* --- The ledger --- */

static guint
shape_of (const char *to_whom, gboolean is_back)
{
  if (is_back)
    return 3;
  if (g_strcmp0 (to_whom, "relatives") == 0)
    return 1;
  return g_strcmp0 (to_whom, "deposit") == 0 ? 2 : 0;
}

/* Only money that moved; what was claimed or approved is no payment. */
static void
add_payment (HearthMoneyData *self, HearthPackSet *packs, const HearthRecord *payment)
{
  const char *to_whom = hearth_record_get_text (payment, "to_whom");
  const char *name = hearth_record_get_text (payment, "benefit");
  const HearthLedgerMove move = hearth_ledger_get_move (payment);
  const gboolean is_back = move == HEARTH_LEDGER_RETURNED;
  const HearthDate day = hearth_record_get_date (payment, "paid_on");
  const HearthPackEntry *benefit = name != NULL ? hearth_benefit_find (packs, name) : NULL;
  g_autofree char *date = NULL;
  g_autofree char *sum = NULL;

  if (day == HEARTH_DATE_NONE || (!is_back && move != HEARTH_LEDGER_PAID))
    return;
  date = hearth_format_date (day);
  sum = hearth_money_dup_text (hearth_ledger_get_amount (payment));
  insert (self->lanes[HEARTH_MONEY_LANE_LEDGER],
          (HearthMoneyItem){
              .from = day,
              .to = day,
              .shape = shape_of (to_whom, is_back),
              .text = g_strdup_printf (
                  "%s: %s, %s, %s", date, sum,
                  hearth_word_get_title (is_back           ? "returned"
                                         : to_whom != NULL ? to_whom
                                                           : "person"),
                  benefit != NULL ? hearth_pack_entry_get_title (benefit, hearth_format_language ())
                  : name != NULL  ? name
                                  : "") });
}

void
_hearth_money_data_fill (HearthMoneyData *self,
                         HearthCase *kase,
                         HearthPackSet *packs,
                         const HearthCaseBenefits *counted)
{
  GPtrArray *payments = hearth_case_get_records (kase, "payment");
  g_autoptr (HearthLedger) ledger = hearth_ledger_new (payments);

  self->today = hearth_case_get_today (kase);
  add_captivity (self, counted);
  add_unsure (self, counted->facts);
  add_due (self, counted);
  for (guint i = 0; i < payments->len; i++)
    if (hearth_ledger_counts (ledger, payments->pdata[i]))
      add_payment (self, packs, payments->pdata[i]);
}
