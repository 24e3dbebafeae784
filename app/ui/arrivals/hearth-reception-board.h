/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthReceptionBoard:
 *
 * The people of one exchange event as tiles, with its own header bar. Made for one login. Property
 * open-only: leaves out those who have had everything. Signal ::back: the person wants the list of events.
 */
#define HEARTH_TYPE_RECEPTION_BOARD (hearth_reception_board_get_type ())
G_DECLARE_FINAL_TYPE (HearthReceptionBoard, hearth_reception_board, HEARTH, RECEPTION_BOARD, AdwBin)

GtkWidget *hearth_reception_board_new (HearthDesk *desk) G_GNUC_WARN_UNUSED_RESULT;
/* @event: (nullable): NULL: people who came lately and whose event nobody knows. */
void hearth_reception_board_show (HearthReceptionBoard *self, const HearthRecord *event);
/* Reads anew what may have changed while the board was out of view. */
void hearth_reception_board_refresh (HearthReceptionBoard *self);

G_END_DECLS
