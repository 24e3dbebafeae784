/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-backup-run.h"

G_BEGIN_DECLS

/**
 * HearthBackupKeeper:
 *
 * The backups of one login: it knows how they stand, makes the one that is due in the background, and
 * does one thing at a time for the page. Signal ::changed: anything that the getters say.
 */
#define HEARTH_TYPE_BACKUP_KEEPER (hearth_backup_keeper_get_type ())
G_DECLARE_FINAL_TYPE (HearthBackupKeeper, hearth_backup_keeper, HEARTH, BACKUP_KEEPER, GObject)

HearthBackupKeeper *hearth_backup_keeper_new (HearthContext *context) G_GNUC_WARN_UNUSED_RESULT;

/* NULL: not known yet. (transfer none) */
const HearthBackupStatus *hearth_backup_keeper_get_status (HearthBackupKeeper *self);
/* A backup is due and cannot be made without a person. */
gboolean hearth_backup_keeper_needs_person (HearthBackupKeeper *self);
gboolean hearth_backup_keeper_is_busy (HearthBackupKeeper *self);
/* What is being done and how far it is; only while busy. */
HearthBackupStage hearth_backup_keeper_get_progress (HearthBackupKeeper *self, double *fraction);

/* Looks anew; then, if @makes_due, makes the backup that is due. */
void hearth_backup_keeper_look (HearthBackupKeeper *self, gboolean makes_due);

/* Nothing else may be under way. @path as for hearth_backup_run(). */
void hearth_backup_keeper_run_async (HearthBackupKeeper *self,
                                     const char *path,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void hearth_backup_keeper_prove_async (HearthBackupKeeper *self,
                                       const char *path,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* For both. */
HearthBackupOutcome *hearth_backup_keeper_finish (HearthBackupKeeper *self,
                                                  GAsyncResult *result,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_backup_keeper_cancel (HearthBackupKeeper *self);

G_END_DECLS
