/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-board.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthBoardFigures:
 *
 * The totals of a board: people, what is owed, steps, and how long people wait. Each filters the board by board.filter.
 */
#define HEARTH_TYPE_BOARD_FIGURES (hearth_board_figures_get_type ())
G_DECLARE_FINAL_TYPE (HearthBoardFigures, hearth_board_figures, HEARTH, BOARD_FIGURES, AdwBin)

void hearth_board_figures_show (HearthBoardFigures *self, const HearthBoard *board);

G_END_DECLS
