/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-accent.h"
#include "hearth-chart-paint.h"
#include "hearth-chart-private.h"
#include "hearth-color.h"
#include "hearth-format.h"

#include <math.h>

#define PAD HEARTH_CHART_PAD
#define GAP HEARTH_CHART_GAP
#define MARK HEARTH_CHART_MARK
#define N_STEPS 4
#define FAINT HEARTH_CHART_FAINT
#define DIM HEARTH_CHART_DIM

static char *
format_mark (const HearthChartScale *scale, double value)
{
  int n_decimals = scale->step >= 1 - 1e-9 ? 0 : (int) ceil (-log10 (scale->step) - 1e-9);
  char *text = g_strdup_printf ("%.*f", MIN (n_decimals, 3), fabs (value) < 1e-9 ? 0 : value);

  if (g_str_equal (hearth_format_language (), "uk"))
    g_strdelimit (text, ".", ',');
  return text;
}

/* --- Where things are --- */

static gboolean
find_bounds (const HearthChartData *data, HearthChartFrame *frame, double *low, double *high)
{
  gboolean is_any = FALSE;

  *low = data->has_range ? data->low : G_MAXDOUBLE;
  *high = data->has_range ? data->high : -G_MAXDOUBLE;
  for (guint i = 0; i < data->series->len; i++)
    {
      const HearthChartSeries *series = data->series->pdata[i];

      for (guint j = 0; j < series->points->len; j++)
        {
          const HearthChartPoint *point = &g_array_index (series->points, HearthChartPoint, j);

          frame->first = is_any ? MIN (frame->first, point->date) : point->date;
          frame->last = is_any ? MAX (frame->last, point->date) : point->date;
          *low = MIN (*low, point->value);
          *high = MAX (*high, point->value);
          is_any = TRUE;
        }
    }
  return is_any;
}

static double
measure_labels (GtkWidget *widget, const HearthChartScale *scale, int *line)
{
  int widest = 0;

  *line = 0;
  for (guint i = 0; i < hearth_chart_scale_get_n_marks (scale); i++)
    {
      g_autofree char *text = format_mark (scale, hearth_chart_scale_get_mark (scale, i));
      int width, height;

      _hearth_chart_measure_text (widget, text, PANGO_SCALE_SMALL, &width, &height);
      widest = MAX (widest, width);
      *line = MAX (*line, height);
    }
  return widest;
}

/* Two lines above for the value in focus and the names, one below for the dates. */
gboolean
_hearth_chart_frame (const HearthChartData *data, GtkWidget *widget, HearthChartFrame *frame)
{
  double low, high;
  int line;

  *frame = (HearthChartFrame){ .first = 0 };
  if (!find_bounds (data, frame, &low, &high))
    return FALSE;
  frame->scale = hearth_chart_scale_new (low, high, N_STEPS);
  frame->x = PAD + measure_labels (widget, &frame->scale, &line) + GAP;
  frame->y = PAD + line + GAP + (data->series->len > 1 ? line + GAP : 0);
  frame->width = gtk_widget_get_width (widget) - frame->x - 2 * PAD;
  frame->height = gtk_widget_get_height (widget) - frame->y - line - 2 * GAP;
  return frame->width > 0 && frame->height > 0;
}

double
_hearth_chart_frame_x (const HearthChartFrame *self, HearthDate date)
{
  if (self->first == self->last)
    return self->x + self->width / 2;
  return self->x +
         self->width * (double) (date - self->first) / (double) (self->last - self->first);
}

double
_hearth_chart_frame_y (const HearthChartFrame *self, double value)
{
  return self->y + self->height * (1 - hearth_chart_scale_place (&self->scale, value));
}

const HearthChartPoint *
_hearth_chart_data_get_focus (const HearthChartData *self)
{
  const HearthChartSeries *series;

  if (self->focus_series < 0 || (guint) self->focus_series >= self->series->len)
    return NULL;
  series = self->series->pdata[self->focus_series];
  return self->focus_point < series->points->len
             ? &g_array_index (series->points, HearthChartPoint, self->focus_point)
             : NULL;
}

/* --- Drawing --- */

static void
draw_line (cairo_t *cr, double x1, double y1, double x2, double y2)
{
  cairo_move_to (cr, x1, floor (y1) + 0.5);
  cairo_line_to (cr, x2, floor (y2) + 0.5);
  cairo_stroke (cr);
}

static void
draw_band (const HearthChartFrame *frame,
           const HearthChartBand *band,
           guint index,
           GtkWidget *widget,
           cairo_t *cr,
           const GdkRGBA *color)
{
  static const double dashes[] = { 4, 4 };
  double low = MAX (band->low, frame->scale.low);
  double high = MIN (band->high, frame->scale.high);
  double top, bottom;
  int width, height;

  if (low >= high)
    return;
  top = _hearth_chart_frame_y (frame, high);
  bottom = _hearth_chart_frame_y (frame, low);
  if (index % 2 == 0)
    {
      _hearth_chart_set_color (cr, color, 0.05);
      cairo_rectangle (cr, frame->x, top, frame->width, bottom - top);
      cairo_fill (cr);
    }
  _hearth_chart_set_color (cr, color, DIM * 0.6);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  if (band->high < frame->scale.high)
    draw_line (cr, frame->x, top, frame->x + frame->width, top);
  if (band->low > frame->scale.low)
    draw_line (cr, frame->x, bottom, frame->x + frame->width, bottom);
  cairo_set_dash (cr, NULL, 0, 0);
  _hearth_chart_measure_text (widget, band->name, PANGO_SCALE_SMALL, &width, &height);
  _hearth_chart_set_color (cr, color, DIM);
  /* A band that is too thin for its name has only its border. */
  if (bottom - top >= height && width < frame->width)
    _hearth_chart_draw_text (cr, widget, band->name, PANGO_SCALE_SMALL, frame->x + GAP,
                             top + height / 2.0 + 1, 0);
}

static void
draw_values_axis (const HearthChartFrame *frame,
                  GtkWidget *widget,
                  cairo_t *cr,
                  const GdkRGBA *color)
{
  cairo_set_line_width (cr, 1);
  for (guint i = 0; i < hearth_chart_scale_get_n_marks (&frame->scale); i++)
    {
      double value = hearth_chart_scale_get_mark (&frame->scale, i);
      g_autofree char *text = format_mark (&frame->scale, value);
      double y = _hearth_chart_frame_y (frame, value);

      _hearth_chart_set_color (cr, color, FAINT);
      draw_line (cr, frame->x, y, frame->x + frame->width, y);
      _hearth_chart_set_color (cr, color, DIM);
      _hearth_chart_draw_text (cr, widget, text, PANGO_SCALE_SMALL, frame->x - GAP, y, 1);
    }
}

static void
draw_dates_axis (const HearthChartFrame *frame,
                 GtkWidget *widget,
                 cairo_t *cr,
                 const GdkRGBA *color)
{
  g_autofree char *sample = hearth_format_date (frame->last);
  g_autoptr (GArray) days = NULL;
  double bottom = frame->y + frame->height;
  int width, height;

  _hearth_chart_measure_text (widget, sample, PANGO_SCALE_SMALL, &width, &height);
  days = hearth_chart_list_days (frame->first, frame->last,
                                 (guint) MAX (1, frame->width / (width + 3 * GAP)));
  _hearth_chart_set_color (cr, color, DIM);
  for (guint i = 0; i < days->len; i++)
    {
      HearthDate date = g_array_index (days, HearthDate, i);
      g_autofree char *text = hearth_format_date (date);
      double x = _hearth_chart_frame_x (frame, date);
      double text_x = CLAMP (x, PAD + width / 2.0, frame->x + frame->width + PAD - width / 2.0);

      cairo_move_to (cr, floor (x) + 0.5, bottom);
      cairo_line_to (cr, floor (x) + 0.5, bottom + 4);
      cairo_stroke (cr);
      _hearth_chart_draw_text (cr, widget, text, PANGO_SCALE_SMALL, text_x,
                               bottom + GAP + height / 2.0, 0.5);
    }
}

static void
set_dash (cairo_t *cr, guint series)
{
  static const double dashes[][2] = { { 0, 0 }, { 7, 3 }, { 2, 3 }, { 10, 5 } };

  if (series % 4 == 0)
    cairo_set_dash (cr, NULL, 0, 0);
  else
    cairo_set_dash (cr, dashes[series % 4], 2, 0);
}

static void
draw_series (const HearthChartFrame *frame,
             const HearthChartSeries *series,
             guint index,
             cairo_t *cr)
{
  gdk_cairo_set_source_rgba (cr, hearth_accent_get_color (index % HEARTH_N_ACCENTS));
  cairo_set_line_width (cr, 2);
  set_dash (cr, index);
  for (guint i = 0; i < series->points->len; i++)
    {
      const HearthChartPoint *point = &g_array_index (series->points, HearthChartPoint, i);

      cairo_line_to (cr, _hearth_chart_frame_x (frame, point->date),
                     _hearth_chart_frame_y (frame, point->value));
    }
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  for (guint i = 0; i < series->points->len; i++)
    {
      const HearthChartPoint *point = &g_array_index (series->points, HearthChartPoint, i);

      _hearth_chart_draw_marker (cr, index, _hearth_chart_frame_x (frame, point->date),
                                 _hearth_chart_frame_y (frame, point->value), MARK);
    }
}

/* The names of several series with their markers, in one line above the chart. */
static void
draw_legend (const HearthChartData *data,
             const HearthChartFrame *frame,
             GtkWidget *widget,
             cairo_t *cr,
             const GdkRGBA *color)
{
  double x = frame->x;

  for (guint i = 0; data->series->len > 1 && i < data->series->len; i++)
    {
      const HearthChartSeries *series = data->series->pdata[i];
      int width, height;
      double y;

      _hearth_chart_measure_text (widget, series->name, PANGO_SCALE_SMALL, &width, &height);
      y = frame->y - GAP - height / 2.0;
      gdk_cairo_set_source_rgba (cr, hearth_accent_get_color (i % HEARTH_N_ACCENTS));
      _hearth_chart_draw_marker (cr, i, x + MARK, y, MARK);
      _hearth_chart_set_color (cr, color, 1);
      _hearth_chart_draw_text (cr, widget, series->name, PANGO_SCALE_SMALL, x + 4 * MARK, y, 0);
      x += width + 4 * MARK + 3 * GAP;
    }
}

/* The value in focus, or the newest one, is written out: a chart alone is hard to read off. */
static void
draw_value (const HearthChartData *data,
            const HearthChartFrame *frame,
            GtkWidget *widget,
            cairo_t *cr,
            const GdkRGBA *color)
{
  const HearthChartPoint *point = _hearth_chart_data_get_focus (data);
  g_autofree char *date = point != NULL ? hearth_format_date (point->date) : NULL;
  g_autofree char *text = point != NULL ? g_strdup_printf ("%s · %s", date, point->text) : NULL;
  int width, height;
  double x, y;

  if (point == NULL || !gtk_widget_has_focus (widget))
    return;
  x = _hearth_chart_frame_x (frame, point->date);
  y = _hearth_chart_frame_y (frame, point->value);
  _hearth_chart_set_color (cr, color, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, 2.2 * MARK, 0, 2 * G_PI);
  cairo_stroke (cr);
  _hearth_chart_measure_text (widget, text, 1, &width, &height);
  _hearth_chart_draw_text (
      cr, widget, text, 1,
      CLAMP (x, PAD + width / 2.0, gtk_widget_get_width (widget) - PAD - width / 2.0),
      PAD / 2.0 + height / 2.0, 0.5);
}

void
_hearth_chart_draw (const HearthChartData *data, GtkWidget *widget, cairo_t *cr)
{
  HearthChartFrame frame;
  GdkRGBA color;

  if (!_hearth_chart_frame (data, widget, &frame))
    return;
  hearth_widget_get_color (widget, &color);
  for (guint i = 0; i < data->bands->len; i++)
    draw_band (&frame, &g_array_index (data->bands, HearthChartBand, i), i, widget, cr, &color);
  draw_values_axis (&frame, widget, cr, &color);
  draw_dates_axis (&frame, widget, cr, &color);
  draw_legend (data, &frame, widget, cr, &color);
  for (guint i = 0; i < data->series->len; i++)
    draw_series (&frame, data->series->pdata[i], i, cr);
  draw_value (data, &frame, widget, cr, &color);
}
