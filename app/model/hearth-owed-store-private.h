/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-owed-store.h"
#include "hearth-stmt.h"

G_BEGIN_DECLS

/* Cases of one part: a tenth of a second of the writer, at most. */
#define HEARTH_OWED_N_CASES_OF_PART 1000

/* Counts what is owed in cases and keeps it; in a transaction of the writer. */
typedef struct
{
  HearthDb *db;
  HearthPackSet *packs;
  HearthDate today;
  HearthStmt *remove;
  HearthStmt *remove_sum;
  HearthStmt *insert;
  HearthStmt *insert_sum;
  gboolean is_whole; /* the tables were emptied before */
} HearthOwedCounter;

gboolean _hearth_owed_counter_init (HearthOwedCounter *self,
                                    HearthDb *db,
                                    HearthPackSet *packs,
                                    HearthDate today,
                                    gboolean is_whole,
                                    GError **error);
void _hearth_owed_counter_clear (HearthOwedCounter *self);
gboolean _hearth_owed_counter_count_one (HearthOwedCounter *self,
                                         const HearthId *case_id,
                                         GError **error);
/* The cases from @next on, which is set to the first of the part after it. */
gboolean _hearth_owed_counter_count_part (
    HearthOwedCounter *self, HearthId *next, guint *n_done, gboolean *is_over, GError **error);

G_END_DECLS
