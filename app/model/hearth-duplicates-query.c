/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is found for one person or for many. A few are looked up in the search index; for more, everybody is
 * read once. Reader thread. */
#include "config.h"

#include "hearth-duplicates-private.h"

#include "hearth-row-set.h"
#include "hearth-search-text.h"

#include <string.h>

/* So many at most are compared with one person: first who has the surname, then who has one like it. */
#define MAX_EQUAL 1000
#define MAX_SIMILAR 500
/* Of a list longer than this, each is compared with everybody in memory. */
#define MAX_LOOKED_UP 50

/* CROSS keeps the words outside: else they are looked up once for every person of the vault. */
#define BY_WORDS                                                                                   \
  "SELECT " HEARTH_DUPLICATE_COLUMNS ", p.id FROM core.search "                                    \
  "CROSS JOIN core.person p ON p.id = search.rowid "                                               \
  "WHERE search MATCH ?1 AND p.gone = 0 LIMIT ?2"

/* A surname may have changed, a day of birth does not. */
#define BY_BIRTH                                                                                   \
  "SELECT " HEARTH_DUPLICATE_COLUMNS ", p.id FROM core.person p INDEXED BY person_by_birth "       \
  "WHERE p.gone = 0 AND p.birth = ?1 LIMIT ?2"

#define COL_ROW 11

typedef struct
{
  HearthDb *db;
  HearthGivenNames *names;
  HearthMatchPerson *person;
  const HearthId *except;
  HearthRowSet *seen;
  GPtrArray *found;
} Run;

static gboolean
compare_rows (Run *run, const char *sql, const char *value, guint limit, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (run->db, sql, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_text (stmt, 1, value);
  hearth_stmt_bind_int (stmt, 2, limit);
  for (;;)
    {
      HearthDuplicateCandidate *candidate;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!hearth_row_set_add (run->seen, hearth_stmt_get_int (stmt, COL_ROW)))
        continue;
      candidate = _hearth_duplicate_candidate_new (stmt, run->names);
      if (run->except == NULL || !hearth_id_equal (run->except, &candidate->case_id))
        _hearth_duplicates_add (run->found, run->person, candidate);
      _hearth_duplicate_candidate_free (candidate);
    }
}

/* Marked words, in an expression of FTS5; NULL if there is none. */
static char *
join_tokens (GPtrArray *tokens, const char *mark)
{
  GString *expression = g_string_new (NULL);

  for (guint i = 0; i < tokens->len; i++)
    {
      if (mark != NULL && !g_str_has_prefix (tokens->pdata[i], mark))
        continue;
      g_string_append_printf (expression, "%s\"%s\"", expression->len > 0 ? " OR " : "",
                              (const char *) tokens->pdata[i]);
    }
  return g_string_free (expression, expression->len == 0);
}

static gboolean
compare_words (Run *run, GPtrArray *tokens, GError **error)
{
  g_autofree char *equal = join_tokens (tokens, HEARTH_SEARCH_MARK_LETTERS);
  g_autofree char *similar = join_tokens (tokens, NULL);

  return similar == NULL ||
         ((equal == NULL || compare_rows (run, BY_WORDS, equal, MAX_EQUAL, error)) &&
          compare_rows (run, BY_WORDS, similar, MAX_SIMILAR, error));
}

/* Only a whole date brings few together. */
static gboolean
compare_births (Run *run, const char *birth, GError **error)
{
  HearthDate date;

  return birth == NULL || !hearth_date_parse (birth, &date) ||
         compare_rows (run, BY_BIRTH, birth, MAX_SIMILAR, error);
}

/**
 * hearth_duplicates_query:
 * @person: fields by their ids; others than those that are compared are left alone
 * @except: (nullable): a case that is not offered
 *
 * Returns: (transfer full) (element-type HearthDuplicate): who may be the same, best first. %NULL with an
 *   error. Thread: the connection's.
 */
GPtrArray *
hearth_duplicates_query (HearthDb *db,
                         HearthGivenNames *names,
                         const json_t *person,
                         const HearthId *except,
                         GError **error)
{
  const HearthMatchFacts facts = _hearth_duplicate_get_facts (person);
  g_autoptr (GPtrArray) tokens = NULL;
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_duplicate_free);
  g_autoptr (HearthMatchPerson) ready = NULL;
  g_autoptr (HearthRowSet) seen = hearth_row_set_new ();
  Run run;

  g_return_val_if_fail (db != NULL && names != NULL, NULL);

  tokens = _hearth_duplicate_list_tokens (names, &facts);
  ready = hearth_match_person_new (names, &facts);
  run = (Run){ db, names, ready, except, seen, found };
  if (!compare_words (&run, tokens, error) || !compare_births (&run, facts.birth, error))
    return NULL;
  _hearth_duplicates_sort (found);
  return g_steal_pointer (&found);
}

static void
unref_array (gpointer data)
{
  g_ptr_array_unref (data);
}

/**
 * hearth_duplicates_query_many:
 * @people: (element-type json_t)
 *
 * Returns: (transfer full) (element-type GPtrArray): for each of @people as hearth_duplicates_query () says.
 *   %NULL with an error. Thread: the connection's.
 */
GPtrArray *
hearth_duplicates_query_many (HearthDb *db,
                              HearthGivenNames *names,
                              GPtrArray *people,
                              GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (unref_array);
  g_autoptr (HearthDuplicateIndex) index = NULL;

  g_return_val_if_fail (db != NULL && names != NULL && people != NULL, NULL);

  if (people->len > MAX_LOOKED_UP)
    {
      index = _hearth_duplicate_index_new (db, names, error);
      if (index == NULL)
        return NULL;
    }
  for (guint i = 0; i < people->len; i++)
    {
      const HearthMatchFacts facts = _hearth_duplicate_get_facts (people->pdata[i]);
      GPtrArray *found = index != NULL
                             ? _hearth_duplicate_index_find (index, &facts)
                             : hearth_duplicates_query (db, names, people->pdata[i], NULL, error);

      if (found == NULL)
        return NULL;
      g_ptr_array_add (all, found);
    }
  return g_steal_pointer (&all);
}

/**
 * hearth_duplicates_sweep:
 *
 * Returns: (transfer full) (element-type HearthDuplicatePair): all pairs of cases that may be of one person,
 *   best first. %NULL with an error. Thread: the connection's.
 */
GPtrArray *
hearth_duplicates_sweep (HearthDb *db, HearthGivenNames *names, GError **error)
{
  g_autoptr (HearthDuplicateIndex) index = NULL;

  g_return_val_if_fail (db != NULL && names != NULL, NULL);

  index = _hearth_duplicate_index_new (db, names, error);
  return index != NULL ? _hearth_duplicate_index_find_pairs (index) : NULL;
}
