/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-db.h"
#include "hearth-id.h"
#include "hearth-registry.h"

G_BEGIN_DECLS

/* The fewest digits of an id that stand for it. */
#define HEARTH_RECORD_MIN_PREFIX 6

gboolean hearth_record_query_find (HearthDb *db,
                                   const HearthKind *kind,
                                   const char *text,
                                   const HearthKind **found_kind,
                                   HearthId *out,
                                   GError **error);

G_END_DECLS
