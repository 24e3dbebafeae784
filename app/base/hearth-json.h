/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-date.h"
#include "hearth-error.h"

#include <jansson.h>

G_BEGIN_DECLS

#define HEARTH_JSON_MAX_DEPTH 8
#define HEARTH_JSON_MAX_INTEGER G_GINT64_CONSTANT (9007199254740991) /* 2^53 - 1 */

json_t *hearth_json_parse (const char *data,
                           gsize length,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
json_t *hearth_json_parse_numbers (const char *data,
                                   gsize length,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
json_t *hearth_json_parse_canonical (const char *data,
                                     gsize length,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
json_t *hearth_json_new_date (HearthDate date) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_json_dump (const json_t *json) G_GNUC_WARN_UNUSED_RESULT;

const char *hearth_json_get_string (const json_t *object, const char *key);
gboolean hearth_json_get_int (const json_t *object, const char *key, gint64 *out);
gboolean hearth_json_get_bool (const json_t *object, const char *key, gboolean *out);
json_t *hearth_json_get_object (const json_t *object, const char *key);
json_t *hearth_json_get_array (const json_t *object, const char *key);
gboolean hearth_json_has_only (const json_t *object, const char *const *keys);

G_END_DECLS
