/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-search-query.h"

#include "hearth-case-query.h"
#include "hearth-row-set.h"
#include "hearth-search-text.h"
#include "hearth-stmt.h"

#include <string.h>

/* What is found beyond these is not looked at: such a search is no search. Who has the words whole is
 * looked for first, lest they be lost among a thousand that begin so. */
#define MAX_WHOLE 500
#define MAX_BEGUN 1000

/* Only as much is remembered of each until it is known who comes first. */
typedef struct
{
  gint64 row_id;
  double score;
  char *name_key;
} Found;

/** hearth_search_hit_free: Thread: any. */
void
hearth_search_hit_free (HearthSearchHit *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  g_free (self->name);
  g_free (self->variant);
  g_free (self->matched);
  g_free (self);
}

/** hearth_search_match_clear: Thread: any. */
void
hearth_search_match_clear (HearthSearchMatch *self)
{
  g_clear_pointer (&self->variant, g_free);
}

static void
found_clear (gpointer data)
{
  g_free (((Found *) data)->name_key);
}

/* The searched fields, which are the columns of the search table in their order. */
static GPtrArray *
list_fields (void)
{
  GPtrArray *fields = g_ptr_array_new ();

  for (const HearthField *field = hearth_registry_find_kind ("person")->fields; field->id != NULL;
       field++)
    if (field->flags & HEARTH_FIELD_SEARCHED)
      g_ptr_array_add (fields, (gpointer) field);
  return fields;
}

static const HearthField *
get_field (GPtrArray *fields, guint index)
{
  return g_ptr_array_index (fields, index);
}

/* CROSS keeps the words outside: else they are looked up once for every person of the vault. */
static char *
build_sql (GPtrArray *fields)
{
  GString *sql = g_string_new ("SELECT search.rowid, p.surname_sort, p.given_sort");

  for (guint i = 0; i < fields->len; i++)
    g_string_append_printf (sql, ", search.\"%s\"", get_field (fields, i)->id);
  g_string_append (sql, " FROM core.search CROSS JOIN core.person p ON p.id = search.rowid "
                        "WHERE search MATCH ?1 AND p.gone = 0 LIMIT ?2");
  return g_string_free (sql, FALSE);
}

/* The mean over the words of what each is found best as. */
static double
rate_row (HearthStmt *stmt, guint n_fields, HearthSearch *search)
{
  const guint n_words = hearth_search_get_n_words (search);
  double sum = 0;

  for (guint word = 0; word < n_words; word++)
    {
      double best = 0;

      for (guint i = 0; i < n_fields; i++)
        best = MAX (best, hearth_search_rate (search, word,
                                              hearth_stmt_get_text (stmt, 3 + (int) i), NULL));
      sum += best;
    }
  return sum / n_words;
}

typedef struct
{
  HearthDb *db;
  HearthSearch *search;
  GPtrArray *fields;
  char *sql;
  GArray *all; /* Found */
  HearthRowSet *seen;
} Run;

static void
run_clear (Run *run)
{
  g_ptr_array_unref (run->fields);
  g_free (run->sql);
  g_clear_pointer (&run->all, g_array_unref);
  hearth_row_set_free (run->seen);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static gboolean
find_rows (Run *run, const char *expression, guint limit, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (run->db, run->sql, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_text (stmt, 1, expression);
  hearth_stmt_bind_int (stmt, 2, limit);
  for (;;)
    {
      Found found;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      found.row_id = hearth_stmt_get_int (stmt, 0);
      if (!hearth_row_set_add (run->seen, found.row_id))
        continue;
      found.score = rate_row (stmt, run->fields->len, run->search);
      found.name_key = g_strjoin ("!", hearth_stmt_get_text (stmt, 1) ?: "",
                                  hearth_stmt_get_text (stmt, 2) ?: "", NULL);
      g_array_append_val (run->all, found);
    }
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *left = a, *right = b;
  const int order = strcmp (left->name_key, right->name_key);

  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;
  if (order != 0)
    return order;
  return (left->row_id > right->row_id) - (left->row_id < right->row_id);
}

/* The original texts of the searched fields. */
static char *
build_person_sql (GPtrArray *fields)
{
  GString *sql = g_string_new ("SELECT case_id, number, surname, given, patronymic");

  for (guint i = 0; i < fields->len; i++)
    g_string_append_printf (sql, ", \"%s\"", get_field (fields, i)->id);
  g_string_append (sql, " FROM core.person WHERE id = ?1 AND gone = 0");
  return g_string_free (sql, FALSE);
}

#define FIRST_TEXT 5

/* What the index has of each field. */
static GPtrArray *
list_indexed (HearthStmt *stmt, GPtrArray *fields)
{
  GPtrArray *indexed = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < fields->len; i++)
    {
      const char *text = hearth_stmt_get_text (stmt, FIRST_TEXT + (int) i);

      g_ptr_array_add (indexed,
                       text != NULL ? hearth_search_text_make (get_field (fields, i), text) : NULL);
    }
  return indexed;
}

static double
rate_best (HearthSearch *search, guint word, GPtrArray *indexed)
{
  double best = 0;

  for (guint i = 0; i < indexed->len; i++)
    best = MAX (best, hearth_search_rate (search, word, indexed->pdata[i], NULL));
  return best;
}

/* The field in which most words are found best, and the least exact of these. */
static void
match_row (HearthStmt *stmt, GPtrArray *fields, HearthSearch *search, HearthSearchMatch *match)
{
  const guint n_words = hearth_search_get_n_words (search);
  g_autoptr (GPtrArray) indexed = list_indexed (stmt, fields);
  double most = 0;

  *match = (HearthSearchMatch){ NULL, NULL, HEARTH_SEARCH_HOW_NOT };
  for (guint i = 0; i < fields->len; i++)
    {
      HearthSearchHow least_exact = HEARTH_SEARCH_HOW_TYPED;
      double sum = 0;

      for (guint word = 0; indexed->pdata[i] != NULL && word < n_words; word++)
        {
          HearthSearchHow how;
          const double worth = hearth_search_rate (search, word, indexed->pdata[i], &how);

          if (worth <= 0 || worth < rate_best (search, word, indexed))
            continue;
          sum += worth;
          least_exact = MAX (least_exact, how);
        }
      if (sum <= most)
        continue;
      most = sum;
      hearth_search_match_clear (match);
      *match =
          (HearthSearchMatch){ get_field (fields, i)->id,
                               hearth_stmt_dup_text (stmt, FIRST_TEXT + (int) i), least_exact };
    }
}

/**
 * hearth_search_query_match:
 * @row_id: of core.person
 * @match: (out): cleared by the caller; its field is %NULL if nothing of the search stands there, or if there
 *   is no such person
 *
 * Returns: %FALSE with an error. Thread: the connection's.
 */
gboolean
hearth_search_query_match (
    HearthDb *db, HearthSearch *search, gint64 row_id, HearthSearchMatch *match, GError **error)
{
  g_autoptr (GPtrArray) fields = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (db != NULL && search != NULL && match != NULL, FALSE);

  *match = (HearthSearchMatch){ NULL, NULL, HEARTH_SEARCH_HOW_NOT };
  fields = list_fields ();
  sql = build_person_sql (fields);
  stmt = hearth_db_prepare (db, sql, error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_int (stmt, 1, row_id);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    match_row (stmt, fields, search, match);
  return TRUE;
}

static char *
dup_name (HearthStmt *stmt)
{
  const HearthCaseRow row = { .surname = (char *) hearth_stmt_get_text (stmt, 2),
                              .given = (char *) hearth_stmt_get_text (stmt, 3),
                              .patronymic = (char *) hearth_stmt_get_text (stmt, 4) };

  return hearth_case_row_dup_name (&row);
}

static HearthSearchHit *
make_hit (HearthStmt *stmt, Run *run, double score)
{
  g_auto (HearthSearchMatch) match = { NULL };
  HearthSearchHit *hit = g_new0 (HearthSearchHit, 1);

  match_row (stmt, run->fields, run->search, &match);
  hearth_stmt_get_id (stmt, 0, &hit->case_id);
  hit->number = hearth_stmt_dup_text (stmt, 1);
  hit->name = dup_name (stmt);
  hit->matched = g_strdup (match.field);
  hit->variant = g_steal_pointer (&match.variant);
  hit->how = match.how;
  hit->score = score;
  return hit;
}

static GPtrArray *
make_hits (Run *run, guint limit, GError **error)
{
  g_autoptr (GPtrArray) hits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_search_hit_free);
  g_autofree char *sql = build_person_sql (run->fields);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (run->db, sql, error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;
  g_array_sort (run->all, compare_found);
  for (guint i = 0; i < run->all->len && (limit == 0 || hits->len < limit); i++)
    {
      const Found *found = &g_array_index (run->all, Found, i);

      hearth_stmt_reset (stmt);
      hearth_stmt_bind_int (stmt, 1, found->row_id);
      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (hits, make_hit (stmt, run, found->score));
    }
  return g_steal_pointer (&hits);
}

/**
 * hearth_search_query_run:
 * @search: what was typed
 * @limit: most hits, 0: no limit
 *
 * Finds what hearth_case_query_set_search () finds: who has the words as they begin, in any spelling; if
 * nobody has them, who has them but for a slip.
 *
 * Returns: (transfer full) (element-type HearthSearchHit): best first. %NULL with an error. Thread: the
 *   connection's.
 */
GPtrArray *
hearth_search_query_run (HearthDb *db, HearthSearch *search, guint limit, GError **error)
{
  g_auto (Run) run = { .db = db, .search = search };

  g_return_val_if_fail (db != NULL && search != NULL, NULL);

  run.fields = list_fields ();
  run.sql = build_sql (run.fields);
  run.seen = hearth_row_set_new ();
  run.all = g_array_new (FALSE, FALSE, sizeof (Found));
  g_array_set_clear_func (run.all, found_clear);
  if (!find_rows (&run, hearth_search_get_whole (search), MAX_WHOLE, error) ||
      !find_rows (&run, hearth_search_get_begun (search), MAX_BEGUN, error))
    return NULL;
  if (run.all->len == 0 && !find_rows (&run, hearth_search_get_similar (search), MAX_WHOLE, error))
    return NULL;
  return make_hits (&run, limit, error);
}
