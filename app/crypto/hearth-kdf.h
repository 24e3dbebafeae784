/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-crypto-error.h"
#include "hearth-secret.h"

G_BEGIN_DECLS

#define HEARTH_KDF_KEY_SIZE 32
#define HEARTH_KDF_SALT_SIZE 16
#define HEARTH_KDF_MAX_PASSPHRASE 1024 /* bytes, after normalisation */
#define HEARTH_KDF_MAX_MEMORY (G_GUINT64_CONSTANT (2048) << 20)
#define HEARTH_KDF_MAX_PASSES 20

void hearth_kdf_hkdf_sha256 (guint8 out[HEARTH_KDF_KEY_SIZE],
                             const guint8 *ikm,
                             gsize ikm_length,
                             const guint8 *salt,
                             gsize salt_length,
                             const guint8 *info,
                             gsize info_length);
HearthSecret *hearth_kdf_derive (const HearthSecret *key,
                                 const char *label) G_GNUC_WARN_UNUSED_RESULT;
HearthSecret *hearth_kdf_normalize_passphrase (const char *text,
                                               gsize length,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthSecret *hearth_kdf_argon2id (const HearthSecret *passphrase,
                                   const guint8 salt[HEARTH_KDF_SALT_SIZE],
                                   guint64 memory_bytes,
                                   guint passes,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
