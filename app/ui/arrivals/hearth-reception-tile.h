/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"
#include "hearth-file-thumbs.h"
#include "hearth-reception-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Of the face on a tile, in pixels of the window. */
#define HEARTH_RECEPTION_TILE_FACE 48

/**
 * HearthReceptionTile:
 *
 * A person of the reception board: face, wristband and number, the checklist, and the warning that
 * stops whoever hands out food. A click or Space marks a step as done, or opens it again.
 */
#define HEARTH_TYPE_RECEPTION_TILE (hearth_reception_tile_get_type ())
G_DECLARE_FINAL_TYPE (HearthReceptionTile, hearth_reception_tile, HEARTH, RECEPTION_TILE, GtkBox)

/* @thumbs: shared by the board. */
GtkWidget *hearth_reception_tile_new (HearthDesk *desk,
                                      HearthFileThumbs *thumbs) G_GNUC_WARN_UNUSED_RESULT;
void hearth_reception_tile_set_item (HearthReceptionTile *self, HearthReceptionItem *item);

G_END_DECLS
