/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-view-keeper.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthFilterBar:
 *
 * The filters of the list as a row of chips, each with a button that takes it away, after a menu that adds
 * one. The menu counts the values in the cases that the other filters and the search leave. Property text:
 * what is searched for.
 */
#define HEARTH_TYPE_FILTER_BAR (hearth_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (HearthFilterBar, hearth_filter_bar, HEARTH, FILTER_BAR, AdwBin)

void hearth_filter_bar_set_keeper (HearthFilterBar *self, HearthViewKeeper *keeper);

G_END_DECLS
