/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small numbers in a table that goes outside (product 7): which cells and totals are not told, so that none of
 * them follows from what is. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Counts below it are not told, nor is there anything told from which one follows... */
#define HEARTH_SUPPRESSION_THRESHOLD 5
/* ... or is bounded more narrowly: of any number that is not told so many values more than one are possible. */
#define HEARTH_SUPPRESSION_WIDTH 4

/* @counts: (array) the (n_rows + 1) × (n_columns + 1) numbers row by row, the last of each row and of each column
 * its total; none negative. @is_hidden: (out caller-allocates) (array): for each. Every sum must be right. */
void hearth_suppress (const gint64 *counts, guint n_rows, guint n_columns, gboolean *is_hidden);

G_END_DECLS
