/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the board leave the vault, as a file or on paper: asked about and entered like reports. Thread: main. */
#pragma once

#include "hearth-board.h"
#include "hearth-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @rows: (element-type HearthStepRow): lent by @board; @what: "csv", "xlsx", "pdf" or "print" */
void hearth_board_out (GtkWidget *parent,
                       HearthDesk *desk,
                       HearthBoard *board,
                       GPtrArray *rows,
                       gboolean has_names,
                       const char *what);

G_END_DECLS
