/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups as acts of a login: made, noted, proven, noted again, and old ones deleted that the new one
 * replaces. Thread of everything here: main. */
#pragma once

#include "hearth-backup-log.h"
#include "hearth-context.h"

G_BEGIN_DECLS

/**
 * HearthBackupOutcome:
 * @report: (nullable): what was made or opened; %NULL if there is nothing to speak of
 * @proof_error: (nullable): why it was made but is no good: either the medium, or the vault itself, is
 *   damaged
 * @n_removed: older ones that were deleted
 */
typedef struct
{
  HearthBackupReport *report;
  GError *proof_error;
  guint n_removed;
} HearthBackupOutcome;

void hearth_backup_outcome_free (HearthBackupOutcome *self);

/* @path: a file or a folder; NULL: the folder of the plan, where old ones are then deleted. */
HearthBackupOutcome *hearth_backup_run (HearthContext *context,
                                        const char *path,
                                        HearthBackupProgress *progress,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_backup_run_async (HearthContext *context,
                              const char *path,
                              HearthBackupProgress *progress,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
HearthBackupOutcome *hearth_backup_run_finish (HearthContext *context,
                                               GAsyncResult *result,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Opens a backup of this vault with the keys of this login, and notes the answer. */
HearthBackupOutcome *hearth_backup_prove (HearthContext *context,
                                          const char *path,
                                          HearthBackupProgress *progress,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_backup_prove_async (HearthContext *context,
                                const char *path,
                                HearthBackupProgress *progress,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
HearthBackupOutcome *hearth_backup_prove_finish (HearthContext *context,
                                                 GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * HearthBackupStatus:
 * @last: (nullable): the newest that was proven
 * @plan: where they go
 * @entries: (element-type HearthBackupEntry): all that are known, newest first
 * @is_due: by the plan, or because there is no plan and nothing of the last week
 * @has_folder: the plan's folder is there
 */
typedef struct
{
  HearthBackupEntry *last;
  HearthBackupPlan *plan;
  GPtrArray *entries;
  gboolean is_due;
  gboolean has_folder;
} HearthBackupStatus;

void hearth_backup_status_free (HearthBackupStatus *self);
HearthBackupStatus *hearth_backup_get_status (HearthContext *context,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_backup_get_status_async (HearthContext *context,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
HearthBackupStatus *hearth_backup_get_status_finish (HearthContext *context,
                                                     GAsyncResult *result,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @folder: NULL: no plan any more. */
gboolean hearth_backup_set_plan (HearthContext *context,
                                 const char *folder,
                                 guint every_days,
                                 GError **error);
void hearth_backup_set_plan_async (HearthContext *context,
                                   const char *folder,
                                   guint every_days,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean hearth_backup_set_plan_finish (HearthContext *context,
                                        GAsyncResult *result,
                                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBackupOutcome, hearth_backup_outcome_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBackupStatus, hearth_backup_status_free)

G_END_DECLS
