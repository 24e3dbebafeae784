/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search index of a file: a row for every record of the searched kind that is not gone. */
#pragma once

#include "hearth-db.h"
#include "hearth-registry.h"

G_BEGIN_DECLS

gboolean hearth_search_store_has (const HearthKind *kind);
gboolean hearth_search_store_create (HearthDb *db, const HearthKind *kind, GError **error);
gboolean hearth_search_store_insert (
    HearthDb *db, const HearthKind *kind, gint64 row, const json_t *values, GError **error);
gboolean hearth_search_store_delete (HearthDb *db,
                                     const HearthKind *kind,
                                     gint64 row,
                                     GError **error);
gboolean hearth_search_store_renew_names (HearthDb *db, GError **error);

G_END_DECLS
