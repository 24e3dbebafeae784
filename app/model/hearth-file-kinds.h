/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records are files, and what their bytes may be. Pure. */
#pragma once

#include "hearth-registry.h"

G_BEGIN_DECLS

/* As many bytes as are needed to tell what a content is. */
#define HEARTH_FILE_MAGIC_SIZE 8

const HearthKind *hearth_file_find_kind (HearthCompartment cmp); /* NULL: has no files */
gboolean hearth_file_is_kind (const HearthKind *kind);
const char *hearth_file_detect_media (const guint8 *bytes, gsize length); /* NULL: not taken */

G_END_DECLS
