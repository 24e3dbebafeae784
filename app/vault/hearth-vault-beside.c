/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long work beside the writer, on a thread of its own: people go on writing meanwhile. Locking stops
 * it at its next safe point and waits for it, before anything is closed. */
#include "config.h"

#include "hearth-vault-private.h"

typedef struct
{
  HearthSession *session; /* borrowed: closing waits for the job */
  HearthVaultJob job;
  gpointer data;
  GDestroyNotify free_data;
} BesideJob;

static void
free_beside_job (gpointer data)
{
  BesideJob *self = data;

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self);
}

static void
on_cancelled_cb (GCancellable *either, GCancellable *both)
{
  g_cancellable_cancel (both);
}

/* Runs the job with one cancellable for two reasons to stop. */
static gboolean
run (HearthSession *session,
     HearthVaultJob job,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (GCancellable) both = g_cancellable_new ();
  gulong closing_id, cancelled_id = 0;
  gboolean is_done = FALSE;

  closing_id = g_cancellable_connect (session->closing, G_CALLBACK (on_cancelled_cb), both, NULL);
  if (cancellable != NULL)
    cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled_cb), both, NULL);
  if (!g_cancellable_set_error_if_cancelled (both, error))
    is_done = job (session, data, both, error);
  g_cancellable_disconnect (session->closing, closing_id);
  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, cancelled_id);
  return is_done;
}

static void
run_in_task (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BesideJob *self = data;
  GError *error = NULL;

  if (run (self->session, self->job, self->data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * _hearth_vault_call_beside:
 *
 * Runs @job here and now. For hearthctl and tests. Thread: main.
 *
 * Returns: what @job answered.
 */
gboolean
_hearth_vault_call_beside (
    HearthVault *self, HearthVaultJob job, gpointer data, GCancellable *cancellable, GError **error)
{
  HearthSession *session = _hearth_vault_get_session (self);

  g_return_val_if_fail (session != NULL, FALSE);

  return run (session, job, data, cancellable, error);
}

/**
 * _hearth_vault_run_beside_async:
 * @data: (transfer full): freed by @free_data when the answer was taken
 * @tag: the public function that asks, for _hearth_vault_run_beside_finish()
 *
 * Queues @job behind other work of this kind. Its cancellable also fires when the vault is locked;
 * the job looks at it often, leaves nothing half done, and asks the writer and the reader for what
 * only they may touch. Thread: main.
 */
void
_hearth_vault_run_beside_async (HearthVault *self,
                                HearthVaultJob job,
                                gpointer data,
                                GDestroyNotify free_data,
                                gpointer tag,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  HearthSession *session = _hearth_vault_get_session (self);
  BesideJob *work;
  GTask *task;

  g_return_if_fail (session != NULL);

  work = g_new0 (BesideJob, 1);
  work->session = session;
  work->job = job;
  work->data = data;
  work->free_data = free_data;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, free_beside_job);
  if (session->beside_worker == NULL)
    session->beside_worker = hearth_worker_new ("hearth-beside");
  hearth_worker_push (session->beside_worker, task, run_in_task);
}

/**
 * _hearth_vault_run_beside_finish:
 *
 * Not _hearth_vault_run_finish(): the task of a writer's job carries another struct.
 *
 * Returns: (transfer none) (nullable): the data that the job was given; %NULL with the error of the job. Thread: main.
 */
gpointer
_hearth_vault_run_beside_finish (HearthVault *self,
                                 GAsyncResult *result,
                                 gpointer tag,
                                 GError **error)
{
  const BesideJob *work;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, NULL);

  work = g_task_get_task_data (G_TASK (result));
  return g_task_propagate_boolean (G_TASK (result), error) ? work->data : NULL;
}
