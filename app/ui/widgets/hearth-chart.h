/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-date.h"
#include "hearth-plot.h"

G_BEGIN_DECLS

/**
 * HearthChart:
 *
 * Values over dates as lines, with bands behind them. Series are told apart by marker and dash, bands by
 * dashed borders and words, so nothing rests on colour. The keyboard walks along the points (Left, Right,
 * Home, End; Up and Down to another series); the value in focus is written above and read aloud.
 */
#define HEARTH_TYPE_CHART (hearth_chart_get_type ())
G_DECLARE_FINAL_TYPE (HearthChart, hearth_chart, HEARTH, CHART, HearthPlot)

GtkWidget *hearth_chart_new (const char *title);
void hearth_chart_clear (HearthChart *self);
guint hearth_chart_add_series (HearthChart *self, const char *name);
/* @text: the value as it is written and read, with its unit. Points may come in any order. */
void hearth_chart_add_point (
    HearthChart *self, guint series, HearthDate date, double value, const char *text);
/* -G_MAXDOUBLE, G_MAXDOUBLE: open to that side. A band that no value comes near is not drawn. */
void hearth_chart_add_band (HearthChart *self, double low, double high, const char *name);
/* Without it the axis covers what the points need. */
void hearth_chart_set_range (HearthChart *self, double low, double high);
guint hearth_chart_get_n_points (HearthChart *self);
/* NULL: no point has the focus. */
const char *hearth_chart_get_focus_text (HearthChart *self);

G_END_DECLS
