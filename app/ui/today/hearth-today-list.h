/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-context.h"
#include "hearth-today-query.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HearthTodayList:
 *
 * What the Today list shows, in its order: headings (GtkStringObject) and below them HearthAlarmItem,
 * HearthStepItem and HearthWaitItem, made when they are looked at. What an answer has in common with the one
 * before stays as it is, and of what is new so much comes at once as is seen; the rest follows in slices.
 */
#define HEARTH_TYPE_TODAY_LIST (hearth_today_list_get_type ())
G_DECLARE_FINAL_TYPE (HearthTodayList, hearth_today_list, HEARTH, TODAY_LIST, GObject)

HearthTodayList *hearth_today_list_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Takes @today. */
void hearth_today_list_take (HearthTodayList *self,
                             HearthContext *context,
                             HearthToday *today,
                             HearthDate day);

G_END_DECLS
