/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which days count: of dates known in part, the fewest that are sure or the most that may be. */
#include "config.h"

#include "hearth-benefit-private.h"

/* A captivity for which no last day is told: the one that began last ended with the release. */
static gboolean
is_last (const HearthBenefitFacts *facts, guint index)
{
  const HearthBenefitCaptivity *period =
      &g_array_index (facts->captivity, HearthBenefitCaptivity, index);

  for (guint i = 0; i < facts->captivity->len; i++)
    {
      const HearthBenefitCaptivity *other =
          &g_array_index (facts->captivity, HearthBenefitCaptivity, i);

      if (hearth_partial_date_is_known (&other->from) &&
          hearth_partial_date_first (&other->from) > hearth_partial_date_first (&period->from))
        return FALSE;
    }
  return TRUE;
}

static HearthDate
decide (const HearthPartialDate *date, gboolean is_late)
{
  return is_late ? hearth_partial_date_last (date) : hearth_partial_date_first (date);
}

static gboolean
is_partial (const HearthPartialDate *date)
{
  return hearth_partial_date_first (date) != hearth_partial_date_last (date);
}

/* The last day of a period of captivity. Whoever is still away is so until the day of the computation, which is
 * no day of release. */
static HearthDate
find_end (HearthBenefitDays *self,
          const HearthBenefitFacts *facts,
          guint index,
          HearthDate from,
          gboolean is_most)
{
  const HearthBenefitCaptivity *period =
      &g_array_index (facts->captivity, HearthBenefitCaptivity, index);
  const HearthPartialDate *to = &period->to;

  if (!hearth_partial_date_is_known (to) && hearth_partial_date_is_known (&facts->released) &&
      is_last (facts, index))
    to = &facts->released;
  if (hearth_partial_date_is_known (to))
    {
      self->open |= is_partial (to) ? HEARTH_BENEFIT_OPEN_DATES : 0;
      return decide (to, is_most);
    }
  if (facts->as_of != HEARTH_DATE_NONE && is_last (facts, index))
    return MAX (facts->as_of + !facts->counts_release_day, from);
  self->open |= HEARTH_BENEFIT_OPEN_END;
  return from;
}

static void
add_captivity (HearthBenefitDays *self, const HearthBenefitFacts *facts, guint i, gboolean is_most)
{
  const HearthPartialDate *from = &g_array_index (facts->captivity, HearthBenefitCaptivity, i).from;
  HearthDate first;

  if (!hearth_partial_date_is_known (from))
    {
      self->open |= HEARTH_BENEFIT_OPEN_DATES;
      return;
    }
  self->open |= is_partial (from) ? HEARTH_BENEFIT_OPEN_DATES : 0;
  first = decide (from, !is_most);
  hearth_spans_add (self->captivity, first, find_end (self, facts, i, first, is_most));
}

/* Ends count or do not only where captivity began and ended, not where two records of it meet. */
static void
trim_ends (GArray *spans, const HearthBenefitFacts *facts)
{
  for (guint i = spans->len; i > 0; i--)
    {
      HearthSpan *span = &g_array_index (spans, HearthSpan, i - 1);

      span->from += !facts->counts_capture_day;
      span->to -= !facts->counts_release_day;
      if (span->from > span->to)
        g_array_remove_index (spans, i - 1);
    }
}

static HearthDate
find_release (HearthBenefitDays *self, const HearthBenefitFacts *facts, gboolean is_most)
{
  HearthDate last = HEARTH_DATE_NONE;

  if (hearth_partial_date_is_known (&facts->released))
    {
      self->open |= is_partial (&facts->released) ? HEARTH_BENEFIT_OPEN_DATES : 0;
      /* Sure is only what holds for the latest day. */
      return decide (&facts->released, !is_most);
    }
  for (guint i = 0; i < facts->captivity->len; i++)
    {
      const HearthPartialDate *to = &g_array_index (facts->captivity, HearthBenefitCaptivity, i).to;

      /* Who was captured again came home before: what that gave stays. */
      if (!hearth_partial_date_is_known (to))
        continue;
      last = MAX (last, decide (to, !is_most));
    }
  return last;
}

static void
add_stay (HearthBenefitDays *self, const HearthBenefitFacts *facts, const HearthBenefitStay *stay)
{
  HearthDate to = stay->to;

  if (to == HEARTH_DATE_NONE && facts->as_of == HEARTH_DATE_NONE)
    self->stays_open |= HEARTH_BENEFIT_OPEN_END;
  if (to == HEARTH_DATE_NONE)
    to = facts->as_of != HEARTH_DATE_NONE ? facts->as_of : stay->from;
  hearth_spans_add (self->stays[stay->is_wound ? 1 : 0], stay->from, to);
}

/* is_most: every uncertain date as it gives the most days, else as it gives the fewest. */
void
_hearth_benefit_days_init (HearthBenefitDays *self,
                           const HearthBenefitFacts *facts,
                           gboolean is_most)
{
  *self = (HearthBenefitDays){ .captivity = hearth_spans_new (),
                               .stays = { hearth_spans_new (), hearth_spans_new () },
                               .is_most = is_most };
  for (guint i = 0; i < facts->captivity->len; i++)
    add_captivity (self, facts, i, is_most);
  hearth_spans_merge (self->captivity);
  trim_ends (self->captivity, facts);
  hearth_spans_clip (self->captivity, HEARTH_DATE_NONE, facts->as_of);
  self->released = find_release (self, facts, is_most);
  self->other_release = find_release (self, facts, !is_most);
  for (guint i = 0; i < facts->inpatient->len; i++)
    if (self->released != self->other_release &&
        g_array_index (facts->inpatient, HearthBenefitStay, i).from <
            MAX (self->released, self->other_release))
      self->stays_open |= HEARTH_BENEFIT_OPEN_DATES;
  if (facts->as_of != HEARTH_DATE_NONE)
    {
      self->other_release = MIN (self->other_release, facts->as_of);
      self->released = self->released > facts->as_of ? HEARTH_DATE_NONE : self->released;
    }
  for (guint i = 0; i < facts->inpatient->len; i++)
    add_stay (self, facts, &g_array_index (facts->inpatient, HearthBenefitStay, i));
  for (guint i = 0; i < G_N_ELEMENTS (self->stays); i++)
    {
      hearth_spans_merge (self->stays[i]);
      hearth_spans_clip (self->stays[i], self->released, facts->as_of);
    }
}

void
_hearth_benefit_days_clear (HearthBenefitDays *self)
{
  g_clear_pointer (&self->captivity, g_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->stays); i++)
    g_clear_pointer (&self->stays[i], g_array_unref);
}
