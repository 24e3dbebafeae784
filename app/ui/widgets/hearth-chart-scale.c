/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-chart-scale.h"

#include <math.h>

/* 1, 2 or 5 times a power of ten, not below @rough. */
static double
round_up_step (double rough)
{
  double power = pow (10, floor (log10 (rough)));
  double digit = rough / power;

  if (digit <= 1 + 1e-9)
    return power;
  if (digit <= 2 + 1e-9)
    return 2 * power;
  return digit <= 5 + 1e-9 ? 5 * power : 10 * power;
}

/** hearth_chart_scale_new: Thread: any. */
HearthChartScale
hearth_chart_scale_new (double low, double high, guint n_wanted)
{
  HearthChartScale self = { low, high, 1 };

  g_return_val_if_fail (isfinite (low) && isfinite (high), self);

  if (high - low < 1e-9)
    {
      low -= 1;
      high += 1;
    }
  self.step = round_up_step ((high - low) / MAX (n_wanted, 1));
  self.low = floor (low / self.step + 1e-9) * self.step;
  self.high = ceil (high / self.step - 1e-9) * self.step;
  return self;
}

/** hearth_chart_scale_get_n_marks: both ends are among them. */
guint
hearth_chart_scale_get_n_marks (const HearthChartScale *self)
{
  return (guint) lround ((self->high - self->low) / self->step) + 1;
}

/** hearth_chart_scale_get_mark: from the low end on. */
double
hearth_chart_scale_get_mark (const HearthChartScale *self, guint index)
{
  return self->low + index * self->step;
}

/** hearth_chart_scale_place: Thread: any. */
double
hearth_chart_scale_place (const HearthChartScale *self, double value)
{
  return (value - self->low) / (self->high - self->low);
}

/* The first of a month, every so many months from January on. */
static void
list_months (GArray *days, HearthDate first, HearthDate last, int n_months)
{
  int year, month, day;
  HearthDate date;

  hearth_date_split (first, &year, &month, &day);
  date = hearth_date_new (year, (month - 1) / n_months * n_months + 1, 1);
  for (; date <= last; date = hearth_date_add_months (date, n_months))
    if (date >= first)
      g_array_append_val (days, date);
}

static void
list_every (GArray *days, HearthDate first, HearthDate last, int n_days)
{
  for (HearthDate date = first; date <= last; date += n_days)
    g_array_append_val (days, date);
}

/** hearth_chart_list_days: Thread: any. */
GArray *
hearth_chart_list_days (HearthDate first, HearthDate last, guint n_max)
{
  static const int n_days[] = { 1, 2, 7, 14 };
  static const int n_months[] = { 1, 2, 3, 6, 12, 24, 60, 120 };
  GArray *days = g_array_new (FALSE, FALSE, sizeof (HearthDate));

  g_return_val_if_fail (first <= last, days);

  for (guint i = 0; i < G_N_ELEMENTS (n_days); i++)
    if ((guint) ((last - first) / n_days[i]) + 1 <= n_max)
      {
        list_every (days, first, last, n_days[i]);
        return days;
      }
  for (guint i = 0; i < G_N_ELEMENTS (n_months); i++)
    {
      g_array_set_size (days, 0);
      list_months (days, first, last, n_months[i]);
      if (days->len > 0 && days->len <= n_max)
        return days;
    }
  g_array_set_size (days, 0);
  g_array_append_val (days, first);
  return days;
}
