/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-page.h"

G_BEGIN_DECLS

/**
 * HearthFilesPage:
 *
 * Scans and photos of a case. They come in by the file dialog, by dropping and by pasting; they are
 * shown from memory, in a window of the program.
 */
#define HEARTH_TYPE_FILES_PAGE (hearth_files_page_get_type ())
G_DECLARE_FINAL_TYPE (HearthFilesPage, hearth_files_page, HEARTH, FILES_PAGE, HearthCasePage)

G_END_DECLS
