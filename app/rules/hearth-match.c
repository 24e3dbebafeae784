/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The score of two descriptions. Weights as in domain 6.5: surname 0.45, given name 0.2, patronymic 0.1,
 * birth 0.15, and 0.1 for unit, call sign or telephone, over what both sides know. What speaks against
 * one person then lowers the whole, because equal surnames alone are brothers. Any thread. */
#include "config.h"

#include "hearth-match-private.h"

#include <string.h>

#define WEIGHT_SURNAME 0.45
#define WEIGHT_GIVEN 0.2
#define WEIGHT_PATRONYMIC 0.1
#define WEIGHT_BIRTH 0.15
#define WEIGHT_CONTEXT 0.1

/* What a score is multiplied with if a fact speaks against it, or if one side lacks one. */
#define SURNAME_DIFFERS 0.5
#define GIVEN_DIFFERS 0.65
#define PATRONYMIC_DIFFERS 0.8
#define BIRTH_DIFFERS 0.75
#define SURNAME_MISSING 0.8
#define GIVEN_MISSING 0.88
#define GIVEN_MISSING_SAME_BIRTH 0.95
#define SWAPPED 0.97

#define WORTH_ENDING 0.97
#define WORTH_PART 0.85
#define WORTH_INITIAL 0.8
#define WORTH_DIMINUTIVE 0.95
#define WORTH_SIMILAR 0.8
#define WORTH_FITS 0.9
#define WORTH_NEAR 0.5
/* A woman whose surname alone is another one may have married. */
#define SCORE_CHANGED 0.8

/* What one comparison says. @id NULL: nothing, because a side does not know. */
typedef struct
{
  const char *id;
  double weight;
  double worth;  /* 0 to 1 */
  double factor; /* of the whole */
  gboolean is_contradiction;
} Finding;

#define NOTHING ((Finding){ .factor = 1 })

typedef struct
{
  Finding surname, given, patronymic, order;
} NameFindings;

static Finding
say (const char *id, double weight, double worth)
{
  return (Finding){ id, weight, worth, 1, FALSE };
}

static Finding
contradict (const char *id, double weight, double factor)
{
  return (Finding){ id, weight, 0, factor, TRUE };
}

static gboolean
is_known (const HearthMatchPart *part)
{
  return part->words->len > 0;
}

static const HearthNameKey *
get_word (const HearthMatchPart *part, guint index)
{
  return g_ptr_array_index (part->words, index);
}

static gboolean
is_initial (const HearthNameKey *key)
{
  return key->letters[1] == '\0';
}

/* How alike two words are that differ: 0 unless a slip or two lies between them. Jaro-Winkler alone would
 * take every Іваненко for an Іващенко. */
static double
rate_slip (const HearthNameKey *a, const HearthNameKey *b)
{
  const gsize n = MAX (strlen (a->letters), strlen (b->letters));
  const guint distance = _hearth_match_distance (a->letters, b->letters);
  const gboolean same_skeleton = strlen (a->skeleton) > 2 && g_str_equal (a->skeleton, b->skeleton);

  if (distance <= 2 && same_skeleton)
    return MIN (_hearth_match_jaro_winkler (a->letters, b->letters), WORTH_ENDING);
  if ((distance == 1 && n > 4) || (distance == 2 && n > 8))
    return MIN (_hearth_match_jaro_winkler (a->letters, b->letters), WORTH_SIMILAR);
  return 0;
}

static Finding
compare_surname_words (const HearthNameKey *a, const HearthNameKey *b, gboolean same_text)
{
  double slip;

  if (hearth_name_key_equal (a, b))
    return say (same_text ? "surname-equal" : "surname-spelling", WEIGHT_SURNAME, 1);
  if (g_str_equal (a->root, b->root) && strlen (a->root) > 2)
    return say ("surname-ending", WEIGHT_SURNAME, WORTH_ENDING);
  slip = rate_slip (a, b);
  if (slip > 0)
    return say ("surname-similar", WEIGHT_SURNAME, slip);
  return contradict ("surname-differs", WEIGHT_SURNAME, SURNAME_DIFFERS);
}

/* How many words of @a stand in @b. */
static guint
count_common (const HearthMatchPart *a, const HearthMatchPart *b)
{
  guint n_common = 0;

  for (guint i = 0; i < a->words->len; i++)
    for (guint j = 0; j < b->words->len; j++)
      if (hearth_name_key_equal (get_word (a, i), get_word (b, j)) ||
          g_str_equal (get_word (a, i)->root, get_word (b, j)->root))
        {
          n_common++;
          break;
        }
  return n_common;
}

static Finding
compare_surnames (const HearthMatchPart *a, const HearthMatchPart *b)
{
  const gboolean same_text = g_str_equal (a->folded, b->folded);
  guint n_common;

  if (!is_known (a) && !is_known (b))
    return NOTHING;
  if (!is_known (a) || !is_known (b))
    return (Finding){ .factor = SURNAME_MISSING };
  if (a->words->len == 1 && b->words->len == 1)
    return compare_surname_words (get_word (a, 0), get_word (b, 0), same_text);
  n_common = MIN (count_common (a, b), count_common (b, a));
  if (n_common == MAX (a->words->len, b->words->len))
    return say (same_text ? "surname-equal" : "surname-spelling", WEIGHT_SURNAME, 1);
  if (n_common > 0)
    return say ("surname-part", WEIGHT_SURNAME, WORTH_PART);
  return contradict ("surname-differs", WEIGHT_SURNAME, SURNAME_DIFFERS);
}

/* -1: no name in common, 0: a form of the same, 1: one of them short */
static int
compare_forms (const GArray *a, const GArray *b)
{
  int best = -1;

  for (guint i = 0; a != NULL && b != NULL && i < a->len; i++)
    for (guint j = 0; j < b->len; j++)
      {
        const HearthNameForm *left = &g_array_index (a, HearthNameForm, i);
        const HearthNameForm *right = &g_array_index (b, HearthNameForm, j);

        if (left->name != right->name)
          continue;
        if (!left->is_diminutive && !right->is_diminutive)
          return 0;
        best = 1;
      }
  return best;
}

/* Two names that the pack knows as different are different, however alike. */
static gboolean
may_be_slip (const HearthMatchPart *a, const HearthMatchPart *b)
{
  return (a->forms == NULL || b->forms == NULL) &&
         (rate_slip (get_word (a, 0), get_word (b, 0)) > 0 ||
          g_str_equal (get_word (a, 0)->root, get_word (b, 0)->root));
}

static Finding
compare_given (const HearthMatchPart *a, const HearthMatchPart *b)
{
  const HearthNameKey *left, *right;
  int forms;

  if (!is_known (a) && !is_known (b))
    return NOTHING;
  if (!is_known (a) || !is_known (b))
    return (Finding){ .id = "given-missing", .factor = GIVEN_MISSING };
  left = get_word (a, 0);
  right = get_word (b, 0);
  if (hearth_name_key_equal (left, right))
    return say (g_str_equal (a->folded, b->folded) ? "given-equal" : "given-spelling", WEIGHT_GIVEN,
                1);
  if ((is_initial (left) || is_initial (right)) && left->letters[0] == right->letters[0])
    return say ("given-initial", WEIGHT_GIVEN, WORTH_INITIAL);
  forms = compare_forms (a->forms, b->forms);
  if (forms >= 0)
    return say (forms == 0 ? "given-form" : "given-diminutive", WEIGHT_GIVEN,
                forms == 0 ? 1 : WORTH_DIMINUTIVE);
  if (may_be_slip (a, b))
    return say ("given-similar", WEIGHT_GIVEN, WORTH_SIMILAR);
  return contradict ("given-differs", WEIGHT_GIVEN, GIVEN_DIFFERS);
}

static Finding
compare_patronymics (const HearthMatchPart *a, const HearthMatchPart *b)
{
  const HearthNameKey *left, *right;

  /* A list without patronymics is the usual one, and says nothing. */
  if (!is_known (a) || !is_known (b))
    return NOTHING;
  left = get_word (a, 0);
  right = get_word (b, 0);
  if (hearth_name_key_equal (left, right))
    return say (g_str_equal (a->folded, b->folded) ? "patronymic-equal" : "patronymic-spelling",
                WEIGHT_PATRONYMIC, 1);
  if ((is_initial (left) || is_initial (right)) && left->letters[0] == right->letters[0])
    return say ("patronymic-initial", WEIGHT_PATRONYMIC, WORTH_INITIAL);
  if (a->is_female == b->is_female &&
      (g_strcmp0 (a->stem, b->stem) == 0 || compare_forms (a->forms, b->forms) >= 0) &&
      a->stem != NULL)
    return say ("patronymic-form", WEIGHT_PATRONYMIC, 1);
  if (may_be_slip (a, b))
    return say ("patronymic-similar", WEIGHT_PATRONYMIC, WORTH_SIMILAR);
  return contradict ("patronymic-differs", WEIGHT_PATRONYMIC, PATRONYMIC_DIFFERS);
}

static Finding
compare_births (const HearthPartialDate *a, const HearthPartialDate *b)
{
  if (!hearth_partial_date_is_known (a) || !hearth_partial_date_is_known (b))
    return NOTHING;
  if (hearth_partial_date_first (a) == hearth_partial_date_first (b) &&
      hearth_partial_date_last (a) == hearth_partial_date_last (b))
    return say ("birth-equal", WEIGHT_BIRTH, 1);
  if (hearth_partial_date_first (a) <= hearth_partial_date_last (b) &&
      hearth_partial_date_first (b) <= hearth_partial_date_last (a))
    return say ("birth-fits", WEIGHT_BIRTH, WORTH_FITS);
  if (ABS (a->year - b->year) <= 1)
    {
      Finding near = say ("birth-near", WEIGHT_BIRTH, WORTH_NEAR);

      near.is_contradiction = TRUE;
      return near;
    }
  return contradict ("birth-differs", WEIGHT_BIRTH, BIRTH_DIFFERS);
}

static gboolean
is_same (const char *a, const char *b)
{
  return *a != '\0' && g_str_equal (a, b);
}

static Finding
compare_contexts (const HearthMatchPerson *a, const HearthMatchPerson *b)
{
  if (is_same (a->phone, b->phone))
    return say ("phone-equal", WEIGHT_CONTEXT, 1);
  if (is_same (a->call_sign, b->call_sign))
    return say ("call-sign-equal", WEIGHT_CONTEXT, 1);
  if (is_same (a->unit, b->unit))
    return say ("unit-equal", WEIGHT_CONTEXT, 1);
  /* People are moved between units, so this counts little. */
  if (*a->unit != '\0' && *b->unit != '\0')
    return say ("unit-differs", WEIGHT_CONTEXT, 0);
  return NOTHING;
}

static double
sum_up (const Finding *findings, guint n)
{
  double sum = 0, weights = 0, factor = 1;

  for (guint i = 0; i < n; i++)
    {
      sum += findings[i].weight * findings[i].worth;
      weights += findings[i].weight;
      factor *= findings[i].factor;
    }
  return weights > 0 ? sum / weights * factor : 0;
}

static void
compare_in_order (const HearthMatchName *a, const HearthMatchName *b, NameFindings *findings)
{
  findings->surname = compare_surnames (&a->surname, &b->surname);
  findings->given = compare_given (&a->given, &b->given);
  findings->patronymic = compare_patronymics (&a->patronymic, &b->patronymic);
  findings->order = NOTHING;
}

static double
rate_names (const NameFindings *findings)
{
  return sum_up (&findings->surname, sizeof *findings / sizeof (Finding));
}

/* Surname and given name of @b have changed places. */
static void
compare_turned (const HearthMatchName *a, const HearthMatchName *b, NameFindings *best)
{
  NameFindings turned;

  turned.surname = compare_surnames (&a->surname, &b->given);
  turned.given = compare_given (&a->given, &b->surname);
  turned.patronymic = compare_patronymics (&a->patronymic, &b->patronymic);
  turned.order = (Finding){ .id = "order-swapped", .factor = SWAPPED };
  if (rate_names (&turned) > rate_names (best))
    *best = turned;
}

/* A given name in the place of the surname, on either side. */
static void
compare_swapped (const HearthMatchName *a, const HearthMatchName *b, NameFindings *best)
{
  if (!is_known (&a->surname) || !is_known (&a->given) || !is_known (&b->surname) ||
      !is_known (&b->given))
    return;
  compare_turned (a, b, best);
  compare_turned (b, a, best);
}

static void
compare_names (const HearthMatchPerson *a, const HearthMatchPerson *b, NameFindings *best)
{
  double best_score = -1;

  for (guint i = 0; i < a->spellings->len; i++)
    for (guint j = 0; j < b->spellings->len; j++)
      {
        const HearthMatchName *left = g_ptr_array_index (a->spellings, i);
        const HearthMatchName *right = g_ptr_array_index (b->spellings, j);
        NameFindings findings;

        compare_in_order (left, right, &findings);
        if (findings.surname.is_contradiction)
          compare_swapped (left, right, &findings);
        if (rate_names (&findings) <= best_score)
          continue;
        *best = findings;
        best_score = rate_names (&findings);
      }
}

static double
to_hundredths (double value)
{
  return (double) (gint64) (value * 100 + (value < 0 ? -0.5 : 0.5)) / 100;
}

static void
add_reason (HearthMatch *match, const char *id, double points)
{
  if (match->n_reasons < G_N_ELEMENTS (match->reasons))
    match->reasons[match->n_reasons++] = (HearthMatchReason){ id, to_hundredths (points) };
}

/* A finding gives its share; what it takes off the whole is taken off in the order of the findings. */
static void
explain (HearthMatch *match, const Finding *findings, guint n)
{
  double sum = 0, weights = 0, whole;

  for (guint i = 0; i < n; i++)
    {
      sum += findings[i].weight * findings[i].worth;
      weights += findings[i].weight;
    }
  whole = weights > 0 ? sum / weights : 0;
  for (guint i = 0; i < n; i++)
    {
      const double share = weights > 0 ? findings[i].weight * findings[i].worth / weights : 0;
      const double loss = whole * (1 - findings[i].factor);

      whole -= loss;
      match->is_contradicted |= findings[i].is_contradiction;
      if (findings[i].id != NULL)
        add_reason (match, findings[i].id, share - loss);
    }
}

static gboolean
is_female (const HearthMatchPerson *person)
{
  return ((const HearthMatchName *) g_ptr_array_index (person->spellings, 0))->patronymic.is_female;
}

/* Everything but the surname is equal, and the person is a woman. */
static gboolean
may_have_married (const HearthMatchPerson *a, const HearthMatchPerson *b, const Finding *findings)
{
  return findings[0].is_contradiction && findings[1].worth == 1 && findings[2].worth == 1 &&
         g_strcmp0 (findings[4].id, "birth-equal") == 0 && is_female (a) && is_female (b);
}

/**
 * hearth_match_compare:
 * @match: (out): score and reasons; the order of @a and @b does not count
 *
 * Source: the weights of domain 6.5. Thread: any.
 */
void
hearth_match_compare (const HearthMatchPerson *a, const HearthMatchPerson *b, HearthMatch *match)
{
  NameFindings names = { NOTHING, NOTHING, NOTHING, NOTHING };
  Finding all[6];

  g_return_if_fail (a != NULL && b != NULL && match != NULL);

  memset (match, 0, sizeof *match);
  compare_names (a, b, &names);
  all[0] = names.surname;
  all[1] = names.given;
  all[2] = names.patronymic;
  all[3] = names.order;
  all[4] = compare_births (&a->birth, &b->birth);
  all[5] = compare_contexts (a, b);
  if (g_strcmp0 (all[1].id, "given-missing") == 0 && g_strcmp0 (all[4].id, "birth-equal") == 0)
    all[1].factor = GIVEN_MISSING_SAME_BIRTH;
  match->score = sum_up (all, G_N_ELEMENTS (all));
  explain (match, all, G_N_ELEMENTS (all));
  if (may_have_married (a, b, all))
    {
      add_reason (match, "surname-changed", MAX (SCORE_CHANGED - match->score, 0));
      match->score = MAX (match->score, SCORE_CHANGED);
    }
  match->score = to_hundredths (match->score);
}

/**
 * hearth_match_can_be_possible:
 *
 * Years of birth that lie apart leave at most 0.85 of all weights, times 0.75: less than
 * %HEARTH_MATCH_POSSIBLE.
 *
 * Returns: whether hearth_match_compare () can reach %HEARTH_MATCH_POSSIBLE. Thread: any.
 */
gboolean
hearth_match_can_be_possible (const HearthMatchPerson *a, const HearthMatchPerson *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  g_assert ((1 - WEIGHT_BIRTH) * BIRTH_DIFFERS < HEARTH_MATCH_POSSIBLE);
  return compare_births (&a->birth, &b->birth).factor == 1;
}

/** hearth_match_is_likely: whether nothing speaks against it and the score is high. Thread: any. */
gboolean
hearth_match_is_likely (const HearthMatch *match)
{
  g_return_val_if_fail (match != NULL, FALSE);

  return match->score >= HEARTH_MATCH_LIKELY && !match->is_contradicted;
}
