/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-benefits.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthMoneySummary:
 *
 * What is owed to a person in one figure, from what it comes, and the days of captivity on which it rests:
 * each counted once, with what lies between. After a change of the case or of a rule it says what was owed
 * before, and of which benefit.
 */
#define HEARTH_TYPE_MONEY_SUMMARY (hearth_money_summary_get_type ())
G_DECLARE_FINAL_TYPE (HearthMoneySummary, hearth_money_summary, HEARTH, MONEY_SUMMARY, AdwBin)

GtkWidget *hearth_money_summary_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_money_summary_show (HearthMoneySummary *self,
                                HearthCase *kase,
                                const HearthCaseBenefits *benefits);
/* What changed the sum last, and since when; NULL: nothing that is known. */
void hearth_money_summary_show_since (HearthMoneySummary *self, const char *text);
/* Below the figures. */
void hearth_money_summary_append (HearthMoneySummary *self, GtkWidget *widget);

G_END_DECLS
