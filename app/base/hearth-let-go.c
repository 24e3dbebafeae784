/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-let-go.h"

#include <gio/gio.h>

static void
destroy_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GDestroyNotify destroy = (GDestroyNotify) g_task_get_source_tag (task);

  destroy (data);
}

/**
 * hearth_let_go:
 * @data: (transfer full) (nullable): what nobody else changes; a reference that is counted atomically will do
 * @destroy: frees it, on any thread
 *
 * Frees @data on another thread, some time from now. A hundred thousand rows take 20 to 40 ms to free, for which the
 * main loop does not wait. Not for secrets: they are wiped where they are let go. Thread: any.
 */
void
hearth_let_go (gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (destroy != NULL);

  if (data == NULL)
    return;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, destroy);
  g_task_set_task_data (task, data, NULL);
  g_task_run_in_thread (task, destroy_on_thread);
}
