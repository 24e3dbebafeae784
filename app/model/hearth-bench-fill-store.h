/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up cases in great number, to measure lists and the board with. */
#pragma once

#include "hearth-date.h"
#include "hearth-db.h"
#include "hearth-pack-set.h"

G_BEGIN_DECLS

/**
 * HearthBenchFill:
 * @n_cases: at least 1
 * @n_steps: of each case, about a third of them of the tracks of the board
 * @today: up to which people came home, from four years ago on
 */
typedef struct
{
  guint n_cases;
  guint n_steps;
  HearthDate today;
  HearthPackSet *packs;
} HearthBenchFill;

/* Rows of people, captivity, steps, documents, checks, payments and what is owed, without a journal: for a vault that is
 * thrown away. The older a case, the more of its steps are done. On the writer, outside a transaction. */
gboolean hearth_bench_fill (HearthDb *db, const HearthBenchFill *size, GError **error);
gint64 hearth_bench_read_steps (HearthDb *db, GError **error);

G_END_DECLS
