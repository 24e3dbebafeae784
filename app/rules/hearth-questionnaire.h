/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-pack-set.h"

G_BEGIN_DECLS

/* A question that was not answered. */
#define HEARTH_ANSWER_MISSING (-1)
#define HEARTH_QUESTIONNAIRE_MAX_QUESTIONS 40

/**
 * HearthQuestionnaire:
 *
 * One instrument of the packs, parsed and checked. Owned by its #HearthPackSet; immutable, any thread.
 */
typedef struct _HearthQuestionnaire HearthQuestionnaire;

/**
 * HearthQuestionnaireStatus:
 * @HEARTH_QUESTIONNAIRE_SCORED: there is a score
 * @HEARTH_QUESTIONNAIRE_INCOMPLETE: answers are missing that the manual does not let go
 * @HEARTH_QUESTIONNAIRE_BAD_ANSWER: answers that the scale does not have
 * @HEARTH_QUESTIONNAIRE_WRONG_COUNT: not as many answers as questions
 */
typedef enum
{
  HEARTH_QUESTIONNAIRE_SCORED,
  HEARTH_QUESTIONNAIRE_INCOMPLETE,
  HEARTH_QUESTIONNAIRE_BAD_ANSWER,
  HEARTH_QUESTIONNAIRE_WRONG_COUNT,
} HearthQuestionnaireStatus;

/**
 * HearthQuestionnairePartScore:
 * @entry: of kind `subscale`
 * @is_met: enough of its items are high enough; %FALSE if the part asks for nothing
 */
typedef struct
{
  const HearthPackEntry *entry;
  int score;
  int max;
  gboolean is_met;
} HearthQuestionnairePartScore;

/**
 * HearthQuestionnaireResult:
 * @items: (element-type guint): numbers, from 1, of the questions that are missing or wrong
 * @n_skipped: questions that the manual let be left out, counted as 0
 * @n_imputed: missing answers for which the mean of the others stands
 * @score: meaningful if scored
 * @max: the highest score there is
 * @band: (nullable): entry of kind `band`; %NULL unless scored
 * @has_screen: the instrument says which bands are a positive screen
 * @is_positive: the band is one of them
 * @parts: (element-type HearthQuestionnairePartScore): empty unless scored
 * @findings: (element-type HearthPackEntry): entries of kind `finding` that hold
 * @alarms: (element-type HearthPackEntry): of kind `alarm`, to be acted on now; also of a form without score
 * @referrals: (element-type HearthPackEntry): of kind `alarm`, a consultation is owed
 */
typedef struct
{
  HearthQuestionnaireStatus status;
  GArray *items;
  guint n_skipped;
  guint n_imputed;
  int score;
  int max;
  const HearthPackEntry *band;
  gboolean has_screen;
  gboolean is_positive;
  GArray *parts;
  GPtrArray *findings;
  GPtrArray *alarms;
  GPtrArray *referrals;
} HearthQuestionnaireResult;

/**
 * HearthQuestionnaireStep:
 * @HEARTH_QUESTIONNAIRE_SAME: the score did not move
 * @HEARTH_QUESTIONNAIRE_WITHIN_NOISE: it moved by less than a published change, or none is published
 * @HEARTH_QUESTIONNAIRE_RELIABLE: more than chance
 * @HEARTH_QUESTIONNAIRE_MEANINGFUL: it matters to the person
 */
typedef enum
{
  HEARTH_QUESTIONNAIRE_SAME,
  HEARTH_QUESTIONNAIRE_WITHIN_NOISE,
  HEARTH_QUESTIONNAIRE_RELIABLE,
  HEARTH_QUESTIONNAIRE_MEANINGFUL,
} HearthQuestionnaireStep;

typedef struct
{
  HearthQuestionnaireStep step;
  int difference;     /* now less before */
  gboolean is_better; /* meaningful unless same */
} HearthQuestionnaireChange;

const HearthQuestionnaire *hearth_questionnaire_lookup (HearthPackSet *packs,
                                                        const char *id,
                                                        GError **error);
void hearth_questionnaire_check_packs (HearthPackSet *packs, GPtrArray *problems);

const HearthPackEntry *hearth_questionnaire_get_entry (const HearthQuestionnaire *self);
guint hearth_questionnaire_get_n_questions (const HearthQuestionnaire *self);
const HearthPackEntry *hearth_questionnaire_get_question (const HearthQuestionnaire *self,
                                                          guint index);
const HearthPackEntry *hearth_questionnaire_get_scale (const HearthQuestionnaire *self,
                                                       guint index);
int hearth_questionnaire_get_max (const HearthQuestionnaire *self);
gboolean hearth_questionnaire_is_early (const HearthQuestionnaire *self,
                                        HearthDate released,
                                        HearthDate filled);

HearthQuestionnaireResult *hearth_questionnaire_score (const HearthQuestionnaire *self,
                                                       const int *answers,
                                                       gsize n_answers) G_GNUC_WARN_UNUSED_RESULT;
void hearth_questionnaire_result_free (HearthQuestionnaireResult *result);
HearthQuestionnaireChange hearth_questionnaire_compare (const HearthQuestionnaire *self,
                                                        int before,
                                                        int now);
const char *hearth_questionnaire_step_to_id (HearthQuestionnaireStep step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthQuestionnaireResult, hearth_questionnaire_result_free)

G_END_DECLS
