/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-cell.h"
#include "hearth-view-keeper.h"

G_BEGIN_DECLS

/**
 * HearthCaseLine:
 *
 * One case as a line of the table: GTK keeps some 200 rows alive whatever is in view, and a widget for each
 * cell of each of them would hold up every sort and filter.
 */
#define HEARTH_TYPE_CASE_LINE (hearth_case_line_get_type ())
G_DECLARE_FINAL_TYPE (HearthCaseLine, hearth_case_line, HEARTH, CASE_LINE, HearthCaseCell)

GtkWidget *hearth_case_line_new (HearthViewKeeper *keeper) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
