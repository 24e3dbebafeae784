/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person of a list beside the case that may be theirs. Values stand under the ids of
 * hearth_roster_get_fields() on both sides. */
#pragma once

#include "hearth-db.h"
#include "hearth-id.h"
#include "hearth-pack-set.h"

#include <jansson.h>

G_BEGIN_DECLS

json_t *hearth_roster_read_present (HearthDb *db,
                                    const HearthId *case_id,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
json_t *hearth_roster_list_missing (const json_t *present,
                                    const json_t *fields) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *hearth_roster_list_differences (const json_t *present,
                                           const json_t *fields) G_GNUC_WARN_UNUSED_RESULT;
const char *hearth_roster_get_field_title (const char *field);
char *hearth_roster_dup_value (HearthPackSet *packs,
                               const char *language,
                               const char *field,
                               const json_t *fields) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_roster_dup_note (HearthPackSet *packs,
                              const char *language,
                              const json_t *present,
                              const json_t *fields) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
