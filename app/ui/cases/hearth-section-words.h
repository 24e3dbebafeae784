/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is particular about the records of a kind where people list, make and remove them: the words, and
 * what a new one begins with. */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"
#include "hearth-record-draft.h"

G_BEGIN_DECLS

typedef struct
{
  const char *kind;
  const char *page;      /* of the case, on which the list stands */
  const char *title;     /* all N_ () */
  const char *add;       /* a button */
  const char *new_title; /* of the form */
  const char *empty;     /* there are none */
  const char *removed;   /* said with Undo */
} HearthSectionWords;

/* NULL: not listed this way. */
const HearthSectionWords *hearth_section_words_get (const HearthKind *kind);
/* A draft of a new record with what goes without saying: today's date, the present stage. */
HearthRecordDraft *hearth_section_start_draft (
    HearthDesk *desk, HearthCase *kase, const HearthRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* What else the form says once @before became @after by a person's hand: @after itself, mostly. */
HearthRecordDraft *hearth_section_follow_draft (HearthDesk *desk,
                                                HearthRecordDraft *before,
                                                HearthRecordDraft *after) G_GNUC_WARN_UNUSED_RESULT;
/* The stage that comes after @stage in the pack; NULL: none, or @stage is not known. */
const char *hearth_stage_find_next (HearthPackSet *packs, const char *stage);

G_END_DECLS
