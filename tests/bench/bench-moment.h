/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two moments of a process make a figure: by the clock, and by the processor time of all its threads. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 wall_us;
  gint64 cpu_us;
} BenchMoment;

BenchMoment bench_moment_now (void);
/* Notes "NAME_ms" and "cpu_NAME_ms". Returns: the processor time since, in microseconds, at least 1. */
gint64 bench_moment_report (json_t *figures, const char *name, BenchMoment since);

G_END_DECLS
