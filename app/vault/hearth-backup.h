/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups of a vault (vault 9): one file of ciphertext, made while people go on working, and proven
 * by opening it. Thread of everything here: main, unless said otherwise. */
#pragma once

#include "hearth-backup-error.h"
#include "hearth-vault.h"

G_BEGIN_DECLS

typedef enum
{
  HEARTH_BACKUP_STAGE_WAITING,
  HEARTH_BACKUP_STAGE_COPYING,
  HEARTH_BACKUP_STAGE_PROVING,
} HearthBackupStage;

/**
 * HearthBackupProgress:
 *
 * How far the work is; the one who works writes it, anybody reads it, from any thread.
 */
typedef struct _HearthBackupProgress HearthBackupProgress;

HearthBackupProgress *hearth_backup_progress_new (void) G_GNUC_WARN_UNUSED_RESULT;
HearthBackupProgress *hearth_backup_progress_ref (HearthBackupProgress *self);
void hearth_backup_progress_unref (HearthBackupProgress *self);
HearthBackupStage hearth_backup_progress_get (HearthBackupProgress *self, double *fraction);

/* Asks a copy that was opened for proof how many cases it has; on a thread of the backup. */
typedef gboolean (*HearthBackupCountFunc) (HearthDb *db, gint64 *n_cases, GError **error);

/**
 * HearthBackupReport:
 * @path: absolute
 * @time_s: when the databases in it were copied, seconds since 1970
 * @carried: bit per compartment that is in it
 * @proven: of these, the ones that were opened and found whole; the others are carried, not proven
 * @n_cases: -1: not counted, because core is not among @proven
 * @n_attachments: files with scans in it
 * @n_attachments_proven: of these, the ones that were opened
 * @pause_us: how long writer and reader stood still for it
 */
typedef struct
{
  char *path;
  guint64 size_bytes;
  gint64 time_s;
  guint64 generation;
  guint carried;
  guint proven;
  gint64 n_cases;
  guint64 n_attachments;
  guint64 n_attachments_proven;
  gint64 pause_us;
} HearthBackupReport;

void hearth_backup_report_free (HearthBackupReport *self);

/* @path: of a file, which is replaced, or of a folder, in which it gets a name with the time. What was
 * made is not proven yet. */
HearthBackupReport *hearth_backup_create (HearthVault *vault,
                                          const char *path,
                                          HearthBackupProgress *progress,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_backup_create_async (HearthVault *vault,
                                 const char *path,
                                 HearthBackupProgress *progress,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
HearthBackupReport *hearth_backup_create_finish (HearthVault *vault,
                                                 GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* With the keys of this login. */
HearthBackupReport *hearth_backup_verify (HearthVault *vault,
                                          const char *path,
                                          HearthBackupCountFunc count,
                                          HearthBackupProgress *progress,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_backup_verify_async (HearthVault *vault,
                                 const char *path,
                                 HearthBackupCountFunc count,
                                 HearthBackupProgress *progress,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
HearthBackupReport *hearth_backup_verify_finish (HearthVault *vault,
                                                 GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* With a passphrase of the day on which it was made; no vault is needed. */
HearthBackupReport *hearth_backup_verify_alone (const char *path,
                                                const char *user,
                                                const HearthSecret *passphrase,
                                                HearthBackupCountFunc count,
                                                HearthBackupProgress *progress,
                                                GCancellable *cancellable,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

HearthBackupReport *hearth_backup_restore (const char *path,
                                           const char *new_path,
                                           const char *user,
                                           const HearthSecret *passphrase,
                                           HearthBackupCountFunc count,
                                           HearthBackupProgress *progress,
                                           GCancellable *cancellable,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_backup_restore_async (const char *path,
                                  const char *new_path,
                                  const char *user,
                                  HearthSecret *passphrase,
                                  HearthBackupCountFunc count,
                                  HearthBackupProgress *progress,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
HearthBackupReport *hearth_backup_restore_finish (GAsyncResult *result,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For rotation. @vault_id and @size_bytes say which file is meant: another one is left alone. Thread:
 * any that may wait. */
gboolean hearth_backup_delete (const char *path,
                               const HearthId *vault_id,
                               guint64 size_bytes,
                               GError **error);
/* Whether backups can go to @folder now: it is there. */
gboolean hearth_backup_has_folder (const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBackupProgress, hearth_backup_progress_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBackupReport, hearth_backup_report_free)

G_END_DECLS
