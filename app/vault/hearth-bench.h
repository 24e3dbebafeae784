/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store beside plain SQLite: the same statements in turns in one run (vault 14.2). Only ratios
 * mean something on another machine. */
#pragma once

#include "hearth-vault-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint n_cases;
  guint n_steps; /* of each case */
  guint n_commits;
  guint n_rounds;
} HearthBenchSize;

/**
 * HearthBenchFigure:
 * @plain_s: median of the rounds, processor time of plain SQLite
 * @vault_s: of the vault
 * @cpu_ratio: median of the rounds' ratios of processor time
 * @wall_ratio: of the time by the clock
 * @cipher_share: of what the vault took longer, how much the cipher alone takes for as many pages; 1:
 *   nothing is left to gain; 0: not known
 */
typedef struct
{
  const char *name;
  double plain_s;
  double vault_s;
  double cpu_ratio;
  double wall_ratio;
  double cipher_share;
} HearthBenchFigure;

/**
 * HearthBenchReport:
 * @figures: HearthBenchFigure, in the order of the work
 * @cipher_us: microseconds to seal a page of 4096 bytes and to open one
 * @commit_us: one durable commit by the clock: plain p50 and p99, vault p50 and p99
 */
typedef struct
{
  GArray *figures;
  double cipher_us[2];
  double commit_us[4];
} HearthBenchReport;

HearthBenchReport *hearth_bench_run (const char *folder,
                                     const HearthBenchSize *size,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_bench_report_free (HearthBenchReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBenchReport, hearth_bench_report_free)

G_END_DECLS
