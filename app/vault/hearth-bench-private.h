/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-bench.h"
#include "hearth-db-private.h"
#include "hearth-vfs-private.h"

#include <sqlite3.h>

G_BEGIN_DECLS

#define HEARTH_BENCH_CACHE_KIB 65536
#define HEARTH_BENCH_N_MEASURES 10

typedef struct
{
  double cpu_s;
  double wall_s;
} HearthBenchTime;

typedef struct
{
  gboolean is_plain;
  char *folder;
  sqlite3 *handle;
  HearthVfs *vfs; /* NULL: plain */
  HearthDb *db;
  HearthSecret *key;
  const HearthBenchSize *size;
  GArray *commits_s; /* double, by the clock */
  int result;        /* the first failure of SQLite */
} HearthBenchSide;

typedef struct
{
  const char *name;
  void (*run) (HearthBenchSide *side);
  gint64 cache_kib; /* not 0: opened anew before, with so much */
  gboolean is_warm; /* run once before it is measured */
} HearthBenchMeasure;

HearthBenchTime _hearth_bench_now (void);
void _hearth_bench_note (HearthBenchSide *self, int result);
void _hearth_bench_exec (HearthBenchSide *self, const char *sql);
sqlite3_stmt *_hearth_bench_prepare (HearthBenchSide *self, const char *sql);
void _hearth_bench_step_all (HearthBenchSide *self, sqlite3_stmt *stmt);
void _hearth_bench_ask_once (HearthBenchSide *self, const char *sql);
void _hearth_bench_open_side (HearthBenchSide *self, gboolean is_new, gint64 cache_kib);
void _hearth_bench_close_side (HearthBenchSide *self);
void _hearth_bench_begin_side (HearthBenchSide *self,
                               const char *folder,
                               const HearthBenchSize *size,
                               gboolean is_plain);
void _hearth_bench_end_side (HearthBenchSide *self);

extern const HearthBenchMeasure _hearth_bench_measures[HEARTH_BENCH_N_MEASURES];

G_END_DECLS
