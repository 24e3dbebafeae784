/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthMeasuresBox:
 *
 * What was measured more than once, each measure with a chart of its own: those that were written down here,
 * and the score of the questionnaire on functioning (WHODAS 2.0).
 */
#define HEARTH_TYPE_MEASURES_BOX (hearth_measures_box_get_type ())
G_DECLARE_FINAL_TYPE (HearthMeasuresBox, hearth_measures_box, HEARTH, MEASURES_BOX, AdwBin)

GtkWidget *hearth_measures_box_new (HearthDesk *desk) G_GNUC_WARN_UNUSED_RESULT;
void hearth_measures_box_show_case (HearthMeasuresBox *self, HearthCase *kase);

G_END_DECLS
