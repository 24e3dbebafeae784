/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-cell.h"
#include "hearth-pack-set.h"

G_BEGIN_DECLS

/**
 * HearthCaseTile:
 *
 * One person in the list of cases: initials, name, what they are, progress, and what is overdue.
 */
#define HEARTH_TYPE_CASE_TILE (hearth_case_tile_get_type ())
G_DECLARE_FINAL_TYPE (HearthCaseTile, hearth_case_tile, HEARTH, CASE_TILE, HearthCaseCell)

GtkWidget *hearth_case_tile_new (HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
