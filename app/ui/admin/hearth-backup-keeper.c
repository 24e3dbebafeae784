/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-backup-keeper.h"

/* After unlocking a person wants to work first; later it is enough to look now and then whether the
 * stick is there. */
#define FIRST_LOOK_S 15
#define NEXT_LOOK_S (10 * 60)

struct _HearthBackupKeeper
{
  GObject parent_instance;
  HearthContext *context;
  HearthBackupStatus *status;
  HearthBackupProgress *progress; /* NULL: nothing under way */
  GCancellable *cancellable;      /* of what is under way */
  GCancellable *reading;          /* fires with the keeper's end */
  guint look_id;
  gboolean makes_due;
  gboolean has_failed; /* the last backup made unasked: a person must look */
};

G_DEFINE_FINAL_TYPE (HearthBackupKeeper, hearth_backup_keeper, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void plan_look (HearthBackupKeeper *self, guint seconds);

static void
emit_changed (HearthBackupKeeper *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Of the backup that nobody asked for only the banner tells, if it did not work. */
static void
on_due_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HearthBackupKeeper *self = HEARTH_BACKUP_KEEPER (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBackupOutcome) outcome = hearth_backup_keeper_finish (self, result, &error);

  self->has_failed = (outcome == NULL || outcome->proof_error != NULL) &&
                     !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  emit_changed (self);
}

static void
make_due (HearthBackupKeeper *self)
{
  const HearthBackupStatus *status = self->status;

  self->makes_due = FALSE;
  if (status->is_due && status->has_folder && self->progress == NULL && !self->has_failed)
    hearth_backup_keeper_run_async (self, NULL, on_due_made_cb, NULL);
}

static void
on_status_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthBackupKeeper) self = HEARTH_BACKUP_KEEPER (user_data);
  g_autoptr (HearthBackupStatus) status =
      hearth_backup_get_status_finish (HEARTH_CONTEXT (source), result, NULL);

  if (status == NULL || self->context == NULL)
    return;
  g_clear_pointer (&self->status, hearth_backup_status_free);
  self->status = g_steal_pointer (&status);
  if (self->makes_due)
    make_due (self);
  emit_changed (self);
}

static gboolean
on_look_cb (gpointer user_data)
{
  HearthBackupKeeper *self = HEARTH_BACKUP_KEEPER (user_data);

  self->look_id = 0;
  hearth_backup_keeper_look (self, TRUE);
  plan_look (self, NEXT_LOOK_S);
  return G_SOURCE_REMOVE;
}

static void
plan_look (HearthBackupKeeper *self, guint seconds)
{
  self->look_id = g_timeout_add_seconds (seconds, on_look_cb, self);
}

static void
hearth_backup_keeper_dispose (GObject *object)
{
  HearthBackupKeeper *self = HEARTH_BACKUP_KEEPER (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->progress, hearth_backup_progress_unref);
  g_clear_pointer (&self->status, hearth_backup_status_free);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (hearth_backup_keeper_parent_class)->dispose (object);
}

static void
hearth_backup_keeper_class_init (HearthBackupKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_backup_keeper_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_backup_keeper_init (HearthBackupKeeper *self)
{
  self->reading = g_cancellable_new ();
}

HearthBackupKeeper *
hearth_backup_keeper_new (HearthContext *context)
{
  HearthBackupKeeper *self = g_object_new (HEARTH_TYPE_BACKUP_KEEPER, NULL);

  self->context = g_object_ref (context);
  hearth_backup_keeper_look (self, FALSE);
  plan_look (self, FIRST_LOOK_S);
  return self;
}

const HearthBackupStatus *
hearth_backup_keeper_get_status (HearthBackupKeeper *self)
{
  g_return_val_if_fail (HEARTH_IS_BACKUP_KEEPER (self), NULL);

  return self->status;
}

gboolean
hearth_backup_keeper_needs_person (HearthBackupKeeper *self)
{
  g_return_val_if_fail (HEARTH_IS_BACKUP_KEEPER (self), FALSE);

  return self->status != NULL && self->status->is_due && self->progress == NULL &&
         (!self->status->has_folder || self->has_failed);
}

gboolean
hearth_backup_keeper_is_busy (HearthBackupKeeper *self)
{
  g_return_val_if_fail (HEARTH_IS_BACKUP_KEEPER (self), FALSE);

  return self->progress != NULL;
}

HearthBackupStage
hearth_backup_keeper_get_progress (HearthBackupKeeper *self, double *fraction)
{
  g_return_val_if_fail (HEARTH_IS_BACKUP_KEEPER (self) && self->progress != NULL,
                        HEARTH_BACKUP_STAGE_WAITING);

  return hearth_backup_progress_get (self->progress, fraction);
}

void
hearth_backup_keeper_look (HearthBackupKeeper *self, gboolean makes_due)
{
  g_return_if_fail (HEARTH_IS_BACKUP_KEEPER (self));

  self->makes_due |= makes_due;
  hearth_backup_get_status_async (self->context, self->reading, on_status_cb, g_object_ref (self));
}

/* What was under way is over, whatever came of it. */
static void
end (HearthBackupKeeper *self)
{
  g_clear_pointer (&self->progress, hearth_backup_progress_unref);
  g_clear_object (&self->cancellable);
  if (self->context == NULL || !hearth_vault_is_unlocked (hearth_context_get_vault (self->context)))
    return;
  hearth_backup_keeper_look (self, FALSE);
  emit_changed (self);
}

static void
answer (GTask *task, HearthBackupOutcome *outcome, GError *error)
{
  HearthBackupKeeper *self = g_task_get_source_object (task);

  if (outcome != NULL)
    self->has_failed = FALSE;
  end (self);
  if (outcome != NULL)
    g_task_return_pointer (task, outcome, (GDestroyNotify) hearth_backup_outcome_free);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
on_run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  HearthBackupOutcome *outcome = hearth_backup_run_finish (HEARTH_CONTEXT (source), result, &error);

  answer (user_data, outcome, error);
}

static void
on_proven_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  HearthBackupOutcome *outcome =
      hearth_backup_prove_finish (HEARTH_CONTEXT (source), result, &error);

  answer (user_data, outcome, error);
}

static GTask *
begin (HearthBackupKeeper *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, begin);
  self->progress = hearth_backup_progress_new ();
  self->cancellable = g_cancellable_new ();
  return task;
}

void
hearth_backup_keeper_run_async (HearthBackupKeeper *self,
                                const char *path,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (HEARTH_IS_BACKUP_KEEPER (self) && self->progress == NULL);

  task = begin (self, callback, user_data);
  hearth_backup_run_async (self->context, path, self->progress, self->cancellable, on_run_cb, task);
  emit_changed (self);
}

void
hearth_backup_keeper_prove_async (HearthBackupKeeper *self,
                                  const char *path,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task;

  g_return_if_fail (HEARTH_IS_BACKUP_KEEPER (self) && self->progress == NULL);

  task = begin (self, callback, user_data);
  hearth_backup_prove_async (self->context, path, self->progress, self->cancellable, on_proven_cb,
                             task);
  emit_changed (self);
}

HearthBackupOutcome *
hearth_backup_keeper_finish (HearthBackupKeeper *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, begin), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
hearth_backup_keeper_cancel (HearthBackupKeeper *self)
{
  g_return_if_fail (HEARTH_IS_BACKUP_KEEPER (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}
