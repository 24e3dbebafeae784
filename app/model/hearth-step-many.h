/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One change of many steps at once. */
#pragma once

#include "hearth-context.h"

G_BEGIN_DECLS

/** HearthStepAt: a step as it was read. Plain value. */
typedef struct
{
  HearthId step;
  gint64 revision;
  gboolean is_stale; /* (out): somebody changed it since, so it was passed over */
} HearthStepAt;

/* @steps: (element-type HearthStepAt) (inout): the act's own until it is over. */
HearthChangeSet *hearth_step_set_many (HearthContext *context,
                                       GArray *steps,
                                       const json_t *fields,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_step_set_many_async (HearthContext *context,
                                 GArray *steps,
                                 const json_t *fields,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
HearthChangeSet *hearth_step_set_many_finish (GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
