/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions to the reader's thread. */
#include "config.h"

#include "hearth-store-private.h"

typedef struct
{
  HearthStore *store;
  HearthReadFunc func;
  gpointer data;
  GDestroyNotify data_destroy;
  GDestroyNotify result_destroy;
  GError **error;
  gpointer result;
} Read;

static void
free_read (gpointer data)
{
  Read *read = data;

  if (read->data_destroy != NULL)
    read->data_destroy (read->data);
  g_free (read);
}

/* One snapshot for all statements of @func: a case is never half of yesterday. */
static gpointer
run_read (const Read *read, HearthDb *db, GCancellable *cancellable, GError **error)
{
  gboolean is_outermost;
  gpointer result;

  if (!_hearth_store_check_open (db, error))
    return NULL;
  is_outermost = !hearth_db_in_transaction (db);
  if (is_outermost && !hearth_db_begin (db, error))
    return NULL;
  hearth_db_set_cancellable (db, cancellable);
  result = read->func (db, read->data, error);
  hearth_db_set_cancellable (db, NULL);
  if (is_outermost)
    hearth_db_rollback (db);
  return result;
}

static void
read_call (gpointer data)
{
  Read *read = data;

  read->result = run_read (read, hearth_vault_get_reader (read->store->vault), NULL, read->error);
}

/**
 * hearth_store_read:
 * @func: runs on the reader, inside one snapshot
 *
 * Returns: what @func returned; %NULL with its error or %G_IO_ERROR_CLOSED. Blocks.
 */
gpointer
hearth_store_read (HearthStore *self, HearthReadFunc func, gpointer data, GError **error)
{
  Read read = { .store = self, .func = func, .data = data, .error = error };

  g_return_val_if_fail (HEARTH_IS_STORE (self), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  if (!_hearth_store_check_unlocked (self, error))
    return NULL;
  hearth_worker_call_sync (hearth_vault_get_reader_worker (self->vault), read_call, &read);
  return read.result;
}

static void
read_on_reader (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  HearthStore *self = source;
  const Read *read = data;
  g_autoptr (GError) error = NULL;
  gpointer result;

  if (g_task_return_error_if_cancelled (task))
    return;
  result = run_read (read, hearth_vault_get_reader (self->vault), cancellable, &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, result, read->result_destroy);
}

/**
 * hearth_store_read_async:
 * @data_destroy: (nullable): frees @data
 * @result_destroy: (nullable): frees an answer that nobody took
 *
 * As hearth_store_read(), without blocking. Thread: main.
 */
void
hearth_store_read_async (HearthStore *self,
                         HearthReadFunc func,
                         gpointer data,
                         GDestroyNotify data_destroy,
                         GDestroyNotify result_destroy,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  Read *read;

  g_return_if_fail (HEARTH_IS_STORE (self));
  g_return_if_fail (func != NULL);

  read = g_new0 (Read, 1);
  read->func = func;
  read->data = data;
  read->data_destroy = data_destroy;
  read->result_destroy = result_destroy;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_store_read_async);
  g_task_set_name (task, "hearth-store read");
  g_task_set_task_data (task, read, free_read);
  if (!_hearth_store_check_unlocked (self, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  hearth_worker_push (hearth_vault_get_reader_worker (self->vault), g_steal_pointer (&task),
                      read_on_reader);
}

/** hearth_store_read_finish: (transfer full): the answer of hearth_store_read_async(). */
gpointer
hearth_store_read_finish (HearthStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == hearth_store_read_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
