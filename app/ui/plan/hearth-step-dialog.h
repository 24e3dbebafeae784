/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"
#include "hearth-step-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthStepDialog:
 *
 * One step in full: why it is due when, what it waits for, and what a person can set: state, date,
 * who is waited for, what holds it up, note, and the reason where a state needs one.
 */
#define HEARTH_TYPE_STEP_DIALOG (hearth_step_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HearthStepDialog, hearth_step_dialog, HEARTH, STEP_DIALOG, AdwWindow)

HearthStepDialog *hearth_step_dialog_new (HearthDesk *desk,
                                          HearthStepItem *item) G_GNUC_WARN_UNUSED_RESULT;
void hearth_step_dialog_present (GtkWidget *parent, HearthDesk *desk, HearthStepItem *item);

G_END_DECLS
