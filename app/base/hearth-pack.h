/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-pack-entry.h"
#include "hearth-pack-problem.h"

G_BEGIN_DECLS

#define HEARTH_PACK_MAX_BYTES (1024 * 1024)
#define HEARTH_PACK_MAX_ENTRIES 4096

/**
 * HearthPack:
 *
 * One file of dated rules or names: a group `pack` with kind, version and title, then one group per
 * entry, in the order of the file. Immutable; any thread.
 */
typedef struct _HearthPack HearthPack;

HearthPack *hearth_pack_read (const char *path, GPtrArray *problems) G_GNUC_WARN_UNUSED_RESULT;
HearthPack *hearth_pack_read_data (const char *name,
                                   const char *data,
                                   gsize length,
                                   GPtrArray *problems) G_GNUC_WARN_UNUSED_RESULT;
HearthPack *hearth_pack_ref (HearthPack *self);
void hearth_pack_unref (HearthPack *self);
const char *hearth_pack_get_kind (const HearthPack *self);
const char *hearth_pack_get_file (const HearthPack *self);
int hearth_pack_get_version (const HearthPack *self);
const char *hearth_pack_get_title (const HearthPack *self, const char *language);
guint hearth_pack_get_n_entries (const HearthPack *self);
const HearthPackEntry *hearth_pack_get_entry (const HearthPack *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthPack, hearth_pack_unref)

G_END_DECLS
