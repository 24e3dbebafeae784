/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filled questionnaires as records: which of the two kinds a questionnaire is kept in, and what its answers
 * come to. What follows from saving one is part of hearth_record_save(). */
#pragma once

#include "hearth-questionnaire.h"
#include "hearth-record.h"

G_BEGIN_DECLS

/* What stands in the list of answers for one that was not given. */
#define HEARTH_ANSWERS_MISSING "-"

gboolean hearth_answers_is_kind (const HearthKind *kind);
const HearthKind *hearth_answers_find_kind (HearthPackSet *packs, const char *questionnaire);
const HearthKind *hearth_answers_choose_kind (const HearthKind *kind,
                                              const json_t *fields,
                                              HearthPackSet *packs);
json_t *hearth_answers_to_json (const int *answers, gsize n_answers) G_GNUC_WARN_UNUSED_RESULT;
GArray *hearth_answers_from_json (const json_t *list) G_GNUC_WARN_UNUSED_RESULT;
HearthQuestionnaireResult *hearth_answers_score (const HearthRecord *record,
                                                 HearthPackSet *packs,
                                                 const HearthQuestionnaire **questionnaire)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_answers_has_open_alarm (const HearthRecord *record);

G_END_DECLS
