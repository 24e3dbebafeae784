/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-bundle-reader.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthImportPreview:
 *
 * What a bundle would bring: its sender, counts, names, people who may be here already, parts that stay sealed.
 */
#define HEARTH_TYPE_IMPORT_PREVIEW (hearth_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (HearthImportPreview, hearth_import_preview, HEARTH, IMPORT_PREVIEW, AdwBin)

/* @duplicates: (element-type HearthRosterDuplicate): by the place of people in @info; @may_introduce: who looks at it
 * may make a contact of an unknown sender, through action import.introduce of the window. */
void hearth_import_preview_show (HearthImportPreview *self,
                                 const HearthBundleInfo *info,
                                 GPtrArray *duplicates,
                                 gboolean may_introduce);

G_END_DECLS
