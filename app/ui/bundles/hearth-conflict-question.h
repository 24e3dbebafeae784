/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question between two hospitals with what is needed to put it to a person. Owned plain values, read on the
 * reader's thread. */
#pragma once

#include "hearth-conflict-query.h"
#include "hearth-pack-set.h"

G_BEGIN_DECLS

/**
 * HearthConflictQuestion:
 * @record: (nullable): as it is shown now
 * @person: (nullable): of the case; %NULL: a shared record
 * @ours_at: (nullable): what the contact is called here whose vault wrote that side; %NULL: this vault, or one
 *   of which no card is here
 * @theirs_at: (nullable): the same
 */
typedef struct
{
  HearthConflictItem *item;
  HearthRecord *record;
  HearthRecord *person;
  char *ours_at, *theirs_at;
  HearthRecord *events[3]; /* if the question is of which exchange: what the values name */
} HearthConflictQuestion;
void hearth_conflict_question_free (HearthConflictQuestion *self);

/* (element-type HearthConflictQuestion) @case_id: NULL for all. */
GPtrArray *hearth_conflict_question_list (HearthDb *db,
                                          const HearthId *case_id,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

const HearthField *hearth_conflict_question_get_field (const HearthConflictQuestion *self);
/* Whose record it is: a person with the number of the case, or what is shared. */
char *hearth_conflict_question_dup_subject (const HearthConflictQuestion *self,
                                            HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
/* Which record and field; of a deletion, the question itself. */
char *hearth_conflict_question_dup_title (const HearthConflictQuestion *self,
                                          HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
/* @value: (nullable): of a side, in words. */
char *hearth_conflict_question_dup_value (const HearthConflictQuestion *self,
                                          const json_t *value,
                                          HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthConflictQuestion, hearth_conflict_question_free)

G_END_DECLS
