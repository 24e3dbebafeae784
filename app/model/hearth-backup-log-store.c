/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-backup-log.h"
#include "hearth-model-error.h"
#include "hearth-stmt.h"

#define SELECT_ENTRY                                                                               \
  "SELECT id, folder, name, made_ms, size_bytes, carried, proven, n_cases, state, checked_ms,"     \
  " is_planned FROM admin.backup"

void
hearth_backup_entry_free (HearthBackupEntry *self)
{
  g_free (self->folder);
  g_free (self->name);
  g_free (self);
}

void
hearth_backup_plan_free (HearthBackupPlan *self)
{
  g_free (self->folder);
  g_free (self);
}

static void
bind_number (HearthStmt *stmt, int index, gint64 value, gint64 unknown)
{
  if (value == unknown)
    hearth_stmt_bind_null (stmt, index);
  else
    hearth_stmt_bind_int (stmt, index, value);
}

/* A file of the same name from the same moment is the same backup, opened once more. */
static gboolean
forget_same (HearthDb *db, const char *folder, const char *name, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db, "DELETE FROM admin.backup WHERE folder = ?1 AND name = ?2", error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_text (stmt, 1, folder);
  hearth_stmt_bind_text (stmt, 2, name);
  return hearth_stmt_run (stmt, error);
}

static gboolean
insert (HearthDb *db,
        const HearthBackupReport *report,
        HearthBackupState state,
        gboolean is_planned,
        const HearthId *who,
        GError **error)
{
  g_autofree char *folder = g_path_get_dirname (report->path);
  g_autofree char *name = g_path_get_basename (report->path);
  g_autoptr (HearthStmt) stmt = NULL;
  gint64 checked_ms = state == HEARTH_BACKUP_MADE ? 0 : g_get_real_time () / 1000;

  if (!forget_same (db, folder, name, error))
    return FALSE;
  stmt = hearth_db_prepare (db,
                            "INSERT INTO admin.backup (folder, name, made_ms, size_bytes, carried,"
                            " proven, n_cases, state, checked_ms, is_planned, who)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                            error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_text (stmt, 1, folder);
  hearth_stmt_bind_text (stmt, 2, name);
  hearth_stmt_bind_int (stmt, 3, report->time_s * 1000);
  hearth_stmt_bind_int (stmt, 4, (gint64) report->size_bytes);
  hearth_stmt_bind_int (stmt, 5, report->carried);
  hearth_stmt_bind_int (stmt, 6, report->proven);
  bind_number (stmt, 7, report->n_cases, -1);
  hearth_stmt_bind_int (stmt, 8, state);
  bind_number (stmt, 9, checked_ms, 0);
  hearth_stmt_bind_int (stmt, 10, is_planned);
  hearth_stmt_bind_id (stmt, 11, who);
  return hearth_stmt_run (stmt, error);
}

/**
 * hearth_backup_log_add:
 * @report: of making or of proving it
 * @state: what is known of it now
 * @who: the user
 *
 * Notes a backup, or what became of it: a file that is known already is replaced.
 *
 * Returns: %FALSE with an error of the vault.
 */
gboolean
hearth_backup_log_add (HearthDb *db,
                       const HearthBackupReport *report,
                       HearthBackupState state,
                       gboolean is_planned,
                       const HearthId *who,
                       GError **error)
{
  g_return_val_if_fail (db != NULL && report != NULL && who != NULL, FALSE);

  if (!hearth_db_begin (db, error))
    return FALSE;
  if (insert (db, report, state, is_planned, who, error) && hearth_db_commit (db, error))
    return TRUE;
  hearth_db_rollback (db);
  return FALSE;
}

/** hearth_backup_log_mark: Returns: %FALSE with an error of the vault. */
gboolean
hearth_backup_log_mark (HearthDb *db, gint64 id, HearthBackupState state, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;

  if (!hearth_db_begin (db, error))
    return FALSE;
  stmt = hearth_db_prepare (db, "UPDATE admin.backup SET state = ?1 WHERE id = ?2", error);
  if (stmt != NULL)
    {
      hearth_stmt_bind_int (stmt, 1, state);
      hearth_stmt_bind_int (stmt, 2, id);
    }
  if (stmt != NULL && hearth_stmt_run (stmt, error) && hearth_db_commit (db, error))
    return TRUE;
  hearth_db_rollback (db);
  return FALSE;
}

/**
 * hearth_backup_log_set_plan:
 * @plan: without a folder: no plan any more
 *
 * Returns: %FALSE with %HEARTH_MODEL_ERROR_INVALID or an error of the vault.
 */
gboolean
hearth_backup_log_set_plan (HearthDb *db, const HearthBackupPlan *plan, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && plan != NULL, FALSE);

  if (plan->folder != NULL && (!g_path_is_absolute (plan->folder) || plan->every_days < 1 ||
                               plan->every_days > HEARTH_BACKUP_EVERY_DAYS_MAX))
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                           "no plan for backups");
      return FALSE;
    }
  if (!hearth_db_begin (db, error))
    return FALSE;
  stmt =
      hearth_db_prepare (db,
                         plan->folder != NULL ? "REPLACE INTO admin.backup_plan VALUES (1, ?1, ?2)"
                                              : "DELETE FROM admin.backup_plan",
                         error);
  if (stmt != NULL && plan->folder != NULL)
    {
      hearth_stmt_bind_text (stmt, 1, plan->folder);
      hearth_stmt_bind_int (stmt, 2, plan->every_days);
    }
  if (stmt != NULL && hearth_stmt_run (stmt, error) && hearth_db_commit (db, error))
    return TRUE;
  hearth_db_rollback (db);
  return FALSE;
}

static HearthBackupEntry *
read_entry (HearthStmt *stmt)
{
  HearthBackupEntry *entry = g_new0 (HearthBackupEntry, 1);

  entry->id = hearth_stmt_get_int (stmt, 0);
  entry->folder = hearth_stmt_dup_text (stmt, 1);
  entry->name = hearth_stmt_dup_text (stmt, 2);
  entry->made_ms = hearth_stmt_get_int (stmt, 3);
  entry->size_bytes = (guint64) hearth_stmt_get_int (stmt, 4);
  entry->carried = (guint) hearth_stmt_get_int (stmt, 5);
  entry->proven = (guint) hearth_stmt_get_int (stmt, 6);
  entry->n_cases = hearth_stmt_is_null (stmt, 7) ? -1 : hearth_stmt_get_int (stmt, 7);
  entry->state = (HearthBackupState) hearth_stmt_get_int (stmt, 8);
  entry->checked_ms = hearth_stmt_get_int (stmt, 9);
  entry->is_planned = hearth_stmt_get_int (stmt, 10) != 0;
  return entry;
}

static void
free_entry (gpointer entry)
{
  hearth_backup_entry_free (entry);
}

/** hearth_backup_log_list: Returns: (transfer full): all that are there, or %NULL with an error. */
GPtrArray *
hearth_backup_log_list (HearthDb *db, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (
      db, SELECT_ENTRY " WHERE state <> 3 ORDER BY made_ms DESC, id DESC", error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&entries);
      g_ptr_array_add (entries, read_entry (stmt));
    }
}

/**
 * hearth_backup_log_get_last_proven:
 *
 * Returns: (transfer full) (nullable): the newest that was found whole; %NULL without an error if there
 *   is none.
 */
HearthBackupEntry *
hearth_backup_log_get_last_proven (HearthDb *db, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (
      db, SELECT_ENTRY " WHERE state = 1 ORDER BY made_ms DESC, id DESC LIMIT 1", error);
  gboolean has_row;

  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  return read_entry (stmt);
}

/** hearth_backup_log_get_plan: Returns: (transfer full): the plan, or %NULL with an error. */
HearthBackupPlan *
hearth_backup_log_get_plan (HearthDb *db, GError **error)
{
  g_autoptr (HearthBackupPlan) plan = g_new0 (HearthBackupPlan, 1);
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db, "SELECT folder, every_days FROM admin.backup_plan", error);
  gboolean has_row;

  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error))
    return NULL;
  plan->every_days = HEARTH_BACKUP_EVERY_DAYS_DEFAULT;
  if (has_row)
    {
      plan->folder = hearth_stmt_dup_text (stmt, 0);
      plan->every_days = (guint) MAX (hearth_stmt_get_int (stmt, 1), 1);
    }
  return g_steal_pointer (&plan);
}

/**
 * hearth_backup_log_count_cases:
 * @n_cases: (out)
 *
 * For the proof: how many cases a copy has, whatever version of the schema it is of. A
 * #HearthBackupCountFunc. Thread: the connection's.
 */
gboolean
hearth_backup_log_count_cases (HearthDb *db, gint64 *n_cases, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db, "SELECT count (*) FROM core.person WHERE gone = 0", error);
  gboolean has_row;

  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  *n_cases = hearth_stmt_get_int (stmt, 0);
  return TRUE;
}

/** hearth_backup_log_day_of: Returns: the civil day of a moment, where this computer is. */
HearthDate
hearth_backup_log_day_of (gint64 at_ms)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (at_ms / 1000);

  if (at == NULL)
    return HEARTH_DATE_NONE;
  return hearth_date_new (g_date_time_get_year (at), g_date_time_get_month (at),
                          g_date_time_get_day_of_month (at));
}
