/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"
#include "hearth-file-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthFileCopyWindow:
 *
 * Asks for the reason, enters it into the audit log, and only then writes a file in the clear outside of
 * the vault (security 10).
 */
#define HEARTH_TYPE_FILE_COPY_WINDOW (hearth_file_copy_window_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthFileCopyWindow, hearth_file_copy_window, HEARTH, FILE_COPY_WINDOW, AdwWindow)

HearthFileCopyWindow *hearth_file_copy_window_new (GtkWindow *parent,
                                                   HearthDesk *desk,
                                                   HearthFileItem *item);

G_END_DECLS
