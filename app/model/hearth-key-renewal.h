/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Renewing keys with what belongs to it above the vault (vault 7): the last proven backup, entries in
 * the audit log around it, and afterwards new recipients, signing keys and the next card. */
#pragma once

#include "hearth-context.h"
#include "hearth-renewal.h"

G_BEGIN_DECLS

gboolean hearth_key_renewal_run (HearthContext *context,
                                 HearthRenewal *renewal,
                                 const char *reason,
                                 GCancellable *cancellable,
                                 GError **error);
void hearth_key_renewal_run_async (HearthContext *context,
                                   HearthRenewal *renewal,
                                   const char *reason,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean hearth_key_renewal_run_finish (HearthContext *context,
                                        GAsyncResult *result,
                                        GError **error);

G_END_DECLS
