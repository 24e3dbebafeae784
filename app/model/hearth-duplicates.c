/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is compared of a person, and by which words those are found who are worth comparing. */
#include "config.h"

#include "hearth-duplicates-private.h"

#include "hearth-case-query.h"
#include "hearth-json.h"
#include "hearth-search-text.h"

#include <string.h>

/** hearth_duplicate_free: Thread: any. */
void
hearth_duplicate_free (HearthDuplicate *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  g_free (self->name);
  g_free (self->birth);
  g_free (self->unit);
  g_free (self);
}

/** hearth_duplicate_pair_free: Thread: any. */
void
hearth_duplicate_pair_free (HearthDuplicatePair *self)
{
  if (self == NULL)
    return;
  g_free (self->numbers[0]);
  g_free (self->numbers[1]);
  g_free (self);
}

/* Borrowed from @person. */
HearthMatchFacts
_hearth_duplicate_get_facts (const json_t *person)
{
  return (HearthMatchFacts){
    .surname = hearth_json_get_string (person, "surname"),
    .given = hearth_json_get_string (person, "given"),
    .patronymic = hearth_json_get_string (person, "patronymic"),
    .spellings = { hearth_json_get_string (person, "name_latin"),
                   hearth_json_get_string (person, "name_source") },
    .birth = hearth_json_get_string (person, "birth"),
    .unit = hearth_json_get_string (person, "unit"),
    .call_sign = hearth_json_get_string (person, "call_sign"),
    .phone = hearth_json_get_string (person, "phone"),
  };
}

static void
add_token (GPtrArray *tokens, char *token)
{
  if (g_ptr_array_find_with_equal_func (tokens, token, g_str_equal, NULL))
    g_free (token);
  else
    g_ptr_array_add (tokens, token);
}

static void
add_key (GPtrArray *tokens, const HearthNameKey *key)
{
  g_autoptr (GPtrArray) skeletons = hearth_search_text_list_skeletons (key);

  add_token (tokens, g_strconcat (HEARTH_SEARCH_MARK_LETTERS, key->letters, NULL));
  for (char **other = key->others; other != NULL && *other != NULL; other++)
    add_token (tokens, g_strconcat (HEARTH_SEARCH_MARK_LETTERS, *other, NULL));
  add_token (tokens, g_strconcat (HEARTH_SEARCH_MARK_ROOT, key->root, NULL));
  for (guint i = 0; i < skeletons->len; i++)
    add_token (tokens, g_strdup (skeletons->pdata[i]));
}

/* A given name brings together half a town, so it is no token; unless it is all that there is. */
static gboolean
is_common (HearthGivenNames *names, const HearthNameKey *key)
{
  return key->letters[1] == '\0' || hearth_given_names_find (names, key->letters) != NULL ||
         hearth_given_names_find_patronymic (names, key->letters) != NULL;
}

static void
add_rare_words (GPtrArray *tokens, HearthGivenNames *names, const char *text)
{
  g_autoptr (GPtrArray) keys = hearth_name_keys (text != NULL ? text : "");

  for (guint i = 0; i < keys->len; i++)
    if (!is_common (names, keys->pdata[i]))
      add_key (tokens, keys->pdata[i]);
}

/**
 * _hearth_duplicate_list_tokens:
 *
 * Returns: (transfer full) (element-type utf8): words of the search index by which somebody with a name like
 *   that is found. Thread: any.
 */
GPtrArray *
_hearth_duplicate_list_tokens (HearthGivenNames *names, const HearthMatchFacts *facts)
{
  GPtrArray *tokens = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) surname = hearth_name_keys (facts->surname != NULL ? facts->surname : "");

  for (guint i = 0; i < surname->len; i++)
    add_key (tokens, surname->pdata[i]);
  for (guint i = 0; i < G_N_ELEMENTS (facts->spellings); i++)
    add_rare_words (tokens, names, facts->spellings[i]);
  add_rare_words (tokens, names, facts->given);
  return tokens;
}

static char *
dup_name (HearthStmt *stmt)
{
  const HearthCaseRow row = { .surname = (char *) hearth_stmt_get_text (stmt, 2),
                              .given = (char *) hearth_stmt_get_text (stmt, 3),
                              .patronymic = (char *) hearth_stmt_get_text (stmt, 4) };

  return hearth_case_row_dup_name (&row);
}

void
_hearth_duplicate_candidate_free (HearthDuplicateCandidate *self)
{
  g_free (self->number);
  g_free (self->name);
  g_free (self->birth);
  g_free (self->unit);
  g_ptr_array_unref (self->tokens);
  hearth_match_person_free (self->person);
  g_free (self);
}

/* Of somebody who has no case. */
HearthDuplicateCandidate *
_hearth_duplicate_candidate_new_from_facts (HearthGivenNames *names, const HearthMatchFacts *facts)
{
  HearthDuplicateCandidate *self = g_new0 (HearthDuplicateCandidate, 1);

  self->birth = g_strdup (facts->birth);
  self->unit = g_strdup (facts->unit);
  self->tokens = _hearth_duplicate_list_tokens (names, facts);
  self->person = hearth_match_person_new (names, facts);
  return self;
}

/* @stmt stands on a row of HEARTH_DUPLICATE_COLUMNS. */
HearthDuplicateCandidate *
_hearth_duplicate_candidate_new (HearthStmt *stmt, HearthGivenNames *names)
{
  const HearthMatchFacts facts = {
    .surname = hearth_stmt_get_text (stmt, 2),
    .given = hearth_stmt_get_text (stmt, 3),
    .patronymic = hearth_stmt_get_text (stmt, 4),
    .spellings = { hearth_stmt_get_text (stmt, 5), hearth_stmt_get_text (stmt, 6) },
    .birth = hearth_stmt_get_text (stmt, 7),
    .unit = hearth_stmt_get_text (stmt, 8),
    .call_sign = hearth_stmt_get_text (stmt, 9),
    .phone = hearth_stmt_get_text (stmt, 10),
  };
  HearthDuplicateCandidate *self = _hearth_duplicate_candidate_new_from_facts (names, &facts);

  hearth_stmt_get_id (stmt, 0, &self->case_id);
  self->number = hearth_stmt_dup_text (stmt, 1);
  self->name = dup_name (stmt);
  return self;
}

/* If it is worth showing. */
void
_hearth_duplicates_add (GPtrArray *duplicates,
                        const HearthMatchPerson *person,
                        const HearthDuplicateCandidate *candidate)
{
  HearthDuplicate *duplicate;
  HearthMatch match;

  if (!hearth_match_can_be_possible (person, candidate->person))
    return;
  hearth_match_compare (person, candidate->person, &match);
  if (match.score < HEARTH_MATCH_POSSIBLE)
    return;
  duplicate = g_new0 (HearthDuplicate, 1);
  duplicate->case_id = candidate->case_id;
  duplicate->number = g_strdup (candidate->number);
  duplicate->name = g_strdup (candidate->name);
  duplicate->birth = g_strdup (candidate->birth);
  duplicate->unit = g_strdup (candidate->unit);
  duplicate->match = match;
  g_ptr_array_add (duplicates, duplicate);
}

static int
compare_duplicates (gconstpointer a, gconstpointer b)
{
  const HearthDuplicate *left = *(HearthDuplicate *const *) a;
  const HearthDuplicate *right = *(HearthDuplicate *const *) b;

  if (left->match.score != right->match.score)
    return left->match.score > right->match.score ? -1 : 1;
  return g_strcmp0 (left->number, right->number);
}

/* Best first, and no more than a person looks at. */
void
_hearth_duplicates_sort (GPtrArray *duplicates)
{
  g_ptr_array_sort (duplicates, compare_duplicates);
  if (duplicates->len > HEARTH_DUPLICATES_MAX)
    g_ptr_array_set_size (duplicates, HEARTH_DUPLICATES_MAX);
}

typedef struct
{
  HearthGivenNames *names;
  json_t *person;
  HearthId except;
  gboolean has_except;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  hearth_given_names_unref (question->names);
  json_decref (question->person);
  g_free (question);
}

static gpointer
find_on_reader (HearthDb *db, gpointer data, GError **error)
{
  const Question *question = data;

  return hearth_duplicates_query (db, question->names, question->person,
                                  question->has_except ? &question->except : NULL, error);
}

static void
unref_array (gpointer data)
{
  g_ptr_array_unref (data);
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *found = hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, unref_array);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/** hearth_duplicates_find_async: see the header. Thread: main. */
void
hearth_duplicates_find_async (HearthContext *context,
                              const json_t *person,
                              const HearthId *except,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Question *question;
  GTask *task;

  g_return_if_fail (HEARTH_IS_CONTEXT (context));
  g_return_if_fail (json_is_object (person));

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_duplicates_find_async);
  question = g_new0 (Question, 1);
  question->names = hearth_given_names_ref (hearth_context_get_given_names (context));
  question->person = json_deep_copy (person);
  question->has_except = except != NULL;
  if (except != NULL)
    question->except = *except;
  hearth_store_read_async (hearth_context_get_store (context), find_on_reader, question,
                           question_free, unref_array, cancellable, on_found_cb, task);
}

/** hearth_duplicates_find_finish: Returns: (transfer full): %NULL with the errors of the store. */
GPtrArray *
hearth_duplicates_find_finish (HearthContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
