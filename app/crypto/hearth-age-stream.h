/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-secret.h"

G_BEGIN_DECLS

#define HEARTH_AGE_CHUNK_SIZE (64 * 1024)
#define HEARTH_AGE_TAG_SIZE 16
#define HEARTH_AGE_NONCE_SIZE 16 /* of the payload, in the file */

/* The chunk cipher of age v1: ChaCha20-Poly1305 under a counter whose last byte marks the end, so
 * that chunks cannot be dropped, swapped or appended. Each call counts one chunk, if it succeeds. */
typedef struct
{
  HearthSecret *key;
  guint8 nonce[12]; /* 11 bytes of big-endian counter, then the mark of the last chunk */
} HearthAgeStream;

void hearth_age_stream_init (HearthAgeStream *self,
                             const HearthSecret *file_key,
                             const guint8 nonce[HEARTH_AGE_NONCE_SIZE]);
void hearth_age_stream_clear (HearthAgeStream *self);
void hearth_age_stream_seal (
    HearthAgeStream *self, const guint8 *plain, gsize length, gboolean is_last, guint8 *out);
gboolean hearth_age_stream_open (
    HearthAgeStream *self, const guint8 *sealed, gsize length, gboolean is_last, guint8 *out);
gboolean hearth_age_stream_is_first (const HearthAgeStream *self);

G_END_DECLS
