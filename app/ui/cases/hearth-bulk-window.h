/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-view-keeper.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthBulkWindow:
 *
 * Changes many cases in one act: caseworker, facility, ward, flags. What is left empty stays as it is in each
 * case. While it works it shows how far it is, and can be stopped; then nothing was changed.
 */
#define HEARTH_TYPE_BULK_WINDOW (hearth_bulk_window_get_type ())
G_DECLARE_FINAL_TYPE (HearthBulkWindow, hearth_bulk_window, HEARTH, BULK_WINDOW, AdwWindow)

/* @row_ids: (element-type gint64): of the cases. */
GtkWidget *hearth_bulk_window_new (GtkWindow *parent,
                                   HearthViewKeeper *keeper,
                                   GArray *row_ids) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
