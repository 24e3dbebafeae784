/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums for a month, by the days that count in each (domain 4.3, rule A). */
#include "config.h"

#include "hearth-benefit-private.h"

/* Half up: of two kopiykas that are as near the greater one. */
static gint64
divide (gint64 amount, gint64 by)
{
  return (2 * amount + by) / (2 * by);
}

/* Days of one month that count at one rate, and what relatives get of them. */
typedef struct
{
  HearthDate from;
  HearthDate to;
  int n_days;
  gint64 weighted; /* sum of the per cent of each day */
  int percent;     /* -1: it changed */
} Days;

static void
count_part (Days *days, HearthSpan part, int percent)
{
  if (days->n_days == 0)
    {
      days->from = part.from;
      days->percent = percent;
    }
  days->percent = days->percent == percent ? percent : -1;
  days->to = part.to;
  days->n_days += hearth_span_count (part);
  days->weighted += (gint64) percent * hearth_span_count (part);
}

static void
count_days (HearthBenefitWork *self, HearthSpan span, gboolean is_shared, Days *days)
{
  if (!is_shared)
    {
      count_part (days, span, 0);
      return;
    }
  for (guint i = 0; i < self->shares->len; i++)
    {
      const HearthBenefitShare *share = &g_array_index (self->shares, HearthBenefitShare, i);
      HearthSpan valid = { share->from, G_MAXINT32 - 1 };
      HearthSpan part;

      if (i + 1 < self->shares->len)
        valid.to = g_array_index (self->shares, HearthBenefitShare, i + 1).from - 1;
      if (hearth_span_meet (span, valid, &part))
        count_part (days, part, share->percent);
    }
}

static void
add_line (HearthBenefitWork *self,
          HearthBenefitLine *line,
          const Days *days,
          HearthRecipient to_whom,
          gint64 amount_kop)
{
  if (amount_kop == 0)
    return;
  line->to_whom = to_whom;
  line->amount_kop = amount_kop;
  line->percent = days->percent < 0                       ? -1
                  : to_whom == HEARTH_RECIPIENT_RELATIVES ? days->percent
                                                          : 100 - days->percent;
  _hearth_benefit_add (self, line);
}

/* The whole of a month is rounded first and the relatives' part after it: what is left is the person's, so
 * that the shares are the whole. */
static void
add_month (HearthBenefitWork *self,
           HearthSpan month,
           const Days *days,
           gint64 rate_kop,
           const HearthPackEntry *source)
{
  const int month_days = hearth_span_count (month);
  const gint64 whole = divide (rate_kop * days->n_days, month_days);
  const gint64 relatives = divide (rate_kop * days->weighted, 100 * (gint64) month_days);
  HearthBenefitLine line = { .benefit = self->benefit,
                             .source = source,
                             .from = days->from,
                             .to = days->to,
                             .n_days = days->n_days,
                             .month_days = month_days,
                             .rate_kop = rate_kop,
                             .times = 1 };

  add_line (self, &line, days, HEARTH_RECIPIENT_RELATIVES, relatives);
  add_line (self, &line, days, HEARTH_RECIPIENT_PERSON, whole - relatives);
}

/* All days of @spans that are in @valid, month by month. Several spans in one month are one sum. */
static void
add_at_rate (HearthBenefitWork *self,
             const GArray *spans,
             HearthSpan valid,
             gint64 rate_kop,
             const HearthPackEntry *source)
{
  const gboolean is_shared = hearth_pack_entry_get_bool (self->benefit, "Shared");
  HearthSpan month = { 0, -1 };
  Days days = { 0 };

  for (guint i = 0; i < spans->len; i++)
    {
      HearthSpan span, part;

      if (!hearth_span_meet (g_array_index (spans, HearthSpan, i), valid, &span))
        continue;
      while (span.from <= span.to)
        {
          HearthSpan here = hearth_span_of_month (span.from);

          if (here.from != month.from && days.n_days > 0)
            add_month (self, month, &days, rate_kop, source);
          if (here.from != month.from || days.n_days == 0)
            days = (Days){ 0 };
          month = here;
          hearth_span_meet (span, month, &part);
          count_days (self, part, is_shared, &days);
          span.from = part.to + 1;
        }
    }
  if (days.n_days > 0)
    add_month (self, month, &days, rate_kop, source);
}

static HearthSpan
get_validity (const HearthPackEntry *entry)
{
  HearthDate from = hearth_pack_entry_get_date (entry, "ValidFrom");
  HearthDate to = hearth_pack_entry_get_date (entry, "ValidTo");

  return (HearthSpan){ from != HEARTH_DATE_NONE ? from : G_MININT32 + 1,
                       to != HEARTH_DATE_NONE ? to : G_MAXINT32 - 1 };
}

/* At the dated rates of the pack. */
void
_hearth_benefit_add_months (HearthBenefitWork *self, const GArray *spans)
{
  for (guint i = 0; i < hearth_pack_set_get_n_entries (self->packs, "benefit-rate"); i++)
    {
      const HearthPackEntry *rate = hearth_pack_set_get_entry (self->packs, "benefit-rate", i);

      if (g_strcmp0 (hearth_pack_entry_get_text (rate, "Of", NULL),
                     hearth_pack_entry_get_id (self->benefit)) == 0)
        add_at_rate (self, spans, get_validity (rate), hearth_pack_entry_get_int (rate, "Kop", 0),
                     rate);
    }
}

/* At the person's own pay, which changes from day to day as its entries say. */
void
_hearth_benefit_add_pay (HearthBenefitWork *self, const GArray *spans)
{
  const GArray *pay = self->facts->pay;

  for (guint i = 0; i < pay->len; i++)
    {
      const HearthBenefitPay *entry = &g_array_index (pay, HearthBenefitPay, i);
      HearthSpan valid = { entry->from,
                           entry->to != HEARTH_DATE_NONE ? entry->to : G_MAXINT32 - 1 };

      if (i + 1 < pay->len)
        valid.to = MIN (valid.to, g_array_index (pay, HearthBenefitPay, i + 1).from - 1);
      add_at_rate (self, spans, valid, entry->base_kop, NULL);
    }
}
