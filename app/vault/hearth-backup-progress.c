/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-backup-private.h"

struct _HearthBackupProgress
{
  gatomicrefcount ref_count;
  GMutex mutex;
  HearthBackupStage stage;
  guint64 done;
  guint64 total;
};

/** hearth_backup_progress_new: Returns: (transfer full): nothing done yet. Thread: any. */
HearthBackupProgress *
hearth_backup_progress_new (void)
{
  HearthBackupProgress *self = g_new0 (HearthBackupProgress, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  return self;
}

/** hearth_backup_progress_ref: Returns: (transfer full). */
HearthBackupProgress *
hearth_backup_progress_ref (HearthBackupProgress *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/** hearth_backup_progress_unref: (transfer full). */
void
hearth_backup_progress_unref (HearthBackupProgress *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * hearth_backup_progress_get:
 * @fraction: (out) (optional): of this stage, from 0 to 1
 *
 * Returns: what is being done. Thread: any; ten times a second is often enough.
 */
HearthBackupStage
hearth_backup_progress_get (HearthBackupProgress *self, double *fraction)
{
  HearthBackupStage stage;

  g_mutex_lock (&self->mutex);
  stage = self->stage;
  if (fraction != NULL)
    *fraction = self->total > 0 ? MIN ((double) self->done / (double) self->total, 1.0) : 0;
  g_mutex_unlock (&self->mutex);
  return stage;
}

/* @self may be NULL, here and below. */
void
_hearth_backup_progress_begin (HearthBackupProgress *self, HearthBackupStage stage, guint64 total)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->stage = stage;
  self->done = 0;
  self->total = total;
  g_mutex_unlock (&self->mutex);
}

void
_hearth_backup_progress_add (HearthBackupProgress *self, guint64 done)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->done += done;
  g_mutex_unlock (&self->mutex);
}
