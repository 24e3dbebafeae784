/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEARTH_HASH_SIZE 32
#define HEARTH_HASH_HEX_SIZE 65 /* with the final zero */
#define HEARTH_HASH512_SIZE 64
#define HEARTH_HASH_DIGITS_SIZE 36 /* six groups of five digits and the final zero */

/**
 * HearthHash:
 *
 * A BLAKE2b in progress, on the stack. Its bytes are libsodium's.
 */
typedef struct
{
  guint64 opaque[48];
} __attribute__ ((aligned (64))) HearthHash;

void hearth_hash (guint8 out[HEARTH_HASH_SIZE], const void *data, gsize length);
void hearth_hash512 (guint8 out[HEARTH_HASH512_SIZE], const void *data, gsize length);
void hearth_hash_keyed (guint8 out[HEARTH_HASH_SIZE],
                        const guint8 *key,
                        gsize key_length,
                        const void *data,
                        gsize length);

void hearth_hash_init (HearthHash *self);
void hearth_hash_init512 (HearthHash *self);
void hearth_hash_update (HearthHash *self, const void *data, gsize length);
void hearth_hash_final (HearthHash *self, guint8 out[HEARTH_HASH_SIZE]);
void hearth_hash_final512 (HearthHash *self, guint8 out[HEARTH_HASH512_SIZE]);

void hearth_hash_format_digits (const guint8 digest[HEARTH_HASH_SIZE],
                                char out[HEARTH_HASH_DIGITS_SIZE]);
gboolean hearth_hash_equal (const guint8 a[HEARTH_HASH_SIZE], const guint8 b[HEARTH_HASH_SIZE]);

G_END_DECLS
