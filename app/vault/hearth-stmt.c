/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prepared statements and their cache. A statement belongs to its connection's thread. */
#include "config.h"

#include "hearth-db-private.h"
#include "hearth-stmt.h"
#include "hearth-vault-error-private.h"

#include <string.h>

/* Enough for every statement of a session; what is over goes by least recent use. */
#define MAX_IDLE 192

struct _HearthStmt
{
  HearthDb *db;
  sqlite3_stmt *handle;
  char *sql;
  int bind_result; /* the first failed bind; reported by the next step */
  GList link;      /* in idle_order while at rest */
};

static void
free_stmt (HearthStmt *self)
{
  sqlite3_finalize (self->handle);
  g_free (self->sql);
  g_free (self);
}

void
_hearth_stmt_cache_init (HearthDb *db)
{
  db->idle = g_hash_table_new (g_str_hash, g_str_equal);
  g_queue_init (&db->idle_order);
}

static void
take_from_cache (HearthStmt *self)
{
  g_hash_table_remove (self->db->idle, self->sql);
  g_queue_unlink (&self->db->idle_order, &self->link);
}

void
_hearth_stmt_cache_clear (HearthDb *db)
{
  while (db->idle_order.tail != NULL)
    {
      HearthStmt *stmt = db->idle_order.tail->data;

      take_from_cache (stmt);
      free_stmt (stmt);
    }
  g_clear_pointer (&db->idle, g_hash_table_unref);
}

/**
 * hearth_db_prepare:
 * @sql: one constant statement; the schema of every table is named ("core.person")
 *
 * The statement comes from the connection's cache if it was used before and is at rest. Text with
 * values in it would fill the cache and is refused by review: bind them.
 *
 * Returns: (transfer full): the statement, or %NULL with an error, %HEARTH_VAULT_ERROR_MISUSE if
 *   SQLite or the authorizer refuses @sql. Thread: the connection's.
 */
HearthStmt *
hearth_db_prepare (HearthDb *db, const char *sql, GError **error)
{
  HearthStmt *self;
  sqlite3_stmt *handle = NULL;
  int result;

  g_return_val_if_fail (db != NULL, NULL);
  g_return_val_if_fail (sql != NULL, NULL);

  self = g_hash_table_lookup (db->idle, sql);
  if (self != NULL)
    {
      take_from_cache (self);
      db->n_busy++;
      return self;
    }
  result = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
  if (!_hearth_db_check (db, result, "prepare", error))
    return NULL;

  self = g_new0 (HearthStmt, 1);
  self->db = db;
  self->handle = handle;
  self->sql = g_strdup (sql);
  self->link.data = self;
  db->n_busy++;
  return self;
}

/**
 * hearth_stmt_release:
 * @self: (transfer full) (nullable): a statement; %NULL does nothing
 *
 * Resets it, forgets what was bound and gives it back to the cache. Thread: the connection's.
 */
void
hearth_stmt_release (HearthStmt *self)
{
  HearthDb *db;

  if (self == NULL)
    return;
  db = self->db;
  db->n_busy--;
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->bind_result = SQLITE_OK;

  /* The same text was in use twice, a recursion: one copy at rest is enough. */
  if (g_hash_table_contains (db->idle, self->sql))
    {
      free_stmt (self);
      return;
    }
  g_hash_table_insert (db->idle, self->sql, self);
  g_queue_push_head_link (&db->idle_order, &self->link);
  if (db->idle_order.length > MAX_IDLE)
    {
      HearthStmt *oldest = db->idle_order.tail->data;

      take_from_cache (oldest);
      free_stmt (oldest);
    }
}

/**
 * hearth_db_dup_statement_texts:
 *
 * For tests that look at the plans of the statements which a layer above has run.
 *
 * Returns: (transfer full) (array zero-terminated=1): the texts in the cache, most recently used first;
 *   at most the number of statements that it keeps. Thread: the connection's.
 */
char **
hearth_db_dup_statement_texts (HearthDb *db)
{
  GPtrArray *texts = g_ptr_array_new ();

  g_return_val_if_fail (db != NULL, (char **) g_ptr_array_free (texts, FALSE));

  for (GList *link = db->idle_order.head; link != NULL; link = link->next)
    g_ptr_array_add (texts, g_strdup (((HearthStmt *) link->data)->sql));
  g_ptr_array_add (texts, NULL);
  return (char **) g_ptr_array_free (texts, FALSE);
}

static void
note_bind (HearthStmt *self, int result)
{
  if (self->bind_result == SQLITE_OK)
    self->bind_result = result;
}

/** hearth_stmt_bind_int: binds @value to parameter @index, from 1. A failure is told by the step. */
void
hearth_stmt_bind_int (HearthStmt *self, int index, gint64 value)
{
  g_return_if_fail (self != NULL);

  note_bind (self, sqlite3_bind_int64 (self->handle, index, value));
}

/** hearth_stmt_bind_text: binds a copy of @text, UTF-8; %NULL binds NULL. */
void
hearth_stmt_bind_text (HearthStmt *self, int index, const char *text)
{
  g_return_if_fail (self != NULL);

  note_bind (self, sqlite3_bind_text (self->handle, index, text, -1, SQLITE_TRANSIENT));
}

/**
 * hearth_stmt_lend_text:
 * @text: (nullable): must stay as it is until something else is bound here, or the statement is released
 *
 * As hearth_stmt_bind_text(), without a copy: for loops that write a million rows.
 */
void
hearth_stmt_lend_text (HearthStmt *self, int index, const char *text)
{
  g_return_if_fail (self != NULL);

  note_bind (self, sqlite3_bind_text (self->handle, index, text, -1, SQLITE_STATIC));
}

/** hearth_stmt_lend_id: as hearth_stmt_bind_id(), without a copy; see hearth_stmt_lend_text(). */
void
hearth_stmt_lend_id (HearthStmt *self, int index, const HearthId *id)
{
  g_return_if_fail (self != NULL);

  note_bind (self, id == NULL ? sqlite3_bind_null (self->handle, index)
                              : sqlite3_bind_blob (self->handle, index, id->bytes, HEARTH_ID_SIZE,
                                                   SQLITE_STATIC));
}

/** hearth_stmt_bind_blob: binds a copy of @length bytes; a %NULL pointer binds NULL. */
void
hearth_stmt_bind_blob (HearthStmt *self, int index, gconstpointer bytes, gsize length)
{
  g_return_if_fail (self != NULL);

  note_bind (self, sqlite3_bind_blob64 (self->handle, index, bytes, length, SQLITE_TRANSIENT));
}

/** hearth_stmt_bind_id: binds the 16 bytes of @id; %NULL binds NULL. */
void
hearth_stmt_bind_id (HearthStmt *self, int index, const HearthId *id)
{
  hearth_stmt_bind_blob (self, index, id != NULL ? id->bytes : NULL, HEARTH_ID_SIZE);
}

/** hearth_stmt_bind_null: binds NULL, as every parameter is that was never bound. */
void
hearth_stmt_bind_null (HearthStmt *self, int index)
{
  g_return_if_fail (self != NULL);

  note_bind (self, sqlite3_bind_null (self->handle, index));
}

/**
 * hearth_stmt_step:
 * @has_row: (out): whether columns can be read; %FALSE at the end
 *
 * Returns: %FALSE with an error; the statement is then reset. Thread: the connection's.
 */
gboolean
hearth_stmt_step (HearthStmt *self, gboolean *has_row, GError **error)
{
  int result;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (has_row != NULL, FALSE);

  *has_row = FALSE;
  if (_hearth_db_refuse_if_stopped (self->db, error) ||
      !_hearth_db_check (self->db, self->bind_result, "bind", error))
    return FALSE;
  result = sqlite3_step (self->handle);
  if (!_hearth_db_check (self->db, result, "step", error))
    {
      sqlite3_reset (self->handle);
      return FALSE;
    }
  *has_row = result == SQLITE_ROW;
  return TRUE;
}

/**
 * hearth_stmt_run:
 *
 * Runs the statement to its end and resets it; what was bound stays. For INSERT, UPDATE and DELETE
 * in loops. Thread: the connection's.
 *
 * Returns: %FALSE with an error.
 */
gboolean
hearth_stmt_run (HearthStmt *self, GError **error)
{
  gboolean has_row = TRUE;

  g_return_val_if_fail (self != NULL, FALSE);

  while (has_row)
    {
      if (!hearth_stmt_step (self, &has_row, error))
        return FALSE;
    }
  sqlite3_reset (self->handle);
  return TRUE;
}

/** hearth_stmt_reset: back to before the first row; what was bound stays. */
void
hearth_stmt_reset (HearthStmt *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_reset (self->handle);
}

/** hearth_stmt_is_null: whether @column, from 0, of the current row is NULL. */
gboolean
hearth_stmt_is_null (HearthStmt *self, int column)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

/** hearth_stmt_get_int: @column as an integer; 0 for NULL. */
gint64
hearth_stmt_get_int (HearthStmt *self, int column)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_column_int64 (self->handle, column);
}

/** hearth_stmt_get_text: (transfer none): @column as UTF-8, %NULL for NULL; valid until the step. */
const char *
hearth_stmt_get_text (HearthStmt *self, int column)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *) sqlite3_column_text (self->handle, column);
}

/** hearth_stmt_dup_text: (transfer full): a copy of @column, %NULL for NULL. */
char *
hearth_stmt_dup_text (HearthStmt *self, int column)
{
  return g_strdup (hearth_stmt_get_text (self, column));
}

/**
 * hearth_stmt_get_blob:
 * @length: (out): bytes
 *
 * Returns: (transfer none): @column as bytes, valid until the next step; %NULL for NULL and for an
 *   empty blob. Thread: the connection's.
 */
gconstpointer
hearth_stmt_get_blob (HearthStmt *self, int column, gsize *length)
{
  gconstpointer bytes;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (length != NULL, NULL);

  bytes = sqlite3_column_blob (self->handle, column);
  *length = (gsize) sqlite3_column_bytes (self->handle, column);
  return bytes;
}

/** hearth_stmt_get_id: @column as an id; %FALSE, @out untouched, unless it is 16 bytes. */
gboolean
hearth_stmt_get_id (HearthStmt *self, int column, HearthId *out)
{
  gsize length;
  gconstpointer bytes = hearth_stmt_get_blob (self, column, &length);

  g_return_val_if_fail (out != NULL, FALSE);

  if (bytes == NULL || length != HEARTH_ID_SIZE)
    return FALSE;
  memcpy (out->bytes, bytes, HEARTH_ID_SIZE);
  return TRUE;
}
