/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthFeedingCard:
 *
 * The refeeding risk as the newest measures and the newest assessment give it: level, reasons, what is still
 * missing, and what the guideline advises. Not there while nobody has measured or assessed anything.
 */
#define HEARTH_TYPE_FEEDING_CARD (hearth_feeding_card_get_type ())
G_DECLARE_FINAL_TYPE (HearthFeedingCard, hearth_feeding_card, HEARTH, FEEDING_CARD, AdwBin)

GtkWidget *hearth_feeding_card_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_feeding_card_show_case (HearthFeedingCard *self,
                                    HearthContext *context,
                                    HearthCase *kase);

G_END_DECLS
