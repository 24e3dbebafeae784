/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-money-chart-private.h"

#include <glib/gi18n.h>

#define REACH 16 /* pixels between a press and the mark that it means */

struct _HearthMoneyChart
{
  HearthPlot parent_instance;
  HearthMoneyData data;
};

G_DEFINE_FINAL_TYPE (HearthMoneyChart, hearth_money_chart, HEARTH_TYPE_PLOT)

const char *
hearth_money_lane_get_title (HearthMoneyLane lane)
{
  static const char *const titles[HEARTH_N_MONEY_LANES] = {
    N_ ("In captivity"),
    N_ ("Due for each month"),
    N_ ("Due at once"),
    N_ ("Entered as paid"),
  };

  return _ (titles[lane]);
}

static GArray *
lane_of (HearthMoneyChart *self, int lane)
{
  return self->data.lanes[lane];
}

/* --- Its items as marks --- */

static const HearthMoneyItem *
get_item (HearthPlot *plot, guint lane, guint item)
{
  return &g_array_index (lane_of (HEARTH_MONEY_CHART (plot), (int) lane), HearthMoneyItem, item);
}

static char *
hearth_money_chart_dup_spoken (HearthPlot *plot, guint lane, guint item)
{
  return g_strdup_printf ("%s: %s", hearth_money_lane_get_title ((HearthMoneyLane) lane),
                          get_item (plot, lane, item)->text);
}

static guint
hearth_money_chart_count_lanes (HearthPlot *plot)
{
  return HEARTH_N_MONEY_LANES;
}

static guint
hearth_money_chart_count_marks (HearthPlot *plot, guint lane)
{
  return lane_of (HEARTH_MONEY_CHART (plot), (int) lane)->len;
}

static double
hearth_money_chart_place (HearthPlot *plot, guint lane, guint item)
{
  return get_item (plot, lane, item)->from;
}

static double
hearth_money_chart_get_value (HearthPlot *plot, guint lane, guint item)
{
  return item;
}

static void
hearth_money_chart_focused (HearthPlot *plot, int lane, guint item)
{
  HEARTH_MONEY_CHART (plot)->data.focus_lane = lane;
  HEARTH_MONEY_CHART (plot)->data.focus_item = item;
}

static int
lane_at (const HearthMoneyFrame *frame, double y)
{
  for (int lane = 0; lane < HEARTH_N_MONEY_LANES; lane++)
    if (y >= frame->tops[lane] - frame->line && y <= frame->tops[lane] + frame->heights[lane])
      return lane;
  return -1;
}

static gboolean
hearth_money_chart_find (HearthPlot *plot, double x, double y, guint *lane, guint *found)
{
  HearthMoneyChart *self = HEARTH_MONEY_CHART (plot);
  HearthMoneyFrame frame;
  double best = REACH;
  int at;

  if (!_hearth_money_frame (&self->data, GTK_WIDGET (self), &frame))
    return FALSE;
  at = lane_at (&frame, y);
  for (guint i = 0; at >= 0 && i < lane_of (self, at)->len; i++)
    {
      const HearthMoneyItem *item = get_item (plot, (guint) at, i);
      double first = _hearth_money_frame_x (&frame, item->from);
      double last = _hearth_money_frame_x (&frame, item->to);
      double distance = x < first ? first - x : x > last ? x - last : 0;

      if (distance < best)
        {
          best = distance;
          *lane = (guint) at;
          *found = i;
        }
    }
  return best < REACH;
}

/* --- The widget --- */

static void
hearth_money_chart_draw (HearthPlot *plot, cairo_t *cr)
{
  _hearth_money_draw (&HEARTH_MONEY_CHART (plot)->data, GTK_WIDGET (plot), cr);
}

static int
hearth_money_chart_measure_height (HearthPlot *plot, int width)
{
  return _hearth_money_frame_height (GTK_WIDGET (plot));
}

static void
hearth_money_chart_finalize (GObject *object)
{
  HearthMoneyChart *self = HEARTH_MONEY_CHART (object);

  for (guint i = 0; i < HEARTH_N_MONEY_LANES; i++)
    g_array_unref (self->data.lanes[i]);
  g_array_unref (self->data.unsure);
  G_OBJECT_CLASS (hearth_money_chart_parent_class)->finalize (object);
}

static void
hearth_money_chart_class_init (HearthMoneyChartClass *klass)
{
  HearthPlotClass *plot_class = HEARTH_PLOT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hearth_money_chart_finalize;
  plot_class->draw = hearth_money_chart_draw;
  plot_class->measure_height = hearth_money_chart_measure_height;
  plot_class->count_lanes = hearth_money_chart_count_lanes;
  plot_class->count_marks = hearth_money_chart_count_marks;
  plot_class->place = hearth_money_chart_place;
  plot_class->get_value = hearth_money_chart_get_value;
  plot_class->dup_spoken = hearth_money_chart_dup_spoken;
  plot_class->find = hearth_money_chart_find;
  plot_class->focused = hearth_money_chart_focused;
}

static void
item_clear (gpointer data)
{
  g_free (((HearthMoneyItem *) data)->text);
}

static GArray *
make_items (void)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (HearthMoneyItem));

  g_array_set_clear_func (items, item_clear);
  return items;
}

static void
hearth_money_chart_init (HearthMoneyChart *self)
{
  for (guint i = 0; i < HEARTH_N_MONEY_LANES; i++)
    self->data.lanes[i] = make_items ();
  self->data.unsure = make_items ();
  self->data.focus_lane = -1;
  hearth_plot_set_title (HEARTH_PLOT (self), _ ("Captivity and payments over time"));
}

/** hearth_money_chart_new: an empty one. */
GtkWidget *
hearth_money_chart_new (void)
{
  return g_object_new (HEARTH_TYPE_MONEY_CHART, NULL);
}

/** hearth_money_chart_show: @counted: of @kase */
void
hearth_money_chart_show (HearthMoneyChart *self,
                         HearthCase *kase,
                         HearthPackSet *packs,
                         const HearthCaseBenefits *counted)
{
  g_return_if_fail (HEARTH_IS_MONEY_CHART (self) && HEARTH_IS_CASE (kase) && counted != NULL);

  for (guint i = 0; i < HEARTH_N_MONEY_LANES; i++)
    g_array_set_size (self->data.lanes[i], 0);
  g_array_set_size (self->data.unsure, 0);
  _hearth_money_data_fill (&self->data, kase, packs, counted);
  hearth_plot_reset (HEARTH_PLOT (self));
}

/** hearth_money_chart_get_n_items: how many marks a lane has. */
guint
hearth_money_chart_get_n_items (HearthMoneyChart *self, HearthMoneyLane lane)
{
  g_return_val_if_fail (HEARTH_IS_MONEY_CHART (self) && lane < HEARTH_N_MONEY_LANES, 0);

  return lane_of (self, (int) lane)->len;
}

const char *
hearth_money_chart_get_text (HearthMoneyChart *self, HearthMoneyLane lane, guint index)
{
  g_return_val_if_fail (HEARTH_IS_MONEY_CHART (self) && lane < HEARTH_N_MONEY_LANES, NULL);
  g_return_val_if_fail (index < lane_of (self, (int) lane)->len, NULL);

  return g_array_index (lane_of (self, (int) lane), HearthMoneyItem, index).text;
}

const char *
hearth_money_chart_get_focus_text (HearthMoneyChart *self)
{
  const HearthMoneyItem *item;

  g_return_val_if_fail (HEARTH_IS_MONEY_CHART (self), NULL);

  item = _hearth_money_data_get_focus (&self->data);
  return item != NULL ? item->text : NULL;
}
