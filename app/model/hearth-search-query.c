/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-search-query.h"

#include "hearth-case-query-private.h"
#include "hearth-stmt.h"
#include "hearth-text.h"

#include <string.h>

/* What is found beyond this is not looked at: such a search is no search. */
#define MAX_FOUND 2000

/* A word found only by its beginning is worth at least this much of one found whole. */
#define PREFIX_WORTH 0.5

typedef struct
{
  gint64 row_id;
  char *matched;
  double score;
} Found;

typedef struct
{
  HearthSearchHit *hit;
  char *name_key;
} Ranked;

/** hearth_search_hit_free: Thread: any. */
void
hearth_search_hit_free (HearthSearchHit *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  g_free (self->name);
  g_free (self->matched);
  g_free (self);
}

static void
found_clear (gpointer data)
{
  g_free (((Found *) data)->matched);
}

static void
ranked_clear (gpointer data)
{
  Ranked *ranked = data;

  g_clear_pointer (&ranked->hit, hearth_search_hit_free);
  g_free (ranked->name_key);
}

/* The searched fields, which are the columns of the search table in their order. */
static GPtrArray *
list_fields (void)
{
  GPtrArray *fields = g_ptr_array_new ();

  for (const HearthField *field = hearth_registry_find_kind ("person")->fields; field->id != NULL;
       field++)
    {
      if (field->flags & HEARTH_FIELD_SEARCHED)
        g_ptr_array_add (fields, (gpointer) field->id);
    }
  return fields;
}

static char *
build_sql (GPtrArray *fields)
{
  GString *sql = g_string_new ("SELECT rowid");

  for (guint i = 0; i < fields->len; i++)
    g_string_append_printf (sql, ", \"%s\"", (const char *) g_ptr_array_index (fields, i));
  g_string_append (sql, " FROM core.search WHERE search MATCH ?1 LIMIT ?2");
  return g_string_free (sql, FALSE);
}

/* How well @word, folded, is found among the folded words of a column: 0 to 1. */
static double
rate_word (const char *word, const char *column)
{
  g_auto (GStrv) tokens = g_strsplit (column, " ", -1);
  const glong n_typed = g_utf8_strlen (word, -1);
  double best = 0;

  for (guint i = 0; tokens[i] != NULL; i++)
    {
      if (!g_str_has_prefix (tokens[i], word))
        continue;
      best = MAX (best, PREFIX_WORTH + (1 - PREFIX_WORTH) * (double) n_typed /
                                           (double) g_utf8_strlen (tokens[i], -1));
    }
  return best;
}

/* The mean over the words of what each is found best as; and the field in which most was found. */
static void
rate_row (HearthStmt *stmt, GPtrArray *fields, char **words, Found *found)
{
  g_autofree double *of_field = g_new0 (double, fields->len);
  guint n_words = 0, best_field = 0;
  double sum = 0;

  for (guint w = 0; words[w] != NULL; w++)
    {
      double best = 0;

      if (*words[w] == '\0')
        continue;
      n_words++;
      for (guint i = 0; i < fields->len; i++)
        {
          const char *column = hearth_stmt_get_text (stmt, 1 + (int) i);
          const double worth = column != NULL ? rate_word (words[w], column) : 0;

          of_field[i] += worth;
          best = MAX (best, worth);
        }
      sum += best;
    }
  for (guint i = 1; i < fields->len; i++)
    {
      if (of_field[i] > of_field[best_field])
        best_field = i;
    }
  found->score = n_words > 0 ? sum / n_words : 0;
  found->matched = g_strdup (g_ptr_array_index (fields, best_field));
}

static GArray *
find_rows (HearthDb *db, const char *match, const char *folded, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (GPtrArray) fields = list_fields ();
  g_autofree char *sql = build_sql (fields);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);
  gboolean has_row;

  g_array_set_clear_func (all, found_clear);
  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_text (stmt, 1, match);
  hearth_stmt_bind_int (stmt, 2, MAX_FOUND);
  for (;;)
    {
      Found found = { 0 };

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&all);
      found.row_id = hearth_stmt_get_int (stmt, 0);
      rate_row (stmt, fields, words, &found);
      g_array_append_val (all, found);
    }
}

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *left = a, *right = b;
  const int order = strcmp (left->name_key, right->name_key);

  if (left->hit->score != right->hit->score)
    return left->hit->score > right->hit->score ? -1 : 1;
  return order != 0 ? order : g_strcmp0 (left->hit->number, right->hit->number);
}

static Ranked
rank (const HearthCaseRow *row, Found *found)
{
  Ranked ranked = { g_new0 (HearthSearchHit, 1), NULL };

  ranked.hit->case_id = row->case_id;
  ranked.hit->number = g_strdup (row->number);
  ranked.hit->name = hearth_case_row_dup_name (row);
  ranked.hit->matched = g_steal_pointer (&found->matched);
  ranked.hit->score = found->score;
  ranked.name_key = hearth_text_sort_key (ranked.hit->name);
  return ranked;
}

static GPtrArray *
take_hits (GArray *all, guint limit)
{
  GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_search_hit_free);

  g_array_sort (all, compare_ranked);
  for (guint i = 0; i < all->len && (limit == 0 || i < limit); i++)
    g_ptr_array_add (hits, g_steal_pointer (&g_array_index (all, Ranked, i).hit));
  return hits;
}

/* The rows of cases that are gone are left out on the way. */
static GPtrArray *
make_hits (HearthDb *db, GArray *found, guint limit, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Ranked));
  g_autoptr (GPtrArray) rows = NULL;

  g_array_set_clear_func (all, ranked_clear);
  for (guint i = 0; i < found->len; i++)
    g_array_append_val (ids, g_array_index (found, Found, i).row_id);
  rows = hearth_case_query_rows (db, (const gint64 *) (gpointer) ids->data, ids->len,
                                 HEARTH_DATE_NONE, error);
  if (rows == NULL)
    return NULL;
  for (guint i = 0, j = 0; i < rows->len; i++)
    {
      const HearthCaseRow *row = g_ptr_array_index (rows, i);
      Ranked ranked;

      while (g_array_index (found, Found, j).row_id != row->row_id)
        j++;
      ranked = rank (row, &g_array_index (found, Found, j));
      g_array_append_val (all, ranked);
    }
  return take_hits (all, limit);
}

/**
 * hearth_search_query_run:
 * @text: as typed; bounded like the text of a list
 * @limit: most hits, 0: no limit
 *
 * Finds what hearth_case_query_set_text () finds.
 *
 * Returns: (transfer full) (element-type HearthSearchHit): best first. %NULL with an error. Thread: the
 *   connection's.
 */
GPtrArray *
hearth_search_query_run (HearthDb *db, const char *text, guint limit, GError **error)
{
  g_autofree char *match = NULL;
  g_autofree char *folded = NULL;
  g_autoptr (GArray) found = NULL;

  g_return_val_if_fail (db != NULL && text != NULL, NULL);

  match = _hearth_case_query_dup_match (text, &folded);
  if (match == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_search_hit_free);
  found = find_rows (db, match, folded, error);
  if (found == NULL)
    return NULL;
  return make_hits (db, found, limit, error);
}
