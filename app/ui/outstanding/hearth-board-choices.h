/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Buttons by which the board is filtered, grouped and sorted: each sets a property of the page by its action. */
#pragma once

#include "hearth-wrap-box.h"

G_BEGIN_DECLS

/* @filter: of hearth_outstanding_filter (). Its label is set with the figures. */
GtkWidget *hearth_board_choices_add_filter (HearthWrapBox *box, const char *filter);
void hearth_board_choices_add_groupings (HearthWrapBox *box);
void hearth_board_choices_add_sorts (GtkMenuButton *button);

G_END_DECLS
