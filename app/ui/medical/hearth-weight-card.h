/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthWeightCard:
 *
 * The weight over time as a chart, with the limits of the body mass index where the height is known. Not there
 * before there are two weights.
 */
#define HEARTH_TYPE_WEIGHT_CARD (hearth_weight_card_get_type ())
G_DECLARE_FINAL_TYPE (HearthWeightCard, hearth_weight_card, HEARTH, WEIGHT_CARD, AdwBin)

GtkWidget *hearth_weight_card_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_weight_card_show_case (HearthWeightCard *self, HearthCase *kase);

G_END_DECLS
