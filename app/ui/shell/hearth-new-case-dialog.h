/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthNewCaseDialog:
 *
 * A person has arrived: the few facts that are known off the bus. Enter saves. Incomplete facts are
 * welcome, only a name is needed; the plan is made when the case opens.
 */
#define HEARTH_TYPE_NEW_CASE_DIALOG (hearth_new_case_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthNewCaseDialog, hearth_new_case_dialog, HEARTH, NEW_CASE_DIALOG, AdwWindow)

HearthNewCaseDialog *hearth_new_case_dialog_new (HearthDesk *desk) G_GNUC_WARN_UNUSED_RESULT;
void hearth_new_case_dialog_present (GtkWindow *parent, HearthDesk *desk);

G_END_DECLS
