/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-view-keeper.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthFilterMenu:
 *
 * First what to filter by, then by which value, each with the number of cases that it would leave. Property
 * text: what is searched for.
 */
#define HEARTH_TYPE_FILTER_MENU (hearth_filter_menu_get_type ())
G_DECLARE_FINAL_TYPE (HearthFilterMenu, hearth_filter_menu, HEARTH, FILTER_MENU, GtkPopover)

GtkWidget *hearth_filter_menu_new (HearthViewKeeper *keeper) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
