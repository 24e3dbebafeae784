/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-board.h"

G_BEGIN_DECLS

/**
 * HearthBoardList: the groups or rows of lines, or the rows of one group, as HearthBoardItems, which are made
 * when asked for.
 */
#define HEARTH_TYPE_BOARD_LIST (hearth_board_list_get_type ())
G_DECLARE_FINAL_TYPE (HearthBoardList, hearth_board_list, HEARTH, BOARD_LIST, GObject)

/* @group: (nullable): of @lines */
GListModel *hearth_board_list_new (HearthBoardLines *lines,
                                   HearthOutstandingGroup *group) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
