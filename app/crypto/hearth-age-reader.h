/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-crypto-error.h"
#include "hearth-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define HEARTH_AGE_LOG_N 18     /* work factor of passphrases: written, and read without asking */
#define HEARTH_AGE_MAX_LOG_N 20 /* read after asking: 1 GiB of memory */

/**
 * HearthAgeReader:
 *
 * Decrypts an age file while reading it, in constant memory. What it hands out is authentic chunk by
 * chunk, but the file is whole only when hearth_age_reader_read() has returned 0. One thread at a
 * time.
 */
typedef struct _HearthAgeReader HearthAgeReader;

HearthAgeReader *hearth_age_reader_new (GInputStream *source,
                                        GPtrArray *identities,
                                        const HearthSecret *passphrase,
                                        guint max_log_n,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_age_reader_free (HearthAgeReader *self);
gssize hearth_age_reader_read (
    HearthAgeReader *self, void *buffer, gsize count, GCancellable *cancellable, GError **error);

int hearth_age_reader_get_opener (HearthAgeReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthAgeReader, hearth_age_reader_free)

G_END_DECLS
