/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the vault knows of its backups: local rows in admin, in no bundle and no commit. */
#pragma once

#include "hearth-backup.h"
#include "hearth-date.h"

G_BEGIN_DECLS

/**
 * HearthBackupState:
 * @HEARTH_BACKUP_MADE: whole on its medium, not opened yet
 * @HEARTH_BACKUP_PROVEN: opened and found whole
 * @HEARTH_BACKUP_FAILED: opened and found damaged
 * @HEARTH_BACKUP_REMOVED: newer ones replaced it, and its file was deleted
 *
 * On disk: never renumbered.
 */
typedef enum
{
  HEARTH_BACKUP_MADE = 0,
  HEARTH_BACKUP_PROVEN = 1,
  HEARTH_BACKUP_FAILED = 2,
  HEARTH_BACKUP_REMOVED = 3,
} HearthBackupState;

/**
 * HearthBackupEntry:
 * @folder: absolute
 * @made_ms: when the databases in it were copied
 * @n_cases: -1: not counted
 * @checked_ms: when it was opened last, 0: never
 * @is_planned: made into the folder of the plan, so that rotation may delete it
 */
typedef struct
{
  gint64 id;
  char *folder;
  char *name;
  gint64 made_ms;
  guint64 size_bytes;
  guint carried;
  guint proven;
  gint64 n_cases;
  HearthBackupState state;
  gint64 checked_ms;
  gboolean is_planned;
} HearthBackupEntry;

/**
 * HearthBackupPlan:
 * @folder: absolute; %NULL: there is no plan
 * @every_days: from 1
 */
typedef struct
{
  char *folder;
  guint every_days;
} HearthBackupPlan;

#define HEARTH_BACKUP_EVERY_DAYS_DEFAULT 1
#define HEARTH_BACKUP_EVERY_DAYS_MAX 31

void hearth_backup_entry_free (HearthBackupEntry *self);
void hearth_backup_plan_free (HearthBackupPlan *self);

/* For the writer's thread, outside of a transaction. */
gboolean hearth_backup_log_add (HearthDb *db,
                                const HearthBackupReport *report,
                                HearthBackupState state,
                                gboolean is_planned,
                                const HearthId *who,
                                GError **error);
gboolean hearth_backup_log_mark (HearthDb *db, gint64 id, HearthBackupState state, GError **error);
gboolean hearth_backup_log_set_plan (HearthDb *db, const HearthBackupPlan *plan, GError **error);

/* For either thread. Entries: (element-type HearthBackupEntry), newest first, without removed ones. */
GPtrArray *hearth_backup_log_list (HearthDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthBackupEntry *hearth_backup_log_get_last_proven (HearthDb *db,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthBackupPlan *hearth_backup_log_get_plan (HearthDb *db,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_backup_log_count_cases (HearthDb *db, gint64 *n_cases, GError **error);
HearthDate hearth_backup_log_day_of (gint64 at_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBackupEntry, hearth_backup_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBackupPlan, hearth_backup_plan_free)

G_END_DECLS
