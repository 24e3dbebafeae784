/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-alarm-item.h"
#include "hearth-desk.h"
#include "hearth-step-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthTakeUpDialog:
 *
 * Somebody takes an alarm up: who, when, and what was done. Who may not read what the alarm is does the same
 * for the step that it made. Nothing else ends an alarm.
 */
#define HEARTH_TYPE_TAKE_UP_DIALOG (hearth_take_up_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HearthTakeUpDialog, hearth_take_up_dialog, HEARTH, TAKE_UP_DIALOG, AdwWindow)

GtkWidget *hearth_take_up_dialog_present (GtkWidget *parent,
                                          HearthDesk *desk,
                                          HearthAlarmItem *alarm);
GtkWidget *hearth_take_up_dialog_present_step (GtkWidget *parent,
                                               HearthDesk *desk,
                                               HearthStepItem *step);

G_END_DECLS
