/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-secret.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthRestoreDialog:
 *
 * Makes a new vault from a backup, with a passphrase of the day on which that was made. Signal
 * ::restored, after which the getters tell with what the new vault opens, and the window goes.
 */
#define HEARTH_TYPE_RESTORE_DIALOG (hearth_restore_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HearthRestoreDialog, hearth_restore_dialog, HEARTH, RESTORE_DIALOG, AdwWindow)

HearthRestoreDialog *hearth_restore_dialog_new (GtkWindow *parent) G_GNUC_WARN_UNUSED_RESULT;

/* The backup, as if the person had chosen it. */
void hearth_restore_dialog_set_backup (HearthRestoreDialog *self, const char *path);
/* Where the new vault's folder is made. */
void hearth_restore_dialog_set_folder (HearthRestoreDialog *self, const char *folder);

/* Within ::restored. */
const char *hearth_restore_dialog_get_path (HearthRestoreDialog *self);
const char *hearth_restore_dialog_get_user (HearthRestoreDialog *self);
HearthSecret *hearth_restore_dialog_get_passphrase (HearthRestoreDialog *self);

G_END_DECLS
