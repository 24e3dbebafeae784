/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-span.h"

/** hearth_spans_new: Returns: (transfer full): an empty array of #HearthSpan. */
GArray *
hearth_spans_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (HearthSpan));
}

/** hearth_spans_add: adds the days from @from to @to, or nothing if there are none. */
void
hearth_spans_add (GArray *spans, HearthDate from, HearthDate to)
{
  const HearthSpan span = { from, to };

  g_return_if_fail (spans != NULL);

  if (from <= to)
    g_array_append_val (spans, span);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const HearthSpan *one = a;
  const HearthSpan *other = b;

  return one->from != other->from ? (one->from > other->from ? 1 : -1)
                                  : (one->to > other->to) - (one->to < other->to);
}

/** hearth_spans_merge: orders @spans; those that share a day or follow one another become one, so that no day
 * counts twice. */
void
hearth_spans_merge (GArray *spans)
{
  guint n = 0;

  g_return_if_fail (spans != NULL);

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      const HearthSpan span = g_array_index (spans, HearthSpan, i);
      HearthSpan *last = n > 0 ? &g_array_index (spans, HearthSpan, n - 1) : NULL;

      if (last != NULL && span.from <= last->to + 1)
        last->to = MAX (last->to, span.to);
      else
        g_array_index (spans, HearthSpan, n++) = span;
    }
  g_array_set_size (spans, n);
}

/** hearth_spans_clip: leaves of @spans the days from @from to @to; %HEARTH_DATE_NONE: no bound there. */
void
hearth_spans_clip (GArray *spans, HearthDate from, HearthDate to)
{
  guint n = 0;

  g_return_if_fail (spans != NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      HearthSpan span = g_array_index (spans, HearthSpan, i);

      if (from != HEARTH_DATE_NONE)
        span.from = MAX (span.from, from);
      if (to != HEARTH_DATE_NONE)
        span.to = MIN (span.to, to);
      if (span.from <= span.to)
        g_array_index (spans, HearthSpan, n++) = span;
    }
  g_array_set_size (spans, n);
}

/** hearth_span_of_month: Returns: the calendar month in which @day lies. */
HearthSpan
hearth_span_of_month (HearthDate day)
{
  int year, month;

  hearth_date_split (day, &year, &month, NULL);
  return (HearthSpan){ hearth_date_new (year, month, 1),
                       hearth_date_new (year, month, hearth_date_days_in_month (year, month)) };
}

/** hearth_span_meet: @both: (out): the days that are in both. Returns: whether there are any. */
gboolean
hearth_span_meet (HearthSpan one, HearthSpan other, HearthSpan *both)
{
  g_return_val_if_fail (both != NULL, FALSE);

  both->from = MAX (one.from, other.from);
  both->to = MIN (one.to, other.to);
  return both->from <= both->to;
}

/** hearth_span_count: Returns: how many days. */
int
hearth_span_count (HearthSpan span)
{
  return span.to - span.from + 1;
}
