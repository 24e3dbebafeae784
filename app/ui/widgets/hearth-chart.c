/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-chart-private.h"
#include "hearth-format.h"

#include <math.h>

#define HEIGHT 210
#define REACH 24 /* pixels between a press and the point that it means */

struct _HearthChart
{
  HearthPlot parent_instance;
  HearthChartData data;
};

G_DEFINE_FINAL_TYPE (HearthChart, hearth_chart, HEARTH_TYPE_PLOT)

static void
point_clear (gpointer data)
{
  g_free (((HearthChartPoint *) data)->text);
}

static void
band_clear (gpointer data)
{
  g_free (((HearthChartBand *) data)->name);
}

static void
series_free (gpointer data)
{
  HearthChartSeries *series = data;

  g_free (series->name);
  g_array_unref (series->points);
  g_free (series);
}

static HearthChartSeries *
get_series (HearthChart *self, guint index)
{
  return g_ptr_array_index (self->data.series, index);
}

/* --- Its points as marks --- */

static const HearthChartPoint *
get_point (HearthPlot *plot, guint series, guint point)
{
  return &g_array_index (get_series (HEARTH_CHART (plot), series)->points, HearthChartPoint, point);
}

/* "3 June 2025: 61.5 kg", with the name of the series if there are several. */
static char *
hearth_chart_dup_spoken (HearthPlot *plot, guint series, guint index)
{
  HearthChart *self = HEARTH_CHART (plot);
  const HearthChartPoint *point = get_point (plot, series, index);
  g_autofree char *day = hearth_format_date (point->date);

  if (self->data.series->len < 2)
    return g_strdup_printf ("%s: %s", day, point->text);
  return g_strdup_printf ("%s, %s: %s", get_series (self, series)->name, day, point->text);
}

/* The newest value is what people look for. */
static void
hearth_chart_choose (HearthPlot *plot, guint *series, guint *point)
{
  HearthChart *self = HEARTH_CHART (plot);
  HearthDate date = HEARTH_DATE_NONE;

  for (guint i = 0; i < self->data.series->len; i++)
    {
      const guint n_points = get_series (self, i)->points->len;

      if (n_points > 0 && get_point (plot, i, n_points - 1)->date > date)
        {
          *series = i;
          *point = n_points - 1;
          date = get_point (plot, i, n_points - 1)->date;
        }
    }
}

static guint
hearth_chart_count_lanes (HearthPlot *plot)
{
  return HEARTH_CHART (plot)->data.series->len;
}

static guint
hearth_chart_count_marks (HearthPlot *plot, guint series)
{
  return get_series (HEARTH_CHART (plot), series)->points->len;
}

static double
hearth_chart_place (HearthPlot *plot, guint series, guint point)
{
  return get_point (plot, series, point)->date;
}

static double
hearth_chart_get_value (HearthPlot *plot, guint series, guint point)
{
  return get_point (plot, series, point)->value;
}

static void
hearth_chart_focused (HearthPlot *plot, int series, guint point)
{
  HEARTH_CHART (plot)->data.focus_series = series;
  HEARTH_CHART (plot)->data.focus_point = point;
}

static gboolean
hearth_chart_find (HearthPlot *plot, double x, double y, guint *series, guint *found)
{
  HearthChart *self = HEARTH_CHART (plot);
  HearthChartFrame frame;
  double best = REACH;

  if (!_hearth_chart_frame (&self->data, GTK_WIDGET (self), &frame))
    return FALSE;
  for (guint i = 0; i < self->data.series->len; i++)
    for (guint j = 0; j < get_series (self, i)->points->len; j++)
      {
        const HearthChartPoint *point = get_point (plot, i, j);
        double distance = hypot (_hearth_chart_frame_x (&frame, point->date) - x,
                                 _hearth_chart_frame_y (&frame, point->value) - y);

        if (distance < best)
          {
            best = distance;
            *series = i;
            *found = j;
          }
      }
  return best < REACH;
}

/* --- The widget --- */

static void
hearth_chart_draw (HearthPlot *plot, cairo_t *cr)
{
  _hearth_chart_draw (&HEARTH_CHART (plot)->data, GTK_WIDGET (plot), cr);
}

static int
hearth_chart_measure_height (HearthPlot *plot, int width)
{
  return HEIGHT;
}

static void
hearth_chart_finalize (GObject *object)
{
  HearthChart *self = HEARTH_CHART (object);

  g_ptr_array_unref (self->data.series);
  g_array_unref (self->data.bands);
  G_OBJECT_CLASS (hearth_chart_parent_class)->finalize (object);
}

static void
hearth_chart_class_init (HearthChartClass *klass)
{
  HearthPlotClass *plot_class = HEARTH_PLOT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hearth_chart_finalize;
  plot_class->draw = hearth_chart_draw;
  plot_class->measure_height = hearth_chart_measure_height;
  plot_class->count_lanes = hearth_chart_count_lanes;
  plot_class->count_marks = hearth_chart_count_marks;
  plot_class->place = hearth_chart_place;
  plot_class->get_value = hearth_chart_get_value;
  plot_class->dup_spoken = hearth_chart_dup_spoken;
  plot_class->find = hearth_chart_find;
  plot_class->choose = hearth_chart_choose;
  plot_class->focused = hearth_chart_focused;
}

static void
hearth_chart_init (HearthChart *self)
{
  self->data.series = g_ptr_array_new_with_free_func (series_free);
  self->data.bands = g_array_new (FALSE, FALSE, sizeof (HearthChartBand));
  g_array_set_clear_func (self->data.bands, band_clear);
  self->data.focus_series = -1;
}

/** hearth_chart_new: @title: what the values are, for readers of the screen */
GtkWidget *
hearth_chart_new (const char *title)
{
  GtkWidget *self = g_object_new (HEARTH_TYPE_CHART, NULL);

  hearth_plot_set_title (HEARTH_PLOT (self), title);
  return self;
}

/** hearth_chart_clear: no series, bands and range any more. */
void
hearth_chart_clear (HearthChart *self)
{
  g_return_if_fail (HEARTH_IS_CHART (self));

  g_ptr_array_set_size (self->data.series, 0);
  g_array_set_size (self->data.bands, 0);
  self->data.has_range = FALSE;
  hearth_plot_reset (HEARTH_PLOT (self));
}

/** hearth_chart_add_series: Returns: its index. */
guint
hearth_chart_add_series (HearthChart *self, const char *name)
{
  HearthChartSeries *series;

  g_return_val_if_fail (HEARTH_IS_CHART (self) && name != NULL, 0);

  series = g_new0 (HearthChartSeries, 1);
  series->name = g_strdup (name);
  series->points = g_array_new (FALSE, FALSE, sizeof (HearthChartPoint));
  g_array_set_clear_func (series->points, point_clear);
  g_ptr_array_add (self->data.series, series);
  return self->data.series->len - 1;
}

/** hearth_chart_add_point: in the order of dates whatever the order of calls; of one day, that of the calls. */
void
hearth_chart_add_point (
    HearthChart *self, guint series, HearthDate date, double value, const char *text)
{
  HearthChartPoint point = { date, value, g_strdup (text) };
  GArray *points;
  guint place;

  g_return_if_fail (HEARTH_IS_CHART (self) && series < self->data.series->len);
  g_return_if_fail (date != HEARTH_DATE_NONE && isfinite (value) && text != NULL);

  points = get_series (self, series)->points;
  place = points->len;
  while (place > 0 && g_array_index (points, HearthChartPoint, place - 1).date > date)
    place--;
  g_array_insert_val (points, place, point);
  hearth_plot_reset (HEARTH_PLOT (self));
}

/** hearth_chart_add_band: values from @low up to @high have a name. */
void
hearth_chart_add_band (HearthChart *self, double low, double high, const char *name)
{
  HearthChartBand band = { low, high, g_strdup (name) };

  g_return_if_fail (HEARTH_IS_CHART (self) && low < high && name != NULL);

  g_array_append_val (self->data.bands, band);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** hearth_chart_set_range: the axis goes at least from @low to @high. */
void
hearth_chart_set_range (HearthChart *self, double low, double high)
{
  g_return_if_fail (HEARTH_IS_CHART (self) && low < high);

  self->data.has_range = TRUE;
  self->data.low = low;
  self->data.high = high;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** hearth_chart_get_n_points: of all series. */
guint
hearth_chart_get_n_points (HearthChart *self)
{
  guint n = 0;

  g_return_val_if_fail (HEARTH_IS_CHART (self), 0);

  for (guint i = 0; i < self->data.series->len; i++)
    n += get_series (self, i)->points->len;
  return n;
}

/** hearth_chart_get_focus_text: (nullable): of the point in focus, borrowed. */
const char *
hearth_chart_get_focus_text (HearthChart *self)
{
  const HearthChartPoint *point;

  g_return_val_if_fail (HEARTH_IS_CHART (self), NULL);

  point = _hearth_chart_data_get_focus (&self->data);
  return point != NULL ? point->text : NULL;
}
