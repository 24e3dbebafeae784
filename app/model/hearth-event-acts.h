/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-context.h"

G_BEGIN_DECLS

/* Adds an event, or changes fields of one. */
void hearth_event_save_async (HearthContext *context,
                              const HearthId *rec,
                              gint64 expected_revision,
                              const json_t *fields,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
HearthChangeSet *hearth_event_save_finish (GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
