/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-moment.h"

#include <sys/resource.h>

static gint64
to_us (const struct timeval *time)
{
  return (gint64) time->tv_sec * G_USEC_PER_SEC + time->tv_usec;
}

BenchMoment
bench_moment_now (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (BenchMoment){ g_get_monotonic_time (),
                        to_us (&usage.ru_utime) + to_us (&usage.ru_stime) };
}

gint64
bench_moment_report (json_t *figures, const char *name, BenchMoment since)
{
  BenchMoment end = bench_moment_now ();
  g_autofree char *wall = g_strconcat (name, "_ms", NULL);
  g_autofree char *cpu = g_strconcat ("cpu_", name, "_ms", NULL);

  json_object_set_new (figures, wall, json_integer ((end.wall_us - since.wall_us) / 1000));
  json_object_set_new (figures, cpu, json_integer ((end.cpu_us - since.cpu_us) / 1000));
  return MAX (end.cpu_us - since.cpu_us, 1);
}
