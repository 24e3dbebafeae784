/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-pack-set.h"
#include "hearth-today-query.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HearthWaitItem:
 *
 * Something of which an answer was to be there by now, as the screen shows it. Immutable.
 */
#define HEARTH_TYPE_WAIT_ITEM (hearth_wait_item_get_type ())
G_DECLARE_FINAL_TYPE (HearthWaitItem, hearth_wait_item, HEARTH, WAIT_ITEM, GObject)

HearthWaitItem *hearth_wait_item_new (HearthPackSet *packs,
                                      const HearthWaitRow *row,
                                      HearthDate today) G_GNUC_WARN_UNUSED_RESULT;

const HearthId *hearth_wait_item_get_case_id (HearthWaitItem *self);
/* The page of the case that it stands on. */
const char *hearth_wait_item_get_page (HearthWaitItem *self);
const char *hearth_wait_item_get_person (HearthWaitItem *self);
const char *hearth_wait_item_get_title (HearthWaitItem *self);
const char *hearth_wait_item_get_subtitle (HearthWaitItem *self);

G_END_DECLS
