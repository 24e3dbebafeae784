/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is chosen in the table of the board. @lines are those that @model shows; both may be NULL. Rows are lent by the
 * board; a group stands for all of its rows. */
#pragma once

#include "hearth-board.h"
#include "hearth-step-many.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (element-type HearthStepRow): each once. */
GPtrArray *hearth_board_chosen_list (GtkSelectionModel *model,
                                     HearthBoardLines *lines) G_GNUC_WARN_UNUSED_RESULT;
/* The same; all that is shown, if nothing is chosen. */
GPtrArray *hearth_board_chosen_list_or_all (GtkSelectionModel *model,
                                            HearthBoardLines *lines) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type HearthStepAt): what is only owed has no step. @rows: of hearth_board_chosen_list () */
GArray *hearth_board_chosen_dup_steps (GPtrArray *rows) G_GNUC_WARN_UNUSED_RESULT;
/* How many they would be. */
guint hearth_board_chosen_count_steps (GtkSelectionModel *model, HearthBoardLines *lines);

G_END_DECLS
