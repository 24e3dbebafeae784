/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthTodayRow:
 *
 * A cell of the Today list: an alarm (HearthAlarmItem), a step (HearthStepItem), something that is waited for
 * (HearthWaitItem), or the heading above a group (GtkStringObject).
 * Signal ::toggle of a step.
 */
#define HEARTH_TYPE_TODAY_ROW (hearth_today_row_get_type ())
G_DECLARE_FINAL_TYPE (HearthTodayRow, hearth_today_row, HEARTH, TODAY_ROW, AdwBin)

GtkWidget *hearth_today_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* NULL: out of sight. */
void hearth_today_row_set_item (HearthTodayRow *self, gpointer item);
gpointer hearth_today_row_get_item (HearthTodayRow *self);

G_END_DECLS
