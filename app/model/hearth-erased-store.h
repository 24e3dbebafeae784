/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was erased, case by case and record by record (bundles 7). Only the rows and the lines; who may
 * and in which order is in hearth-erase. */
#pragma once

#include "hearth-journal.h"

G_BEGIN_DECLS

/* Whether a case or record was erased in that file. */
gboolean hearth_erased_has (
    HearthDb *db, HearthCompartment cmp, const HearthId *id, gboolean *is_erased, GError **error);

G_END_DECLS
