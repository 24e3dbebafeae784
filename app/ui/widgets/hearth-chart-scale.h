/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the lines and words beside a chart stand. Pure. */
#pragma once

#include "hearth-date.h"

G_BEGIN_DECLS

/* Round numbers from @low up to @high, each a multiple of @step. */
typedef struct
{
  double low, high, step;
} HearthChartScale;

/* @n_wanted: about so many steps. Equal bounds are parted, so that a single value has an axis too. */
HearthChartScale hearth_chart_scale_new (double low, double high, guint n_wanted);
guint hearth_chart_scale_get_n_marks (const HearthChartScale *self);
double hearth_chart_scale_get_mark (const HearthChartScale *self, guint index);
/* 0 at the low end, 1 at the high one; not clamped. */
double hearth_chart_scale_place (const HearthChartScale *self, double value);

/* (element-type HearthDate): days at which a label stands: the first of months or years, or days, at most
 * @n_max, and at least one. */
GArray *hearth_chart_list_days (HearthDate first,
                                HearthDate last,
                                guint n_max) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
