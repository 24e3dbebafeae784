/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-pages.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthPaperPreview:
 *
 * What will be printed, drawn from memory. The toolkit's own preview writes the pages to a file that is
 * not encrypted and hands it to another program (security 10).
 */
#define HEARTH_TYPE_PAPER_PREVIEW (hearth_paper_preview_get_type ())
G_DECLARE_FINAL_TYPE (HearthPaperPreview, hearth_paper_preview, HEARTH, PAPER_PREVIEW, AdwWindow)

GtkWindow *hearth_paper_preview_new (GtkWindow *parent, HearthPages *pages);

G_END_DECLS
