/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-pack-set.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthFilterButton:
 *
 * A filter above a list: offers the entries of a pack, and "all". Shows what is chosen. Property
 * title; signal ::changed.
 */
#define HEARTH_TYPE_FILTER_BUTTON (hearth_filter_button_get_type ())
G_DECLARE_FINAL_TYPE (HearthFilterButton, hearth_filter_button, HEARTH, FILTER_BUTTON, AdwBin)

void hearth_filter_button_load (HearthFilterButton *self, HearthPackSet *packs, const char *kind);
/* NULL: all. */
const char *hearth_filter_button_get_id (HearthFilterButton *self);
void hearth_filter_button_clear (HearthFilterButton *self);

G_END_DECLS
