/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-age-key.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HearthAgeWriter:
 *
 * Encrypts into an age file while writing it, in constant memory. Without
 * hearth_age_writer_finish() the file has no end and no reader accepts it. One thread at a time.
 */
typedef struct _HearthAgeWriter HearthAgeWriter;

HearthAgeWriter *hearth_age_writer_new (GOutputStream *sink,
                                        const HearthAgeRecipient *recipients,
                                        guint n_recipients,
                                        gboolean with_decoys,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthAgeWriter *hearth_age_writer_new_passphrase (GOutputStream *sink,
                                                   const HearthSecret *passphrase,
                                                   guint log_n,
                                                   GCancellable *cancellable,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_age_writer_free (HearthAgeWriter *self);
gboolean hearth_age_writer_write (HearthAgeWriter *self,
                                  const void *data,
                                  gsize length,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean hearth_age_writer_finish (HearthAgeWriter *self,
                                   GCancellable *cancellable,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthAgeWriter, hearth_age_writer_free)

G_END_DECLS
