/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pack with some entries in the place of its own, or beside them. */
#pragma once

#include "hearth-pack.h"

G_BEGIN_DECLS

HearthPack *hearth_pack_new_overlaid (HearthPack *self,
                                      GPtrArray *overlays) G_GNUC_WARN_UNUSED_RESULT;

/* The value exactly in that language, NULL if there is none: no fallback to another. */
const char *hearth_pack_entry_get_raw (const HearthPackEntry *self,
                                       const char *key,
                                       const char *language);

G_END_DECLS
