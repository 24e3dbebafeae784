/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-journal-state.h"

#include "hearth-cmp-sql.h"
#include "hearth-json.h"

#include <string.h>

#define COLUMNS "n, state, reason, bundle"

static void
read_row (HearthStmt *stmt, HearthLineRow *row)
{
  row->n = hearth_stmt_get_int (stmt, 0);
  row->state = (HearthLineState) hearth_stmt_get_int (stmt, 1);
  /* The word of a newer version: this one cannot release it either. */
  if (!hearth_aside_from_word (hearth_stmt_get_text (stmt, 2), &row->reason))
    row->reason = HEARTH_ASIDE_FORGED;
  row->has_bundle = hearth_stmt_get_id (stmt, 3, &row->bundle);
}

/**
 * hearth_journal_find_line:
 * @row: (out): n is 0 if the line is not here
 *
 * Returns: %FALSE with an error. Thread: the connection's.
 */
gboolean
hearth_journal_find_line (HearthDb *db,
                          HearthCompartment cmp,
                          const guint8 id[HEARTH_HASH_SIZE],
                          HearthLineRow *row,
                          GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_cmp_sql_prepare (db, cmp, "SELECT " COLUMNS " FROM @.journal WHERE id = ?1", error);
  gboolean has_row;

  memset (row, 0, sizeof *row);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_blob (stmt, 1, id, HEARTH_HASH_SIZE);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    read_row (stmt, row);
  return TRUE;
}

static GArray *
collect_rows (HearthStmt *stmt, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (HearthLineRow));
  gboolean has_row;

  for (;;)
    {
      HearthLineRow row = { 0 };

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&rows);
      read_row (stmt, &row);
      g_array_append_val (rows, row);
    }
}

/** hearth_journal_list_aside: (transfer full): %NULL with an error. Thread: the connection's. */
GArray *
hearth_journal_list_aside (HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      db, cmp, "SELECT " COLUMNS " FROM @.journal WHERE state = 1 ORDER BY n", error);

  return stmt == NULL ? NULL : collect_rows (stmt, error);
}

/** hearth_journal_list_bundle: (transfer full): what first came with @bundle; %NULL with an error. */
GArray *
hearth_journal_list_bundle (HearthDb *db,
                            HearthCompartment cmp,
                            const HearthId *bundle,
                            GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      db, cmp, "SELECT " COLUMNS " FROM @.journal WHERE bundle = ?1 ORDER BY n", error);

  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_id (stmt, 1, bundle);
  return collect_rows (stmt, error);
}

/** hearth_journal_get_any_line: (transfer full) (nullable). Thread: the connection's. */
GBytes *
hearth_journal_get_any_line (HearthDb *db, HearthCompartment cmp, gint64 n, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_cmp_sql_prepare (db, cmp, "SELECT line FROM @.journal WHERE n = ?1", error);
  gconstpointer line;
  gboolean has_row;
  gsize length;

  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_int (stmt, 1, n);
  if (!hearth_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  line = hearth_stmt_get_blob (stmt, 0, &length);
  return line == NULL ? NULL : g_bytes_new (line, length);
}

/** hearth_journal_set_aside: @reason: %HEARTH_ASIDE_NONE puts the line in force. Thread: writer, in a
 * transaction of the file; the caller projects what it touches. */
gboolean
hearth_journal_set_aside (
    HearthDb *db, HearthCompartment cmp, gint64 n, HearthAside reason, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      db, cmp, "UPDATE @.journal SET state = ?2, reason = ?3 WHERE n = ?1 AND state IN (0, 1)",
      error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_int (stmt, 1, n);
  hearth_stmt_bind_int (stmt, 2,
                        reason == HEARTH_ASIDE_NONE ? HEARTH_LINE_IN_FORCE : HEARTH_LINE_SET_ASIDE);
  hearth_stmt_bind_text (stmt, 3, hearth_aside_to_word (reason));
  return hearth_stmt_run (stmt, error);
}

static char *
dup_kind (const json_t *line, const HearthId *rec)
{
  const json_t *ops = hearth_json_get_array (line, "ops");
  char hex[HEARTH_ID_HEX_SIZE];

  hearth_id_format (rec, hex);
  for (gsize i = 0; i < json_array_size (ops); i++)
    {
      const json_t *operation = json_array_get (ops, i);

      if (g_strcmp0 (hearth_json_get_string (operation, "rec"), hex) == 0)
        return g_strdup (hearth_json_get_string (operation, "kind"));
    }
  return NULL;
}

/** hearth_journal_find_owner: %FALSE with an error. Thread: the connection's. */
gboolean
hearth_journal_find_owner (HearthDb *db,
                           HearthCompartment cmp,
                           const HearthId *rec,
                           HearthLineCache *cache,
                           HearthId *case_id,
                           char **kind,
                           GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      db, cmp,
      "SELECT j.n, j.case_id, j.line FROM @.touch t JOIN @.journal j ON j.n = t.n"
      " WHERE t.rec = ?1 AND j.state = 0 ORDER BY t.n LIMIT 1",
      error);
  json_auto_t *line = NULL;
  gboolean has_row;
  const char *bytes;
  gsize length;

  *kind = NULL;
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, rec);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  bytes = hearth_stmt_get_blob (stmt, 2, &length);
  line = _hearth_journal_parse_stored (hearth_stmt_get_int (stmt, 0), bytes, length, cache, error);
  if (line == NULL || !hearth_stmt_get_id (stmt, 1, case_id))
    return FALSE;
  *kind = dup_kind (line, rec);
  return TRUE;
}

/** hearth_journal_is_fork: %FALSE with an error. Thread: the connection's. */
gboolean
hearth_journal_is_fork (HearthDb *db,
                        HearthCompartment cmp,
                        const HearthStamp *stamp,
                        gboolean *is_fork,
                        GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      db, cmp,
      "SELECT 1 FROM @.journal WHERE dev = ?1 AND seq = ?2 AND id <> ?3 AND state = 0 LIMIT 1",
      error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, &stamp->dev);
  hearth_stmt_bind_int (stmt, 2, stamp->seq);
  hearth_stmt_bind_blob (stmt, 3, stamp->id, sizeof stamp->id);
  return hearth_stmt_step (stmt, is_fork, error);
}

/** hearth_journal_list_forked: (transfer full): %NULL with an error. Thread: the connection's. */
GArray *
hearth_journal_list_forked (HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_autoptr (GArray) devs = g_array_new (FALSE, FALSE, sizeof (HearthId));
  g_autoptr (HearthStmt) stmt =
      hearth_cmp_sql_prepare (db, cmp,
                              "SELECT DISTINCT dev FROM (SELECT dev FROM @.journal WHERE state = 0"
                              " GROUP BY dev, seq HAVING count (*) > 1) ORDER BY dev",
                              error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      HearthId dev;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&devs);
      if (hearth_stmt_get_id (stmt, 0, &dev))
        g_array_append_val (devs, dev);
    }
}

/** hearth_journal_set_withdrawn: %FALSE with an error. Thread: writer, in a transaction of the file. */
gboolean
hearth_journal_set_withdrawn (HearthDb *db,
                              HearthCompartment cmp,
                              const HearthId *bundle,
                              gboolean is_withdrawn,
                              GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      db, cmp,
      is_withdrawn ? "INSERT OR IGNORE INTO @.withdrawn (bundle) VALUES (?1)"
                   : "DELETE FROM @.withdrawn WHERE bundle = ?1",
      error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, bundle);
  return hearth_stmt_run (stmt, error);
}

/** hearth_journal_is_withdrawn: %FALSE with an error. Thread: the connection's. */
gboolean
hearth_journal_is_withdrawn (HearthDb *db,
                             HearthCompartment cmp,
                             const HearthId *bundle,
                             gboolean *is_withdrawn,
                             GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_cmp_sql_prepare (db, cmp, "SELECT 1 FROM @.withdrawn WHERE bundle = ?1", error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, bundle);
  return hearth_stmt_step (stmt, is_withdrawn, error);
}
