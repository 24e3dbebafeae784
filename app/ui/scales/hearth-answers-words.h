/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filled questionnaires in words. */
#pragma once

#include "hearth-case.h"
#include "hearth-questionnaire.h"

G_BEGIN_DECLS

/* "6 of 27 · mild". */
char *hearth_answers_dup_result (const HearthQuestionnaireResult *result) G_GNUC_WARN_UNUSED_RESULT;
/* "Not answered: 2, 5". NULL: nothing is missing or wrong. */
char *hearth_answers_dup_missing (const HearthQuestionnaireResult *result)
    G_GNUC_WARN_UNUSED_RESULT;
/* The filled form of the same questionnaire before this one. NULL: none with a score. */
const HearthRecord *hearth_answers_find_before (HearthCase *kase, const HearthRecord *record);
/* "−7 since 1 May 2025: matters to the person". NULL: there is nothing to compare with. */
char *hearth_answers_dup_change (HearthCase *kase,
                                 const HearthRecord *record,
                                 HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
/* When it is too early to be read as a disorder, until when. NULL: it is not. */
char *hearth_answers_dup_early (HearthCase *kase,
                                const HearthRecord *record,
                                HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
/* "Consultation of the psychiatrist: within 24 hours". */
char *hearth_answers_dup_referral (const HearthPackEntry *alarm) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type HearthRecord): of both compartments, the newest first. */
GPtrArray *hearth_answers_list (HearthCase *kase) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
