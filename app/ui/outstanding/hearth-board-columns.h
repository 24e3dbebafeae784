/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the board: person, step, sum, age, what holds it up, what is next. */
#pragma once

#include "hearth-context.h"
#include "hearth-line-table.h"

G_BEGIN_DECLS

/* HearthLineFill: @data is the HearthContext, @item a HearthBoardItem. */
void hearth_board_columns_fill (gpointer data,
                                GObject *item,
                                const HearthLineColumn *column,
                                HearthLineCell *cell);
/* (element-type HearthLineColumn). @is_narrow: the window has no room for all of them. */
GPtrArray *hearth_board_columns_list (HearthContext *context,
                                      gboolean is_narrow) G_GNUC_WARN_UNUSED_RESULT;
/* Whether what is not reversed has the greatest first. */
gboolean hearth_board_columns_is_first_down (const char *sort);

G_END_DECLS
