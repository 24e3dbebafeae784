/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-saved-view-store.h"

#include "hearth-stmt.h"
#include "hearth-text.h"

#include <string.h>

#define SELECT "SELECT id, name, look FROM core.saved_view WHERE user = ?1"
#define COUNT "SELECT count (*) FROM core.saved_view WHERE user = ?1 AND id <> ?2"
#define PUT                                                                                        \
  "INSERT OR REPLACE INTO core.saved_view (user, id, name, look, at_ms) VALUES (?1, ?2, ?3, ?4, "  \
  "?5)"
#define REMOVE "DELETE FROM core.saved_view WHERE user = ?1 AND id = ?2"

#define MAX_NAME_BYTES 200

/* Not in SQL: its order is that of code points, and there are few. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  const HearthSavedView *left = *(const HearthSavedView *const *) a;
  const HearthSavedView *right = *(const HearthSavedView *const *) b;
  g_autofree char *left_key = hearth_text_sort_key (left->name != NULL ? left->name : "");
  g_autofree char *right_key = hearth_text_sort_key (right->name != NULL ? right->name : "");

  if ((left->name == NULL) != (right->name == NULL))
    return left->name == NULL ? -1 : 1;
  return strcmp (left_key, right_key);
}

/* A look that cannot be read is left out rather than in the way of the others. */
static HearthSavedView *
read_view (HearthStmt *stmt)
{
  const char *text = hearth_stmt_get_text (stmt, 2);
  HearthSavedView *view = text != NULL ? hearth_saved_view_from_text (text) : NULL;

  if (view == NULL)
    return NULL;
  hearth_stmt_get_id (stmt, 0, &view->id);
  hearth_saved_view_set_name (view, hearth_stmt_get_text (stmt, 1));
  return view;
}

/**
 * hearth_saved_view_store_list:
 *
 * Returns: (transfer full) (element-type HearthSavedView): see the header; %NULL with an error.
 *   Thread: the connection's.
 */
GPtrArray *
hearth_saved_view_store_list (HearthDb *db, const HearthId *user, GError **error)
{
  g_autoptr (GPtrArray) views =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_saved_view_free);
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row = TRUE;

  g_return_val_if_fail (db != NULL && user != NULL, NULL);

  stmt = hearth_db_prepare (db, SELECT, error);
  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_id (stmt, 1, user);
  while (has_row)
    {
      HearthSavedView *view;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      view = has_row ? read_view (stmt) : NULL;
      if (view != NULL)
        g_ptr_array_add (views, view);
    }
  g_ptr_array_sort (views, compare_names);
  return g_steal_pointer (&views);
}

static gboolean
has_room (const HearthWriter *writer, const HearthSavedView *view, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (writer->db, COUNT, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, &writer->who);
  hearth_stmt_bind_id (stmt, 2, &view->id);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (!has_row || hearth_stmt_get_int (stmt, 0) <= HEARTH_SAVED_VIEWS_MAX)
    return TRUE;
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_LIMIT, "too many views");
  return FALSE;
}

/**
 * hearth_saved_view_store_put:
 *
 * Keeps @view for the user who writes, in the place of the one with its id. In a transaction of the caller's.
 *
 * Returns: %FALSE with an error, %HEARTH_MODEL_ERROR_LIMIT for one view too many, _INVALID for a name that
 *   is no line of text. Thread: writer.
 */
gboolean
hearth_saved_view_store_put (const HearthWriter *writer,
                             const HearthSavedView *view,
                             GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;
  g_autofree char *look = NULL;

  g_return_val_if_fail (writer != NULL && view != NULL, FALSE);

  if (view->name != NULL &&
      hearth_text_check (view->name, MAX_NAME_BYTES, HEARTH_TEXT_ONE_LINE) != HEARTH_TEXT_FINE)
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                           "the name of a view is too long or no text");
      return FALSE;
    }
  if (!has_room (writer, view, error))
    return FALSE;
  stmt = hearth_db_prepare (writer->db, PUT, error);
  if (stmt == NULL)
    return FALSE;
  look = hearth_saved_view_to_text (view);
  hearth_stmt_bind_id (stmt, 1, &writer->who);
  hearth_stmt_bind_id (stmt, 2, &view->id);
  hearth_stmt_bind_text (stmt, 3, view->name);
  hearth_stmt_bind_text (stmt, 4, look);
  hearth_stmt_bind_int (stmt, 5, g_get_real_time () / 1000);
  return hearth_stmt_run (stmt, error);
}

/** hearth_saved_view_store_remove: %TRUE too if it was not there. Thread: writer. */
gboolean
hearth_saved_view_store_remove (const HearthWriter *writer, const HearthId *id, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;

  g_return_val_if_fail (writer != NULL && id != NULL, FALSE);

  stmt = hearth_db_prepare (writer->db, REMOVE, error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, &writer->who);
  hearth_stmt_bind_id (stmt, 2, id);
  return hearth_stmt_run (stmt, error);
}

/* --- Through the store --- */

static gpointer
list_func (HearthDb *db, gpointer user, GError **error)
{
  return hearth_saved_view_store_list (db, user, error);
}

/** hearth_saved_view_store_list_async: on the reader. Thread: main. */
void
hearth_saved_view_store_list_async (HearthStore *store,
                                    const HearthId *user,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  hearth_store_read_async (store, list_func, hearth_id_copy (user), g_free,
                           (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/** hearth_saved_view_store_list_finish: (transfer full): the answer. */
GPtrArray *
hearth_saved_view_store_list_finish (HearthStore *store, GAsyncResult *result, GError **error)
{
  return hearth_store_read_finish (store, result, error);
}

typedef struct
{
  HearthSavedView *view;
  gboolean is_removed;
} Write;

static void
write_free (gpointer data)
{
  Write *write = data;

  hearth_saved_view_free (write->view);
  g_free (write);
}

static HearthChangeSet *
write_func (const HearthWriter *writer, gpointer data, GCancellable *cancellable, GError **error)
{
  const Write *write = data;
  gboolean is_done;

  if (!hearth_db_begin (writer->db, error))
    return NULL;
  if (write->is_removed)
    is_done = hearth_saved_view_store_remove (writer, &write->view->id, error);
  else
    is_done = hearth_saved_view_store_put (writer, write->view, error);
  if (!is_done)
    hearth_db_rollback (writer->db);
  return is_done && hearth_db_commit (writer->db, error) ? hearth_writer_nothing () : NULL;
}

/** hearth_saved_view_store_write_async: on the writer; @view is copied. Thread: main. */
void
hearth_saved_view_store_write_async (HearthStore *store,
                                     const HearthSavedView *view,
                                     gboolean remove,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  Write *write = g_new (Write, 1);

  write->view = hearth_saved_view_copy (view);
  write->is_removed = remove;
  hearth_store_write_async (store, write_func, write, write_free, NULL, callback, user_data);
}

/** hearth_saved_view_store_write_finish: whether it is on the disk. */
gboolean
hearth_saved_view_store_write_finish (HearthStore *store, GAsyncResult *result, GError **error)
{
  g_autoptr (HearthChangeSet) changes = hearth_store_write_finish (store, result, error);

  return changes != NULL;
}
