/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words of due dates in one language. They are not in the message catalogue, because one program
 * run may need both languages at once: a script asks for one, a printed plan for the other. Noun
 * phrases that these patterns take come from the packs, in the genitive. */
typedef struct
{
  const char *language;
  guint (*plural_form) (guint n);
  const char *days[3]; /* by plural form, each with one %u */
  const char *working_days[3];
  const char *months[3];
  const char *day_window; /* two %u: first and last */
  const char *working_day_window;
  const char *month_window;
  const char *occurrence[3]; /* by HearthPlanUnit, with one %u */
  const char *release;
  const char *arrival;
  const char *after;     /* %s amount, %s of what */
  const char *inclusive; /* the same, the first day counted */
  const char *same_day;  /* %s of what */
  const char *on_event;  /* %s noun, %s date */
  const char *of_document;
  const char *with_source; /* %s text, %s act */
  const char *with_why;    /* %s why, %s text */
  const char *no_release;
  const char *no_due;
  const char *by_hand;
  const char *retired_condition;
  const char *retired_validity;
  const char *retired_occurrence;
  const char *refused;
  const char *not_indicated;
  const char *application; /* of a document */
  const char *no_term;     /* of a document */
  const char *document_is_there;
  const char *document_is_not_needed;
  const char *no_right;
} HearthPlanPhrases;

const HearthPlanPhrases *_hearth_plan_phrases_for (const char *language);

G_END_DECLS
