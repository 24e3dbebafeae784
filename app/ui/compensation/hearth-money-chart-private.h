/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files of hearth-money-chart only. */
#pragma once

#include "hearth-money-chart.h"

G_BEGIN_DECLS

/**
 * HearthMoneyItem:
 * @to: @from for what is of one day
 * @kop: of a month, how high it stands
 * @shape: of a mark, as those of series
 * @is_unsure: only drawn behind the others, as a day that may count
 */
typedef struct
{
  HearthDate from;
  HearthDate to;
  gint64 kop;
  guint shape;
  gboolean is_unsure;
  char *text;
} HearthMoneyItem;

/* What the chart shows, apart from the widget. */
typedef struct
{
  GArray *lanes[HEARTH_N_MONEY_LANES]; /* (element-type HearthMoneyItem), by date */
  GArray *unsure;                      /* the same: periods at their longest */
  HearthDate today;
  int focus_lane; /* -1: none */
  guint focus_item;
} HearthMoneyData;

/* Where things are within the widget, in pixels. */
typedef struct
{
  HearthDate first, last;
  double x, width;
  double tops[HEARTH_N_MONEY_LANES]; /* of what stands below the name of the lane */
  double heights[HEARTH_N_MONEY_LANES];
  double bottom; /* of the last lane */
  int line;      /* height of one of text */
} HearthMoneyFrame;

void _hearth_money_data_fill (HearthMoneyData *self,
                              HearthCase *kase,
                              HearthPackSet *packs,
                              const HearthCaseBenefits *counted);
/* FALSE: there is nothing to show. */
gboolean _hearth_money_frame (const HearthMoneyData *data,
                              GtkWidget *widget,
                              HearthMoneyFrame *frame);
double _hearth_money_frame_x (const HearthMoneyFrame *self, HearthDate date);
int _hearth_money_frame_height (GtkWidget *widget);
const HearthMoneyItem *_hearth_money_data_get_focus (const HearthMoneyData *self);
void _hearth_money_draw (const HearthMoneyData *data, GtkWidget *widget, cairo_t *cr);

G_END_DECLS
