/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the main loop is busy at a time: between two calls of poll no key is seen. Processor time of the
 * main thread is kept beside the clock's: it does not count what else the machine does. What the drawing of frames
 * takes is kept apart: without a graphics card it is the renderer's work in software, with one it is hardly any. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BENCH_FRAME_MS 16

typedef struct
{
  gint64 longest_us, longest_cpu_us, cpu_us;
  gint64 longest_undrawn_us;   /* by processor time, without the drawing */
  guint n_turns, n_long_turns; /* by processor time, over a frame */
} BenchTurns;

gint64 bench_turns_thread_us (void);
void bench_turns_begin (void);
void bench_turns_watch_drawing (GtkWidget *window);
void bench_turns_forget (void);
const BenchTurns *bench_turns_get (void);
void bench_turns_end (void);

G_END_DECLS
