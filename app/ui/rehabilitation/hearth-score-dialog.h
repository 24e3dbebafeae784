/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What was typed and not saved, by the id of its goal. */
#define HEARTH_SCORE_DIALOG_DRAFT "goal-score"

/**
 * HearthScoreDialog:
 *
 * Where a goal stands: one of its five levels, each in the words that were agreed, and the levels that were
 * given before. The keys 1 to 5 choose; actions score.save (Ctrl+S); Escape closes.
 */
#define HEARTH_TYPE_SCORE_DIALOG (hearth_score_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HearthScoreDialog, hearth_score_dialog, HEARTH, SCORE_DIALOG, AdwWindow)

void hearth_score_dialog_present (GtkWidget *parent,
                                  HearthDesk *desk,
                                  HearthCase *kase,
                                  const HearthRecord *goal);

G_END_DECLS
