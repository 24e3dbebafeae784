/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everybody of the vault in memory, by the words that bring people together: for a long list, and for all
 * pairs. Lives as long as one question on the reader thread. */
#include "config.h"

#include "hearth-duplicates-private.h"

#include <string.h>

#define EVERYBODY                                                                                  \
  "SELECT " HEARTH_DUPLICATE_COLUMNS " FROM core.person p INDEXED BY person_present "              \
  "WHERE p.gone = 0"

struct _HearthDuplicateIndex
{
  HearthGivenNames *names;
  GPtrArray *candidates;
  GHashTable *by_token; /* borrowed from the candidates → GArray of guint */
  GHashTable *births;   /* whole dates, borrowed → the same */
  guint *marks;         /* per candidate, the question in which it was last compared */
  guint n_questions;
};

static void
free_array (gpointer data)
{
  g_array_unref (data);
}

static void
add_to (GHashTable *table, const char *key, guint candidate)
{
  GArray *list = g_hash_table_lookup (table, key);

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (table, (gpointer) key, list);
    }
  g_array_append_val (list, candidate);
}

static gboolean
is_whole_date (const char *text)
{
  HearthDate date;

  return text != NULL && hearth_date_parse (text, &date);
}

static void
add_candidate (HearthDuplicateIndex *self, HearthDuplicateCandidate *candidate)
{
  const guint index = self->candidates->len;

  g_ptr_array_add (self->candidates, candidate);
  for (guint i = 0; i < candidate->tokens->len; i++)
    add_to (self->by_token, candidate->tokens->pdata[i], index);
  if (is_whole_date (candidate->birth))
    add_to (self->births, candidate->birth, index);
}

static HearthDuplicateIndex *
index_new (HearthGivenNames *names)
{
  HearthDuplicateIndex *self = g_new0 (HearthDuplicateIndex, 1);

  self->names = hearth_given_names_ref (names);
  self->candidates =
      g_ptr_array_new_with_free_func ((GDestroyNotify) _hearth_duplicate_candidate_free);
  self->by_token = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_array);
  self->births = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_array);
  return self;
}

HearthDuplicateIndex *
_hearth_duplicate_index_new (HearthDb *db, HearthGivenNames *names, GError **error)
{
  g_autoptr (HearthDuplicateIndex) self = index_new (names);
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  stmt = hearth_db_prepare (db, EVERYBODY, error);
  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      add_candidate (self, _hearth_duplicate_candidate_new (stmt, names));
    }
  self->marks = g_new0 (guint, self->candidates->len + 1);
  return g_steal_pointer (&self);
}

void
_hearth_duplicate_index_free (HearthDuplicateIndex *self)
{
  if (self == NULL)
    return;
  hearth_given_names_unref (self->names);
  g_hash_table_unref (self->by_token);
  g_hash_table_unref (self->births);
  g_ptr_array_unref (self->candidates);
  g_free (self->marks);
  g_free (self);
}

typedef void (*Visit) (const HearthDuplicateCandidate *candidate, guint index, gpointer data);

static void
visit_list (
    HearthDuplicateIndex *self, GHashTable *table, const char *key, Visit visit, gpointer data)
{
  const GArray *list = g_hash_table_lookup (table, key);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const guint index = g_array_index (list, guint, i);

      if (self->marks[index] == self->n_questions)
        continue;
      self->marks[index] = self->n_questions;
      visit (self->candidates->pdata[index], index, data);
    }
}

/* Everybody who shares a word or the day of birth, once. */
static void
visit_all (
    HearthDuplicateIndex *self, GPtrArray *tokens, const char *birth, Visit visit, gpointer data)
{
  self->n_questions++;
  for (guint i = 0; i < tokens->len; i++)
    visit_list (self, self->by_token, tokens->pdata[i], visit, data);
  if (is_whole_date (birth))
    visit_list (self, self->births, birth, visit, data);
}

typedef struct
{
  const HearthMatchPerson *person;
  GPtrArray *found;
} FindData;

static void
visit_found (const HearthDuplicateCandidate *candidate, guint index, gpointer user_data)
{
  FindData *data = user_data;

  _hearth_duplicates_add (data->found, data->person, candidate);
}

GPtrArray *
_hearth_duplicate_index_find (HearthDuplicateIndex *self, const HearthMatchFacts *facts)
{
  g_autoptr (GPtrArray) tokens = _hearth_duplicate_list_tokens (self->names, facts);
  g_autoptr (HearthMatchPerson) person = hearth_match_person_new (self->names, facts);
  FindData data = { person,
                    g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_duplicate_free) };

  visit_all (self, tokens, facts->birth, visit_found, &data);
  _hearth_duplicates_sort (data.found);
  return data.found;
}

typedef struct
{
  const HearthDuplicateCandidate *first;
  guint index;
  GPtrArray *pairs;
} PairData;

/* Each pair once: the later one is the first of it. */
static void
visit_pair (const HearthDuplicateCandidate *candidate, guint index, gpointer user_data)
{
  PairData *data = user_data;
  HearthDuplicatePair *pair;
  HearthMatch match;

  if (index >= data->index ||
      !hearth_match_can_be_possible (data->first->person, candidate->person))
    return;
  hearth_match_compare (data->first->person, candidate->person, &match);
  if (match.score < HEARTH_MATCH_POSSIBLE)
    return;
  pair = g_new0 (HearthDuplicatePair, 1);
  pair->cases[0] = candidate->case_id;
  pair->cases[1] = data->first->case_id;
  pair->numbers[0] = g_strdup (candidate->number);
  pair->numbers[1] = g_strdup (data->first->number);
  pair->match = match;
  g_ptr_array_add (data->pairs, pair);
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const HearthDuplicatePair *left = *(HearthDuplicatePair *const *) a;
  const HearthDuplicatePair *right = *(HearthDuplicatePair *const *) b;

  if (left->match.score != right->match.score)
    return left->match.score > right->match.score ? -1 : 1;
  return g_strcmp0 (left->numbers[0], right->numbers[0]);
}

GPtrArray *
_hearth_duplicate_index_find_pairs (HearthDuplicateIndex *self)
{
  GPtrArray *pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_duplicate_pair_free);

  for (guint i = 0; i < self->candidates->len; i++)
    {
      const HearthDuplicateCandidate *candidate = self->candidates->pdata[i];
      PairData data = { candidate, i, pairs };

      visit_all (self, candidate->tokens, candidate->birth, visit_pair, &data);
    }
  g_ptr_array_sort (pairs, compare_pairs);
  return pairs;
}

typedef struct
{
  const HearthDuplicateCandidate *later;
  HearthDuplicateWithin best;
} WithinData;

static void
visit_within (const HearthDuplicateCandidate *candidate, guint index, gpointer user_data)
{
  WithinData *data = user_data;
  HearthMatch match;

  if (!hearth_match_can_be_possible (data->later->person, candidate->person))
    return;
  hearth_match_compare (data->later->person, candidate->person, &match);
  if (match.score < HEARTH_MATCH_POSSIBLE || match.score <= data->best.match.score)
    return;
  data->best.earlier = index;
  data->best.match = match;
}

/** hearth_duplicates_find_within: see the header. */
GArray *
hearth_duplicates_find_within (HearthGivenNames *names, GPtrArray *people)
{
  g_autoptr (HearthDuplicateIndex) self = NULL;
  GArray *found = g_array_new (FALSE, FALSE, sizeof (HearthDuplicateWithin));

  g_return_val_if_fail (names != NULL && people != NULL, found);

  self = index_new (names);
  self->marks = g_new0 (guint, people->len + 1);
  for (guint i = 0; i < people->len; i++)
    {
      const HearthMatchFacts facts = _hearth_duplicate_get_facts (people->pdata[i]);
      HearthDuplicateCandidate *candidate =
          _hearth_duplicate_candidate_new_from_facts (names, &facts);
      WithinData data = { candidate, { .later = i } };

      /* Only who came before is in the index. */
      visit_all (self, candidate->tokens, candidate->birth, visit_within, &data);
      if (data.best.match.score > 0)
        g_array_append_val (found, data.best);
      add_candidate (self, candidate);
    }
  return found;
}
