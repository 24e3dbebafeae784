/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-preference-store.h"

#include "hearth-stmt.h"

#include <string.h>

#define SELECT "SELECT value FROM core.preference WHERE user = ?1 AND name = ?2"
#define PUT "INSERT OR REPLACE INTO core.preference (user, name, value) VALUES (?1, ?2, ?3)"

/**
 * hearth_preference_store_get:
 *
 * Returns: (transfer full) (nullable): see the header; %NULL with an error. Thread: the connection's.
 */
char *
hearth_preference_store_get (HearthDb *db, const HearthId *user, const char *name, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (db != NULL && user != NULL && name != NULL, NULL);

  stmt = hearth_db_prepare (db, SELECT, error);
  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_id (stmt, 1, user);
  hearth_stmt_bind_text (stmt, 2, name);
  if (!hearth_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  return hearth_stmt_dup_text (stmt, 0);
}

/**
 * hearth_preference_store_put:
 * @name, @value: words of the program, of %HEARTH_PREFERENCE_MAX_BYTES at most
 *
 * Keeps it for the user who writes. In a transaction of the caller's.
 *
 * Returns: %FALSE with an error. Thread: writer.
 */
gboolean
hearth_preference_store_put (const HearthWriter *writer,
                             const char *name,
                             const char *value,
                             GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;

  g_return_val_if_fail (writer != NULL && name != NULL && value != NULL, FALSE);
  g_return_val_if_fail (strlen (name) <= HEARTH_PREFERENCE_MAX_BYTES, FALSE);
  g_return_val_if_fail (strlen (value) <= HEARTH_PREFERENCE_MAX_BYTES, FALSE);

  stmt = hearth_db_prepare (writer->db, PUT, error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, &writer->who);
  hearth_stmt_bind_text (stmt, 2, name);
  hearth_stmt_bind_text (stmt, 3, value);
  return hearth_stmt_run (stmt, error);
}

typedef struct
{
  char *name;
  char *value;
} Preference;

static void
preference_free (gpointer data)
{
  Preference *self = data;

  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

static HearthChangeSet *
put_func (const HearthWriter *writer, gpointer data, GCancellable *cancellable, GError **error)
{
  const Preference *self = data;

  if (!hearth_db_begin (writer->db, error))
    return NULL;
  if (!hearth_preference_store_put (writer, self->name, self->value, error))
    {
      hearth_db_rollback (writer->db);
      return NULL;
    }
  return hearth_db_commit (writer->db, error) ? hearth_writer_nothing () : NULL;
}

/** hearth_preference_store_put_async: on the writer. Thread: main. */
void
hearth_preference_store_put_async (HearthStore *store,
                                   const char *name,
                                   const char *value,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  Preference *self = g_new0 (Preference, 1);

  self->name = g_strdup (name);
  self->value = g_strdup (value);
  hearth_store_write_async (store, put_func, self, preference_free, NULL, callback, user_data);
}

/** hearth_preference_store_put_finish: whether it is on the disk. */
gboolean
hearth_preference_store_put_finish (HearthStore *store, GAsyncResult *result, GError **error)
{
  g_autoptr (HearthChangeSet) changes = hearth_store_write_finish (store, result, error);

  return changes != NULL;
}
