/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An act with its entry in the audit log before and its outcome after: a crash can leave an entry
 * without its act, never an act without its entry (vault 4.3). Thread of everything here: main. */
#pragma once

#include "hearth-audit.h"

G_BEGIN_DECLS

/* Blocks: the entry without which the act must not happen, and what became of it. */
gboolean hearth_noted_act_begin (HearthContext *context,
                                 const HearthAuditEntry *entry,
                                 GError **error);
gboolean hearth_noted_act_end (HearthContext *context,
                               const HearthAuditEntry *entry,
                               gboolean is_done);

/**
 * HearthNotedActMethods:
 * @run: begins the act on the unlocked vault, as any asynchronous function
 * @finish: takes its answer, which may go into @data
 */
typedef struct
{
  void (*run) (HearthContext *context,
               gpointer data,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data);
  gboolean (*finish) (GAsyncResult *result, gpointer data, GError **error);
} HearthNotedActMethods;

void hearth_noted_act_run_async (HearthContext *context,
                                 const HearthAuditEntry *entry,
                                 const HearthNotedActMethods *methods,
                                 gpointer data,
                                 GDestroyNotify free_data,
                                 gpointer tag,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean hearth_noted_act_run_finish (GAsyncResult *result, gpointer tag, GError **error);
gpointer hearth_noted_act_get_data (GAsyncResult *result);

G_END_DECLS
