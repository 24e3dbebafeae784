/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-chart-scale.h"
#include "hearth-chart.h"

G_BEGIN_DECLS

typedef struct
{
  HearthDate date;
  double value;
  char *text;
} HearthChartPoint;

typedef struct
{
  char *name;
  GArray *points; /* (element-type HearthChartPoint), by date */
} HearthChartSeries;

typedef struct
{
  double low, high;
  char *name;
} HearthChartBand;

/* What a chart shows, apart from the widget. */
typedef struct
{
  GPtrArray *series; /* (element-type HearthChartSeries) */
  GArray *bands;     /* (element-type HearthChartBand) */
  gboolean has_range;
  double low, high;
  int focus_series; /* -1: none */
  guint focus_point;
} HearthChartData;

/* Where things are within the widget, in pixels. */
typedef struct
{
  HearthChartScale scale;
  HearthDate first, last;
  double x, y, width, height;
} HearthChartFrame;

/* FALSE: there is no point. */
gboolean _hearth_chart_frame (const HearthChartData *data,
                              GtkWidget *widget,
                              HearthChartFrame *frame);
double _hearth_chart_frame_x (const HearthChartFrame *self, HearthDate date);
double _hearth_chart_frame_y (const HearthChartFrame *self, double value);
const HearthChartPoint *_hearth_chart_data_get_focus (const HearthChartData *self);
void _hearth_chart_draw (const HearthChartData *data, GtkWidget *widget, cairo_t *cr);

G_END_DECLS
