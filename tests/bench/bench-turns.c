/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-turns.h"

#include <time.h>

static BenchTurns turns;
static gint64 begin_us, begin_cpu_us, drawing_us, drawing_since_us;

gint64
bench_turns_thread_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gint
measure_poll (GPollFD *fds, guint n_fds, gint timeout_ms)
{
  const gint64 busy_us = g_get_monotonic_time () - begin_us;
  const gint64 busy_cpu_us = bench_turns_thread_us () - begin_cpu_us;
  gint result;

  if (begin_us > 0)
    {
      turns.n_turns++;
      turns.n_long_turns += busy_cpu_us > BENCH_FRAME_MS * 1000;
      turns.cpu_us += busy_cpu_us;
      turns.longest_us = MAX (turns.longest_us, busy_us);
      turns.longest_cpu_us = MAX (turns.longest_cpu_us, busy_cpu_us);
      turns.longest_undrawn_us = MAX (turns.longest_undrawn_us, busy_cpu_us - drawing_us);
    }
  result = g_poll (fds, n_fds, timeout_ms);
  begin_us = g_get_monotonic_time ();
  begin_cpu_us = bench_turns_thread_us ();
  drawing_us = 0;
  return result;
}

/* The frame is laid out: what is left of it is drawing. */
static void
on_laid_out_cb (void)
{
  drawing_since_us = bench_turns_thread_us ();
}

static void
on_drawn_cb (void)
{
  drawing_us += bench_turns_thread_us () - drawing_since_us;
}

void
bench_turns_begin (void)
{
  begin_us = 0;
  g_main_context_set_poll_func (NULL, measure_poll);
  bench_turns_forget ();
}

/* WINDOW is realized. */
void
bench_turns_watch_drawing (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect_after (clock, "layout", G_CALLBACK (on_laid_out_cb), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_drawn_cb), NULL);
}

void
bench_turns_forget (void)
{
  turns = (BenchTurns){ 0 };
}

const BenchTurns *
bench_turns_get (void)
{
  return &turns;
}

void
bench_turns_end (void)
{
  g_main_context_set_poll_func (NULL, NULL);
}
