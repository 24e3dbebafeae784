/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-view-keeper.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthViewMenu:
 *
 * The saved views: shown by a click, renamed in place, removed; and what is shown now is saved under a name.
 * Signal ::removed (const char *name): say so, and offer to bring it back.
 */
#define HEARTH_TYPE_VIEW_MENU (hearth_view_menu_get_type ())
G_DECLARE_FINAL_TYPE (HearthViewMenu, hearth_view_menu, HEARTH, VIEW_MENU, GtkPopover)

GtkWidget *hearth_view_menu_new (HearthViewKeeper *keeper) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
