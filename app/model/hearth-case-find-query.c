/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding a case by what people and scripts call it, and the keys of all. Reader thread. */
#include "config.h"

#include "hearth-case-query.h"
#include "hearth-stmt.h"

#include <string.h>

/* A prefix of an id must be this long to stand for it (cli). */
#define MIN_PREFIX 6
#define MAX_NUMBER 64

#define FIND_PREFIX                                                                                \
  "SELECT case_id FROM core.person INDEXED BY person_of_case "                                     \
  "WHERE case_id BETWEEN ?1 AND ?2 AND gone = 0 LIMIT 2"
#define CASE_OF_ROW "SELECT case_id FROM core.person WHERE id = ?1 AND gone = 0"
#define FIND_NUMBER                                                                                \
  "SELECT case_id FROM core.person INDEXED BY person_by_number "                                   \
  "WHERE gone = 0 AND number = ?1 LIMIT 2"

#define ALL_CASES                                                                                  \
  "SELECT case_id, id FROM core.person INDEXED BY person_present WHERE gone = 0 ORDER BY case_id"

/* Grows with every commit of another connection, and with every change by this one. */
#define VERSION_OF_OTHERS "PRAGMA core.data_version"
#define VERSION_OF_OWN "SELECT total_changes ()"

/**
 * hearth_case_query_all:
 *
 * Returns: (transfer full) (element-type HearthCaseKey): case id and row id of every case, in order of
 *   case ids, for hearth_case_keys_find (). %NULL with an error. Thread: the connection's.
 */
GArray *
hearth_case_query_all (HearthDb *db, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (HearthCaseKey));
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, ALL_CASES, error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      HearthCaseKey key;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&keys);
      if (!hearth_stmt_get_id (stmt, 0, &key.case_id))
        continue;
      key.row_id = hearth_stmt_get_int (stmt, 1);
      g_array_append_val (keys, key);
    }
}

static gboolean
add_version (HearthDb *db, const char *sql, gint64 *sum, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);
  gboolean has_row;

  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  *sum += has_row ? hearth_stmt_get_int (stmt, 0) : 0;
  return TRUE;
}

/**
 * hearth_case_query_all_unless_known:
 * @known: (nullable) (element-type HearthCaseKey): what this function gave before on this connection
 * @version: (inout): of @known; whatever it is if that is %NULL
 *
 * The keys of all cases are most of what a list costs that is only sorted anew.
 *
 * Returns: (transfer full): @known as long as nothing was written since, else as hearth_case_query_all ().
 *   %NULL with an error. Thread: the connection's.
 */
GArray *
hearth_case_query_all_unless_known (HearthDb *db, GArray *known, gint64 *version, GError **error)
{
  gint64 now = 0;

  g_return_val_if_fail (db != NULL && version != NULL, NULL);

  /* Asked before the keys are read: what is written in between is then read once more, not missed. */
  if (!add_version (db, VERSION_OF_OTHERS, &now, error) ||
      !add_version (db, VERSION_OF_OWN, &now, error))
    return NULL;
  if (known != NULL && *version == now)
    return g_array_ref (known);
  *version = now;
  return hearth_case_query_all (db, error);
}

/** hearth_case_keys_find: Returns: the row id of @case_id, or -1 if it is not in @keys. Thread: any. */
gint64
hearth_case_keys_find (const GArray *keys, const HearthId *case_id)
{
  guint first = 0, end;

  g_return_val_if_fail (keys != NULL, -1);

  /* By hand: a walk over all releases looks up every case, and a callback would be half of that. */
  for (end = keys->len; first < end;)
    {
      const guint middle = first + (end - first) / 2;
      const HearthCaseKey *key = &g_array_index (keys, HearthCaseKey, middle);
      const int order = hearth_id_compare (case_id, &key->case_id);

      if (order == 0)
        return key->row_id;
      if (order < 0)
        end = middle;
      else
        first = middle + 1;
    }
  return -1;
}

/* The least and the greatest id that begin with the digits of @text. FALSE if it is no such prefix. */
static gboolean
parse_prefix (const char *text, HearthId *least, HearthId *greatest)
{
  const gsize n_digits = strlen (text);
  char low[HEARTH_ID_HEX_SIZE] = "00000000000000000000000000000000";
  char high[HEARTH_ID_HEX_SIZE] = "ffffffffffffffffffffffffffffffff";

  if (n_digits < MIN_PREFIX || n_digits > HEARTH_ID_HEX_SIZE - 1)
    return FALSE;
  memcpy (low, text, n_digits);
  memcpy (high, text, n_digits);
  return hearth_id_parse (low, least) && hearth_id_parse (high, greatest);
}

/**
 * hearth_case_query_find_row:
 * @row_id: of a list of cases
 * @out: (out): the case
 *
 * Returns: %FALSE without an error if the case is gone meanwhile. Thread: the connection's.
 */
gboolean
hearth_case_query_find_row (HearthDb *db, gint64 row_id, HearthId *out, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (db != NULL && out != NULL, FALSE);

  stmt = hearth_db_prepare (db, CASE_OF_ROW, error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_int (stmt, 1, row_id);
  return hearth_stmt_step (stmt, &has_row, error) && has_row && hearth_stmt_get_id (stmt, 0, out);
}

/* TRUE in *@is_one if the statement gives exactly one id. */
static gboolean
find_one (HearthStmt *stmt, HearthId *out, gboolean *is_one, GError **error)
{
  HearthId found;
  gboolean has_row;

  *is_one = FALSE;
  if (!hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (!has_row || !hearth_stmt_get_id (stmt, 0, &found))
    return TRUE;
  if (!hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  *is_one = !has_row;
  if (*is_one)
    *out = found;
  return TRUE;
}

/**
 * hearth_case_query_find:
 * @text: a case id of 32 hex digits, an unambiguous beginning of one with at least 6, or a case number
 * @out: (out): the case
 *
 * Returns: %FALSE without an error if there is none, or if there are several. Thread: the connection's.
 */
gboolean
hearth_case_query_find (HearthDb *db, const char *text, HearthId *out, GError **error)
{
  g_autofree char *word = NULL;
  g_autoptr (HearthStmt) stmt = NULL;
  HearthId least, greatest;
  gboolean is_one = FALSE;

  g_return_val_if_fail (db != NULL && text != NULL && out != NULL, FALSE);

  if (strlen (text) > MAX_NUMBER)
    return FALSE;
  word = g_strstrip (g_ascii_strdown (text, -1));
  if (parse_prefix (word, &least, &greatest))
    {
      g_autoptr (HearthStmt) by_id = hearth_db_prepare (db, FIND_PREFIX, error);

      if (by_id == NULL)
        return FALSE;
      hearth_stmt_bind_id (by_id, 1, &least);
      hearth_stmt_bind_id (by_id, 2, &greatest);
      if (!find_one (by_id, out, &is_one, error) || is_one)
        return is_one;
    }
  stmt = hearth_db_prepare (db, FIND_NUMBER, error);
  if (stmt == NULL)
    return FALSE;
  g_free (word);
  word = g_strstrip (g_ascii_strup (text, -1));
  hearth_stmt_bind_text (stmt, 1, word);
  return find_one (stmt, out, &is_one, error) && is_one;
}
