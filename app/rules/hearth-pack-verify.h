/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-pack-set.h"

G_BEGIN_DECLS

gboolean hearth_pack_verify_files (const char *const *paths,
                                   HearthPackSet *base,
                                   GPtrArray *problems);
gboolean hearth_pack_verify_folder (const char *dir, GPtrArray *problems, guint *n_packs);

void hearth_pack_verify_set (HearthPackSet *set, GPtrArray *problems);

G_END_DECLS
