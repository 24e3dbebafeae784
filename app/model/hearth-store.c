/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings commands to the writer's thread and questions to the reader's, and tells the main thread what
 * changed. The object lives on main; what runs elsewhere gets plain values of it. */
#include "config.h"

#include "hearth-store-private.h"

#include "hearth-audit-wait.h"
#include "hearth-pack-set.h"

G_DEFINE_FINAL_TYPE (HearthStore, hearth_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* On a worker: a lock may have come between the question and its turn. */
gboolean
_hearth_store_check_open (HearthDb *db, GError **error)
{
  if (db != NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the vault is locked");
  return FALSE;
}

gboolean
_hearth_store_check_unlocked (HearthStore *self, GError **error)
{
  if (hearth_vault_is_unlocked (self->vault))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the vault is locked");
  return FALSE;
}

static void
emit_changed (HearthStore *self, HearthChangeSet *changes)
{
  if (hearth_change_set_get_result (changes) == HEARTH_RESULT_DONE)
    g_signal_emit (self, signals[CHANGED], 0, changes);
}

/* --- ::changed, from whatever thread --- */

typedef struct
{
  HearthStore *store;
  HearthChangeSet *changes;
} Emission;

static gboolean
emit_cb (gpointer data)
{
  Emission *emission = data;

  emit_changed (emission->store, emission->changes);
  return G_SOURCE_REMOVE;
}

static void
free_emission (gpointer data)
{
  Emission *emission = data;

  g_object_unref (emission->store);
  hearth_change_set_unref (emission->changes);
  g_free (emission);
}

/* Attached before the task returns and with a higher priority, so it is always told before the
 * callback of whoever asked. */
static void
queue_emission (HearthStore *self, GMainContext *context, HearthChangeSet *changes)
{
  Emission *emission = g_new0 (Emission, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  emission->store = g_object_ref (self);
  emission->changes = hearth_change_set_ref (changes);
  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_callback (source, emit_cb, emission, free_emission);
  g_source_attach (source, context);
}

/* --- Writing --- */

typedef struct
{
  HearthWriteFunc func;
  gpointer data;
  GDestroyNotify data_destroy;
} Write;

static void
free_write (gpointer data)
{
  Write *write = data;

  if (write->data_destroy != NULL)
    write->data_destroy (write->data);
  g_free (write);
}

/* What the disk had no room for before. It comes first: the beginning of a session is noted before all
 * that was done in it. */
static void
catch_up (HearthStore *self, const HearthWriter *writer)
{
  Write *late = g_atomic_pointer_get (&self->late);
  g_autoptr (HearthChangeSet) changes = NULL;

  if (late == NULL)
    return;
  changes = late->func (writer, late->data, NULL, NULL);
  if (changes == NULL)
    return;
  g_atomic_pointer_set (&self->late, NULL);
  free_write (late);
}

static HearthChangeSet *
run_write (HearthStore *self, const Write *write, GCancellable *cancellable, GError **error)
{
  const HearthWriter writer = { .db = hearth_vault_get_writer (self->vault),
                                .dev = self->dev,
                                .who = self->who,
                                .roles = (const char *const *) self->roles,
                                .packs = g_atomic_pointer_get (&self->packs),
                                .vault = self->vault,
                                .wait = self->wait };

  if (!_hearth_store_check_open (writer.db, error))
    return NULL;
  catch_up (self, &writer);
  return write->func (&writer, write->data, cancellable, error);
}

typedef struct
{
  HearthStore *store;
  const Write *write;
  GCancellable *cancellable;
  HearthChangeSet *changes;
  GError **error;
} WriteCall;

static void
write_call (gpointer data)
{
  WriteCall *call = data;

  call->changes = run_write (call->store, call->write, call->cancellable, call->error);
}

static void
write_on_writer (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  HearthStore *self = source;
  g_autoptr (GError) error = NULL;
  HearthChangeSet *changes;

  if (g_task_return_error_if_cancelled (task))
    return;
  changes = run_write (self, data, cancellable, &error);
  if (changes == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  queue_emission (self, g_task_get_context (task), changes);
  g_task_return_pointer (task, changes, (GDestroyNotify) hearth_change_set_unref);
}

/**
 * hearth_store_write:
 * @func: runs on the writer
 * @data: borrowed
 * @cancellable: (nullable): given to @func
 *
 * Blocks until @func has returned. Emits ::changed before it returns if it is called on the thread of
 * the store, else soon after there.
 *
 * Returns: (transfer full): the answer of @func; %NULL with an error, %G_IO_ERROR_CLOSED if the vault
 *   is locked.
 */
HearthChangeSet *
hearth_store_write (HearthStore *self,
                    HearthWriteFunc func,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  const Write write = { .func = func, .data = data };
  WriteCall call = { self, &write, cancellable, NULL, error };

  g_return_val_if_fail (HEARTH_IS_STORE (self), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  if (!_hearth_store_check_unlocked (self, error))
    return NULL;
  hearth_worker_call_sync (hearth_vault_get_writer_worker (self->vault), write_call, &call);
  if (call.changes == NULL)
    return NULL;
  if (g_thread_self () == self->home)
    emit_changed (self, call.changes);
  else
    queue_emission (self, self->context, call.changes);
  return call.changes;
}

static void
start_write (HearthStore *self,
             const Write *write,
             gpointer tag,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, tag);
  g_task_set_name (task, "hearth-store write");
  /* What was committed is never reported as cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_memdup2 (write, sizeof *write), free_write);
  if (!_hearth_store_check_unlocked (self, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  hearth_worker_push (hearth_vault_get_writer_worker (self->vault), g_steal_pointer (&task),
                      write_on_writer);
}

static HearthChangeSet *
finish_write (HearthStore *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * hearth_store_write_async:
 * @data_destroy: (nullable): frees @data, on main
 *
 * As hearth_store_write(). ::changed is emitted before @callback runs. Thread: main.
 */
void
hearth_store_write_async (HearthStore *self,
                          HearthWriteFunc func,
                          gpointer data,
                          GDestroyNotify data_destroy,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  const Write write = { func, data, data_destroy };

  g_return_if_fail (HEARTH_IS_STORE (self));
  g_return_if_fail (func != NULL);

  start_write (self, &write, hearth_store_write_async, cancellable, callback, user_data);
}

/** hearth_store_write_finish: the answer of hearth_store_write_async(). */
HearthChangeSet *
hearth_store_write_finish (HearthStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_STORE (self), NULL);

  return finish_write (self, result, hearth_store_write_async, error);
}

/**
 * hearth_store_write_late:
 * @func: failed for want of room on the disk
 * @data_destroy: (nullable): frees @data, on any thread
 *
 * From now on @func is tried before every other write, until it succeeds once. Thread: main.
 */
void
hearth_store_write_late (HearthStore *self,
                         HearthWriteFunc func,
                         gpointer data,
                         GDestroyNotify data_destroy)
{
  const Write write = { func, data, data_destroy };

  g_return_if_fail (HEARTH_IS_STORE (self));
  g_return_if_fail (func != NULL && g_atomic_pointer_get (&self->late) == NULL);

  g_atomic_pointer_set (&self->late, g_memdup2 (&write, sizeof write));
}

/** hearth_store_is_behind: Returns: whether something waits for room on the disk. Thread: any. */
gboolean
hearth_store_is_behind (HearthStore *self)
{
  g_return_val_if_fail (HEARTH_IS_STORE (self), FALSE);

  return g_atomic_pointer_get (&self->late) != NULL || !hearth_audit_wait_is_empty (self->wait);
}

/* --- Commands and decisions are two ways of writing --- */

static HearthChangeSet *
execute_func (const HearthWriter *writer, gpointer data, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return hearth_writer_execute (writer, data, error);
}

/**
 * hearth_store_execute:
 *
 * Returns: (transfer full): the answer; %NULL with the errors of hearth_writer_execute(). Blocks.
 */
HearthChangeSet *
hearth_store_execute (HearthStore *self, HearthCommand *command, GError **error)
{
  g_return_val_if_fail (command != NULL, NULL);

  return hearth_store_write (self, execute_func, command, NULL, error);
}

/** hearth_store_execute_async: as hearth_store_execute(), without blocking. Thread: main. */
void
hearth_store_execute_async (HearthStore *self,
                            HearthCommand *command,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Write write = { execute_func, NULL, (GDestroyNotify) hearth_command_unref };

  g_return_if_fail (HEARTH_IS_STORE (self));
  g_return_if_fail (command != NULL);

  write.data = hearth_command_ref (command);
  start_write (self, &write, hearth_store_execute_async, cancellable, callback, user_data);
}

/** hearth_store_execute_finish: the answer of hearth_store_execute_async(). */
HearthChangeSet *
hearth_store_execute_finish (HearthStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_STORE (self), NULL);

  return finish_write (self, result, hearth_store_execute_async, error);
}

typedef struct
{
  HearthDecideFunc func;
  gpointer data;
  GDestroyNotify data_destroy;
} Decision;

static HearthChangeSet *
decide_func (const HearthWriter *writer, gpointer data, GCancellable *cancellable, GError **error)
{
  const Decision *decision = data;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (HearthCommand) command = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  command = decision->func (writer->db, decision->data, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (command == NULL)
    command = hearth_command_new ("nothing");
  return hearth_writer_execute (writer, command, error);
}

/**
 * hearth_store_decide:
 * @func: builds the command on the writer's thread
 *
 * Returns: (transfer full): as hearth_store_execute(); the answer is %HEARTH_RESULT_NOTHING if @func
 *   returned no command. Blocks.
 */
HearthChangeSet *
hearth_store_decide (HearthStore *self, HearthDecideFunc func, gpointer data, GError **error)
{
  Decision decision = { func, data, NULL };

  g_return_val_if_fail (func != NULL, NULL);

  return hearth_store_write (self, decide_func, &decision, NULL, error);
}

static void
free_decision (gpointer data)
{
  Decision *decision = data;

  if (decision->data_destroy != NULL)
    decision->data_destroy (decision->data);
  g_free (decision);
}

/** hearth_store_decide_async: as hearth_store_decide(), without blocking. Thread: main. */
void
hearth_store_decide_async (HearthStore *self,
                           HearthDecideFunc func,
                           gpointer data,
                           GDestroyNotify data_destroy,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  const Decision decision = { func, data, data_destroy };
  const Write write = { decide_func, g_memdup2 (&decision, sizeof decision), free_decision };

  g_return_if_fail (HEARTH_IS_STORE (self));
  g_return_if_fail (func != NULL);

  start_write (self, &write, hearth_store_decide_async, cancellable, callback, user_data);
}

/** hearth_store_decide_finish: the answer of hearth_store_decide_async(). */
HearthChangeSet *
hearth_store_decide_finish (HearthStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_STORE (self), NULL);

  return finish_write (self, result, hearth_store_decide_async, error);
}

/* --- The object --- */

static void
hearth_store_finalize (GObject *object)
{
  HearthStore *self = HEARTH_STORE (object);

  if (self->late != NULL)
    free_write (self->late);
  hearth_audit_wait_free (self->wait);
  g_clear_object (&self->vault);
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  g_clear_pointer (&self->old_packs, g_ptr_array_unref);
  g_clear_pointer (&self->roles, g_strfreev);
  g_clear_pointer (&self->context, g_main_context_unref);
  G_OBJECT_CLASS (hearth_store_parent_class)->finalize (object);
}

static void
hearth_store_class_init (HearthStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_store_finalize;

  /**
   * HearthStore::changed:
   * @changes: what was written; its result is %HEARTH_RESULT_DONE
   *
   * Once per act that wrote something, after the commit, on the thread of the store.
   */
  signals[CHANGED] = g_signal_new ("changed", HEARTH_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, HEARTH_TYPE_CHANGE_SET);
}

static void
hearth_store_init (HearthStore *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->home = g_thread_self ();
  self->wait = hearth_audit_wait_new ();
  self->old_packs = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_pack_set_unref);
}

void
_hearth_store_set_packs (HearthStore *self, HearthPackSet *packs)
{
  HearthPackSet *old = self->packs;

  if (old == packs)
    return;
  g_atomic_pointer_set (&self->packs, hearth_pack_set_ref (packs));
  if (old != NULL)
    g_ptr_array_add (self->old_packs, old);
}

/**
 * hearth_store_new:
 * @vault: unlocked
 * @packs: (nullable): values of enums are looked up in it
 *
 * Returns: (transfer full): the store of this session; useless once the vault is locked. Thread: main.
 */
HearthStore *
hearth_store_new (HearthVault *vault, HearthPackSet *packs)
{
  HearthStore *self;

  g_return_val_if_fail (HEARTH_IS_VAULT (vault), NULL);
  g_return_val_if_fail (hearth_vault_is_unlocked (vault), NULL);

  self = g_object_new (HEARTH_TYPE_STORE, NULL);
  self->vault = g_object_ref (vault);
  self->packs = packs == NULL ? NULL : hearth_pack_set_ref (packs);
  self->dev = *hearth_vault_get_dev (vault);
  self->who = *hearth_vault_get_user_id (vault);
  self->roles = g_strdupv ((GStrv) hearth_vault_get_roles (vault));
  return self;
}
