/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"
#include "hearth-file-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthFileViewer:
 *
 * Shows one file from memory: the content is read from the vault, decoded in a confined child that lives
 * as long as the window, and never touches a disk. Goes away when the vault is locked. The title of the
 * window tells nothing.
 *
 * Keys: Page Up and Page Down, Home, End, plus, minus, 0 for the whole page, Escape.
 */
#define HEARTH_TYPE_FILE_VIEWER (hearth_file_viewer_get_type ())
G_DECLARE_FINAL_TYPE (HearthFileViewer, hearth_file_viewer, HEARTH, FILE_VIEWER, AdwWindow)

HearthFileViewer *hearth_file_viewer_new (GtkWindow *parent,
                                          HearthDesk *desk,
                                          HearthFileItem *item);

G_END_DECLS
