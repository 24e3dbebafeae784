/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is to know of the backups of a vault, and the plan that makes them. */
#include "config.h"

#include "hearth-backup-run.h"
#include "hearth-rotation.h"

/* Without a plan a vault is reminded of its backup after so many days. */
#define DAYS_WITHOUT_PLAN 7

void
hearth_backup_status_free (HearthBackupStatus *self)
{
  g_clear_pointer (&self->last, hearth_backup_entry_free);
  g_clear_pointer (&self->plan, hearth_backup_plan_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self);
}

static gpointer
read_status (HearthDb *db, gpointer data, GError **error)
{
  g_autoptr (HearthBackupStatus) self = g_new0 (HearthBackupStatus, 1);
  g_autoptr (GError) local = NULL;
  HearthDate today = hearth_backup_log_day_of (g_get_real_time () / 1000);
  HearthDate last;

  self->last = hearth_backup_log_get_last_proven (db, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  self->plan = hearth_backup_log_get_plan (db, error);
  self->entries = self->plan != NULL ? hearth_backup_log_list (db, error) : NULL;
  if (self->entries == NULL)
    return NULL;
  last = self->last != NULL ? hearth_backup_log_day_of (self->last->made_ms) : HEARTH_DATE_NONE;
  self->is_due = hearth_rotation_is_due (
      last, today, self->plan->folder != NULL ? self->plan->every_days : DAYS_WITHOUT_PLAN);
  /* A stick that sleeps may take seconds to answer: not on the main thread. */
  self->has_folder = self->plan->folder != NULL && hearth_backup_has_folder (self->plan->folder);
  return g_steal_pointer (&self);
}

static void
free_status (gpointer data)
{
  hearth_backup_status_free (data);
}

/** hearth_backup_get_status: Returns: (transfer full): or %NULL with an error. Blocks. */
HearthBackupStatus *
hearth_backup_get_status (HearthContext *context, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);

  return hearth_store_read (hearth_context_get_store (context), read_status, NULL, error);
}

static void
on_status_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  HearthBackupStatus *status = hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  if (status != NULL)
    g_task_return_pointer (task, status, free_status);
  else
    g_task_return_error (task, error);
}

/** hearth_backup_get_status_async: as hearth_backup_get_status(). */
void
hearth_backup_get_status_async (HearthContext *context,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (HEARTH_IS_CONTEXT (context));

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_backup_get_status_async);
  hearth_store_read_async (hearth_context_get_store (context), read_status, NULL, NULL, free_status,
                           cancellable, on_status_read_cb, task);
}

/** hearth_backup_get_status_finish: Returns: (transfer full): as hearth_backup_get_status(). */
HearthBackupStatus *
hearth_backup_get_status_finish (HearthContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_backup_get_status_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  HearthVault *vault;
  HearthBackupPlan *plan;
  gboolean is_set;
  GError *error;
} Setting;

static Setting *
new_setting (HearthContext *context, const char *folder, guint every_days)
{
  Setting *self = g_new0 (Setting, 1);

  self->vault = g_object_ref (hearth_context_get_vault (context));
  self->plan = g_new0 (HearthBackupPlan, 1);
  self->plan->folder = folder != NULL ? g_canonicalize_filename (folder, NULL) : NULL;
  self->plan->every_days = every_days;
  return self;
}

static void
free_setting (gpointer data)
{
  Setting *self = data;

  g_clear_error (&self->error);
  hearth_backup_plan_free (self->plan);
  g_object_unref (self->vault);
  g_free (self);
}

static void
set_on_writer (gpointer data)
{
  Setting *self = data;

  self->is_set =
      hearth_backup_log_set_plan (hearth_vault_get_writer (self->vault), self->plan, &self->error);
}

/**
 * hearth_backup_set_plan:
 * @folder: (nullable): where backups go; %NULL: no plan any more
 * @every_days: from 1 to %HEARTH_BACKUP_EVERY_DAYS_MAX
 *
 * Returns: %FALSE with %HEARTH_MODEL_ERROR_INVALID or an error of the vault. Blocks.
 */
gboolean
hearth_backup_set_plan (HearthContext *context,
                        const char *folder,
                        guint every_days,
                        GError **error)
{
  Setting *self;
  gboolean is_set;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);

  self = new_setting (context, folder, every_days);
  hearth_worker_call_sync (hearth_vault_get_writer_worker (self->vault), set_on_writer, self);
  is_set = self->is_set;
  if (!is_set)
    g_propagate_error (error, g_steal_pointer (&self->error));
  free_setting (self);
  return is_set;
}

static void
set_in_task (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Setting *self = data;

  set_on_writer (self);
  if (self->is_set)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&self->error));
}

/** hearth_backup_set_plan_async: as hearth_backup_set_plan(). */
void
hearth_backup_set_plan_async (HearthContext *context,
                              const char *folder,
                              guint every_days,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Setting *self;
  GTask *task;

  g_return_if_fail (HEARTH_IS_CONTEXT (context));

  self = new_setting (context, folder, every_days);
  task = g_task_new (context, NULL, callback, user_data);
  g_task_set_source_tag (task, hearth_backup_set_plan_async);
  g_task_set_task_data (task, self, free_setting);
  hearth_worker_push (hearth_vault_get_writer_worker (self->vault), task, set_in_task);
}

/** hearth_backup_set_plan_finish: Returns: as hearth_backup_set_plan(). */
gboolean
hearth_backup_set_plan_finish (HearthContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_backup_set_plan_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
