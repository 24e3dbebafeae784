/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines in and out of the journal's tables. What they mean is in hearth-heads. */
#include "config.h"

#include "hearth-journal.h"

#include "hearth-cmp-sql.h"
#include "hearth-journal-state.h"
#include "hearth-json.h"
#include "hearth-model-error.h"
#include "hearth-projection.h"
#include "hearth-stmt.h"
#include "hearth-touch-store.h"

#include <string.h>

/* Lines kept parsed at once: an act rarely looks at more, and a plan is the longest of them. */
#define MAX_CACHED_LINES 64

typedef struct
{
  json_t *json;
  GHashTable *
      operations; /* record as it stands in the line -> json_t, both of @json; NULL: not asked for yet */
} CachedLine;

struct _HearthLineCache
{
  GHashTable *lines; /* n -> CachedLine */
};

static void
cached_line_free (gpointer data)
{
  CachedLine *line = data;

  g_clear_pointer (&line->operations, g_hash_table_unref);
  json_decref (line->json);
  g_free (line);
}

/** hearth_line_cache_new: (transfer full): empty. One thread. */
HearthLineCache *
hearth_line_cache_new (void)
{
  HearthLineCache *self = g_new0 (HearthLineCache, 1);

  self->lines = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, cached_line_free);
  return self;
}

/** hearth_line_cache_free: frees @self. */
void
hearth_line_cache_free (HearthLineCache *self)
{
  g_hash_table_unref (self->lines);
  g_free (self);
}

/** hearth_record_lines_clear: frees what @self holds. */
void
hearth_record_lines_clear (HearthRecordLines *self)
{
  g_clear_pointer (&self->heads, hearth_heads_free);
}

/* The JSON of a line that was checked when it came in; only its own parsing is repeated. */
json_t *
_hearth_journal_parse_stored (
    gint64 n, const char *line, gsize length, HearthLineCache *cache, GError **error)
{
  const CachedLine *known = cache == NULL ? NULL : g_hash_table_lookup (cache->lines, &n);
  CachedLine *cached;
  json_t *json;

  if (known != NULL)
    return json_incref (known->json);
  if (line == NULL || length <= HEARTH_LINE_JSON_OFFSET)
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_JOURNAL,
                           "a line of the journal is not there");
      return NULL;
    }
  json =
      hearth_json_parse (line + HEARTH_LINE_JSON_OFFSET, length - HEARTH_LINE_JSON_OFFSET, error);
  if (json == NULL || cache == NULL)
    return json;
  if (g_hash_table_size (cache->lines) >= MAX_CACHED_LINES)
    g_hash_table_remove_all (cache->lines);
  cached = g_new0 (CachedLine, 1);
  cached->json = json_incref (json);
  g_hash_table_insert (cache->lines, g_memdup2 (&n, sizeof n), cached);
  return json;
}

/**
 * hearth_journal_append:
 * @commit: parsed or just signed; verified by the caller if it is not our own
 * @line: its bytes, without LF
 * @bundle: (nullable): the bundle that it came with; %NULL if it was written here
 * @reason: (nullable): why it is set aside (hearth-aside.h); %NULL: it is in force
 * @n: (out): its number; 0 if the same line was here already, and then nothing was written
 *
 * Appends a line. The caller says which records it touches (hearth-touch-store.h), and projects them.
 *
 * Returns: %FALSE with an error of the vault. Thread: writer, in a transaction of the file.
 */
gboolean
hearth_journal_append (HearthDb *db,
                       const HearthCommit *commit,
                       const char *line,
                       const HearthId *bundle,
                       const char *reason,
                       gint64 *n,
                       GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;

  stmt = hearth_cmp_sql_prepare (db, commit->cmp,
                                 "INSERT OR IGNORE INTO @.journal"
                                 " (id, dev, seq, hlc, case_id, who, line, bundle, state, reason)"
                                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                                 error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_blob (stmt, 1, commit->stamp.id, sizeof commit->stamp.id);
  hearth_stmt_bind_id (stmt, 2, &commit->stamp.dev);
  hearth_stmt_bind_int (stmt, 3, commit->stamp.seq);
  hearth_stmt_bind_int (stmt, 4, commit->stamp.hlc);
  hearth_stmt_bind_id (stmt, 5, &commit->case_id);
  hearth_stmt_bind_id (stmt, 6, &commit->who);
  hearth_stmt_bind_blob (stmt, 7, line, strlen (line));
  hearth_stmt_bind_id (stmt, 8, bundle);
  hearth_stmt_bind_int (stmt, 9, reason == NULL ? HEARTH_LINE_IN_FORCE : HEARTH_LINE_SET_ASIDE);
  hearth_stmt_bind_text (stmt, 10, reason);
  if (!hearth_stmt_run (stmt, error))
    return FALSE;

  *n = hearth_db_n_changes (db) > 0 ? hearth_db_last_insert_id (db) : 0;
  return TRUE;
}

/** hearth_journal_insert: as hearth_journal_append(), and lists the records that the line touches. */
gboolean
hearth_journal_insert (HearthDb *db,
                       const HearthCommit *commit,
                       const char *line,
                       const HearthId *bundle,
                       const char *reason,
                       gint64 *n,
                       GError **error)
{
  g_autoptr (HearthTouches) touches = NULL;

  if (!hearth_journal_append (db, commit, line, bundle, reason, n, error))
    return FALSE;
  if (*n == 0)
    return TRUE;
  touches = hearth_touches_new ();
  for (gsize i = 0; i < json_array_size (commit->ops); i++)
    {
      HearthId rec;

      if (!hearth_id_parse (hearth_json_get_string (json_array_get (commit->ops, i), "rec"), &rec))
        g_assert_not_reached ();
      hearth_touches_add (touches, &rec, *n);
    }
  return hearth_touches_write (touches, db, commit->cmp, error);
}

static gboolean
is_operation_on (const json_t *operation, const char *rec)
{
  return g_strcmp0 (hearth_json_get_string (operation, "rec"), rec) == 0 &&
         hearth_json_get_string (operation, "kind") != NULL;
}

static GHashTable *
list_operations (const json_t *line)
{
  GHashTable *operations = g_hash_table_new (g_str_hash, g_str_equal);
  const json_t *ops = hearth_json_get_array (line, "ops");

  for (gsize i = 0; i < json_array_size (ops); i++)
    {
      json_t *operation = json_array_get (ops, i);
      const char *rec = hearth_json_get_string (operation, "rec");

      if (rec != NULL && is_operation_on (operation, rec) &&
          !g_hash_table_contains (operations, rec))
        g_hash_table_insert (operations, (gpointer) rec, operation);
    }
  return operations;
}

/* What line @n says of @rec, NULL if nothing. Whoever asks for one step of a plan asks for the others too. */
static json_t *
find_operation (const json_t *line, gint64 n, const char *rec, HearthLineCache *cache)
{
  const json_t *ops = hearth_json_get_array (line, "ops");
  CachedLine *cached = cache == NULL ? NULL : g_hash_table_lookup (cache->lines, &n);

  if (cached != NULL)
    {
      if (cached->operations == NULL)
        cached->operations = list_operations (cached->json);
      return g_hash_table_lookup (cached->operations, rec);
    }
  for (gsize i = 0; i < json_array_size (ops); i++)
    if (is_operation_on (json_array_get (ops, i), rec))
      return json_array_get (ops, i);
  return NULL;
}

/* Adds what one line says of a record. The first line says what kind and whose the record is; an operation that
 * disagrees is a clash of ids and does not count (bundles 3). */
static gboolean
add_operation (HearthRecordLines *out,
               const HearthStamp *stamp,
               const HearthId *case_id,
               gint64 n,
               json_t *operation,
               GError **error)
{
  const char *kind = hearth_json_get_string (operation, "kind");

  if (out->n == 0)
    {
      out->kind = hearth_registry_find_kind (kind);
      out->case_id = *case_id;
      out->n = n;
      out->heads = out->kind == NULL ? NULL : hearth_heads_new (out->kind);
    }
  if (out->heads == NULL || strcmp (out->kind->id, kind) != 0 ||
      !hearth_id_equal (&out->case_id, case_id))
    return TRUE;
  out->n = n;
  return hearth_heads_add (out->heads, stamp, operation, error);
}

static gboolean
read_stamp (HearthStmt *stmt, HearthStamp *stamp)
{
  gsize length;
  gconstpointer id = hearth_stmt_get_blob (stmt, 1, &length);

  if (id == NULL || length != sizeof stamp->id || !hearth_stmt_get_id (stmt, 2, &stamp->dev))
    return FALSE;
  memcpy (stamp->id, id, sizeof stamp->id);
  stamp->seq = hearth_stmt_get_int (stmt, 3);
  stamp->hlc = hearth_stmt_get_int (stmt, 4);
  return TRUE;
}

/* A plan is a line of many pages: it is read for the first of its steps and not for the others. */
static json_t *
load_line (HearthDb *db, HearthCompartment cmp, gint64 n, HearthLineCache *cache, GError **error)
{
  const CachedLine *known = cache == NULL ? NULL : g_hash_table_lookup (cache->lines, &n);
  g_autoptr (HearthStmt) stmt = NULL;
  const char *bytes = NULL;
  gsize length = 0;
  gboolean has_row;

  if (known != NULL)
    return json_incref (known->json);
  stmt = hearth_cmp_sql_prepare (db, cmp, "SELECT line FROM @.journal WHERE n = ?1", error);
  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_int (stmt, 1, n);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return NULL;
  if (has_row)
    bytes = hearth_stmt_get_blob (stmt, 0, &length);
  return _hearth_journal_parse_stored (n, bytes, length, cache, error);
}

/* @before: (nullable): gets those with a number below @before_n */
static gboolean
load_record (HearthDb *db,
             HearthCompartment cmp,
             const HearthId *rec,
             gint64 end_n,
             gint64 before_n,
             HearthLineCache *cache,
             HearthRecordLines *out,
             HearthRecordLines *before,
             GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;
  char rec_hex[HEARTH_ID_HEX_SIZE];
  gboolean has_row;

  hearth_id_format (rec, rec_hex);
  stmt = hearth_cmp_sql_prepare (db, cmp,
                                 "SELECT j.n, j.id, j.dev, j.seq, j.hlc, j.case_id"
                                 " FROM @.touch t JOIN @.journal j ON j.n = t.n"
                                 " WHERE t.rec = ?1 AND t.n < ?2 AND j.state = 0 ORDER BY t.n",
                                 error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_lend_id (stmt, 1, rec);
  hearth_stmt_bind_int (stmt, 2, end_n);

  for (;;)
    {
      json_auto_t *line = NULL;
      json_t *operation;
      HearthStamp stamp;
      HearthId case_id;
      gint64 n;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!read_stamp (stmt, &stamp) || !hearth_stmt_get_id (stmt, 5, &case_id))
        {
          g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_JOURNAL,
                               "a row of the journal is not whole");
          return FALSE;
        }
      n = hearth_stmt_get_int (stmt, 0);
      line = load_line (db, cmp, n, cache, error);
      if (line == NULL)
        return FALSE;
      operation = find_operation (line, n, rec_hex, cache);
      if (operation != NULL && (!add_operation (out, &stamp, &case_id, n, operation, error) ||
                                (before != NULL && n < before_n &&
                                 !add_operation (before, &stamp, &case_id, n, operation, error))))
        return FALSE;
    }
}

/**
 * hearth_journal_load_record:
 * @before_n: only lines with a smaller number, or %G_MAXINT64 for all
 * @cache: (nullable): parsed lines
 * @out: (out): cleared with hearth_record_lines_clear(), also after a failure
 *
 * Reads all lines in force that touch @rec.
 *
 * Returns: %FALSE with %HEARTH_MODEL_ERROR_JOURNAL or an error of the vault. Thread: the connection's.
 */
gboolean
hearth_journal_load_record (HearthDb *db,
                            HearthCompartment cmp,
                            const HearthId *rec,
                            gint64 before_n,
                            HearthLineCache *cache,
                            HearthRecordLines *out,
                            GError **error)
{
  memset (out, 0, sizeof *out);
  return load_record (db, cmp, rec, before_n, 0, cache, out, NULL, error);
}

/**
 * hearth_journal_load_record_around:
 * @n: of a line
 * @now: (out): as hearth_journal_load_record() of all lines
 * @before: (out): the same of those before line @n
 *
 * Returns: as hearth_journal_load_record()
 */
gboolean
hearth_journal_load_record_around (HearthDb *db,
                                   HearthCompartment cmp,
                                   const HearthId *rec,
                                   gint64 n,
                                   HearthLineCache *cache,
                                   HearthRecordLines *now,
                                   HearthRecordLines *before,
                                   GError **error)
{
  memset (now, 0, sizeof *now);
  memset (before, 0, sizeof *before);
  return load_record (db, cmp, rec, G_MAXINT64, n, cache, now, before, error);
}

/**
 * hearth_journal_project:
 * @cache: (nullable): parsed lines; a plan is one line, and each of its steps asks for it
 *
 * Writes what the record shows after lines that touch it came, or were set aside, to its row of the
 * projection. A record without any line in force loses its row.
 *
 * Returns: %FALSE with an error. Thread: writer, in a transaction of the file.
 */
gboolean
hearth_journal_project (HearthProjector *projector,
                        HearthCompartment cmp,
                        const HearthId *rec,
                        HearthLineCache *cache,
                        GError **error)
{
  g_auto (HearthRecordLines) lines = { NULL };
  HearthDb *db = hearth_projector_get_db (projector);

  if (!hearth_journal_load_record (db, cmp, rec, G_MAXINT64, cache, &lines, error))
    return FALSE;
  if (lines.heads == NULL)
    return hearth_projection_delete (db, cmp, rec, error);
  return hearth_projector_write (projector, rec, &lines, error);
}

static gint64
query_int (HearthDb *db, HearthCompartment cmp, const char *format, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (db, cmp, format, error);
  gboolean has_row;

  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error))
    return -1;
  return has_row ? hearth_stmt_get_int (stmt, 0) : 0;
}

/** hearth_journal_get_hlc: the greatest clock in force, 0 if the file is empty; -1 with an error. Thread: the connection's. */
gint64
hearth_journal_get_hlc (HearthDb *db, HearthCompartment cmp, GError **error)
{
  return query_int (db, cmp, "SELECT hlc FROM @.journal WHERE state = 0 ORDER BY hlc DESC LIMIT 1",
                    error);
}

/**
 * hearth_journal_get_tail:
 * @tail: (out): of the last commit of @dev here, what the next one names as "prev"; seq 0 if none
 *
 * Returns: %FALSE with an error. Thread: the connection's.
 */
gboolean
hearth_journal_get_tail (
    HearthDb *db, HearthCompartment cmp, const HearthId *dev, HearthStamp *tail, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_cmp_sql_prepare (db, cmp,
                              "SELECT n, id, dev, seq, hlc FROM @.journal WHERE dev = ?1"
                              " ORDER BY seq DESC, n DESC LIMIT 1",
                              error);
  gboolean has_row;

  memset (tail, 0, sizeof *tail);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, dev);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  return !has_row || read_stamp (stmt, tail);
}

/**
 * hearth_journal_get_line:
 * @n: number in this file
 *
 * Returns: (transfer full) (nullable): the line without LF; %NULL without error if there is none or it
 *   is not in force. Thread: the connection's.
 */
GBytes *
hearth_journal_get_line (HearthDb *db, HearthCompartment cmp, gint64 n, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      db, cmp, "SELECT line FROM @.journal WHERE n = ?1 AND state = 0", error);
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

/** hearth_journal_knows_case: %FALSE with an error. Thread: the connection's. */
gboolean
hearth_journal_knows_case (
    HearthDb *db, HearthCompartment cmp, const HearthId *case_id, gboolean *knows, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_cmp_sql_prepare (db, cmp, "SELECT 1 FROM @.journal WHERE case_id = ?1 LIMIT 1", error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, case_id);
  return hearth_stmt_step (stmt, knows, error);
}

static GPtrArray *
collect_lines (HearthStmt *stmt, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gboolean has_row;

  for (;;)
    {
      const guint8 *line;
      guint8 *copy;
      gsize length;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&lines);
      line = hearth_stmt_get_blob (stmt, 0, &length);
      copy = g_malloc (length + 1);
      memcpy (copy, line, length);
      copy[length] = '\n';
      g_ptr_array_add (lines, g_bytes_new_take (copy, length + 1));
    }
}

/**
 * hearth_journal_list_lines:
 * @case_id: zero for the shared records
 *
 * Returns: (transfer full) (element-type GBytes): all lines about the case that are in force or wait for
 *   their vault to be verified, which is passed on to others who may know it; with LF, in order of
 *   (dev, seq): what a bundle carries of it. %NULL with an error. Thread: the connection's.
 */
GPtrArray *
hearth_journal_list_lines (HearthDb *db,
                           HearthCompartment cmp,
                           const HearthId *case_id,
                           GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      db, cmp,
      "SELECT line FROM @.journal WHERE case_id = ?1 AND line IS NOT NULL AND (state = 0"
      " OR (state = 1 AND reason = 'author-unknown')) ORDER BY dev, seq, n",
      error);

  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_id (stmt, 1, case_id);
  return collect_lines (stmt, error);
}

/** hearth_journal_list_record_lines: as hearth_journal_list_lines(), about one record. */
GPtrArray *
hearth_journal_list_record_lines (HearthDb *db,
                                  HearthCompartment cmp,
                                  const HearthId *rec,
                                  GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_cmp_sql_prepare (db, cmp,
                              "SELECT j.line FROM @.touch t JOIN @.journal j ON j.n = t.n"
                              " WHERE t.rec = ?1 AND j.state = 0 AND j.line IS NOT NULL"
                              " ORDER BY j.dev, j.seq, j.n",
                              error);

  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_id (stmt, 1, rec);
  return collect_lines (stmt, error);
}
