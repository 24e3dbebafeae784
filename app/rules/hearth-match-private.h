/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-match.h"

#include "hearth-date.h"

G_BEGIN_DECLS

/* One part of a name: its words, and what they may be forms of. */
typedef struct
{
  char *folded;     /* as written, for telling a spelling from the very same; "" if unknown */
  GPtrArray *words; /* HearthNameKey */
  GArray
      *forms; /* HearthNameForm: of a given name; of the father's, for a patronymic; may be NULL */
  char *stem; /* of a patronymic */
  gboolean is_female;
} HearthMatchPart;

typedef struct
{
  HearthMatchPart surname, given, patronymic;
} HearthMatchName;

struct _HearthMatchPerson
{
  GPtrArray *spellings; /* HearthMatchName, the first is the name itself */
  HearthPartialDate birth;
  char *unit, *call_sign, *phone; /* comparable; "" if unknown */
};

/* hearth-match-words.c */
double _hearth_match_jaro_winkler (const char *a, const char *b);
guint _hearth_match_distance (const char *a, const char *b);

G_END_DECLS
