/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-contact-store.h"

#include "hearth-model-error.h"
#include "hearth-stmt.h"

#include <string.h>

/** hearth_contact_row_copy: Returns: (transfer full). Thread: any. */
HearthContactRow *
hearth_contact_row_copy (const HearthContactRow *self)
{
  HearthContactRow *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);
  copy->card = g_strdup (self->card);
  return copy;
}

/** hearth_contact_row_free: frees @self. */
void
hearth_contact_row_free (HearthContactRow *self)
{
  g_free (self->name);
  g_free (self->card);
  g_free (self);
}

static gboolean
read_key (HearthStmt *stmt, guint8 key[HEARTH_KEY_SIZE])
{
  gsize length;
  gconstpointer bytes = hearth_stmt_get_blob (stmt, 0, &length);

  if (bytes == NULL || length != HEARTH_KEY_SIZE)
    return FALSE;
  memcpy (key, bytes, length);
  return TRUE;
}

static HearthContactRow *
read_row (HearthStmt *stmt, GError **error)
{
  g_autoptr (HearthContactRow) row = g_new0 (HearthContactRow, 1);
  gint64 state = hearth_stmt_get_int (stmt, 2);
  gconstpointer card;
  gsize length;

  if (!read_key (stmt, row->key) || state < 0 || state >= HEARTH_N_CONTACT_STATES)
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_JOURNAL,
                           "a row of the contacts is not whole");
      return NULL;
    }
  row->is_bare = hearth_stmt_get_int (stmt, 1) != 0;
  row->state = (HearthContactState) state;
  row->serial = hearth_stmt_get_int (stmt, 3);
  row->name = hearth_stmt_dup_text (stmt, 4);
  card = hearth_stmt_get_blob (stmt, 5, &length);
  row->card = card != NULL ? g_strndup (card, length) : NULL;
  row->accept = (guint) hearth_stmt_get_int (stmt, 6);
  row->send = (guint) hearth_stmt_get_int (stmt, 7);
  row->added_ms = hearth_stmt_get_int (stmt, 8);
  row->verified_ms = hearth_stmt_get_int (stmt, 9);
  return g_steal_pointer (&row);
}

/**
 * hearth_contact_store_list:
 *
 * Returns: (transfer full) (element-type HearthContactRow): all of them, also the removed ones; %NULL
 *   with an error. Thread: the connection's.
 */
GPtrArray *
hearth_contact_store_list (HearthDb *db, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_contact_row_free);
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (db != NULL, NULL);

  stmt =
      hearth_db_prepare (db,
                         "SELECT key, is_bare, state, serial, name, card, accept, send, added_ms,"
                         " verified_ms FROM admin.contact ORDER BY added_ms, key",
                         error);
  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      HearthContactRow *row;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&rows);
      row = read_row (stmt, error);
      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
}

/**
 * hearth_contact_store_put:
 *
 * Adds a contact, or says something else of the one with that key. Returns: %FALSE with an error.
 * Thread: writer, inside a transaction of admin.
 */
gboolean
hearth_contact_store_put (HearthDb *db, const HearthContactRow *row, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && row != NULL && row->name != NULL, FALSE);

  stmt = hearth_db_prepare (db,
                            "INSERT OR REPLACE INTO admin.contact (key, is_bare, state, serial,"
                            " name, card, accept, send, added_ms, verified_ms)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                            error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_blob (stmt, 1, row->key, sizeof row->key);
  hearth_stmt_bind_int (stmt, 2, row->is_bare);
  hearth_stmt_bind_int (stmt, 3, row->state);
  hearth_stmt_bind_int (stmt, 4, row->serial);
  hearth_stmt_bind_text (stmt, 5, row->name);
  if (row->card != NULL)
    hearth_stmt_bind_blob (stmt, 6, row->card, strlen (row->card));
  else
    hearth_stmt_bind_null (stmt, 6);
  hearth_stmt_bind_int (stmt, 7, row->accept);
  hearth_stmt_bind_int (stmt, 8, row->send);
  hearth_stmt_bind_int (stmt, 9, row->added_ms);
  hearth_stmt_bind_int (stmt, 10, row->verified_ms);
  return hearth_stmt_run (stmt, error);
}
