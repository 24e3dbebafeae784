/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-benefits.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthMoneyTimeline:
 *
 * The chart of captivity and payments with what its marks mean, and everything on it as a table, which opens below.
 */
#define HEARTH_TYPE_MONEY_TIMELINE (hearth_money_timeline_get_type ())
G_DECLARE_FINAL_TYPE (HearthMoneyTimeline, hearth_money_timeline, HEARTH, MONEY_TIMELINE, AdwBin)

GtkWidget *hearth_money_timeline_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_money_timeline_show (HearthMoneyTimeline *self,
                                 HearthCase *kase,
                                 HearthPackSet *packs,
                                 const HearthCaseBenefits *counted);

G_END_DECLS
