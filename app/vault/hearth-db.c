/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection: how it is opened and bounded, which files it has, its transactions. Belongs to
 * one thread, its worker. */
#include "config.h"

#include "hearth-db-private.h"
#include "hearth-mutant.h"
#include "hearth-vault-error-private.h"
#include "hearth-vfs-private.h"

#include <string.h>

#define BUSY_TIMEOUT_MS 5000

/* How often, in steps of SQLite's machine, a long statement looks at its cancellable. */
#define PROGRESS_STEPS 2000

typedef struct
{
  int id;
  int value;
} Limit;

/* vault 10: hostile or broken SQL and values end here and not in memory. ATTACHED: seven and the
 * one that VACUUM attaches. */
static const Limit limits[] = {
  { SQLITE_LIMIT_LENGTH, 8 << 20 },
  { SQLITE_LIMIT_SQL_LENGTH, 256 << 10 },
  { SQLITE_LIMIT_COLUMN, 200 },
  { SQLITE_LIMIT_EXPR_DEPTH, 100 },
  { SQLITE_LIMIT_COMPOUND_SELECT, 10 },
  { SQLITE_LIMIT_VDBE_OP, 250000 },
  { SQLITE_LIMIT_FUNCTION_ARG, 32 },
  { SQLITE_LIMIT_ATTACHED, 8 },
  { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 256 },
  { SQLITE_LIMIT_VARIABLE_NUMBER, 1000 },
  { SQLITE_LIMIT_TRIGGER_DEPTH, 10 },
  { SQLITE_LIMIT_WORKER_THREADS, 0 },
};

/* Of these PRAGMAs the reading form is harmless; FTS5 asks for data_version itself. */
static const char *const readable_pragmas[] = {
  "application_id", "data_version", "foreign_key_check", "freelist_count",
  "index_info",     "index_list",   "index_xinfo",       "page_count",
  "quick_check",    "table_info",   "table_xinfo",       "user_version",
};

/* Their argument names a table or an index, it sets nothing. */
static const char *const pragmas_with_name[] = {
  "foreign_key_check", "index_info", "index_list",  "index_xinfo",
  "quick_check",       "table_info", "table_xinfo",
};

static gboolean
is_one_of (const char *name, const char *const *names, gsize n_names)
{
  for (gsize i = 0; i < n_names; i++)
    {
      if (g_ascii_strcasecmp (name, names[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_pragma_allowed (const char *name, const char *argument)
{
  if (!is_one_of (name, readable_pragmas, G_N_ELEMENTS (readable_pragmas)))
    return FALSE;
  return argument == NULL || is_one_of (name, pragmas_with_name, G_N_ELEMENTS (pragmas_with_name));
}

/* Attaching a plain file is a way to export in the clear; extensions and foreign tokenizers run
 * code in our process; most PRAGMAs undo a setting of 4.2. */
static int
authorize_cb (void *data,
              int action,
              const char *first,
              const char *second,
              const char *schema,
              const char *trigger)
{
  HearthDb *self = data;

  if (self->n_unrestricted > 0)
    return SQLITE_OK;

  switch (action)
    {
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
      return SQLITE_DENY;
    case SQLITE_PRAGMA:
      return is_pragma_allowed (first, second) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_FUNCTION:
      if (g_ascii_strcasecmp (second, "load_extension") == 0 ||
          g_ascii_strcasecmp (second, "fts3_tokenizer") == 0)
        return SQLITE_DENY;
      return SQLITE_OK;
    default:
      return SQLITE_OK;
    }
}

static int
progress_cb (void *data)
{
  HearthDb *self = data;

  return g_atomic_int_get (&self->is_stopped) || g_cancellable_is_cancelled (self->cancellable);
}

/* Ending a transaction is never interrupted. */
static void
watch_for_end (HearthDb *self, gboolean watch)
{
  if (watch)
    sqlite3_progress_handler (self->handle, PROGRESS_STEPS, progress_cb, self);
  else
    sqlite3_progress_handler (self->handle, 0, NULL, NULL);
}

gboolean
_hearth_db_refuse_if_stopped (HearthDb *self, GError **error)
{
  if (!g_atomic_int_get (&self->is_stopped))
    return FALSE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the vault is being locked");
  return TRUE;
}

/* From any thread: what runs is interrupted, what comes is refused, until the connection is closed.
 * A transaction that is being committed is committed. */
void
_hearth_db_stop (HearthDb *self)
{
  g_atomic_int_set (&self->is_stopped, TRUE);
}

/* The journals stay as they are when the connection is closed: the next unlock recovers them. */
void
_hearth_db_skip_checkpoint (HearthDb *self)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

/* Whether something was committed, and nothing for @idle_us or much; says so once. From any thread. */
gboolean
_hearth_db_take_idle (HearthDb *self, gint64 idle_us)
{
  gint64 committed_us = __atomic_load_n (&self->committed_us, __ATOMIC_ACQUIRE);

  if (g_atomic_int_compare_and_exchange (&self->is_behind, TRUE, FALSE))
    return TRUE;
  if (committed_us == 0 || g_get_monotonic_time () - committed_us < idle_us)
    return FALSE;
  return __atomic_compare_exchange_n (&self->committed_us, &committed_us, 0, FALSE,
                                      __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
}

/* Lifts the authorizer for opening, migration and the rotation of keys. */
void
_hearth_db_begin_unrestricted (HearthDb *self)
{
  self->n_unrestricted++;
}

void
_hearth_db_end_unrestricted (HearthDb *self)
{
  g_assert (self->n_unrestricted > 0);
  self->n_unrestricted--;
}

/* Whether a statement was refused because it names a file that is not attached. */
static gboolean
wants_missing_file (HearthDb *self)
{
  const char *message = sqlite3_errmsg (self->handle);

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      const char *name = hearth_compartment_get_name ((HearthCompartment) i);
      g_autofree char *table = g_strconcat ("no such table: ", name, ".", NULL);
      g_autofree char *schema = g_strconcat ("unknown database ", name, NULL);

      if (!hearth_db_has (self, (HearthCompartment) i) &&
          (g_str_has_prefix (message, table) || g_str_equal (message, schema)))
        return TRUE;
    }
  return FALSE;
}

/* TRUE if @result is success, else sets @error. */
gboolean
_hearth_db_check (HearthDb *self, int result, const char *act, GError **error)
{
  if (result == SQLITE_OK || result == SQLITE_ROW || result == SQLITE_DONE)
    return TRUE;
#ifdef HEARTH_DEVELOPMENT
  /* Preparing quotes the statement's text only, which is constant; stepping would quote values. */
  if (result == SQLITE_ERROR && g_str_equal (act, "prepare"))
    g_info ("%s", sqlite3_errmsg (self->handle));
#endif
  if (result == SQLITE_ERROR && g_str_equal (act, "prepare") && wants_missing_file (self))
    g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_HELD,
                         "the login does not hold a compartment that this needs");
  else
    /* SQLite's own sqlite3_system_errno () is not told about a COMMIT that fails. */
    _hearth_vault_set_sqlite_errno_error (error, result,
                                          self->vfs != NULL ? _hearth_vfs_get_errno () : 0, act);
  return FALSE;
}

typedef void (*ReadFunc) (sqlite3_stmt *stmt, gpointer out);

static void
read_int (sqlite3_stmt *stmt, gpointer out)
{
  *(gint64 *) out = sqlite3_column_int64 (stmt, 0);
}

static void
read_text (sqlite3_stmt *stmt, gpointer out)
{
  *(char **) out = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
}

static gboolean
query (HearthDb *self, const char *sql, ReadFunc read, gpointer out, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (self->handle, sql, -1, &stmt, NULL);

  if (!_hearth_db_check (self, result, "prepare", error))
    return FALSE;
  result = sqlite3_step (stmt);
  if (result == SQLITE_ROW)
    read (stmt, out);
  sqlite3_finalize (stmt);
  return _hearth_db_check (self, result, "step", error);
}

/* The first column of the first row, as an integer; 0 if there is no row. */
gboolean
_hearth_db_query_int (HearthDb *self, const char *sql, gint64 *out_value, GError **error)
{
  *out_value = 0;
  return query (self, sql, read_int, out_value, error);
}

/* The first column of the first row, as text; NULL if there is no row. */
gboolean
_hearth_db_query_text (HearthDb *self, const char *sql, char **out_text, GError **error)
{
  *out_text = NULL;
  return query (self, sql, read_text, out_text, error);
}

/* Opening and migration use PRAGMAs that nobody else may. */
gboolean
_hearth_db_exec_unrestricted (HearthDb *self, const char *sql, GError **error)
{
  gboolean is_done;

  _hearth_db_begin_unrestricted (self);
  is_done = hearth_db_exec (self, sql, error);
  _hearth_db_end_unrestricted (self);
  return is_done;
}

static gboolean
configure_flag (HearthDb *self, int flag, int value, GError **error)
{
  int seen = -1;
  int result = sqlite3_db_config (self->handle, flag, value, &seen);

  if (!_hearth_db_check (self, result, "configure", error))
    return FALSE;
  if (seen != value)
    {
      g_set_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_MISUSE,
                   "configure: flag %d did not keep its value", flag);
      return FALSE;
    }
  return TRUE;
}

static gboolean
configure (HearthDb *self, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (self->handle, limits[i].id, limits[i].value);

  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_set_authorizer (self->handle, authorize_cb, self);
  watch_for_end (self, TRUE);

  return configure_flag (self, SQLITE_DBCONFIG_DEFENSIVE, 1, error) &&
         configure_flag (self, SQLITE_DBCONFIG_DQS_DML, 0, error) &&
         configure_flag (self, SQLITE_DBCONFIG_DQS_DDL, 0, error) &&
         configure_flag (self, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, error) &&
         configure_flag (self, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, error) &&
         configure_flag (self, SQLITE_DBCONFIG_ENABLE_FKEY, 1, error) &&
         configure_flag (self, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, error) &&
         _hearth_db_exec_unrestricted (self, "PRAGMA temp_store = MEMORY", error);
}

/* A connection without files, bounded and configured. */
HearthDb *
_hearth_db_open_connection (HearthVfs *vfs, HearthDbRole role, const char *vfs_name, GError **error)
{
  g_autoptr (HearthDb) self = g_new0 (HearthDb, 1);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int result;

  /* What ATTACH may do it inherits from here: only the creator may make a file. */
  if (role == HEARTH_DB_CREATOR)
    flags |= SQLITE_OPEN_CREATE;
  self->vfs = vfs;
  self->role = role;
  _hearth_stmt_cache_init (self);
  result = sqlite3_open_v2 (":memory:", &self->handle, flags, vfs_name);
  if (!_hearth_db_check (self, result, "open", error) || !configure (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
_hearth_db_attach_path (HearthDb *self, HearthCompartment cmp, const char *path, GError **error)
{
  char sql[64];
  sqlite3_stmt *stmt = NULL;
  int result;

  g_snprintf (sql, sizeof sql, "ATTACH ?1 AS %s", hearth_compartment_get_name (cmp));
  _hearth_db_begin_unrestricted (self);
  result = sqlite3_prepare_v2 (self->handle, sql, -1, &stmt, NULL);
  if (result == SQLITE_OK)
    result = sqlite3_bind_text (stmt, 1, path, -1, SQLITE_TRANSIENT);
  if (result == SQLITE_OK)
    result = sqlite3_step (stmt);
  sqlite3_finalize (stmt);
  _hearth_db_end_unrestricted (self);
  return _hearth_db_check (self, result, "attach", error);
}

/* After a failed opening; SQLite forgets the file and its locks. */
void
_hearth_db_detach (HearthDb *self, HearthCompartment cmp)
{
  char sql[64];

  g_snprintf (sql, sizeof sql, "DETACH %s", hearth_compartment_get_name (cmp));
  _hearth_db_exec_unrestricted (self, sql, NULL);
}

static gboolean
attach_memory (HearthDb *self, HearthCompartment cmp, GError **error)
{
  if (!_hearth_db_attach_path (self, cmp, ":memory:", error))
    return FALSE;
  self->attached |= 1u << cmp;
  return TRUE;
}

/**
 * hearth_db_open_in_memory:
 *
 * Without a vault, for tests of the layers above and as the plain side of differential tests: every
 * compartment is attached, empty, and vanishes at close. The limits, the authorizer and the check
 * at commit are those of a vault.
 *
 * Returns: (transfer full): the connection, or %NULL with an error. Thread: the caller's from now on.
 */
HearthDb *
hearth_db_open_in_memory (GError **error)
{
  g_autoptr (HearthDb) self = _hearth_db_open_connection (NULL, HEARTH_DB_CREATOR, NULL, error);

  if (self == NULL)
    return NULL;
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      if (!attach_memory (self, (HearthCompartment) i, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * hearth_db_close:
 * @self: (transfer full): the connection; its statements must have been released
 *
 * An open transaction is rolled back. Thread: the connection's.
 */
void
hearth_db_close (HearthDb *self)
{
  g_return_if_fail (self != NULL);

  _hearth_stmt_cache_clear (self);
  if (sqlite3_close (self->handle) != SQLITE_OK)
    {
      g_critical ("a connection was closed while a statement of it was in use");
      sqlite3_close_v2 (self->handle);
    }
  g_clear_object (&self->cancellable);
  g_free (self);
}

/** hearth_db_has: whether @cmp is attached; ask before preparing. Thread: the connection's. */
gboolean
hearth_db_has (HearthDb *self, HearthCompartment cmp)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->attached & 1u << cmp) != 0;
}

/**
 * hearth_db_begin:
 *
 * Opens a transaction. It takes a lock of a file with the first statement that touches it: an
 * immediate one would take the write lock of every attached file. Thread: the connection's.
 *
 * Returns: %FALSE with an error; %HEARTH_VAULT_ERROR_MISUSE inside a transaction.
 */
gboolean
hearth_db_begin (HearthDb *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return hearth_db_exec (self, "BEGIN", error);
}

static gboolean
run (HearthDb *self, const char *sql, GError **error)
{
  return _hearth_db_check (self, sqlite3_exec (self->handle, sql, NULL, NULL, NULL), "exec", error);
}

static guint
count_written_files (HearthDb *self)
{
  guint n_written = 0;

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      const char *schema = hearth_compartment_get_name ((HearthCompartment) i);

      if (hearth_db_has (self, (HearthCompartment) i) &&
          sqlite3_txn_state (self->handle, schema) == SQLITE_TXN_WRITE)
        n_written++;
    }
  return n_written;
}

/**
 * hearth_db_commit:
 *
 * Commits. A transaction writes one file at most, because WAL commits of several files are not
 * atomic together (vault 4.3); one that wrote none merely ends its snapshot. On failure the
 * transaction is rolled back, so that the caller never has to. Once SQLite was told to commit, the
 * cancellable is not asked any more: a commit that happened is never reported as cancelled.
 *
 * Returns: %TRUE once the change is on disk; else %FALSE with an error, %HEARTH_VAULT_ERROR_MISUSE
 *   if several files were written. Thread: the connection's.
 */
gboolean
hearth_db_commit (HearthDb *self, GError **error)
{
  gboolean is_done;
  guint n_written;

  g_return_val_if_fail (self != NULL, FALSE);

  n_written = count_written_files (self);
  if (n_written > 1 && !HEARTH_MUTANT (SEVERAL_FILES_WRITTEN))
    {
      g_critical ("a transaction wrote several compartments");
      hearth_db_rollback (self);
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_MISUSE,
                           "commit: several files were written");
      return FALSE;
    }
  if (_hearth_db_refuse_if_stopped (self, error) ||
      g_cancellable_set_error_if_cancelled (self->cancellable, error))
    {
      hearth_db_rollback (self);
      return FALSE;
    }
  watch_for_end (self, FALSE);
  is_done = run (self, "COMMIT", error);
  watch_for_end (self, TRUE);
  if (!is_done)
    hearth_db_rollback (self);
  else if (n_written > 0)
    {
      __atomic_store_n (&self->committed_us, g_get_monotonic_time (), __ATOMIC_RELEASE);
      if (self->usual_cache_size != 0)
        g_atomic_int_set (&self->is_behind, TRUE);
    }
  return is_done;
}

/**
 * hearth_db_rollback:
 *
 * Ends the transaction, if there is one, without a trace. Thread: the connection's.
 */
void
hearth_db_rollback (HearthDb *self)
{
  g_return_if_fail (self != NULL);

  if (!hearth_db_in_transaction (self))
    return;
  watch_for_end (self, FALSE);
  /* A failure of ROLLBACK leaves no transaction either: SQLite then recovers at the next read. */
  sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  watch_for_end (self, TRUE);
}

/** hearth_db_in_transaction: whether a transaction is open. Thread: the connection's. */
gboolean
hearth_db_in_transaction (HearthDb *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !sqlite3_get_autocommit (self->handle);
}

/**
 * hearth_db_exec:
 * @sql: constant statements, separated by semicolons, whose results nobody reads
 *
 * For schema text. PRAGMAs pass only while a migration runs. Thread: the connection's.
 *
 * Returns: %FALSE with an error; statements before the failing one have had their effect.
 */
gboolean
hearth_db_exec (HearthDb *self, const char *sql, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (sql != NULL, FALSE);

  return !_hearth_db_refuse_if_stopped (self, error) && run (self, sql, error);
}

/** hearth_db_last_insert_id: rowid of the last INSERT of this connection. */
gint64
hearth_db_last_insert_id (HearthDb *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_last_insert_rowid (self->handle);
}

/** hearth_db_n_changes: rows changed by the last INSERT, UPDATE or DELETE of this connection. */
int
hearth_db_n_changes (HearthDb *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_changes (self->handle);
}

/**
 * hearth_db_set_cancellable:
 * @cancellable: (nullable): stops statements of this connection with %G_IO_ERROR_CANCELLED
 *
 * Set it for one job and take it away with %NULL afterwards. Thread: the connection's.
 */
void
hearth_db_set_cancellable (HearthDb *self, GCancellable *cancellable)
{
  g_return_if_fail (self != NULL);

  g_set_object (&self->cancellable, cancellable);
}
