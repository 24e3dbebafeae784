/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-questionnaire.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthAnswersForm:
 *
 * The questions of one questionnaire below each other. A digit answers the question under the focus and goes
 * on to the next, as on the form on paper; Up and Down go between questions, Left and Right between answers,
 * Delete takes the answer away. An instrument that was counted elsewhere takes its total. Signals: ::changed;
 * ::finished: the last question was answered.
 */
#define HEARTH_TYPE_ANSWERS_FORM (hearth_answers_form_get_type ())
G_DECLARE_FINAL_TYPE (HearthAnswersForm, hearth_answers_form, HEARTH, ANSWERS_FORM, AdwBin)

/* @answers: (nullable) (element-type int): those that were given already. */
GtkWidget *hearth_answers_form_new (const HearthQuestionnaire *questionnaire,
                                    const GArray *answers) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type int): one for each question, or the total alone; %HEARTH_ANSWER_MISSING. */
const GArray *hearth_answers_form_get_answers (HearthAnswersForm *self);
guint hearth_answers_form_get_n_answered (HearthAnswersForm *self);
/* @number: from 1 */
void hearth_answers_form_focus (HearthAnswersForm *self, guint number);

G_END_DECLS
