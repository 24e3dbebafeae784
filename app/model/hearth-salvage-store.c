/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows into the new databases. */
#include "config.h"

#include "hearth-salvage-private.h"

#include "hearth-cmp-sql.h"
#include "hearth-commit.h"
#include "hearth-json.h"
#include "hearth-key.h"
#include "hearth-registry.h"
#include "hearth-stmt.h"

#include <string.h>

#define LINES_AT_ONCE 2000

static void
bind_bytes (HearthStmt *stmt, int index, GBytes *bytes)
{
  gconstpointer data;
  gsize length;

  if (bytes == NULL)
    {
      hearth_stmt_bind_null (stmt, index);
      return;
    }
  data = g_bytes_get_data (bytes, &length);
  hearth_stmt_bind_blob (stmt, index, data, length);
}

static gboolean
insert_line (HearthStmt *stmt, const HearthSavedLine *line, GError **error)
{
  hearth_stmt_bind_int (stmt, 1, line->n);
  hearth_stmt_bind_blob (stmt, 2, line->id, sizeof line->id);
  hearth_stmt_bind_id (stmt, 3, &line->dev);
  hearth_stmt_bind_int (stmt, 4, line->seq);
  hearth_stmt_bind_int (stmt, 5, line->hlc);
  hearth_stmt_bind_id (stmt, 6, &line->case_id);
  hearth_stmt_bind_id (stmt, 7, &line->who);
  bind_bytes (stmt, 8, line->line);
  bind_bytes (stmt, 9, line->bundle);
  hearth_stmt_bind_int (stmt, 10, line->state);
  hearth_stmt_bind_text (stmt, 11, line->reason);
  return hearth_stmt_run (stmt, error);
}

/* Which records the line touches. */
static gboolean
insert_touches (HearthStmt *stmt, const HearthSavedLine *line, GError **error)
{
  g_auto (HearthCommit) commit = { NULL };
  const char *bytes;
  gsize length;

  if (line->line == NULL)
    return TRUE;
  bytes = g_bytes_get_data (line->line, &length);
  if (!hearth_commit_parse (&commit, bytes, length, error))
    return FALSE;
  for (gsize i = 0; i < json_array_size (commit.ops); i++)
    {
      HearthId rec;

      if (!hearth_id_parse (hearth_json_get_string (json_array_get (commit.ops, i), "rec"), &rec))
        continue;
      hearth_stmt_bind_id (stmt, 1, &rec);
      hearth_stmt_bind_int (stmt, 2, line->n);
      if (!hearth_stmt_run (stmt, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_some (
    HearthDb *db, HearthCompartment cmp, GPtrArray *lines, guint first, guint n, GError **error)
{
  g_autoptr (HearthStmt) insert =
      hearth_cmp_sql_prepare (db, cmp,
                              "INSERT INTO @.journal (n, id, dev, seq, hlc, case_id, who, line,"
                              " bundle, state, reason)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                              error);
  g_autoptr (HearthStmt) touch = NULL;

  if (insert == NULL)
    return FALSE;
  touch = hearth_cmp_sql_prepare (db, cmp, "INSERT OR IGNORE INTO @.touch (rec, n) VALUES (?1, ?2)",
                                  error);
  if (touch == NULL)
    return FALSE;
  for (guint i = first; i < first + n; i++)
    if (!insert_line (insert, lines->pdata[i], error) ||
        !insert_touches (touch, lines->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
_hearth_salvage_write_lines (HearthDb *db,
                             HearthCompartment cmp,
                             GPtrArray *lines,
                             GCancellable *cancellable,
                             GError **error)
{
  for (guint first = 0; first < lines->len; first += LINES_AT_ONCE)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !hearth_db_begin (db, error))
        return FALSE;
      if (!write_some (db, cmp, lines, first, MIN (LINES_AT_ONCE, lines->len - first), error))
        {
          hearth_db_rollback (db);
          return FALSE;
        }
      if (!hearth_db_commit (db, error))
        return FALSE;
    }
  return TRUE;
}

/* --- Keys of the compartment --- */

/* Columns: serial, purpose, secret, time. */
typedef struct
{
  GPtrArray *rows; /* SavedKey */
} SavedKeys;

typedef struct
{
  gint64 serial;
  char *purpose;
  HearthSecret *secret;
  gint64 made_ms;
} SavedKey;

static void
key_free (gpointer data)
{
  SavedKey *self = data;

  g_free (self->purpose);
  hearth_secret_unref (self->secret);
  g_free (self);
}

static void
take_key (const char *table, gint64 rowid, const HearthRawRow *row, gpointer data)
{
  SavedKeys *keys = data;
  const guint8 *secret = hearth_raw_row_get_blob (row, 2, HEARTH_KEY_SIZE);
  g_autofree char *purpose = hearth_raw_row_dup_text (row, 1);
  gint64 serial, made_ms;
  SavedKey *key;

  if (row->n_columns != 4 || secret == NULL || purpose == NULL ||
      (strcmp (purpose, "sign") != 0 && strcmp (purpose, "recipient") != 0) ||
      !hearth_raw_row_get_int (row, 0, &serial) || !hearth_raw_row_get_int (row, 3, &made_ms))
    return;
  key = g_new0 (SavedKey, 1);
  key->serial = serial;
  key->purpose = g_steal_pointer (&purpose);
  key->secret = hearth_secret_new (secret, HEARTH_KEY_SIZE);
  key->made_ms = made_ms;
  g_ptr_array_add (keys->rows, key);
}

static gboolean
insert_key (HearthDb *db, HearthCompartment cmp, const SavedKey *key, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_cmp_sql_prepare (db, cmp,
                              "INSERT OR REPLACE INTO @.keyring (serial, purpose, secret, made_ms)"
                              " VALUES (?1, ?2, ?3, ?4)",
                              error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_int (stmt, 1, key->serial);
  hearth_stmt_bind_text (stmt, 2, key->purpose);
  hearth_stmt_bind_blob (stmt, 3, hearth_secret_get_bytes (key->secret), HEARTH_KEY_SIZE);
  hearth_stmt_bind_int (stmt, 4, key->made_ms);
  return hearth_stmt_run (stmt, error);
}

/* What the card of the vault names goes on; keys that are lost were made anew with the file. */
gboolean
_hearth_salvage_copy_keyring (
    HearthPageMap *map, HearthDb *db, HearthCompartment cmp, GByteArray *keys, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (key_free);
  SavedKeys saved = { rows };

  hearth_page_map_scan (map, "keyring", take_key, &saved);
  if (rows->len == 0)
    return TRUE;
  if (!hearth_db_begin (db, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const SavedKey *key = rows->pdata[i];
      guint8 public_key[HEARTH_KEY_SIZE];

      if (!insert_key (db, cmp, key, error))
        {
          hearth_db_rollback (db);
          return FALSE;
        }
      if (strcmp (key->purpose, "sign") != 0)
        continue;
      hearth_key_ed25519_public (key->secret, public_key);
      g_byte_array_append (keys, public_key, sizeof public_key);
    }
  return hearth_db_commit (db, error);
}

/* --- All other local tables, row by row --- */

typedef struct
{
  const char *table;
  HearthStmt *insert;
  guint n_columns;
  guint n_rows;
  GError *error;
} Copy;

static void
bind_value (HearthStmt *stmt, int index, const HearthRawValue *value)
{
  g_autofree char *text = NULL;

  switch (value->type)
    {
    case HEARTH_RAW_INT:
      hearth_stmt_bind_int (stmt, index, value->number);
      break;
    case HEARTH_RAW_TEXT:
      text = g_strndup ((const char *) value->bytes, value->length);
      hearth_stmt_bind_text (stmt, index, text);
      break;
    case HEARTH_RAW_BLOB:
      hearth_stmt_bind_blob (stmt, index, value->bytes, value->length);
      break;
    case HEARTH_RAW_NULL:
    case HEARTH_RAW_REAL:
    default:
      hearth_stmt_bind_null (stmt, index);
      break;
    }
}

static void
copy_row (const char *table, gint64 rowid, const HearthRawRow *row, gpointer data)
{
  Copy *copy = data;

  if (copy->error != NULL || g_strcmp0 (table, copy->table) != 0 ||
      row->n_columns > copy->n_columns)
    return;
  for (guint i = 0; i < copy->n_columns; i++)
    if (i >= row->n_columns)
      hearth_stmt_bind_null (copy->insert, (int) i + 1);
    else if (i == 0 && row->columns[0].type == HEARTH_RAW_NULL && rowid != 0)
      hearth_stmt_bind_int (copy->insert, 1, rowid);
    else
      bind_value (copy->insert, (int) i + 1, &row->columns[i]);
  if (hearth_stmt_run (copy->insert, &copy->error))
    copy->n_rows++;
}

/* "INSERT OR REPLACE INTO core.draft VALUES (?, ?)" */
static char *
make_insert (HearthCompartment cmp, const char *table, guint n_columns)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT OR REPLACE INTO %s.\"%s\" VALUES (",
                          hearth_compartment_get_name (cmp), table);
  for (guint i = 0; i < n_columns; i++)
    g_string_append (sql, i == 0 ? "?" : ", ?");
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

static gboolean
copy_table (HearthPageMap *map,
            HearthDb *db,
            HearthCompartment cmp,
            const char *table,
            guint n_columns,
            GError **error)
{
  g_autofree char *sql = make_insert (cmp, table, n_columns);
  g_autoptr (HearthStmt) insert = NULL;
  Copy copy = { .table = table, .n_columns = n_columns };

  if (!hearth_db_begin (db, error))
    return FALSE;
  insert = hearth_db_prepare (db, sql, error);
  copy.insert = insert;
  if (insert != NULL)
    hearth_page_map_scan (map, table, copy_row, &copy);
  if (insert == NULL || copy.error != NULL)
    {
      hearth_db_rollback (db);
      if (copy.error != NULL)
        g_propagate_error (error, copy.error);
      return FALSE;
    }
  hearth_stmt_reset (insert);
  /* Nothing found: there is no file to commit. */
  if (copy.n_rows == 0)
    {
      hearth_db_rollback (db);
      return TRUE;
    }
  return hearth_db_commit (db, error);
}

/* Made from the lines, made by SQLite, or brought over with care of its own. */
static gboolean
is_made_otherwise (const char *table)
{
  static const char *const apart[] = { "journal", "touch", "conflict", "keyring", "blob", NULL };

  return g_strv_contains (apart, table) || g_str_has_prefix (table, "sqlite_") ||
         g_str_has_prefix (table, "search") || hearth_registry_find_kind (table) != NULL;
}

/* (element-type utf8) */
static GPtrArray *
list_tables (HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      db, cmp, "SELECT name FROM @.sqlite_schema WHERE type = 'table' ORDER BY name", error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&tables);
      if (!is_made_otherwise (hearth_stmt_get_text (stmt, 0)))
        g_ptr_array_add (tables, hearth_stmt_dup_text (stmt, 0));
    }
}

static gboolean
count_columns (
    HearthDb *db, HearthCompartment cmp, const char *table, guint *n_columns, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("PRAGMA %s.table_info (\"%s\")", hearth_compartment_get_name (cmp), table);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);
  gboolean has_row = TRUE;

  if (stmt == NULL)
    return FALSE;
  for (*n_columns = 0; has_row; *n_columns += has_row ? 1 : 0)
    if (!hearth_stmt_step (stmt, &has_row, error))
      return FALSE;
  return TRUE;
}

gboolean
_hearth_salvage_copy_tables (HearthPageMap *map,
                             HearthDb *db,
                             HearthCompartment cmp,
                             GError **error)
{
  g_autoptr (GPtrArray) tables = list_tables (db, cmp, error);

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      guint n_columns;

      if (!count_columns (db, cmp, tables->pdata[i], &n_columns, error) ||
          !copy_table (map, db, cmp, tables->pdata[i], n_columns, error))
        return FALSE;
    }
  return tables != NULL;
}
