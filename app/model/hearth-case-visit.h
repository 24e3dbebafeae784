/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person looks at a case: the audit log says so first (security 12), in one entry per compartment that
 * is read. Reading the same case anew after a change is no new visit: hearth_case_load(). */
#pragma once

#include "hearth-case.h"

G_BEGIN_DECLS

/* Enters the visit. Blocks; for hearthctl. */
gboolean hearth_case_note_visit (HearthContext *context, const HearthId *case_id, GError **error);

/* Enters the visit, then loads the case. */
void hearth_case_visit_async (HearthContext *context,
                              const HearthId *case_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
HearthCase *hearth_case_visit_finish (GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
