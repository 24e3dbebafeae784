/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-history-query.h"
#include "hearth-pack-set.h"

G_BEGIN_DECLS

/**
 * HearthHistoryAct:
 *
 * All changes that one act of a person made in a case, in words. Plain value.
 */
typedef struct
{
  GPtrArray *changes; /* HearthChange, owned by the list that was grouped */
} HearthHistoryAct;
void hearth_history_act_free (HearthHistoryAct *self);

/* @changes: (element-type HearthChange) newest first. Returns: (element-type HearthHistoryAct), newest first. */
GPtrArray *hearth_history_act_group (GPtrArray *changes) G_GNUC_WARN_UNUSED_RESULT;
/* "Done: Dental check", "Surname, rank changed", "Plan made: 46 steps". */
char *hearth_history_act_get_title (const HearthHistoryAct *self,
                                    HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
/* "12.06.2025 09:15 · demo". */
char *hearth_history_act_get_subtitle (const HearthHistoryAct *self) G_GNUC_WARN_UNUSED_RESULT;
/* The field with what it belongs to, and its values for people ("—" for none). */
char *hearth_history_change_get_title (const HearthChange *change,
                                       HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_history_change_get_values (const HearthChange *change,
                                        HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthHistoryAct, hearth_history_act_free)

G_END_DECLS
