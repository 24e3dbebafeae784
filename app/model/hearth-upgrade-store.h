/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an older version could not show takes effect once this one knows it (bundles 5, M10). */
#pragma once

#include "hearth-db.h"

G_BEGIN_DECLS

gboolean hearth_upgrade_apply (HearthDb *db, HearthCompartment cmp, GError **error);

G_END_DECLS
