/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether two descriptions may be of one person: a score whose points are explained. Nothing is ever
 * merged because of it; a person decides. */
#pragma once

#include "hearth-given-names.h"

G_BEGIN_DECLS

/* From here a pair is worth showing, and from here it is likely. */
#define HEARTH_MATCH_POSSIBLE 0.75
#define HEARTH_MATCH_LIKELY 0.88

/** HearthMatchFacts: what is known of somebody; everything may be NULL or "". */
typedef struct
{
  const char *surname;
  const char *given;
  const char *patronymic;
  const char *spellings[2]; /* whole names in another spelling, words in any order */
  const char *birth;        /* partial date */
  const char *unit;
  const char *call_sign;
  const char *phone;
} HearthMatchFacts;

/** HearthMatchPerson: facts made ready for many comparisons. Immutable; any thread. */
typedef struct _HearthMatchPerson HearthMatchPerson;

HearthMatchPerson *hearth_match_person_new (HearthGivenNames *names, const HearthMatchFacts *facts)
    G_GNUC_WARN_UNUSED_RESULT;
HearthMatchPerson *hearth_match_person_new_from_text (HearthGivenNames *names,
                                                      const char *full) G_GNUC_WARN_UNUSED_RESULT;
void hearth_match_person_free (HearthMatchPerson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthMatchPerson, hearth_match_person_free)

/**
 * HearthMatchReason:
 * @id: stable: `surname-equal`, `surname-spelling` (the same in other letters), `surname-ending`,
 *   `surname-part` (of a double one), `surname-similar`, `surname-differs`, `surname-changed` (everything
 *   else of a woman is equal); `given-equal`, `given-spelling`, `given-form` (Олександр, Александр),
 *   `given-diminutive`, `given-initial`, `given-similar`, `given-differs`, `given-missing`;
 *   `patronymic-equal`, `patronymic-spelling`, `patronymic-form`, `patronymic-initial`,
 *   `patronymic-similar`, `patronymic-differs`; `order-swapped`; `birth-equal`, `birth-fits`,
 *   `birth-near`, `birth-differs`; `unit-equal`, `unit-differs`, `call-sign-equal`, `phone-equal`
 * @points: what it adds to the score, or takes off
 */
typedef struct
{
  const char *id;
  double points;
} HearthMatchReason;

#define HEARTH_MATCH_MAX_REASONS 10

/** HearthMatch: Plain value. @score: 0 to 1, two digits. */
typedef struct
{
  double score;
  HearthMatchReason reasons[HEARTH_MATCH_MAX_REASONS];
  guint n_reasons;
  gboolean is_contradicted; /* something speaks against it */
} HearthMatch;

void hearth_match_compare (const HearthMatchPerson *a,
                           const HearthMatchPerson *b,
                           HearthMatch *match);

/* FALSE if no comparison can make it possible; much cheaper than one. */
gboolean hearth_match_can_be_possible (const HearthMatchPerson *a, const HearthMatchPerson *b);
/* So likely that a second case needs a person's word. */
gboolean hearth_match_is_likely (const HearthMatch *match);

G_END_DECLS
