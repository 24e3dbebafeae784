/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-crypto-error.h"
#include "hearth-key.h"

G_BEGIN_DECLS

#define HEARTH_MINISIGN_KEY_LENGTH 56 /* "RW…" */
#define HEARTH_MINISIGN_MAX_LENGTH 4096

char *hearth_minisign_key_to_string (const guint8 public_key[HEARTH_KEY_SIZE])
    G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_minisign_key_parse (const char *text, guint8 out[HEARTH_KEY_SIZE]);

char *hearth_minisign_sign (const void *data,
                            gsize length,
                            const HearthSecret *seed,
                            const char *untrusted_comment,
                            const char *trusted_comment) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_minisign_verify (const char *text,
                                 gsize text_length,
                                 const void *data,
                                 gsize length,
                                 const guint8 public_key[HEARTH_KEY_SIZE],
                                 char **trusted_comment,
                                 GError **error);

G_END_DECLS
