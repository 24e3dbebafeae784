/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person has a right to, by the rules of the packs (domain 4). Whole kopiykas; what is not known is
 * counted twice, as the least and as the most that it may come to. Pure. */
#include "config.h"

#include "hearth-benefit-private.h"

#include <string.h>

void
_hearth_benefit_add (HearthBenefitWork *self, const HearthBenefitLine *line)
{
  self->sum_kop += line->amount_kop;
  if (self->lines != NULL)
    g_array_append_val (self->lines, *line);
}

static const HearthPackEntry *
find_rate (HearthBenefitWork *self, HearthDate day)
{
  for (guint i = 0; i < hearth_pack_set_get_n_entries (self->packs, "benefit-rate"); i++)
    {
      const HearthPackEntry *rate = hearth_pack_set_get_entry (self->packs, "benefit-rate", i);

      if (g_strcmp0 (hearth_pack_entry_get_text (rate, "Of", NULL),
                     hearth_pack_entry_get_id (self->benefit)) == 0 &&
          hearth_pack_entry_is_valid_on (rate, day))
        return rate;
    }
  return NULL;
}

static gint64
get_rate_kop (const HearthPackEntry *rate)
{
  return rate != NULL ? hearth_pack_entry_get_int (rate, "Kop", 0) : 0;
}

/* A rate may begin or end between the days that the release may be. */
static const HearthPackEntry *
find_rate_of_release (HearthBenefitWork *self)
{
  const HearthPackEntry *rate = find_rate (self, self->days->released);
  const HearthPackEntry *other = find_rate (self, self->days->other_release);
  const gboolean is_other_more = get_rate_kop (other) > get_rate_kop (rate);

  return is_other_more == self->days->is_most ? other : rate;
}

/* A sum that is paid so many times, to the person. */
static void
add_times (
    HearthBenefitWork *self, HearthSpan span, gint64 rate, int times, const HearthPackEntry *source)
{
  const HearthBenefitLine line = { .benefit = self->benefit,
                                   .source = source,
                                   .from = span.from,
                                   .to = span.to,
                                   .n_days = hearth_span_count (span),
                                   .rate_kop = rate,
                                   .times = times,
                                   .percent = 100,
                                   .to_whom = HEARTH_RECIPIENT_PERSON,
                                   .amount_kop = rate * times };

  if (line.amount_kop != 0)
    _hearth_benefit_add (self, &line);
}

/* Rule C: whoever had that birthday on the day of the release is not under the age. */
static gboolean
is_under_age (HearthBenefitWork *self)
{
  const int age = hearth_pack_entry_get_int (self->benefit, "UnderAge", 0);
  const HearthPartialDate *birth = &self->facts->birth;

  return age == 0 ||
         (hearth_partial_date_is_known (birth) &&
          hearth_date_full_years (hearth_partial_date_last (birth), self->days->released) < age);
}

static void
add_one_off (HearthBenefitWork *self)
{
  const HearthDate day = self->days->released;
  const HearthPackEntry *rate = day != HEARTH_DATE_NONE ? find_rate_of_release (self) : NULL;

  if (rate != NULL && self->facts->captivity->len > 0 && is_under_age (self))
    add_times (self, (HearthSpan){ day, day }, hearth_pack_entry_get_int (rate, "Kop", 0), 1, rate);
}

/* Years of twelve months from the day of the capture on. */
static int
count_full_years (HearthSpan span)
{
  int n = 0;

  while (hearth_date_add_months (span.from, 12 * (n + 1)) <= span.to + 1)
    n++;
  return n;
}

static int
count_calendar_years (const GArray *spans, gboolean is_whole)
{
  int last_counted = 0, n = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const HearthSpan span = g_array_index (spans, HearthSpan, i);
      int first, last;

      hearth_date_split (span.from, &first, NULL, NULL);
      hearth_date_split (span.to, &last, NULL, NULL);
      for (int year = MAX (first, last_counted + 1); year <= last; year++)
        if (!is_whole || (span.from <= hearth_date_new (year, 1, 1) &&
                          span.to >= hearth_date_new (year, 12, 31)))
          {
            last_counted = year;
            n++;
          }
    }
  return n;
}

static int
count_years (HearthBenefitWork *self)
{
  const GArray *spans = self->days->captivity;
  int n = 0;

  switch (self->facts->annual_rule)
    {
    case HEARTH_ANNUAL_CALENDAR_YEAR_TOUCHED:
      return count_calendar_years (spans, FALSE);
    case HEARTH_ANNUAL_CALENDAR_YEAR_FULL:
      return count_calendar_years (spans, TRUE);
    case HEARTH_ANNUAL_FULL_12_MONTH:
    default:
      for (guint i = 0; i < spans->len; i++)
        n += count_full_years (g_array_index (spans, HearthSpan, i));
      return n;
    }
}

static gboolean
is_touched (const GArray *spans, int year)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const HearthSpan span = g_array_index (spans, HearthSpan, i);

      if (span.from <= hearth_date_new (year, 12, 31) && span.to >= hearth_date_new (year, 1, 1))
        return TRUE;
    }
  return FALSE;
}

/* A year outside captivity is none of those that are paid, so that it takes none of them away. */
static int
count_drawn (HearthBenefitWork *self)
{
  const GArray *years = self->facts->drawn_years;
  int n = 0;

  for (guint i = 0; i < years->len; i++)
    n += is_touched (self->days->captivity, g_array_index (years, int, i));
  return n;
}

/* Rule B; the years that the family drew are not paid again. */
static void
add_years (HearthBenefitWork *self)
{
  const GArray *spans = self->days->captivity;
  const HearthPackEntry *rate;
  HearthSpan whole;
  int n;

  if (spans->len == 0)
    return;
  whole = (HearthSpan){ g_array_index (spans, HearthSpan, 0).from,
                        g_array_index (spans, HearthSpan, spans->len - 1).to };
  rate = self->days->released != HEARTH_DATE_NONE ? find_rate_of_release (self)
                                                  : find_rate (self, whole.to);
  n = MAX (count_years (self) - count_drawn (self), 0);
  if (rate != NULL)
    add_times (self, whole, hearth_pack_entry_get_int (rate, "Kop", 0), n, rate);
}

static const HearthBenefitPay *
find_pay (const HearthBenefitFacts *facts, HearthDate day)
{
  for (guint i = facts->pay->len; i > 0; i--)
    {
      const HearthBenefitPay *pay = &g_array_index (facts->pay, HearthBenefitPay, i - 1);

      if (pay->from <= day)
        return pay->to == HEARTH_DATE_NONE || pay->to >= day ? pay : NULL;
    }
  return NULL;
}

/* Once or more in each calendar year, at the pay of the last day of it that counts. */
static void
add_months_of_pay (HearthBenefitWork *self)
{
  const GArray *spans = self->days->captivity;
  const int times = hearth_pack_entry_get_int (self->benefit, "Times", 1);
  int last_year = 0;

  for (guint i = spans->len; i > 0; i--)
    {
      HearthSpan span = g_array_index (spans, HearthSpan, i - 1);

      while (span.from <= span.to)
        {
          const HearthBenefitPay *pay = find_pay (self->facts, span.to);
          HearthSpan part = span;
          int year;

          hearth_date_split (span.to, &year, NULL, NULL);
          part.from = MAX (span.from, hearth_date_new (year, 1, 1));
          if (pay != NULL && year != last_year)
            add_times (self, part, pay->base_kop, times, NULL);
          last_year = year;
          span.to = part.from - 1;
        }
    }
}

static void
add_stays (HearthBenefitWork *self)
{
  const GArray *stays =
      self->days->stays[hearth_pack_entry_get_bool (self->benefit, "Wound") ? 1 : 0];
  const int min_days = hearth_pack_entry_get_int (self->benefit, "MinDays", 1);
  g_autoptr (GArray) paid = hearth_spans_new ();

  for (guint i = 0; i < stays->len; i++)
    if (hearth_span_count (g_array_index (stays, HearthSpan, i)) >= min_days)
      g_array_append_val (paid, g_array_index (stays, HearthSpan, i));
  _hearth_benefit_add_months (self, paid);
}

static const HearthPackEntry *
find_factor (HearthBenefitWork *self, const HearthBenefitDisability *disability)
{
  for (guint i = 0; i < hearth_pack_set_get_n_entries (self->packs, "benefit-factor"); i++)
    {
      const HearthPackEntry *factor = hearth_pack_set_get_entry (self->packs, "benefit-factor", i);

      if (g_strcmp0 (hearth_pack_entry_get_text (factor, "Of", NULL),
                     hearth_pack_entry_get_id (self->benefit)) == 0 &&
          g_strcmp0 (hearth_pack_entry_get_text (factor, "Group", NULL), disability->group) == 0 &&
          g_strcmp0 (hearth_pack_entry_get_text (factor, "Link", NULL), disability->link) == 0 &&
          hearth_pack_entry_is_valid_on (factor, disability->set_on))
        return factor;
    }
  return NULL;
}

/* By the minimum of 1 January of the year in which it was set first. */
static void
add_disability (HearthBenefitWork *self)
{
  const GArray *all = self->facts->disability;
  const HearthBenefitDisability *first = NULL;
  const HearthPackEntry *factor;
  HearthDate new_year;
  int year;

  for (guint i = 0; i < all->len; i++)
    if (first == NULL || g_array_index (all, HearthBenefitDisability, i).set_on < first->set_on)
      first = &g_array_index (all, HearthBenefitDisability, i);
  if (first == NULL ||
      (self->facts->as_of != HEARTH_DATE_NONE && first->set_on > self->facts->as_of))
    return;
  factor = find_factor (self, first);
  hearth_date_split (first->set_on, &year, NULL, NULL);
  new_year = hearth_date_new (year, 1, 1);
  for (guint i = 0; factor != NULL && i < hearth_pack_set_get_n_entries (self->packs, "minimum");
       i++)
    {
      const HearthPackEntry *minimum = hearth_pack_set_get_entry (self->packs, "minimum", i);

      if (hearth_pack_entry_is_valid_on (minimum, new_year))
        {
          add_times (self, (HearthSpan){ first->set_on, first->set_on },
                     hearth_pack_entry_get_int (minimum, "Kop", 0),
                     hearth_pack_entry_get_int (factor, "Times", 0), factor);
          return;
        }
    }
}

static void
add_reward (HearthBenefitWork *self)
{
  _hearth_benefit_add_months (self, self->days->captivity);
}

static void
add_retained_pay (HearthBenefitWork *self)
{
  _hearth_benefit_add_pay (self, self->days->captivity);
}

static const struct
{
  const char *id;
  void (*add) (HearthBenefitWork *self);
  gboolean is_of_stays;
} rules[] = {
  { "one-off", add_one_off },
  { "per-year", add_years },
  { "monthly", add_reward },
  { "retained-pay", add_retained_pay },
  { "month-of-pay", add_months_of_pay },
  { "inpatient", add_stays, TRUE },
  { "multiple-of-minimum", add_disability },
};

static int
find_rule (const HearthPackEntry *benefit)
{
  const char *id = hearth_pack_entry_get_text (benefit, "Rule", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_strcmp0 (rules[i].id, id) == 0)
      return (int) i;
  return -1;
}

/* 0: yes; HEARTH_BENEFIT_OPEN_SERVED: nobody knows; -1: no. */
static int
is_for (const HearthPackEntry *benefit, HearthServed served)
{
  const char *group = hearth_pack_entry_get_text (benefit, "For", NULL);

  if (g_strcmp0 (group, "everybody") == 0)
    return 0;
  if (g_strcmp0 (group, "others") == 0)
    return -1;
  if (served == HEARTH_SERVED_UNKNOWN)
    return HEARTH_BENEFIT_OPEN_SERVED;
  return (g_strcmp0 (group, "civilian") == 0) == (served == HEARTH_SERVED_CIVILIAN) ? 0 : -1;
}

typedef struct
{
  HearthPackSet *packs;
  const HearthBenefitFacts *facts;
  HearthBenefitDays least;
  HearthBenefitDays most;
  GArray *shares; /* HearthBenefitShare */
} Computation;

static gint64
compute (const Computation *self,
         const HearthBenefitDays *days,
         const HearthPackEntry *benefit,
         GArray *lines)
{
  HearthBenefitWork work = {
    .packs = self->packs,
    .facts = self->facts,
    .days = days,
    .shares = self->shares,
    .benefit = benefit,
    .lines = lines,
  };

  rules[find_rule (benefit)].add (&work);
  return work.sum_kop;
}

static void
add_total (HearthBenefits *self, const Computation *computation, const HearthPackEntry *benefit)
{
  HearthBenefitTotal total = { .benefit = benefit };
  const guint n_lines = self->lines->len;
  const int for_them = is_for (benefit, computation->facts->served);
  const gboolean is_of_stays = rules[find_rule (benefit)].is_of_stays;

  if (for_them < 0)
    return;
  total.open = (guint) for_them;
  if (hearth_pack_entry_has (benefit, "Open"))
    total.open |= HEARTH_BENEFIT_OPEN_FACTS;
  if (total.open == 0)
    total.sum_kop = compute (computation, &computation->least, benefit, self->lines);
  total.open |= is_of_stays ? computation->least.stays_open : computation->least.open;
  total.max_kop = total.sum_kop;
  if (total.open != 0)
    total.max_kop = MAX (compute (computation, &computation->most, benefit, NULL), total.sum_kop);
  for (guint i = n_lines; i < self->lines->len; i++)
    {
      const HearthBenefitLine *line = &g_array_index (self->lines, HearthBenefitLine, i);

      total.by_recipient[line->to_whom] += line->amount_kop;
    }
  if (total.max_kop > 0 || total.sum_kop > 0)
    g_array_append_val (self->totals, total);
}

/* A right begins with the release; when it is used is written elsewhere. */
static void
add_right (HearthBenefits *self, const Computation *computation, const HearthPackEntry *benefit)
{
  const HearthBenefitRight right = {
    .benefit = benefit,
    .from = computation->least.released,
    .n_days = hearth_pack_entry_get_int (benefit, "Days", 0),
    .renews = hearth_pack_entry_get_bool (benefit, "Renews"),
  };

  if (is_for (benefit, computation->facts->served) == 0 && right.from != HEARTH_DATE_NONE &&
      hearth_pack_entry_is_valid_on (benefit, right.from))
    g_array_append_val (self->rights, right);
}

/**
 * hearth_benefits_compute:
 *
 * All benefits of the packs for one person. A date that is known in part gives the sum of the fewest days that
 * are sure, and a maximum of the most that may be. Half up to the kopiyka for each calendar month and rate;
 * the person's share is what relatives leave, so shares are the whole.
 *
 * Source: domain 4.1 and 4.3, through the entries of the packs; each line names its act.
 *
 * Returns: (transfer full): the lines and totals, whose entries belong to @packs. Thread: any.
 */
HearthBenefits *
hearth_benefits_compute (HearthPackSet *packs, const HearthBenefitFacts *facts)
{
  Computation computation = { .packs = packs, .facts = facts };
  HearthBenefits *self;

  g_return_val_if_fail (packs != NULL && facts != NULL, NULL);

  self = g_new0 (HearthBenefits, 1);
  self->lines = g_array_new (FALSE, FALSE, sizeof (HearthBenefitLine));
  self->totals = g_array_new (FALSE, FALSE, sizeof (HearthBenefitTotal));
  self->rights = g_array_new (FALSE, FALSE, sizeof (HearthBenefitRight));
  _hearth_benefit_days_init (&computation.least, facts, FALSE);
  _hearth_benefit_days_init (&computation.most, facts, TRUE);
  computation.shares = _hearth_benefit_list_shares (packs, facts);
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "benefit"); i++)
    {
      const HearthPackEntry *benefit = hearth_pack_set_get_entry (packs, "benefit", i);

      if (find_rule (benefit) >= 0)
        add_total (self, &computation, benefit);
      else
        add_right (self, &computation, benefit);
    }
  self->captivity = g_array_ref (computation.least.captivity);
  _hearth_benefit_days_clear (&computation.least);
  _hearth_benefit_days_clear (&computation.most);
  g_array_unref (computation.shares);
  return self;
}

/** hearth_benefits_free: frees what was computed. */
void
hearth_benefits_free (HearthBenefits *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->lines);
  g_array_unref (self->totals);
  g_array_unref (self->rights);
  g_array_unref (self->captivity);
  g_free (self);
}

/** hearth_benefits_find_total: @code: for example "ADD_REWARD_100K". Returns: (nullable): %NULL if nothing can
 * come of it. */
const HearthBenefitTotal *
hearth_benefits_find_total (const HearthBenefits *self, const char *code)
{
  g_return_val_if_fail (self != NULL && code != NULL, NULL);

  for (guint i = 0; i < self->totals->len; i++)
    {
      const HearthBenefitTotal *total = &g_array_index (self->totals, HearthBenefitTotal, i);

      if (g_strcmp0 (hearth_pack_entry_get_text (total->benefit, "Code", NULL), code) == 0)
        return total;
    }
  return NULL;
}

/** hearth_benefit_line_dup_factor: Returns: (transfer full): by what the rate is multiplied, for example
 * "16/31", "9/30 × 50 %" or "3". */
char *
hearth_benefit_line_dup_factor (const HearthBenefitLine *line)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (line != NULL, NULL);

  if (line->month_days > 0)
    g_string_append_printf (text, "%d/%d", line->n_days, line->month_days);
  else
    g_string_append_printf (text, "%d", line->times);
  if (line->percent >= 0 && line->percent < 100)
    g_string_append_printf (text, " × %d %%", line->percent);
  else if (line->percent < 0)
    g_string_append (text, " × …");
  return g_string_free (text, FALSE);
}

/** hearth_benefit_line_get_source: Returns: (transfer none): the act of the rate, or of the benefit. */
const char *
hearth_benefit_line_get_source (const HearthBenefitLine *line, const char *language)
{
  g_return_val_if_fail (line != NULL, NULL);

  return hearth_pack_entry_get_text (line->source != NULL ? line->source : line->benefit, "Source",
                                     language);
}
