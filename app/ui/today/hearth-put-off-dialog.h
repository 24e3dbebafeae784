/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"
#include "hearth-step-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthPutOffDialog:
 *
 * Puts a step off until a day, with the reason; or takes one that was put off back at once.
 */
#define HEARTH_TYPE_PUT_OFF_DIALOG (hearth_put_off_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HearthPutOffDialog, hearth_put_off_dialog, HEARTH, PUT_OFF_DIALOG, AdwWindow)

GtkWidget *hearth_put_off_dialog_present (GtkWidget *parent,
                                          HearthDesk *desk,
                                          HearthStepItem *step);

G_END_DECLS
