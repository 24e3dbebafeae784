/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-date.h"

#include <jansson.h>

G_BEGIN_DECLS

/**
 * HearthPackEntry:
 *
 * One entry of a pack: a rank, a step kind, a holiday. Immutable, owned by its pack; any thread.
 */
typedef struct _HearthPackEntry HearthPackEntry;

const char *hearth_pack_entry_get_id (const HearthPackEntry *self);
const char *hearth_pack_entry_get_kind (const HearthPackEntry *self);
const char *hearth_pack_entry_get_file (const HearthPackEntry *self);
guint hearth_pack_entry_get_line (const HearthPackEntry *self, const char *key);
const char *hearth_pack_entry_get_title (const HearthPackEntry *self, const char *language);
const char *hearth_pack_entry_get_title_for (const HearthPackEntry *self,
                                             const char *language,
                                             gboolean is_female);
const char *hearth_pack_entry_get_text (const HearthPackEntry *self,
                                        const char *key,
                                        const char *language);
const char *const *hearth_pack_entry_get_list (const HearthPackEntry *self, const char *key);
const char *const *hearth_pack_entry_get_list_in (const HearthPackEntry *self,
                                                  const char *key,
                                                  const char *language);
const char *hearth_pack_entry_get_label (const HearthPackEntry *self,
                                         const char *key,
                                         guint index,
                                         const char *language);
gboolean hearth_pack_entry_has (const HearthPackEntry *self, const char *key);
int hearth_pack_entry_get_int (const HearthPackEntry *self, const char *key, int fallback);
gboolean hearth_pack_entry_get_bool (const HearthPackEntry *self, const char *key);
HearthDate hearth_pack_entry_get_date (const HearthPackEntry *self, const char *key);
gboolean hearth_pack_entry_is_valid_on (const HearthPackEntry *self, HearthDate date);
json_t *hearth_pack_entry_to_json (const HearthPackEntry *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
