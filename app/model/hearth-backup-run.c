/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of a backup, one after the other, each on the thread that it belongs to. A backup that was
 * made stays made when the vault is locked during its proof: it is noted before. */
#include "config.h"

#include "hearth-backup-run.h"

#include "hearth-audit.h"
#include "hearth-rotation.h"

#include <string.h>

/* One run: what was asked, and how far it is. */
typedef struct
{
  HearthContext *context;
  HearthVault *vault;
  HearthId vault_id;
  HearthId who;
  char *path; /* NULL: of the plan */
  gboolean is_planned;
  gboolean is_proof; /* of a file that is there */
  HearthDate today;
  HearthBackupProgress *progress;
  GCancellable *cancellable;
  HearthBackupOutcome *outcome;
  GError *error; /* of a step on the writer */
} Run;

void
hearth_backup_outcome_free (HearthBackupOutcome *self)
{
  g_clear_pointer (&self->report, hearth_backup_report_free);
  g_clear_error (&self->proof_error);
  g_free (self);
}

static Run *
new_run (HearthContext *context,
         const char *path,
         HearthBackupProgress *progress,
         GCancellable *cancellable)
{
  Run *self = g_new0 (Run, 1);

  self->context = g_object_ref (context);
  self->vault = g_object_ref (hearth_context_get_vault (context));
  self->vault_id = *hearth_vault_get_id (self->vault);
  self->who = *hearth_vault_get_user_id (self->vault);
  self->path = g_strdup (path);
  self->is_planned = path == NULL;
  self->today = hearth_backup_log_day_of (g_get_real_time () / 1000);
  self->progress = progress != NULL ? hearth_backup_progress_ref (progress) : NULL;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->outcome = g_new0 (HearthBackupOutcome, 1);
  return self;
}

static void
free_run (gpointer data)
{
  Run *self = data;

  g_clear_pointer (&self->outcome, hearth_backup_outcome_free);
  g_clear_pointer (&self->progress, hearth_backup_progress_unref);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self->path);
  g_object_unref (self->vault);
  g_object_unref (self->context);
  g_free (self);
}

/* --- Steps on the writer --- */

static void
find_folder (gpointer data)
{
  Run *self = data;
  g_autoptr (HearthBackupPlan) plan = NULL;

  plan = hearth_backup_log_get_plan (hearth_vault_get_writer (self->vault), &self->error);
  if (plan == NULL)
    return;
  if (plan->folder == NULL)
    g_set_error_literal (&self->error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                         "there is no folder for backups");
  else if (!hearth_backup_has_folder (plan->folder))
    /* Without it the path would name a file, on the disk that is to be saved from. */
    g_set_error_literal (&self->error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO,
                         "the folder for backups is not there");
  self->path = g_steal_pointer (&plan->folder);
}

/* A vault that cannot be written knows nothing of its backups. */
static void
note (Run *self, HearthBackupState state)
{
  if (hearth_vault_is_read_only (self->vault))
    return;
  hearth_backup_log_add (hearth_vault_get_writer (self->vault), self->outcome->report, state,
                         self->is_planned, &self->who, &self->error);
}

static void
note_made (gpointer data)
{
  note (data, HEARTH_BACKUP_MADE);
}

static void
note_proof (gpointer data)
{
  Run *self = data;

  note (self, self->outcome->proof_error == NULL ? HEARTH_BACKUP_PROVEN : HEARTH_BACKUP_FAILED);
}

/* Of the plan's folder, and only files that this vault made there. */
static GArray *
gather_items (GPtrArray *entries, const char *folder)
{
  GArray *items = g_array_new (FALSE, TRUE, sizeof (HearthRotationItem));

  for (guint i = 0; i < entries->len; i++)
    {
      const HearthBackupEntry *entry = entries->pdata[i];
      HearthRotationItem item = { .day = hearth_backup_log_day_of (entry->made_ms),
                                  .order = entry->made_ms,
                                  .is_proven = entry->state == HEARTH_BACKUP_PROVEN };

      /* What was made elsewhere replaces nothing here. */
      if (!entry->is_planned || !g_str_equal (entry->folder, folder))
        {
          item.is_proven = FALSE;
          item.order = G_MAXINT64;
        }
      g_array_append_val (items, item);
    }
  return items;
}

static void
remove_entry (Run *self, const HearthBackupEntry *entry)
{
  g_autofree char *path = g_build_filename (entry->folder, entry->name, NULL);
  g_autoptr (GError) error = NULL;

  /* One that is not there may be on another medium, which takes turns with this one. */
  if (hearth_backup_delete (path, &self->vault_id, entry->size_bytes, &error) &&
      hearth_backup_log_mark (hearth_vault_get_writer (self->vault), entry->id,
                              HEARTH_BACKUP_REMOVED, &self->error))
    self->outcome->n_removed++;
}

static void
rotate (gpointer data)
{
  Run *self = data;
  g_autofree char *folder = g_path_get_dirname (self->outcome->report->path);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GArray) items = NULL;

  if (hearth_vault_is_read_only (self->vault))
    return;
  entries = hearth_backup_log_list (hearth_vault_get_writer (self->vault), &self->error);
  if (entries == NULL)
    return;
  items = gather_items (entries, folder);
  hearth_rotation_choose ((HearthRotationItem *) (gpointer) items->data, items->len, self->today);
  for (guint i = 0; i < entries->len && self->error == NULL; i++)
    {
      if (!g_array_index (items, HearthRotationItem, i).is_kept)
        remove_entry (self, entries->pdata[i]);
    }
}

/* --- All steps, blocking --- */

static gboolean
call (Run *self, HearthWorkerFunc step, GError **error)
{
  hearth_worker_call_sync (hearth_vault_get_writer_worker (self->vault), step, self);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

/* Only what says something about the file is an answer; the rest says that there was none. */
static gboolean
is_verdict (const GError *error)
{
  return error->domain == HEARTH_BACKUP_ERROR && error->code != HEARTH_BACKUP_ERROR_OTHER_VAULT &&
         error->code != HEARTH_BACKUP_ERROR_NOT_BACKUP &&
         error->code != HEARTH_BACKUP_ERROR_TOO_NEW;
}

/* What the proof found replaces what the making knew. */
static gboolean
take_proof (Run *self, HearthBackupReport *proof, GError *error, GError **out_error)
{
  gint64 pause_us = self->outcome->report != NULL ? self->outcome->report->pause_us : 0;

  if (proof != NULL)
    {
      g_clear_pointer (&self->outcome->report, hearth_backup_report_free);
      self->outcome->report = proof;
      proof->pause_us = pause_us;
      return TRUE;
    }
  if (self->outcome->report != NULL && is_verdict (error))
    {
      self->outcome->proof_error = error;
      return TRUE;
    }
  g_propagate_error (out_error, error);
  return FALSE;
}

/* Before the act, or the act does not happen. */
static HearthAuditEntry
make_entry (const Run *self, HearthAuditPhase phase)
{
  return (HearthAuditEntry){ .event =
                                 self->is_proof ? HEARTH_AUDIT_BACKUP_PROOF : HEARTH_AUDIT_BACKUP,
                             .phase = phase };
}

static HearthAuditPhase
phase_of_outcome (const Run *self)
{
  return self->outcome->proof_error == NULL ? HEARTH_AUDIT_DONE : HEARTH_AUDIT_FAILED;
}

static gboolean
audit (Run *self, HearthAuditPhase phase, GError **error)
{
  HearthAuditEntry entry = make_entry (self, phase);

  return hearth_context_audit (self->context, &entry, error);
}

static gboolean
prove (Run *self, GError **error)
{
  GError *local = NULL;
  HearthBackupReport *proof =
      hearth_backup_verify (self->vault, self->path, hearth_backup_log_count_cases, self->progress,
                            self->cancellable, &local);

  return take_proof (self, proof, local, error) && call (self, note_proof, error);
}

static gboolean
run (Run *self, GError **error)
{
  if (self->path == NULL && !call (self, find_folder, error))
    return FALSE;
  self->outcome->report =
      hearth_backup_create (self->vault, self->path, self->progress, self->cancellable, error);
  if (self->outcome->report == NULL || !call (self, note_made, error))
    return FALSE;
  g_free (self->path);
  self->path = g_strdup (self->outcome->report->path);
  return prove (self, error) &&
         (!self->is_planned || self->outcome->proof_error != NULL || call (self, rotate, error));
}

static HearthBackupOutcome *
end_call (Run *self, gboolean is_done)
{
  HearthBackupOutcome *outcome;

  /* What the file came to is known: a failing log must not hide it. */
  audit (self, is_done ? phase_of_outcome (self) : HEARTH_AUDIT_FAILED, NULL);
  outcome = is_done ? g_steal_pointer (&self->outcome) : NULL;
  free_run (self);
  return outcome;
}

/**
 * hearth_backup_run:
 * @path: (nullable): a file, which is replaced, or a folder; %NULL: the folder of the plan
 * @progress: (nullable)
 *
 * Makes a backup, proves it and notes both. Under the plan, what the new one replaces is deleted. Blocks:
 * for hearthctl and tests.
 *
 * Returns: (transfer full): what came of it, perhaps with a proof that failed; %NULL with an error.
 */
HearthBackupOutcome *
hearth_backup_run (HearthContext *context,
                   const char *path,
                   HearthBackupProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  Run *self;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);

  self = new_run (context, path, progress, cancellable);
  return end_call (self, audit (self, HEARTH_AUDIT_BEGIN, error) && run (self, error));
}

/**
 * hearth_backup_prove:
 * @path: of a backup of this vault
 * @progress: (nullable)
 *
 * Opens a backup and notes that it is whole. Blocks.
 *
 * Returns: (transfer full): what was found; %NULL with any code of %HEARTH_BACKUP_ERROR or another
 *   error.
 */
HearthBackupOutcome *
hearth_backup_prove (HearthContext *context,
                     const char *path,
                     HearthBackupProgress *progress,
                     GCancellable *cancellable,
                     GError **error)
{
  Run *self;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && path != NULL, NULL);

  self = new_run (context, path, progress, cancellable);
  self->is_proof = TRUE;
  return end_call (self, audit (self, HEARTH_AUDIT_BEGIN, error) && prove (self, error));
}

/* --- All steps, one callback after the other --- */

typedef void (*NextFunc) (GTask *task);

/* A step on the writer and what follows it. */
typedef struct
{
  GTask *task;
  HearthWorkerFunc step;
  NextFunc next;
} Step;

/* The outcome is noted without anybody waiting for it. */
static void
note_outcome (Run *self, HearthAuditPhase phase)
{
  HearthAuditEntry entry = make_entry (self, phase);

  if (hearth_vault_is_unlocked (self->vault))
    hearth_context_audit_async (self->context, &entry, NULL, NULL, NULL);
}

static void
fail (GTask *task, GError *error)
{
  note_outcome (g_task_get_task_data (task), HEARTH_AUDIT_FAILED);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
succeed (GTask *task)
{
  Run *self = g_task_get_task_data (task);

  note_outcome (self, phase_of_outcome (self));
  g_task_return_pointer (task, g_steal_pointer (&self->outcome),
                         (GDestroyNotify) hearth_backup_outcome_free);
  g_object_unref (task);
}

static gboolean
fail_if_locked (GTask *task)
{
  Run *self = g_task_get_task_data (task);

  if (hearth_vault_is_unlocked (self->vault))
    return FALSE;
  fail (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the vault was locked"));
  return TRUE;
}

static void
on_step_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Step *step = user_data;
  Run *self = g_task_get_task_data (step->task);

  if (self->error != NULL)
    fail (step->task, g_steal_pointer (&self->error));
  else if (!fail_if_locked (step->task))
    step->next (step->task);
}

static void
step_on_writer (GTask *step_task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Step *step = data;

  step->step (g_task_get_task_data (step->task));
  g_task_return_boolean (step_task, TRUE);
}

static void
push_step (GTask *task, HearthWorkerFunc func, NextFunc next)
{
  Run *self = g_task_get_task_data (task);
  Step *step = g_new0 (Step, 1);
  GTask *step_task = g_task_new (NULL, NULL, on_step_done_cb, step);

  step->task = task;
  step->step = func;
  step->next = next;
  g_task_set_source_tag (step_task, push_step);
  g_task_set_task_data (step_task, step, NULL);
  hearth_worker_push (hearth_vault_get_writer_worker (self->vault), step_task, step_on_writer);
}

static void
on_proof_noted (GTask *task)
{
  Run *self = g_task_get_task_data (task);

  if (self->is_planned && self->outcome->proof_error == NULL)
    push_step (task, rotate, succeed);
  else
    succeed (task);
}

static void
on_verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Run *self = g_task_get_task_data (task);
  GError *local = NULL;
  GError *error = NULL;
  HearthBackupReport *proof = hearth_backup_verify_finish (HEARTH_VAULT (source), result, &local);

  if (!take_proof (self, proof, local, &error))
    fail (task, error);
  else if (!fail_if_locked (task))
    push_step (task, note_proof, on_proof_noted);
}

static void
begin_proof (GTask *task)
{
  Run *self = g_task_get_task_data (task);

  hearth_backup_verify_async (self->vault, self->path, hearth_backup_log_count_cases,
                              self->progress, self->cancellable, on_verified_cb, task);
}

static void
on_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Run *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->outcome->report = hearth_backup_create_finish (HEARTH_VAULT (source), result, &error);
  if (self->outcome->report == NULL)
    {
      fail (task, error);
      return;
    }
  g_free (self->path);
  self->path = g_strdup (self->outcome->report->path);
  if (!fail_if_locked (task))
    push_step (task, note_made, begin_proof);
}

static void
begin_creation (GTask *task)
{
  Run *self = g_task_get_task_data (task);

  hearth_backup_create_async (self->vault, self->path, self->progress, self->cancellable,
                              on_created_cb, task);
}

static GTask *
new_task (HearthContext *context,
          const char *path,
          HearthBackupProgress *progress,
          gpointer tag,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (context, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, new_run (context, path, progress, cancellable), free_run);
  return task;
}

static void
on_begin_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Run *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!hearth_context_audit_finish (HEARTH_CONTEXT (source), result, &error))
    fail (task, error);
  else if (fail_if_locked (task))
    return;
  else if (self->is_proof)
    begin_proof (task);
  else if (self->path == NULL)
    push_step (task, find_folder, begin_creation);
  else
    begin_creation (task);
}

static void
begin (GTask *task)
{
  Run *self = g_task_get_task_data (task);
  HearthAuditEntry entry = make_entry (self, HEARTH_AUDIT_BEGIN);

  hearth_context_audit_async (self->context, &entry, NULL, on_begin_noted_cb, task);
}

/** hearth_backup_run_async: as hearth_backup_run(); locking the vault cancels it. */
void
hearth_backup_run_async (HearthContext *context,
                         const char *path,
                         HearthBackupProgress *progress,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;

  g_return_if_fail (HEARTH_IS_CONTEXT (context));

  task =
      new_task (context, path, progress, hearth_backup_run_async, cancellable, callback, user_data);
  if (path == NULL)
    push_step (task, find_folder, begin_creation);
  else
    begin_creation (task);
}

/** hearth_backup_prove_async: as hearth_backup_prove(); locking the vault cancels it. */
void
hearth_backup_prove_async (HearthContext *context,
                           const char *path,
                           HearthBackupProgress *progress,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;

  g_return_if_fail (HEARTH_IS_CONTEXT (context) && path != NULL);

  task = new_task (context, path, progress, hearth_backup_prove_async, cancellable, callback,
                   user_data);
  ((Run *) g_task_get_task_data (task))->is_proof = TRUE;
  begin (task);
}

static HearthBackupOutcome *
finish (HearthContext *context, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** hearth_backup_run_finish: Returns: (transfer full): as hearth_backup_run(). */
HearthBackupOutcome *
hearth_backup_run_finish (HearthContext *context, GAsyncResult *result, GError **error)
{
  return finish (context, result, hearth_backup_run_async, error);
}

/** hearth_backup_prove_finish: Returns: (transfer full): as hearth_backup_prove(). */
HearthBackupOutcome *
hearth_backup_prove_finish (HearthContext *context, GAsyncResult *result, GError **error)
{
  return finish (context, result, hearth_backup_prove_async, error);
}
