/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthExportWindow:
 *
 * What leaves, for whom, and where to; then one encrypted file that stock programs open. Closes
 * itself when the vault is locked.
 */
#define HEARTH_TYPE_EXPORT_WINDOW (hearth_export_window_get_type ())
G_DECLARE_FINAL_TYPE (HearthExportWindow, hearth_export_window, HEARTH, EXPORT_WINDOW, AdwWindow)

/* @cases: (element-type HearthId): at least one; copied. */
HearthExportWindow *hearth_export_window_new (GtkWindow *parent,
                                              HearthDesk *desk,
                                              const GArray *cases) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
