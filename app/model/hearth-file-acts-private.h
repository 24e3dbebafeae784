/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The content in the clear, piece by piece, without the audit entry that must come first. */
#pragma once

#include "hearth-file-acts.h"

G_BEGIN_DECLS

gboolean _hearth_file_write_to (HearthContext *context,
                                const HearthRecord *file,
                                GOutputStream *sink,
                                GCancellable *cancellable,
                                GError **error);
void _hearth_file_write_to_async (HearthContext *context,
                                  const HearthRecord *file,
                                  GOutputStream *sink,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean _hearth_file_write_to_finish (GAsyncResult *result, GError **error);

G_END_DECLS
