/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last change of a case by which what is owed became another sum (product 6). */
#pragma once

#include "hearth-case.h"
#include "hearth-history-query.h"
#include "hearth-pack-set.h"

G_BEGIN_DECLS

/**
 * HearthOwedChange:
 * @change: the first of the act: what it was, whose and since when; borrowed from the history
 * @before_kop: what was owed by the records as they were
 * @after_kop: what was owed with the act, by the rules and the day of today
 */
typedef struct
{
  const HearthChange *change;
  gint64 before_kop;
  gint64 after_kop;
} HearthOwedChange;

/* @history: (element-type HearthChange): of @kase, newest first. FALSE: no act of the last ones changed it. */
gboolean hearth_owed_change_find (GPtrArray *history,
                                  HearthCase *kase,
                                  HearthPackSet *packs,
                                  HearthOwedChange *out);

G_END_DECLS
