/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-crypto-error.h"
#include "hearth-hash.h"
#include "hearth-json.h"
#include "hearth-key.h"

G_BEGIN_DECLS

/* What a line is signed for (bundles 1, vault 3.2): a signature for one never passes for another. */
#define HEARTH_LINE_LABEL_COMMIT "hearth/commit/v1\n"
#define HEARTH_LINE_LABEL_CARD "hearth/card/v1\n"
#define HEARTH_LINE_LABEL_CHECKPOINT "hearth/checkpoint/v1\n"
#define HEARTH_LINE_LABEL_GRANTS "hearth/grants/v1\n"

#define HEARTH_LINE_SIGNATURE_LENGTH 86
#define HEARTH_LINE_JSON_OFFSET 87           /* the JSON begins after the signature and a space */
#define HEARTH_LINE_MAX_LENGTH (1024 * 1024) /* bytes, without LF (bundles 14) */

char *hearth_line_sign (const char *label,
                        const json_t *json,
                        const HearthSecret *seed) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_line_sign_text (const char *label,
                             const char *json_text,
                             const HearthSecret *seed) G_GNUC_WARN_UNUSED_RESULT;
json_t *hearth_line_parse (const char *line,
                           gsize length,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_line_verify (const char *line,
                             gsize length,
                             const char *label,
                             const guint8 public_key[HEARTH_KEY_SIZE]);
void hearth_line_id (const char *line, gsize length, guint8 out[HEARTH_HASH_SIZE]);

G_END_DECLS
