/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which letters went out about what is outstanding, for each of its rows. */
#pragma once

#include "hearth-letter-query.h"
#include "hearth-plan-templates.h"
#include "hearth-step-query.h"

G_BEGIN_DECLS

/**
 * HearthLetterHistory:
 *
 * A letter is of a row if it says so, if it is about the same payment to the same person, or applies for the
 * document with which the step of the same person ends. Immutable once made.
 */
typedef struct _HearthLetterHistory HearthLetterHistory;

/**
 * HearthLettersOf:
 * @last: (nullable): the newest
 * @n_waiting: that nobody answered
 */
typedef struct
{
  guint n_letters, n_waiting;
  const HearthLetterRow *last;
} HearthLettersOf;

/* @letters: (transfer full) (element-type HearthLetterRow): as hearth_letter_query_run () gives them. */
HearthLetterHistory *hearth_letter_history_new (GPtrArray *letters,
                                                HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
void hearth_letter_history_free (HearthLetterHistory *self);
/* @templates: of the plan */
HearthLettersOf hearth_letter_history_find (const HearthLetterHistory *self,
                                            const HearthStepRow *row,
                                            HearthPlanTemplates *templates);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthLetterHistory, hearth_letter_history_free)

G_END_DECLS
