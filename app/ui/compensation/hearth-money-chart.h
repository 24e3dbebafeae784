/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-benefits.h"
#include "hearth-plot.h"

G_BEGIN_DECLS

typedef enum
{
  HEARTH_MONEY_LANE_CAPTIVITY, /* days that surely count */
  HEARTH_MONEY_LANE_MONTHS,    /* what is due for each calendar month */
  HEARTH_MONEY_LANE_ONCE,      /* what is due at once */
  HEARTH_MONEY_LANE_LEDGER,    /* what was paid, to whom */
  HEARTH_N_MONEY_LANES,
} HearthMoneyLane;

/**
 * HearthMoneyChart:
 *
 * Captivity, what is due and what was paid as lanes above one axis of time. Lanes have their names, marks a shape
 * for each recipient, so nothing rests on colour. The keyboard walks along a lane (Left, Right, Home, End) and to
 * another (Up, Down); the mark in focus is written above and read aloud.
 */
#define HEARTH_TYPE_MONEY_CHART (hearth_money_chart_get_type ())
G_DECLARE_FINAL_TYPE (HearthMoneyChart, hearth_money_chart, HEARTH, MONEY_CHART, HearthPlot)

GtkWidget *hearth_money_chart_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_money_chart_show (HearthMoneyChart *self,
                              HearthCase *kase,
                              HearthPackSet *packs,
                              const HearthCaseBenefits *counted);

const char *hearth_money_lane_get_title (HearthMoneyLane lane);
guint hearth_money_chart_get_n_items (HearthMoneyChart *self, HearthMoneyLane lane);
/* In order of time: what is read aloud of each. */
const char *hearth_money_chart_get_text (HearthMoneyChart *self, HearthMoneyLane lane, guint index);
/* NULL: nothing has the focus. */
const char *hearth_money_chart_get_focus_text (HearthMoneyChart *self);

G_END_DECLS
