/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-outstanding.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HearthBoardItem:
 *
 * A line of the board: one step, or a group of steps with its totals. The rows belong to an array that
 * every item keeps alive.
 */
#define HEARTH_TYPE_BOARD_ITEM (hearth_board_item_get_type ())
G_DECLARE_FINAL_TYPE (HearthBoardItem, hearth_board_item, HEARTH, BOARD_ITEM, GObject)

/* @rows: (element-type HearthStepRow): what the group is made of; kept. */
HearthBoardItem *hearth_board_item_new_group (GPtrArray *rows,
                                              const char *title,
                                              const HearthOutstandingFigures *figures)
    G_GNUC_WARN_UNUSED_RESULT;
/* One step: @row is in @rows. */
HearthBoardItem *hearth_board_item_new_step (GPtrArray *rows,
                                             const HearthStepRow *row) G_GNUC_WARN_UNUSED_RESULT;
const HearthStepRow *hearth_board_item_get_row (HearthBoardItem *self); /* NULL: a group */
const char *hearth_board_item_get_title (HearthBoardItem *self);        /* of a group */
const HearthOutstandingFigures *hearth_board_item_get_figures (HearthBoardItem *self);
GPtrArray *hearth_board_item_get_rows (HearthBoardItem *self);

G_END_DECLS
