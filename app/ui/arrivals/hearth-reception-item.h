/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-reception-query.h"

G_BEGIN_DECLS

/**
 * HearthReceptionItem:
 *
 * A person of the reception board. Lives as long as the person is on it: a new reading changes what it
 * holds, so that tiles keep their place and the keyboard's focus. Signal ::changed.
 */
#define HEARTH_TYPE_RECEPTION_ITEM (hearth_reception_item_get_type ())
G_DECLARE_FINAL_TYPE (HearthReceptionItem, hearth_reception_item, HEARTH, RECEPTION_ITEM, GObject)

/* @row: (transfer full) */
HearthReceptionItem *hearth_reception_item_new (HearthReceptionRow *row) G_GNUC_WARN_UNUSED_RESULT;
void hearth_reception_item_set_row (HearthReceptionItem *self, HearthReceptionRow *row);
const HearthReceptionRow *hearth_reception_item_get_row (HearthReceptionItem *self);
const HearthId *hearth_reception_item_get_case (HearthReceptionItem *self);

G_END_DECLS
