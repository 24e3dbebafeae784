/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-board.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthBoardItem:
 *
 * A line of the board: one step, or a group of steps with its totals. Keeps what it is lent from.
 */
#define HEARTH_TYPE_BOARD_ITEM (hearth_board_item_get_type ())
G_DECLARE_FINAL_TYPE (HearthBoardItem, hearth_board_item, HEARTH, BOARD_ITEM, GObject)

/* Both are of @lines. */
HearthBoardItem *hearth_board_item_new_group (
    HearthBoardLines *lines, HearthOutstandingGroup *group) G_GNUC_WARN_UNUSED_RESULT;
HearthBoardItem *hearth_board_item_new_step (HearthBoardLines *lines,
                                             const HearthStepRow *row) G_GNUC_WARN_UNUSED_RESULT;
const HearthStepRow *hearth_board_item_get_row (HearthBoardItem *self);      /* NULL: a group */
HearthOutstandingGroup *hearth_board_item_get_group (HearthBoardItem *self); /* NULL: a step */
const char *hearth_board_item_get_title (HearthBoardItem *self);             /* of a group */
const HearthOutstandingFigures *hearth_board_item_get_figures (HearthBoardItem *self);
HearthBoardLines *hearth_board_item_get_lines (HearthBoardItem *self);
/* (transfer full): of a model of items, or of tree rows that hold them. */
HearthBoardItem *hearth_board_item_at (GListModel *model, guint position) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
