/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window says about lists: the layers below give ids and codes. */
#pragma once

#include "hearth-roster-plan.h"

G_BEGIN_DECLS

/* The title of a field that a column can be taken as. */
const char *hearth_roster_word_for_field (const char *field);
/* The sentence for a problem's code. */
char *hearth_roster_dup_sentence (const HearthRosterProblem *problem) G_GNUC_WARN_UNUSED_RESULT;
/* "Row 4, column “Birth”". */
char *hearth_roster_dup_place (const HearthRosterProblem *problem) G_GNUC_WARN_UNUSED_RESULT;
/* "Row 5 · Surname Given". */
char *hearth_roster_dup_person_title (const HearthRosterPerson *person) G_GNUC_WARN_UNUSED_RESULT;
/* "Looks like case 25-0001-7: same surname, same date of birth". */
char *hearth_roster_dup_likeness (HearthRosterPlan *plan,
                                  const HearthRosterDuplicate *duplicate) G_GNUC_WARN_UNUSED_RESULT;
/* "60 people · UTF-8 · semicolon". */
char *hearth_roster_dup_summary (HearthRoster *roster) G_GNUC_WARN_UNUSED_RESULT;
/* Why a file cannot be read as a table at all. */
char *hearth_roster_dup_refusal (const GError *error,
                                 const HearthCsvPosition *position) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
