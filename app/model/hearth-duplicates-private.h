/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-duplicates.h"

#include "hearth-stmt.h"

G_BEGIN_DECLS

/* The columns of core.person that are compared; the first two name the case. */
#define HEARTH_DUPLICATE_COLUMNS                                                                   \
  "p.case_id, p.number, p.surname, p.given, p.patronymic, p.name_latin, p.name_source, p.birth, "  \
  "p.unit, p.call_sign, p.phone"

/* A person of the vault as read, with what is needed to compare. */
typedef struct
{
  HearthId case_id;
  char *number;
  char *name, *birth, *unit; /* for showing */
  GPtrArray *tokens;         /* who shares one is compared */
  HearthMatchPerson *person;
} HearthDuplicateCandidate;

void _hearth_duplicate_candidate_free (HearthDuplicateCandidate *self);
HearthDuplicateCandidate *_hearth_duplicate_candidate_new (
    HearthStmt *stmt, HearthGivenNames *names) G_GNUC_WARN_UNUSED_RESULT;
HearthDuplicateCandidate *_hearth_duplicate_candidate_new_from_facts (
    HearthGivenNames *names, const HearthMatchFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
HearthMatchFacts _hearth_duplicate_get_facts (const json_t *person);
GPtrArray *_hearth_duplicate_list_tokens (HearthGivenNames *names,
                                          const HearthMatchFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
void _hearth_duplicates_add (GPtrArray *duplicates,
                             const HearthMatchPerson *person,
                             const HearthDuplicateCandidate *candidate);
void _hearth_duplicates_sort (GPtrArray *duplicates);

/* hearth-duplicate-index.c: everybody of the vault in memory, for many questions. */
typedef struct _HearthDuplicateIndex HearthDuplicateIndex;
HearthDuplicateIndex *_hearth_duplicate_index_new (HearthDb *db,
                                                   HearthGivenNames *names,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void _hearth_duplicate_index_free (HearthDuplicateIndex *self);
GPtrArray *_hearth_duplicate_index_find (HearthDuplicateIndex *self,
                                         const HearthMatchFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *_hearth_duplicate_index_find_pairs (HearthDuplicateIndex *self)
    G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthDuplicateIndex, _hearth_duplicate_index_free)

G_END_DECLS
