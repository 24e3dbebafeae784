/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-accent.h"
#include "hearth-chart-paint.h"
#include "hearth-chart-scale.h"
#include "hearth-color.h"
#include "hearth-format.h"
#include "hearth-money-chart-private.h"
#include "hearth-money-words.h"

#include <glib/gi18n.h>
#include <math.h>

#define PAD HEARTH_CHART_PAD
#define GAP HEARTH_CHART_GAP
#define BAR 12   /* height of a band */
#define MARKS 14 /* height of a lane of marks */
#define MONTHS 64

static const double heights[HEARTH_N_MONEY_LANES] = { BAR, MONTHS, MARKS, MARKS };

/* --- Where things are --- */

static int
measure_line (GtkWidget *widget)
{
  int width, height;

  _hearth_chart_measure_text (widget, "Їg0", 1, &width, &height);
  return height;
}

/* A line for the mark in focus, the lanes with their names, a line of dates. */
int
_hearth_money_frame_height (GtkWidget *widget)
{
  double height = 2 * PAD + 2 * (measure_line (widget) + GAP);

  for (guint i = 0; i < HEARTH_N_MONEY_LANES; i++)
    height += measure_line (widget) + heights[i] + 2 * GAP;
  return (int) ceil (height);
}

static void
cover (HearthMoneyFrame *frame, const GArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const HearthMoneyItem *item = &g_array_index (items, HearthMoneyItem, i);

      frame->first = MIN (frame->first, item->from);
      frame->last = MAX (frame->last, item->to);
    }
}

gboolean
_hearth_money_frame (const HearthMoneyData *data, GtkWidget *widget, HearthMoneyFrame *frame)
{
  double y;
  guint n_items = 0;

  *frame = (HearthMoneyFrame){ .first = data->today, .last = data->today };
  frame->line = measure_line (widget);
  y = PAD + frame->line + GAP;
  for (guint i = 0; i < HEARTH_N_MONEY_LANES; i++)
    {
      cover (frame, data->lanes[i]);
      n_items += data->lanes[i]->len;
      frame->tops[i] = y + frame->line + GAP / 2.0;
      frame->heights[i] = heights[i];
      y += frame->line + heights[i] + 2 * GAP;
    }
  cover (frame, data->unsure);
  frame->bottom = y - GAP;
  frame->x = 2 * PAD;
  frame->width = gtk_widget_get_width (widget) - 4 * PAD;
  return n_items + data->unsure->len > 0 && frame->first < frame->last && frame->width > 0;
}

double
_hearth_money_frame_x (const HearthMoneyFrame *self, HearthDate date)
{
  return self->x +
         self->width * (double) (date - self->first) / (double) (self->last - self->first);
}

const HearthMoneyItem *
_hearth_money_data_get_focus (const HearthMoneyData *self)
{
  if (self->focus_lane < 0 || self->focus_item >= self->lanes[self->focus_lane]->len)
    return NULL;
  return &g_array_index (self->lanes[self->focus_lane], HearthMoneyItem, self->focus_item);
}

/* --- Drawing --- */

/* Days are whole: the last one ends where the next one begins. At least a hair wide. */
static void
add_box (const HearthMoneyFrame *frame,
         const HearthMoneyItem *item,
         cairo_t *cr,
         double y,
         double height)
{
  double left = _hearth_money_frame_x (frame, item->from);
  double right = _hearth_money_frame_x (frame, MIN (item->to + 1, frame->last));

  cairo_rectangle (cr, left, y, MAX (right - left, 1.5), height);
}

static void
draw_captivity (const HearthMoneyData *data,
                const HearthMoneyFrame *frame,
                cairo_t *cr,
                const GdkRGBA *color)
{
  static const double dashes[] = { 3, 3 };
  const double y = frame->tops[HEARTH_MONEY_LANE_CAPTIVITY];
  const GArray *sure = data->lanes[HEARTH_MONEY_LANE_CAPTIVITY];

  _hearth_chart_set_color (cr, color, HEARTH_CHART_DIM);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  for (guint i = 0; i < data->unsure->len; i++)
    add_box (frame, &g_array_index (data->unsure, HearthMoneyItem, i), cr, y + 0.5, BAR - 1);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  for (guint i = 0; i < sure->len; i++)
    add_box (frame, &g_array_index (sure, HearthMoneyItem, i), cr, y, BAR);
  cairo_fill (cr);
}

static gint64
find_most (const GArray *months)
{
  gint64 most = 1;

  for (guint i = 0; i < months->len; i++)
    most = MAX (most, g_array_index (months, HearthMoneyItem, i).kop);
  return most;
}

static void
draw_months (const HearthMoneyData *data,
             const HearthMoneyFrame *frame,
             cairo_t *cr,
             const GdkRGBA *color)
{
  const GArray *months = data->lanes[HEARTH_MONEY_LANE_MONTHS];
  const double bottom = frame->tops[HEARTH_MONEY_LANE_MONTHS] + MONTHS;
  const gint64 most = find_most (months);

  gdk_cairo_set_source_rgba (cr, hearth_accent_get_color (0));
  for (guint i = 0; i < months->len; i++)
    {
      const HearthMoneyItem *item = &g_array_index (months, HearthMoneyItem, i);
      double height = MAX (MONTHS * (double) item->kop / (double) most, 1);

      add_box (frame, item, cr, bottom - height, height);
    }
  cairo_fill (cr);
  _hearth_chart_set_color (cr, color, HEARTH_CHART_DIM);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, frame->x, floor (bottom) + 0.5);
  cairo_line_to (cr, frame->x + frame->width, floor (bottom) + 0.5);
  cairo_stroke (cr);
}

static void
draw_marks (const HearthMoneyData *data, const HearthMoneyFrame *frame, guint lane, cairo_t *cr)
{
  gdk_cairo_set_source_rgba (cr, hearth_accent_get_color (lane == HEARTH_MONEY_LANE_ONCE ? 0 : 1));
  for (guint i = 0; i < data->lanes[lane]->len; i++)
    {
      const HearthMoneyItem *item = &g_array_index (data->lanes[lane], HearthMoneyItem, i);

      _hearth_chart_draw_marker (cr, item->shape, _hearth_money_frame_x (frame, item->from),
                                 frame->tops[lane] + MARKS / 2.0, HEARTH_CHART_MARK * 1.2);
    }
}

static char *
dup_name (const HearthMoneyData *data, guint lane)
{
  const char *title = hearth_money_lane_get_title ((HearthMoneyLane) lane);

  if (data->lanes[lane]->len == 0)
    /* Translators: the name of a lane of a chart in which there is nothing. */
    return g_strdup_printf (_ ("%s: none"), title);
  return g_strdup (title);
}

/* The only lane whose marks have a height: what the highest one stands for. */
static void
draw_scale (const HearthMoneyData *data,
            const HearthMoneyFrame *frame,
            GtkWidget *widget,
            cairo_t *cr)
{
  const GArray *months = data->lanes[HEARTH_MONEY_LANE_MONTHS];
  g_autofree char *sum = hearth_money_dup_text (find_most (months));
  /* Translators: the greatest sum of a month in a chart. */
  g_autofree char *text = g_strdup_printf (_ ("up to %s"), sum);

  if (months->len > 0)
    _hearth_chart_draw_text (cr, widget, text, PANGO_SCALE_SMALL, frame->x + frame->width,
                             frame->tops[HEARTH_MONEY_LANE_MONTHS] - GAP / 2.0 - frame->line / 2.0,
                             1);
}

static void
draw_names (const HearthMoneyData *data,
            const HearthMoneyFrame *frame,
            GtkWidget *widget,
            cairo_t *cr,
            const GdkRGBA *color)
{
  _hearth_chart_set_color (cr, color, HEARTH_CHART_DIM);
  for (guint i = 0; i < HEARTH_N_MONEY_LANES; i++)
    {
      g_autofree char *name = dup_name (data, i);

      _hearth_chart_draw_text (cr, widget, name, PANGO_SCALE_SMALL, frame->x,
                               frame->tops[i] - GAP / 2.0 - frame->line / 2.0, 0);
    }
  draw_scale (data, frame, widget, cr);
}

static void
draw_today (const HearthMoneyData *data,
            const HearthMoneyFrame *frame,
            cairo_t *cr,
            const GdkRGBA *color)
{
  static const double dashes[] = { 2, 3 };
  const double x = floor (_hearth_money_frame_x (frame, data->today)) + 0.5;

  _hearth_chart_set_color (cr, color, HEARTH_CHART_DIM);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, x, frame->tops[0]);
  cairo_line_to (cr, x, frame->bottom);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_dates (const HearthMoneyFrame *frame, GtkWidget *widget, cairo_t *cr, const GdkRGBA *color)
{
  g_autofree char *sample = hearth_format_date (frame->last);
  g_autoptr (GArray) days = NULL;
  int width, height;

  _hearth_chart_measure_text (widget, sample, PANGO_SCALE_SMALL, &width, &height);
  days = hearth_chart_list_days (frame->first, frame->last,
                                 (guint) MAX (1, frame->width / (width + 3 * GAP)));
  _hearth_chart_set_color (cr, color, HEARTH_CHART_DIM);
  for (guint i = 0; i < days->len; i++)
    {
      HearthDate date = g_array_index (days, HearthDate, i);
      g_autofree char *text = hearth_format_date (date);
      double x = _hearth_money_frame_x (frame, date);
      double text_x =
          CLAMP (x, PAD + width / 2.0, gtk_widget_get_width (widget) - PAD - width / 2.0);

      cairo_move_to (cr, floor (x) + 0.5, frame->bottom);
      cairo_line_to (cr, floor (x) + 0.5, frame->bottom + 4);
      cairo_stroke (cr);
      _hearth_chart_draw_text (cr, widget, text, PANGO_SCALE_SMALL, text_x,
                               frame->bottom + GAP + height / 2.0, 0.5);
    }
}

/* What has the focus is written out: a chart alone is hard to read off. */
static void
draw_focused (const HearthMoneyData *data,
              const HearthMoneyFrame *frame,
              GtkWidget *widget,
              cairo_t *cr,
              const GdkRGBA *color)
{
  const HearthMoneyItem *item = _hearth_money_data_get_focus (data);
  double left, right, scale = 1;
  int width, height;

  if (item == NULL || !gtk_widget_has_focus (widget))
    return;
  left = _hearth_money_frame_x (frame, item->from);
  right = _hearth_money_frame_x (frame, item->to);
  _hearth_chart_set_color (cr, color, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_rectangle (cr, left - 5, frame->tops[data->focus_lane] - 3, right - left + 10,
                   frame->heights[data->focus_lane] + 6);
  cairo_stroke (cr);
  _hearth_chart_measure_text (widget, item->text, scale, &width, &height);
  if (width > gtk_widget_get_width (widget) - 2 * PAD)
    {
      scale = PANGO_SCALE_SMALL;
      _hearth_chart_measure_text (widget, item->text, scale, &width, &height);
    }
  if (width > gtk_widget_get_width (widget) - 2 * PAD)
    _hearth_chart_draw_text (cr, widget, item->text, scale, PAD, PAD + frame->line / 2.0, 0);
  else
    _hearth_chart_draw_text (
        cr, widget, item->text, scale,
        CLAMP (left, PAD + width / 2.0, gtk_widget_get_width (widget) - PAD - width / 2.0),
        PAD + frame->line / 2.0, 0.5);
}

void
_hearth_money_draw (const HearthMoneyData *data, GtkWidget *widget, cairo_t *cr)
{
  HearthMoneyFrame frame;
  GdkRGBA color;

  if (!_hearth_money_frame (data, widget, &frame))
    return;
  hearth_widget_get_color (widget, &color);
  draw_names (data, &frame, widget, cr, &color);
  draw_captivity (data, &frame, cr, &color);
  draw_months (data, &frame, cr, &color);
  draw_marks (data, &frame, HEARTH_MONEY_LANE_ONCE, cr);
  draw_marks (data, &frame, HEARTH_MONEY_LANE_LEDGER, cr);
  draw_today (data, &frame, cr, &color);
  draw_dates (&frame, widget, cr, &color);
  draw_focused (data, &frame, widget, cr, &color);
}
