/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A longer difference is a reset (style 3.2). */
#define HEARTH_ID_DIFF_MAX 2000

/* Removes and inserts at @start of the array that is being changed, and tells whoever shows it. */
typedef void (*HearthIdSplice) (
    guint start, guint n_removed, const gint64 *added, guint n_added, gpointer data);

void hearth_id_diff (
    GArray *ids, GArray *new_ids, guint max_diff, HearthIdSplice splice, gpointer data);

G_END_DECLS
