/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that came in a bundle and were verified, until all of it was: table "incoming" of each compartment
 * file (bundles 13, step 8). Empty but during an import. */
#pragma once

#include "hearth-db.h"

G_BEGIN_DECLS

gboolean hearth_incoming_put (
    HearthDb *db, HearthCompartment cmp, const char *line, gsize length, GError **error);
/* (element-type GBytes) up to @limit of those behind number @n, which moves on, and not many more bytes than a
 * mebibyte; empty at the end. */
GPtrArray *hearth_incoming_list (HearthDb *db,
                                 HearthCompartment cmp,
                                 gint64 *n,
                                 guint limit,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_incoming_clear (HearthDb *db, HearthCompartment cmp, GError **error);
gboolean hearth_incoming_clear_all (HearthDb *db, GError **error);

G_END_DECLS
