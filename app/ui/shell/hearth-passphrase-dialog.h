/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** HearthPassphraseDialog: the user's own passphrase for another one. */
#define HEARTH_TYPE_PASSPHRASE_DIALOG (hearth_passphrase_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthPassphraseDialog, hearth_passphrase_dialog, HEARTH, PASSPHRASE_DIALOG, AdwWindow)

/* @is_due: an owner chose the present one, so that it is to be changed now. */
void hearth_passphrase_dialog_present (GtkWindow *parent, HearthDesk *desk, gboolean is_due);

G_END_DECLS
