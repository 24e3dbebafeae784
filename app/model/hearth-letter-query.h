/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters over all cases: to whom they went, and whether an answer came. For the reader thread. */
#pragma once

#include "hearth-date.h"
#include "hearth-db.h"
#include "hearth-id.h"

G_BEGIN_DECLS

/* Whoever is written to by a person answers within a month (Law on citizens' appeals, article 20). */
#define HEARTH_LETTER_ANSWER_DAYS 30

/** HearthLetterRow: one letter with the person it is about. Owned plain value. */
typedef struct
{
  HearthId case_id;
  char *case_number, *surname, *given, *patronymic;
  char *template_id; /* of the pack; NULL: not known */
  char *addressee;
  HearthId about;                     /* the step, the claim or the document; zero: not said */
  char *benefit;                      /* its code; NULL: of no payment */
  HearthDate written_on, answered_on; /* NONE: not known, no answer yet */
} HearthLetterRow;
void hearth_letter_row_free (HearthLetterRow *self);

/* (element-type HearthLetterRow): oldest first, those without a day last. Letters about payments are among them if the
 * login holds them. */
GPtrArray *hearth_letter_query_run (HearthDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthLetterRow, hearth_letter_row_free)

G_END_DECLS
