/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the columns of lists were taken, by their headings. Local to this vault and never a commit. */
#pragma once

#include "hearth-writer.h"

G_BEGIN_DECLS

/* So many are kept; the one that was longest not used goes first. */
#define HEARTH_ROSTER_MAPPINGS_MAX 200

char *hearth_roster_mapping_store_get (HearthDb *db,
                                       const char *headings,
                                       GError **error); /* NULL without error: none */
gboolean hearth_roster_mapping_store_put (const HearthWriter *writer,
                                          const char *headings,
                                          const char *fields,
                                          GError **error);

G_END_DECLS
