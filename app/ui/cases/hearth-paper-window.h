/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-papers.h"
#include "hearth-out-window.h"

G_BEGIN_DECLS

/**
 * HearthPaperWindow:
 *
 * A paper about one case, in the language of who will read it.
 */
#define HEARTH_TYPE_PAPER_WINDOW (hearth_paper_window_get_type ())
G_DECLARE_FINAL_TYPE (HearthPaperWindow, hearth_paper_window, HEARTH, PAPER_WINDOW, HearthOutWindow)

/* All papers of the table that this login may print. */
void hearth_paper_window_present (GtkWindow *parent, HearthDesk *desk, HearthCase *kase);
/* @paper: static, not of the table. @record: (nullable): what it is about. */
void hearth_paper_window_present_one (GtkWindow *parent,
                                      HearthDesk *desk,
                                      HearthCase *kase,
                                      const HearthCasePaper *paper,
                                      const HearthRecord *record);

G_END_DECLS
