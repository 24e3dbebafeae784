/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-context.h"
#include "hearth-today-query.h"

G_BEGIN_DECLS

/**
 * hearth_today_list_items:
 *
 * What the Today list shows, in its order: headings (GtkStringObject) and below them HearthAlarmItem,
 * HearthStepItem and HearthWaitItem.
 *
 * Returns: (transfer full) (element-type GObject). Thread: main.
 */
GPtrArray *hearth_today_list_items (HearthContext *context,
                                    const HearthToday *today,
                                    HearthDate day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
