/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-view-keeper.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** HearthColumnMenu: which columns the table has beside the name, and in which order. */
#define HEARTH_TYPE_COLUMN_MENU (hearth_column_menu_get_type ())
G_DECLARE_FINAL_TYPE (HearthColumnMenu, hearth_column_menu, HEARTH, COLUMN_MENU, GtkPopover)

GtkWidget *hearth_column_menu_new (HearthViewKeeper *keeper) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
