/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thread with a queue. A GTask that finishes here is released on its own main context, because a
 * last reference dropped on the worker would finalise the task's source object on the worker. */
#include "config.h"

#include "hearth-worker.h"

typedef struct
{
  GTask *task; /* NULL: a synchronous call */
  GTaskThreadFunc task_func;
  HearthWorkerFunc call_func;
  gpointer call_data;
  gboolean *call_done;
} Job;

struct _HearthWorker
{
  GThread *thread;
  GAsyncQueue *queue;
  GMutex mutex;
  GCond cond;
};

static gboolean
release_task_cb (gpointer data)
{
  g_object_unref (data);
  return G_SOURCE_REMOVE;
}

static void
run_task (GTask *task, GTaskThreadFunc func)
{
  GMainContext *context = g_task_get_context (task);
  g_autoptr (GSource) source = g_idle_source_new ();

  func (task, g_task_get_source_object (task), g_task_get_task_data (task),
        g_task_get_cancellable (task));

  /* After the callback of the task, which has the default priority too but was queued earlier. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, release_task_cb, task, NULL);
  g_source_attach (source, context);
}

static void
run_call (HearthWorker *self, const Job *job)
{
  job->call_func (job->call_data);

  g_mutex_lock (&self->mutex);
  *job->call_done = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static gpointer
worker_main (gpointer data)
{
  HearthWorker *self = data;

  for (;;)
    {
      g_autofree Job *job = g_async_queue_pop (self->queue);

      if (job->task != NULL)
        run_task (job->task, job->task_func);
      else if (job->call_func != NULL)
        run_call (self, job);
      else
        return NULL;
    }
}

/**
 * hearth_worker_new:
 * @name: for debuggers, at most 15 bytes, no content
 *
 * Returns: (transfer full): a running worker. Thread: any.
 */
HearthWorker *
hearth_worker_new (const char *name)
{
  HearthWorker *self = g_new0 (HearthWorker, 1);

  self->queue = g_async_queue_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->thread = g_thread_new (name, worker_main, self);
  return self;
}

/**
 * hearth_worker_free:
 *
 * Runs everything that is queued, ends the thread and waits for it. Thread: any but the worker.
 */
void
hearth_worker_free (HearthWorker *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (!hearth_worker_is_current (self));

  g_async_queue_push (self->queue, g_new0 (Job, 1));
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

/**
 * hearth_worker_push:
 * @task: (transfer full): answered by @func with g_task_return_*()
 * @func: runs on the worker
 *
 * Queues @task. Its reference goes back to the main context of @task when @func has returned.
 */
void
hearth_worker_push (HearthWorker *self, GTask *task, GTaskThreadFunc func)
{
  Job *job;

  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_TASK (task));

  job = g_new0 (Job, 1);
  job->task = task;
  job->task_func = func;
  g_async_queue_push (self->queue, job);
}

/**
 * hearth_worker_call_sync:
 * @func: runs on the worker, after all that was queued before
 *
 * Blocks the caller until @func has returned. For hearthctl, tests and locking; the window uses
 * tasks. On the worker itself @func is called directly.
 */
void
hearth_worker_call_sync (HearthWorker *self, HearthWorkerFunc func, gpointer data)
{
  gboolean done = FALSE;
  Job *job;

  g_return_if_fail (self != NULL);
  g_return_if_fail (func != NULL);

  if (hearth_worker_is_current (self))
    {
      func (data);
      return;
    }
  job = g_new0 (Job, 1);
  job->call_func = func;
  job->call_data = data;
  job->call_done = &done;
  g_async_queue_push (self->queue, job);

  g_mutex_lock (&self->mutex);
  while (!done)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

/* One who keeps a worker from its queue, and the worker who stands still for them. */
struct _HearthWorkerHold
{
  HearthWorker *worker;
  gboolean is_held;
  gboolean is_released;
  gboolean is_over;
};

static void
stand_still (gpointer data)
{
  HearthWorkerHold *hold = data;
  HearthWorker *self = hold->worker;

  g_mutex_lock (&self->mutex);
  hold->is_held = TRUE;
  g_cond_broadcast (&self->cond);
  while (!hold->is_released)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

/**
 * hearth_worker_hold:
 *
 * Lets the worker finish what is queued and then stand still, with nothing of its own in use, until
 * hearth_worker_release(). Blocks until it stands. Thread: any but the worker; whoever holds two
 * workers takes them in the same order everywhere.
 *
 * Returns: (transfer full): for hearth_worker_release().
 */
HearthWorkerHold *
hearth_worker_hold (HearthWorker *self)
{
  HearthWorkerHold *hold;
  Job *job;

  g_return_val_if_fail (self != NULL && !hearth_worker_is_current (self), NULL);

  hold = g_new0 (HearthWorkerHold, 1);
  hold->worker = self;
  job = g_new0 (Job, 1);
  job->call_func = stand_still;
  job->call_data = hold;
  job->call_done = &hold->is_over;
  g_async_queue_push (self->queue, job);

  g_mutex_lock (&self->mutex);
  while (!hold->is_held)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return hold;
}

/** hearth_worker_release: (transfer full): the worker goes on. Thread: any but the worker. */
void
hearth_worker_release (HearthWorkerHold *hold)
{
  HearthWorker *self;

  g_return_if_fail (hold != NULL);

  self = hold->worker;
  g_mutex_lock (&self->mutex);
  hold->is_released = TRUE;
  g_cond_broadcast (&self->cond);
  while (!hold->is_over)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  g_free (hold);
}

/** hearth_worker_is_current: whether the caller runs on this worker's thread. */
gboolean
hearth_worker_is_current (HearthWorker *self)
{
  return g_thread_self () == self->thread;
}
