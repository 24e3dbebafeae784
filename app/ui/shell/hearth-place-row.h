/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** HearthPlaceRow: a line of the sidebar: icon, title and a count. */
#define HEARTH_TYPE_PLACE_ROW (hearth_place_row_get_type ())
G_DECLARE_FINAL_TYPE (HearthPlaceRow, hearth_place_row, HEARTH, PLACE_ROW, GtkListBoxRow)

HearthPlaceRow *hearth_place_row_new (const char *icon_name,
                                      const char *title) G_GNUC_WARN_UNUSED_RESULT;
/* @count 0 hides it. */
void hearth_place_row_set_count (HearthPlaceRow *self, guint count, gboolean is_urgent);

G_END_DECLS
