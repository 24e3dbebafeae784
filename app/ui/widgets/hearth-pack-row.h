/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-pack-set.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthPackRow:
 *
 * A row of a form that chooses an entry of a pack, or "Not known", which is a value of its own. Long
 * packs can be searched by typing. Signal ::changed.
 */
#define HEARTH_TYPE_PACK_ROW (hearth_pack_row_get_type ())
G_DECLARE_FINAL_TYPE (HearthPackRow, hearth_pack_row, HEARTH, PACK_ROW, AdwActionRow)

void hearth_pack_row_load (HearthPackRow *self, HearthPackSet *packs, const char *kind);
/* NULL: not known. */
const char *hearth_pack_row_get_id (HearthPackRow *self);
void hearth_pack_row_set_id (HearthPackRow *self, const char *id);

G_END_DECLS
