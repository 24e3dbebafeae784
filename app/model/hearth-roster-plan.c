/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-roster-plan.h"

#include "hearth-roster-compare.h"

typedef struct
{
  HearthRosterDuplicate *duplicate;
  HearthRosterChoice choice;
} Question;

struct _HearthRosterPlan
{
  GPtrArray *people;   /* (element-type HearthRosterPerson) */
  GArray *questions;   /* (element-type Question), in order of people */
  GArray *question_of; /* (element-type guint) per person; G_MAXUINT: none */
  GPtrArray *borrowed; /* arrays that own the duplicates */
};

/* The same words twice: nothing speaks against it. */
static HearthRosterDuplicate *
exact_duplicate (HearthRosterPlan *self, guint index, GHashTable *by_row)
{
  const HearthRosterPerson *person = self->people->pdata[index];
  const HearthRosterPerson *other;
  HearthRosterDuplicate *duplicate;
  gpointer place;

  if (person->repeated_row == 0 ||
      !g_hash_table_lookup_extended (by_row, GUINT_TO_POINTER (person->repeated_row), NULL, &place))
    return NULL;
  other = self->people->pdata[GPOINTER_TO_UINT (place)];
  duplicate = g_new0 (HearthRosterDuplicate, 1);
  duplicate->index = index;
  duplicate->is_in_list = TRUE;
  duplicate->other_index = GPOINTER_TO_UINT (place);
  duplicate->present = json_incref (other->fields);
  duplicate->match.score = 1;
  return duplicate;
}

/* The first of each person is the best. */
static GHashTable *
index_best (GPtrArray *duplicates)
{
  GHashTable *best = g_hash_table_new (NULL, NULL);

  for (guint i = 0; duplicates != NULL && i < duplicates->len; i++)
    {
      HearthRosterDuplicate *duplicate = duplicates->pdata[i];

      if (!g_hash_table_contains (best, GUINT_TO_POINTER (duplicate->index)))
        g_hash_table_insert (best, GUINT_TO_POINTER (duplicate->index), duplicate);
    }
  return best;
}

static void
add_question (HearthRosterPlan *self, guint index, HearthRosterDuplicate *duplicate)
{
  const guint place = self->questions->len;
  Question question = { duplicate, HEARTH_ROSTER_NEW };

  if (hearth_match_is_likely (&duplicate->match))
    question.choice = HEARTH_ROSTER_SAME;
  g_array_append_val (self->questions, question);
  g_array_index (self->question_of, guint, index) = place;
}

/**
 * hearth_roster_plan_new:
 * @people: (element-type HearthRosterPerson): of hearth_roster_list_people()
 * @duplicates: (nullable) (element-type HearthRosterDuplicate): of hearth_roster_find_duplicates()
 * @repeated: (nullable) (element-type HearthRosterDuplicate): of hearth_roster_find_repeated()
 *
 * Each person has one question at most: the row that is repeated word for word, else the likeliest case, else the
 * likeliest row. Who is likely the same is taken for the same until somebody says otherwise.
 *
 * Returns: (transfer full): the plan; it shares the arrays.
 */
HearthRosterPlan *
hearth_roster_plan_new (GPtrArray *people, GPtrArray *duplicates, GPtrArray *repeated)
{
  HearthRosterPlan *self;
  g_autoptr (GHashTable) by_row = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) of_case = index_best (duplicates);
  g_autoptr (GHashTable) of_row = index_best (repeated);
  GPtrArray *exact = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_roster_duplicate_free);

  g_return_val_if_fail (people != NULL, NULL);

  self = g_new0 (HearthRosterPlan, 1);
  self->people = g_ptr_array_ref (people);
  self->questions = g_array_new (FALSE, FALSE, sizeof (Question));
  self->question_of = g_array_new (FALSE, FALSE, sizeof (guint));
  self->borrowed = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_ptr_array_add (self->borrowed, exact);
  if (duplicates != NULL)
    g_ptr_array_add (self->borrowed, g_ptr_array_ref (duplicates));
  if (repeated != NULL)
    g_ptr_array_add (self->borrowed, g_ptr_array_ref (repeated));
  for (guint i = 0; i < people->len; i++)
    {
      const HearthRosterPerson *person = people->pdata[i];
      HearthRosterDuplicate *duplicate = exact_duplicate (self, i, by_row);
      guint none = G_MAXUINT;

      g_hash_table_insert (by_row, GUINT_TO_POINTER (person->row), GUINT_TO_POINTER (i));
      g_array_append_val (self->question_of, none);
      if (duplicate != NULL)
        g_ptr_array_add (exact, duplicate);
      else if ((duplicate = g_hash_table_lookup (of_case, GUINT_TO_POINTER (i))) == NULL)
        duplicate = g_hash_table_lookup (of_row, GUINT_TO_POINTER (i));
      if (duplicate != NULL)
        add_question (self, i, duplicate);
    }
  return self;
}

/** hearth_roster_plan_free: @self: (transfer full) (nullable) */
void
hearth_roster_plan_free (HearthRosterPlan *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->people);
  g_array_unref (self->questions);
  g_array_unref (self->question_of);
  g_ptr_array_unref (self->borrowed);
  g_free (self);
}

/** hearth_roster_plan_get_n_people: Returns: how many rows were read without a problem. */
guint
hearth_roster_plan_get_n_people (HearthRosterPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->people->len;
}

/** hearth_roster_plan_get_person: Returns: (transfer none): in order of rows. */
const HearthRosterPerson *
hearth_roster_plan_get_person (HearthRosterPlan *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->people->len, NULL);

  return self->people->pdata[index];
}

/** hearth_roster_plan_get_n_questions: Returns: how many people look like somebody. */
guint
hearth_roster_plan_get_n_questions (HearthRosterPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->questions->len;
}

/** hearth_roster_plan_get_question: Returns: (transfer none): like whom. */
const HearthRosterDuplicate *
hearth_roster_plan_get_question (HearthRosterPlan *self, guint question)
{
  g_return_val_if_fail (self != NULL && question < self->questions->len, NULL);

  return g_array_index (self->questions, Question, question).duplicate;
}

/** hearth_roster_plan_get_choice: Returns: what becomes of the person. */
HearthRosterChoice
hearth_roster_plan_get_choice (HearthRosterPlan *self, guint question)
{
  g_return_val_if_fail (self != NULL && question < self->questions->len, HEARTH_ROSTER_SKIP);

  return g_array_index (self->questions, Question, question).choice;
}

/** hearth_roster_plan_set_choice: decides @question. */
void
hearth_roster_plan_set_choice (HearthRosterPlan *self, guint question, HearthRosterChoice choice)
{
  g_return_if_fail (self != NULL && question < self->questions->len);

  g_array_index (self->questions, Question, question).choice = choice;
}

static const Question *
get_question_of (HearthRosterPlan *self, guint index)
{
  guint question = g_array_index (self->question_of, guint, index);

  return question == G_MAXUINT ? NULL : &g_array_index (self->questions, Question, question);
}

/** hearth_roster_plan_count: Returns: how many people are not skipped. */
guint
hearth_roster_plan_count (HearthRosterPlan *self)
{
  guint n_skipped = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->questions->len; i++)
    n_skipped += g_array_index (self->questions, Question, i).choice == HEARTH_ROSTER_SKIP;
  return self->people->len - n_skipped;
}

/* What the later row adds goes to the earlier; what it says otherwise, into the note. */
static void
join_rows (HearthRosterEntry *entry,
           const json_t *fields,
           HearthPackSet *packs,
           const char *language)
{
  json_t *joined = json_deep_copy (entry->fields);
  g_autofree char *note = hearth_roster_dup_note (packs, language, joined, fields);

  json_object_update_missing (joined, (json_t *) fields);
  json_decref (entry->fields);
  entry->fields = joined;
  if (note != NULL)
    {
      char *both = entry->note != NULL ? g_strconcat (entry->note, "\n", note, NULL)
                                       : g_steal_pointer (&note);

      g_free (entry->note);
      entry->note = both;
    }
}

/**
 * hearth_roster_plan_list_entries:
 * @language: of the titles in notes
 *
 * Returns: (transfer full) (element-type HearthRosterEntry): for hearth_roster_import(). Who is the same as
 *   somebody who is skipped is skipped.
 */
GPtrArray *
hearth_roster_plan_list_entries (HearthRosterPlan *self, HearthPackSet *packs, const char *language)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_roster_entry_free);
  g_autofree HearthRosterEntry **of_person = NULL;

  g_return_val_if_fail (self != NULL && packs != NULL, entries);

  of_person = g_new0 (HearthRosterEntry *, self->people->len + 1);
  for (guint i = 0; i < self->people->len; i++)
    {
      const json_t *fields = ((const HearthRosterPerson *) self->people->pdata[i])->fields;
      const Question *question = get_question_of (self, i);
      const HearthRosterDuplicate *duplicate = question != NULL ? question->duplicate : NULL;
      g_autofree char *note = NULL;

      if (question != NULL && question->choice == HEARTH_ROSTER_SKIP)
        continue;
      if (question != NULL && question->choice == HEARTH_ROSTER_SAME && duplicate->is_in_list)
        {
          of_person[i] = of_person[duplicate->other_index];
          if (of_person[i] != NULL)
            join_rows (of_person[i], fields, packs, language);
          continue;
        }
      if (question == NULL || question->choice == HEARTH_ROSTER_NEW)
        of_person[i] = hearth_roster_entry_new (fields, NULL, NULL);
      else
        {
          note = hearth_roster_dup_note (packs, language, duplicate->present, fields);
          of_person[i] = hearth_roster_entry_new (fields, &duplicate->case_id, note);
        }
      g_ptr_array_add (entries, of_person[i]);
    }
  return entries;
}
