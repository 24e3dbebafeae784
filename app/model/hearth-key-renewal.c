/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-key-renewal.h"

#include "hearth-audit.h"
#include "hearth-backup-log.h"
#include "hearth-sign-in.h"

#include <string.h>

/* One run, on the writer before and after the vault's own part. */
typedef struct
{
  HearthContext *context;
  HearthRenewal *renewal;
  char *reason; /* NULL: none */
  GCancellable *cancellable;
  HearthAuditPhase phase;
  GError *error; /* of the vault's part */
} Run;

static Run *
new_run (HearthContext *context,
         HearthRenewal *renewal,
         const char *reason,
         GCancellable *cancellable)
{
  Run *self = g_new0 (Run, 1);

  self->context = g_object_ref (context);
  self->renewal = hearth_renewal_ref (renewal);
  self->reason = g_strdup (reason);
  g_set_object (&self->cancellable, cancellable);
  hearth_renewal_set_reason (renewal, reason);
  return self;
}

static void
free_run (gpointer data)
{
  Run *self = data;

  g_clear_object (&self->context);
  hearth_renewal_unref (self->renewal);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self->reason);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, free_run)

static gboolean
append_entries (const HearthWriter *writer, const Run *self, guint compartments, GError **error)
{
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      const HearthAuditEntry entry = { .event = HEARTH_AUDIT_KEY_RENEWAL,
                                       .phase = self->phase,
                                       .cmp = (HearthCompartment) i,
                                       .why = self->reason };

      if ((compartments & 1u << i) != 0 && !hearth_audit_append (writer, &entry, error))
        return FALSE;
    }
  return TRUE;
}

/* Before: when a backup was proven last, and the entries without which nothing may happen. */
static HearthChangeSet *
begin_on_writer (const HearthWriter *writer,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  Run *self = data;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (HearthBackupEntry) proven =
      hearth_backup_log_get_last_proven (writer->db, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (proven != NULL)
    hearth_renewal_set_proof (self->renewal, proven->checked_ms / 1000);
  self->phase = HEARTH_AUDIT_BEGIN;
  if (!append_entries (writer, self, hearth_renewal_get_compartments (self->renewal), error))
    return NULL;
  return hearth_writer_nothing ();
}

/* After: what came of it, each compartment for itself. */
static HearthChangeSet *
end_on_writer (const HearthWriter *writer, gpointer data, GCancellable *cancellable, GError **error)
{
  Run *self = data;
  const guint wanted = hearth_renewal_get_compartments (self->renewal);
  const guint done = hearth_renewal_get_done (self->renewal);

  self->phase = HEARTH_AUDIT_DONE;
  if (!append_entries (writer, self, done, error))
    return NULL;
  self->phase = HEARTH_AUDIT_FAILED;
  if (!append_entries (writer, self, wanted & ~done, error))
    return NULL;
  return hearth_writer_nothing ();
}

static HearthStore *
store_of (const Run *self)
{
  return hearth_context_get_store (self->context);
}

static HearthVault *
vault_of (const Run *self)
{
  return hearth_context_get_vault (self->context);
}

/**
 * hearth_key_renewal_run:
 * @reason: (nullable): why, for the audit log and in place of a proven backup; no names
 *
 * Blocks: for hearthctl and tests.
 *
 * Returns: %FALSE with an error of hearth_vault_renew(); what was begun is then pending and resumed by
 *   a renewal of no compartments. New recipients, signing keys and the card that are still missing
 *   after a crash are made at the next login of an owner. Thread: main.
 */
gboolean
hearth_key_renewal_run (HearthContext *context,
                        HearthRenewal *renewal,
                        const char *reason,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (Run) self = NULL;
  g_autoptr (HearthSignIn) login = NULL;
  g_autoptr (HearthChangeSet) begun = NULL;
  g_autoptr (HearthChangeSet) ended = NULL;
  g_autoptr (HearthChangeSet) settled = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && renewal != NULL, FALSE);

  self = new_run (context, renewal, reason, cancellable);
  hearth_renewal_resolve (renewal, vault_of (self));
  begun = hearth_store_write (store_of (self), begin_on_writer, self, NULL, error);
  if (begun == NULL)
    return FALSE;
  hearth_vault_renew (vault_of (self), renewal, cancellable, &self->error);
  ended = hearth_store_write (store_of (self), end_on_writer, self, NULL,
                              self->error == NULL ? error : NULL);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  if (ended == NULL)
    return FALSE;
  login = hearth_context_make_sign_in (context);
  settled = hearth_store_write (store_of (self), hearth_sign_in_settle, login, NULL, error);
  return settled != NULL;
}

static void
on_settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (HearthChangeSet) settled =
      hearth_store_write_finish (HEARTH_STORE (source), result, &error);

  if (settled != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) ended =
      hearth_store_write_finish (HEARTH_STORE (source), result, &error);

  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else if (ended == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    hearth_store_write_async (
        store_of (self), hearth_sign_in_settle, hearth_context_make_sign_in (self->context),
        (GDestroyNotify) hearth_sign_in_free, NULL, on_settled_cb, g_steal_pointer (&task));
}

static void
on_renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *self = g_task_get_task_data (task);

  hearth_vault_renew_finish (HEARTH_VAULT (source), result, &self->error);
  /* Locked meanwhile: the log has the beginning, the next login what is left to do. */
  if (!hearth_vault_is_unlocked (HEARTH_VAULT (source)))
    {
      if (self->error != NULL)
        g_task_return_error (task, g_steal_pointer (&self->error));
      else
        g_task_return_boolean (task, TRUE);
      return;
    }
  hearth_store_write_async (store_of (self), end_on_writer, self, NULL, NULL, on_ended_cb,
                            g_steal_pointer (&task));
}

static void
on_begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (HearthChangeSet) begun =
      hearth_store_write_finish (HEARTH_STORE (source), result, &error);

  if (begun == NULL || !hearth_vault_is_unlocked (vault_of (self)))
    {
      if (error == NULL)
        error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the vault was locked");
      g_task_return_error (task, error);
      return;
    }
  hearth_vault_renew_async (vault_of (self), self->renewal, self->cancellable, on_renewed_cb,
                            g_steal_pointer (&task));
}

/** hearth_key_renewal_run_async: as hearth_key_renewal_run(), without blocking. Thread: main. */
void
hearth_key_renewal_run_async (HearthContext *context,
                              HearthRenewal *renewal,
                              const char *reason,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;
  Run *self;

  g_return_if_fail (HEARTH_IS_CONTEXT (context) && renewal != NULL);

  task = g_task_new (context, cancellable, callback, user_data);
  self = new_run (context, renewal, reason, cancellable);
  g_task_set_source_tag (task, hearth_key_renewal_run_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, free_run);
  hearth_renewal_resolve (renewal, vault_of (self));
  hearth_store_write_async (store_of (self), begin_on_writer, self, NULL, NULL, on_begun_cb, task);
}

/** hearth_key_renewal_run_finish: Returns: as hearth_key_renewal_run(). Thread: main. */
gboolean
hearth_key_renewal_run_finish (HearthContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == hearth_key_renewal_run_async,
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
