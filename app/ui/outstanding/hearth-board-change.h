/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthBoardChange:
 *
 * The dialog that changes many steps at once: who does them, what holds them up, for whom they wait and when
 * to remember them. What is left empty stays as it is. One act with one undo.
 */
#define HEARTH_TYPE_BOARD_CHANGE (hearth_board_change_get_type ())
G_DECLARE_FINAL_TYPE (HearthBoardChange, hearth_board_change, HEARTH, BOARD_CHANGE, AdwWindow)

/* @steps: (element-type HearthStepAt) */
GtkWidget *hearth_board_change_present (GtkWidget *parent, HearthDesk *desk, GArray *steps);

G_END_DECLS
