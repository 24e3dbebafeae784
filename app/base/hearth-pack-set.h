/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-pack.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HearthPackSet:
 *
 * All packs of a folder, by kind and id, with references resolved. Immutable and counted; any
 * thread.
 */
typedef struct _HearthPackSet HearthPackSet;

#define HEARTH_TYPE_PACK_SET (hearth_pack_set_get_type ())
GType hearth_pack_set_get_type (void);

char *hearth_pack_default_dir (void) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *hearth_pack_set_list_files (const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthPackSet *hearth_pack_set_load (const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthPackSet *hearth_pack_set_new (GPtrArray *packs,
                                    HearthPackSet *base,
                                    GPtrArray *problems) G_GNUC_WARN_UNUSED_RESULT;
HearthPackSet *hearth_pack_set_ref (HearthPackSet *self);
void hearth_pack_set_unref (HearthPackSet *self);

guint hearth_pack_set_get_n_packs (HearthPackSet *self);
HearthPack *hearth_pack_set_get_pack (HearthPackSet *self, guint index);
guint hearth_pack_set_get_n_entries (HearthPackSet *self, const char *kind);
const HearthPackEntry *hearth_pack_set_get_entry (HearthPackSet *self,
                                                  const char *kind,
                                                  guint index);
const HearthPackEntry *hearth_pack_set_lookup (HearthPackSet *self,
                                               const char *kind,
                                               const char *id);
const char *hearth_pack_set_find_by_text (HearthPackSet *self, const char *kind, const char *text);
const char *hearth_pack_set_get_title (HearthPackSet *self,
                                       const char *kind,
                                       const char *id,
                                       const char *language);
gpointer hearth_pack_set_get_derived (HearthPackSet *self, GQuark what);
gpointer hearth_pack_set_add_derived (HearthPackSet *self,
                                      GQuark what,
                                      gpointer value,
                                      GDestroyNotify destroy);
json_t *hearth_pack_set_versions_to_json (HearthPackSet *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthPackSet, hearth_pack_set_unref)

G_END_DECLS
