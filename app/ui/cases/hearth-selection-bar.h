/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthSelectionBar:
 *
 * Says how many people are chosen, and offers to change them together: shown while they are several. Its
 * buttons are the actions cases.change and cases.unchoose.
 */
#define HEARTH_TYPE_SELECTION_BAR (hearth_selection_bar_get_type ())
G_DECLARE_FINAL_TYPE (HearthSelectionBar, hearth_selection_bar, HEARTH, SELECTION_BAR, AdwBin)

void hearth_selection_bar_set_n_chosen (HearthSelectionBar *self, guint n_chosen);

G_END_DECLS
