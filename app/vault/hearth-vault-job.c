/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Acts on the unlocked vault as jobs on the writer, where nobody else changes the header or a database
 * meanwhile, and what main takes over from them. */
#include "config.h"

#include "hearth-vault-facts.h"
#include "hearth-vault-private.h"

/* A job on the writer, and what became of it. */
typedef struct
{
  HearthSession *session; /* borrowed: locking drains the writer first */
  HearthVaultJob job;
  gpointer data;
  GDestroyNotify free_data;
  GCancellable *cancellable; /* borrowed from the task */
  gboolean is_done;
  HearthVaultFacts *facts; /* if the header was changed */
  GError *error;
} WriterJob;

static void
free_writer_job (gpointer data)
{
  WriterJob *self = data;

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_clear_pointer (&self->facts, hearth_vault_facts_free);
  g_clear_error (&self->error);
  g_free (self);
}

static void
run_writer_job (gpointer data)
{
  WriterJob *self = data;
  const HearthLogin *login = self->session->login;
  const guint64 generation = login->header->generation;

  self->is_done = self->job (self->session, self->data, self->cancellable, &self->error);
  if (login->header->generation != generation)
    self->facts = hearth_vault_facts_new (self->session);
}

static void
run_writer_job_in_task (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  WriterJob *self = data;

  self->cancellable = cancellable;
  run_writer_job (self);
  if (self->is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&self->error));
}

/**
 * _hearth_vault_call:
 *
 * Runs @job on the writer, behind what is queued there, and waits. For hearthctl and tests.
 *
 * Returns: what @job answered. Thread: main.
 */
gboolean
_hearth_vault_call (HearthVault *self, HearthVaultJob job, gpointer data, GError **error)
{
  WriterJob work = { .job = job, .data = data };

  g_return_val_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL, FALSE);

  work.session = self->session;
  hearth_worker_call_sync (self->session->writer_worker, run_writer_job, &work);
  if (!work.is_done)
    g_propagate_error (error, work.error);
  if (work.facts != NULL)
    _hearth_vault_take_facts (self, work.facts);
  return work.is_done;
}

/**
 * _hearth_vault_run_async:
 * @data: (transfer full): freed by @free_data when the answer was taken
 * @tag: the public function that asks, for _hearth_vault_run_finish()
 *
 * As _hearth_vault_call() without waiting. A job that has begun tells itself whether it was
 * cancelled: what it did is never hidden. Thread: main.
 */
void
_hearth_vault_run_async (HearthVault *self,
                         HearthVaultJob job,
                         gpointer data,
                         GDestroyNotify free_data,
                         gpointer tag,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  WriterJob *work;
  GTask *task;

  g_return_if_fail (HEARTH_IS_VAULT (self) && self->session != NULL);

  work = g_new0 (WriterJob, 1);
  work->session = self->session;
  work->job = job;
  work->data = data;
  work->free_data = free_data;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, free_writer_job);
  hearth_worker_push (self->session->writer_worker, task, run_writer_job_in_task);
}

/** _hearth_vault_run_finish: Returns: what the job answered. Thread: main. */
gboolean
_hearth_vault_run_finish (HearthVault *self, GAsyncResult *result, gpointer tag, GError **error)
{
  WriterJob *work;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, FALSE);

  work = g_task_get_task_data (G_TASK (result));
  /* An answer may be taken after another job's, or in the next session. */
  if (work->facts != NULL && self->facts != NULL && work->session == self->session &&
      work->facts->generation > self->facts->generation)
    _hearth_vault_take_facts (self, g_steal_pointer (&work->facts));
  return g_task_propagate_boolean (G_TASK (result), error);
}

/** _hearth_vault_get_job_data: Returns: (transfer none): what _hearth_vault_run_async() was given. */
gpointer
_hearth_vault_get_job_data (GAsyncResult *result)
{
  const WriterJob *work = g_task_get_task_data (G_TASK (result));

  return work->data;
}
