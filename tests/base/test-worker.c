/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-clock.h"
#include "hearth-worker.h"

#include "hearth-test.h"

#define N_TASKS 100

typedef struct
{
  HearthWorker *worker;
  GThread *main_thread;
  GPtrArray *order; /* of what ran, in the order in which it ran */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->worker = hearth_worker_new ("test");
  fixture->main_thread = g_thread_self ();
  fixture->order = g_ptr_array_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->worker, hearth_worker_free);
  g_clear_pointer (&fixture->order, g_ptr_array_unref);
}

static void
note_order (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Fixture *fixture = data;

  g_assert_true (hearth_worker_is_current (fixture->worker));
  g_ptr_array_add (fixture->order, task);
  g_task_return_boolean (task, TRUE);
}

static void
tasks_run_in_the_order_in_which_they_came (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *last = NULL;
  gpointer expected[N_TASKS];

  for (guint i = 0; i < N_TASKS; i++)
    {
      GTask *task =
          g_task_new (NULL, NULL, i == N_TASKS - 1 ? hearth_test_keep_result_cb : NULL, &last);

      expected[i] = task;
      g_task_set_task_data (task, fixture, NULL);
      hearth_worker_push (fixture->worker, task, note_order);
    }
  hearth_test_await (&last);
  g_assert_cmpint (fixture->order->len, ==, N_TASKS);
  for (guint i = 0; i < N_TASKS; i++)
    g_assert_true (fixture->order->pdata[i] == expected[i]);
  g_object_unref (last);
}

static void
push_notes (Fixture *fixture, guint n_tasks)
{
  for (guint i = 0; i < n_tasks; i++)
    {
      GTask *task = g_task_new (NULL, NULL, NULL, NULL);

      g_task_set_task_data (task, fixture, NULL);
      hearth_worker_push (fixture->worker, task, note_order);
    }
}

static void
note_call (gpointer data)
{
  Fixture *fixture = data;

  g_assert_true (g_thread_self () != fixture->main_thread);
  g_ptr_array_add (fixture->order, NULL);
}

static void
a_blocking_call_waits_for_what_was_queued_before (Fixture *fixture, gconstpointer data)
{
  GTask *task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, fixture, NULL);
  hearth_worker_push (fixture->worker, task, note_order);
  hearth_worker_call_sync (fixture->worker, note_call, fixture);
  g_assert_cmpint (fixture->order->len, ==, 2);
  g_assert_null (fixture->order->pdata[1]);
}

static void
call_from_the_worker (gpointer data)
{
  Fixture *fixture = data;

  hearth_worker_call_sync (fixture->worker, note_call, fixture);
}

static void
a_blocking_call_from_the_worker_itself_does_not_hang (Fixture *fixture, gconstpointer data)
{
  hearth_worker_call_sync (fixture->worker, call_from_the_worker, fixture);
  g_assert_cmpint (fixture->order->len, ==, 1);
}

static void
freeing_runs_what_is_queued (Fixture *fixture, gconstpointer data)
{
  push_notes (fixture, N_TASKS);
  /* note_order () asks the worker whether it is current, so the pointer stays until the end. */
  hearth_worker_free (fixture->worker);
  fixture->worker = NULL;
  g_assert_cmpint (fixture->order->len, ==, N_TASKS);
}

static void
a_held_worker_has_finished_and_stands_still (Fixture *fixture, gconstpointer data)
{
  HearthWorkerHold *hold;

  push_notes (fixture, N_TASKS);
  hold = hearth_worker_hold (fixture->worker);
  g_assert_cmpint (fixture->order->len, ==, N_TASKS);
  push_notes (fixture, N_TASKS);
  /* Time enough for a worker that does not stand still. */
  g_usleep (20000);
  g_assert_cmpint (fixture->order->len, ==, N_TASKS);
  hearth_worker_release (hold);
  hearth_worker_call_sync (fixture->worker, note_call, fixture);
  g_assert_cmpint (fixture->order->len, ==, 2 * N_TASKS + 1);
}

static gpointer
hold_and_release (gpointer data)
{
  Fixture *fixture = data;

  for (guint i = 0; i < N_TASKS; i++)
    hearth_worker_release (hearth_worker_hold (fixture->worker));
  return NULL;
}

/* Two at once: each waits until the other has let go. */
static void
holds_of_several_threads_follow_each_other (Fixture *fixture, gconstpointer data)
{
  GThread *threads[2];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("holder", hold_and_release, fixture);
  push_notes (fixture, N_TASKS);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  hearth_worker_call_sync (fixture->worker, note_call, fixture);
  g_assert_cmpint (fixture->order->len, ==, N_TASKS + 1);
}

static void
on_finalized_cb (gpointer data, GObject *where_the_object_was)
{
  GThread **thread = data;

  *thread = g_thread_self ();
}

static void
return_at_once (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, TRUE);
}

static void
the_source_object_is_never_finalised_on_the_worker (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_TASKS; i++)
    {
      HearthClock *source = hearth_clock_new ();
      GThread *finalised_on = NULL;
      GAsyncResult *result = NULL;
      GTask *task = g_task_new (source, NULL, hearth_test_keep_result_cb, &result);

      g_object_weak_ref (G_OBJECT (source), on_finalized_cb, &finalised_on);
      g_object_unref (source);
      hearth_worker_push (fixture->worker, task, return_at_once);
      hearth_test_await (&result);
      g_object_unref (result);
      while (finalised_on == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_true (finalised_on == fixture->main_thread);
    }
}

static void
a_fixed_clock_stands_still (void)
{
  HearthDate day = hearth_date_new (2024, 2, 29);
  HearthClock *clock = hearth_clock_new_fixed (day);

  g_assert_cmpint (hearth_clock_today (clock), ==, day);
  g_assert_finalize_object (clock);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("/worker/tasks-run-in-the-order-in-which-they-came",
       tasks_run_in_the_order_in_which_they_came);
  ADD ("/worker/a-blocking-call-waits-for-what-was-queued-before",
       a_blocking_call_waits_for_what_was_queued_before);
  ADD ("/worker/a-blocking-call-from-the-worker-itself-does-not-hang",
       a_blocking_call_from_the_worker_itself_does_not_hang);
  ADD ("/worker/freeing-runs-what-is-queued", freeing_runs_what_is_queued);
  ADD ("/worker/a-held-worker-has-finished-and-stands-still",
       a_held_worker_has_finished_and_stands_still);
  ADD ("/worker/holds-of-several-threads-follow-each-other",
       holds_of_several_threads_follow_each_other);
  ADD ("/worker/the-source-object-is-never-finalised-on-the-worker",
       the_source_object_is_never_finalised_on_the_worker);
  g_test_add_func ("/clock/a-fixed-clock-stands-still", a_fixed_clock_stands_still);
  return g_test_run ();
}
