/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthCaseTile:
 *
 * One person in the list of cases: initials, name, what they are, progress, and what is overdue.
 * Follows its item, which is empty until its row has come. It draws itself, as HearthCaseLine does.
 */
#define HEARTH_TYPE_CASE_TILE (hearth_case_tile_get_type ())
G_DECLARE_FINAL_TYPE (HearthCaseTile, hearth_case_tile, HEARTH, CASE_TILE, GtkWidget)

GtkWidget *hearth_case_tile_new (HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
/* NULL: the tile is out of sight. */
void hearth_case_tile_set_item (HearthCaseTile *self, HearthCaseItem *item);

G_END_DECLS
