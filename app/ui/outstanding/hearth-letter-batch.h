/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letters of one batch before they leave: of whom, about what, and what is written in each. */
#pragma once

#include "hearth-case.h"
#include "hearth-step-query.h"

G_BEGIN_DECLS

/**
 * HearthBatchLetter:
 * @step: zero: what is owed has no step
 * @benefit: (nullable): of kind `benefit`; borrowed from the packs
 * @step_id: (nullable): the template of the step
 * @kase: (nullable): until it was read
 * @fits: the chosen letter is about this
 * @is_off: a person does not want it
 */
typedef struct
{
  HearthId case_id;
  HearthId step;
  HearthId rec; /* that it gets */
  const HearthPackEntry *benefit;
  char *step_id;
  char *title; /* name and number of the case */
  HearthCase *kase;
  char *addressee, *text;
  gboolean fits;
  gboolean is_off;
} HearthBatchLetter;

/* (element-type HearthBatchLetter): one for each person and payment or document among @rows, at most
 * HEARTH_LETTERS_MAX. @n_left_out: (out): how many more there were. */
GPtrArray *hearth_letter_batch_new (GPtrArray *rows,
                                    HearthPackSet *packs,
                                    guint *n_left_out) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type HearthPackEntry): letters that are about at least one of @batch. */
GPtrArray *hearth_letter_batch_list_templates (const GPtrArray *batch,
                                               HearthPackSet *packs,
                                               HearthPlanTemplates *plan) G_GNUC_WARN_UNUSED_RESULT;
/* Fills the letter of @index in from its case, which was read; those before it are filled in. One person gets one letter
 * about one thing: an application and the paper that it is for are two steps to the same letter. */
void hearth_letter_batch_fill (GPtrArray *batch,
                               guint index,
                               HearthPackSet *packs,
                               HearthPlanTemplates *plan,
                               const HearthPackEntry *template,
                               const char *language);
/* Places that nobody looked at. */
guint hearth_batch_letter_count_places (const HearthBatchLetter *self);
/* Whether it is to leave. */
gboolean hearth_batch_letter_is_wanted (const HearthBatchLetter *self);
/* As it leaves on @day, of a kind of its own if it is about a payment. @number: (nullable) */
HearthRecord *hearth_batch_letter_make (const HearthBatchLetter *self,
                                        const HearthPackEntry *template,
                                        HearthDate day,
                                        const char *number) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
