/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-pack-entry-private.h"

G_BEGIN_DECLS

/* Whether @id is an entry of @kind somewhere in what is loaded. */
typedef gboolean (*HearthPackResolver) (const char *kind, const char *id, gpointer data);

void _hearth_pack_check_entry (const HearthPackEntry *entry, GPtrArray *problems);
void _hearth_pack_check_references (const HearthPackEntry *entry,
                                    HearthPackResolver resolver,
                                    gpointer data,
                                    GPtrArray *problems);
void _hearth_pack_check_cycles (const HearthPackKind *kind,
                                GPtrArray *entries,
                                GHashTable *by_id,
                                GPtrArray *problems);

G_END_DECLS
