/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of papers about a case. They are not in the message catalogue: a paper is in the language of who
 * reads it, whatever the window speaks. */
#pragma once

#include "hearth-case.h"

G_BEGIN_DECLS

typedef struct
{
  const char *language;
  /* The plan for the person. */
  const char *plan_title; /* %s name */
  const char *plan_greeting;
  const char *next, *later, *done;
  const char *by_day; /* %s date */
  const char *soon, *open_ended;
  const char *after; /* %s what */
  const char *where, *bring, *with_whom;
  const char *nothing_open;
  const char *rights;
  const char *place;  /* "You are here" */
  const char *helper; /* "Your caseworker" */
  const char *ward;   /* %s which */
  const char *your_notes;
  /* The summary for the file. */
  const char *case_title; /* %s number */
  const char *person, *captivity, *contacts, *stages, *steps, *documents;
  const char *birth, *call_sign, *rank, *unit, *branch, *category, *condition, *arrived, *facility;
  const char *caseworker, *stage, *event;
  const char *captured, *released, *held_at;
  const char *date, *step, *state, *number, *reason, *decided_by, *document, *due;
  const char *unknown;
  const char *states[HEARTH_STEP_N_STATES];
  const char *only_core;
  /* Both. */
  const char *made_on; /* %s date, %s number of the case */
} HearthPaperWords;

/* @language: "uk", or English for all others. */
const HearthPaperWords *_hearth_paper_words_for (const char *language);

/* @pattern with its "%s" in turn replaced by the two; NULL: by nothing. */
char *_hearth_paper_fill (const char *pattern,
                          const char *first,
                          const char *second) G_GNUC_WARN_UNUSED_RESULT;
/* The whole name: as it is written in Ukrainian, or in Latin letters on a paper in English. NULL: none. */
char *_hearth_paper_dup_name (const HearthRecord *person,
                              const char *language) G_GNUC_WARN_UNUSED_RESULT;
/* The date in words, NULL if there is none. */
char *_hearth_paper_dup_date (HearthDate date, const char *language) G_GNUC_WARN_UNUSED_RESULT;
char *_hearth_paper_dup_partial (const HearthRecord *record,
                                 const char *field,
                                 const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
