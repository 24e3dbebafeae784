/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-noted-act.h"

typedef struct
{
  HearthAuditEntry entry;
  char *why; /* of the entry */
  const HearthNotedActMethods *methods;
  gpointer data;
  GDestroyNotify free_data;
  gboolean is_done;
  GError *error; /* of the act, while its outcome is written */
} Act;

static void
free_act (gpointer data)
{
  Act *self = data;

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_clear_error (&self->error);
  g_free (self->why);
  g_free (self);
}

/**
 * hearth_noted_act_begin:
 * @entry: of the act; its phase is not looked at
 *
 * Returns: %FALSE with an error: the act must not happen.
 */
gboolean
hearth_noted_act_begin (HearthContext *context, const HearthAuditEntry *entry, GError **error)
{
  HearthAuditEntry beginning = *entry;

  beginning.phase = HEARTH_AUDIT_BEGIN;
  return hearth_context_audit (context, &beginning, error);
}

/**
 * hearth_noted_act_end:
 * @entry: as given to hearth_noted_act_begin()
 * @is_done: whether the act was done
 *
 * What happened stands, whether it could be noted or not.
 *
 * Returns: @is_done.
 */
gboolean
hearth_noted_act_end (HearthContext *context, const HearthAuditEntry *entry, gboolean is_done)
{
  HearthAuditEntry outcome = *entry;

  outcome.phase = is_done ? HEARTH_AUDIT_DONE : HEARTH_AUDIT_FAILED;
  hearth_context_audit (context, &outcome, NULL);
  return is_done;
}

static void
answer (GTask *task)
{
  Act *self = g_task_get_task_data (task);

  if (self->is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&self->error));
}

static void
on_outcome_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  hearth_context_audit_finish (HEARTH_CONTEXT (source), result, NULL);
  answer (task);
}

static void
on_act_run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HearthContext *context = g_task_get_source_object (task);
  Act *self = g_task_get_task_data (task);

  self->is_done = self->methods->finish (result, self->data, &self->error);
  /* Locked meanwhile: the log has the beginning. */
  if (!hearth_vault_is_unlocked (hearth_context_get_vault (context)))
    {
      answer (task);
      return;
    }
  self->entry.phase = self->is_done ? HEARTH_AUDIT_DONE : HEARTH_AUDIT_FAILED;
  hearth_context_audit_async (context, &self->entry, NULL, on_outcome_written_cb,
                              g_steal_pointer (&task));
}

static void
on_entry_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HearthContext *context = HEARTH_CONTEXT (source);
  Act *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (hearth_context_audit_finish (context, result, &error) &&
      !hearth_vault_is_unlocked (hearth_context_get_vault (context)))
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the vault is locked");
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->methods->run (context, self->data, cancellable, on_act_run_cb, g_steal_pointer (&task));
}

/**
 * hearth_noted_act_run_async:
 * @entry: of the act; its phase is not looked at
 * @data: (transfer full): freed by @free_data when the answer was taken
 * @tag: the public function that asks, for hearth_noted_act_run_finish()
 *
 * Entry, act, outcome, without blocking. What was done is never reported as cancelled.
 */
void
hearth_noted_act_run_async (HearthContext *context,
                            const HearthAuditEntry *entry,
                            const HearthNotedActMethods *methods,
                            gpointer data,
                            GDestroyNotify free_data,
                            gpointer tag,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;
  Act *self;

  g_return_if_fail (HEARTH_IS_CONTEXT (context));
  g_return_if_fail (entry != NULL && methods != NULL);

  self = g_new0 (Act, 1);
  self->entry = *entry;
  self->why = g_strdup (entry->why);
  self->entry.why = self->why;
  self->entry.phase = HEARTH_AUDIT_BEGIN;
  self->methods = methods;
  self->data = data;
  self->free_data = free_data;
  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, free_act);
  hearth_context_audit_async (context, &self->entry, cancellable, on_entry_written_cb, task);
}

/** hearth_noted_act_run_finish: Returns: whether it was done; %FALSE with the error of the entry or of the
 * act. */
gboolean
hearth_noted_act_run_finish (GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/** hearth_noted_act_get_data: Returns: (transfer none): what hearth_noted_act_run_async() was given. */
gpointer
hearth_noted_act_get_data (GAsyncResult *result)
{
  const Act *self = g_task_get_task_data (G_TASK (result));

  return self->data;
}
