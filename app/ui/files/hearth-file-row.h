/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-file-item.h"
#include "hearth-file-thumbs.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthFileRow:
 *
 * One file in the list of a case: a small picture, title, date and size, and a menu. Signal
 * ::act (const char *name): "open", "copy", "photo" or "remove".
 */
#define HEARTH_TYPE_FILE_ROW (hearth_file_row_get_type ())
G_DECLARE_FINAL_TYPE (HearthFileRow, hearth_file_row, HEARTH, FILE_ROW, AdwActionRow)

GtkWidget *hearth_file_row_new (HearthFileItem *item,
                                HearthFileThumbs *thumbs) G_GNUC_WARN_UNUSED_RESULT;
HearthFileItem *hearth_file_row_get_item (HearthFileRow *self);

G_END_DECLS
