/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthImportWindow:
 *
 * A bundle of another hospital: it is verified from beginning to end, then shown who made it, what it would
 * bring and what stays sealed. Nothing is written before a person says so. Closes itself when the vault is
 * locked.
 */
#define HEARTH_TYPE_IMPORT_WINDOW (hearth_import_window_get_type ())
G_DECLARE_FINAL_TYPE (HearthImportWindow, hearth_import_window, HEARTH, IMPORT_WINDOW, AdwWindow)

/* @file: (nullable): to be opened at once. */
HearthImportWindow *hearth_import_window_new (GtkWindow *parent,
                                              HearthDesk *desk,
                                              GFile *file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
