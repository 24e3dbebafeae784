/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthAlarmBox:
 *
 * What needs somebody at once in one case: alarms that the login may read, else the steps that they made.
 * Hidden while there is nothing.
 */
#define HEARTH_TYPE_ALARM_BOX (hearth_alarm_box_get_type ())
G_DECLARE_FINAL_TYPE (HearthAlarmBox, hearth_alarm_box, HEARTH, ALARM_BOX, AdwBin)

GtkWidget *hearth_alarm_box_new (HearthDesk *desk) G_GNUC_WARN_UNUSED_RESULT;
void hearth_alarm_box_show_case (HearthAlarmBox *self, HearthCase *kase);

G_END_DECLS
