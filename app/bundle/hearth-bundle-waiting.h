/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import could not finish, tried again at every login: parts that waited for a key, lines that waited
 * for a card or for the clock, what a crash left (bundles 3, 13). */
#pragma once

#include "hearth-context.h"
#include "hearth-received-store.h"

G_BEGIN_DECLS

/* Blocks. Nothing to do is the rule, and costs a few questions. */
gboolean hearth_bundle_catch_up (HearthContext *context, GError **error);
void hearth_bundle_catch_up_async (HearthContext *context,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean hearth_bundle_catch_up_finish (HearthContext *context,
                                        GAsyncResult *result,
                                        GError **error);
/* The same on the writer's own thread. */
HearthChangeSet *hearth_bundle_catch_up_on_writer (const HearthWriter *writer,
                                                   const char *spool,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
